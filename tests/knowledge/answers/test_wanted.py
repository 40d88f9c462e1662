"""What kind of fact a question asks for, by its words."""

from __future__ import annotations

import pytest

from knowledge.answers.wanted import Wanted, holds, wanted


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("how many nodes are in a cluster", Wanted.NUMBER),
        ("max timeout of a function", Wanted.NUMBER),
        ("quanti livelli ha lo stack", Wanted.NUMBER),
        ("hvor mange bit har en adresse", Wanted.NUMBER),
        ("when was the war", Wanted.TIME),
        ("in what year did it end", Wanted.TIME),
        ("quando nacque", Wanted.TIME),
        ("what to do when a node fails", Wanted.ANY),
        ("what is a cluster", Wanted.ANY),
    ],
)
def test_numbers_and_times_are_told_by_the_question(asked: str, kind: Wanted) -> None:
    assert wanted(asked) is kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        (Wanted.NUMBER, "It has 15 minutes.", True),
        (Wanted.NUMBER, "Two moons circle Mars.", True),
        (Wanted.NUMBER, "Many moons circle Jupiter.", False),
        (Wanted.TIME, "The war ended in 1763.", True),
        (Wanted.TIME, "Signed on 3 May.", True),
        (Wanted.TIME, "It took 15 minutes.", False),
        (Wanted.ANY, "", True),
    ],
)
def test_a_text_is_told_to_hold_such_a_fact(kind: Wanted, text: str, *, held: bool) -> None:
    assert holds(kind, text) is held
