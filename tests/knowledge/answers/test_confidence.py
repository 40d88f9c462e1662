"""How sure an answer is: by the evidence, and by what one sentence of it says of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Answer, Library
from knowledge.answers.evidence import DENIED, UNSAID_FIGURE, confidence, probability

if TYPE_CHECKING:
    from pathlib import Path

NOTES = """\
# Harbour

## Crane

The crane lifts forty tonnes of steel from a ship. It was painted green in 1998.

## Lock

The lock closes at night. Boats with a licence pass the lock in summer without paying a fee.
"""


@pytest.fixture
def notes(tmp_path: Path) -> Library:
    (tmp_path / "harbour.md").write_text(NOTES, encoding="utf-8")
    return Library.open([tmp_path])


def sure(notes: Library, question: str) -> float:
    response = notes.ask(question)
    assert isinstance(response, Answer), question
    return response.confidence


def test_a_sentence_that_says_all_is_surer_than_a_passage_that_does(notes: Library) -> None:
    one_sentence = "which crane lifts forty tonnes of steel from a ship"
    two_sentences = "which green crane lifts steel of the harbour"
    assert sure(notes, one_sentence) > sure(notes, two_sentences)


def test_what_is_denied_by_the_question_alone_is_half_as_sure(notes: Library) -> None:
    asked = "which steel does the crane lift from a ship"
    assert sure(notes, asked.replace("does", "does not")) < 0.6 * sure(notes, asked)


def test_a_denial_that_the_answer_makes_too_takes_nothing_away(notes: Library) -> None:
    with_denial = sure(notes, "which boats pass the lock in summer and do not pay a fee")
    without = sure(notes, "which boats pass the lock in summer and pay a fee")
    assert with_denial == pytest.approx(without, abs=0.05)


def test_a_figure_that_the_passage_lacks_takes_a_quarter_away(notes: Library) -> None:
    in_the_notes = sure(notes, "was the crane of the harbour painted green in 1998")
    elsewhere = sure(notes, "was the crane of the harbour painted green in 1777")
    assert elsewhere < UNSAID_FIGURE * in_the_notes


@given(
    odds=st.floats(-50, 50),
    shares=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    figures=st.integers(0, 20),
    denied=st.booleans(),
)
def test_it_stays_a_share_and_grows_with_what_is_said(
    odds: float, shares: tuple[float, float], figures: int, *, denied: bool
) -> None:
    less, more = sorted(shares)
    low = confidence(odds, less, figures, denied=denied)
    assert 0 <= low <= confidence(odds, more, figures, denied=denied) <= probability(odds) <= 1
    assert confidence(odds, less, figures, denied=True) <= low
    assert confidence(odds, 1.0, 0, denied=True) == DENIED * probability(odds)
