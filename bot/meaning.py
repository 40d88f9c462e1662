"""Meaning beside words: a sentence model reads the passages, at the start and when notes change.

The words answer from the first moment; a library that knows what its passages mean takes the place
of the one that does not when all is read. Without a model there is one line in the log.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING, Final

from bot import failures
from bot.settings import SEMANTIC_OFF, SEMANTIC_ON
from knowledge.answers.meaning import MeaningUnavailable, embed_passages, load_embedder

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.notebooks import Change
    from bot.services import Services
    from bot.settings import Settings
    from knowledge.answers.meaning import Embedder
    from knowledge.library import Library

TOLD_EVERY: Final = 10
"""Progress is logged at every so many hundredths."""
_log = logging.getLogger(__name__)


def model_of(settings: Settings) -> Embedder:
    """Return the sentence model of the settings. Raises `MeaningUnavailable`."""
    folder = None if settings.semantic == SEMANTIC_ON else settings.semantic_folder
    return load_embedder(settings.semantic_model, folder=folder, downloads=settings.data / "models")


class MeaningReader:
    """Reads every notebook for its meaning, one at a time, beside the event loop."""

    def __init__(self, services: Services, load: Callable[[Settings], Embedder] = model_of) -> None:
        self._services = services
        self._load = load
        self._embedder: Embedder | None = None
        self._stopping = threading.Event()
        self._task: asyncio.Task[None] | None = None
        self._again = asyncio.Event()

    def start(self) -> None:
        """Begin, unless the settings want words alone."""
        if self._services.settings.semantic != SEMANTIC_OFF:
            self._task = asyncio.create_task(self._run(), name="reading for meaning")

    async def stop(self) -> None:
        """End between two batches; what was read is kept for the next start."""
        self._stopping.set()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def on_change(self, _change: Change) -> None:
        """Read the notes that changed; until then the words answer."""
        self._again.set()

    async def _run(self) -> None:
        try:
            self._embedder = await asyncio.to_thread(self._load, self._services.settings)
        except MeaningUnavailable as error:
            _log.warning("words alone: %s", error)
            return
        while True:
            self._again.clear()
            with failures.logged("reading the notes for meaning"):
                await self.read()
            await self._again.wait()

    async def read(self) -> None:
        """Give every library that lacks it what its passages mean."""
        services = self._services
        for name in services.names:
            library = services.notebook(name).library
            if library.meaning is not None:
                continue
            known = await asyncio.to_thread(self._read, name, library)
            # The notes may have changed meanwhile: theirs is the next turn.
            if known is not None and services.notebook(name).library is library:
                services.put(name, known)
                _log.info("%s: all passages are read for their meaning", name)

    def _read(self, name: str, library: Library) -> Library | None:
        """Return the library with its meaning, or None where the bot is stopping."""
        assert self._embedder is not None  # noqa: S101 - it is loaded before anything is read
        told = 0

        def progress(done: int, total: int) -> None:
            nonlocal told
            share = 100 * done // total
            if share >= told + TOLD_EVERY:
                told = share
                _log.info("%s: %d of %d passages read for their meaning", name, done, total)

        vectors = embed_passages(
            library.passages,
            self._embedder,
            self._services.settings.data,
            progress=progress,
            stop=self._stopping.is_set,
        )
        return None if vectors is None else library.with_meaning(vectors, self._embedder)
