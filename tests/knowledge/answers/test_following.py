"""Questions that follow another keep the term that was asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.answers.following import carried_on, terms_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library

ROCKS = """# Rocks

## Rose Marble

A hard rock.

### Price

40 a slab.

## Chalk

A soft rock.

### Price

2 a stick.
"""


@pytest.fixture
def rocks(shelve: Callable[..., Library]) -> Library:
    return shelve(rocks=ROCKS)


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("and its price?", "Rose Marble: and its price?"),
        ("what does it cost?", "Rose Marble: what does it cost?"),
        ("where from?", "Rose Marble: where from?"),
        ("what is chalk?", "what is chalk?"),
        ("and chalk?", "and chalk?"),
        ("is rose marble hard?", "is rose marble hard?"),
        ("", "Rose Marble: "),
    ],
)
def test_a_question_follows_where_it_points_back_or_names_nothing(
    rocks: Library, question: str, read_as: str
) -> None:
    assert carried_on(question, "what is rose marble", rocks.glossary) == read_as


def test_a_question_that_follows_itself_can_be_followed(rocks: Library) -> None:
    second = carried_on("and its price?", "what is chalk", rocks.glossary)
    assert carried_on("and its colour?", second, rocks.glossary) == "Chalk: and its colour?"


def test_nothing_follows_a_question_without_a_term(rocks: Library) -> None:
    assert carried_on("and its price?", "who goes there", rocks.glossary) == "and its price?"


def test_terms_are_told_in_the_order_of_the_question(rocks: Library) -> None:
    found = terms_in("is chalk softer than rose marble, or chalk?", rocks.glossary)
    assert [term.name for term in found] == ["Chalk", "Rose Marble"]
