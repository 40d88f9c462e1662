"""What a press in a quiz or a review does: the question found, the answer kept, the card moved."""

from __future__ import annotations

import asyncio
import datetime
import weakref
import zoneinfo
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from bot.practice_presses import Review, Run
from bot.store.records import Card, Practice
from bot.topics import topics_of
from knowledge.quiz.choose import concept_of
from knowledge.quiz.grade import Verdict
from knowledge.quiz.review import Limits, Memory, queue, rating_of, resumed, review, wording
from knowledge.quiz.typed import Known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.notebooks import Notebook
    from bot.practice_presses import Where
    from bot.services import Services
    from bot.store.records import Learner
    from knowledge.quiz.grade import Grade
    from knowledge.quiz.items import Bank, Item
    from knowledge.quiz.review import Queue

SECONDS_EACH = 25
"""What a review takes, as the sketch of its message counts: 7 in about 3 minutes."""
QUIZ, REVIEW = "quiz", "review"


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at their questions: who, where, and from which notes."""

    services: Services
    user: int
    guild: int | None
    notebook: Notebook
    bank: Bank

    @property
    def known(self) -> Known:
        """What typed answers are compared with."""
        library = self.notebook.library
        return Known(library.glossary, library.index.written)

    async def item(self, item_id: str) -> Item | None:
        """Return a question that may be asked, under its new id where an edit gave it one."""
        found = self.bank.by_id.get(item_id)
        if found is None:
            moved = (await self.services.memory.items.reattached()).get(item_id, "")
            found = self.bank.by_id.get(moved)
        return found if found is not None and found.ready else None

    async def attempts(self, item: Item, where: Where) -> tuple[Practice, ...]:
        """Return the person's attempts at a question in quizzes, or in reviews, oldest first."""
        learning = self.services.memory.learning
        tried = await learning.practice_of(self.user, item_id=item.id)
        return tuple(attempt for attempt in tried if attempt.kind == _kind(where))


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an answer."""

    first: Practice | None = None
    """The answer that counts, where this question, as it was shown, had one already."""
    due: datetime.datetime | None = None
    """When it comes back in the review; None where it is in none."""
    leech: int = 0
    """How often it was forgotten, where that is often enough to put it aside."""


_busy: weakref.WeakValueDictionary[int, asyncio.Lock] = weakref.WeakValueDictionary()


def one_at_a_time(user: int) -> asyncio.Lock:
    """Return the lock of a person: of two clicks at once the second finds the first one's trace."""
    return _busy.setdefault(user, asyncio.Lock())


async def drawn(desk: Desk, run: Run) -> tuple[Item, ...]:
    """Return the questions of a run, drawn beside the event loop."""
    return await asyncio.to_thread(
        lambda: topics_of(desk.bank).draw(run.topic, run.kind, run.size, run.seed)
    )


async def keep(
    desk: Desk,
    where: Where,
    item: Item,
    found: Grade,
    tries: int,
    chosen: Sequence[str] = (),
) -> Kept:
    """Keep an answer and move the card that it concerns, once however often it is pressed."""
    now = desk.services.clock()
    right = found.verdict is Verdict.RIGHT
    async with one_at_a_time(desk.user):
        before = await desk.attempts(item, where)
        if len(before) > tries:
            return await _repeated(desk, where, item, before[-1])
        attempt = Practice(
            desk.user,
            item.id,
            right,
            now,
            _kind(where),
            desk.guild,
            concept_of(item),
            item.topic,
            tuple(chosen),
        )
        await desk.services.memory.learning.record_practice(attempt)
        if isinstance(where, Run):
            return await _begin(desk, item, attempt)
        return await _move(desk, item, attempt, helped=where.helped)


async def ease(desk: Desk, item: Item, tries: int) -> bool:
    """Rate the review just kept as easy; tell whether it still could be."""
    async with one_at_a_time(desk.user):
        card = await _card(desk, item)
        learning = desk.services.memory.learning
        attempts = await desk.attempts(item, Review())
        last = attempts[-1] if len(attempts) == tries + 1 else None
        if card is None or last is None or not last.right or card.reviewed_at != last.at:
            return False
        before = card.state.get("before")
        concept, exam = concept_of(item), (await learning.learner(desk.user)).exam_date
        known = memory_of(before) if before else None
        after = review(known, concept, rating_of(right=True, easy=True), last.at, exam)
        if after.memory == memory_of(card.state["now"]):
            return False
        await learning.put_card(_changed(card, after.memory, known))
        return True


async def agenda(desk: Desk) -> Queue:
    """Return what the person has to review today, in their zone, within their limits."""
    learning = desk.services.memory.learning
    learner = await learning.learner(desk.user)
    zone = zone_of(learner)
    today = desk.services.clock().astimezone(zone).date()
    begun = datetime.datetime.combine(today, datetime.time(), zone)
    made, reviewed = await learning.reviewed_since(desk.user, begun.astimezone(datetime.UTC))
    cards = await _cards(desk)
    return queue(
        [memory_of(card.state["now"]) for card in cards],
        topics_of(desk.bank).by_concept,
        today,
        zone,
        limits=Limits(learner.new_a_day, learner.reviews_a_day),
        done=Limits(made, reviewed),
    )


