"""The loop that makes daily posts and their reveals when their time has come.

It wakes at least every minute and compares the clock again, so that a suspended machine and a clock
that jumps are noticed; it reads what is due from the store each time and remembers nothing that
matters, so that a restart at any point goes on where it was. An error in one channel holds up no
other, and ends no loop.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from bot import failures
from bot.posting import HoldError
from bot.schedule import Due, Timing, due, next_fire, zone_version
from bot.store.records import Draft, PostKey, PostState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from bot.posting import Poster
    from bot.store import Store
    from bot.store.records import Post, Schedule

LONGEST_SLEEP = 60.0
JUMP = 24 * 3600.0
"""Seconds that the clock may gain on the monotonic one before Discord is asked for the time."""
SKEW = 120.0
"""Seconds that our clock may differ from Discord's; beyond, nothing is posted."""
_FIRST_PAUSE = datetime.timedelta(minutes=1)
_LONGEST_PAUSE = datetime.timedelta(minutes=30)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The question of a day."""

    item_id: str
    item: Mapping[str, Any]
    key_version: int = 1


class Choose(Protocol):
    """Finds the question of a channel's day."""

    async def __call__(self, schedule: Schedule, date: datetime.date, /) -> Chosen | None:
        """Return the same for the same history, date and notes; None where there is none to ask."""


@dataclass(frozen=True)
class Clock:
    """The time, as the scheduler asks for it."""

    now: Callable[[], datetime.datetime]
    monotonic: Callable[[], float]
    ahead: Callable[[], Awaitable[float | None]]
    """Seconds that our clock is ahead of Discord's; None where Discord does not say."""


@dataclass
class Scheduler:
    """One per running bot."""

    store: Store
    poster: Poster
    choose: Choose
    clock: Clock
    owner: str
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    _working: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _waiting: dict[str, tuple[datetime.datetime, datetime.timedelta]] = field(default_factory=dict)
    _held_until: datetime.datetime | None = None
    _seen: tuple[float, float] | None = None
    """The two clocks at the last look, in seconds."""

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            wait = LONGEST_SLEEP
            with failures.logged("the daily posts"):
                wait = await self.tick()
            await self.pause(wait)

    async def tick(self) -> float:
        """Begin all that is due, and return the seconds until something may be, 60 at most."""
        now = self.clock.now()
        if not await self._time_is_right(now) or (self._held_until and now < self._held_until):
            return LONGEST_SLEEP
        schedules = await self.store.servers.schedules()
        for post in await self.store.posts.unsettled():
            self._begin(post.id, now, self._settle(post))
        for post in await self.store.posts.due_reveals(now):
            self._begin(post.id, now, self._reveal(post))
        wait = LONGEST_SLEEP
        for schedule in schedules:
            with failures.logged("a channel's schedule"):
                if (found := due(schedule, now)) is not None:
                    key = PostKey(schedule.guild, schedule.channel, found.local_date, schedule.slot)
                    if await self.store.posts.of_day(key) is None:
                        self._begin(key.id, now, self._post(schedule, found, key))
                if not schedule.paused and (at := next_fire(schedule, now)) is not None:
                    wait = min(wait, (at - now).total_seconds())
        return max(wait, 0.0)

    async def finished(self) -> None:
        """Return when all that was begun has ended."""
        while self._working:
            await asyncio.wait(self._working.values())

    async def stop(self) -> None:
        """Cancel what is being done; the next start finds it where it was left."""
        working = tuple(self._working.values())
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    def _begin(self, name: str, now: datetime.datetime, work: Coroutine[Any, Any, None]) -> None:
        """Work on a post beside the loop, once at a time, and after failures ever more rarely."""
        waiting = self._waiting.get(name)
        if name in self._working or (waiting is not None and now < waiting[0]):
            work.close()
            return
        task = asyncio.create_task(self._guarded(name, work), name=f"post {name}")
        self._working[name] = task
        task.add_done_callback(lambda _: self._working.pop(name, None))

    async def _guarded(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; what is left undone is put off, for a minute first and half an hour later.

        Work that is done takes its pause away again.
        """
        _, last = self._waiting.get(name, (None, _FIRST_PAUSE / 2))
        pause = min(2 * last, _LONGEST_PAUSE)
        self._waiting[name] = self.clock.now() + pause, pause
        with failures.logged("a daily post"):
            try:
                await work
            except HoldError as error:
                self._held_until = self.clock.now() + datetime.timedelta(seconds=error.seconds)
                _log.error("no posts for %.0f s: Discord said %s", error.seconds, error)

    async def _post(self, schedule: Schedule, found: Due, key: PostKey) -> None:
        missed = found.timing is Timing.MISSED
        chosen = _NOTHING if missed else await self.choose(schedule, found.local_date)
        if chosen is None:
            await self.poster.tell(key.guild, key.channel, "no-questions", "none to ask")
            return
        draft = _draft(schedule, found, key, chosen)
        if missed:
            await self.store.posts.skip(draft, self.clock.now(), self.owner, "too late")
            self._waiting.pop(key.id, None)
            return
        claim = await self.store.posts.claim(draft, self.clock.now(), self.owner)
        await self._settle(claim.post)
        for earlier in await self.store.posts.due_reveals(self.clock.now()):
            self._begin(earlier.id, self.clock.now(), self._reveal(earlier))

    async def _settle(self, post: Post) -> None:
        settled = await self.poster.settle(post)
        if settled.state is PostState.CLAIMED:
            return
        self._waiting.pop(post.id, None)
        if settled.state is PostState.POSTED:
            await self.store.servers.mended(post.guild, post.channel)

    async def _reveal(self, post: Post) -> None:
        if (await self.poster.reveal(post)).revealed_at is not None:
            self._waiting.pop(post.id, None)

    async def _time_is_right(self, now: datetime.datetime) -> bool:
        """Tell whether our clock can be trusted; asked of Discord at the start and after a jump."""
        wall, monotonic = now.timestamp(), self.clock.monotonic()
        first = self._seen is None
        jumped = self._seen is not None and (
            (wall - self._seen[0]) - (monotonic - self._seen[1]) > JUMP
        )
        if first or jumped:
            ahead = await self.clock.ahead()
            if (ahead is None and jumped) or (ahead is not None and abs(ahead) > SKEW):
                _log.error(
                    "no posts until the clock is right: it is %s of Discord's",
                    "not known how far ahead" if ahead is None else f"{ahead:.0f} s ahead",
                )
                return False
        self._seen = wall, monotonic
        return True


_NOTHING = Chosen("", {})
"""What a missed day asks."""


def _draft(schedule: Schedule, found: Due, key: PostKey, chosen: Chosen) -> Draft:
    hours = schedule.reveal_after
    return Draft(
        key=key,
        item_id=chosen.item_id,
        item=chosen.item,
        key_version=chosen.key_version,
        due_at=found.at,
        zone=schedule.zone,
        zone_version=zone_version(),
        late=found.timing is Timing.LATE,
        reveal_at=None if hours is None else found.at + datetime.timedelta(hours=hours),
        reveals_at_once=schedule.reveals_at_once,
    )
