"""What notes state is read as facts, each with its term and the line where it stands.

The notes are in `generated/*.md`, what is read of them beside it in `NAME.facts`: line, relation,
how it was told, term, label in brackets, value.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.quiz.facts import Fact, Relation, read_facts

CASES = sorted((Path(__file__).parent / "generated").glob("*.md"))
LANGUAGES = {"italiano": "italian"}
PIECES = (
    "**Anchor** - is a hook that holds a ship.", "- Mast: a tall pole", "# Rope", "| a | b |",
    "|---|---|", "is a", "called", "**x", "Anchor is an", "(", ":", "15 minutes", "\n", "\n\n",
    "  - ", "\u27f6", "1. ", "**Use case**: ropes", "A rope is a line.",
)  # fmt: skip


def facts_of(text: str, language: str = "english") -> tuple[Fact, ...]:
    parsed = parse_note(RawNote("note.md", text, "", ()), "note.md")
    return read_facts(parsed.note, parsed.sections, language, text)


def shown(fact: Fact) -> str:
    label = f" [{fact.label}]" if fact.label else ""
    return f"{fact.place.first}: {fact.relation} {fact.how}: {fact.term}{label}: {fact.value}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_note_states_what_its_author_would_say_it_states(case: Path) -> None:
    found = facts_of(case.read_text("utf-8"), LANGUAGES.get(case.stem, "english"))
    expected = case.with_suffix(".facts").read_text("utf-8")
    assert "".join(f"{shown(fact)}\n" for fact in found) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=25).map("".join))
def test_facts_of_any_text_stand_in_the_text(text: str) -> None:
    lines = text.count("\n") + 1
    for fact in facts_of(text):
        assert 1 <= fact.place.first <= fact.place.last <= lines
        assert fact.term.strip()
        assert fact.value.strip()


def test_a_sentence_that_leans_on_others_defines_nothing() -> None:
    assert facts_of("This is a harbour.\n\nIt is a fine place.\n\nAnother one is a mill.") == ()


def test_the_language_decides_what_joins_a_term_and_its_definition() -> None:
    text = "Der Anker ist ein Haken, der das Schiff am Grund festh\u00e4lt."
    assert [fact.term for fact in facts_of(text, "german")] == ["Anker"]
    assert facts_of(text, "english") == ()


def test_a_figure_at_the_end_of_a_sentence_is_kept_with_its_unit() -> None:
    text = "# Kettle\n\nThe water has to boil for 3 minutes. Then 2 cups are poured out."
    figures = [fact for fact in facts_of(text) if fact.relation is Relation.NUMBER]
    assert [(fact.term, fact.label) for fact in figures] == [("Kettle", "3 minutes")]


def test_reading_is_linear_in_a_note_of_many_brackets_and_colons() -> None:
    assert facts_of("**a" * 20_000 + ":" * 20_000 + "(" * 20_000) == ()
