"""Which term fits a description: the notes' words for it, among terms of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.quiz.facts import Fact, Relation
from knowledge.quiz.gates import hold
from knowledge.quiz.gates.leaks import leak
from knowledge.quiz.gates.shape import misshapen, tidy
from knowledge.quiz.generate.shelf import (
    DISTRACTORS,
    RIVAL,
    in_order,
    lengths_fit,
    related,
    unfit,
)
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Hold, Item, Kind, Option, Origin
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.gates.rivals import Fitting
    from knowledge.quiz.generate.shelf import Shelf
    from knowledge.quiz.terms import Subject

PER_TERM = 2
"""Descriptions of one term that are asked for; more would be the same again."""


def which_term(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the items that describe a term and ask for its name."""
    for number, (fact, value) in enumerate(shelf.described.get(subject.key, ())[:PER_TERM]):
        stem = shelf.wording(fact).fits.format(value)
        yield named_item(subject, fact, value, stem, number, shelf)


def which_use(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the items that tell a use and ask for the term."""
    number = 0
    for fact in subject.said(Relation.USE):
        value = tidy(fact.value)
        if len(words(value)) >= 3 and not misshapen(f"{value} - - -", shelf.grammar(fact)):
            stem = shelf.wording(fact).used.format(value)
            yield named_item(subject, fact, value, stem, number, shelf)
            number += 1


def named_item(
    subject: Subject, fact: Fact, value: str, stem: str, number: int, shelf: Shelf
) -> Item:
    """Return the item that asks for the term of a statement, with the reasons to hold it back."""
    name = generated_id("choice", subject.key, fact.relation, number)
    fitting = shelf.evidence.fitting(value, (subject.name,))
    holds: list[Hold] = []
    given = leak(
        value, (subject.name, subject.key, *subject.aliases), shelf.grammar(fact), shelf.common
    )
    if given:
        holds.append(hold("G03", given))
    rivals = [
        key
        for key, share in fitting.about.items()
        if share >= RIVAL and _is_other(key, subject, shelf)
    ]
    if rivals:
        holds.append(hold("G04", ", ".join(sorted(rivals)[:3])))
    others = pick(subject, value, fitting, shelf)
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
        topic=fact.place.heading[0] if fact.place.heading else "",
        syntax="which-term",
        source_text=source_of(fact),
        holds=tuple(holds),
    )


def _is_other(key: str, subject: Subject, shelf: Shelf) -> bool:
    other = shelf.lexicon.by_key.get(key)
    return other is not None and other.key != subject.key and not related(subject, other)


def pick(subject: Subject, value: str, fitting: Fitting, shelf: Shelf) -> tuple[Subject, ...]:
    """Return the wrong options: near of kind, not also right, none in the stem, of like length."""
    wrong = unfit(fitting, subject.key)
    said = f" {' '.join(words(value))} "
    found: list[Subject] = []
    for other in shelf.siblings(subject):
        if other.key in wrong or f" {other.key} " in said:
            continue
        if any(related(other, each) for each in found):
            continue
        found.append(other)
        if len(found) == DISTRACTORS:
            if lengths_fit(subject.name, [each.name for each in found]):
                break
            found.sort(key=lambda each: -len(each.name))
            found.pop()
    return tuple(found)


def option_of(subject: Subject, shelf: Shelf) -> Option:
    """Return a term as an option, with what the notes say of it."""
    best = shelf.described.get(subject.key, ())
    if not best:
        return Option(subject.name)
    fact, value = best[0]
    return Option(subject.name, f"{subject.name}: {value}", fact.place)


def explanation_of(subject: Subject, fact: Fact) -> str:
    """Return the supporting sentence, with the term in front where the sentence lacks it."""
    sentence = " ".join(fact.sentence.split())
    folded = " ".join(words(sentence))
    return sentence if subject.key in folded else f"{subject.name}: {sentence}"


def source_of(fact: Fact) -> str:
    """Return the headings above a statement, its term and its whole sentence."""
    return "\n".join((*fact.place.heading[-1:], fact.term, fact.sentence))
