"""Which terms are surely the names of something, so that a question can have them for options."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from knowledge.quiz.facts import Fact, How, Relation
from knowledge.quiz.stated.headings import is_headline, named_by
from knowledge.quiz.terms import Shape, Subject, fold_name

if TYPE_CHECKING:
    from knowledge.quiz.grammar import Grammar
    from knowledge.quiz.terms import Lexicon

HEADED: Final = 2
"""The glossary's weight of a name that stands in a heading, or twice at the front."""
LETTERS: Final = 3
"""Fewer small letters are a word between words, or an option of a command."""
_OWNER = re.compile("(.{2,60})['\u2019]s\\s")
ATTRIBUTE: Final = 4
"""A common word in front of statements under so many headings is a label, such as `Basic`."""


def is_askable(subject: Subject, lexicon: Lexicon, grammar: Grammar) -> bool:
    """Whether a term is surely the name of something.

    A proper name is. A common word has to be defined in a sure way; bullets under the name of a
    thing say what that thing has, not what the words in front of them are.
    """
    if _is_attribute(subject) or not named_by(subject.name, grammar):
        return False
    if is_headline(subject.name, grammar) or _is_of_another(subject.name, lexicon):
        return False
    if len(subject.name) < LETTERS and subject.name.islower():
        return False
    if subject.shape is Shape.PROPER or subject.given:
        return True
    facts = subject.said(Relation.IS)
    hows = {fact.how for fact in facts if not _is_feature(fact, lexicon)}
    if hows & {How.LEAD, How.LABEL, How.CELL, How.CALLED}:
        return True
    return How.SENTENCE in hows and subject.weight >= HEADED


def _is_of_another(name: str, lexicon: Lexicon) -> bool:
    """Whether a name tells what another term has: `the anchor's weight`."""
    owner = _OWNER.match(name)
    above = lexicon.find(owner[1]) if owner else None
    return above is not None and bool(above.said(Relation.IS))


def _is_feature(fact: Fact, lexicon: Lexicon) -> bool:
    if fact.how is not How.LEAD or len(fact.place.heading) < 2:
        return False
    above = lexicon.find(fact.place.heading[-1])
    return (
        above is not None
        and above.shape is Shape.PROPER
        and above.key != fold_name(fact.term)
        and bool(above.said(Relation.IS))
    )


def _is_attribute(subject: Subject) -> bool:
    """Whether a word stands in front of statements under several headings of one note: `Price:`."""
    heads = {
        (fact.place.note, fact.place.heading)
        for fact in subject.said(Relation.IS)
        if fact.how in {How.LEAD, How.NAMED, How.CELL}
    }
    notes = Counter(note for note, _ in heads)
    return (
        subject.shape is Shape.COMMON
        and " " not in subject.name
        and (max(notes.values(), default=0) > 1 or len(heads) >= ATTRIBUTE)
    )
