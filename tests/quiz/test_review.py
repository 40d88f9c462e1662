"""What a student forgets comes back in days, never in minutes, and never too much of it at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.quiz.items import Item
from knowledge.quiz.review import (
    LEECH_AGAIN,
    LEECH_LAPSES,
    Limits,
    Memory,
    Queue,
    Rating,
    packed,
    queue,
    rating_of,
    recall,
    resumed,
    review,
    unpacked,
    wording,
)

Ask = Callable[..., Item]

MORNING = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)
TODAY = MORNING.date()
RATINGS = st.sampled_from(Rating)


def learnt(*ratings: Rating, exam: datetime.date | None = None) -> tuple[Memory, list[int]]:
    """A memory after reviews, each on the day it was due; and the days between them."""
    memory, when, days = None, MORNING, []
    for rating in ratings:
        memory = review(memory, "a star", rating, when, exam).memory
        days.append((memory.due - when).days)
        when = memory.due
    assert memory is not None
    return memory, days


def test_what_is_known_comes_back_after_2_11_and_46_days_and_what_is_forgotten_after_3() -> None:
    good = Rating.GOOD
    assert learnt(good, good, good, Rating.AGAIN, good)[1] == [2, 11, 46, 3, 8]


def test_an_answer_is_rated_by_what_happened() -> None:
    assert rating_of(right=False, helped=True, easy=True) is Rating.AGAIN
    assert rating_of(right=True, helped=True, easy=True) is Rating.HARD
    assert rating_of(right=True) is Rating.GOOD
    assert rating_of(right=True, easy=True) is Rating.EASY


def test_nothing_is_put_off_beyond_the_exam() -> None:
    exam = TODAY + datetime.timedelta(30)
    assert learnt(*[Rating.EASY] * 6, exam=exam)[1][0] <= 30
    memory, when = None, MORNING
    while when.date() < exam:
        memory = review(memory, "a star", Rating.EASY, when, exam).memory
        assert memory.due.date() <= exam
        when = memory.due
    assert review(memory, "a star", Rating.EASY, when, exam).memory.due.date() > exam


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        review(None, "a star", Rating.GOOD, MORNING.replace(tzinfo=None))


@given(st.lists(st.tuples(RATINGS, st.integers(0, 400)), min_size=1, max_size=12))
def test_every_memory_is_due_after_a_whole_day_or_more(steps: list[tuple[Rating, int]]) -> None:
    memory, when = None, MORNING
    for number, (rating, days) in enumerate(steps, 1):
        when += datetime.timedelta(days)
        memory = review(memory, "a star", rating, when).memory
        assert memory.due - when >= datetime.timedelta(1)
        assert memory.reviews == number
        assert 0 < recall(memory, when + datetime.timedelta(1)) <= 1
    assert memory is not None
    assert unpacked(packed(memory)) == memory


@pytest.mark.parametrize("line", ["", "{}", "[]", '{"concept": 1}', "null"])
def test_a_line_that_holds_no_memory_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="memory"):
        unpacked(line)


def test_a_concept_forgotten_too_often_is_put_aside_and_reported_again_later() -> None:
    memory = review(None, "a star", Rating.AGAIN, MORNING).memory
    assert memory.lapses == 0  # it was never known
    leeches, suspended = [], []
    for lapse in range(1, LEECH_LAPSES + 2 * LEECH_AGAIN + 1):
        done = review(memory, "a star", Rating.AGAIN, memory.due)
        if done.leech:
            leeches.append(lapse)
        if done.memory.suspended:
            suspended.append(lapse)
        memory = resumed(done.memory)
    assert leeches == suspended == [8, 12, 16]
    assert memory.lapses == 16


def forgotten(concept: str, days: int) -> Memory:
    """A memory that became due so many days ago, at eight in the evening."""
    memory = review(None, concept, Rating.GOOD, MORNING).memory
    due = MORNING.replace(hour=20) - datetime.timedelta(days)
    return replace(memory, due=due, last=due - datetime.timedelta(2))


def test_a_day_holds_what_is_due_that_day_the_most_forgotten_first() -> None:
    memories = [forgotten("one day", 1), forgotten("tonight", 0), forgotten("nine days", 9)]
    tomorrow = forgotten("tomorrow", -1)
    asked = ["new", "tonight", "one day", "nine days", "tomorrow", "newer"]
    assert queue([*memories, tomorrow], asked, TODAY, datetime.UTC) == Queue(
        (memories[2], memories[0], memories[1]), ("new", "newer"), 0
    )


def test_a_day_begins_where_the_student_is() -> None:
    tonight = forgotten("tonight", 0)  # 20:00 in London is tomorrow in Tokyo
    assert queue([tonight], ["tonight"], TODAY, ZoneInfo("Asia/Tokyo")).due == ()
    assert queue([tonight], ["tonight"], TODAY, ZoneInfo("America/Lima")).due == (tonight,)


def test_what_is_over_the_day_s_limit_waits() -> None:
    memories = [forgotten(f"old {number}", number) for number in range(50)]
    concepts = [memory.concept for memory in memories] + [f"new {n}" for n in range(20)]
    full = queue(memories, concepts, TODAY, datetime.UTC)
    assert (len(full.due), len(full.new), full.waiting) == (40, 10, 10)
    rest = queue(memories, concepts, TODAY, datetime.UTC, done=Limits(new=9, reviews=45))
    assert (rest.due, rest.new, rest.waiting) == ((), ("new 0",), 50)
    few = queue(memories, concepts, TODAY, datetime.UTC, limits=Limits(new=0, reviews=3))
    assert (len(few.due), few.new, few.waiting) == (3, (), 47)


def test_what_was_put_aside_or_is_no_longer_in_the_notes_is_not_asked() -> None:
    aside = replace(forgotten("aside", 3), suspended=True)
    gone = forgotten("gone", 3)
    assert queue([aside, gone], ["aside"], TODAY, datetime.UTC) == Queue((), (), 0, ("aside",))


def test_wordings_of_a_concept_take_turns(ask: Ask) -> None:
    items = [ask(f"Wording {number}?", "a", "b") for number in range(3)]
    memory = forgotten("a star", 1)
    shown = [wording(items, replace(memory, reviews=number)).id for number in range(6)]
    assert len(set(shown[:3])) == 3
    assert shown[:3] == shown[3:]
    assert wording(list(reversed(items)), None) == wording(items, replace(memory, reviews=3))
