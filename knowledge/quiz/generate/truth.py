"""Whether a description is a term's own, or that of a term of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.quiz.gates import hold
from knowledge.quiz.gates.leaks import leak
from knowledge.quiz.generate.shelf import (
    FITS,
    KIN_NEAR,
    Shelf,
    explanation_of,
    names_of,
    source_of,
    topic_of,
)
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Item, Kind, Option, Origin, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.quiz.facts import Fact
    from knowledge.quiz.terms import Subject


def true_or_false(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the item that gives a term a description: in half of all cases another's."""
    descriptions = shelf.described.get(subject.key, ())
    if not descriptions:
        return
    fact, value = descriptions[-1]
    name = generated_id("truth", subject.key, "truth", 0)
    other = None
    if int(digest(name), 16) % 2:
        other = _borrowed(subject, shelf)
    said, words_of_it = (fact, value) if other is None else other[1:]
    about = subject if other is None else other[0]
    given = _given(words_of_it, (subject, about), said, shelf)
    wording = shelf.wording(fact)
    options = (Option(wording.true), Option(wording.false))
    yield Item(
        name,
        Kind.TRUTH,
        Origin.GENERATED,
        wording.truth.format(subject.name, words_of_it),
        options,
        (options[other is not None].id,),
        fact.place if other is None else said.place,
        said.sentence,
        explanation_of(about, said),
        concept=subject.name,
        relation="truth",
        topic=topic_of(fact),
        syntax="true-false",
        source_text=source_of(said),
        holds=(hold("G03", given),) if given else (),
    )


def _borrowed(subject: Subject, shelf: Shelf) -> tuple[Subject, Fact, str] | None:
    """Return a description of a term near of kind that the notes do not give to this one."""
    for other in shelf.siblings(subject, KIN_NEAR):
        for fact, value in shelf.described.get(other.key, ())[:1]:
            if _given(value, (subject, other), fact, shelf):
                continue
            if shelf.fitting(other, value).named.get(subject.key, 0) < FITS:
                return other, fact, value
    return None


def _given(value: str, subjects: Sequence[Subject], fact: Fact, shelf: Shelf) -> str:
    """Return the name of a term that a description gives away, or nothing."""
    grammar = shelf.grammar(fact)
    found = (leak(value, names_of(subject), grammar, shelf.common) for subject in subjects)
    return next(filter(None, found), "")
