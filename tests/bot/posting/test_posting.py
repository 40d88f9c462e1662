"""Whatever Discord does with a send, the channel ends with one post or the owner knows why not."""

from __future__ import annotations

import datetime
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.posting import (
    BUSY_WAITS,
    DeletedError,
    HoldError,
    Poster,
    RefusedError,
    UnclearError,
    UnreadableError,
)
from bot.store import Store
from bot.store.records import Draft, Post, PostKey, PostState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NINE = datetime.datetime(2026, 3, 8, 9, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
End: TypeAlias = Exception | None


@dataclass
class Channel:
    """A channel as the poster meets it: sends end as told, stored or not."""

    sends: list[tuple[bool, End]] = field(default_factory=list)
    looks: list[End] = field(default_factory=list)
    reveals: list[End] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def send(self, post: Post) -> int:
        self.asked.append("send")
        stored, end = self.sends.pop(0) if self.sends else (True, None)
        if stored:
            self.stored.append(post.id)
        if end is not None:
            raise end
        return len(self.stored)

    async def find(self, post: Post, after: datetime.datetime) -> int | None:
        self.asked.append(f"look from {after:%H:%M}")
        end = self.looks.pop(0) if self.looks else None
        if end is not None:
            raise end
        return self.stored.index(post.id) + 1 if post.id in self.stored else None

    async def reveal(self, post: Post) -> None:
        self.asked.append(f"reveal {post.message_id}")
        end = self.reveals.pop(0) if self.reveals else None
        if end is not None:
            raise end


@dataclass
class Room:
    """A store, a channel, a clock that only pauses move, and what the owner was told."""

    store: Store
    channel: Channel
    now: datetime.datetime = NINE
    told: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += datetime.timedelta(seconds=seconds)

    async def tell(self, _guild: int, _channel: int, kind: str, _reason: str) -> None:
        self.told.append(kind)

    @property
    def poster(self) -> Poster:
        return Poster(self.store.posts, self.channel, self.tell, lambda: self.now, self.pause)

    async def claim(self) -> Post:
        draft = Draft(PostKey(1, 2, NINE.date()), "item", {}, NINE, "UTC")
        return (await self.store.posts.claim(draft, NINE, "here")).post

    async def settle(self) -> Post:
        return await self.poster.settle(await self.claim())


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with aclosing(await Store.open(tmp_path)) as store:
        yield Room(store, Channel())


async def test_a_post_that_goes_well_is_sent_once_and_never_looked_for(room: Room) -> None:
    post = await room.settle()
    assert (post.state, post.message_id, post.attempts) == (PostState.POSTED, 1, 1)
    assert (room.channel.asked, room.pauses, room.told) == (["send"], [], [])


async def test_a_post_that_is_settled_is_left_alone(room: Room) -> None:
    post = await room.settle()
    assert await room.settle() == post
    assert room.channel.stored == [post.id]


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("end", [UnclearError("502"), UnclearError("503", busy=True)])
async def test_after_an_unclear_end_the_history_decides(
    room: Room, end: UnclearError, *, stored: bool
) -> None:
    room.channel.sends = [(stored, end)]
    post = await room.settle()
    assert post.state is PostState.POSTED
    assert room.channel.stored == [post.id]
    assert room.channel.asked == ["send", "look from 08:58"] + ["send"] * (not stored)
    assert room.pauses == [BUSY_WAITS[0] if end.busy else 10.0]


async def test_a_send_without_an_answer_is_given_up_and_looked_for(room: Room) -> None:
    room.channel.sends = [(True, TimeoutError())]
    post = await room.settle()
    assert (post.state, room.channel.stored) == (PostState.POSTED, [post.id])


async def test_a_busy_discord_is_tried_four_more_times_within_two_minutes(room: Room) -> None:
    room.channel.sends = [(False, UnclearError("503", busy=True))] * 4
    post = await room.settle()
    assert (post.state, post.attempts) == (PostState.POSTED, 5)
    assert room.pauses == [2, 5, 15, 60]
    assert room.told == []


async def test_three_unclear_ends_are_told_and_the_post_stays_claimed(room: Room) -> None:
    room.channel.sends = [(False, UnclearError("502"))] * 3
    post = await room.settle()
    assert (post.state, post.attempts, room.told) == (PostState.CLAIMED, 3, ["unclear"])
    later = await room.settle()
    assert (later.state, room.channel.stored) == (PostState.POSTED, [post.id])


async def test_a_history_that_may_not_be_read_is_no_proof(room: Room) -> None:
    room.channel.sends = [(True, UnclearError("502"))]
    room.channel.looks = [UnreadableError("not permitted")] * 3
    post = await room.settle()
    assert (post.state, room.told) == (PostState.CLAIMED, ["no-history"])
    assert room.channel.asked.count("send") == 1


async def test_a_post_never_tried_is_sent_though_the_history_may_not_be_read(room: Room) -> None:
    room.now = NINE + 30 * MINUTE
    room.channel.looks = [UnreadableError("not permitted")]
    assert (await room.settle()).state is PostState.POSTED


async def test_a_late_post_is_looked_for_before_its_first_send(room: Room) -> None:
    room.now = NINE + 30 * MINUTE
    room.channel.stored = [PostKey(1, 2, NINE.date()).id]
    post = await room.settle()
    assert (post.state, post.attempts) == (PostState.POSTED, 0)
    assert room.channel.asked == ["look from 08:58"]


async def test_after_a_restart_a_request_is_given_time_to_land(room: Room) -> None:
    post = await room.claim()
    await room.store.posts.begin_attempt(post, NINE)
    room.now = NINE + datetime.timedelta(seconds=4)
    await room.settle()
    assert room.pauses == [6]
    assert room.channel.asked == ["look from 08:58", "send"]


async def test_a_process_that_comes_second_waits_and_looks(room: Room) -> None:
    post = await room.claim()
    await room.store.posts.begin_attempt(post, NINE)
    room.channel.stored = [post.id]
    settled = await room.poster.settle(post)
    assert settled.state is PostState.POSTED
    assert (room.channel.asked, room.pauses) == (["look from 08:58"], [10])


async def test_a_post_found_missing_too_late_is_given_up(room: Room) -> None:
    post = await room.claim()
    await room.store.posts.begin_attempt(post, NINE)
    room.now = NINE + datetime.timedelta(hours=6)
    settled = await room.settle()
    assert (settled.state, settled.reason) == (PostState.SKIPPED, "too late")
    assert room.channel.stored == []


async def test_a_post_found_in_the_history_however_late_is_posted(room: Room) -> None:
    post = await room.claim()
    await room.store.posts.begin_attempt(post, NINE)
    room.channel.stored = [post.id]
    room.now = NINE + datetime.timedelta(days=9)
    assert (await room.settle()).state is PostState.POSTED


@pytest.mark.parametrize("kind", ["no-permission", "channel-gone", "refused"])
async def test_what_discord_refuses_fails_at_once_and_the_owner_is_told(
    room: Room, kind: str
) -> None:
    room.channel.sends = [(False, RefusedError(kind, "no"))]
    post = await room.settle()
    assert (post.state, post.reason, room.told) == (PostState.FAILED, "no", [kind])
    await room.settle()
    assert room.channel.asked == ["send"]


async def test_a_post_that_a_moderator_took_down_is_not_made_again(room: Room) -> None:
    room.channel.sends = [(False, DeletedError())]
    assert (await room.settle()).state is PostState.DELETED
    assert (await room.settle()).state is PostState.DELETED
    assert room.channel.asked == ["send"]


async def test_a_ban_stops_everything_and_the_post_stays_claimed(room: Room) -> None:
    room.channel.sends = [(False, HoldError("HTTP 429", 600))]
    with pytest.raises(HoldError):
        await room.settle()
    assert (await room.claim()).state is PostState.CLAIMED


async def test_a_reveal_closes_before_it_shows(room: Room) -> None:
    post = await room.settle()
    room.channel.reveals = [UnclearError("502")]
    closed = await room.poster.reveal(post)
    assert (closed.closed_at, closed.revealed_at) == (NINE, None)
    room.now += MINUTE
    revealed = await room.poster.reveal(closed)
    assert (revealed.closed_at, revealed.revealed_at) == (NINE, NINE + MINUTE)
    assert room.channel.asked == ["send", "reveal 1", "reveal 1"]


@pytest.mark.parametrize(
    ("end", "told"),
    [(DeletedError(), []), (RefusedError("no-permission", "no"), ["no-permission"])],
)
async def test_a_reveal_that_nobody_can_see_is_done_with(
    room: Room, end: Exception, told: list[str]
) -> None:
    post = await room.settle()
    room.channel.reveals = [end]
    assert (await room.poster.reveal(post)).revealed_at == NINE
    assert room.told == told
