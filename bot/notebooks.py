"""Notebooks as a place in Discord knows them: which one it reads, and what changed in it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import discord

from knowledge.answers.comparing import compare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.render import Look
    from knowledge.answers.answer import Completion, Entry, Response, Source, Unknown
    from knowledge.answers.comparing import Comparison
    from knowledge.answers.options import Choice
    from knowledge.answers.pasted import Pasted
    from knowledge.library import Library
    from knowledge.model import Problem

QUESTION_ROOM = 2000  # Discord: a message; the core cuts further, by meaning
TYPED_ROOM = 100  # Discord: an option's choice


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook at one moment: what is asked of it once is answered from the same notes."""

    name: str
    library: Library
    look: Look
    """How its passages are shown."""

    async def ask(self, question: str) -> Response:
        """Answer beside the event loop, so that a slow question holds up no heartbeat."""
        return await asyncio.to_thread(self.library.ask, question[:QUESTION_ROOM].strip())

    async def lookup(self, term: str) -> Entry | Unknown:
        """Look a term up beside the event loop."""
        return await asyncio.to_thread(self.library.lookup, term[:QUESTION_ROOM].strip())

    async def search(self, typed: str, limit: int = 10) -> tuple[Source, ...]:
        """Find passages by their words beside the event loop."""
        return await asyncio.to_thread(self.library.search, typed[:QUESTION_ROOM].strip(), limit)

    async def compare(self, left: str, right: str) -> Comparison | None:
        """Compare two terms beside the event loop."""
        library = self.library
        return await asyncio.to_thread(compare, left, right, library.passages, library.glossary)

    async def choose(self, pasted: Pasted) -> Choice:
        """Weigh the options of a pasted question beside the event loop."""
        return await asyncio.to_thread(self.library.choose, pasted.stem, pasted.options)

    async def complete(self, typed: str, limit: int = 25) -> tuple[Completion, ...]:
        """Complete what was typed; Discord takes at most 25 choices and waits three seconds."""
        return await asyncio.to_thread(self.library.complete, typed[:TYPED_ROOM].strip(), limit)

    def sources(self, keys: tuple[str, ...]) -> tuple[Source, ...]:
        """Return the passages with those keys that the notes still hold."""
        found = (self.library.source(key) for key in keys)
        return tuple(source for source in found if source is not None)


@dataclass(frozen=True, slots=True)
class Change:
    """A notebook whose notes changed, after the new library took the old one's place."""

    notebook: str
    before: Library
    after: Library


Hook: TypeAlias = Callable[[Change], Awaitable[object]]
"""Is told of every change, one after the other; an error in one is logged and stops no other."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two libraries of one notebook differ in; paths of notes, sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    """Those that are new."""


def difference(change: Change) -> Difference:
    """Return which notes say something else now; one that was only saved again is not among them.

    A problem that only moved to another line is not new.
    """
    before, after = _said(change.before), _said(change.after)
    known = {(problem.path, problem.sentence) for problem in change.before.problems}
    return Difference(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(path for path in after.keys() & before.keys() if after[path] != before[path])),
        tuple(sorted(before.keys() - after.keys())),
        tuple(
            problem
            for problem in change.after.problems
            if (problem.path, problem.sentence) not in known
        ),
    )


def channel_of(place: object) -> int | None:
    """Return the id of a channel for its settings: a thread has those of its channel."""
    if isinstance(place, discord.Thread):
        return place.parent_id
    found = getattr(place, "id", None)
    return found if isinstance(found, int) else None


def _said(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Return what each note says: its title, then its passages with their headings."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for note in library.notes:
        said[note.path].append(note.title)
    for passage in library.passages:
        said[passage.place.note].append("\n".join((*passage.place.heading, passage.text)))
    return {path: tuple(texts) for path, texts in said.items()}
