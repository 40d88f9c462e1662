"""What holds for the questions of any text: nothing raises, places are true, time is linear."""

from __future__ import annotations

from time import thread_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Note
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.quiz.items import Kind
from knowledge.quiz.written.read import question_lines, read_all, read_questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.quiz.written.read import Reading

PIECES = (
    *("- [ ] ", "- [x] ", "- A. ", "  - B) ", "c. ", "1. ", "12. ", "- ", "* ", "    ", "\t", "> "),
    *("Q: ", "A: ", "Answer: B", "Correct answer: A, C", "Explanation: ", "Ans:", "ans: a"),
    *(
        "<details>",
        "<summary>Answer</summary>",
        "</details>",
        "<!--SR:!2025-06-20,3,253-->",
        "<!--",
    ),
    *("#flashcards", "#card", "::", ":::", "?", "??", "==", "{{c1::", "}}", "**", "`", "```", "$$"),
    *("> [!question] ", "Sample:", "- Sample:", "## ", "---", "%%", "^id", "(correct)", "(answer)"),
    *(
        "quiz:",
        "  - question: ",
        "    answer: ",
        "    options: [a, b]",
        "Which of them?",
        "EXCEPT ...",
    ),
    *("(Choose two)", "Choose 9 ", "&nbsp;", "<br/>", "\u00e9", "\u0130", "\u3000", "x", "y z", ""),
)
texts = st.lists(st.sampled_from((*PIECES, "\n", "\n", "\n\n")) | st.text(max_size=6), max_size=60)


def reading(text: str) -> Reading:
    parsed = parse_note(RawNote("a.md", text, "", ()), "a.md")
    return read_all(text, parsed.note, parsed.sections)


@given(texts.map("".join))
def test_any_text_is_read_and_every_question_is_whole(text: str) -> None:
    lines = text.split("\n")
    for question in reading(text).questions:
        assert question.stem == " ".join(question.stem.split()) != ""
        assert 1 <= question.place.first <= question.place.last <= len(lines)
        assert question.place.heading[0] == "a"
        if question.options:
            assert 1 <= len(question.keys) < len(question.options)
            assert sorted(set(question.keys)) == list(question.keys)
            assert 0 <= question.keys[0] <= question.keys[-1] < len(question.options)
            assert (question.kind is Kind.SEVERAL) >= (len(question.keys) > 1)
            assert all(question.options)
        else:
            assert question.answer


@given(texts.map("".join))
def test_what_follows_a_rule_and_a_heading_changes_no_question_above(text: str) -> None:
    alone = reading(f"# One\n{text}\n").questions
    followed = reading(f"# One\n{text}\n\n---\n# Two\nPlain words.\n").questions
    assert [(each.stem, each.options, each.keys, each.place.first) for each in followed] == [
        (each.stem, each.options, each.keys, each.place.first) for each in alone
    ]


@given(texts.map("".join))
def test_the_same_text_gives_the_same_questions_and_a_problem_for_each_refusal(text: str) -> None:
    parsed = parse_note(RawNote("a.md", text, "", ()), "a.md")
    questions, problems = read_questions(text, parsed.note, parsed.sections)
    read = reading(text)
    assert questions == read.questions
    assert problems == tuple(refusal.problem for refusal in read.refusals)


def test_the_lines_of_questions_are_those_of_their_places() -> None:
    text = "Q: What is a fugue?\nA: A piece of voices.\n\nA plain line.\n\nQ: Is it old?\nA: Yes."
    assert question_lines(reading(text).questions) == {1, 2, 6, 7}


SIZE = 6_000
ROUNDS = range(2, 12)
"""The best of so many is taken: what else the machine did is not the note's doing."""
GROWTH = 3.4
"""Twice the note may cost so many times as much; what is quadratic costs four times."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "boxes": lambda size: "Which?\n" + "- [x] a\n" * (size // 8),
    "letters": lambda size: "- A. a\n- B. b\n" * (size // 14),
    "letters without end": lambda size: "Which one?\n- A. a\n- B. b\nAnswer: B\n" * (size // 36),
    "nested letters": lambda size: "".join(
        " " * (at % 40) + "- A. a\n" for at in range(size // 27)
    ),
    "bold points": lambda size: "Which?\n- **a**\n- b\n- c\n" * (size // 22),
    "answers": lambda size: "Answer: A\n" * (size // 10),
    "keys": lambda size: "Which?\n- A. a\n- B. b\nAnswer: " + "A, " * (size // 3),
    "pairs": lambda size: "Q: a\n" * (size // 5),
    "long pairs": lambda size: "Q: a\n" + "b\n" * (size // 2),
    "cards": lambda size: "#flashcards\n" + "a::b\n" * (size // 5),
    "colons": lambda size: "#flashcards\n" + ":" * size,
    "separators": lambda size: "#flashcards\na" + "::b" * (size // 3),
    "marks": lambda size: "#flashcards\n" + "?\n" * (size // 2),
    "backs": lambda size: "#flashcards\na\n?\n" + "b\n" * (size // 2),
    "gaps": lambda size: "{{c1::a}} " * (size // 10),
    "open gaps": lambda size: "{{c1::a" * (size // 7),
    "highlights": lambda size: "#flashcards\n" + "==a" * (size // 3),
    "equals": lambda size: "#flashcards\n" + "=" * size,
    "tags": lambda size: "a #card\n" * (size // 8),
    "samples": lambda size: "- Sample:\n" * (size // 10),
    "nested samples": lambda size: "- Sample:\n  - Which?\n    - a\n" * (size // 30),
    "folds": lambda size: "<details>\n" * (size // 10),
    "headed folds": lambda size: "# a\n<details><summary>show</summary>\n" * (size // 38),
    "callouts": lambda size: "> [!question] a?\n" * (size // 17),
    "long callout": lambda size: "> [!question] a?\n" + "> b\n" * (size // 4),
    "explanations": lambda size: "Explanation:\n" * (size // 13),
    "comments": lambda size: "<!--\n" * (size // 5),
    "remarks": lambda size: "%% a " * (size // 5),
    "formulae": lambda size: "$$ a\n" * (size // 5),
    "stars": lambda size: "Which?\n- " + "*" * size + "\n- b\n- c",
    "spaces": lambda size: "Which?\n- a" + " " * size + "(b\n- c",
    "stem without end": lambda size: "12. " + "a\n" * (size // 2) + "- [x] b\n- [ ] c",
    "questions": lambda size: "?" * size + "\n- [x] b\n- [ ] c",
    "dots": lambda size: "." * size + "a\n- [x] b\n- [ ] c",
    "front matter": lambda size: "---\nquiz:\n" + "  - question: a\n" * (size // 16) + "---\n",
}


def cost(text: str) -> float:
    start = thread_time()
    read_all(text, Note("a.md", "a"), ())
    return thread_time() - start


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_note_costs_twice_the_time(name: str) -> None:
    once, twice = HOSTILE[name](SIZE), HOSTILE[name](2 * SIZE)
    small = large = float("inf")
    for at_least in ROUNDS:
        for _ in range(at_least):
            small, large = min(small, cost(once)), min(large, cost(twice))
        if large < GROWTH * small:
            return
    pytest.fail(f"{small * 1000:.2f} ms for one, {large * 1000:.2f} ms for two")
