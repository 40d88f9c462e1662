"""The bot put together: cogs, buttons, background work, and a connection that is kept up."""

from __future__ import annotations

import asyncio
import datetime
import logging
import signal
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

from bot import backup, failures, health, restart
from bot.buttons import BUTTONS
from bot.cogs.ask import Ask
from bot.cogs.daily import Daily
from bot.cogs.exam import Exam
from bot.cogs.gaps import Gaps
from bot.cogs.listen import Listen
from bot.cogs.lookup import Lookup
from bot.cogs.privacy import BUTTONS as PRIVACY_BUTTONS
from bot.cogs.privacy import Privacy
from bot.cogs.quiz import Quiz
from bot.cogs.review import Review
from bot.cogs.scores import Scores
from bot.cogs.setup import Setup
from bot.cogs.topics import Topics
from bot.cogs.why import Why
from bot.dailies import Dailies
from bot.daily_buttons import DailyButton
from bot.exam_buttons import BUTTONS as EXAM_BUTTONS
from bot.meaning import MeaningReader
from bot.practice_buttons import BUTTONS as PRACTICE_BUTTONS
from bot.rooms_buttons import BUTTONS as ROOM_BUTTONS
from bot.scores_view import BUTTONS as SCORE_BUTTONS
from bot.setup_buttons import BUTTONS as SETUP_BUTTONS
from bot.skew import Skew
from bot.store import Store, StoreError
from bot.watcher import EVERY as WATCH_EVERY
from bot.watcher import Watcher

if TYPE_CHECKING:
    from bot.services import Services

COGS = (Ask, Daily, Exam, Gaps, Listen, Lookup, Privacy, Quiz, Review, Scores, Setup, Topics, Why)
"""What people can do, a class each."""
_INTERRUPTED = 130
_log = logging.getLogger(__name__)


class Studyhall(commands.Bot):
    """The Discord client. It answers mentions itself, so no text command can be not found."""

    def __init__(
        self, services: Services, *, reads_all: bool = False, skew: Skew | None = None
    ) -> None:
        """Take what hears how far our clock is ahead of Discord's; None believes our clock."""
        super().__init__(
            command_prefix=(),
            help_command=None,
            # Mentions and direct messages carry their text without the Message Content intent, so
            # nobody has to be asked for it; `reads_all` is for a demo without real mentions.
            intents=discord.Intents(
                guilds=True,
                messages=True,
                message_content=reads_all or services.settings.reads_messages,
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            http_trace=(skew or Skew(services.clock)).trace,
        )
        self.services = services
        self.watcher = Watcher(services)
        self.dailies = Dailies(self, skew)
        self.watcher.hooks.append(self.dailies.on_change)
        self.meaning = MeaningReader(services)
        self.watcher.hooks.append(self.meaning.on_change)
        self.tree.error(failures.on_command_error)

    async def setup_hook(self) -> None:
        """Register everything once; `on_ready` would do it again after every reconnection."""
        if self.services.store is None:
            self.services.store = await open_store(self.services)
        for cog in COGS:
            await self.add_cog(cog(self))
        self.add_dynamic_items(
            *BUTTONS,
            DailyButton,
            *EXAM_BUTTONS,
            *PRACTICE_BUTTONS,
            *ROOM_BUTTONS,
            *SETUP_BUTTONS,
            *PRIVACY_BUTTONS,
            *SCORE_BUTTONS,
        )
        try:
            await self.tree.sync()
        except discord.HTTPException as error:
            _log.warning(
                "the commands were not registered (HTTP %s); the old ones stay", error.status
            )
        self._watch.start()
        self._report.start()
        self._keep.start()
        self.dailies.start()
        self.meaning.start()

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cogs: text commands are not read."""

    async def on_ready(self) -> None:
        """Say that the bot is there; it happens again after a reconnection."""
        _log.info("connected as %s, in %d servers", self.user, len(self.guilds))

    async def close(self) -> None:
        """Stop the background work, then the connection, then let go of the database."""
        self._watch.cancel()
        self._report.cancel()
        await self.dailies.stop()
        await self.meaning.stop()
        await super().close()
        self._keep.cancel()
        if self.services.store is not None:
            await self.services.store.aclose()

    @tasks.loop(seconds=WATCH_EVERY)
    async def _watch(self) -> None:
        with failures.logged("reading the notes again"):
            await self.watcher.look()

    @tasks.loop(seconds=health.EVERY)
    async def _report(self) -> None:
        services = self.services
        now = health.observe(self, len(services.library.notes))
        with failures.logged("writing the state of health"):
            await asyncio.to_thread(health.write, services.settings.data, now)

    @tasks.loop(hours=1)
    async def _keep(self) -> None:
        settings = self.services.settings
        now = self.services.clock()
        with failures.logged("purging what is too old"):
            await self.services.memory.purge(now)
        if settings.database is None:
            with failures.logged("copying the database"):
                await asyncio.to_thread(backup.routine, settings.data, now)


async def serve(services: Services, token: str) -> int:
    """Run until told to stop, and return an exit code: 0, 130 after Ctrl-C, 78 when useless."""
    try:
        services.store = await open_store(services)
    except StoreError as error:
        _log.critical("%s", error)
        return restart.MISCONFIGURED
    loop = asyncio.get_running_loop()
    stopped: asyncio.Future[int] = loop.create_future()

    def stop(code: int) -> None:
        if not stopped.done():
            stopped.set_result(code)

    for number, code in ((signal.SIGTERM, restart.OK), (signal.SIGINT, _INTERRUPTED)):
        loop.add_signal_handler(number, stop, code)

    async def connect() -> None:
        async with Studyhall(services, skew=Skew(services.clock)) as bot:
            await bot.start(token)

    running = asyncio.create_task(restart.keep_running(connect, asyncio.sleep), name="connection")
    await asyncio.wait((running, stopped), return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        return running.result()
    _log.info("stopping")
    running.cancel()
    await asyncio.wait((running,))
    return stopped.result()


async def open_store(services: Services) -> Store:
    """Open the store that the settings name, from its newest good copy if need be.

    Raises `StoreError`.
    """
    folder, url = services.settings.data, services.settings.database
    if url is not None:
        return await Store.open(folder, url.get_secret_value())
    now = datetime.datetime.now(datetime.UTC)
    if (trouble := await asyncio.to_thread(backup.look_at_start, folder, now)) is not None:
        _log.error("%s", trouble)
    return await Store.open(folder)
