"""`studyhall demo`: the real bot in a page of the local browser, without a token or the internet.

Discord is played by simcord: two people in one channel, their clicks and commands running the same
code as ever. The page is served on the loopback address alone.
"""

from __future__ import annotations

import asyncio
import importlib.util
import tempfile
import webbrowser
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import StudyhallError
from knowledge.library import STARTER, Library

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from simcord import Preview

_NEEDED = ("simcord", "aiohttp", "av", "linkify_it", "markdown_it", "PIL", "regex")


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
                    "Type @Studyhall what is fargate, or / for the commands. Ctrl-C ends it.",
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
    """Yield the page of a small server with the bot, two people and one channel."""
    import simcord  # noqa: PLC0415 - an extra, looked for before

    from bot.app import Studyhall  # noqa: PLC0415
    from bot.services import Services  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    settings = Settings(notes=folders, data=data)
    services = Services(settings, library)
    bot = Studyhall(services, reads_all=True)
    async with simcord.run(bot, check_errors=False) as env, aclosing(services.memory):
        guild = env.create_guild("Study group")
        channel = guild.create_text_channel("questions")
        people = [guild.add_member(env.create_user(name)) for name in ("maya", "tom")]
        assert bot.user is not None  # noqa: S101 - simcord has logged it in
        await bot.user.edit(username="Studyhall")
        await people[0].send(channel, bot.user.mention)
        async with env.preview(channel, viewers=people, layout="channel", port=port) as shown:
            yield shown
