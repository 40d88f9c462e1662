"""A note as it lies before the readers of questions."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Final

from knowledge.model import Place
from knowledge.notes.inline import JOINT, plain
from knowledge.notes.openers import BULLETS
from knowledge.quiz.written.groups import read_groups
from knowledge.quiz.written.line import Line, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.model import Note, Section
    from knowledge.quiz.written.groups import Group

GAP: Final = "\ue000"
"""Stands for a gap while markup is taken away; a private character that no note uses."""
GAP_SHOWN: Final = "_____"

_BLANK_LINE = re.compile(r"(?<![\w_])_{3,}(?![\w_])")
_CODE_SPAN = re.compile(r"(`{1,3})(?!`)[^\n]{1,2000}?(?<!`)\1(?!`)|\$\$?[^$\n]{1,500}\$\$?")
_OPT_IN = re.compile(r"(?<![\w/#&])#flashcards((?:/[\w-]+)*)(?![\w-])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """A note as it lies before the readers."""

    note: Note
    sections: Sequence[Section]
    source: tuple[str, ...]
    """The lines as they are written."""
    lines: tuple[Line, ...]
    """One for each line of the source."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every list that may hold the options of a question."""
        return tuple(read_groups(self.lines))

    @cached_property
    def deck(self) -> tuple[tuple[int, str], ...]:
        """Where the author says that cards follow: line, and the deck's name; empty: nowhere.

        A tag in the front matter holds from line 0 on, one in the text opens the whole note too,
        and its deck from its own line.
        """
        found = [
            (0, tag[len("flashcards") :])
            for tag in self.note.tags
            if tag.lower() == "flashcards" or tag.lower().startswith("flashcards/")
        ]
        found += [
            (line.number, tag[1])
            for line in self.lines
            if "#" in line.text and not line.code and (tag := _OPT_IN.search(masked(line.text)))
        ]
        return tuple(found)

    def deck_at(self, number: int) -> str:
        """Return the name of the deck that a line belongs to; empty where it has no name."""
        at = bisect_right(self.deck, (number, "\uffff")) - 1
        name = self.deck[max(at, 0)][1] if self.deck else ""
        return " ".join(re.split(r"[-_\s]+", name.rsplit("/", 1)[-1])).strip()

    def place(self, first: int, last: int) -> Place:
        """Return the place of some lines, under the headings of the first."""
        at = bisect_right(self._starts, first) - 1
        heading = self.sections[at].place.heading if at >= 0 else (self.note.title,)
        return Place(self.note.path, first, last, heading)

    @cached_property
    def _starts(self) -> list[int]:
        return [section.place.first for section in self.sections]

    def at(self, position: int) -> Line:
        """Return the line at a position counted from 0; a blank one outside the note."""
        if 0 <= position < len(self.lines):
            return self.lines[position]
        return Line(position + 1, "")

    def next_text(self, position: int, blanks: int = 2) -> int:
        """Return the position of the first line from here on that is not blank.

        Behind more blank lines than that, or the note's end, -1.
        """
        for at in range(position, min(position + blanks + 1, len(self.lines))):
            if not self.lines[at].is_blank:
                return at
        return -1


def lay_out(text: str, note: Note, sections: Sequence[Section]) -> Sheet:
    """Return the sheet of a note's text; never raises, linear in its length."""
    source = tuple(text.split("\n"))
    return Sheet(note, sections, source, tuple(read_lines(note.path, source)))


def shown(text: str) -> str:
    """Return a text as its reader sees it: on one line, without markup and entities."""
    text = _BLANK_LINE.sub(GAP, text)
    text = plain(text).replace(JOINT, "")
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return " ".join(text.replace("\u00a0", " ").replace(GAP, GAP_SHOWN).split())


def told(lines: Iterable[Line]) -> str:
    """Return the words of some lines as plain text; points, headings and code begin a new one."""
    found: list[str] = []
    flows = False
    for line in lines:
        if line.code:
            code = line.text.rstrip()
            bare = code.strip().removeprefix("$$").removesuffix("$$").strip()
            if bare and not bare.startswith(("```", "~~~")):
                found.append(bare if "$$" in code else code)
            flows = False
            continue
        text = shown(line.body)
        if not text:
            flows = flows and not line.is_blank
            continue
        if line.mark and line.mark not in BULLETS:
            text = f"{line.mark} {text}"
        if flows and not line.mark and not line.level:
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
        flows = not line.level
    return "\n".join(found)


def masked(text: str) -> str:
    """Return a text with code spans and formulae as blanks of the same length."""
    if "`" not in text and "$" not in text:
        return text
    return _CODE_SPAN.sub(lambda span: " " * len(span[0]), text)
