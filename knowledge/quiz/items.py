"""The nouns of the quiz room: items, their options, and the bank that holds them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.model import Place, Problem  # noqa: TC001 - banks are decoded by these annotations
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"
    """One option is right."""
    SEVERAL = "several"
    """So many options as the stem says are right."""
    TRUTH = "true-false"
    """Two options: true, false."""
    CLOZE = "cloze"
    """A gap at the end of a sentence; typed, or chosen where it has options."""
    PAIRS = "pairs"
    """Each name belongs to one description."""
    TYPED = "typed"
    """The answer is typed, or thought of and compared."""


class Origin(StrEnum):
    """Where an item comes from."""

    WRITTEN = "written"
    """The notes ask it."""
    GENERATED = "generated"
    """Made by rule from a fact of the notes."""
    IMPORTED = "imported"
    """Read from a file of questions."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that an item offers."""

    text: str
    """Plain text, as it is shown."""
    why: str = ""
    """What the notes say about it, in their words: why it is wrong, or right; may be empty."""
    place: Place | None = None
    """Where `why` stands."""

    @property
    def id(self) -> str:
        """Eight characters that stay the same wherever the option stands, in whatever case."""
        return digest(" ".join(words(self.text)) or self.text, 4)


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an item may not be asked."""

    code: str
    """Such as `X01`; the codes and what they mean are in `gates`."""
    reason: str
    """A sentence for the author of the notes."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its answer, and where the notes give it."""

    id: str
    """16 characters; unchanged by edits of the key, the options' order, or anything elsewhere."""
    kind: Kind
    origin: Origin
    stem: str
    """Plain text, one line; it says how many to choose where that is more than one."""
    options: tuple[Option, ...]
    """In the order of the item; empty for an item that is only typed. `pairs`: the names."""
    keys: tuple[str, ...]
    """Ids of the right options, in the options' order. `pairs`: empty, see `partners`."""
    place: Place
    """Where the question stands, or the fact that it was made from."""
    quote: str = ""
    """The words of the notes that support the key; empty where only the author's key does."""
    explanation: str = ""
    """What is told after the answer; plain text."""
    accepted: tuple[str, ...] = ()
    """Typed answers that are right; the first is the one that is shown."""
    partners: tuple[str, ...] = ()
    """`pairs`: the description that belongs to each option, in the options' order."""
    concept: str = ""
    """What it is about: the glossary's name of the term; items of one concept are one memory."""
    relation: str = ""
    """What it asks of the concept: `is`, `use`, `does`, `category`, `number` ..."""
    topic: str = ""
    """The author's tag or domain, else the note's title."""
    tags: tuple[str, ...] = ()
    syntax: str = ""
    """Name of the reader that read it or the rule that made it."""
    source_text: str = ""
    """The section around the quote: what a checker may compare the key with."""
    holds: tuple[Hold, ...] = ()
    """Why it may not be asked; empty for an item that is ready."""
    quote_place: Place | None = None
    """Where the quote stands, where that is not the item's own place."""

    @property
    def cited(self) -> Place:
        """Where to read why: the quote's place, else the item's."""
        return self.quote_place or self.place

    @property
    def answer(self) -> tuple[int, ...]:
        """The right options' positions, from 0."""
        return tuple(at for at, option in enumerate(self.options) if option.id in self.keys)

    @property
    def ready(self) -> bool:
        """Whether it may be asked."""
        return not self.holds


@dataclass(frozen=True)
class Bank:
    """All items of a library, those that may not be asked among them."""

    items: tuple[Item, ...] = ()
    """By note, line and id."""
    problems: tuple[Problem, ...] = ()
    """What an author can mend: questions without an answer, keys that name no option ..."""
    covered: frozenset[str] = field(default_factory=frozenset)
    """Defined terms of the glossary that an item asks for."""
    defined: frozenset[str] = field(default_factory=frozenset)
    """Terms of the glossary whose definition was read."""

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Every item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def ready(self) -> tuple[Item, ...]:
        """Items that may be asked."""
        return tuple(item for item in self.items if item.ready)

    @cached_property
    def held(self) -> tuple[Item, ...]:
        """Items that may not be asked."""
        return tuple(item for item in self.items if not item.ready)


def digest(text: str, size: int = 8) -> str:
    """Return twice `size` hexadecimal characters that stand for a text."""
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=size).hexdigest()
