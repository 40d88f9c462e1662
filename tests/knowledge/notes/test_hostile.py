"""Notes made to hurt a reader: they come back, and twice as much costs about twice as much."""

from __future__ import annotations

from time import thread_time
from typing import TYPE_CHECKING

import pytest

from knowledge.answers.passages import PASSAGE_CAP, read_passages, segments
from knowledge.notes.inline import LINE_CAP
from knowledge.notes.names import note_names
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.notes.sections import read_blocks
from knowledge.notes.terms import build_glossary
from knowledge.text import fold, same_words_in_order, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.model import Passage

SIZE = 8_000
ROUNDS = range(2, 12)
"""The best of so many is taken: what else the machine did is not the note's doing."""
GROWTH = 3.4
"""Twice the note may cost so many times as much; what is quadratic costs four times."""

NOTES: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "[" * size,
    "open links": lambda size: "[a](" * (size // 4),
    "nested links": lambda size: "[" * (size // 2) + "](b)" * (size // 8),
    "wikilinks": lambda size: "[[a" * (size // 3),
    "images": lambda size: "![a](b" * (size // 6),
    "emphasis left and right": lambda size: "*a_ " * (size // 4),
    "strong and emphasis": lambda size: "**a *a " * (size // 7),
    "stars": lambda size: "*" * size,
    "underscores": lambda size: "_a" * (size // 2),
    "backticks": lambda size: "`" * size,
    "backticks of all lengths": lambda size: " ".join("`" * (at % 4) for at in range(size // 4)),
    "dollars": lambda size: "$a " * (size // 3),
    "angles": lambda size: "<" * size,
    "open tags": lambda size: "<a href=" * (size // 8),
    "comments": lambda size: "<!--" * (size // 4),
    "comments on lines": lambda size: "<!--\n" * (size // 5),
    "formulae on lines": lambda size: "$$ x\n" * (size // 5),
    "remarks on lines": lambda size: "%%\n\n" * (size // 4),
    "braces": lambda size: "{{c1::" * (size // 6),
    "backslashes": lambda size: "\\" * size,
    "ampersands": lambda size: "&amp;" * (size // 5),
    "hyphened words": lambda size: "A" + "-a" * (size // 2) + " (",
    "capital words": lambda size: "The Aa " * (size // 7) + "(b",
    "acronyms": lambda size: "ABC (a b c d " * (size // 13),
    "round brackets": lambda size: "# " + "(" * 50 + "\n" + "a (b) " * (size // 6),
    "initials": lambda size: "A. " * (size // 3),
    "sentences": lambda size: 'Yes!"\')]' * (size // 8),
    "one word": lambda size: "a" * size,
    "deep quotation": lambda size: ">" * size + " a",
    "quotes ever deeper": lambda size: "\n".join(">" * (at % 99) + "a" for at in range(size // 50)),
    "deep list": lambda size: "\n".join(" " * at + "- a" for at in range(int(size**0.5))),
    "list ever deeper": lambda size: "\n".join(" " * (at % 99) + "- a" for at in range(size // 50)),
    "many bullets": lambda size: "- a\n" * (size // 4),
    "headings": lambda size: "\n".join("#" * (at % 6 + 1) + " h" for at in range(size // 6)),
    "wide table": lambda size: "|a" * 250 + "|\n" + "|-" * 250 + "|\n" + "|b|\n" * (size // 4),
    "table rows": lambda size: "| a | b |\n" * (size // 10),
    "bars": lambda size: "|" * size,
    "cells with marks": lambda size: "| `[[" + "\\|`[[" * (size // 6),
    "table rules": lambda size: "|-" * (size // 2),
    "long rule": lambda size: "- " * (size // 2) + "a",
    "spaces": lambda size: "a" + " " * size + "b",
    "spaces in a heading": lambda size: "# a" + " " * size + "b",
    "tabs": lambda size: "a\t" * (size // 2),
    "blank lines": lambda size: "\n" * size,
    "tags": lambda size: "#a/" * (size // 3) + "!",
    "address": lambda size: "see http://" + "a_" * (size // 2),
    "addresses": lambda size: "http://a.b *c* " * (size // 15),
    "marks": lambda size: "a" + "\u0301\u0316" * (size // 2),
    "marks of other scripts": lambda size: "\u0628" + "\u064b\u0650" * (size // 2),
    "long ligatures": lambda size: "\ufdfa" * (size // 4),
}  # fmt: skip


def read_all(text: str) -> list[Passage]:
    """Read a note as far as a library does."""
    parsed = parse_note(RawNote("a.md", text, "", ()), "a.md")
    passages = list(read_passages(parsed.sections))
    for passage in passages:
        for segment in segments(passage):
            words(segment.text)
    build_glossary([(parsed.note, note_names(parsed.note, parsed.sections))])
    return passages


def cost(work: Callable[[str], object], text: str) -> float:
    start = thread_time()
    work(text)
    return thread_time() - start


def prove_linear(work: Callable[[str], object], once: str, twice: str) -> None:
    small = large = float("inf")
    for at_least in ROUNDS:
        for _ in range(at_least):
            small, large = min(small, cost(work, once)), min(large, cost(work, twice))
        if large < GROWTH * small:
            return
    pytest.fail(f"{small * 1000:.2f} ms for one, {large * 1000:.2f} ms for two")


@pytest.mark.parametrize("name", NOTES)
def test_twice_the_note_costs_twice_the_time(name: str) -> None:
    prove_linear(read_all, NOTES[name](SIZE), NOTES[name](2 * SIZE))


def test_a_line_of_a_million_characters_is_read_and_cut() -> None:
    passages = read_all("a " * 500_000)
    assert {len(passage.text) <= PASSAGE_CAP for passage in passages} == {True}
    assert sum(passage.text.count("a") for passage in passages) == 500_000


def test_a_table_of_ten_megabytes_is_read_to_its_last_row() -> None:
    rows = 400_000
    table = "| name | what it is |\n|---|---|\n" + "| a | bb cc dd ee ff | |\n" * rows
    parsed = parse_note(RawNote("a.md", table, "", ()), "a.md")
    *_, last = read_passages(parsed.sections)
    assert last.place.last == rows + 2


def test_a_long_paragraph_is_read_without_a_look_at_its_markup() -> None:
    assert read_all("*a* " * LINE_CAP)[0].text.startswith("*a* *a*")


def test_bullets_nested_ten_thousand_deep_hang_under_the_first_forty() -> None:
    blocks = read_blocks([" " * depth + "- a" for depth in range(10_000)]).blocks
    assert (len(blocks), max(len(block.parents) for block in blocks)) == (10_000, 40)


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u064b\u0650", "\u05b0\u05bc", "\u0f71\u0f74"])
def test_folding_and_quoting_are_linear_in_marks_of_any_script(marks: str) -> None:
    once, twice = "a" + marks * SIZE, "a" + marks * 2 * SIZE
    prove_linear(fold, once, twice)
    prove_linear(lambda text: same_words_in_order(text, text), once, twice)
    assert fold(twice) == "a"
