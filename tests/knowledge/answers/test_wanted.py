"""What kind of fact a question asks for, and which kinds a text holds."""

from __future__ import annotations

import re  # noqa: TC003 - hypothesis reads the annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.kinds import (
    BEGAN,
    BORN,
    BYTES,
    CODE,
    DATE,
    FOUNDED,
    INVENTED,
    LENGTH,
    MASS,
    MONEY,
    NAMED,
    NUMBER,
    OCCASION,
    RELEASED,
    SHARE,
    SPAN,
    denies,
    facts_in,
    facts_of,
)
from knowledge.answers.wanted import (
    _FORMS,
    ATTRIBUTES,
    asked_beginning,
    asks_denial,
    holds,
    name_of_wanted,
    wanted,
)


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("how many nodes are in a cluster", (NUMBER,)),
        ("max timeout of a function", (NUMBER,)),
        ("quanti livelli ha lo stack", (NUMBER,)),
        ("hvor mange bit har en adresse", (NUMBER,)),
        ("when was the war", (DATE,)),
        ("in what year did it end", (DATE,)),
        ("quando nacque", (DATE,)),
        ("when should a cache be cleared", (DATE, OCCASION)),
        ("how long does a lease last", (SPAN, LENGTH)),
        ("how much does a ticket cost", (MONEY,)),
        ("why is a lamp called davy lamp", (NAMED,)),
        ("why was the town renamed", (NAMED,)),
        ("perche si chiama lampada", (NAMED,)),
        ("warum heisst sie so", (NAMED,)),
        ("why is the sky blue", ()),
        ("what is a lamp called", ()),
        ("what to do if a node fails", ()),
        ("what is a cluster", ()),
    ],
)
def test_the_kind_wanted_is_told_by_the_question(asked: str, kinds: tuple[str, ...]) -> None:
    assert wanted(asked) == kinds


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("It has 15 minutes.", {NUMBER, SPAN}),
        ("Two moons circle Mars.", {NUMBER}),
        ("Many moons circle Jupiter.", set()),
        ("The war ended in 1763.", {NUMBER, DATE, "#ended"}),
        ("Signed on 3 May.", {NUMBER, DATE}),
        ("A block of 1024 bytes", {NUMBER, BYTES}),
        ("a seat costs $ 12", {NUMBER, MONEY}),
        ("The first lesson is free.", {MONEY}),
        ("The box weighs 2.1 kg.", {NUMBER, MASS}),
        ("uptime is 99.95 %", {NUMBER, SHARE}),
        ("The school was founded by monks.", {FOUNDED}),
        ("A coin is found in the sand.", set()),
        ("It was created by two students.", {NUMBER, FOUNDED, INVENTED, RELEASED}),
        ("Create a lamp.", set()),
        ("La lampada fu creata da Davy.", {INVENTED}),
        ("It was named after Davy.", {NAMED, OCCASION}),
        ("It is called so: it is blue.", {NAMED}),
        ("The name comes from the Greek.", {NAMED}),
        ("It is called a bridge, because it joins banks.", {NAMED}),
        ("Deve il nome al suo colore.", {NAMED}),
        ("It is called a bridge.", set()),
        ("The name is long.", set()),
        ("The siege began at night.", {BEGAN}),
    ],
)
def test_a_text_holds_the_kinds_that_it_looks_like(text: str, held: set[str]) -> None:
    assert set(facts_in(text)) == held


@pytest.mark.parametrize(
    ("word", "kinds"),
    [("cheaper", (MONEY,)), ("cheapest", (MONEY,)), ("price", (MONEY,)), ("lamp", None)],
)
def test_some_words_ask_for_a_kind_of_fact(word: str, kinds: tuple[str, ...] | None) -> None:
    assert ATTRIBUTES.get(word) == kinds


def test_a_reason_for_a_name_is_named_to_people_by_what_it_is() -> None:
    assert name_of_wanted((NAMED,), ["lamp"]) == "reason for the name"


def test_a_line_of_code_is_a_kind_of_its_own() -> None:
    assert set(facts_of("ls -l", ["ls", "l"], code=True)) == {CODE}


def test_any_of_the_kinds_wanted_will_do() -> None:
    assert holds((DATE, OCCASION), "It rings before the lesson.")
    assert not holds((DATE,), "It rings before the lesson.")
    assert holds((), "")


@pytest.mark.parametrize(
    ("asked", "word", "kind"),
    [
        ("who founded the school", "founded", FOUNDED),
        ("when was the lamp invented", "invented", INVENTED),
        ("who created the lamp", "created", INVENTED),
        ("when was it launched", "launched", RELEASED),
        ("in che anno nata la regina", "nata", BORN),
        ("how is a lamp created", "created", ""),
        ("who created the lamp", "lamp", ""),
    ],
)
def test_who_began_something_is_asked_with_who_and_when(asked: str, word: str, kind: str) -> None:
    assert asked_beginning(asked, word) == kind


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("what doesn't a router do", True),
        ("which planets have no moons and are not made of rock but of gas", False),
        ("which metal is not magnetic", True),
        ("what is a magnet", False),
        ("why don't birds fall", True),
    ],
)
def test_a_question_may_ask_what_is_not_so(asked: str, *, denied: bool) -> None:
    assert asks_denial(asked) is denied


def test_a_denial_is_told_by_its_words() -> None:
    assert denies("A router doesn't read the message.")
    assert denies("Copper is not magnetic.")
    assert not denies("A router reads the address.")


@given(st.data(), st.sampled_from([form for _, form in _FORMS]))
def test_every_form_of_asking_for_a_fact_is_seen(
    data: st.DataObject, form: re.Pattern[str]
) -> None:
    asked = data.draw(st.from_regex(form, alphabet="abcdefghilmnopqrstuvwy "))
    first = next(kinds for kinds, each in _FORMS if each.search(asked))
    assert wanted(asked) == first
