"""Sections to passages: runs of blocks short enough to be read at a glance, never torn apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.model import Block, Kind, Passage, Place, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PASSAGE_CAP: Final = 640
"""Characters of a packed passage: what fits one screen of a phone with its heading."""

SHORT: Final = 80
"""A block of fewer characters is one segment: too short to be worth splitting."""

TOPIC_CAP: Final = 80
"""A bullet longer than this is a sentence, not the name of what hangs under it."""

CARD: Final = "::"
"""Between the sides of a flash card."""
_SENTENCE_END = re.compile(
    r"[.!?\u3002\uff01\uff1f][\"')\]\u201d\u2019]*"
    r"(?:\s+(?=[^a-z\s])|(?<=[\u3002\uff01\uff1f]))"
)
TICKED: Final = "[x]"
UNTICKED: Final = "[ ]"
ASKING: Final = ("?", "\uff1f", "EXCEPT", "NOT", "TWO)", "THREE)")
"""How the stem of an exam question ends."""

_POSSESSIVE: Final = ("'s", "\u2019s")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|fig|dr|mr|mrs|st|u\.s|ca|es|ad es|z\.b|bzw|p\.ej)"
    r"|\b[A-Za-z])\.$",
    re.IGNORECASE,
)


def read_passages(sections: Iterable[Section]) -> Iterator[Passage]:
    """Yield a note's passages in order.

    Blocks that belong together stay together, and neighbours are packed up to `PASSAGE_CAP`, over
    the border of a short section too: an author who splits thinly is found as well as one who does
    not (measured: hit@1 +2 to +4 points on notes of short sections, others unmoved). Where a
    passage spans sections their heading lines are blocks of it, and its `Place` has the headings
    that they share.
    """
    pack: list[_Unit] = []
    size = 0
    for section in sections:
        for unit in _units(section):
            if pack and (
                size + unit.size > PASSAGE_CAP
                or pack[0].section.place.heading[:1] != section.place.heading[:1]
            ):
                yield _passage(pack)
                pack, size = [], 0
            pack.append(unit)
            size += unit.size
    if pack:
        yield _passage(pack)


def told(section: Section) -> Iterator[Block]:
    """Yield the blocks that say something: no headings, no pictures, no wrong options.

    In a list of options with some ticked, the others are what a question offers and the note
    denies: shown as an answer they would teach the opposite.
    """
    settled = {block.parents for block in section.blocks if block.label == TICKED}
    for block in section.blocks:
        if block.kind in {Kind.HEADING, Kind.IMAGE}:
            continue
        if block.label == UNTICKED and block.parents in settled and _asks(section):
            continue
        yield block


def _asks(section: Section) -> bool:
    """Whether a section is a question: by its heading, or by the line above its options."""
    for block in section.blocks:
        if block.label in {TICKED, UNTICKED}:
            return False
        if block.text.rstrip(" .:").endswith(ASKING):
            return True
    return False


class _Unit(NamedTuple):
    """Blocks of one section that are not parted."""

    section: Section
    blocks: tuple[Block, ...]
    size: int


def _units(section: Section) -> Iterator[_Unit]:
    """Yield what must not be parted, in order; what is too long for one passage in pieces."""
    body = list(told(section))
    heading = len(section.place.heading[-1]) + 1 if section.blocks[0].kind is Kind.HEADING else 0
    for group in _groups(body):
        run: list[Block] = []
        size = heading
        for block in group:
            for piece in _pieces(block):
                if run and size + len(piece.text) > PASSAGE_CAP:
                    yield _Unit(section, tuple(run), size)
                    run, size = [], 0
                run.append(piece)
                size += len(piece.text) + 1
        if run:
            yield _Unit(section, tuple(run), size)
        heading = 0


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield blocks that belong together: a bullet and its children, an intro and its list."""
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


def _pieces(block: Block) -> Iterator[Block]:
    """Yield the block, or its sentences packed together where it is longer than a passage."""
    if len(block.text) <= PASSAGE_CAP or block.kind is Kind.ROW:
        yield block
        return
    if block.kind in {Kind.CODE, Kind.MATH}:
        yield from _code_pieces(block)
        return
    text = ""
    for sentence in _short(sentences(block.text)):
        if text and len(text) + len(sentence) + 1 > PASSAGE_CAP:
            yield replace(block, text=text)
            text = ""
        text = f"{text} {sentence}" if text else sentence
    if text:
        yield replace(block, text=text)


def _short(found: Iterable[str]) -> Iterator[str]:
    """Yield sentences; one longer than a passage is cut between words, or hard without any."""
    for sentence in found:
        start = 0
        while len(sentence) - start > PASSAGE_CAP:
            end = sentence.rfind(" ", start + PASSAGE_CAP // 2, start + PASSAGE_CAP)
            while end > 0 and sentence.endswith(_POSSESSIVE, start, end):
                end = sentence.rfind(" ", start, end)  # at an end, an 's would be another word
            cut = end if end > start else start + PASSAGE_CAP
            yield sentence[start:cut]
            start = cut + (end > start)
        yield sentence[start:]


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


class Segment(NamedTuple):
    """The smallest text that can answer: a sentence, an item, a row."""

    block: int
    """Position of its block in the passage."""
    text: str


def segments(passage: Passage) -> Iterator[Segment]:
    """Yield the passage's segments in order; formulae are left out, code goes line by line."""
    for position, block in enumerate(passage.blocks):
        for text in texts_of(block):
            yield Segment(position, text)


def texts_of(block: Block) -> list[str]:
    """Return the texts of a block's segments in order."""
    kind, text = block.kind, block.text
    if kind is Kind.MATH:
        return []
    if kind is Kind.CODE:
        return [line for line in text.split("\n") if line.strip()]
    if (kind is Kind.PARAGRAPH or kind is Kind.ITEM) and len(text) > SHORT:
        return sentences(text)
    return [text]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; abbreviations and initials do not end one."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        mark = end.start()
        if text[mark] == "." and _ABBREVIATION.search(text[max(start, mark - 11) : mark + 1]):
            continue
        if text.startswith(CARD, end.end()):  # the two sides of a card belong together
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    rest = text[start:].strip()
    if rest:
        found.append(rest)
    return found


def _passage(pack: Sequence[_Unit]) -> Passage:
    """Return the units as one passage, with heading lines where it spans sections."""
    paths = [unit.section.place.heading for unit in pack]
    shared = paths[0]
    for path in paths[1:]:
        if path[: len(shared)] != shared:
            shared = shared[: sum(1 for _ in _same_start(shared, path))]
    blocks: list[Block] = []
    before: Section | None = None
    for unit in pack:
        head = unit.section.blocks[0]
        if (
            unit.section is not before
            and head.kind is Kind.HEADING
            and unit.section.place.heading != shared
        ):
            blocks.append(head)
        blocks.extend(unit.blocks)
        before = unit.section
    first = pack[0].blocks[0]
    above = first.parents if first.kind is not Kind.ROW and len(set(paths)) == 1 else ()
    place = Place(
        pack[0].section.place.note,
        min(block.first for block in blocks),
        max(block.last for block in blocks),
        (*shared, *(name for name in above if len(name) <= TOPIC_CAP)),
    )
    return Passage(place, tuple(blocks))


def _same_start(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    for name, same in zip(one, other, strict=False):
        if name != same:
            return
        yield name
