"""One note, from its text to sections and what is known of it as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from knowledge.model import Furniture, Kind, Note, Problem, Section, Severity
from knowledge.notes.dates import date_text
from knowledge.notes.frontmatter import names_in, read_head
from knowledge.notes.naming import shown_title
from knowledge.notes.reader import PARSE_CAP
from knowledge.notes.sections import read_blocks, read_sections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.model import Block
    from knowledge.notes.reader import RawNote

_NO_NAME = re.compile(r"[0-9a-f_ -]{12,}$|untitled\b|[\d\W_]+$", re.IGNORECASE)

STUB: Final = 40
"""Characters under which a note is a stub; real folders hold dozens."""


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A note as it was understood."""

    note: Note
    """Its date is not decided yet: how a folder writes dates is known when all are read."""
    date: str
    """The date as the note writes it; empty where it has none."""
    sections: tuple[Section, ...]
    furniture: tuple[Furniture, ...]
    problems: tuple[Problem, ...]


def parse_note(raw: RawNote, path: str) -> ParsedNote:
    """Return the note under the path that people see; never raises."""
    source = raw.text.split("\n")
    head = read_head(path, source)
    skip = frozenset(
        number for found in head.furniture for number in range(found.first, found.last + 1)
    )
    outline = read_blocks(source, skip, _plain_from(source))
    title = _title(path, head.fields, outline.blocks)
    fields = head.fields
    note = Note(
        path,
        title,
        None,
        names_in((*fields.get("tags", ()), *fields.get("tag", ()))),
        names_in((*fields.get("aliases", ()), *fields.get("alias", ()))),
    )
    problems = [*raw.problems, *head.problems]
    if not raw.text.strip():
        problems.append(
            Problem(path, 0, Severity.NOTICE, "The note is empty.", "Write it, or delete it.")
        )
    elif not any(block.kind is not Kind.HEADING for block in outline.blocks):
        problems.append(
            Problem(
                path, 0, Severity.NOTICE, "The note holds headings or links only.",
                "Write a sentence under a heading, so that it can answer.",
            )
        )  # fmt: skip
    return ParsedNote(
        note,
        date_text(fields) or "",
        read_sections(path, title, outline),
        (*head.furniture, *outline.furniture),
        tuple(problems),
    )


def _plain_from(source: Sequence[str]) -> int:
    """Return the line from which a note is too long to be parsed, or 0."""
    size = 0
    for number, line in enumerate(source, 1):
        size += len(line) + 1
        if size > PARSE_CAP:
            return number
    return 0


def _title(path: str, fields: Mapping[str, tuple[str, ...]], blocks: Sequence[Block]) -> str:
    """Return the author's title, else the one first heading, else the file's name."""
    if fields.get("title"):
        return shown_title(fields["title"][0])
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    tops = [block for block in headings if block.level == 1]
    if len(tops) == 1 and headings[0] is tops[0]:
        return shown_title(tops[0].text)
    name = shown_title(PurePosixPath(path).name)
    if headings and _NO_NAME.match(name):
        return shown_title(headings[0].text)
    return name
