"""Whether a description is a term's own, or that of a term of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.quiz.facts import How
from knowledge.quiz.gates import hold
from knowledge.quiz.gates.leaks import leak, stands_in
from knowledge.quiz.generate.askable import HEADED
from knowledge.quiz.generate.shelf import (
    FITS,
    KIN_CLOSE,
    KIN_NEAR,
    Shelf,
    explanation_of,
    names_of,
    source_of,
    topic_of,
)
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Item, Kind, Option, Origin, digest
from knowledge.quiz.terms import Shape
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.facts import Fact
    from knowledge.quiz.terms import Subject


SURE: Final = {How.LEAD, How.LABEL, How.CELL, How.CALLED, How.SENTENCE}
"""Ways of saying that surely say what a term is; a true-or-false has no other options to help."""


NEAREST: Final = 6
"""Of so many nearest of kin one lends its description, so that not all borrow the same."""


def is_sure(subject: Subject, fact: Fact) -> bool:
    """Whether a statement surely says what its term is: by how it is said, or of what."""
    return fact.how in SURE or subject.shape is Shape.PROPER or subject.weight >= HEADED


def true_or_false(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the item that gives a term a description: in half of all cases another's."""
    own = [
        (subject, fact, value)
        for fact, value in shelf.described.get(subject.key, ())
        if is_sure(subject, fact)
    ]
    if not own:
        return
    name = generated_id("truth", subject.key, "truth", 0)
    clean = [each for each in own if not _given(each[2], subject, each[1], shelf)]
    is_true = bool(clean) and _says_so(subject)
    # A name that says what the thing is gives its own description away, but not another's.
    least = KIN_CLOSE if clean else KIN_NEAR
    borrowed = None if is_true else _borrowed(subject, shelf, least)
    about, said, words_of_it = borrowed or (clean or own)[-1]
    fact = own[-1][1]
    given = "" if borrowed else _given(words_of_it, subject, said, shelf)
    wording = shelf.wording(fact)
    options = tuple(Option(verdict) for verdict in wording.verdicts)
    yield Item(
        name,
        Kind.TRUTH,
        Origin.GENERATED,
        wording.truth.format(subject.name, words_of_it),
        options,
        (options[borrowed is not None].id,),
        said.place,
        said.sentence,
        explanation_of(about, said),
        concept=subject.name,
        relation="truth",
        topic=topic_of(fact),
        syntax="true-false",
        source_text=source_of(said),
        holds=(hold("G03", given),) if given else (),
    )


def _says_so(subject: Subject) -> bool:
    """Whether a term is given its own description, as half of them are."""
    return int(digest(generated_id("truth", subject.key, "truth", 0)), 16) % 2 == 0


def _borrowed(subject: Subject, shelf: Shelf, least: int) -> tuple[Subject, Fact, str] | None:
    """Return a description of a term near of kind that the notes do not give to this one."""
    kin = shelf.siblings(subject, least)[:NEAREST]

    # A description that is given to its own term too, or to yet another, makes nearly the same
    # item twice.
    def order(other: Subject) -> tuple[bool, str]:
        is_taken = other.key in shelf.lent or _says_so(other)
        return is_taken, digest(f"truth|{subject.key}|{other.key}")

    for other in sorted(kin, key=order):
        for fact, value in shelf.described.get(other.key, ())[:1]:
            told = words(value)
            if any(stands_in(told, name) for name in (*names_of(subject), *names_of(other))):
                continue
            if shelf.fitting(other, value).named.get(subject.key, 0) < FITS:
                shelf.lent.add(other.key)
                return other, fact, value
    return None


def _given(value: str, subject: Subject, fact: Fact, shelf: Shelf) -> str:
    """Return the name of a term that its description gives away, or nothing."""
    # A word that many names share still tells where there is one name only.
    return leak(value, names_of(subject), shelf.grammar(fact), shelf.everywhere)
