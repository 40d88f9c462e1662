"""What cogs and buttons are handed: the settings, the library of the moment, the store."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.render import Look

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store import Store
    from knowledge.answers.answer import Completion, Entry, Response, Source, Unknown
    from knowledge.library import Library

QUESTION_ROOM = 2000  # Discord: a message; the core cuts further, by meaning
TYPED_ROOM = 100  # Discord: an option's choice


@dataclass(slots=True)
class Services:
    """One per running bot; `library` is replaced whole, in one assignment, when notes change."""

    settings: Settings
    library: Library
    store: Store | None = None
    """Open from the bot's `setup_hook` on."""

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

    async def ask(self, question: str) -> Response:
        """Answer beside the event loop, so that a slow question holds up no heartbeat."""
        return await asyncio.to_thread(self.library.ask, question[:QUESTION_ROOM].strip())

    async def lookup(self, term: str) -> Entry | Unknown:
        """Look a term up beside the event loop."""
        return await asyncio.to_thread(self.library.lookup, term[:QUESTION_ROOM].strip())

    async def complete(self, typed: str, limit: int = 25) -> tuple[Completion, ...]:
        """Complete what was typed; Discord takes at most 25 choices and waits three seconds."""
        return await asyncio.to_thread(self.library.complete, typed[:TYPED_ROOM].strip(), limit)

    def sources(self, keys: tuple[str, ...]) -> tuple[Source, ...]:
        """Return the passages with those keys that the notes still hold."""
        library = self.library
        return tuple(source for key in keys if (source := library.source(key)) is not None)
