"""What is read of notes that people wrote: the vaults and seeds beside the repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote, list_notes, read_note
from knowledge.quiz.written.read import read_all
from knowledge.text import words

if TYPE_CHECKING:
    from knowledge.quiz.written.read import Reading

SHARED = Path(__file__).parents[3].parent / "shared"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="real notes are read where ../shared lies beside the repository"
)


@cache
def readings(folder: str) -> tuple[tuple[str, Reading], ...]:
    """Return the text of each note of a folder, and what was read from it."""
    root = SHARED / folder
    found = []
    for stamp in list_notes(root).files:
        raw = read_note(root, stamp.path)
        if isinstance(raw, RawNote):
            parsed = parse_note(raw, raw.path)
            found.append((raw.text, read_all(raw.text, parsed.note, parsed.sections)))
    assert found
    return tuple(found)


def counts(folder: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many questions each syntax gave, and how often each reason refused one."""
    read: dict[str, int] = {}
    refused: dict[str, int] = {}
    for _, reading in readings(folder):
        for question in reading.questions:
            read[question.syntax] = read.get(question.syntax, 0) + 1
        for refusal in reading.refusals:
            refused[refusal.fault.short] = refused.get(refusal.fault.short, 0) + 1
    return read, refused


@pytest.mark.parametrize(
    "folder",
    [
        "data/aws/notes/astramieri",
        "data/aws/notes/kananinirav",
        "data/vaults/azure-bullets",
        "data/sets/openstax-psychology/vault",
        "data/sets/squad2-dev/vault",
    ],
)
def test_notes_that_ask_nothing_give_no_question_and_no_problem(folder: str) -> None:
    assert counts(folder) == ({}, {})


def test_the_three_questions_of_the_seeds_are_read_with_their_roles() -> None:
    questions = [question for _, reading in readings("seeds") for question in reading.questions]
    assert counts("seeds") == ({"sample": 3}, {})
    assert [
        (question.place.first, question.stem.split()[0], question.answer[:17], question.explanation)
        for question in questions
    ] == [
        (67, "The", "Lambda", "API-cache response, Dynamo-dax"),
        (70, "You", "Amazon CloudFront", ""),
        (87, "Which", "AWS Step Function", ""),
    ]


def test_a_vault_of_cards_is_read_card_by_card() -> None:
    read, refused = counts("data/vaults/au-flashcards")
    assert read == {"card ::": 617, "card ?": 402, "cloze ==": 78}
    assert refused == {"cards without the tag": 2, "no answer": 1}


def test_exercises_with_folded_solutions_are_read() -> None:
    assert counts("data/vaults/ckad-details") == ({"fold": 140}, {})


def test_callouts_and_boxes_of_a_vault_are_read_and_the_strict_check_holds() -> None:
    read, refused = counts("data/vaults/sapienza-obsidian")
    assert read == {"callout": 43, "check boxes": 42}
    assert refused == {
        "a list of questions": 18,
        "does not stand alone": 2,
        "every option is right": 1,
        "keys differ from choose N": 21,
        "no answer": 7,
    }


@pytest.mark.parametrize(
    "folder", ["data/vaults/au-flashcards", "data/vaults/sapienza-obsidian", "seeds"]
)
def test_the_words_of_every_question_stand_at_its_place(folder: str) -> None:
    for text, reading in readings(folder):
        lines = text.split("\n")
        for question in reading.questions:
            there = set(words("\n".join(lines[question.place.first - 1 : question.place.last])))
            assert set(words(" ".join((question.stem, *question.options)))) <= there
