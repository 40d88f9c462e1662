"""Blocks to sections: the heading path above each text, and the place it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Block, Furniture, Kind, Place, Section
from knowledge.notes import blocks as scanner
from knowledge.notes.furniture import sift
from knowledge.notes.inline import join_lines, plain
from knowledge.text import same_words_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.notes.blocks import RawBlock


_LEAD = re.compile(
    r"\*{2,3}(?:[^*]|\*(?!\*)){1,120}\*{2,3}|__[^_]{1,120}__|`[^`]{1,80}`"
    r"|\[[^\[\]]{1,120}\]\([^()]{0,500}\)|\[\[[^\[\]]{1,120}\]\]|==[^=]{1,120}=="
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A note's body as blocks, with everything that is no knowledge beside it."""

    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...]


def read_blocks(
    source: Sequence[str], skip: frozenset[int] = frozenset(), plain_from: int = 0
) -> Outline:
    """Return the blocks of a note's lines; every non-blank line is in one block or in furniture.

    The lines in `skip` belong to the note's head and are answered for there.
    """
    scan = scanner.scan(source, skip, plain_from)
    sifted, furniture = sift(scan.blocks)
    texts = [_text(block) for block in scan.blocks]
    kept: list[Block] = []
    for position, raw in enumerate(scan.blocks):
        if position in sifted:
            continue
        if not texts[position].strip():
            if raw.raw:
                furniture.append(Furniture(raw.first, raw.last, "markup"))
            continue
        parents = raw.columns or tuple(
            texts[above] for above in raw.parents if above not in sifted and texts[above]
        )
        if raw.columns:
            parents = tuple(plain(column) for column in raw.columns)
        kept.append(
            Block(
                raw.kind,
                texts[position],
                raw.first,
                raw.last,
                raw.level,
                raw.label,
                parents,
                _lead(raw, texts[position]),
            )
        )
    every = sorted((*scan.furniture, *furniture), key=lambda found: (found.first, found.last))
    return Outline(tuple(kept), tuple(every))


def read_sections(path: str, title: str, outline: Outline) -> tuple[Section, ...]:
    """Return the sections in the order of the note, each with its heading path, the title first."""
    sections: list[Section] = []
    stack: list[tuple[int, str]] = []
    current: list[Block] = []
    for block in outline.blocks:
        if block.kind is Kind.HEADING:
            _finish(sections, path, title, stack, current)
            current = []
            while stack and stack[-1][0] >= block.level:
                stack.pop()
            stack.append((block.level, block.text))
        current.append(block)
    _finish(sections, path, title, stack, current)
    return tuple(sections)


def _finish(
    sections: list[Section],
    path: str,
    title: str,
    stack: Sequence[tuple[int, str]],
    blocks: list[Block],
) -> None:
    if not blocks:
        return
    headings = [text for _, text in stack]
    if headings and headings[0] == title:
        headings = headings[1:]
    place = Place(path, blocks[0].first, blocks[-1].last, (title, *headings))
    sections.append(Section(place, tuple(blocks)))


def _lead(block: RawBlock, text: str) -> str:
    """Return the marked words a block begins with, plain; nothing where it begins unmarked."""
    if block.kind not in {Kind.ITEM, Kind.PARAGRAPH} or block.raw[0][0] not in "*_`[=":
        return ""
    found = _LEAD.match(block.raw[0])
    if not found:
        return ""
    lead = plain(found[0]).rstrip(" :\u2013\u2014-")
    return lead if text.startswith(lead) else ""


def _text(block: RawBlock) -> str:
    """Return a block's plain words; where taking markup away would lose some, the raw line."""
    if block.kind in {Kind.CODE, Kind.MATH}:
        return "\n".join(block.raw)
    if block.kind is Kind.ROW:
        return " | ".join(plain(cell).replace(" | ", "|") for cell in block.raw)
    raw = join_lines(block.raw)
    text = plain(raw)
    if "http" in raw and text != raw and not same_words_in_order(text, "\n".join(block.raw)):
        return raw
    return text
