"""Notes that state different amounts of one thing are both quoted; copies count once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import Answer, Library
from knowledge.answers.amounts import amounts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NOTES = {
    "old.md": """---
date: 2021-03-01
---
# Ferries

**Gullwing** - is a car ferry. The crossing has a duration of 45 minutes.

**Puffin** - is a small ferry. The crossing has a duration of 20 minutes.
""",
    "copy.md": """# Ferries again

**Gullwing** - is a car ferry. The crossing has a duration of 45 minutes.
""",
    "new.md": """---
date: 2024-06-01
---
# Harbour

## Gullwing

- Fare: passengers pay 12 euros
- Duration of the crossing: 30 minutes

## Puffin

- Duration of the crossing: 20 minutes
""",
}


@pytest.fixture(name="ferries")
def _ferries(tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]) -> Library:
    return Library.open([write(tmp_path, NOTES)])


def statements(library: Library, question: str) -> list[tuple[str, str]]:
    response = library.ask(question)
    assert isinstance(response, Answer)
    return [(stated.place.note, stated.text) for stated in response.disagreement]


def test_both_are_quoted_the_newer_first_and_a_copy_once(ferries: Library) -> None:
    found = statements(ferries, "gullwing duration of the crossing")
    assert [note for note, _ in found] == ["new.md", "copy.md"]
    assert "30 minutes" in found[0][1]
    assert "45 minutes" in found[1][1]


def test_notes_that_agree_are_not_set_against_each_other(ferries: Library) -> None:
    assert statements(ferries, "puffin duration of the crossing") == []


def test_what_was_not_asked_for_is_no_disagreement(ferries: Library) -> None:
    assert statements(ferries, "how do passengers pay on the gullwing") == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("rounded to the nearest 100ms", [("#span", 0.1)]),
        ("measured in milliseconds", [("#span", "millisecond")]),
        ("at least a second", [("#span", 1.0)]),
        ("400 reads a second, paid by the second", [("read", 400.0)]),
        ("2 hours or 120 minutes", [("#span", 7200.0), ("#span", 7200.0)]),
        ("costs $3,000.50", [("#money$", 3000.5)]),
        ("5 sea lions", [("sea", 5.0), ("lion", 5.0)]),
        ("up to 1,024 MB", [("#bytes", 1024.0 * 2**20)]),
        ("a calm sea", []),
    ],
)
def test_amounts_are_told_in_one_unit(text: str, amounts: list[tuple[str, object]]) -> None:
    assert list(amounts_in(text)) == amounts


def test_a_text_that_differs_in_a_figure_is_no_copy(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    text = "# {}\n\n## Tram\n\n- The tram has a maximum duration of {} minutes for each crossing.\n"
    notes = {"a.md": text.format("Lines", 5), "b.md": text.format("Streets", 15)}
    library = Library.open([write(tmp_path, notes)])
    response = library.ask("tram duration")
    assert isinstance(response, Answer)
    assert response.sources[0].also_in == ()
    assert len(response.disagreement) == 2


def test_an_amount_of_something_else_is_no_disagreement(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    notes = {
        "a.md": "# Store\n\n## Vault\n\n- Keeps backups for a recovery period of 35 days\n",
        "b.md": "# Speed\n\n## Vault\n\n- Opens with a delay of 3 milliseconds\n",
    }
    library = Library.open([write(tmp_path, notes)])
    response = library.ask("how long is the recovery period of the vault")
    assert isinstance(response, Answer)
    assert response.disagreement == ()


def test_how_a_thing_is_paid_for_contradicts_nothing_else(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    notes = {
        "a.md": "# Lamps\n\n## Lamp\n\n- A lamp may run for 15 hours.\n",
        "b.md": "# Fares\n\n## Lamp\n\n- Running time of a lamp: you pay it in milliseconds.\n",
    }
    response = Library.open([write(tmp_path, notes)]).ask("how long may a lamp run")
    assert isinstance(response, Answer)
    assert "15 hours" in response.text
    assert response.disagreement == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("- A lamp has an opening delay of 3 seconds.\n", "- A lamp burns for 9 hours.\n"),
        ("- A lamp has a timeout of 3 seconds.\n", "- How long is its timeout?::9 seconds\n"),
        (
            "- A lamp has a timeout of 3 seconds.\n",
            "| | Timeout |\n|---|---|\n| Lamp | 9 hours |\n",
        ),
    ],
    ids=["another attribute", "a question", "a table of many things"],
)
def test_another_attribute_a_question_or_a_table_is_no_second_statement(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path], one: str, other: str
) -> None:
    notes = {"a.md": f"# Lamps\n\n## Lamp\n\n{one}", "b.md": f"# Fares\n\n## Lamp\n\n{other}"}
    response = Library.open([write(tmp_path, notes)]).ask("timeout of the lamp")
    assert getattr(response, "disagreement", ()) == ()
