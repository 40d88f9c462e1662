"""Responses are graded as a fair teacher would: words forgiven, figures not, and never a crash."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.notes.glossary import Glossary, Term
from knowledge.quiz.grade import Grade, Reason, Verdict, grade, grade_typed, right_answers, told
from knowledge.quiz.items import Item, Kind, Option
from knowledge.quiz.typed import Known, Likeness, compare

Ask = Callable[..., Item]

KNOWN = Known(
    Glossary(
        (
            Term("Object Store", ("OS", "bucket service"), "a.md", 3),
            Term("Queue", (), "a.md", 3),
            Term("Row Base", (), "a.md", 3),
        ),
        {},
        frozenset({"acme"}),
    ),
    frozenset({"minimum", "maximum", "adduction", "abduction"}),
)
CASES = [
    tuple(cell.strip() for cell in line.strip("|\n").split("|"))
    for line in (Path(__file__).parent / "grading.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
][2:]


@pytest.mark.parametrize(("key", "typed", "verdict", "reason"), CASES)
def test_a_typed_answer(ask: Ask, key: str, typed: str, verdict: str, reason: str) -> None:
    item = replace(ask("What is it?"), accepted=(key,))
    found = grade(item, [typed], KNOWN)
    assert (found.verdict.value, found.reason.name) == (verdict, reason)
    assert found == Grade(
        Verdict(verdict), float(verdict == "right"), Reason[reason], (key,), (), item.place
    )


def test_any_accepted_answer_is_right_and_the_first_is_shown(ask: Ask) -> None:
    item = replace(ask("What carries heat?"), accepted=("convection", "a warm stream"))
    found = grade(item, ["warm streams"])
    assert (found.verdict, found.right) == (Verdict.RIGHT, ("convection",))


def test_the_right_option_is_right_and_a_wrong_one_says_what_the_notes_say(ask: Ask) -> None:
    item = ask("What burns?", "a sun", "a moon", "a comet")
    moon = Option("a moon", "A moon reflects light.", item.place)
    item = replace(item, options=(item.options[0], moon, item.options[2]))
    right = ("a sun",)
    assert grade(item, [item.options[0].id]) == Grade(
        Verdict.RIGHT, 1.0, Reason.RIGHT, right, (), item.place
    )
    assert grade(item, [moon.id]) == Grade(
        Verdict.WRONG, 0.0, Reason.WRONG, right, (moon,), item.place
    )
    assert grade(item, []).reason is Reason.NOTHING
    assert grade(item, ["no such id"]).reason is Reason.NOTHING
    everything = grade(item, [option.id for option in item.options])
    assert (everything.verdict, everything.points) == (Verdict.WRONG, 0.0)


@pytest.mark.parametrize(
    ("chosen", "verdict", "points", "reason"),
    [
        ((0, 1), Verdict.RIGHT, 1.0, Reason.RIGHT),
        ((1, 0), Verdict.RIGHT, 1.0, Reason.RIGHT),
        ((0,), Verdict.PARTLY, 0.5, Reason.TOO_FEW),
        ((0, 1, 2), Verdict.PARTLY, 0.5, Reason.SOME_WRONG),
        ((0, 2), Verdict.WRONG, 0.0, Reason.SOME_WRONG),
        ((2, 3), Verdict.WRONG, 0.0, Reason.WRONG),
        ((0, 1, 2, 3), Verdict.WRONG, 0.0, Reason.SOME_WRONG),
        ((), Verdict.WRONG, 0.0, Reason.NOTHING),
    ],
)
def test_of_several_answers_wrong_ones_are_taken_off_the_right_ones(
    ask: Ask, chosen: tuple[int, ...], verdict: Verdict, points: float, reason: Reason
) -> None:
    item = ask("What burns? (Choose TWO)", "a sun", "a star", "a moon", "a rock", right=(0, 1))
    found = grade(item, [item.options[at].id for at in chosen])
    assert (found.verdict, found.points, found.reason) == (verdict, points, reason)
    assert {option.text for option in found.mistakes} == {
        item.options[at].text for at in chosen if at > 1
    }


def test_pairs_count_each_name_that_has_its_own_description(ask: Ask) -> None:
    item = replace(
        ask("Match.", "sun", "moon", "comet"),
        kind=Kind.PAIRS,
        keys=(),
        partners=("burns", "reflects", "melts"),
    )
    assert grade(item, item.partners).verdict is Verdict.RIGHT
    part = grade(item, ("burns", "melts", "reflects"))
    assert (part.verdict, round(part.points, 2), part.mistakes) == (
        Verdict.PARTLY, 0.33, item.options[1:],
    )  # fmt: skip
    assert grade(item, ("reflects", "melts", "burns")).verdict is Verdict.WRONG
    assert grade(replace(item, partners=("", "", "")), ()).points == 0
    assert grade(item, ()).reason is Reason.NOTHING


def test_an_item_with_options_may_be_answered_by_typing(ask: Ask) -> None:
    item = ask("What burns?", "the sun", "the moon", "a comet")
    assert grade_typed(item, "Sun").verdict is Verdict.RIGHT
    wrong = grade_typed(item, "moon")
    assert (wrong.verdict, wrong.mistakes) == (Verdict.WRONG, item.options[1:2])
    slip_of_another = ask("Which muscle?", "adductor", "abductor")
    assert grade_typed(slip_of_another, "abductor").verdict is Verdict.WRONG
    assert grade_typed(slip_of_another, "aductor").verdict is Verdict.RIGHT


@settings(max_examples=40)
@given(st.data())
def test_any_response_to_any_item_is_graded(
    any_item: st.SearchStrategy[Item], data: st.DataObject
) -> None:
    item = data.draw(any_item)
    own = st.sampled_from((*right_answers(item), *(option.id for option in item.options), "x"))
    response = data.draw(st.lists(own | st.text(), max_size=5))
    found = grade(item, response, KNOWN)
    assert 0 <= found.points <= 1
    assert (found.verdict is Verdict.RIGHT) == (found.points == 1)
    assert grade_typed(item, " ".join(response), KNOWN).points in {0, 1}


@given(st.text(min_size=1).filter(str.strip))
def test_the_key_itself_is_always_right(text: str) -> None:
    assert compare(text, text, KNOWN) is Likeness.SAME


@pytest.mark.parametrize("text", ["ab" * 50_000, "1 " * 50_000, "(" * 50_000, "a\u0301" * 50_000])
def test_a_long_response_costs_no_more_than_a_screenful(ask: Ask, text: str) -> None:
    item = replace(ask("What is it?"), accepted=("abababab abab", "(1 1 1)"))
    short, long = text[:500], text

    def cost(response: str) -> float:
        start = time.process_time()
        for _ in range(5):
            grade(item, [response], KNOWN)
        return time.process_time() - start

    cost(short)
    assert cost(long) < 10 * cost(short) + 0.05


@pytest.mark.parametrize(
    ("explanation", "quote", "shown"),
    [
        ("Suns burn.", "suns burn", ("Suns burn.",)),
        ("Suns burn.", "All suns burn: they are hot.", ("All suns burn: they are hot.",)),
        ("Suns burn.", "Moons do not.", ("Suns burn.", "Moons do not.")),
        ("", "Suns burn.", ("Suns burn.",)),
        ("", "", ()),
    ],
)
def test_what_is_told_after_an_answer_is_told_once(
    ask: Ask, explanation: str, quote: str, shown: tuple[str, ...]
) -> None:
    assert told(replace(ask("Why?"), explanation=explanation, quote=quote)) == shown
