"""Blocks to sections: the heading path above each text, and the place it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Block, Furniture, Kind, Place, Section
from knowledge.notes import blocks as scanner
from knowledge.notes.furniture import sift
from knowledge.notes.inline import POSSESSIVES, join_lines, plain
from knowledge.text import same_words_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

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

    A line of furniture may stand inside a block's range, like the fences of code or a remark
    between two lines; it is none of the block's text. The lines in `skip` belong to the note's
    head and are answered for there.
    """
    scan = scanner.scan(source, skip, plain_from)
    sifted, furniture = sift(scan.blocks)
    texts = [_text(block) for block in scan.blocks]
    kept: list[Block] = []
    columns: dict[tuple[str, ...], tuple[str, ...]] = {}
    for position, raw in enumerate(scan.blocks):
        text = texts[position]
        if position in sifted:
            continue
        if not text.strip():
            furniture.append(Furniture(raw.first, raw.last, "markup"))
            continue
        parents: tuple[str, ...] = ()
        if raw.columns:
            if raw.columns not in columns:
                columns[raw.columns] = tuple(plain(column) for column in raw.columns)
            parents = columns[raw.columns]
        elif raw.parents:
            parents = tuple(
                texts[above] for above in raw.parents if above not in sifted and texts[above]
            )
        kept.append(
            Block(
                raw.kind, text, raw.first, raw.last, raw.level, raw.label, parents,
                _lead(raw, text),
            )
        )  # fmt: skip
    named = {found.first for found in scan.furniture}
    every = [*scan.furniture, *(rest for found in furniture for rest in _unnamed(found, named))]
    return Outline(tuple(kept), tuple(sorted(every, key=lambda found: found.first)))


def _unnamed(found: Furniture, named: AbstractSet[int]) -> Iterator[Furniture]:
    """Yield the furniture without the lines in it that are named for themselves."""
    if named.isdisjoint(range(found.first, found.last + 1)):
        yield found
        return
    for line in range(found.first, found.last + 1):
        if line not in named:
            yield Furniture(line, line, found.reason)


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
    if block.kind not in {Kind.ITEM, Kind.PARAGRAPH} or block.raw[0][:1] not in "*_`[=":
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
    is_risky = "http" in raw or text[-2:].lower() in POSSESSIVES
    if is_risky and text != raw and not same_words_in_order(text, "\n".join(block.raw)):
        return raw
    return text
