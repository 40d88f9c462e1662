"""Blocks of a note as Discord markdown: short for an answer, whole for a page of passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import words
from bot.escape import escape, fence, fit, split, units
from knowledge.model import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ITEMS_SHOWN = 7
CELLS_SHOWN = 6
ROWS_SHOWN = 6
_DEEPEST = 3
_TASKS = {"[ ]": "- ☐ ", "[x]": "- ☑ "}
_PARTS = {Kind.PARAGRAPH, Kind.ITEM, Kind.ROW}
_TOGETHER = {(Kind.ITEM, Kind.ITEM), (Kind.ROW, Kind.ROW), (Kind.PARAGRAPH, Kind.ITEM)}
_HEADER = "header"
_TITLE = "title"  # of a callout or a folded part
_PARENTS_SHOWN = 2
_CELL_ROOM = 300
_BOLD = 4  # the signs that make words bold
_NAME_ROOM = 70  # a column's name of up to 60, with the signs around it
_MARGIN = 24  # what "… 1234 more" and its line end may take


@dataclass(frozen=True, slots=True)
class Brief:
    """The part of some blocks that is shown first."""

    text: str
    whole: bool
    """Whether nothing was left out."""


def brief(blocks: Sequence[Block], room: int) -> Brief:
    """Return the blocks within `room` units: seven items, six cells of a row, the rest counted."""
    drawn = _Drawing(blocks, brief=True)
    sheet = _Sheet(room - _MARGIN)
    unfit = 0
    for block, pieces in drawn.draw(room - _MARGIN):
        if not pieces:
            continue
        first = pieces[0] if len(pieces) == 1 else _cut_short(block, pieces[0])
        if drawn.left or unfit or not sheet.add(block, first):
            unfit += 1
        else:
            drawn.cut |= len(pieces) > 1
    left = drawn.left + unfit
    text = f"{sheet.text}\n{words.left_out(left)}" if left else sheet.text
    return Brief(text.strip(), whole=not left and not drawn.cut)


def chunks(blocks: Sequence[Block], room: int) -> tuple[str, ...]:
    """Return all of the blocks in pieces of at most `room` units, each with its fences closed."""
    sheets = [_Sheet(room)]
    for block, pieces in _Drawing(blocks, brief=False).draw(room):
        for piece in pieces:
            if not sheets[-1].add(block, piece):
                sheets.append(_Sheet(room))
                sheets[-1].add(block, piece)
    return tuple(sheet.text for sheet in sheets if sheet.text)


class _Sheet:
    """A text that grows block by block, up to its room."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._last: Block | None = None
        self.text = ""

    def add(self, block: Block, piece: str) -> bool:
        """Add a piece of the block and return True, or return False where it does not fit."""
        grown = f"{self.text}{self._gap(block)}{piece}" if self.text else piece
        if self.text and units(grown) > self._room:
            return False
        self.text, self._last = grown, block
        return True

    def _gap(self, block: Block) -> str:
        """Return an empty line where a part ends: some clients draw what follows a list into it."""
        if self._last is None or self._last is block:
            return "\n"
        parts = block.kind is Kind.HEADING or (
            self._last.kind in _PARTS and (self._last.kind, block.kind) not in _TOGETHER
        )
        return "\n\n" if parts else "\n"


