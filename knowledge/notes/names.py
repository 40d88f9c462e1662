"""What one note names: its title, headings, bold leads and rows, and acronyms it explains."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.model import Kind
from knowledge.notes.glossary import key
from knowledge.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.model import Note, Section

TERM_CAP: Final = 60
"""A longer name is a sentence."""
WORDS_CAP: Final = 7
ATTRIBUTE: Final = 3
"""A name under so many headings of one note (`Use Case`) is an attribute of things, no thing."""

_ORDINAL = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[a-zA-Z][.)]|[ivx]+[.)])\s+|^[\W_]+")
_BRACKETED = re.compile(r"\s*[(\uff08]([^()\uff08\uff09]{1,60})[)\uff09]\s*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&/-]{0,7}[A-Z0-9]|[A-Z][0-9]{1,2}")
_REST = r"[\w\u2019']{0,30}(?:-[\w\u2019']{1,30}){0,3}"
"""What follows the first letter of a word; bounded, and no two ways to read it."""
_SPELT_OUT = re.compile(
    rf"(?<![\w\u2019'])((?:[A-Z\u00c0-\u00dc]{_REST}|of|the|and|for|as|to|in|on|a|by"
    rf"|di|de|del|della|und|der|et)(?: [A-Z\u00c0-\u00dca-z\u00e0-\u00fc]{_REST}){{0,6}})"
    r"\s{0,3}\(\s{0,3}([A-Z][A-Za-z0-9&-]{1,8}?)s?\s{0,3}\)"
)
_SHORT_FIRST = re.compile(r"\b([A-Z][A-Za-z0-9&-]{1,8})s?\s*\(([^()]{4,60})\)")
_SENTENCE_MARK = re.compile(r"[.!?;]\s|[?!]$|\s[-\u2013\u2014]\s|:\s")
_QUESTION = re.compile(
    r"^(?:what|why|how|when|where|who|which|is|are|can|does|do|create|get|show|list|explain|define|step|example|exercise|note|q\d*|question)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NoteNames:
    """What one note names: the glossary's raw material."""

    mentions: tuple[tuple[str, int], ...]
    """Names, each with the weight of its place."""
    acronyms: tuple[tuple[str, str], ...]
    attributes: tuple[str, ...]
    """Keys of names that stand under so many headings that they name no thing."""
    headings: tuple[str, ...]
    """Keys of the headings below the title."""


def note_names(note: Note, sections: Sequence[Section]) -> NoteNames:
    """Collect what a note names."""
    acronyms: dict[str, str] = {}
    headings: dict[str, None] = {}
    under: dict[str, set[object]] = defaultdict(set)
    for section in sections:
        if len(section.place.heading) > 1:
            headings[key(section.place.heading[-1])] = None
        for block in section.blocks:
            if "(" in block.text:
                acronyms.update(_acronyms(block.text))
            is_heading = block.kind is Kind.HEADING
            name = block.text if is_heading else block.lead
            if name and len(name) <= TERM_CAP:
                above = section.place.heading[:-1] if is_heading else section.place.heading
                if is_heading or name not in above:
                    under[key(name)].add((above, block.parents))
    return NoteNames(
        tuple(_mentions(note, sections)),
        tuple(acronyms.items()),
        tuple(name for name, places in under.items() if len(places) >= ATTRIBUTE),
        tuple(headings),
    )


def _mentions(note: Note, sections: Sequence[Section]) -> Iterator[tuple[str, int]]:
    """Yield (name, weight) for each place where a note names something."""
    if _is_name(note.title):
        yield note.title, 3
    for alias in note.aliases:
        yield alias, 1
    for section in sections:
        for block in section.blocks:
            if block.kind is Kind.HEADING:
                name, weight = _ORDINAL.sub("", block.text).strip(" :"), 2
            elif block.lead:
                name, weight = _ORDINAL.sub("", block.lead).strip(" :"), 1
            elif block.kind is Kind.ROW and not block.label:
                name, weight = block.cells[0], 1
            else:
                continue
            if _is_name(name):
                yield name, weight


def _is_name(name: str) -> bool:
    """Whether words name a thing, rather than say or ask something."""
    return (
        2 <= len(name) <= TERM_CAP
        and any(letter.isalpha() for letter in name)
        and name.count(" ") < WORDS_CAP
        and not _SENTENCE_MARK.search(name)
        and not _QUESTION.match(name)
        and "$" not in name
    )


def without_brackets(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets behind it, and that."""
    found = _BRACKETED.search(name) if "(" in name or "\uff08" in name else None
    if not found:
        return name.strip(), ""
    base = (name[: found.start()] + " " + name[found.end() :]).strip()
    inside = found[1].strip()
    return (base, inside if _is_short_for(inside, base) else "") if base else (name, "")


def _acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Yield (acronym, words) that a text explains itself, folded."""
    for found in _SPELT_OUT.finditer(text):
        long = _initialled(found[1], found[2])
        if long:
            yield fold(found[2]), " ".join(words(long))
    for found in _SHORT_FIRST.finditer(text):
        if _ACRONYM.fullmatch(found[1]) and _is_short_for(found[1], found[2]):
            yield fold(found[1]), " ".join(words(found[2]))


def _initialled(before: str, short: str) -> str:
    """Return the last words before the bracket whose initials are the acronym, or nothing."""
    found = before.split()
    for start in range(len(found) - 1, -1, -1):
        if fold(found[start]) in SMALL_WORDS:
            continue
        candidate = " ".join(found[start:])
        if _is_short_for(short, candidate):
            return candidate
    return ""


SMALL_WORDS: Final = frozenset(
    {
        "a", "an", "and", "as", "at", "by", "de", "del", "della", "der", "di", "et", "for", "in",
        "la", "le", "of", "on", "the", "to", "und", "with",
    }
)  # fmt: skip


def _is_short_for(short: str, long: str) -> bool:
    """Whether initials make the acronym; a digit repeats the letter before it (`S3`, `EC2`)."""
    letters = ""
    for letter in fold(short):
        if letter.isdigit() and letters and 1 < int(letter) < 10:
            letters += letters[-1] * (int(letter) - 1)
        elif letter.isalnum():
            letters += letter
    parts = [part for part in re.split(r"[\s/-]+", fold(long)) if part]
    every = "".join(part[0] for part in parts)
    main = "".join(part[0] for part in parts if part not in SMALL_WORDS)
    return len(letters) > 1 and len(parts) > 1 and letters in {every, main}
