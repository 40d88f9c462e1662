"""What cogs and buttons are handed: the settings, the notebooks of the moment, the store."""

from __future__ import annotations

import asyncio
import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.cooldowns import Cooldowns
from bot.notebooks import QUESTION_ROOM, TYPED_ROOM, Notebook
from bot.render import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.store import Store
    from knowledge.library import Library
    from knowledge.quiz.items import Bank

__all__ = ["QUESTION_ROOM", "TYPED_ROOM", "Services"]


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass(slots=True)
class Services:
    """One per running bot; a library is replaced whole, in one assignment, when notes change."""

    settings: Settings
    library: Library
    """The first notebook's."""
    store: Store | None = None
    """Open from the bot's `setup_hook` on."""
    clock: Callable[[], datetime.datetime] = _now
    """Tells the moment, in UTC; the only clock of cogs and buttons."""
    others: dict[str, Library] = field(default_factory=dict)
    """The libraries of the notebooks after the first, by name."""
    cooldowns: Cooldowns = field(init=False, repr=False)
    _building: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    def __post_init__(self) -> None:
        """Begin with nobody having asked."""
        self.cooldowns = Cooldowns(self.settings.questions_a_minute)

    @property
    def look(self) -> Look:
        """How this server wants its messages."""
        return Look(self.settings.base_url, self.settings.accent)

    @property
    def memory(self) -> Store:
        """The open store. Raises `RuntimeError` before the bot was set up."""
        if self.store is None:
            raise RuntimeError("the store is not open")
        return self.store

    @property
    def names(self) -> tuple[str, ...]:
        """The notebooks' names, that of the first in front."""
        return (self.settings.books[0].name, *self.others)

    def notebook(self, name: str) -> Notebook:
        """Return a notebook by its name; the first for a name that is empty or known no more.

        The address of notes on the web is that of the first notebook: others have no links.
        """
        if name in self.others:
            return Notebook(name, self.others[name], Look(None, self.settings.accent))
        return Notebook(self.names[0], self.library, self.look)

    def put(self, name: str, library: Library) -> None:
        """Let a library take the place of a notebook's, in one assignment."""
        if name in self.others:
            self.others[name] = library
        else:
            self.library = library

    async def notebook_in(self, guild_id: int | None, channel_id: int | None) -> Notebook:
        """Return the notebook that a channel reads: its own choice, else its server's.

        `channel_id` is a channel's or that of a thread's channel (`channel_of`); direct messages
        read the first notebook.
        """
        if not self.others or guild_id is None:
            return self.notebook("")
        servers = self.memory.servers
        chosen = ""
        if channel_id is not None:
            chosen = (await servers.channel(guild_id, channel_id)).notebook
        return self.notebook(chosen or (await servers.settings(guild_id)).notebook)

    async def library_in(self, guild_id: int | None, channel_id: int | None) -> Library:
        """Return the library of the notebook that a channel reads."""
        return (await self.notebook_in(guild_id, channel_id)).library

    async def bank_in(self, guild_id: int | None, channel_id: int | None) -> Bank:
        """Return the questions of the notebook that a channel reads."""
        return await self.bank_of(await self.library_in(guild_id, channel_id))

    async def bank_of(self, library: Library) -> Bank:
        """Return the questions of a library; the first time they are made beside the event loop."""
        if "bank" in vars(library):
            return library.bank
        async with self._building:
            return await asyncio.to_thread(lambda: library.bank)
