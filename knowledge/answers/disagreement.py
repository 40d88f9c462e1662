"""Where notes differ: sentences about one thing that state different amounts of what is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np

from knowledge.answers.amounts import amounts_in
from knowledge.answers.kinds import bills, facts_in
from knowledge.answers.passages import segments
from knowledge.answers.query import FORM
from knowledge.answers.wanted import ATTRIBUTES, names_attribute
from knowledge.model import Kind, Passage, Place
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from knowledge.answers.answer import Source
    from knowledge.answers.query import Query, Understanding
    from knowledge.model import Block
    from knowledge.notes.glossary import Term

    Sources = Callable[[int], Source]

CANDIDATES: Final = 40
"""Passages about the subject that are read for another amount, in the order of the notes."""
MOST: Final = 0.6
"""The share of the rest of a question that a sentence must say to speak of the same."""
_HERE: Final = Place("", 0, 0)
_NUMBERED = re.compile(r"^[\d.]+[.)]?\s+")


def other_statements(
    query: Query, known: Understanding, answered: tuple[int, str], source: Sources
) -> list[tuple[int, Block, str]]:
    """Return sentences of other notes that state another amount: (passage, block, sentence).

    Only where a kind of fact, or how to pay, is asked of one thing that the notes have a name for,
    and only sentences that are about it, hold that kind, and share no amount with what is shown.
    `answered` is the passage that answers, with the words shown of it. Copies of a sentence count
    once; otherwise one sentence a note, in their order.
    """
    number, text = answered
    if len(query.things) != 1 or not (query.of_a_kind or _asks_bill(query)):
        return []
    stated = _amounts(text)
    term = known.glossary.find(query.things[0])
    if term is None or not stated or not _holds_asked(query, text):
        return []
    found: dict[int, tuple[int, Block, str]] = {}
    told: set[tuple[str, ...]] = set()
    own = int(known.index.note_of[number])
    for passage in _about(query.things[0], known):
        note = int(known.index.note_of[passage])
        if note == own or note in found:
            continue
        found_there = source(passage)
        held = found_there.blocks
        over = found_there.place.heading[-1:]
        for segment in segments(Passage(_HERE, held)):
            if (
                "?" not in segment.text  # it asks, or lists the answers of a quiz
                and _differ(stated, _amounts(segment.text))
                and _holds_asked(query, segment.text)
                and _says_rest(query, segment.text, known)
                and _is_named(query, text, segment.text)
                and _subject(held, segment.block, over, known) is term
            ):
                if tuple(words(segment.text)) not in told:
                    found[note] = (passage, held[segment.block], segment.text)
                    told.add(tuple(words(segment.text)))
                break
    return list(found.values())


def _asks_bill(query: Query) -> bool:
    return any(bills(asked.written) for asked in query.asked)


def _holds_asked(query: Query, text: str) -> bool:
    """Whether a sentence holds the kind of fact that is asked for, by the form or by a word.

    How something is paid for answers no other question: `counted in milliseconds` is no duration.
    """
    if _asks_bill(query) or bills(text):
        return _asks_bill(query) and bills(text)
    kinds = {*query.wanted}.union(*(ATTRIBUTES.get(each.written, ()) for each in query.asked))
    return not kinds.isdisjoint(facts_in(text))


def states_amount(text: str) -> bool:
    """Whether a text states an amount of anything."""
    return bool(_amounts(text))


def _is_named(query: Query, one: str, other: str) -> bool:
    """Whether one of two sentences says the word that asks: `timeout` is not any duration."""
    asking = {each.written for each in query.asked if each.written in ATTRIBUTES}
    return not asking or _asks_bill(query) or not asking.isdisjoint(words(f"{one} {other}"))


def _says_rest(query: Query, text: str, known: Understanding) -> bool:
    """Whether a sentence says most of what is asked beside the thing and the kind of fact.

    `35 days of recovery` and `milliseconds of delay` are amounts of one kind, and do not differ.
    """
    thing = set(query.things[0].split())
    rest = [
        each
        for each in query.asked
        if not (each.stands_for or each.written in thing or names_attribute(each.written))
        and each.written != FORM
    ]
    said = {root for word in words(text) for root in known.roots(word)}
    total = sum(each.weight for each in rest)
    held = sum(each.weight for each in rest if not said.isdisjoint(each.roots))
    return held >= MOST * total


def _amounts(text: str) -> Mapping[str, set[float | str]]:
    found: dict[str, set[float | str]] = defaultdict(set)
    for kind, amount in amounts_in(text):
        found[kind].add(amount)
    return found


def _differ(one: Mapping[str, set[float | str]], other: Mapping[str, set[float | str]]) -> bool:
    """Whether two texts state amounts of a kind, and none of it the same."""
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[kind].isdisjoint(other[kind]) for kind in shared)


def _about(name: str, known: Understanding) -> Sequence[int]:
    """Return passages that hold all words of a name."""
    index = known.index
    rows = {index.vocabulary[root] for word in words(name) for root in known.roots(word)}
    if not rows:
        return []
    held = [index.docs[index.offsets[row] : index.offsets[row + 1]] for row in rows]
    both = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), held)
    return [int(passage) for passage in both[:CANDIDATES]]


def _subject(
    blocks: Sequence[Block], at: int, over: Sequence[str], known: Understanding
) -> Term | None:
    """Return the term that a block is about: by its lead, the bullets above it, or its heading.

    A lead that asks (`Billing:`) says what is told of the thing, not what the thing is.
    """
    block = blocks[at]
    if block.kind in {Kind.HEADING, Kind.CODE, Kind.ROW}:  # a row's amounts are its columns'
        return None
    heading = next(
        (above.text for above in reversed(blocks[:at]) if above.kind is Kind.HEADING), ""
    )
    for name in (block.lead, *reversed(block.parents), heading, *over):
        term = known.glossary.find(_NUMBERED.sub("", name)) if name else None
        if term is not None and not _is_attribute(name):
            return term
    return None


def _is_attribute(name: str) -> bool:
    return any(map(names_attribute, words(name)))
