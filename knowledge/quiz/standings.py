"""Attempts become standings: points, accuracy with its doubt, streaks; ties share a rank."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from knowledge.quiz.grade import Verdict
from knowledge.quiz.items import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from knowledge.quiz.grade import Grade

RANKED_FROM: Final = 10
"""Answers from which accuracy is ranked."""
WILSON_Z: Final = 1.96
"""The true share of right answers is over the lower bound with 97.5 % certainty."""
FREE_MISS_DAYS: Final = 7
"""One day of any so many in a row may be missed without the end of a streak."""


class Board(StrEnum):
    """What people are ranked by."""

    POINTS = "points"
    ACCURACY = "accuracy"
    """The lower bound of the share of right answers, from `RANKED_FROM` answers."""


class Period(StrEnum):
    """Which attempts count."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A person's first answer to a posted question."""

    user: str
    day: datetime.date
    """In the zone of the person."""
    right: bool
    points: float
    """See `points_of`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands."""

    user: str
    rank: int
    """From 1; who has the same shares it, and the next rank counts all before it."""
    points: float
    answered: int
    right: int
    lower: float
    """Lower bound of the share of right answers, 0 to 1."""
    streak: int
    """Days answered in a row, rightly or not, up to today or yesterday."""


def points_of(kind: Kind, grade: Grade, *, assisted: bool = False) -> float:
    """Return the points of a first answer: 1 for a right one, its share for a part of several.

    None for a coin's toss, which true or false is, nor for an answer that was looked up.
    """
    if assisted or kind is Kind.TRUTH or grade.verdict is Verdict.SELF:
        return 0.0
    return grade.points


def local_day(moment: datetime.datetime, zone: datetime.tzinfo) -> datetime.date:
    """Return the date that a moment has where a person lives; the moment names its zone."""
    return moment.astimezone(zone).date()


def standings(
    attempts: Iterable[Attempt],
    today: datetime.date,
    board: Board = Board.POINTS,
    period: Period = Period.ALL,
    posted: Collection[datetime.date] | None = None,
) -> tuple[Standing, ...]:
    """Return where everybody stands, the best first; of equals the one named first by the alphabet.

    Each person's attempts are one for a posted question, in any order. A week begins on Monday.
    Only accuracy leaves people out: those with few answers. `posted` is for `streak`.
    """
    begin = _begin(period, today)
    by_user: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_user[attempt.user].append(attempt)
    rows: list[tuple[float, Standing]] = []
    for user, every in by_user.items():
        mine = [attempt for attempt in every if begin <= attempt.day <= today]
        if not mine or (board is Board.ACCURACY and len(mine) < RANKED_FROM):
            continue
        right = sum(attempt.right for attempt in mine)
        points = round(math.fsum(attempt.points for attempt in mine), 6)
        lower = wilson_lower(right, len(mine))
        days = {attempt.day for attempt in every}
        row = Standing(user, 0, points, len(mine), right, lower, streak(days, today, posted))
        rows.append((points if board is Board.POINTS else lower, row))
    return _ranked(rows)


def _ranked(rows: Sequence[tuple[float, Standing]]) -> tuple[Standing, ...]:
    ordered = sorted(rows, key=lambda pair: (-pair[0], pair[1].user))
    ranked: list[Standing] = []
    rank, last = 0, math.inf
    for number, (score, row) in enumerate(ordered, 1):
        if score != last:
            rank, last = number, score
        ranked.append(
            Standing(row.user, rank, row.points, row.answered, row.right, row.lower, row.streak)
        )
    return tuple(ranked)


def _begin(period: Period, today: datetime.date) -> datetime.date:
    match period:
        case Period.WEEK:
            return today - datetime.timedelta(today.weekday())
        case Period.MONTH:
            return today.replace(day=1)
        case Period.ALL:
            return datetime.date.min


def wilson_lower(right: int, answered: int) -> float:
    """Return the lower bound of the share of right answers; 0 without answers.

    It ranks nine of ten below ninety of a hundred, as the bare share does not.
    """
    if not answered:
        return 0.0
    share, z = right / answered, WILSON_Z
    centre = share + z * z / (2 * answered)
    margin = z * math.sqrt(share * (1 - share) / answered + z * z / (4 * answered * answered))
    return round(max(0.0, (centre - margin) / (1 + z * z / answered)), 6)


def streak(
    days: Collection[datetime.date],
    today: datetime.date,
    posted: Collection[datetime.date] | None = None,
) -> int:
    """Return how many days in a row were answered up to `today`, which may still be open.

    One missed day of any `FREE_MISS_DAYS` in a row is forgiven, and counts for nothing. Where
    `posted` names the days that had a question, others cannot be missed.
    """
    answered = {day for day in days if day <= today}
    if not answered:
        return 0
    count, first = 0, min(answered)
    missed_after = datetime.date.max
    day = today
    while day >= first:
        if day in answered:
            count += 1
        elif day != today and (posted is None or day in posted):
            if missed_after - day < datetime.timedelta(FREE_MISS_DAYS):
                break
            missed_after = day
        day -= datetime.timedelta(1)
    return count
