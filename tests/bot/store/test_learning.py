"""Practice, cards and exams of a person, through restarts and to the deadline."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from store_examples import DAY, GUILD, HOUR, MAYA, NOON, TOM

from bot.store.records import Card, ExamAnswer, Learner, Practice

if TYPE_CHECKING:
    from bot.store import Store
    from bot.store.records import Exam

MINUTE = datetime.timedelta(minutes=1)


async def begun(store: Store) -> Exam:
    return await store.exams.start(
        MAYA,
        guild=GUILD,
        paper=["x", "y", "z"],
        items={"x": {"stem": "?"}},
        blueprint="one of each",
        started_at=NOON,
        deadline=NOON + HOUR,
        notebook="biology",
    )


async def test_practice_is_kept_in_its_order(store: Store) -> None:
    attempts = [
        Practice(
            MAYA, f"item-{n}", right=bool(n % 2), at=NOON + n * DAY, kind="quiz", topic="cells"
        )
        for n in range(3)
    ]
    for attempt in reversed(attempts):
        await store.learning.record_practice(attempt)
    await store.learning.record_practice(Practice(TOM, "x", right=True, at=NOON, kind="again"))
    assert await store.learning.practice_of(MAYA) == tuple(attempts)
    assert await store.learning.practice_of(MAYA, NOON + DAY) == tuple(attempts[1:])


async def test_a_card_is_replaced_by_its_next_state(store: Store) -> None:
    card = Card(MAYA, "leaf", {"stability": 2.5, "step": None}, NOON + DAY, NOON)
    await store.learning.put_card(card)
    later = Card(
        MAYA, "leaf", {"stability": 11.0}, NOON + 9 * DAY, NOON, lapses=1, reviewed_at=NOON + DAY
    )
    await store.learning.put_card(later)
    assert await store.learning.card(MAYA, "leaf") == later
    assert await store.learning.card(MAYA, "leaf", "another notebook") is None
    assert await store.learning.card(TOM, "leaf") is None
    assert await store.learning.cards_of(MAYA) == (later,)


async def test_due_cards_come_longest_due_first_without_suspended_ones(store: Store) -> None:
    for concept, days, suspended in (
        ("c", 3, False),
        ("a", 1, False),
        ("b", 2, True),
        ("d", 9, False),
    ):
        await store.learning.put_card(
            Card(MAYA, concept, {}, NOON + days * DAY, NOON, suspended=suspended)
        )
    await store.learning.put_card(Card(TOM, "a", {}, NOON, NOON))
    due = await store.learning.due(MAYA, NOON + 3 * DAY)
    assert [card.concept for card in due] == ["a", "c"]
    assert [card.concept for card in await store.learning.due(MAYA, NOON + 9 * DAY, limit=1)] == [
        "a"
    ]
    assert await store.learning.due(MAYA, NOON + 9 * DAY, "another notebook") == ()


async def test_limits_count_new_cards_and_reviews_of_the_day(store: Store) -> None:
    yesterday = NOON - DAY
    await store.learning.put_card(Card(MAYA, "new", {}, NOON, NOON, reviewed_at=NOON))
    await store.learning.put_card(Card(MAYA, "old", {}, NOON, yesterday, reviewed_at=NOON + HOUR))
    await store.learning.put_card(Card(MAYA, "rest", {}, NOON, yesterday, reviewed_at=yesterday))
    assert await store.learning.reviewed_since(MAYA, NOON) == (1, 1)
    assert await store.learning.reviewed_since(TOM, NOON) == (0, 0)


async def test_who_never_said_how_reviews_as_usual(store: Store) -> None:
    assert await store.learning.learner(MAYA) == Learner(MAYA, None, 10, 40, "UTC")
    mine = Learner(MAYA, NOON.date() + 30 * DAY, 5, 20, "Europe/Berlin")
    await store.learning.set_learner(mine)
    assert await store.learning.learner(MAYA) == mine


async def test_every_press_of_an_exam_is_kept_at_once(store: Store) -> None:
    exam = await begun(store)
    assert exam.answers == ()
    await store.exams.answer(exam.id, 2, NOON, flagged=True)
    await store.exams.answer(exam.id, 0, NOON, options=["a", "b"])
    pressed = await store.exams.answer(exam.id, 2, NOON + MINUTE, options=["c"])
    assert pressed is not None
    assert pressed.answers == (
        ExamAnswer(0, ("a", "b"), flagged=False),
        ExamAnswer(2, ("c",), flagged=True),
    )
    assert await store.exams.open_of(MAYA) == pressed
    assert await store.exams.open_of(TOM) is None
    assert (pressed.paper, pressed.items) == (("x", "y", "z"), {"x": {"stem": "?"}})


async def test_nothing_is_taken_after_the_deadline_or_beside_the_paper(store: Store) -> None:
    exam = await begun(store)
    assert await store.exams.answer(exam.id, 0, NOON + HOUR, options=["a"]) is not None
    assert await store.exams.answer(exam.id, 1, NOON + HOUR + MINUTE, options=["a"]) is None
    assert await store.exams.answer(exam.id, 3, NOON, options=["a"]) is None
    assert await store.exams.answer(exam.id, -1, NOON, options=["a"]) is None
    assert await store.exams.answer(exam.id + 1, 0, NOON, options=["a"]) is None
    assert await store.exams.get(exam.id + 1) is None


async def test_an_exam_ends_once(store: Store) -> None:
    exam = await begun(store)
    assert await store.exams.finish(exam.id, NOON + MINUTE, {"right": 2})
    assert not await store.exams.finish(exam.id, NOON + HOUR, {"right": 3})
    assert await store.exams.answer(exam.id, 0, NOON, options=["a"]) is None
    assert await store.exams.open_of(MAYA) is None
    assert not await store.exams.abandon(exam.id)
    (finished,) = await store.exams.of_user(MAYA)
    assert (finished.finished_at, finished.result) == (NOON + MINUTE, {"right": 2})


async def test_an_exam_that_is_given_up_is_forgotten(store: Store) -> None:
    exam = await begun(store)
    assert await store.exams.abandon(exam.id)
    assert await store.exams.of_user(MAYA) == ()
