"""A bank is made of what notes ask and state, and tells why an item may not be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from knowledge.answers.passages import read_passages
from knowledge.notes.glossary import build_glossary, note_names
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.quiz.bank import NoteQuiz, build_bank, read_note_quiz

if TYPE_CHECKING:
    from knowledge.model import Passage
    from knowledge.quiz.items import Bank, Item

STORES = """# Storage

- **Bucketry** - is a cheap place for loose objects of any size.
- **Blockery** - is a disk over the network that one machine mounts.
- **Filery** - is a shared folder which whole teams open together.
- **Icebox** - is an archive for records that hardly anybody reads.
"""


def bank_of(*texts: str, language: str = "english") -> Bank:
    """The bank of notes given as text; their paths count from 1."""
    notes, names = [], []
    passages: list[Passage] = []
    for number, text in enumerate(texts, 1):
        path = f"note-{number}.md"
        parsed = parse_note(RawNote(path, text, "", ()), path)
        notes.append((parsed.note, read_note_quiz(text, parsed.note, parsed.sections, language)))
        names.append((parsed.note, note_names(parsed.note, parsed.sections)))
        passages += read_passages(parsed.sections)
    return build_bank(notes, build_glossary(names), passages)


@pytest.fixture(scope="module")
def stores() -> Bank:
    return bank_of(STORES)


def named(bank: Bank, stem: str) -> Item:
    return next(item for item in bank.items if stem in item.stem)


def test_a_description_is_asked_for_its_name(stores: Bank) -> None:
    item = named(stores, "disk over the network")
    assert item.stem == "Which of these is a disk over the network that one machine mounts?"
    assert {option.text for option in item.options} == {"Bucketry", "Blockery", "Filery", "Icebox"}
    assert [item.options[at].text for at in item.answer] == ["Blockery"]
    assert item.ready


def test_the_words_of_the_note_support_the_answer(stores: Bank) -> None:
    item = named(stores, "disk over the network")
    assert item.quote == STORES.splitlines()[3].removeprefix("- ").replace("**", "")
    assert (item.place.note, item.place.first) == ("note-1.md", 4)


def test_each_option_says_what_the_notes_say_of_it(stores: Bank) -> None:
    item = named(stores, "disk over the network")
    why = {
        option.text: (option.why, option.place and option.place.first) for option in item.options
    }
    assert why["Icebox"] == ("Icebox: an archive for records that hardly anybody reads", 6)


def test_the_order_of_the_notes_changes_nothing() -> None:
    other = STORES.replace("Storage", "Disks").replace("ery", "arium").replace("Icebox", "Cellar")
    assert bank_of(STORES, other) == bank_of(STORES, other)


def test_a_notes_share_can_be_kept_on_disk() -> None:
    parsed = parse_note(RawNote("a.md", STORES, "", ()), "a.md")
    share = read_note_quiz(STORES, parsed.note, parsed.sections)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(share), type=NoteQuiz) == share