def first_of(desk: Desk, found: Queue) -> Item | None:
    """Return the question to ask next."""
    items = topics_of(desk.bank).by_concept
    if found.due:
        return wording(items[found.due[0].concept], found.due[0])
    return wording(items[found.new[0]], None) if found.new else None


async def next_due(desk: Desk) -> datetime.datetime | None:
    """Return when something is due next, of what the notes still ask."""
    concepts = topics_of(desk.bank).by_concept
    cards = await desk.services.memory.learning.cards_of(desk.user, desk.notebook.name)
    return next((c.due for c in cards if not c.suspended and c.concept in concepts), None)


async def take_up(desk: Desk) -> int:
    """Ask again about what was put aside; return how much that is."""
    learning = desk.services.memory.learning
    async with one_at_a_time(desk.user):
        aside = [
            card
            for card in await learning.cards_of(desk.user, desk.notebook.name)
            if card.suspended
        ]
        for card in aside:
            await learning.put_card(_changed(card, resumed(memory_of(card.state["now"])), None))
    return len(aside)


async def pack(desk: Desk, exam: datetime.date | None) -> int:
    """Keep the day of an exam, bring forward what was due after it, and return how much that is.

    What is brought forward is spread evenly over the days up to the day before, what is due first
    coming first.
    """
    learning = desk.services.memory.learning
    async with one_at_a_time(desk.user):
        learner = await learning.learner(desk.user)
        await learning.set_learner(replace(learner, exam_date=exam))
        if exam is None:
            return 0
        zone = zone_of(learner)
        now = desk.services.clock().astimezone(zone)
        days = (exam - now.date()).days
        late = [
            card
            for card in await learning.cards_of(desk.user)
            if not card.suspended and card.due.astimezone(zone).date() >= exam
        ]
        for place, card in enumerate(late):
            day = now.date() + datetime.timedelta(max(0, days * place // len(late)))
            due = datetime.datetime.combine(day, now.timetz()).astimezone(datetime.UTC)
            memory = replace(memory_of(card.state["now"]), due=due)
            await learning.put_card(_changed(card, memory, None))
    return len(late)


def zone_of(learner: Learner) -> zoneinfo.ZoneInfo:
    """Return the zone in which a person's days begin; UTC where it is known no more."""
    try:
        return zoneinfo.ZoneInfo(learner.zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo("UTC")


def memory_of(state: Mapping[str, Any]) -> Memory:
    """Return the memory that a card keeps."""
    return msgspec.convert(state, Memory)


async def _cards(desk: Desk) -> tuple[Card, ...]:
    """Return the person's cards of the notebook; one whose question got a new id goes with it."""
    learning = desk.services.memory.learning
    cards = await learning.cards_of(desk.user, desk.notebook.name)
    concepts = topics_of(desk.bank).by_concept
    lost = [card for card in cards if card.concept not in concepts]
    if not lost:
        return cards
    moved = await desk.services.memory.items.reattached()
    known = {card.concept for card in cards}
    for card in lost:
        new = moved.get(card.concept, "")
        if new in concepts and new not in known:
            memory = replace(memory_of(card.state["now"]), concept=new)
            await learning.put_card(_changed(replace(card, concept=new), memory, None))
    return await learning.cards_of(desk.user, desk.notebook.name)


async def _card(desk: Desk, item: Item) -> Card | None:
    learning = desk.services.memory.learning
    return await learning.card(desk.user, concept_of(item), desk.notebook.name)


async def _repeated(desk: Desk, where: Where, item: Item, last: Practice) -> Kept:
    """Return what came of the earlier answer; a card that a kill kept from moving moves now."""
    card = await _card(desk, item)
    moved = card is not None and card.reviewed_at is not None and card.reviewed_at >= last.at
    if isinstance(where, Review) and not moved:
        return await _move(desk, item, last, helped=where.helped)
    return Kept(last, card.due if card and not card.suspended else None)


async def _begin(desk: Desk, item: Item, attempt: Practice) -> Kept:
    """Put what a quiz found unknown into the review; what is in there already is left alone."""
    if attempt.right or await _card(desk, item) is not None:
        return Kept()
    return await _move(desk, item, attempt, helped=False)


async def _move(desk: Desk, item: Item, attempt: Practice, *, helped: bool) -> Kept:
    learning = desk.services.memory.learning
    card = await _card(desk, item)
    before = memory_of(card.state["now"]) if card else None
    exam = (await learning.learner(desk.user)).exam_date
    rating = rating_of(right=attempt.right, helped=helped)
    after = review(before, concept_of(item), rating, attempt.at, exam)
    memory = after.memory
    blank = Card(desk.user, memory.concept, {}, memory.due, attempt.at, desk.notebook.name)
    await learning.put_card(_changed(card or blank, memory, before))
    return Kept(
        due=None if memory.suspended else memory.due,
        leech=memory.lapses if after.leech else 0,
    )


def _kind(where: Where) -> str:
    return REVIEW if isinstance(where, Review) else QUIZ


def _changed(card: Card, memory: Memory, before: Memory | None) -> Card:
    return replace(
        card,
        state={"now": _json(memory), "before": _json(before) if before else None},
        due=memory.due,
        lapses=memory.lapses,
        suspended=memory.suspended,
        reviewed_at=memory.last,
    )


def _json(memory: Memory) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(memory)
    return found
