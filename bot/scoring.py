"""First answers and practice as numbers: who stands where in a server, and how one person does."""

from __future__ import annotations

import asyncio
import zoneinfo
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import practising, sitting
from bot.questions import restored
from knowledge.quiz.grade import Verdict, grade
from knowledge.quiz.standings import (
    Attempt,
    Board,
    Period,
    Standing,
    local_day,
    points_of,
    standings,
    streak,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from bot.practising import Desk
    from bot.services import Services
    from bot.store import Store
    from bot.store.records import Answer, Post
    from knowledge.quiz.exam import Result
    from knowledge.quiz.items import Item


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers to the questions of a topic."""

    topic: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Mine:
    """How one person does."""

    zone: str
    """IANA name; in which the days of the streak begin."""
    streak: int
    right: int
    answered: int
    topics: tuple[Tally, ...]
    """Those with most answers first."""
    due: int
    new: int
    exam: datetime.date | None
    """The day of the real exam."""
    last_exam: Result | None


async def board_of(
    services: Services, guild: int, board: Board, period: Period
) -> tuple[Standing, ...]:
    """Return where everybody in a server stands who wants to, its days those of the server.

    A withdrawn question counts for nobody.
    """
    store = services.memory
    zone = zone_named((await store.servers.settings(guild)).zone)
    answers = [one for one in await store.answers.for_standings(guild) if not one.void]
    posts = await posts_of(store, answers)
    today = local_day(services.clock(), zone)

    def ranked() -> tuple[Standing, ...]:
        items: dict[str, Item] = {}
        return standings(
            [_attempt(answer, posts.get(answer.post_id), zone, items) for answer in answers],
            today,
            board,
            period,
        )

    return await asyncio.to_thread(ranked)


async def mine(desk: Desk) -> Mine:
    """Return how a person does: daily questions of all servers, and practice of all notebooks."""
    store = desk.services.memory
    learner = await store.learning.learner(desk.user)
    zone = practising.zone_of(learner)
    answers = [one for one in await store.answers.of_user(desk.user) if not one.void]
    posts = await posts_of(store, answers)
    practice = await store.learning.practice_of(desk.user)
    seen = [(_topic(posts.get(one.post_id)), one.right) for one in answers]
    seen += [(one.topic, one.right) for one in practice]
    agenda = await practising.agenda(desk)
    # A day is that of the question, so that one answered after midnight breaks no streak.
    posted = {local_day(post.due_at, zone) for post in posts.values()}
    days = {local_day(_asked_at(one, posts), zone) for one in answers}
    run = next(
        (run for run in reversed(await store.exams.of_user(desk.user)) if run.result is not None),
        None,
    )
    return Mine(
        zone=str(zone),
        streak=streak(days, local_day(desk.services.clock(), zone), posted),
        right=sum(right for _, right in seen),
        answered=len(seen),
        topics=_by_topic(seen),
        due=len(agenda.due),
        new=len(agenda.new),
        exam=learner.exam_date,
        last_exam=sitting.sitting_of(run).outcome if run else None,
    )


async def posts_of(store: Store, answers: Iterable[Answer]) -> Mapping[str, Post]:
    """Return the posts of the channels that were answered in, by their ids."""
    channels = sorted({(one.guild, one.channel) for one in answers})
    found = [await store.posts.history(guild, channel) for guild, channel in channels]
    return {post.id: post for posts in found for post in posts}


def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """Return a zone by its name; UTC where it is known no more."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo("UTC")


def _attempt(
    answer: Answer, post: Post | None, zone: zoneinfo.ZoneInfo, items: dict[str, Item]
) -> Attempt:
    """Return an answer as it counts; a grade that was mended since stands over the post's key."""
    day = local_day(answer.at, zone)
    user = str(answer.user_id)
    if post is None:
        points = 1.0 if answer.right and not answer.assisted else 0.0
        return Attempt(user, day, answer.right, points)
    item = items.setdefault(post.id, restored(post.item))
    found = grade(item, answer.options)
    if answer.right:
        found = replace(found, verdict=Verdict.RIGHT, points=1.0)
    elif found.verdict is Verdict.RIGHT:
        found = replace(found, verdict=Verdict.WRONG, points=0.0)
    return Attempt(user, day, answer.right, points_of(item.kind, found, assisted=answer.assisted))


def _asked_at(answer: Answer, posts: Mapping[str, Post]) -> datetime.datetime:
    post = posts.get(answer.post_id)
    return post.due_at if post is not None else answer.at


def _topic(post: Post | None) -> str:
    return str(post.item.get("topic", "")) if post is not None else ""


def _by_topic(seen: Iterable[tuple[str, bool]]) -> tuple[Tally, ...]:
    answered: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for topic, was_right in seen:
        if topic:
            answered[topic] += 1
            right[topic] += was_right
    ordered = sorted(answered, key=lambda topic: (-answered[topic], topic))
    return tuple(Tally(topic, right[topic], answered[topic]) for topic in ordered)
