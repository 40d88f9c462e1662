"""What a sentence is worth as a definition."""

from __future__ import annotations

import pytest

from knowledge.answers.ranking import BEGINS, DEFINES, NAMED, definition_worth


@pytest.mark.parametrize(
    ("sentence", "worth"),
    [
        ("a zone is a group of data centers", DEFINES),
        ("an edge zone az is one or several data centers", DEFINES),
        ("a zone is like a house", BEGINS),
        ("the zone", NAMED),
        ("zone prices differ by region", BEGINS),
        ("copies lie in another zone", 0.0),
    ],
)
def test_a_definition_says_what_its_subject_is(sentence: str, worth: float) -> None:
    copulas, articles = frozenset({"is"}), frozenset({"a", "one"})
    assert definition_worth(sentence.split(), ["zone"], copulas, articles) == worth
