"""`studyhall demo`: the real bot in a page of the local browser, without a token or the internet.

Discord is played by simcord: a small server where some days have gone by, two of whose members can
be played. Their clicks and commands run the same code as ever; `/next-day` lets a day go by. The
page is served on the loopback address alone.
"""

from __future__ import annotations

import asyncio
import importlib.util
import tempfile
import webbrowser
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import StudyhallError
from knowledge.library import STARTER, Library

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    import simcord
    from simcord import Preview

    from bot.demo_day import DemoHall

_NEEDED = ("simcord", "aiohttp", "av", "linkify_it", "markdown_it", "PIL", "regex")
_BETWEEN = 0.2
"""Seconds between two tries to show a new day."""


def demo(notes: Sequence[Path], *, port: int = 0, browser: bool = True) -> int:
    """Serve the page until it is closed or Ctrl-C is pressed. Raises `StudyhallError`."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise StudyhallError(
            "the demo needs an extra that is not installed",
            remedy='Run: pip install "studyhall[demo]"',
        )
    folders = tuple(folder.expanduser().absolute() for folder in notes) or (STARTER,)
    library = Library.open(folders)
    if not 0 <= port <= 65535:
        raise StudyhallError(f"there is no port {port}", remedy="Choose one from 1024 to 65535.")
    asyncio.run(_show(library, folders, port, browser=browser))
    return 0


async def _show(library: Library, folders: tuple[Path, ...], port: int, *, browser: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="studyhall-") as data:
        try:
            async with page(library, folders, Path(data), port) as shown:
                print(f"Studyhall answers at {shown.url}")
                print(
                    "Type @Studyhall what is fargate, or / for the commands. "
                    "/next-day lets a day go by. Ctrl-C ends the demo.",
                    flush=True,
                )
                if browser:
                    await asyncio.to_thread(webbrowser.open, shown.url)
                await shown.wait_closed()
        except OSError as error:
            raise StudyhallError(
                f"the page cannot be served: {error.strerror}", remedy="Choose another --port."
            ) from error


@asynccontextmanager
async def page(
    library: Library, folders: tuple[Path, ...], data: Path, port: int = 0
) -> AsyncIterator[Preview]:
    """Yield the page of a small server with the bot, its owner, a student and one channel."""
    async with hall(library, folders, data) as found, found.preview(port) as shown:
        showing = asyncio.create_task(_show_turns(found, shown), name="the demo's page")
        try:
            yield shown
        finally:
            showing.cancel()


async def _show_turns(found: Hall, shown: Preview) -> None:
    """Show every page the new day: until then, it counts the hours from the old one."""
    import simcord  # noqa: PLC0415 - an extra, looked for before

    while found.bot.day is not None:
        await found.bot.day.turned.wait()
        try:
            await shown.refresh()
        except simcord.SetupError:  # the command that turned it is being answered
            await asyncio.sleep(_BETWEEN)
        else:
            found.bot.day.turned.clear()


@dataclass(frozen=True, slots=True)
class Hall:
    """The server of the demo."""

    env: simcord.Env
    bot: DemoHall
    channel: simcord.ChannelHandle
    people: tuple[simcord.MemberActor, ...]
    """The first two are in the page; the first may manage the server."""

    def preview(self, port: int) -> Preview:
        """Return the page, to be entered."""
        viewers = self.people[:2]
        return self.env.preview(self.channel, viewers=viewers, layout="channel", port=port)


@asynccontextmanager
async def hall(library: Library, folders: tuple[Path, ...], data: Path) -> AsyncIterator[Hall]:
    """Yield the server, after some days of daily questions."""
    import simcord  # noqa: PLC0415 - an extra, looked for before
    from discord import Permissions  # noqa: PLC0415

    from bot.demo_day import EARLIER, Day, DemoHall, live_through  # noqa: PLC0415
    from bot.services import Services  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    # The simulated Discord grants the intent that reading every message needs.
    settings = Settings(notes=folders, data=data, reads_messages=True)
    bot = DemoHall(Services(settings, library))
    async with simcord.run(bot, check_errors=False) as env, aclosing(bot.services.memory):
        bot.day = Day(env, bot)
        guild = env.create_guild("Study group")
        channel = guild.create_text_channel("questions")
        manager = guild.create_role("organisers", permissions=Permissions(manage_guild=True))
        first, *others = (env.create_user(name) for name in EARLIER)
        people = (guild.add_member(first, roles=[manager]), *map(guild.add_member, others))
        assert bot.user is not None  # noqa: S101 - simcord has logged it in
        await bot.user.edit(username="Studyhall")
        await live_through(bot, bot.day, channel, people)
        await people[0].send(channel, bot.user.mention)
        turning = asyncio.create_task(bot.day.run(), name="the demo's clock")
        try:
            yield Hall(env, bot, channel, people)
        finally:
            turning.cancel()
