"""The process that is killed: the real store, scheduler, poster and Discord library.

Run as a program it stays warm and forks a life for each line of JSON that it reads, so that Discord
is imported once; it answers each with a line: how the life ended, and what it had acknowledged.
"""

from __future__ import annotations

import asyncio
import datetime
import gc
import json
import os
import select
import signal
import sys
import tempfile
import time
from contextlib import aclosing, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import discord.http

from bot import lock
from bot.posting import Poster
from bot.schedule import zone_version, zones
from bot.scheduler import Chosen, Clock, Scheduler
from bot.store import Store
from bot.store.records import Post, PostKey, PostState, Receipt, Schedule
from bot.wire import ChannelWire, mark

NINE = datetime.datetime(2026, 3, 8, 9, 0, tzinfo=datetime.UTC)
GUILD = 5
FASTER = 200.0
"""Pauses and limits are so much shorter than in earnest: ten seconds are fifty milliseconds."""
SEND_LIMIT = 0.25
UNFINISHED = 3
_sleep = asyncio.sleep


class Faster:
    """asyncio with shorter sleeps, for the pauses between the library's own retries."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever asyncio has
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await _sleep(seconds / FASTER)


def schedule(channel: int) -> Schedule:
    """A channel that is asked at nine, and told the key at the same moment."""
    since = NINE - datetime.timedelta(hours=1)
    return Schedule(GUILD, channel, datetime.time(9), "UTC", since, reveal_after=0)


async def choose(_schedule: Schedule, date: datetime.date) -> Chosen:
    return Chosen(f"item of {date}", {"stem": f"What is asked on {date}?"})


async def question(post: Post) -> dict[str, Any]:
    view = discord.ui.View(timeout=None)
    for letter in "AB":
        view.add_item(discord.ui.Button(label=letter, custom_id=f"{mark(post)}:{letter}"))
    return {"content": f"No. {post.number}: {post.item['stem']}", "view": view}


async def key(post: Post) -> dict[str, Any]:
    return {"content": f"No. {post.number}: {post.item['stem']} A.", "view": None}


async def tell(*_: object) -> None:
    """Tell nobody."""


async def post_life(order: dict[str, Any]) -> int:
    """Do what is due in a channel; return 0 when it is posted and revealed."""
    channel: int = order["channel"]
    dies_at, dies_on = order.get("step"), order.get("time", 1)
    seen = 0

    def step(name: str) -> None:
        nonlocal seen
        seen += name == dies_at
        if name == dies_at and seen == dies_on:
            os.kill(os.getpid(), signal.SIGKILL)

    def now() -> datetime.datetime:
        return NINE + datetime.timedelta(seconds=time.time() - order["began"])

    async def pause(seconds: float) -> None:
        await _sleep(seconds / FASTER)

    async def ahead() -> float:
        return 0.0

    discord.http.Route.BASE = f"http://127.0.0.1:{order['port']}"
    discord.http.asyncio = Faster()  # type: ignore[assignment,attr-defined]
    async with (
        discord.Client(intents=discord.Intents.none()) as client,
        aclosing(await Store.open(Path(order["folder"]))) as store,
    ):
        await client.login("token")
        wire = ChannelWire(client, question, key, may_read=lambda _: True)
        poster = Poster(store.posts, wire, tell, now, pause, step, SEND_LIMIT)
        scheduler = Scheduler(
            store, poster, choose, Clock(now, time.monotonic, ahead), str(os.getpid()), pause
        )
        for _ in range(3):
            await scheduler.tick()
            await scheduler.finished()
        post = await store.posts.of_day(PostKey(GUILD, channel, NINE.date()))
    done = post is not None and post.state is PostState.POSTED and post.revealed_at is not None
    return 0 if done else UNFINISHED


async def answer_life(order: dict[str, Any], told: int) -> int:
    """Take answers of ever new people, eight at once, and tell of each that was acknowledged."""
    async with aclosing(await Store.open(Path(order["folder"]))) as store:

        async def member(first: int) -> None:
            for user in range(first, first + 8 * order["answers"], 8):
                recorded = await store.answers.record_first(
                    order["post"], user, ["a"], right=True, at=NINE
                )
                if recorded.receipt is Receipt.COUNTED:
                    os.write(told, f"{user}\n".encode())

        await asyncio.gather(*(member(order["first"] + n) for n in range(8)))
    return 0


def live(order: dict[str, Any], told: int) -> int:
    """Live one life; return its exit code."""
    if order["does"] == "answer":
        return asyncio.run(answer_life(order, told))
    held = lock.held(Path(order["folder"])) if order.get("locked", True) else nullcontext()
    try:
        with held:
            return asyncio.run(post_life(order))
    except lock.AlreadyRunningError:
        return lock.EXIT_CODE


def fork(order: dict[str, Any]) -> SimpleNamespace:
    """Begin a life."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reader)
            code = live(order, writer)
        finally:
            os._exit(code)
    os.close(writer)
    return SimpleNamespace(pid=child, reader=reader)


def end(one: SimpleNamespace, deadline: float | None) -> dict[str, Any]:
    """Wait for a life to end, or end it at the deadline; return how it ended."""
    while True:
        pid, status = os.waitpid(one.pid, os.WNOHANG if deadline is not None else 0)
        if pid:
            break
        if deadline is not None and time.monotonic() >= deadline:
            os.kill(one.pid, signal.SIGKILL)
            deadline = None
        else:
            time.sleep(0.0005)
    with os.fdopen(one.reader) as told:
        acknowledged = [int(line) for line in told.read().split("\n")[:-1]]
    return {"code": os.waitstatus_to_exitcode(status), "acknowledged": acknowledged}


async def warm(folder: Path) -> None:
    """Load what is loaded late."""
    zones()
    zone_version()
    async with aclosing(await Store.open(folder)) as store:
        await store.posts.due_reveals(NINE)


def main() -> None:
    """Read orders, fork lives; what each would do first and alike is done before."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(warm(Path(folder)))
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        lives = [fork(order) for _ in range(order.get("lives", 1))]
        if order["does"] == "answer":  # its time runs from the first answer
            select.select([lives[0].reader], [], [])
        after = order.get("kill_after")
        deadline = None if after is None else time.monotonic() + after
        ends = [end(one, deadline) for one in lives]
        sys.stdout.write(json.dumps(ends) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
