"""Over days, restarts and changes of the clock each channel gets one post a local date."""

from __future__ import annotations

import datetime
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.posting import HoldError, Poster, RefusedError
from bot.scheduler import LONGEST_SLEEP, Chosen, Clock, Scheduler
from bot.store import Store
from bot.store.records import Post, PostKey, PostState, Schedule

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

UTC = datetime.UTC
MINUTE, HOUR, DAY = (
    datetime.timedelta(minutes=1),
    datetime.timedelta(hours=1),
    datetime.timedelta(days=1),
)
MONDAY = datetime.datetime(2026, 3, 2, 0, 0, tzinfo=UTC)


@dataclass
class World:
    """A clock that jumps from wake to wake, the channels of a server, and a bot that restarts."""

    store: Store
    now: datetime.datetime = MONDAY
    monotonic: float = 0.0
    ahead: float | None = 0.0
    sent: list[tuple[int, datetime.datetime]] = field(default_factory=list)
    revealed: list[tuple[int, datetime.date]] = field(default_factory=list)
    faults: dict[int, Exception] = field(default_factory=dict)
    told: list[tuple[int, str]] = field(default_factory=list)
    nothing: bool = False

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin as after a restart: nothing is known but what the store holds."""
        poster = Poster(self.store.posts, self, self.tell, lambda: self.now, self.pause)
        clock = Clock(lambda: self.now, lambda: self.monotonic, self.ask_time)
        self.scheduler = Scheduler(self.store, poster, self.choose, clock, "here")

    async def send(self, post: Post) -> int:
        if post.channel in self.faults:
            raise self.faults[post.channel]
        self.sent.append((post.channel, self.now))
        return len(self.sent)

    async def find(self, _post: Post, _after: datetime.datetime) -> int | None:
        return None

    async def reveal(self, post: Post) -> None:
        self.revealed.append((post.channel, post.local_date))

    async def tell(self, _guild: int, channel: int, kind: str, _reason: str) -> None:
        self.told.append((channel, kind))

    async def pause(self, seconds: float) -> None:
        self.pass_time(datetime.timedelta(seconds=seconds))

    async def ask_time(self) -> float | None:
        return self.ahead

    async def choose(self, _schedule: Schedule, date: datetime.date) -> Chosen | None:
        return None if self.nothing else Chosen(f"item of {date}", {"stem": "?"})

    async def plan(self, channel: int, at: str, zone: str = "UTC", **changed: object) -> None:
        values: dict[str, object] = {"since": self.now, **changed}
        time = datetime.time.fromisoformat(at)
        await self.store.servers.set_schedule(Schedule(1, channel, time, zone, **values))  # type: ignore[arg-type]

    def pass_time(self, time: datetime.timedelta) -> None:
        self.now += time
        self.monotonic += time.total_seconds()

    async def tick(self) -> float:
        wait = await self.scheduler.tick()
        await self.scheduler.finished()
        return wait

    async def live(self, until: datetime.datetime, step: datetime.timedelta = MINUTE) -> None:
        """Wake as often as the loop does, or as far apart as `step`, until a moment."""
        while self.now < until:
            wait = await self.tick()
            self.pass_time(min(max(datetime.timedelta(seconds=wait), step), until - self.now))
        await self.tick()

    async def state(self, channel: int, day: int) -> PostState | None:
        post = await self.store.posts.of_day(PostKey(1, channel, (MONDAY + day * DAY).date()))
        return None if post is None else post.state

    def local(self, channel: int, zone: str) -> list[str]:
        return [
            f"{at.astimezone(ZoneInfo(zone)):%a %H:%M}" for to, at in self.sent if to == channel
        ]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with aclosing(await Store.open(tmp_path)) as store:
        yield World(store)


@pytest.mark.parametrize(
    ("zone", "time", "start", "posts"),
    [
        (  # 02:30 is skipped on Sunday 8 March
            "America/New_York",
            "02:30",
            "2026-03-05 00:00",
            "Thu 02:30, Fri 02:30, Sat 02:30, Sun 03:00, Mon 02:30, Tue 02:30, Wed 02:30",
        ),
        (  # 01:30 comes twice on Sunday 1 November
            "America/New_York",
            "01:30",
            "2026-10-29 00:00",
            "Thu 01:30, Fri 01:30, Sat 01:30, Sun 01:30, Mon 01:30, Tue 01:30, Wed 01:30",
        ),
        (  # half an hour is skipped from 02:00 on Sunday 4 October
            "Australia/Lord_Howe",
            "02:00",
            "2026-09-30 20:00",
            "Fri 02:00, Sat 02:00, Sun 02:30, Mon 02:00, Tue 02:00, Wed 02:00, Thu 02:00",
        ),
        (  # half an hour comes twice until 02:00 on Sunday 5 April
            "Australia/Lord_Howe",
            "01:30",
            "2026-03-30 20:00",
            "Wed 01:30, Thu 01:30, Fri 01:30, Sat 01:30, Sun 01:30, Mon 01:30, Tue 01:30",
        ),
    ],
)
async def test_a_week_over_a_change_of_the_clock_has_seven_posts_through_restarts(
    world: World, zone: str, time: str, start: str, posts: str
) -> None:
    world.now = datetime.datetime.fromisoformat(start).replace(tzinfo=UTC)
    await world.plan(2, time, zone)
    for _ in range(7):
        await world.live(world.now + DAY, 30 * MINUTE)
        world.start()
    assert ", ".join(world.local(2, zone)) == posts
    assert len({at for _, at in world.sent}) == 7


async def test_the_loop_sleeps_until_the_next_post_and_a_minute_at_most(world: World) -> None:
    await world.plan(2, "00:00:30")
    assert await world.tick() == 30
    world.pass_time(30 * datetime.timedelta(seconds=1))
    assert await world.tick() == LONGEST_SLEEP
    assert world.sent == [(2, MONDAY + 30 * datetime.timedelta(seconds=1))]


async def test_after_ten_days_down_no_old_post_is_made_and_the_next_is_on_time(
    world: World,
) -> None:
    await world.plan(2, "09:00")
    await world.live(MONDAY + 10 * HOUR, HOUR)
    world.start()
    world.pass_time(10 * DAY)  # until ten in the evening
    world.now += 10 * HOUR
    await world.tick()
    assert await world.state(2, 10) is PostState.SKIPPED
    await world.live(MONDAY + 12 * DAY, HOUR)
    assert [at for _, at in world.sent] == [MONDAY + 9 * HOUR, MONDAY + 11 * DAY + 9 * HOUR]


async def test_a_bot_that_was_down_for_an_hour_makes_up_for_it_once_and_says_so(
    world: World,
) -> None:
    await world.plan(2, "09:00")
    world.pass_time(10 * HOUR)
    await world.tick()
    world.start()
    await world.tick()
    post = await world.store.posts.of_day(PostKey(1, 2, MONDAY.date()))
    assert post is not None
    assert (post.late, len(world.sent)) == (True, 1)


async def test_a_clock_set_back_makes_no_second_post(world: World) -> None:
    await world.plan(2, "09:00")
    await world.live(MONDAY + 9 * HOUR + MINUTE, 10 * MINUTE)
    world.now -= 2 * HOUR
    await world.live(MONDAY + 20 * HOUR, 10 * MINUTE)
    assert len(world.sent) == 1


async def test_a_clock_that_jumps_ahead_holds_posts_until_it_agrees_with_discord(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.plan(2, "09:00")
    await world.tick()
    world.now += 3 * DAY + 9 * HOUR
    world.ahead = 3 * 86_400.0
    await world.tick()
    assert world.sent == []
    assert "no posts until the clock is right: it is 259200 s ahead" in caplog.text
    world.ahead = None
    await world.tick()
    assert world.sent == []
    world.ahead = 1.0  # a machine that was suspended
    await world.tick()
    assert len(world.sent) == 1


async def test_a_clock_that_is_wrong_at_the_start_makes_no_posts(world: World) -> None:
    await world.plan(2, "00:00")
    world.ahead = -500.0
    await world.tick()
    assert world.sent == []


async def test_an_error_in_one_channel_holds_up_no_other_and_is_tried_again(
    world: World,
) -> None:
    for channel in (2, 3, 4):
        await world.plan(channel, "09:00")
    world.faults = {2: KeyError("a mistake of ours"), 3: RefusedError("channel-gone", "gone")}
    await world.live(MONDAY + 9 * HOUR + MINUTE, 10 * MINUTE)
    assert [await world.state(channel, 0) for channel in (2, 3, 4)] == [
        PostState.CLAIMED,
        PostState.FAILED,
        PostState.POSTED,
    ]
    assert world.told == [(3, "channel-gone")]
    del world.faults[2]
    await world.live(MONDAY + 9 * HOUR + 10 * MINUTE)
    assert await world.state(2, 0) is PostState.POSTED
    assert world.told == [(3, "channel-gone")]


async def test_what_keeps_failing_is_tried_ever_more_rarely(world: World) -> None:
    await world.plan(2, "09:00")
    tried = []

    async def fail(_post: Post) -> int:
        tried.append(world.now)
        raise KeyError

    world.send = fail  # type: ignore[method-assign,assignment]
    world.pass_time(9 * HOUR)
    await world.live(MONDAY + 9 * HOUR + 40 * MINUTE)
    minutes = [(at - MONDAY - 9 * HOUR) // MINUTE for at in tried]
    assert minutes == [0, 1, 3, 7, 15, 31]


async def test_a_ban_stops_every_channel_for_ten_minutes(world: World) -> None:
    for channel in (2, 3):
        await world.plan(channel, "09:00" if channel == 2 else "09:05")
    world.pass_time(9 * HOUR)
    world.faults = {2: HoldError("HTTP 429", 600)}
    await world.live(MONDAY + 9 * HOUR + 9 * MINUTE)
    assert world.sent == []
    world.faults = {}
    await world.live(MONDAY + 9 * HOUR + 12 * MINUTE)
    assert sorted(channel for channel, _ in world.sent) == [2, 3]


async def test_a_bank_without_a_question_is_told_and_asked_again(world: World) -> None:
    await world.plan(2, "09:00")
    world.nothing = True
    await world.live(MONDAY + 9 * HOUR + MINUTE, 10 * MINUTE)
    assert world.told[0] == (2, "no-questions")
    assert await world.state(2, 0) is None
    world.nothing = False
    await world.live(MONDAY + 10 * HOUR)
    assert await world.state(2, 0) is PostState.POSTED


async def test_reveals_come_after_their_hours_or_with_the_next_post(world: World) -> None:
    await world.plan(2, "09:00", reveal_after=3)
    await world.plan(3, "09:00", reveal_after=None)
    await world.live(MONDAY + 11 * HOUR, 10 * MINUTE)
    assert world.revealed == []
    await world.live(MONDAY + 12 * HOUR, 10 * MINUTE)
    assert world.revealed == [(2, MONDAY.date())]
    await world.live(MONDAY + DAY + 9 * HOUR, 10 * MINUTE)
    assert world.revealed == [(2, MONDAY.date()), (3, MONDAY.date())]


async def test_a_paused_schedule_makes_nothing_up_when_it_goes_on(world: World) -> None:
    await world.plan(2, "09:00")
    await world.store.servers.pause(2)
    await world.live(MONDAY + 10 * HOUR, HOUR)
    await world.store.servers.resume(2, world.now)
    await world.live(MONDAY + DAY + 10 * HOUR, HOUR)
    assert [at for _, at in world.sent] == [MONDAY + DAY + 9 * HOUR]
