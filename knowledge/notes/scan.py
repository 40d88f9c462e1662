"""What the scanner has found in a note so far, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from knowledge.model import Furniture, Kind
from knowledge.notes import lines

DEPTH_CAP: Final = 40
"""Bullets deeper than this hang under the last one that counts; real notes stay under ten."""

MARGIN: Final = 1 << 30
"""A column right of every bullet: what begins there hangs under all that are open."""

MARKS: Final = ("-->", "%%", "$$")
"""What closes a comment of HTML, a comment of Obsidian, and a formula."""


@dataclass(slots=True)
class Line:
    """One line that is not blank, without the quote marks in front of it."""

    number: int
    whole: str
    """With its indentation."""
    text: str
    """Without it."""
    below: str
    """The next line of the note, as written; empty behind the last."""

    @property
    def column(self) -> int:
        """Where its text begins."""
        return lines.indent(self.whole)


@dataclass(slots=True)
class RawBlock:
    """A block as written, markup and all."""

    kind: Kind
    raw: list[str]
    first: int
    last: int
    level: int = 0
    label: str = ""
    parents: tuple[int, ...] = ()
    """Positions, in the list of blocks, of the bullets it hangs under."""
    columns: tuple[str, ...] = ()

    def go_on(self, number: int, line: str) -> None:
        """Take one more line in."""
        self.raw.append(line if self.kind is Kind.CODE else line.strip())
        self.last = number


@dataclass(slots=True)
class Scan:
    """The blocks and furniture of the lines read so far, and what is still open."""

    blocks: list[RawBlock] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    stack: list[tuple[int, int]] = field(default_factory=list)
    """The open bullets: column of their mark, position of their block."""
    open: RawBlock | None = None
    """The paragraph or item that the next line may go on with."""
    columns: tuple[str, ...] | None = None
    """Names of the columns while inside a table; empty for a table without a header."""
    fence: str = ""
    """The fence that closes the code, formula or comment we are in."""
    fence_indent: int = 0
    blank_before: bool = True
    quote: int = 0
    """How many quote marks stand before the lines we are in."""
    body_indent: int = 0
    """Columns that the body of an admonition is indented by; 0 outside one."""
    last_mark: dict[str, int] = field(default_factory=dict)
    """The last line on which a mark stands that could close a formula or comment."""

    def ends_below(self, mark: str, number: int) -> bool:
        """Whether what the mark opens on this line is closed; else it would hide the rest."""
        return number < self.last_mark.get(mark, 0)

    def discard(self, number: int, reason: str) -> bool:
        """Put one line among the furniture."""
        self.furniture.append(Furniture(number, number, reason))
        return True

    def close(self) -> None:
        """End the open paragraph or item and the table."""
        self.open = None
        self.columns = None

    def leave_lists(self) -> None:
        """End every open bullet."""
        self.close()
        self.stack.clear()

    def leave_bullets(self, column: int) -> None:
        """End the bullets at this column or to the right of it."""
        while self.stack and self.stack[-1][0] >= column:
            self.stack.pop()

    def add(
        self, kind: Kind, text: str, number: int, *, level: int = 0, label: str = ""
    ) -> RawBlock:
        """Begin a block of one line under the bullets that are open."""
        return self.append(RawBlock(kind, [text], number, number, level, label))

    def append(self, block: RawBlock, column: int = MARGIN) -> RawBlock:
        """Put a block under the bullets that are open and left of the column it begins at."""
        if block.kind is not Kind.HEADING:
            block.parents = tuple(position for left, position in self.stack if left < column)
        self.blocks.append(block)
        return block

    def add_title(self, text: str, number: int, reason: str) -> bool:
        """Take the title of a box as a paragraph, or its line as furniture where it has none."""
        if not text.strip():
            return self.discard(number, reason)
        self.add(Kind.PARAGRAPH, text.strip(), number, label="title")
        return True
