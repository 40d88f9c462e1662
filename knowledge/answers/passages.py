"""Sections to passages: runs of blocks short enough to be read at a glance, never torn apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.model import Block, Kind, Passage, Place, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PASSAGE_CAP: Final = 640
"""Characters of a packed passage: what fits one screen of a phone with its heading."""

TOPIC_CAP: Final = 80
"""A bullet longer than this is a sentence, not the name of what hangs under it."""

_SENTENCE_END = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])[\"')\]\u201d\u2019]*(?:\s+(?=[^a-z\s])|(?<=[\u3002\uff01\uff1f]))")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|fig|dr|mr|mrs|st|u\.s|ca|es|ad es|z\.b|bzw|p\.ej)|\b[A-Za-z])\.$", re.IGNORECASE)


def read_passages(section: Section) -> Iterator[Passage]:
    """Yield the section's passages in order; its heading is in their `Place`, not in their text."""
    body = [block for block in section.blocks if block.kind not in {Kind.HEADING, Kind.IMAGE}]
    pack: list[Block] = []
    size = 0
    for group in _groups(body):
        length = sum(len(block.text) + 1 for block in group)
        alone = _is_topic(group)
        if pack and (alone or size + length > PASSAGE_CAP):
            yield _passage(section, pack)
            pack, size = [], 0
        for block in group:
            for piece in _pieces(block):
                if pack and size + len(piece.text) > PASSAGE_CAP:
                    yield _passage(section, pack)
                    pack, size = [], 0
                pack.append(piece)
                size += len(piece.text) + 1
        if alone:
            yield _passage(section, pack)
            pack, size = [], 0
    if pack:
        yield _passage(section, pack)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield blocks that belong together: a bullet with what hangs under it, an intro with its list."""
    group: list[Block] = []
    for block in blocks:
        hangs = bool(block.parents) and block.kind is not Kind.ROW
        table = block.kind is Kind.ROW and not block.label and group and group[-1].kind is Kind.ROW
        introduced = group and group[-1].text.endswith(":") and not hangs and len(group) == 1
        code = block.kind in {Kind.CODE, Kind.MATH} and bool(group)
        if group and not (hangs or table or introduced or code):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _is_topic(group: Sequence[Block]) -> bool:
    """Whether a group is a short bullet with at least two points of its own: a topic."""
    head = group[0]
    return head.kind is Kind.ITEM and len(group) > 2 and len(head.text) <= TOPIC_CAP


def _pieces(block: Block) -> Iterator[Block]:
    """Yield the block, or its sentences packed together where it is longer than a passage."""
    if len(block.text) <= PASSAGE_CAP or block.kind is Kind.ROW:
        yield block
        return
    if block.kind in {Kind.CODE, Kind.MATH}:
        yield from _code_pieces(block)
        return
    text = ""
    for sentence in sentences(block.text):
        if text and len(text) + len(sentence) + 1 > PASSAGE_CAP:
            yield replace(block, text=text)
            text = ""
        text = f"{text} {sentence}" if text else sentence
    if text:
        yield replace(block, text=text)


def _code_pieces(block: Block) -> Iterator[Block]:
    """Yield runs of whole lines of code; the first line of code stands below its fence."""
    lines = block.text.split("\n")
    offset = max(0, block.last - block.first + 1 - len(lines))
    start = size = 0
    for at, line in enumerate(lines):
        if at > start and size + len(line) > PASSAGE_CAP:
            yield _code_piece(block, lines, start, at, offset)
            start, size = at, 0
        size += len(line) + 1
    yield _code_piece(block, lines, start, len(lines), offset)


def _code_piece(block: Block, lines: Sequence[str], start: int, end: int, offset: int) -> Block:
    first = block.first + offset + start if start else block.first
    return replace(
        block,
        text="\n".join(lines[start:end]),
        first=first,
        last=min(block.last, block.first + offset + end - 1),
    )


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; abbreviations and initials do not end one."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        sentence = text[start : end.start()].strip()
        if _ABBREVIATION.search(sentence[-12:]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    rest = text[start:].strip()
    if rest:
        found.append(rest)
    return found


def _passage(section: Section, blocks: Sequence[Block]) -> Passage:
    """Return the blocks as a passage; bullets it begins under are part of its heading path."""
    head = blocks[0]
    above = head.parents if head.kind is not Kind.ROW else ()
    place = Place(
        section.place.note,
        min(block.first for block in blocks),
        max(block.last for block in blocks),
        (*section.place.heading, *(name for name in above if len(name) <= TOPIC_CAP)),
    )
    return Passage(place, tuple(blocks))
