"""What answers tell about an item: how hard it is, whether it tells people apart, a wrong key."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.quiz.items import Item

SHOW_FROM: Final = 8
"""Answers from which a share of right ones is worth showing; its error is 0.18 then."""
ACT_FROM: Final = 20
"""Answers from which it is worth acting on; its error is 0.11."""
DISTRACTORS_FROM: Final = 40
"""Answers from which it shows that nobody believes an option."""
DISCRIMINATION_FROM: Final = 50
"""Answers from which it shows whether an item tells who knows more."""
WORKS: Final = 0.05
"""A wrong option chosen by this share of people does its work."""
WEAK: Final = 0.1
"""Under this correlation with the other answers an item tells people apart badly."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's first answer to an item."""

    user: str
    item: str
    chosen: tuple[str, ...]
    """Ids of options; empty for a typed answer."""
    right: bool


class Alarm(StrEnum):
    """What the author of an item should look at."""

    WRONG_KEY = "A wrong option is chosen more often than the key: is the key right?"
    WEAK = "Who knows the rest gets this no more often right than others do."
    IDLE = "Hardly anybody chooses some of the wrong options."


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """What the answers to one item say; None where there are too few of them."""

    item: str
    answered: int
    right: int
    share_right: float | None
    """0 to 1, drawn towards a half: one right and one wrong answer are added."""
    error: float | None
    """Standard error of `share_right`."""
    discrimination: float | None
    """-1 to 1: how the answer goes with the same people's other answers."""
    chosen: Mapping[str, int]
    """Id of each option -> how often it was chosen."""
    idle: tuple[str, ...] | None
    """Ids of wrong options that hardly anybody chooses."""
    alarms: tuple[Alarm, ...]


def statistics_of(items: Iterable[Item], answers: Sequence[Answered]) -> list[ItemStatistics]:
    """Return what the answers say of each item, in the items' order; the answers may be in any.

    Each person has at most one answer to an item.
    """
    by_item: dict[str, list[Answered]] = defaultdict(list)
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer in answers:
        by_item[answer.item].append(answer)
        total[answer.user] += 1
        right[answer.user] += answer.right
    return [
        _statistics(
            item,
            by_item[item.id],
            [
                (
                    float(answer.right),
                    (right[answer.user] - answer.right) / (total[answer.user] - 1),
                )
                for answer in by_item[item.id]
                if total[answer.user] > 1
            ],
        )
        for item in items
    ]


def _statistics(
    item: Item, answers: Sequence[Answered], beside: Sequence[tuple[float, float]]
) -> ItemStatistics:
    """`beside` holds for each answer whether it is right, and the share of that person's others."""
    count = len(answers)
    right = sum(answer.right for answer in answers)
    chosen = Counter(option for answer in answers for option in set(answer.chosen))
    counts = {option.id: chosen[option.id] for option in item.options}
    share = (right + 1) / (count + 2)
    idle = (
        tuple(
            option
            for option, number in counts.items()
            if option not in item.keys and number < WORKS * count
        )
        if count >= DISTRACTORS_FROM
        else None
    )
    told = _correlation(beside) if len(beside) >= DISCRIMINATION_FROM else None
    return ItemStatistics(
        item.id,
        count,
        right,
        share if count >= SHOW_FROM else None,
        math.sqrt(share * (1 - share) / count) if count >= SHOW_FROM else None,
        told,
        counts,
        idle,
        tuple(_alarms(item, count, counts, told, idle)),
    )


def _alarms(
    item: Item,
    count: int,
    counts: Mapping[str, int],
    told: float | None,
    idle: tuple[str, ...] | None,
) -> Iterable[Alarm]:
    keys = [number for option, number in counts.items() if option in item.keys]
    others = [number for option, number in counts.items() if option not in item.keys]
    if count >= ACT_FROM and keys and others and max(others) > min(keys):
        yield Alarm.WRONG_KEY
    if told is not None and told < WEAK:
        yield Alarm.WEAK
    if idle:
        yield Alarm.IDLE


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation; None where one side is the same for all."""
    count = len(pairs)
    left = math.fsum(one for one, _ in pairs) / count
    right = math.fsum(other for _, other in pairs) / count
    together = math.fsum((one - left) * (other - right) for one, other in pairs)
    apart = math.fsum((one - left) ** 2 for one, _ in pairs) * math.fsum(
        (other - right) ** 2 for _, other in pairs
    )
    return together / math.sqrt(apart) if apart > 0 else None
