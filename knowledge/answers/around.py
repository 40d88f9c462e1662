"""What to offer beside an answer or instead of it: terms to go on with, and what is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.answers.answer import Gap
from knowledge.answers.query import FORM
from knowledge.answers.shown import roots_of
from knowledge.answers.wanted import name_of_wanted
from knowledge.model import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.answers.query import Query
    from knowledge.answers.ranking import Scored
    from knowledge.answers.shelf import Shelf

NEAREST: Final = 3
SUGGESTED: Final = 4
GAP_CAP: Final = 9
"""Words of a question up to which it is plain what of a thing is asked for."""


def suggestions(query: Query, shelf: Shelf) -> tuple[str, ...]:
    """Return terms that the asker may have meant: by other readings of the doubtful words."""
    known = shelf.known
    found: dict[str, None] = {}
    for word in (*(correction.read_as for correction in query.corrections), *query.alternatives):
        term = known.glossary.find(word) or known.glossary.by_word.get(word)
        if term is not None:
            found[term.name] = None
    return tuple(found)[:SUGGESTED]


def nearest_topics(query: Query, shelf: Shelf, passages: Sequence[int]) -> tuple[str, ...]:
    """Return the terms that stand nearest to an unanswered question; possibly none."""
    known = shelf.known
    asked = {root for word in query.asked for root in word.roots}
    found: dict[str, None] = {}
    for passage in passages[:NEAREST]:
        for name in _names_in(shelf.blocks(passage), shelf):
            if asked & set(roots_of(name, known)):
                found.setdefault(name, None)
    return tuple(found)[:NEAREST]


def related_terms(query: Query, shelf: Shelf, passages: Sequence[int]) -> tuple[str, ...]:
    """Return up to five terms named beside the answer that the question does not name."""
    asked = {root for word in query.asked for root in word.roots}
    names: dict[str, None] = {}
    for passage in passages[:2]:
        for name in _names_in(shelf.blocks(passage), shelf):
            if not set(roots_of(name, shelf.known)) <= asked:
                names.setdefault(name, None)
    return tuple(names)[:5]


def _names_in(blocks: Sequence[Block], shelf: Shelf) -> Iterable[str]:
    """Yield the terms that a passage's leads, headings and first cells name, in order."""
    for block in blocks:
        name = block.lead or (block.text if block.kind is Kind.HEADING else "")
        if block.kind is Kind.ROW and not block.label:
            name = block.cells[0]
        term = shelf.known.glossary.find(name) if name else None
        if term is not None:
            yield term.name


def gap(query: Query, shelf: Shelf, ranked: Sequence[Scored], absent: str = "") -> Gap | None:
    """Return what the notes lack of the one thing that is asked about, if they cover it.

    `absent` is a side of a comparison that no note speaks of.
    """
    if absent:
        covered = next((side.name for side in query.sides if side.name != absent), "")
        term = shelf.known.glossary.find(covered)
        return Gap(term.name, beside=absent) if term else None
    known = shelf.known
    term = known.glossary.find(query.things[0]) if len(query.things) == 1 else None
    if term is None or not ranked or query.guesses or query.length > GAP_CAP:
        return None
    of_it = set(query.things[0].split())
    asked = [each for each in query.asked if not each.stands_for and each.written not in of_it]
    fact = name_of_wanted(query.wanted, [each.written for each in asked])
    if fact:
        return Gap(term.name, fact)
    words_left = [each for each in asked if each.written != FORM]
    if not words_left:
        return None
    return Gap(term.name, word=max(words_left, key=lambda each: each.weight).written)
