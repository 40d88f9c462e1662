"""Which description fits a term: its own, among those of terms of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.quiz.gates import hold
from knowledge.quiz.gates.leaks import leak
from knowledge.quiz.generate.shelf import (
    DISTRACTORS,
    FITS,
    Shelf,
    explanation_of,
    in_order,
    lengths_fit,
    names_of,
    source_of,
    topic_of,
)
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Item, Kind, Option, Origin
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.facts import Fact
    from knowledge.quiz.grammar import Grammar
    from knowledge.quiz.terms import Subject

SHOWN: Final = 80
"""Discord: characters of a button's label."""
PER_TERM: Final = 3
"""Descriptions of one term that are asked for."""
SHORTER: Final = 0.55
"""A description much shorter than the right one is seen to be wrong."""


def what_it_does(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the items that name a term and ask for its description."""
    short = [pair for pair in shelf.described.get(subject.key, ()) if len(pair[1]) <= SHOWN]
    for number, (fact, value) in enumerate(short[:PER_TERM]):
        yield _described_item(subject, fact, value, number, shelf)


def _described_item(subject: Subject, fact: Fact, value: str, number: int, shelf: Shelf) -> Item:
    name = generated_id("choice", subject.key, "does", number)
    others = _others(subject, value, fact, shelf)
    options = in_order(name, (Option(value, explanation_of(subject, fact), fact.place), *others))
    holds = []
    if leak(value, names_of(subject), shelf.grammar(fact), shelf.common):
        holds.append(hold("G03", subject.name))
    if len(others) < 2:
        holds.append(hold("G05"))
    return Item(
        name,
        Kind.CHOICE,
        Origin.GENERATED,
        shelf.wording(fact).describes.format(subject.name),
        options,
        (Option(value).id,),
        fact.place,
        fact.sentence,
        explanation_of(subject, fact),
        concept=subject.name,
        relation="does",
        topic=topic_of(fact),
        syntax="what-does-it-do",
        source_text=source_of(fact),
        holds=tuple(holds),
    )


def _others(subject: Subject, value: str, fact: Fact, shelf: Shelf) -> tuple[Option, ...]:
    """Return descriptions of terms near of kind that the notes do not give to the term too."""
    found: list[Option] = []
    grammar = shelf.grammar(fact)
    names = names_of(subject)
    for other in shelf.siblings(subject):
        theirs = shelf.alike(other, value, SHOWN, SHORTER)
        if theirs is None:
            continue
        said, words_of_it = theirs
        if any(leak(words_of_it, each, grammar, shelf.common) for each in (names_of(other), names)):
            continue
        if shelf.fitting(other, words_of_it).named.get(subject.key, 0) >= FITS:
            continue
        if _opening(words_of_it, grammar) != _opening(value, grammar):
            continue
        found.append(Option(words_of_it, explanation_of(other, said), said.place))
        if len(found) == DISTRACTORS:
            break
    return tuple(found) if lengths_fit(value, [option.text for option in found]) else ()


def _opening(value: str, grammar: Grammar) -> str:
    """Return by what a description begins, so that options read alike."""
    head = (words(value[:40]) or [""])[0]
    if head in grammar.articles:
        return "article"
    return "verb" if head.endswith("s") and not head.endswith("ss") else "other"
