"""Standings are fair: order does not matter, ties share a rank, one missed day is forgiven."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Place
from knowledge.quiz.grade import Grade, Reason, Verdict
from knowledge.quiz.items import Kind
from knowledge.quiz.standings import (
    Attempt,
    Board,
    Period,
    Standing,
    local_day,
    points_of,
    standings,
    streak,
    wilson_lower,
)

if TYPE_CHECKING:
    import random

TODAY = datetime.date(2026, 3, 12)  # a Thursday


def back(*days: int) -> list[datetime.date]:
    return [TODAY - datetime.timedelta(day) for day in days]


def attempt(user: str, right: bool, day: int = 0) -> Attempt:  # noqa: FBT001 - reads well below
    return Attempt(user, back(day)[0], right, float(right))


ATTEMPTS = st.lists(
    st.builds(
        Attempt,
        st.sampled_from("abcd"),
        st.integers(0, 40).map(lambda days: back(days)[0]),
        st.booleans(),
        st.sampled_from([0.0, 0.5, 1.0]),
    ),
    max_size=60,
)


def test_points_rank_people_and_equals_share_a_rank() -> None:
    attempts = [
        *(attempt("ann", right=True, day=day) for day in range(3)),
        *(attempt("bob", right=day < 2, day=day) for day in range(3)),
        *(attempt("cid", right=True, day=day) for day in (1, 5)),
        attempt("dot", right=False),
    ]
    assert [(row.rank, row.user, row.points, row.answered) for row in
            standings(attempts, TODAY)] == [
        (1, "ann", 3.0, 3), (2, "bob", 2.0, 3), (2, "cid", 2.0, 2), (4, "dot", 0.0, 1),
    ]  # fmt: skip


def test_a_standing_says_all_of_a_person() -> None:
    rows = standings([attempt("ann", day != 1, day) for day in range(4)], TODAY)
    assert rows == (Standing("ann", 1, 3.0, 4, 3, 0.300636, 4),)


def test_accuracy_needs_ten_answers_and_honours_many() -> None:
    many = [attempt("many", number % 10 != 0, number) for number in range(40)]
    few = [attempt("few", right=number != 0, day=number) for number in range(10)]
    too_few = [attempt("too few", right=True, day=number) for number in range(9)]
    rows = standings([*few, *too_few, *many], TODAY, Board.ACCURACY)
    assert [(row.rank, row.user) for row in rows] == [(1, "many"), (2, "few")]


def test_a_week_begins_on_monday_and_a_month_on_its_first_day() -> None:
    attempts = [attempt("ann", right=True, day=day) for day in (0, 3, 4, 11, 12)]
    points = [standings(attempts, TODAY, period=period)[0].points for period in Period]
    assert points == [2, 4, 5]


@given(ATTEMPTS, st.randoms(use_true_random=False), st.sampled_from(Board))
def test_the_order_of_attempts_does_not_matter(
    attempts: list[Attempt], chance: random.Random, board: Board
) -> None:
    mixed = list(attempts)
    chance.shuffle(mixed)
    rows = standings(attempts, TODAY, board)
    assert standings(mixed, TODAY, board) == rows
    for one, other in itertools.pairwise(rows):
        score = (one.points, other.points) if board is Board.POINTS else (one.lower, other.lower)
        assert score[0] >= score[1]
        assert (one.rank == other.rank) == (score[0] == score[1])


@pytest.mark.parametrize(
    ("right", "answered", "lower"), [(0, 0, 0), (0, 9, 0), (9, 10, 0.5958), (90, 100, 0.8256)]
)
def test_few_answers_leave_much_doubt(right: int, answered: int, lower: float) -> None:
    assert wilson_lower(right, answered) == pytest.approx(lower, abs=1e-4)


@pytest.mark.parametrize(
    ("answered", "days"),
    [
        ((), 0),
        ((0,), 1),
        ((1,), 1),
        ((0, 1, 2), 3),
        ((1, 2, 3), 3),
        ((0, 2, 3), 3),  # yesterday was missed
        ((0, 3), 1),  # two days in a row were
        ((0, 2, 3, 4, 5, 6, 7, 9, 10), 9),  # a miss, and the next a week later
        ((0, 2, 3, 4, 5, 6, 8, 9), 6),  # a miss, and the next after six days
        ((2, 3), 2),
        ((3, 4), 0),
    ],
)
def test_a_streak_forgives_one_missed_day_in_seven(answered: tuple[int, ...], days: int) -> None:
    assert streak(back(*answered), TODAY) == days


def test_a_day_without_a_question_cannot_be_missed() -> None:
    weekdays = [day for day in back(*range(30)) if day.weekday() < 5]
    assert streak(weekdays, TODAY) < len(weekdays)
    assert streak(weekdays, TODAY, weekdays) == len(weekdays)


@given(st.sets(st.integers(0, 40)))
def test_an_answer_today_never_shortens_a_streak(days: set[int]) -> None:
    assert streak(back(*days, 0), TODAY) >= streak(back(*(days - {0})), TODAY)


def test_a_day_is_the_one_where_the_person_lives() -> None:
    late = datetime.datetime(2026, 3, 12, 23, 30, tzinfo=datetime.UTC)
    assert local_day(late, ZoneInfo("Asia/Tokyo")) == datetime.date(2026, 3, 13)
    assert local_day(late, ZoneInfo("America/Lima")) == TODAY


def test_guessing_and_looking_up_earn_no_points() -> None:
    place = Place("a.md", 1, 1)
    right = Grade(Verdict.RIGHT, 1.0, Reason.RIGHT, (), (), place)
    part = Grade(Verdict.PARTLY, 0.5, Reason.TOO_FEW, (), (), place)
    assert points_of(Kind.CHOICE, right) == 1
    assert points_of(Kind.SEVERAL, part) == 0.5
    assert points_of(Kind.TRUTH, right) == 0
    assert points_of(Kind.CHOICE, right, assisted=True) == 0
