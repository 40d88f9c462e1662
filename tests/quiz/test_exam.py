"""A practice exam has an exam's proportions and says honestly what its result is worth."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from knowledge.quiz.exam import ESTIMATE, Blueprint, Paper, TopicResult, make_paper, result
from knowledge.quiz.items import Bank, Item, Origin

Ask = Callable[..., Item]

DAY = datetime.date(2026, 3, 1)
WEIGHTS = {"concepts": 24.0, "security": 30.0, "technology": 34.0, "billing": 12.0}
EXAM = Blueprint(WEIGHTS)


def bank_of(ask: Ask, each: int, origin: Origin = Origin.WRITTEN) -> list[Item]:
    return [
        ask(f"What is {origin} {n} of {name}?", "this", "that", "else", topic=name,
            concept=f"{origin} {name} {n}", origin=origin)
        for name in WEIGHTS
        for n in range(each)
    ]  # fmt: skip


def test_a_paper_has_the_blueprint_s_proportions_and_tries_out_made_questions(ask: Ask) -> None:
    bank = Bank((*bank_of(ask, 30), *bank_of(ask, 30, Origin.GENERATED)))
    paper = make_paper(bank, EXAM, DAY, "a student")
    scored = [item for item in paper.items if item.id not in paper.unscored]
    assert Counter(item.topic for item in scored) == {
        "concepts": 12, "security": 15, "technology": 17, "billing": 6,
    }  # fmt: skip
    assert (len(paper.items), len(paper.unscored), paper.missing) == (65, 15, {})
    on_trial = [item for item in paper.items if item.id in paper.unscored]
    assert {item.origin for item in on_trial} == {Origin.GENERATED}


def test_a_topic_that_has_too_little_is_reported_and_filled_from_others(ask: Ask) -> None:
    bank = Bank(tuple(item for item in bank_of(ask, 30) if item.topic != "billing"))
    paper = make_paper(bank, EXAM, DAY, "a student")
    assert (len(paper.items), paper.missing) == (65, {"billing": 8})


def test_the_same_student_and_day_have_the_same_paper_and_others_another(ask: Ask) -> None:
    items = bank_of(ask, 30)
    paper = make_paper(Bank(tuple(items)), EXAM, DAY, "a student")
    assert make_paper(Bank(tuple(reversed(items))), EXAM, DAY, "a student") == paper
    assert make_paper(Bank(tuple(items)), EXAM, DAY, "another") != paper


def test_what_was_asked_before_comes_last(ask: Ask) -> None:
    bank = Bank(tuple(bank_of(ask, 50)))
    first = make_paper(bank, EXAM, DAY, "a student")
    second = make_paper(bank, EXAM, DAY, "a student", [item.id for item in first.items])
    assert {item.id for item in first.items}.isdisjoint(item.id for item in second.items)


@given(each=st.integers(0, 6), made=st.integers(0, 6), questions=st.integers(1, 40))
def test_a_paper_never_asks_twice_and_is_as_long_as_it_can_be(
    ask: Ask, each: int, made: int, questions: int
) -> None:
    bank = Bank((*bank_of(ask, each), *bank_of(ask, made, Origin.GENERATED)))
    paper = make_paper(bank, Blueprint(WEIGHTS, questions), DAY, "a student")
    ids = [item.id for item in paper.items]
    assert len(set(ids)) == len(ids) == min(questions, len(bank.items))
    assert paper.unscored <= set(ids)


def test_no_concept_comes_twice_while_others_are_there(ask: Ask) -> None:
    bank = Bank(
        tuple(ask(f"What is {n}?", "this", "that", concept=f"c{n // 2}") for n in range(20))
    )
    paper = make_paper(bank, Blueprint(questions=10), DAY, "a student")
    assert len({item.concept for item in paper.items}) == 10


def test_a_result_counts_what_is_scored_by_topic(ask: Ask) -> None:
    items = (
        ask("One?", "yes", "no", topic="security"),
        ask("Two?", "yes", "no", topic="security"),
        ask("Three?", "yes", "no", topic="billing"),
        ask("Tried out?", "yes", "no", topic="billing"),
    )
    paper = Paper(items, frozenset({items[3].id}), {})
    right = {item.id: [item.keys[0]] for item in items}
    wrong = {items[0].id: [items[0].options[1].id], items[2].id: right[items[2].id]}
    assert result(paper, right, EXAM).estimate == 1000
    found = result(paper, wrong, EXAM)
    assert (found.right, found.asked, found.estimate, found.passed) == (1, 3, 400, False)
    assert found.topics == (TopicResult("security", 0, 2), TopicResult("billing", 1, 1))
    assert "not public" in ESTIMATE


def test_two_thirds_pass_where_seven_hundred_do(ask: Ask) -> None:
    items = tuple(ask(f"Is it {n}?", "yes", "no") for n in range(3))
    responses = {item.id: [item.keys[0]] for item in items[:2]}
    found = result(Paper(items, frozenset(), {}), responses, EXAM)
    assert (found.estimate, found.passed) == (700, True)


def test_an_empty_paper_has_the_lowest_result() -> None:
    found = result(Paper((), frozenset(), {}), {}, EXAM)
    assert (found.right, found.asked, found.estimate, found.topics) == (0, 0, 100, ())
