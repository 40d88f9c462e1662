"""A question that compares is answered where notes compare, else by both sides, else not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import Answer, Unknown
from knowledge.answers.answer import Gap
from knowledge.answers.query import understand

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library

    Shelve = Callable[..., Library]

STONES = {
    "marble": "# Marble\n\nMarble is a hard stone that was pressed by heat.\n",
    "chalk": "# Chalk\n\nChalk is a soft stone that was made of shells.\n",
    "lava": "# Lava\n\n## Kinds\n\n| | Basalt | Granite |\n|---|---|---|\n| Cools | fast "
    "| slowly |\n| Grain | fine | coarse |\n",
    "streets": "# Basalt and granite streets\n\nBasalt and granite pave streets, but "
    "basalt is darker than granite.\n",
    "yard": "# Yard\n\nMarble and chalk are sold in the yard of the mason.\n",
    "house": "# Stones of a house\n\n| Stone | Used for |\n|---|---|\n| Slate | roofs |\n"
    "| Shale | bricks |\n| Tuff | walls |\n",
    "gems": "# Gems\n\n## Opal vs topaz\n\nThe first is soft and holds water. The second scratches "
    "glass.\n\n## Prices\n\nA gem is sold by its weight.\n",
    "floating": "# Floating\n\nPumice floats, while obsidian sinks.\n",
    "sparks": "# Sparks\n\n- **Flint**: makes sparks when it is struck\n"
    "- **Tinder**: catches the sparks\n- **Amber**: burns with a smell of resin\n",
    "shelves": "# Shelves\n\n- Quartz\n- Gypsum\n\n## Quartz\n\nQuartz is a crystal that keeps "
    "time.\n",
    "gypsum": "# Gypsum\n\nGypsum is a mineral that is burnt to plaster.\n",
    "works": "# Works\n\nA power plant burns coal and turns the heat of it into a current for the "
    "whole of the city, day and night. Its stack is high enough to be seen from the hills.\n",
    "figures": "# Figures\n\nThe BI of a firm is drawn from its books.\n",
}
MARBLE = "Marble is a hard stone that was pressed by heat."
CHALK = "Chalk is a soft stone that was made of shells."


@pytest.fixture(name="stones")
def _stones(shelve: Shelve) -> Library:
    return shelve(**STONES)


def answered(library: Library, question: str) -> Answer:
    response = library.ask(question)
    assert isinstance(response, Answer), response
    return response


def sides(library: Library, question: str) -> list[str]:
    return [side.name for side in understand(question, library._known).sides]


@pytest.mark.parametrize(
    ("question", "shown", "note", "lines"),
    [
        (
            "basalt vs granite",
            ["Kinds", "Cools | fast | slowly", "Grain | fine | coarse"],
            "lava.md",
            (7, 8),
        ),
        ("slate vs shale", ["Slate | roofs", "Shale | bricks"], "house.md", (5, 6)),
        (
            "difference between topaz and opal",
            [
                "Opal vs topaz",
                "The first is soft and holds water. The second scratches glass.",
            ],
            "gems.md",
            (5, 5),
        ),
        ("pumice vs obsidian", ["Pumice floats, while obsidian sinks."], "floating.md", (3, 3)),
        (
            "flint versus amber",
            ["Flint: makes sparks when it is struck", "Amber: burns with a smell of resin"],
            "sparks.md",
            (3, 5),
        ),
    ],
)
def test_the_part_of_a_note_that_compares_is_shown(
    stones: Library, question: str, shown: list[str], note: str, lines: tuple[int, int]
) -> None:
    answer = answered(stones, question)
    assert [block.text for block in answer.shown] == shown
    assert answer.beside is None
    assert (answer.place.note, (answer.place.first, answer.place.last)) == (note, lines)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("marble vs chalk", ("marble.md", MARBLE), ("chalk.md", CHALK)),
        (
            "whats the difference between chalk and marble",
            ("chalk.md", CHALK),
            ("marble.md", MARBLE),
        ),
        ("marbel vs chalk", ("marble.md", MARBLE), ("chalk.md", CHALK)),
        ("compare marble and chalk", ("marble.md", MARBLE), ("chalk.md", CHALK)),
    ],
)
def test_a_comparison_that_no_note_makes_is_answered_by_both_sides(
    stones: Library, question: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    answer = answered(stones, question)
    assert answer.beside is not None
    assert [block.text for block in answer.shown] == [first[1]]
    assert (answer.beside.place.note, answer.beside.text) == second
    assert (answer.beside.place.first, answer.beside.place.last) == (3, 3)
    assert answer.text == f"{first[1]}\n{second[1]}"
    assert [source.place.note for source in answer.sources[:2]] == [first[0], second[0]]
    assert answer.place.note == first[0]


def test_a_bare_list_of_both_names_is_no_comparison(stones: Library) -> None:
    answer = answered(stones, "quartz vs gypsum")
    assert answer.text.split("\n") == [
        "Quartz is a crystal that keeps time.",
        "Gypsum is a mineral that is burnt to plaster.",
    ]
    assert answer.beside is not None


def test_sides_that_one_passage_tells_of_are_shown_as_they_stand_there(shelve: Shelve) -> None:
    told = "# Stones\n\n## Marble\n\nMarble is hard.\n\n## Chalk\n\nChalk is soft.\n"
    answer = answered(shelve(stones=told, other="# Sand\n\nSand runs.\n"), "chalk vs marble")
    text = answer.text
    assert 0 <= text.index("Marble is hard.") < text.index("Chalk is soft.")
    assert answer.beside is None
    assert [source.place.note for source in answer.sources] == ["stones.md"]


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("marble vs diamond", "diamond"),
        ("difference between diamond and marble", "diamond"),
        ("marble vs power bi", "power bi"),
        ("marble vs stack power", "stack power"),
    ],
)
def test_a_side_that_no_note_speaks_of_is_named(stones: Library, question: str, lacks: str) -> None:
    response = stones.ask(question)
    assert isinstance(response, Unknown)
    assert response.gap == Gap("Marble", beside=lacks)
    assert response.gap.sentence == f"The notes cover Marble, but not \u201c{lacks}\u201d."


def test_words_of_a_side_that_stand_in_one_sentence_are_a_side(stones: Library) -> None:
    answer = answered(stones, "power plant vs marble")
    plant, marble = answer.text.split("\n")
    assert plant.startswith("A power plant burns coal")
    assert marble == MARBLE


@pytest.mark.parametrize(
    "question", ["quicksight vs power bi", "diamond vs ruby", "diamond vs diamond"]
)
def test_where_neither_side_is_a_term_nothing_is_said_to_be_covered(
    stones: Library, question: str
) -> None:
    response = stones.ask(question)
    assert isinstance(response, Unknown)
    assert response.gap is None


@pytest.mark.parametrize(
    ("question", "parted"),
    [
        ("marble vs chalk", ["marble", "chalk"]),
        ("differences of white marble and soft chalk", ["marble", "chalk"]),
        ("compare pumice and obsidian", ["pumice", "obsidian"]),
        ("power plant vs water plant", ["power plant", "water plant"]),
        ("difference between plant power and plant", ["plant power", "plant"]),
        ("powerplant vs plant bi", ["power plant", "plant bi"]),
        ("what is the difference in use between marble and chalk at home", []),
        ("difference between marble and chalk and gypsum", []),
        ("where do marble and chalk come from", []),
    ],
)
def test_only_a_short_plain_comparison_is_taken_apart(
    stones: Library, question: str, parted: list[str]
) -> None:
    assert sides(stones, question) == parted


def test_a_longer_question_that_compares_has_no_second_side(stones: Library) -> None:
    answer = answered(stones, "what is the difference in use between marble and chalk at home")
    assert answer.beside is None


def test_a_paragraph_that_says_both_is_shown_once(shelve: Shelve) -> None:
    notes = shelve(
        builds="# Builds\n\n## Files\n\nThe state file remembers what was built. "
        "The lock file keeps others away while a build runs.\n"
    )
    assert answered(notes, "state file vs lock file").text.count("keeps others away") == 1
