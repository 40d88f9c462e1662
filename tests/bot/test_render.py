"""Whatever the core answers becomes a message that Discord takes, and that pings nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from study_server import live
from test_escape import HOSTILE

from bot import words
from bot.escape import units
from bot.passages import brief, chunks
from bot.render import Look, entry, passages, response
from knowledge.answers.answer import (
    Answer,
    Correction,
    Entry,
    Gap,
    Source,
    Statement,
    Unknown,
    Unsure,
)
from knowledge.model import CELL_RULE, Block, Kind, NoteDate, Place

if TYPE_CHECKING:
    from discord.ui import LayoutView

TEXT = (
    HOSTILE | st.text(max_size=300) | st.sampled_from(["*_" * 2000, "word " * 900, "😀" * 800, ""])
)
BLOCKS = st.builds(
    Block,
    st.sampled_from(Kind),
    TEXT,
    st.integers(1, 9999),
    st.integers(1, 9999),
    st.integers(0, 9),
    TEXT | st.sampled_from(["header", "title", "3.", "[x]"]),
    st.lists(TEXT, max_size=3).map(tuple),
    TEXT,
)
MANY_BLOCKS = st.lists(BLOCKS, max_size=9).map(tuple)
LINES = st.integers(1, 9999)
PLACES = st.builds(Place, TEXT, LINES, LINES, st.lists(TEXT, max_size=5).map(tuple))
DATES = st.none() | st.builds(NoteDate, TEXT, st.none())
SOURCES = st.builds(
    Source,
    st.text("0123456789abcdef", min_size=10, max_size=10),
    MANY_BLOCKS,
    PLACES,
    st.just(1.0),
    DATES,
    st.lists(PLACES, max_size=5).map(tuple),
)
TERMS = st.lists(TEXT, max_size=8).map(tuple)
MANY_SOURCES = st.lists(SOURCES, min_size=1, max_size=5).map(tuple)
SOURCES_OF_TWO = st.lists(SOURCES, min_size=2, max_size=5).map(tuple)
CORRECTIONS = st.lists(st.builds(Correction, TEXT, TEXT), max_size=8).map(tuple)
STATED = st.lists(st.builds(Statement, TEXT, PLACES, DATES), max_size=6).map(tuple)
BESIDE = st.builds(Statement, TEXT, PLACES, DATES, MANY_BLOCKS)
ANSWERED = (st.just(1.0), CORRECTIONS, TERMS, STATED)
GAPS = st.none() | st.builds(Gap, TEXT, TEXT, TEXT, TEXT)
FOUND = st.one_of(
    st.builds(Answer, TEXT, MANY_BLOCKS, MANY_SOURCES, *ANSWERED),
    st.builds(Unsure, TEXT, MANY_BLOCKS, MANY_SOURCES, *ANSWERED, st.none(), TERMS),
    st.builds(Unsure, TEXT, MANY_BLOCKS, SOURCES_OF_TWO, *ANSWERED, BESIDE, TERMS),
    st.builds(Unknown, TEXT, TERMS, TERMS, CORRECTIONS, TERMS, GAPS),
)
ENTRIES = st.builds(
    Entry,
    TEXT,
    TERMS,
    SOURCES,
    MANY_BLOCKS,
    st.lists(PLACES, max_size=10).map(tuple),
    TERMS,
    CORRECTIONS,
)
LOOKS = st.sampled_from([Look(), Look("https://notes.example/{path}#L{first}-L{last}")])
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(FOUND, LOOKS, st.booleans())
def test_any_answer_keeps_within_the_limits(
    found: Answer | Unknown,
    look: Look,
    asked: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    _check(response(found, look, asked=asked))


@slow
@given(ENTRIES, LOOKS)
def test_any_entry_keeps_within_the_limits(found: Entry, look: Look) -> None:
    _check(entry(found, look))


@slow
@given(MANY_SOURCES, LOOKS)
def test_every_page_of_passages_keeps_within_the_limits(
    sources: tuple[Source, ...], look: Look
) -> None:
    keys = tuple(source.key for source in sources)
    for page in (0, 1, 7, 99):
        _check(passages(sources, page, keys, look))


@pytest.mark.parametrize("text", ["word " * 900, "*_" * 2000, "\U0001f600" * 3000])
@pytest.mark.parametrize("compared", [False, True])
def test_an_answer_with_all_at_its_longest_keeps_within_the_limits(
    text: str,
    compared: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    place = Place(text, 9998, 9999, (text, text[1:], text[2:], text[3:]))
    date = NoteDate(text, None)
    blocks = tuple(Block(Kind.PARAGRAPH, text, at, at) for at in range(1, 9))
    sources = tuple(
        Source(f"abcdefghi{at}", blocks, place, 1.0, date, (place,) * 9) for at in range(5)
    )
    stated = Statement(text, place, date, blocks)
    fixes = tuple(Correction(text, text[at:]) for at in range(9))
    meant = tuple(f"{at} {text}" for at in range(9))
    found = Unsure(
        text, blocks, sources, 1.0, fixes, meant, (stated,) * 6, stated if compared else None, meant
    )
    view = response(found, Look("https://notes.example/{first}-{last}" + "x" * 250), asked=True)
    _check(view)
    shown = [one["content"] for one in _components(view) if one["type"] == 10]
    assert sum(map(units, shown)) > 3000


def _check(view: LayoutView) -> None:
    components = _components(view)
    shown = [one["content"] for one in components if one["type"] == 10]
    assert len(components) <= 40
    assert all(shown)
    assert sum(map(units, shown)) <= 4000
    for text in shown:
        assert not live(text)
        assert text.count("```") % 2 == 0
    ids = [one["custom_id"] for one in components if one["type"] == 2]
    assert len(ids) == len(set(ids))
    assert all(1 <= units(custom_id) <= 100 for custom_id in ids)
    assert all(1 <= units(one["label"]) <= 80 for one in components if one["type"] == 2)
    assert all(1 <= len(one["components"]) <= 5 for one in components if one["type"] == 1)


def _components(view: LayoutView) -> list[dict[str, Any]]:
    return _all(view.to_components())  # type: ignore[no-untyped-call]


def _all(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for one in components for found in (one, *_all(one.get("components") or []))]


def item(text: str, number: str = "", level: int = 0, parents: tuple[str, ...] = ()) -> Block:
    return Block(Kind.ITEM, text, 1, 1, level, number, parents)


def test_a_long_list_shows_seven_items_and_counts_the_rest() -> None:
    shown = brief([item(f"point {n}") for n in range(11)], 1800)
    assert shown.text.split("\n") == [*(f"- point {n}" for n in range(7)), words.left_out(4)]
    assert not shown.whole
    eight = [item(f"point {n}") for n in range(8)]
    assert brief(eight, 1800).text.count("\n") == 7


def test_numbers_are_the_notes_own_even_after_a_gap() -> None:
    blocks = [item("one", "1."), item("two", "2."), item("nine", "9.")]
    assert brief(blocks, 1800).text == "1. one\n2. two\n9\\. nine"


def test_a_bullet_names_the_bullet_it_hangs_under() -> None:
    shown = brief([item("per request", level=1, parents=("Billing",))], 1800)
    assert shown.text == "Billing\n- per request"


def row(*cells: str, columns: tuple[str, ...] = (), label: str = "") -> Block:
    return Block(Kind.ROW, CELL_RULE.join(cells), 1, 1, label=label, parents=columns)


def test_a_row_becomes_lines_at_most_six() -> None:
    columns = ("Service", "Time-out", "Note", "Empty")
    assert brief([row("Lambda", "15 min", "a: b", "", columns=columns)], 1800).text == (
        "**Service:** Lambda\n**Time-out:** 15 min\n**Note:** a: b"
    )
    wide = brief([row(*map(str, range(9)))], 1800)
    assert wide.text == "0\n1\n2\n3\n4\n5\n" + words.left_out(3)
    assert not wide.whole


def test_several_rows_become_a_point_each_under_their_first_cell() -> None:
    columns = ("Plan", "Price", "Note")
    rows = [
        row(*columns, columns=columns, label="header"),
        row("A", "1", "x", columns=columns),
        row("B", "2", "", columns=columns),
    ]
    assert brief(rows, 1800).text == "- **A**\n  Price: 1 · Note: x\n- **B**\n  Price: 2"
    assert brief(rows, 1800).whole


def test_words_that_the_note_begins_with_in_bold_are_bold_again() -> None:
    block = Block(Kind.PARAGRAPH, "AWS_Batch - runs jobs.", 1, 1, lead="AWS_Batch")
    assert brief([block], 1800).text == "**AWS\\_Batch** - runs jobs."


def test_an_empty_line_stands_where_a_list_ends_and_a_heading_begins() -> None:
    blocks = [
        Block(Kind.PARAGRAPH, "Kinds:", 1, 1),
        item("one"),
        item("two"),
        Block(Kind.HEADING, "Limits", 5, 5, 2),
        Block(Kind.PARAGRAPH, "None.", 6, 6),
    ]
    shown = "Kinds:\n- one\n- two\n\n**Limits**\nNone."
    assert brief(blocks, 1800).text == shown
    assert chunks(blocks, 1800) == (shown,)


def test_tasks_show_whether_they_are_done() -> None:
    tasks = [item("read", "[x]"), item("repeat", "[ ]")]
    assert brief(tasks, 1800).text == "- \u2611 read\n- \u2610 repeat"


def test_long_code_is_cut_outside_the_fence() -> None:
    code = Block(Kind.CODE, "\n".join(f"line {n}" for n in range(500)), 1, 500, label="python")
    shown = brief([code], 600)
    assert shown.text.endswith("\n```\n…")
    assert not shown.whole
    pages = chunks([code], 600)
    assert len(pages) > 5
    assert re.findall(r"line \d+", "".join(pages)) == [f"line {n}" for n in range(500)]


SIGN = "\u203a"


def test_a_place_reads_as_headings_lines_and_date_with_a_link() -> None:
    source = Source(
        "abcdefghij",
        (Block(Kind.PARAGRAPH, "Runs containers.", 5, 6),),
        Place("serverless/a note.md", 5, 6, ("Serverless", "AWS Fargate")),
        1.0,
        NoteDate("15 Jun 2025", None),
        (Place("b.md", 1, 1, ("Services",)),),
    )
    answer = Answer("fargate", source.blocks, (source,), 1.0, (Correction("fargte", "fargate"),))
    look = Look("https://notes.example/{path}#L{first}-L{last}")
    shown = "\n".join(
        one["content"] for one in _components(response(answer, look)) if one["type"] == 10
    )
    assert shown == (
        "### AWS Fargate\nRuns containers.\n"
        f"-# Serverless {SIGN} AWS Fargate\u00a0· "
        f"[{words.lines(5, 6)}](https://notes.example/serverless/a%20note.md#L5-L6)"
        "\u00a0· 15 Jun 2025\n"
        "-# also in: Services\n"
        "-# read as: fargate"
    )


def test_both_sides_of_a_comparison_stand_each_above_its_own_place() -> None:
    kettle = Block(Kind.PARAGRAPH, "Kettle boils water.", 3, 3)
    pot = (item("brews tea"), item("holds a litre"))
    whole = (*pot, item("costs little"))
    date = NoteDate("15 Jun 2025", None)
    sources = (
        Source("abcdefghij", (kettle,), Place("k.md", 3, 3, ("Tools", "Kettle")), 1.0),
        Source("bcdefghijk", whole, Place("p.md", 7, 9, ("Teapot",)), 1.0, date),
        Source("cdefghijkl", (kettle,), Place("x.md", 1, 1, ("Other",)), 1.0),
    )
    place = Place("p.md", 7, 8, ("Teapot",))
    beside = Statement("brews tea\nholds a litre", place, date, pot)
    found = Answer("kettle vs teapot", (kettle,), sources, 1.0, beside=beside)
    assert _texts(found) == [
        "**Kettle** boils water.",
        f"-# Tools {SIGN} Kettle\u00a0· {words.lines(3, 3)}",
        "### Teapot\n- brews tea\n- holds a litre",
        f"-# Teapot\u00a0· {words.lines(7, 8)}\u00a0· 15 Jun 2025",
    ]
    assert _read_on(found) == ("1 more passage", "m:0:bcdefghijk,cdefghijkl")


def test_a_heading_that_both_sides_share_is_said_once() -> None:
    sides = [Block(Kind.PARAGRAPH, f"Tool {n} is small.", n, n) for n in (3, 9)]
    places = [Place("k.md", n, n, ("Kitchen",)) for n in (3, 9)]
    sources = tuple(
        Source(key, (side,), place, 1.0)
        for key, side, place in zip(("abcdefghij", "bcdefghijk"), sides, places, strict=True)
    )
    beside = Statement(sides[1].text, places[1], None, (sides[1],))
    found = Answer("3 vs 9", (sides[0],), sources, 1.0, beside=beside)
    first, _, second, _ = _texts(found)
    assert (first, second) == ("### Kitchen\nTool 3 is small.", "Tool 9 is small.")
    assert _read_on(found) is None


def _texts(found: Answer) -> list[str]:
    shown = _components(response(found, Look()))
    return [one["content"] for one in shown if one["type"] == 10]


def _read_on(found: Answer) -> tuple[str, str] | None:
    """Return the name and the meaning of the button that shows passages."""
    buttons = (one for one in _components(response(found, Look())) if one["type"] == 2)
    return next(((b["label"], b["custom_id"]) for b in buttons if b["custom_id"][0] == "m"), None)
