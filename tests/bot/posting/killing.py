"""Trials: a process is killed and started again until its post is made; then we look."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loopback import Channel, Loopback, serving
from victim import GUILD, NINE, schedule

from bot.store import Store
from bot.store.records import Draft, PostKey, PostState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence

KILLED = -9
AT_ONCE = 3
MOST_LIVES = 12
"""A trial that takes more has failed: without kills, two are enough."""


@dataclass
class Figures:
    """What came of many trials."""

    trials: int = 0
    kills: int = 0
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unrevealed: list[str] = field(default_factory=list)
    acknowledged: int = 0
    answers_lost: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {self.trials} trials: {len(self.doubled)} posts doubled, "
            f"{len(self.lost)} lost, {len(self.unrevealed)} not revealed; "
            f"{self.acknowledged} answers acknowledged, {self.answers_lost} of them lost"
        )


@dataclass
class Ground:
    """A server, warm processes that fork lives, and a database to begin each trial with."""

    server: Loopback
    folder: Path
    idle: asyncio.Queue[asyncio.subprocess.Process]
    figures: Figures = field(default_factory=Figures)

    async def live(self, **order: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
        """Let one or more processes live at once; return how each ended."""
        process = await self.idle.get()
        assert process.stdin is not None
        assert process.stdout is not None
        line = json.dumps({"does": "post", "port": self.server.port, **order})
        process.stdin.write(line.encode() + b"\n")
        await process.stdin.drain()
        ends: list[dict[str, Any]] = json.loads(await process.stdout.readline())
        self.idle.put_nowait(process)
        self.figures.kills += sum(one["code"] == KILLED for one in ends)
        return ends

    async def trial(
        self, name: str, faults: Sequence[str], deaths: Sequence[dict[str, Any]]
    ) -> None:
        """Die so often, each time as told, then live until the post is made; then look."""
        self.figures.trials += 1
        number = 1000 + self.figures.trials
        channel = self.server.channels[number] = Channel()
        channel.faults.extend(faults)
        folder = await self._begin(number)
        order = {"folder": str(folder), "channel": number, "began": channel.began}
        for death in deaths:
            await self.live(**order, **death)
            channel.nonces.clear()  # down for longer than Discord knows a nonce
        for _ in range(MOST_LIVES):
            if (await self.live(**order))[0]["code"] == 0:
                break
        await self._look(f"{name} ({folder})", folder, channel, number)

    async def together(self, lives: int, *, locked: bool) -> list[int]:
        """Let processes begin at once on one database; return their exit codes, sorted.

        No nonce helps them.
        """
        self.figures.trials += 1
        number = 1000 + self.figures.trials
        channel = self.server.channels[number] = Channel(remembers=False)
        folder = await self._begin(number)
        order = {"folder": str(folder), "channel": number, "began": channel.began}
        ends = await self.live(**order, lives=lives, locked=locked)
        await self._look(f"{lives} together", folder, channel, number)
        return sorted(one["code"] for one in ends)

    async def answers(self, kills: Sequence[float]) -> None:
        """Kill a process that takes answers, after so many seconds each time; look for them all."""
        self.figures.trials += 1
        folder = await self._begin(1)
        key = PostKey(GUILD, 1, NINE.date())
        async with aclosing(await Store.open(folder)) as store:
            await store.posts.claim(Draft(key, "item", {}, NINE, "UTC"), NINE, "here")
        told: list[int] = []
        for life, after in enumerate(kills):
            order = {"folder": str(folder), "post": key.id, "answers": 1000}
            ends = await self.live(
                does="answer", first=100_000 * (life + 1), kill_after=after, **order
            )
            told += ends[0]["acknowledged"]
        async with aclosing(await Store.open(folder)) as store:
            kept = {answer.user_id for answer in await store.answers.of_post(key.id)}
            async with store.database.reading() as connection:
                sound = await connection.exec_driver_sql("PRAGMA integrity_check")
                assert sound.one()[0] == "ok"
        self.figures.acknowledged += len(told)
        self.figures.answers_lost += len(set(told) - kept)
        shutil.rmtree(folder)

    async def _begin(self, number: int) -> Path:
        folder = self.folder / str(number)
        shutil.copytree(self.folder / "empty", folder)
        async with aclosing(await Store.open(folder)) as store:
            await store.servers.set_schedule(schedule(number))
        return folder

    async def _look(self, name: str, folder: Path, channel: Channel, number: int) -> None:
        async with aclosing(await Store.open(folder)) as store:
            post = await store.posts.of_day(PostKey(GUILD, number, NINE.date()))
        stored = list(channel.messages)
        if len(stored) > 1:
            self.figures.doubled.append(name)
        elif not stored or post is None or post.message_id != stored[0]:
            self.figures.lost.append(name)
        elif (
            post.state is not PostState.POSTED
            or post.revealed_at is None
            or not channel.messages[stored[0]]["content"].endswith("A.")
        ):
            self.figures.unrevealed.append(name)
        else:
            shutil.rmtree(folder)


@asynccontextmanager
async def ground(folder: Path) -> AsyncIterator[Ground]:
    """Yield a ground for trials; folders of trials that failed are left."""
    await (await Store.open(folder / "empty")).aclose()
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("victim.py")),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 24,
        )
        for _ in range(AT_ONCE)
    ]
    idle: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
    for process in processes:
        idle.put_nowait(process)
    try:
        async with serving() as server:
            yield Ground(server, folder, idle)
    finally:
        for process in processes:
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()


async def all_of(trials: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Run trials, a few at once: much of a trial is waiting."""
    room = asyncio.Semaphore(AT_ONCE + 1)

    async def one(trial: Coroutine[Any, Any, None]) -> None:
        async with room:
            await trial

    await asyncio.gather(*(one(trial) for trial in trials))
