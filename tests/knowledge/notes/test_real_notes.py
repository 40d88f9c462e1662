"""What holds for notes that people wrote: the vaults, sets and seeds beside the repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from knowledge.answers.passages import read_passages
from knowledge.notes.note import ParsedNote, parse_note
from knowledge.notes.reader import RawNote, list_notes, read_note
from knowledge.text import same_words_in_order

SHARED = Path(__file__).parents[3].parent / "shared"
FOLDERS = (
    "data/aws/notes/astramieri",
    "data/aws/notes/kananinirav",
    "data/sets/openstax-psychology/vault",
    "data/sets/squad2-dev/vault",
    "data/vaults/au-flashcards",
    "data/vaults/azure-bullets",
    "data/vaults/ckad-details",
    "data/vaults/sapienza-obsidian",
    "seeds",
)

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="real notes are read where ../shared lies beside the repository"
)


@cache
def notes_of(folder: str) -> tuple[tuple[list[str], ParsedNote], ...]:
    """Return the lines of each note of a folder, and what was read from them."""
    root = SHARED / folder
    read = [read_note(root, stamp.path) for stamp in list_notes(root).files]
    return tuple(
        (raw.text.split("\n"), parse_note(raw, raw.path))
        for raw in read
        if isinstance(raw, RawNote)
    )


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_line_with_text_is_in_a_block_or_in_furniture(folder: str) -> None:
    lost = []
    for source, note in notes_of(folder):
        ranges = [(found.first, found.last) for found in note.furniture]
        for section in note.sections:
            ranges += [(block.first, block.last) for block in section.blocks]
        answered = {line for first, last in ranges for line in range(first, last + 1)}
        lost += [
            f"{note.note.path}:{number}"
            for number, line in enumerate(source, 1)
            if line.strip() and number not in answered
        ]
    assert notes_of(folder)
    assert lost == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_passage_is_quoted_from_its_place(folder: str) -> None:
    untrue = [
        passage
        for source, note in notes_of(folder)
        for passage in read_passages(note.sections)
        if not same_words_in_order(
            passage.text, "\n".join(source[passage.place.first - 1 : passage.place.last])
        )
    ]
    assert untrue == []
