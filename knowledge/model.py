"""The nouns: where a text stands, what a note is, and the pieces it is read into."""

from __future__ import annotations

import datetime  # noqa: TC003 - the saved library is decoded by these annotations
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a text stands: a note, the headings above it, and its lines."""

    note: str
    """Path of the note under its folder, with `/` between the parts."""
    first: int
    """First line, counted from 1; only line feeds end a line."""
    last: int
    """Last line, counted from 1, itself included."""
    heading: tuple[str, ...] = ()
    """The note's title, then the headings down to the text, as they are shown to people."""


class Severity(StrEnum):
    """How much a problem matters to the author of the notes."""

    ERROR = "error"
    """Something the author wrote cannot be used."""
    WARNING = "warning"
    """Read, but with a part left out or guessed."""
    NOTICE = "notice"
    """Nothing is lost; the author may want to know."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the notes that an author can mend. It never stops the other notes."""

    path: str
    """Path of the note or folder under the notes' folder; never an absolute path."""
    line: int
    """Line counted from 1; 0 when the problem is the whole file's."""
    severity: Severity
    sentence: str
    """What is wrong, in one sentence that does not repeat the note's own text at length."""
    remedy: str
    """What the author can do about it, as an imperative sentence."""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.sentence} ({self.remedy})"


@dataclass(frozen=True, slots=True)
class NoteDate:
    """When a note was written, as far as the note says."""

    text: str
    """The date as the note writes it."""
    day: datetime.date | None
    """The day, or None where the order of day and month cannot be decided."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of one note as a whole."""

    path: str
    """Path under the notes' folder, with `/` between the parts."""
    title: str
    """Shown to people: front matter, else the first heading, else the file's name; no ordinal."""
    date: NoteDate | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names of what the note is about, given by its author."""


CELL_RULE = " | "
"""Between the cells of a row; no cell holds it."""


class Kind(StrEnum):
    """What a block is, as its author would say."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One bullet or numbered point, with its continuation lines."""
    ROW = "row"
    """One row of a table, its cells joined by ` | ` in the order of the note."""
    CODE = "code"
    MATH = "math"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest piece of a note that stands for itself; its words are the note's words."""

    kind: Kind
    text: str
    """Plain text, markup removed; code and formulae as they are, without their fence."""
    first: int
    last: int
    level: int = 0
    """Heading: 1 to 6. Item: depth, 0 at the margin. Otherwise 0."""
    label: str = ""
    """Item: its number, or a task's mark. Code: its language. Image: its address. Row: `header`
    for the line of column names."""
    parents: tuple[str, ...] = ()
    """The texts of the bullets it hangs under, outermost first. Row: the names of its columns."""
    lead: str = ""
    """The bold, linked or code-span words that the block begins with: often what it is about."""

    @property
    def cells(self) -> tuple[str, ...]:
        """A row's cells; any other block is one cell."""
        return tuple(self.text.split(CELL_RULE)) if self.kind is Kind.ROW else (self.text,)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines of a note that are not knowledge, with the reason."""

    first: int
    last: int
    reason: str
    """Such as `contents list`, `navigation link`, `empty field`, `front matter`."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it, up to the next heading."""

    place: Place
    blocks: tuple[Block, ...]
    """The section's own heading block first, where it has one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of blocks of one section, short enough to be read at a glance; what is searched."""

    place: Place
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The blocks' words, a block a line."""
        return "\n".join(block.text for block in self.blocks)
