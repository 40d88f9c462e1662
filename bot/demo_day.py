"""What only the demo has: a day that goes by at a command, and a week that went by before.

Nobody waits for a daily question there, so `/next-day` moves the clock of the bot and of the
simulated Discord together, hour by hour: posts and reveals are made by the scheduler as ever.
"""

from __future__ import annotations

import asyncio
import datetime
import time
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import failures, questions
from bot.app import Studyhall
from bot.store.records import Schedule, ServerSettings
from bot.watcher import EVERY
from knowledge.quiz.grade import Verdict, grade

if TYPE_CHECKING:
    from collections.abc import Sequence

    import simcord

    from bot.services import Services
    from bot.store.records import Post

HOUR = datetime.time(9)
"""When the demo's question comes, in UTC; its clock begins with it."""
EARLIER = {
    "maya": "rrrwrr",
    "tom": "rwrrrr",
    "lena": "rrw-rw",
    "sam": "-rrrwr",
    "noor": "wrrwr-",
}
"""The members, and whether each answered rightly, wrongly or not on the days before the page opens.
The clock begins on a Thursday, so that the week of the standings has some of them too.
"""
_DAY = datetime.timedelta(days=1)
_HOUR = datetime.timedelta(hours=1)
_DESCRIPTION = "Demo only: let a day go by"
_MOVED = (
    "A day goes by. Yesterday's question is revealed above, today's comes below, and what is due "
    "for review has come round."
)


class DemoHall(Studyhall):
    """The bot as it is, and one command more."""

    def __init__(self, services: Services) -> None:
        # The page has no mentions, only text that looks like one; so all text is read.
        super().__init__(services, reads_all=True)
        self.day: Day | None = None
        """Set once the simulated server is there."""

    async def setup_hook(self) -> None:
        """Add the command before all of them are registered."""
        self.tree.add_command(next_day)
        await super().setup_hook()


class Day:
    """The demo's clock, which people turn."""

    def __init__(self, env: simcord.Env, bot: Studyhall) -> None:
        self._env = env
        self._bot = bot
        self._turning = asyncio.Lock()
        self.turned = asyncio.Event()
        """Set by a day that went by; cleared by who has shown it."""
        bot.services.clock = env.now

    async def run(self) -> None:
        """Follow our clock, so that exams run out and changed notes are read; until cancelled.

        The bot's own loops stand still here: simcord's time passes only when it is told to, and
        telling it would refuse whatever is pressed at that moment.
        """
        before = time.monotonic()
        while True:
            await asyncio.sleep(EVERY)
            now = time.monotonic()
            with failures.logged("the demo's clock"):
                async with self._turning:
                    await self.wait(datetime.timedelta(seconds=now - before))
                await self._bot.watcher.look()
            before = now

    async def turn(self) -> None:
        """Let a day go by, hour by hour, so that nothing comes late."""
        async with self._turning:
            for _ in range(_DAY // _HOUR):
                await self.wait(_HOUR)
        self.turned.set()

    async def wait(self, span: datetime.timedelta) -> None:
        """Let time go by, and do what is due then."""
        self._env.backend.advance_clock(span.total_seconds())
        scheduler = self._bot.dailies.scheduler
        assert scheduler is not None  # noqa: S101 - there since the bot was set up
        await scheduler.tick()
        await scheduler.finished()


@app_commands.command(name="next-day", description=_DESCRIPTION)
async def next_day(interaction: discord.Interaction) -> None:
    """Answer first: an interaction lives for a quarter of an hour, and a day is about to pass."""
    await interaction.response.send_message(_MOVED, ephemeral=True)
    bot = interaction.client
    if isinstance(bot, DemoHall) and bot.day is not None:
        await bot.day.turn()


async def live_through(
    bot: DemoHall, day: Day, channel: simcord.ChannelHandle, people: Sequence[simcord.MemberActor]
) -> None:
    """Set up daily questions in a channel, and let some days pass on which people answer them."""
    services = bot.services
    servers, guild = services.memory.servers, people[0].guild.id
    first = datetime.datetime.combine(services.clock(), HOUR, datetime.UTC)
    await servers.set_settings(ServerSettings(guild, keeps_unanswered=True))
    await servers.set_schedule(Schedule(guild, channel.id, HOUR, "UTC", services.clock()))
    await day.wait(first - services.clock())
    for number, said in enumerate(zip(*EARLIER.values(), strict=True)):
        for post in await services.memory.posts.open_in(guild):
            for who, mark in zip(people, said, strict=True):
                if mark != "-":
                    await _answer(services, post, who.id, number + 1 if mark == "w" else 0)
        await day.wait(_DAY)


async def _answer(services: Services, post: Post, user: int, wrong: int) -> None:
    """Answer as a press would: rightly for 0, else with one of the other options by that number."""
    item = questions.restored(post.item)
    ids = [option.id for option in item.options]
    shift = 1 + wrong % (len(ids) - 1) if wrong else 0
    chosen = [ids[(ids.index(key) + shift) % len(ids)] for key in item.keys]
    found = grade(item, chosen)
    await services.memory.answers.record_first(
        post.id, user, chosen, right=found.verdict is Verdict.RIGHT, at=services.clock()
    )
