"""Makes the bank of notes that are given as text, for the tests of what is made from notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.answers.passages import read_passages
from knowledge.notes.names import note_names
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.notes.terms import build_glossary
from knowledge.quiz.bank import build_bank, read_note_quiz

if TYPE_CHECKING:
    from knowledge.model import Passage
    from knowledge.quiz.items import Bank, Item


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


def asked(bank: Bank, words: str, syntax: str = "") -> Item:
    """The item that may be asked whose stem has these words."""
    found = [item for item in bank.ready if words in item.stem and syntax in {"", item.syntax}]
    assert found, f"{words!r} is in none of {[item.stem for item in bank.items]}"
    return found[0]


def right(item: Item) -> list[str]:
    return [item.options[at].text for at in item.answer]


def texts(item: Item) -> set[str]:
    return {option.text for option in item.options}
