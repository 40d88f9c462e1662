"""Two terms side by side: what the notes say of both, attribute by attribute."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from knowledge.model import Block, Kind, Passage, Place
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from knowledge.notes.glossary import Glossary, Term

LABEL_WORDS: Final = 5
"""Words that a label before a colon has at most; what is longer is a sentence."""
ITEMS_TAKEN: Final = 3
"""Bullets that speak for a heading with nothing but bullets under it."""
_LABEL = re.compile(r"([^:\n]{2,60}):\s+(?=\S)")
_HEADER = "header"


@dataclass(frozen=True, slots=True)
class Said:
    """What the notes say of one term under one attribute, in their words."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that is said of terms; a side is None where the notes are silent."""

    name: str
    """As the notes write it: a heading, a label before a colon, a column, the first cell."""
    left: Said | None
    right: Said | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two terms have in common to be asked about, then what only one of them has."""

    left: str
    right: str
    both: tuple[Attribute, ...]
    """In the order in which the notes give them for the left term."""
    single: tuple[Attribute, ...]


_Found: TypeAlias = tuple[str, Said]
_Names: TypeAlias = "Callable[[str], Term | None]"


def compare(
    left: str, right: str, passages: Iterable[Passage], glossary: Glossary
) -> Comparison | None:
    """Return the comparison of two terms, or None where the glossary has not two such terms."""
    first, second = glossary.find(left), glossary.find(right)
    if first is None or second is None or first == second:
        return None
    known: dict[str, Term | None] = {}
    names = partial(_named, glossary=glossary, known=known)
    of_first: dict[str, _Found] = {}
    of_second: dict[str, _Found] = {}
    for passage in passages:
        for term, attribute in _attributes(passage, names):
            if term in (first, second):
                kept = of_first if term == first else of_second
                if found := _key(attribute[0]):
                    kept.setdefault(found, attribute)
    both = [
        Attribute(of_first[key][0], of_first[key][1], of_second[key][1])
        for key in of_first
        if key in of_second
    ]
    single = [
        Attribute(name, said, None)
        for key, (name, said) in of_first.items()
        if key not in of_second
    ]
    single += [
        Attribute(name, None, said)
        for key, (name, said) in of_second.items()
        if key not in of_first
    ]
    return Comparison(first.name, second.name, tuple(both), tuple(single))


def _attributes(passage: Passage, names: _Names) -> Iterator[tuple[Term, _Found]]:
    """Yield every attribute of a passage with the term that it is said of."""
    path = [(0, name) for name in passage.place.heading]
    header: Block | None = None
    for at, block in enumerate(passage.blocks):
        match block.kind:
            case Kind.HEADING:
                path = [above for above in path if above[0] < block.level]
                path.append((block.level, block.text))
            case Kind.ROW:
                header = block if block.label == _HEADER else header
                yield from _of_row(block, header, passage.place, names)
            case Kind.PARAGRAPH | Kind.ITEM:
                headings = [name for _, name in path]
                yield from _of_heading(passage, at, headings, names)
                yield from _of_label(block, passage.place, [*headings, *block.parents], names)
            case _:
                pass


def _of_row(
    row: Block, header: Block | None, place: Place, names: _Names
) -> Iterator[tuple[Term, _Found]]:
    """Yield what a row says: of the term in its first cell, or of the terms its columns name."""
    if row.label == _HEADER or len(row.cells) < 2:
        return
    columns = row.parents or (header.cells if header is not None else ())
    subject, *values = row.cells
    here = Place(place.note, row.first, row.last, place.heading)
    term = names(subject)
    for column, value in zip(columns[1:], values, strict=False):
        if not value.strip():
            continue
        if term is not None and column.strip():
            yield term, (column, Said(value, here))
        if (other := names(column)) is not None and subject.strip():
            yield other, (subject, Said(value, here))


def _of_heading(
    passage: Passage, at: int, headings: Sequence[str], names: _Names
) -> Iterator[tuple[Term, _Found]]:
    """Yield what stands first under a heading that stands under a term's own."""
    before = passage.blocks[at - 1] if at else None
    if before is not None and before.kind is not Kind.HEADING:
        return
    for above, name in zip(headings[-2::-1], headings[:0:-1], strict=False):
        if (term := names(above)) is not None and names(name) != term:
            said = _first_said(passage.blocks[at:])
            here = Place(passage.place.note, said[0].first, said[-1].last, passage.place.heading)
            yield term, (name, Said("; ".join(block.text for block in said), here))
            return


def _of_label(
    block: Block, place: Place, above: Sequence[str], names: _Names
) -> Iterator[tuple[Term, _Found]]:
    """Yield what stands behind a label and a colon, of the nearest term above it."""
    found = _LABEL.match(block.text)
    if found is None or len(words(found[1])) > LABEL_WORDS:
        return
    term = next((term for name in reversed(above) if (term := names(name)) is not None), None)
    if term is not None and names(found[1]) != term:
        here = Place(place.note, block.first, block.last, place.heading)
        yield term, (found[1].strip(), Said(block.text[found.end() :], here))


def _first_said(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the first block, with the bullets beside it where it is one."""
    if blocks[0].kind is not Kind.ITEM:
        return blocks[:1]
    beside: list[Block] = []
    for block in blocks:
        if block.kind is not Kind.ITEM or len(beside) == ITEMS_TAKEN:
            break
        if block.level == blocks[0].level:
            beside.append(block)
    return beside


def _named(text: str, *, glossary: Glossary, known: dict[str, Term | None]) -> Term | None:
    """Return the term of a heading, a cell or a bullet that begins with its name and a colon."""
    if text not in known:
        name, _, _ = text.partition(":")
        known[text] = glossary.find(name) if len(name) <= 80 else None
    return known[text]


def _key(name: str) -> str:
    return " ".join(words(name)).removesuffix("s")
