"""Passages to an answer: whether the notes answer at all, and what to offer beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.answers.answer import Answer, Response, Source, Unknown, Unsure
from knowledge.answers.evidence import (
    DOUBT,
    LACKING,
    LINE,
    TELLING,
    confidence,
    evidence,
    evidence_of_short,
    evidence_with_meaning,
    is_short,
    without_copies,
)
from knowledge.answers.kinds import denies
from knowledge.answers.meaning import question_as_read
from knowledge.answers.ranking import rank
from knowledge.answers.reach import Sought, reaches, said
from knowledge.answers.shown import choose_shown, roots_of
from knowledge.answers.wanted import holds
from knowledge.model import Block, Kind, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.answers.evidence import Found
    from knowledge.answers.meaning import Meaning
    from knowledge.answers.query import Query, Understanding
    from knowledge.answers.ranking import Scored

SOURCES: Final = 5
RANKED: Final = 12
"""Passages ranked, so that `SOURCES` are left when copies are counted once."""
CLOSE: Final = 6
"""Words asked for, up to which a question's best passages are read sentence by sentence."""
CLOSELY: Final = 10
"""So many passages are."""
IN_ONE_PLACE: Final = 0.6
"""What it is worth that a passage says all in one place, as a share of all asked: with 1, longer
questions lose a point; with 0, three in a hundred short ones."""
WITNESSES: Final = 3
"""Of so many passages the one that says most in one place decides whether the notes answer."""
NEAREST: Final = 3
SUGGESTED: Final = 4


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the passages of an index stand, and what words mean there."""

    known: Understanding
    source: Callable[[int, float, Sequence[int]], Source]
    """Passage number, score and numbers of its copies to a source."""
    blocks: Callable[[int], tuple[Block, ...]]
    """Passage number to its blocks."""
    meaning: Meaning | None = None


def compose(query: Query, shelf: Shelf) -> Response:
    """Return what the notes say to the question; deterministic."""
    index = shelf.known.index
    similar = _similarities(query, shelf)
    ranked = rank(query, index, RANKED, similar)
    share = 1.0
    if query.size <= CLOSE:
        ranked, share = _read_closely(query, shelf, ranked)
    odds = _odds(query, ranked, index.size, similar)
    if is_short(query):
        odds = evidence_of_short(query, odds, share)
    if odds < LINE:
        return _unknown(query, shelf, ranked)
    found = without_copies(ranked, index, SOURCES)
    sources = tuple(shelf.source(each.best.passage, each.best.score, each.copies) for each in found)
    shown = choose_shown(query, shelf.known, sources[0], found[0].best.passage)
    if not any(holds(query.wanted, block.text) for block in shown) or (
        query.denies and not any(denies(block.text) for block in shown)
    ):
        odds -= LACKING
        if odds < LINE:
            return _unknown(query, shelf, ranked)
    answer = Answer(
        query.question,
        shown,
        sources,
        round(confidence(odds), 3),
        query.corrections,
        related_terms(query, shelf, found),
    )
    meant = suggestions(query, shelf)
    if not meant or not (query.alternatives or odds < LINE + DOUBT):
        return answer
    return Unsure(
        answer.question,
        answer.shown,
        answer.sources,
        answer.confidence,
        answer.corrections,
        answer.related,
        meant,
    )


_HERE: Final = Place("", 0, 0)
"""The place of passages that are read for their blocks."""


def _read_closely(
    query: Query, shelf: Shelf, ranked: Sequence[Scored]
) -> tuple[list[Scored], float]:
    """Return the passages, what each says in one place counted too, and the most said so."""
    index = shelf.known.index
    sought = Sought.of(query, index)
    found: list[tuple[float, int, float]] = []
    for at, scored in enumerate(ranked[:CLOSELY]):
        passage = Passage(_HERE, shelf.blocks(scored.passage))
        share = said(query, sought, reaches(index, scored.passage, passage), passage)
        found.append((scored.score + IN_ONE_PLACE * sought.total * share, -at, share))
    found.sort(reverse=True)
    read = [ranked[-at] for _, at, _ in found] + list(ranked[CLOSELY:])
    return read, max((share for _, _, share in found[:WITNESSES]), default=0.0)


def _unknown(query: Query, shelf: Shelf, ranked: Sequence[Scored]) -> Unknown:
    return Unknown(
        query.question,
        nearest_topics(query, shelf, [scored.passage for scored in ranked]),
        query.missing,
        query.corrections,
        suggestions(query, shelf),
    )


def _similarities(query: Query, shelf: Shelf) -> NDArray[np.float32] | None:
    """Return how near in meaning each passage is, where there is a sentence model."""
    if shelf.meaning is None:
        return None
    return shelf.meaning.similarities(question_as_read(query.question, query.corrections))


def _odds(
    query: Query, ranked: Sequence[Scored], passages: int, similar: NDArray[np.float32] | None
) -> float:
    """Return the log odds that the notes answer, by words and, where known, by meaning."""
    if not ranked:
        return -math.inf
    if similar is None:
        return evidence(query, ranked[0], passages)
    odds = evidence(query, max(ranked, key=lambda scored: scored.strength), passages)
    return odds if query.size < TELLING else evidence_with_meaning(odds, float(similar.max()))


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


def related_terms(query: Query, shelf: Shelf, found: Sequence[Found]) -> tuple[str, ...]:
    """Return up to five terms named beside the answer that the question does not name."""
    asked = {root for word in query.asked for root in word.roots}
    names: dict[str, None] = {}
    for each in found[:2]:
        for name in _names_in(shelf.blocks(each.best.passage), shelf):
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