class _Drawing:
    """One drawing of some blocks; remembers what the blocks before have shown."""

    def __init__(self, blocks: Sequence[Block], *, brief: bool) -> None:
        self._blocks = blocks
        self._brief = brief
        self._margin = min((b.level for b in blocks if b.kind is Kind.ITEM), default=0)
        self._shown = {b.text for b in blocks}
        self._rows = sum(b.kind is Kind.ROW and b.label != _HEADER for b in blocks)
        self._items_drawn = self._rows_drawn = 0
        items = sum(b.kind is Kind.ITEM for b in blocks)
        # "… 1 more" would take as much room as the one item itself
        self._items_shown = ITEMS_SHOWN if brief and items > ITEMS_SHOWN + 1 else items
        self._number: dict[int, int] = {}
        self.left = 0
        """How many items and rows were left out, being more than a brief takes."""
        self.cut = False
        """Whether anything was left out of the blocks drawn."""

    def draw(self, room: int) -> Iterator[tuple[Block, tuple[str, ...]]]:
        """Yield each block with its markdown, in pieces of at most `room` units."""
        for block in self._blocks:
            yield block, tuple(self._block(block, room))

    def _block(self, block: Block, room: int) -> Sequence[str]:
        if block.kind is not Kind.ITEM:
            self._number.clear()
        titled = block.kind is Kind.PARAGRAPH and block.label == _TITLE
        kind = Kind.HEADING if titled else block.kind
        match kind:
            case Kind.HEADING:
                return [f"**{bold}**" for bold in split(block.text, room - _BOLD, links=False)]
            case Kind.ITEM:
                return self._item(block, room)
            case Kind.ROW:
                return self._row(block, room)
            case Kind.CODE | Kind.MATH:
                language = block.label if block.kind is Kind.CODE else "tex"
                return fence(block.text, language, room)
            case Kind.IMAGE:
                return [_image(block, room)]
            case _:
                return _with_lead(block, split(block.text, room - _BOLD))

    def _item(self, block: Block, room: int) -> Sequence[str]:
        if self._items_drawn >= self._items_shown:
            self.left += 1
            return ()
        level = min(block.level - self._margin, _DEEPEST)
        above = block.parents[-_PARENTS_SHOWN:]
        lead = [fit(bullet, 80) for bullet in above if bullet not in self._shown]
        self._shown.update(block.parents)
        indent = "  " * level
        sign = self._sign(block, level)
        taken = sum(units(line) + 1 for line in lead) + len(indent) + len(sign)
        body = _with_lead(block, split(block.text.replace("\n", " "), room - taken - _BOLD))
        if not body:
            return ()
        self._items_drawn += 1
        return ["\n".join((*lead, f"{indent}{sign}{body[0]}")), *body[1:]]

    def _sign(self, block: Block, level: int) -> str:
        """Return the bullet, or the note's own number: Discord would count anew after a gap."""
        for deeper in [known for known in self._number if known > level]:
            del self._number[deeper]
        number = re.match(r"[0-9]{1,4}", block.label)
        if number is None:
            self._number.pop(level, None)
            return _TASKS.get(block.label, "- ")
        value = int(number.group())
        counted = self._number.get(level, value - 1) + 1 == value
        self._number[level] = value
        return f"{value}. " if counted else f"{value}\\. "

    def _row(self, block: Block, room: int) -> Sequence[str]:
        if block.label == _HEADER and self._rows:
            return ()  # the names stand in every row
        if self._brief and self._rows_drawn >= ROWS_SHOWN:
            self.left += 1
            return ()
        self._rows_drawn += 1
        cells = [cell for cell in _columns(block) if cell[1]]
        if self._rows > 1:
            return self._row_in_short(cells, room)
        lines = [self._cell(name, value, room) for name, value in cells]
        if self._brief and len(lines) > CELLS_SHOWN:
            self.cut = True
            lines = [*lines[:CELLS_SHOWN], words.left_out(len(lines) - CELLS_SHOWN)]
        return _joined(lines, "\n", room)

    def _row_in_short(self, cells: Sequence[tuple[str, str]], room: int) -> Sequence[str]:
        """Return one of several rows: its first cell, which names it, and the others under it."""
        if not cells:
            return ()
        (_, subject), *others = cells
        head = f"- **{fit(subject, _CELL_ROOM, links=False)}**"
        if self._brief and len(others) > CELLS_SHOWN:
            self.cut = True
            others = others[:CELLS_SHOWN]
        parts = [
            f"{fit(name, 60)}: {self._value(value, room)}" if name else self._value(value, room)
            for name, value in others
        ]
        first, *more = _joined(parts, " · ", room - units(head) - 3) or [""]
        return [f"{head}\n  {first}" if first else head, *more]

    def _cell(self, name: str, value: str, room: int) -> str:
        shown = self._value(value, room)
        return f"**{fit(name, 60, links=False)}:** {shown}" if name else shown

    def _value(self, value: str, room: int) -> str:
        shown = fit(value, _CELL_ROOM if self._brief else room - _NAME_ROOM)
        self.cut |= shown.endswith("…") and not value.rstrip().endswith("…")
        return shown


def _with_lead(block: Block, pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pieces with the words in bold that the note itself begins with in bold."""
    lead = escape(block.lead.strip(), links=False)
    if not lead or not pieces or not pieces[0].startswith(lead):
        return pieces
    return f"**{lead}**{pieces[0][len(lead) :]}", *pieces[1:]


def _columns(row: Block) -> tuple[tuple[str, str], ...]:
    """Return the row as (column, value) pairs; the column is empty where the table names none."""
    names = (*row.parents, *("" for _ in row.cells))
    return tuple((names[at].strip(), cell.strip()) for at, cell in enumerate(row.cells))


def _cut_short(block: Block, piece: str) -> str:
    fenced = block.kind in {Kind.CODE, Kind.MATH}
    return f"{piece}\n…" if fenced else f"{piece} …"


def _joined(parts: Sequence[str], sign: str, room: int) -> Sequence[str]:
    """Return the parts joined by the sign, in as few pieces as fit into `room` each."""
    pieces: list[str] = []
    for part in parts:
        if pieces and units(pieces[-1]) + len(sign) + units(part) <= room:
            pieces[-1] += sign + part
        else:
            pieces.append(part)
    return pieces


def _image(block: Block, room: int) -> str:
    name = block.text.strip() or block.label.rpartition("/")[2]
    shown = fit(name, min(200, room // 2))
    address = escape(block.label) if re.fullmatch(r"https://[!-~]{1,300}", block.label) else ""
    return (
        f"Image: {shown} {address}".rstrip()
        if units(address) < room // 2 - 10
        else f"Image: {shown}"
    )
