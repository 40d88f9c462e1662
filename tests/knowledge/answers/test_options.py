"""Pasted exam questions: which option the notes support."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from knowledge.answers.options import Choice, choose

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge import Library

    Shelve = Callable[..., Library]

PLANETS = """# Planets

## Mars

Mars is called the red planet, because its soil is full of iron oxide. It has two moons.

## Jupiter

Jupiter is the largest planet. A storm on it, the Great Red Spot, has lasted for centuries.

## Venus

Venus is the hottest planet, under thick clouds of carbon dioxide. It has no moon.

## Neptune

Neptune is the planet farthest from the sun, with the fastest winds.
"""
NAMES = ("Venus", "Mars", "Neptune", "Jupiter")


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Which planet has soil full of iron oxide?", "Mars"),
        ("Which planet is the hottest, under clouds of carbon dioxide?", "Venus"),
        ("On which planet has a storm, the Great Red Spot, lasted for centuries?", "Jupiter"),
        ("Which planet is farthest from the sun and has the fastest winds?", "Neptune"),
    ],
)
def test_the_option_beside_the_words_of_the_question_is_chosen(
    shelve: Shelve, question: str, right: str
) -> None:
    choice = choose(question, NAMES, shelve(planets=PLANETS)._known)
    assert choice.option == NAMES.index(right)
    assert len(choice.support) == len(choice.witnesses) == len(NAMES)


def test_the_exception_is_what_the_notes_say_least_about_and_is_never_settled(
    shelve: Shelve,
) -> None:
    options = ("Red soil of iron oxide", "Two moons", "Rings of ice")
    choice = choose(
        "All of these are true of Mars, EXCEPT", options, shelve(planets=PLANETS)._known
    )
    assert choice.option == 2
    assert not choice.decided


def test_nothing_is_chosen_where_the_notes_hold_no_option(shelve: Shelve) -> None:
    choice = choose("Which tool drives nails?", ("Hammer", "Saw"), shelve(p=PLANETS)._known)
    assert choice.option is None
    assert not choice.decided
    assert choice.witnesses == (None, None)


@pytest.mark.parametrize("options", [(), ("",), ("Mars",) * 2, tuple("abcdefghijklmnop")])
def test_any_number_of_options_is_fine(shelve: Shelve, options: tuple[str, ...]) -> None:
    choice = choose("Which planet is red?", options, shelve(planets=PLANETS)._known)
    assert isinstance(choice, Choice)
    assert choice.option is None or choice.option < len(options)


def test_no_notes_choose_nothing(shelve: Shelve) -> None:
    assert choose("Which?", ("A", "B"), shelve(empty="")._known).option is None


def test_a_batch_line_with_options_is_answered_with_a_choice(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "planets.md").write_text(PLANETS, encoding="utf-8")
    asked = {"id": 7, "question": "Which planet is the hottest?", "options": list(NAMES)}
    batch = tmp_path / "questions.jsonl"
    batch.write_text(json.dumps(asked) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "bot", "ask", "--notes", str(notes), "--state", str(tmp_path)]
    run = subprocess.run(
        [*command, "--batch", str(batch), "--json"], capture_output=True, text=True, check=True
    )
    answer = json.loads(run.stdout)
    assert (answer["id"], answer["choice"], answer["decided"]) == (7, 0, True)
