"""Folders of notes to what is kept of each note; a note that did not change is not opened again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from knowledge.answers.asking import language_of
from knowledge.answers.counting import note_words
from knowledge.answers.passages import read_passages
from knowledge.model import Problem
from knowledge.notes.names import note_names
from knowledge.notes.note import parse_note
from knowledge.notes.reader import read_note
from knowledge.saved import ReadNote, pack, pack_passages
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from knowledge.answers.counting import NoteWords
    from knowledge.notes.reader import FileStamp, Listing

LANGUAGE_SAMPLE: Final = 20_000
"""Characters of a note by which its language is told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in the folders."""

    notes: tuple[tuple[ReadNote, ...], ...]
    """For each folder its notes, by path."""
    problems: tuple[Problem, ...]
    """Of the files that could not be read; they are tried again every time."""
    words: Mapping[str, NoteWords]
    """Of the notes that were read from their files, by their paths: what the index needs."""

    @property
    def reread(self) -> int:
        """Number of notes that were read from their files."""
        return len(self.words)


def read_folders(
    folders: Sequence[tuple[Path, str]],
    listings: Sequence[Listing],
    kept: Sequence[Sequence[ReadNote]],
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """Read the notes of each (folder, what stands before its paths), but for those that were kept.

    `progress(done, total)` counts the files that have to be opened.
    """
    known = [{note.stamp: note for note in notes} for notes in kept]
    total = sum(
        stamp not in there
        for there, listing in zip(known, listings, strict=True)
        for stamp in listing.files
    )
    problems: list[Problem] = []
    read: list[tuple[ReadNote, ...]] = []
    words_of: dict[str, NoteWords] = {}
    opened = 0
    for (folder, prefix), listing, there in zip(folders, listings, known, strict=True):
        notes: list[ReadNote] = []
        for stamp in listing.files:
            if stamp in there:
                notes.append(there[stamp])
                continue
            found = _read(folder, stamp, prefix)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                note, words_of[note.note.path] = found
                notes.append(note)
            opened += 1
            if progress is not None:
                progress(opened, total)
        read.append(tuple(notes))
    return Reading(tuple(read), tuple(problems), words_of)


def _read(folder: Path, stamp: FileStamp, prefix: str) -> tuple[ReadNote, NoteWords] | Problem:
    raw = read_note(folder, stamp.path)
    if isinstance(raw, Problem):
        return replace(raw, path=prefix + raw.path)
    path = prefix + stamp.path
    parsed = parse_note(raw, path)
    passages = tuple(read_passages(parsed.sections))
    language = language_of(words(raw.text[:LANGUAGE_SAMPLE]))
    found = note_words(passages, PurePosixPath(path).stem, language)
    note = ReadNote(
        stamp,
        parsed.note,
        parsed.date,
        language,
        pack_passages(passages),
        pack(found.written),
        pack(note_names(parsed.note, parsed.sections)),
        parsed.problems,
        len(parsed.sections),
        sum(lines.last - lines.first + 1 for lines in parsed.furniture),
    )
    return note, found
