"""What is wrong with a question is found, and what is right passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from knowledge.quiz.gates import BLOCKING, MEANINGS, hold
from knowledge.quiz.gates.copies import without_copies
from knowledge.quiz.gates.flaws import gated
from knowledge.quiz.gates.leaks import leak
from knowledge.quiz.gates.shape import is_use, misshapen, tidy
from knowledge.quiz.grammar import grammar_of
from knowledge.quiz.items import Item, Origin

Ask: TypeAlias = Callable[..., Item]
ENGLISH = grammar_of("english")


@pytest.mark.parametrize(
    "value",
    [
        "a weighted rope for measuring depth",
        "Carries timber down to the mills",
        "cells that carry signals which are measured in volts",
        "the ability to float on salt water",
        "extends the quay by a floating stage",
    ],
)
def test_a_description_stands_alone(value: str) -> None:
    assert misshapen(value, ENGLISH) == ""


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("a rope", "it is too short or too long"),
        ("see https://quay.example for all the rules", "it holds a link, code or an open end"),
        ("Rope.measure(depth) and then the mark", "it holds a link, code or an open end"),
        ("the following kinds of rope and wire:", "it holds a link, code or an open end"),
        ("a rope (of hemp or of steel", "a bracket is left open"),
        ("it measures the depth of the water", "it begins with a word that leans on others"),
        ("a rope that this harbour keeps dry", "it points to something outside it"),
        ("a rope that holds the ship to the", "it does not end"),
        ("WLL stands for the load that a rope may carry", "it spells a name out"),
        ("ex. steel rope laid around an iron post", "it is an example"),
        ("harbour ropes are kept dry under a roof", "it speaks of something else"),
        ("the one that is a rope", "it says too little"),
        ("rope, wire, chain", "it is too short or too long"),
        ("steel rope, copper wire, anchor chain", "it counts things up"),
        ("an important part of any harbour wall", "it praises"),
        ("Price: two coins for a day of rope", "it begins with a label"),
    ],
)  # fmt: skip
def test_what_is_no_description_is_told_by_its_shape(value: str, reason: str) -> None:
    assert misshapen(value, ENGLISH) == reason


def test_a_statement_is_tidied_of_citations_and_quotation_marks() -> None:
    assert tidy("(plural: ropes) a \u201cstrong\u201d line (Miller, 1999) of hemp (Figure).") == (
        "a strong line of hemp"
    )


def test_uses_may_be_a_list() -> None:
    assert is_use("joints, pegs, furniture", ENGLISH)
    assert not is_use("this and those", ENGLISH)


@pytest.mark.parametrize(
    ("stem", "names"),
    [
        ("a sector light that shines on one side", ("Sector light",)),
        ("a service that builds code", ("CodeBuild",)),
        ("a computer for rent", ("Compute Engine",)),
        ("virtual private network between two ports", ("VPN",)),
        ("a LSB that sails to Eelpoint", ("Shore lantern sea boat",)),
        ("a store of simple objects called S3", ("Bucketry", "S3")),
    ],
)
def test_a_stem_that_gives_its_answer_away_leaks(stem: str, names: tuple[str, ...]) -> None:
    assert leak(stem, names, ENGLISH) in names


@pytest.mark.parametrize(
    ("stem", "names"),
    [
        ("a lamp that shines on one side", ("Sector light",)),
        ("a store for objects of any size", ("Bucketry", "simple object store")),
        ("a bell for the ships in the bay", ("Bay Bell", "BB") ),
    ],
)  # fmt: skip
def test_other_names_of_the_answer_may_share_words_with_the_stem(
    stem: str, names: tuple[str, ...]
) -> None:
    common = frozenset({"bay", "bell"})
    assert leak(stem, names, ENGLISH, common) == ""


STEM = "Which rope holds a ship to the quay?"
OPTIONS = ("mooring line", "halyard", "sheet", "lanyard")
FLAWS = [
    ("F01", {"stem": "Which rope rope holds a ship to the quay?"}),
    ("F01", {"stem": "Which rope (of hemp holds a ship to the quay?"}),
    ("F03", {"options": (*OPTIONS[:3], "none of the above")}),
    ("F04", {"options": ("mooring line of the quay wall", "halyard", "sheet", "lanyard")}),
    ("F09", {"options": (*OPTIONS[:3], "all of the above")}),
    ("F10", {"stem": "A ____ holds a ship to the quay"}),
    ("F11", {"options": (*OPTIONS[:3], "what never holds")}),
    ("F12", {"options": ("quay line", *OPTIONS[1:])}),
    ("F13", {"stem": "Ropes of the harbour and what they hold"}),
    ("F14", {"options": (*OPTIONS[:3], "both A and B")}),
    ("F16", {"options": ("5 metres", "2 metres", "9 metres", "1 metre")}),
    ("F17", {"options": (*OPTIONS[:3], "what usually holds")}),
    ("X01", {"stem": "Which mooring line holds a ship to the quay?"}),
    ("X02", {"options": (*OPTIONS[:3], "Mooring Line")}),
    ("X04", {"stem": "Which ropes hold a ship to the quay? (Choose TWO)"}),
    ("X05", {"options": (*OPTIONS[:3], "a line " * 12)}),
    ("X06", {"stem": "Which **rope holds a ship to the quay?"}),
    ("X07", {"stem": "This holds a ship to the quay. Which rope does?"}),
    ("X07", {"stem": "Which rope of the picture above holds a ship?"}),
    ("X08", {"source_text": "The halliard raises a sail."}),
    ("X09", {"source_text": "The mooring line and the halyard are ropes."}),
    ("X10", {"options": OPTIONS[:2]}),
    ("X11", {"stem": "Which rope does not hold a ship to the quay?"}),
    ("X13", {"options": (*OPTIONS[:3], "sheet bend")}),
    ("X14", {"stem": "Which rope stands beside the halyard on a quay?"}),
    ("X15", {"options": (*OPTIONS[:3], "Ropes overview")}),
]


def question(ask: Ask, stem: str, options: tuple[str, ...], source_text: str) -> Item:
    return ask(stem, *options, source_text=source_text, origin=Origin.GENERATED)


@pytest.mark.parametrize(("code", "change"), FLAWS, ids=[code for code, _ in FLAWS])
def test_a_planted_flaw_is_found(ask: Ask, code: str, change: dict[str, object]) -> None:
    plain: dict[str, object] = {"stem": STEM, "options": OPTIONS, "source_text": ""}
    item = question(ask, **(plain | change))  # type: ignore[arg-type]
    assert code in {each.code for each in gated(item).holds}


def test_a_question_without_a_flaw_is_ready(ask: Ask) -> None:
    assert gated(question(ask, STEM, OPTIONS, "The mooring line holds the ship.")).ready


def test_an_authors_question_is_held_back_only_where_it_cannot_be_asked(ask: Ask) -> None:
    longest = ask(STEM, "mooring line of the whole quay wall", *OPTIONS[1:], origin=Origin.WRITTEN)
    leaking = ask("Which mooring line holds?", *OPTIONS, origin=Origin.WRITTEN)
    assert gated(longest).ready
    assert [each.code for each in gated(leaking).holds] == ["X01"]


def test_of_two_questions_that_are_nearly_the_same_the_first_is_asked(ask: Ask) -> None:
    first = ask("Which rope holds a big ship to the quay in a storm?", *OPTIONS)
    again = ask("Which rope holds a big ship to the quay in storms?", *OPTIONS)
    other = ask("Which line raises a flag?", *OPTIONS, right=1)
    found = without_copies((first, again, other))
    assert [item.ready for item in found] == [True, False, True]
    assert found[1].holds[0] == hold("X12", first.id)


def test_every_code_that_blocks_has_a_meaning() -> None:
    assert set(MEANINGS) >= BLOCKING
