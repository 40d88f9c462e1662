"""Spaced repetition: what a student remembers of a concept, and what to ask on which day.

The forgetting curve is that of FSRS with its published weights. Nothing is kept here: a memory
goes in with a rating and comes out changed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import fsrs
import msgspec

from knowledge.quiz.order import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.quiz.items import Item

NEW_A_DAY: Final = 10
REVIEWS_A_DAY: Final = 40
RETENTION: Final = 0.9
"""A concept comes back when it is still remembered with this probability."""
LEECH_LAPSES: Final = 8
LEECH_AGAIN: Final = 4
"""A concept forgotten so often is put aside, as in Anki: reading helps more than asking."""
LONGEST_DAYS: Final = 36_500


class Rating(Enum):
    """How well something was remembered."""

    AGAIN = 1
    """Not at all."""
    HARD = 2
    """With help."""
    GOOD = 3
    EASY = 4
    """Said by the student; guessing right is no sign of it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What one student remembers of one concept."""

    concept: str
    stability: float
    """Days until the chance to remember falls to `RETENTION`."""
    difficulty: float
    """1 to 10."""
    due: datetime.datetime
    """In UTC."""
    last: datetime.datetime
    """The last review, in UTC."""
    reviews: int
    lapses: int = 0
    """How often it was known once and forgotten."""
    suspended: bool = False
    """Put aside as a leech, until the student takes it up again."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A memory after a review."""

    memory: Memory
    leech: bool
    """Whether it was forgotten so often that its student should read the notes again now."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of one student a day."""

    new: int = NEW_A_DAY
    reviews: int = REVIEWS_A_DAY


@dataclass(frozen=True, slots=True)
class Queue:
    """What to ask a student on a day."""

    due: tuple[Memory, ...]
    """The one most likely forgotten first."""
    new: tuple[str, ...]
    """Concepts never asked before, in the order they were given."""
    waiting: int
    """Due today too, but over the limit."""
    suspended: tuple[str, ...] = ()
    """Concepts put aside as leeches."""


def rating_of(*, right: bool, helped: bool = False, easy: bool = False) -> Rating:
    """Return the rating of an answer; `helped` is a hint, or a look at the notes."""
    if not right:
        return Rating.AGAIN
    if helped:
        return Rating.HARD
    return Rating.EASY if easy else Rating.GOOD


def review(
    memory: Memory | None,
    concept: str,
    rating: Rating,
    when: datetime.datetime,
    exam: datetime.date | None = None,
) -> Reviewed:
    """Return the memory of a concept after an answer; `memory` is None for the first.

    Nothing becomes due after the `exam`, where that lies ahead. The leech of `LEECH_LAPSES` is put
    aside; one that its student took up again is reported after every `LEECH_AGAIN` more lapses.
    Raises `ValueError` where `when` names no zone.
    """
    if when.tzinfo is None:
        raise ValueError("the moment of a review needs a zone")
    when = when.astimezone(datetime.UTC)
    days = (exam - when.date()).days if exam is not None and exam > when.date() else LONGEST_DAYS
    card, _ = _scheduler(days).review_card(_card(memory, when), fsrs.Rating(rating.value), when)
    lapsed = memory is not None and rating is Rating.AGAIN
    lapses = (memory.lapses if memory else 0) + lapsed
    leech = lapsed and lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_AGAIN == 0
    after = Memory(
        concept,
        card.stability or 0.0,
        card.difficulty or 0.0,
        card.due,
        when,
        (memory.reviews if memory else 0) + 1,
        lapses,
        leech or (memory is not None and memory.suspended),
    )
    return Reviewed(after, leech)


def resumed(memory: Memory) -> Memory:
    """Return a memory that was put aside as one that is asked again."""
    return replace(memory, suspended=False)


def queue(
    memories: Iterable[Memory],
    concepts: Iterable[str],
    today: datetime.date,
    zone: datetime.tzinfo,
    *,
    limits: Limits = Limits(),
    done: Limits = Limits(0, 0),
) -> Queue:
    """Return what to ask on a day of the student's zone, over what was `done` of it already.

    `concepts` are those that the bank can ask, in the order in which new ones should come;
    a memory of another is left alone, in case its note comes back.
    """
    asked = list(dict.fromkeys(concepts))
    known = {memory.concept: memory for memory in memories}
    mine = [known[concept] for concept in asked if concept in known]
    due = [
        memory
        for memory in mine
        if not memory.suspended and memory.due.astimezone(zone).date() <= today
    ]
    noon = datetime.datetime(today.year, today.month, today.day, 12, tzinfo=zone)
    due.sort(key=lambda memory: (recall(memory, noon), memory.due, memory.concept))
    room = max(0, limits.reviews - done.reviews)
    new = [concept for concept in asked if concept not in known]
    return Queue(
        tuple(due[:room]),
        tuple(new[: max(0, limits.new - done.new)]),
        max(0, len(due) - room),
        tuple(memory.concept for memory in mine if memory.suspended),
    )


def recall(memory: Memory, when: datetime.datetime) -> float:
    """Return the chance, 0 to 1, that a concept is still remembered; whole days count."""
    when = when.astimezone(datetime.UTC)
    chance = _scheduler(LONGEST_DAYS).get_card_retrievability(_card(memory, when), when)
    return float(chance)


def wording(items: Sequence[Item], memory: Memory | None) -> Item:
    """Return which item of a concept to ask: each comes once before one comes again.

    `items` holds at least one.
    """
    order = sorted(items, key=lambda item: (share("wording", item.id), item.id))
    return order[(memory.reviews if memory else 0) % len(order)]


def packed(memory: Memory) -> str:
    """Return a memory as a line of JSON."""
    return msgspec.json.encode(memory).decode()


def unpacked(line: str) -> Memory:
    """Return the memory of a line that `packed` wrote. Raises `ValueError` for another."""
    try:
        return msgspec.json.decode(line, type=Memory)
    except msgspec.MsgspecError as error:
        raise ValueError("the line holds no memory") from error


def _card(memory: Memory | None, when: datetime.datetime) -> fsrs.Card:
    if memory is None:
        return fsrs.Card(card_id=0, due=when)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )


@lru_cache(maxsize=64)
def _scheduler(longest: int) -> fsrs.Scheduler:
    """Return the scheduler that asks again within so many days, and in days, not in minutes."""
    return fsrs.Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=longest,
        enable_fuzzing=False,
    )
