"""Two terms side by side, in the words of notes as their authors write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.answers.comparing import Comparison, compare
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """# Rocks

| Rock | Made by | Found in |
|---|---|---|
| Marble | heat | quarries |
| Chalk | shells | cliffs |
"""
COLUMNS = """# Rocks

| | Marble | Chalk |
|---|---|---|
| Made by | heat | shells |
| Found in | quarries | cliffs |

## Marble

A hard rock.

## Chalk

A soft rock.
"""
HEADINGS = """# Rocks

## Marble

A hard rock.

### Made by

heat

### Found in

- quarries
- museums

## Chalk

A soft rock.

### Made by

shells

### Found in

cliffs
"""
LABELS = """# Rocks

## Marble

- **Made by:** heat
- **Found in:** quarries

## Chalk

Made by: shells

Found in: cliffs
"""


def compared(folder: Path, text: str, left: str = "marble", right: str = "chalk") -> Comparison:
    (folder / "rocks.md").write_text(text, "utf-8")
    library = Library.open([folder])
    found = compare(left, right, library.passages, library.glossary)
    assert found is not None
    return found


@pytest.mark.parametrize("text", [TABLE, COLUMNS, HEADINGS, LABELS])
def test_what_both_have_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    found = compared(tmp_path, text)
    assert (found.left, found.right) == ("Marble", "Chalk")
    shown = [
        (row.name, row.left and row.left.text, row.right and row.right.text) for row in found.both
    ]
    quarries = "quarries; museums" if text is HEADINGS else "quarries"
    assert shown == [("Made by", "heat", "shells"), ("Found in", quarries, "cliffs")]
    assert found.single == ()


def test_the_place_of_a_value_is_its_own_line(tmp_path: Path) -> None:
    made, _ = compared(tmp_path, TABLE).both
    assert made.left is not None
    assert made.right is not None
    assert (made.left.place.first, made.right.place.first) == (5, 6)


def test_what_only_one_has_comes_after(tmp_path: Path) -> None:
    found = compared(tmp_path, LABELS + "\nColour: white\n")
    assert [row.name for row in found.both] == ["Made by", "Found in"]
    (colour,) = found.single
    assert colour.left is None
    assert colour.right is not None
    assert colour.right.text == "white"


def test_the_order_of_the_terms_is_the_askers(tmp_path: Path) -> None:
    found = compared(tmp_path, TABLE, "chalk", "marble")
    assert [row.left and row.left.text for row in found.both] == ["shells", "cliffs"]


@pytest.mark.parametrize(("left", "right"), [("marble", "basalt"), ("marble", "Marble")])
def test_two_known_terms_are_needed(tmp_path: Path, left: str, right: str) -> None:
    (tmp_path / "rocks.md").write_text(TABLE, "utf-8")
    library = Library.open([tmp_path])
    assert compare(left, right, library.passages, library.glossary) is None
