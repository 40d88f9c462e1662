"""A post that is made exactly once: claimed, sent, confirmed; looked for after any unclear end.

Discord and the database cannot commit together, so what matters is to know our own post again. Its
row is made first. Every send carries the same nonce, by which Discord refuses a second copy for
some minutes; after that, and after a restart, the channel's history is read before sending again.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.schedule import in_time
from bot.store.records import Post, PostState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store.posts import Posts

SEND_LIMIT = 20.0
"""Seconds for one send: the library's own limit is 300, longer than Discord knows a nonce."""
LOOK_LIMIT = 60.0
"""Seconds for reading history: up to five requests."""
LANDING = 10.0
"""Seconds in which a request that we gave up may still reach Discord."""
BUSY_WAITS = (2.0, 5.0, 15.0, 60.0)
"""Seconds before looking again after a 503; with the sends between, under two minutes."""
TRIES = 3
"""Unclear ends, or looks that show nothing, before the owner is told and a pause is made."""
LOOKED_BACK = datetime.timedelta(minutes=2)
"""How long before the claim history is read: clocks differ."""
OLD = datetime.timedelta(minutes=2)
"""A post first sent so late may have been sent by a database that was lost since: look first."""
STEPS = (
    "claimed",
    "before look",
    "looked",
    "before send",
    "attempt begun",
    "sent",
    "confirmed",
    "before reveal",
    "closed",
    "shown",
)
"""Every point at which a test kills the process."""
ResultT = TypeVar("ResultT")
_log = logging.getLogger(__name__)


class RefusedError(Exception):
    """Discord will not take it, now or later."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        """`no-permission`, `channel-gone` or `refused`."""


class DeletedError(Exception):
    """It was in the channel, and somebody took it down."""


class UnclearError(Exception):
    """Whether Discord has it is not known."""

    def __init__(self, reason: str, *, busy: bool = False) -> None:
        super().__init__(reason)
        self.busy = busy
        """Whether Discord said to come back later (503)."""


class UnreadableError(Exception):
    """The history proves nothing: it may not be read, or it is too long."""


class HoldError(Exception):
    """Nothing may be sent for a while."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Wire(Protocol):
    """What leads to Discord; each method may raise the errors above and no others of Discord's."""

    async def send(self, post: Post, /) -> int:
        """Send the post with its id as nonce; return the message's id."""

    async def find(self, post: Post, after: datetime.datetime, /) -> int | None:
        """Return the id of the message that is the post, or None if it is surely not there."""

    async def reveal(self, post: Post, /) -> None:
        """Make the message show the key; doing it twice does no harm."""


def _go_on(_: str) -> None:
    """Do nothing at a step; a test kills the process there."""


@dataclass(frozen=True)
class Poster:
    """Brings posts from claimed to an end, through whatever Discord does."""

    posts: Posts
    wire: Wire
    tell: Callable[[int, int, str, str], Awaitable[object]]
    """Tells an owner of trouble, once: server, channel, its kind, the reason for the log."""
    clock: Callable[[], datetime.datetime]
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    step: Callable[[str], None] = _go_on
    send_limit: float = SEND_LIMIT

    async def settle(self, post: Post) -> Post:
        """Bring a claimed post to an end; return it, still claimed where nobody can tell yet.

        It is never sent while an earlier send may have reached the channel. Raises `HoldError`
        where nothing at all may be sent for some time.
        """
        self.step("claimed")
        await self._let_it_land(post)
        busy = unclear = 0
        while True:
            try:
                return await self._advance(post)
            except (UnclearError, UnreadableError) as error:
                _log.warning("post %s: %s", post.id, error)
                if isinstance(error, UnclearError) and error.busy and busy < len(BUSY_WAITS):
                    wait = BUSY_WAITS[busy]
                    busy += 1
                else:
                    wait = LANDING
                    unclear += 1
                post = await self.posts.get(post.id) or post
                if unclear == TRIES:
                    kind = "unclear" if isinstance(error, UnclearError) else "no-history"
                    await self.tell(post.guild, post.channel, kind, str(error))
                    return post
            await self.pause(wait)

    async def _advance(self, post: Post) -> Post:
        """Look for the post where it may be in the channel, and send it where it is not."""
        if post.state is not PostState.CLAIMED:
            return post
        try:
            found = await self._look(post)
            if found is None:
                if not in_time(post.due_at, post.zone, self.clock()):
                    return await self.posts.give_up(post.id, "too late")
                self.step("before send")
                if await self.posts.begin_attempt(post, self.clock()) is None:
                    raise UnclearError("another process is at it")
                self.step("attempt begun")
                found = await self._limited(self.wire.send(post), self.send_limit)
                self.step("sent")
        except RefusedError as error:
            failed = await self.posts.fail(post.id, str(error))
            await self.tell(post.guild, post.channel, error.kind, str(error))
            return failed
        except DeletedError:
            return await self.posts.mark_deleted(post.id)
        settled = await self.posts.confirm(post.id, found)
        self.step("confirmed")
        return settled

    async def _look(self, post: Post) -> int | None:
        """Return the message that is the post; None where there is none, or none was ever sent."""
        late = self.clock() - post.due_at > OLD
        if not post.attempts and not late:
            return None
        self.step("before look")
        after = min(post.claimed_at, post.due_at) - LOOKED_BACK
        try:
            found = await self._limited(self.wire.find(post, after), LOOK_LIMIT)
        except UnreadableError:
            if post.attempts:
                raise
            return None  # this database never sent it, and whether another did cannot be seen
        self.step("looked")
        return found

    async def _let_it_land(self, post: Post) -> None:
        """Wait until a request of before a restart has reached Discord, or never will."""
        if post.state is PostState.CLAIMED and post.attempted_at is not None:
            since = (self.clock() - post.attempted_at).total_seconds()
            if since < LANDING:
                await self.pause(LANDING - max(since, 0.0))

    async def reveal(self, post: Post) -> Post:
        """Close a post and show its key; return it, unrevealed where that has to be tried again.

        No answer counts after anybody can see the key. A message that is gone is revealed to
        nobody, and done with.
        """
        self.step("before reveal")
        post = await self.posts.close(post.id, self.clock())
        self.step("closed")
        try:
            await self._limited(self.wire.reveal(post), self.send_limit)
        except (RefusedError, DeletedError) as error:
            if isinstance(error, RefusedError):
                await self.tell(post.guild, post.channel, error.kind, str(error))
        except UnclearError as error:
            _log.warning("reveal of post %s: %s", post.id, error)
            return post
        self.step("shown")
        return await self.posts.confirm_reveal(post.id, self.clock())

    async def _limited(self, work: Awaitable[ResultT], seconds: float) -> ResultT:
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError as error:
            raise UnclearError(f"no answer in {seconds:.0f} s") from error
