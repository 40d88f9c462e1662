"""What all notes make together, from what they made before as far as that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.answers.counting import build_index
from knowledge.answers.splicing import spliced
from knowledge.everyday import as_kept, common_words
from knowledge.notes.terms import amended, build_glossary
from knowledge.saved import ReadNote, Saved, languages_of, note_names_of, written_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.answers.index import Index
    from knowledge.model import Note
    from knowledge.notes.glossary import Glossary
    from knowledge.notes.names import NoteNames
    from knowledge.reading import Reading


def join(
    where: tuple[str, ...], read: Reading, kept: Saved | None, known: Glossary | None
) -> tuple[Saved, Glossary]:
    """Return what is saved of the notes that were read, and their glossary.

    `kept` is what was saved of the same folders before, `known` its glossary if that is in memory.
    """
    notes = [note for folder in read.notes for note in folder]
    old = [note for folder in kept.notes for note in folder] if kept else []
    stays = {note.note.path for note in notes} - read.words.keys()
    glossary = None
    if known is not None:
        glossary = amended(
            known,
            [_named(note) for note in old if note.note.path not in stays],
            [_named(note) for note in notes if note.note.path not in stays],
            {note.note.path: position for position, note in enumerate(notes)},
        )
    if glossary is None:
        earlier = known or (kept.glossary if kept else None)
        glossary = build_glossary([_named(note) for note in notes], earlier)
    languages = languages_of(notes)
    language, spoken = languages[0], {*languages, "english"}
    common = kept.common if kept and kept.language == language else common_words(language)
    everyday = kept.everyday if kept and kept.everyday.keys() == spoken else as_kept(spoken)
    made = Saved(
        where,
        read.notes,
        _index(read, notes, old, kept.index if kept else None),
        glossary.terms,
        dict(glossary.acronyms),
        tuple(sorted(glossary.families)),
        dict(glossary.folded),
        language,
        common,
        everyday,
    )
    return made, glossary


def _named(note: ReadNote) -> tuple[Note, NoteNames]:
    return note.note, note_names_of(note)


def _index(
    read: Reading, notes: Sequence[ReadNote], old: Sequence[ReadNote], before: Index | None
) -> Index:
    """Return the index of the notes; what did not change comes from the one before."""
    if before is None:
        return build_index([read.words[note.note.path] for note in notes])
    stays = {note.note.path for note in notes} - read.words.keys()
    numbers = {note.note.path: number for number, note in enumerate(old)}
    return spliced(
        before,
        [
            numbers[note.note.path] if note.note.path in stays else read.words[note.note.path]
            for note in notes
        ],
        [written_in(note) for note in old if note.note.path not in stays],
    )
