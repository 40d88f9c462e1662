"""What a channel can be asked: its questions, its history, and the ids that edits gave them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import questions
from knowledge.quiz.blueprint import OTHER, topic_of
from knowledge.quiz.choose import Posted, askable, choose, days_left
from knowledge.quiz.reattach import reattach

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from bot.services import Services
    from bot.store.records import Schedule
    from knowledge.library import Library
    from knowledge.quiz.choose import Daily
    from knowledge.quiz.items import Bank, Item


@dataclass(frozen=True, slots=True)
class Supply:
    """What a channel can be asked."""

    library: Library
    all: Bank
    bank: Bank
    """Questions of the channel's topics alone."""
    history: tuple[Posted, ...]
    blueprint: Mapping[str, float]
    """Topics that are asked in turn; empty for all."""

    @property
    def left(self) -> int:
        """Questions not yet asked in this round."""
        return days_left(self.bank, self.history)

    def choose(self, day: datetime.date, seed: str) -> Daily | None:
        """Return the question of a day."""
        return choose(self.bank, self.history, day, seed, self.blueprint)


async def supply_of(services: Services, schedule: Schedule, library: Library) -> Supply:
    """Return what a channel can be asked from a library, and what it was asked."""
    bank = await services.bank_of(library)
    history = await _history(services, schedule, bank)
    wanted = dict.fromkeys(schedule.topics, 1.0)
    return Supply(library, bank, of_topics(bank, schedule.topics), history, wanted)


async def _history(services: Services, schedule: Schedule, bank: Bank) -> tuple[Posted, ...]:
    memory = services.memory
    posts = await memory.posts.history(schedule.guild, schedule.channel)
    tallies = await memory.answers.tallies(schedule.guild, schedule.channel)
    asked = await _as_now(services, [questions.restored(post.item) for post in posts], bank)
    return tuple(
        Posted(
            item.id,
            post.local_date,
            *tallies.get(post.id, (0, 0)),
            again=bool(post.item.get("again")),
            concept=item.concept,
        )
        for post, item in zip(posts, asked, strict=True)
    )


async def _as_now(services: Services, asked: Sequence[Item], bank: Bank) -> list[Item]:
    """Return items under the ids that they have by the notes of now.

    Those edited while nobody watched are looked for once more.
    """
    items = services.memory.items
    moved = await items.reattached()
    found = [replace(item, id=moved.get(item.id, item.id)) for item in asked]
    if all(item.id in bank.by_id for item in found):
        return found
    await reattached(services, found, bank.items)
    moved = await items.reattached()
    return [replace(item, id=moved.get(item.id, item.id)) for item in found]


async def reattached(services: Services, old: Sequence[Item], new: Sequence[Item]) -> None:
    """Let the history of questions that an edit gave other ids go with them."""
    found = await asyncio.to_thread(reattach, old, new)
    items = services.memory.items
    for match in (*found.kept, *found.merged):
        await items.reattach(match.old, match.new, services.clock())


def of_topics(bank: Bank, topics: Sequence[str]) -> Bank:
    """Return a bank of the questions of some topics; all of it without any."""
    if not topics:
        return bank
    wanted = dict.fromkeys(topics, 1.0)
    items = tuple(item for item in bank.ready if topic_of(item, wanted) != OTHER)
    return replace(bank, items=items)


def topics_in(bank: Bank) -> tuple[str, ...]:
    """Return the topics and tags that a daily question can be about, each once."""
    names = {
        name: None
        for item in askable(bank)
        for name in (item.topic, *item.tags)
        if name.strip() and "," not in name
    }
    return tuple(sorted(names, key=str.casefold))
