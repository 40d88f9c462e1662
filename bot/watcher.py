"""Notes that changed become a new library, built beside the event loop and swapped in at once."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import TYPE_CHECKING, TypeAlias

from bot import failures
from bot.notebooks import Change
from knowledge.errors import StudyhallError
from knowledge.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.notebooks import Hook
    from bot.services import Services
    from bot.settings import Notebook

EVERY = 20.0
_DEEPEST = 32
Trace: TypeAlias = frozenset[tuple[str, int, int]]
_log = logging.getLogger(__name__)


class Watcher:
    """Remembers how the notes' files looked when each notebook's library was last built."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._seen: dict[str, Trace] = {}
        self.hooks: list[Hook] = []
        """Told of every change after the swap: cogs add theirs when they are loaded."""

    async def look(self) -> bool:
        """Build and swap in a new library for each notebook that changed; tell whether one did.

        The first look only remembers. A folder that is gone leaves the old library in place.
        """
        changed = [await self._look_at(book) for book in self._services.settings.books]
        return any(changed)

    async def _look_at(self, book: Notebook) -> bool:
        now = await asyncio.to_thread(trace, book.folders)
        seen = self._seen.get(book.name)
        self._seen[book.name] = now
        if seen is None or now == seen:
            return False
        services = self._services
        before = services.notebook(book.name).library
        try:
            library = await asyncio.to_thread(Library.open, book.folders, before=before)
        except StudyhallError as error:
            _log.warning("the notes were not read again: %s", error)
            return False
        if "bank" in vars(before):
            await services.bank_of(library)  # so that nobody waits for it later
        services.put(book.name, library)
        _log.info(
            "notes read again: %d, with %d problems", len(library.notes), len(library.problems)
        )
        if library.made is not before.made:
            await self._save(library)
        change = Change(book.name, before, library)
        for hook in self.hooks:
            with failures.logged("telling of changed notes"):
                await hook(change)
        return True

    async def _save(self, library: Library) -> None:
        """Write the library down for the next start; it answers already."""
        try:
            await asyncio.to_thread(library.save, self._services.settings.data)
        except OSError as error:
            _log.warning("the index could not be saved: %s", error.strerror)


def trace(folders: Sequence[Path]) -> Trace:
    """Return name, size and time of change of every file; links are not followed."""
    return frozenset(found for folder in folders for found in _files(folder))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    waiting = [(str(folder), 0)]
    while waiting:
        path, depth = waiting.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if depth < _DEEPEST:
                            waiting.append((entry.path, depth + 1))
                    else:
                        state = entry.stat(follow_symlinks=False)
                        yield entry.path, state.st_size, state.st_mtime_ns
        except OSError:
            continue  # it vanished between two looks; the next one sees what is left
