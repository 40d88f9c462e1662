"""Which term fits a description: the notes' words for it, among terms of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.quiz.facts import Fact, Relation
from knowledge.quiz.gates import hold
from knowledge.quiz.gates.leaks import leak, stands_in
from knowledge.quiz.gates.shape import is_use, tidy
from knowledge.quiz.generate.shelf import (
    DISTRACTORS,
    FITS,
    FITS_USE,
    RIVAL,
    explanation_of,
    in_order,
    is_plural,
    lengths_fit,
    names_of,
    option_of,
    related,
    source_of,
    topic_of,
    unfit,
)
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Hold, Item, Kind, Option, Origin
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.generate.shelf import Shelf
    from knowledge.quiz.terms import Subject

INLINE = 160
"""Characters of a description that reads well inside a question."""
NEAR_FRONT = 8
"""Among so many first words of a description stands what kind of thing it is of."""
WHOLE = 5
"""Letters of a word that is a word in longer ones too."""
PER_TERM = 3
"""Descriptions of one term that are asked for; more would be the same again."""


def which_term(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the items that describe a term and ask for its name."""
    for number, (fact, value) in enumerate(shelf.described.get(subject.key, ())[:PER_TERM]):
        wording = shelf.wording(fact)
        asked = wording.is_a if wording.is_a and _is_one(value, subject) else wording.fits
        yield named_item(
            subject,
            fact,
            value,
            asked.format(_opened(value) if asked == wording.is_a else value),
            number,
            shelf,
        )


def _opened(value: str) -> str:
    return value[0].lower() + value[1:]


def _is_one(value: str, subject: Subject) -> bool:
    """Whether a description can follow `is`: it begins with an article, and is of one thing."""
    head = value.partition(" ")[0].lower()
    return head in {"a", "an", "the"} and len(value) < INLINE and not is_plural(subject.name)


def which_use(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the items that tell a use and ask for the term."""
    number = 0
    for fact in subject.said(Relation.USE):
        value = tidy(fact.value)
        if is_use(value, shelf.grammar(fact)):
            stem = shelf.wording(fact).used.format(value)
            yield named_item(subject, fact, value, stem, number, shelf)
            number += 1


def named_item(
    subject: Subject, fact: Fact, value: str, stem: str, number: int, shelf: Shelf
) -> Item:
    """Return the item that asks for the term of a statement, with the reasons to hold it back."""
    name = generated_id("choice", subject.key, fact.relation, number)
    fitting = shelf.fitting(subject, value)
    holds: list[Hold] = []
    given = leak(value, names_of(subject), shelf.grammar(fact), shelf.common)
    if given:
        holds.append(hold("G03", given))
    rivals = [
        other.name
        for other in shelf.siblings(subject)
        if fitting.about.get(other.key, 0.0) >= RIVAL
    ]
    if rivals:
        holds.append(hold("G04", ", ".join(sorted(rivals)[:3])))
    least = FITS_USE if fact.relation is Relation.USE else FITS
    others = pick(subject, source_of(fact), unfit(fitting, subject.key, least), shelf)
    if len(others) < 2:
        holds.append(hold("G05"))
    options = in_order(name, (option_of(each, shelf) for each in (subject, *others)))
    return Item(
        name,
        Kind.CHOICE,
        Origin.GENERATED,
        stem,
        options,
        (Option(subject.name).id,),
        fact.place,
        fact.sentence,
        explanation_of(subject, fact),
        (subject.name, *subject.aliases),
        concept=subject.name,
        relation=fact.relation.value,
        topic=topic_of(fact),
        syntax="use-case" if fact.relation is Relation.USE else "which-term",
        source_text=source_of(fact),
        holds=tuple(holds),
    )


def _is_kind_of(other: Subject, subject: Subject, shelf: Shelf) -> bool:
    """Whether a term is a kind of another: its description or its name holds the other's."""
    ending = subject.key if " " not in subject.key and len(subject.key) >= WHOLE else ""
    return bool(ending and other.key.endswith(ending)) or any(
        stands_in(words(value)[:NEAR_FRONT], subject.key)
        for _, value in shelf.described.get(other.key, ())
    )


def pick(subject: Subject, source: str, wrong: frozenset[str], shelf: Shelf) -> tuple[Subject, ...]:
    """Return the wrong options: near of kind, none in the source, of like length.

    `wrong` are the keys of the terms that may be right too.
    """
    said = words(source)
    found: list[Subject] = []
    for other in shelf.siblings(subject):
        if other.key in wrong or stands_in(said, other.name) or stands_in(said, other.key):
            continue
        if _is_kind_of(other, subject, shelf) or any(related(other, each) for each in found):
            continue
        found.append(other)
        if len(found) == DISTRACTORS:
            if lengths_fit(subject.name, [each.name for each in found]):
                break
            found.sort(key=lambda each: -len(each.name))
            found.pop()
    return tuple(found)
