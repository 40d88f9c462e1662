"""What the notes hold for a question, and how surely they answer it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Final

import numpy as np

from knowledge.answers.evidence import (
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
from knowledge.answers.gathering import GATHERED, gathered
from knowledge.answers.kinds import denies
from knowledge.answers.meaning import question_as_read
from knowledge.answers.query import Intent, understand
from knowledge.answers.ranking import rank, sentences_of
from knowledge.answers.reach import Sought, figures_lacking, reaches, said, said_by_one
from knowledge.answers.shown import beside_in, choose_shown, roots_of
from knowledge.answers.sides import contrasts, holds_all
from knowledge.answers.wanted import holds
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.answers.evidence import Found
    from knowledge.answers.query import Query, Understanding
    from knowledge.answers.ranking import Scored
    from knowledge.answers.shelf import Shelf
    from knowledge.answers.sides import Side
    from knowledge.model import Block

SOURCES: Final = 5
LOOKED_THROUGH: Final = 64
"""Passages that are looked through for the words of one side of a comparison together."""
RANKED: Final = 12
"""Passages ranked, so that `SOURCES` are left when copies are counted once."""
CLOSE: Final = 9
"""Words of a question up to which its best passages are read sentence by sentence: longer ones
tell a story, of which one sentence says little."""
CLOSELY: Final = 10
"""So many passages are."""
IN_ONE_PLACE: Final = 0.6
"""What it is worth that a passage says all in one place, as a share of all asked: with 1, longer
questions lose a point; with 0, three in a hundred short ones."""
NEAR_BEST: Final = 0.8
"""A passage with so much of the best one's score comes first where its words hold the fact that is
asked for, and those before it none."""
WITNESSES: Final = 3
"""Of so many passages the one that says most in one place decides whether the notes answer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found for a question, and whether it is an answer."""

    ranked: tuple[Scored, ...]
    """The best first."""
    said: float | None
    """What one place says of a short question, 0 to 1; None for a longer one."""
    odds: float
    """Log odds that the notes answer, before the words to show were looked at."""
    found: tuple[Found, ...] = ()
    """Passages to cite; none where the notes do not answer."""
    shown: tuple[Block, ...] = ()
    """The words to show first."""
    lacking: bool = False
    """Whether these words hold no fact of the kind asked for, or do not deny what they should."""

    beside: tuple[Block, ...] = ()
    """In a comparison that no passage makes: what the second of `found` says of the other side."""
    absent: str = ""
    """In a comparison: the side that no note speaks of."""

    @property
    def final(self) -> float:
        """Log odds that the notes answer, all considered."""
        return self.odds - LACKING * self.lacking

    @property
    def answers(self) -> bool:
        """Whether the notes answer."""
        return self.final >= LINE


def judge(query: Query, shelf: Shelf) -> Judged:
    """Return what the notes hold for a question, and how surely they answer it."""
    if not query.sides:
        return _judge(query, shelf)
    absent = next((side for side in query.sides if not _is_there(side, shelf.known)), None)
    if absent:
        return Judged((), None, -math.inf, absent=absent.name)
    judged = _judge(query, shelf)
    return judged if _compares(query, shelf, judged) else _each_side(query, shelf, judged)


def how_sure(query: Query, shelf: Shelf, judged: Judged) -> float:
    """Return how sure an answer is, 0 to 1: by the evidence, and by what one sentence says."""
    if judged.beside:  # each side has a passage of its own
        return confidence(judged.final, 1.0, 0, denied=False)
    index = shelf.known.index
    sought = Sought.of(query, index)
    passage = judged.found[0].best
    blocks = shelf.blocks(passage.passage)
    within = reaches(index, passage.passage, blocks, sought.bits, passage.hits)
    return confidence(
        judged.final,
        said_by_one(sought, within, blocks),
        figures_lacking(query, sought, within),
        denied=denies(query.question) and not any(denies(block.text) for block in judged.shown),
    )


def _is_there(side: Side, known: Understanding) -> bool:
    """Whether the notes speak of a side: they name it as a term, or say its words together."""
    rows = [
        {known.index.vocabulary[root] for root in known.roots(word)} for word in side.name.split()
    ]
    if not all(rows) or len(rows) == 1 or known.glossary.find(side.name):
        return all(rows)
    docs = [
        np.concatenate([known.index.postings(root).docs for root in known.roots(word)])
        for word in side.name.split()
    ]
    both = reduce(np.intersect1d, docs)[:LOOKED_THROUGH]
    return any(
        not any(either.isdisjoint(sentence) for either in rows)
        for passage in both.tolist()
        for sentence in sentences_of(known.index, passage)
    )


def _compares(query: Query, shelf: Shelf, judged: Judged) -> bool:
    """Whether what was found sets the sides beside each other."""
    if not judged.answers:
        return False
    passage = judged.found[0].best.passage
    source = shelf.source(passage, 0.0, ())
    return bool(beside_in(query, shelf.known, source)) or any(
        contrasts(block.text) and holds_all(roots_of(block.text, shelf.known), query.about)
        for block in judged.shown
    )


def _each_side(query: Query, shelf: Shelf, judged: Judged) -> Judged:
    """Return what the notes say of each side by itself; what was found, where that is nothing.

    Where nothing was found for the two together, only terms of the notes have sides: a word that
    notes say by the way is no rival that they describe.
    """
    glossary = shelf.known.glossary
    if not judged.answers and not all(glossary.find(side.name) for side in query.sides):
        return judged
    one, other = (
        _judge(replace(understand(side.name, shelf.known), intent=Intent.DEFINITION), shelf)
        for side in query.sides
    )
    if not (one.answers and other.answers):
        return judged
    first, second = one.found[0], other.found[0]
    both = {first.best.passage, second.best.passage}
    others = [each for each in judged.found if each.best.passage not in both]
    odds = min(one.final, other.final)
    if len(both) == 1:
        shown = _together(one.shown, other.shown)
        return Judged(judged.ranked, None, odds, (first, *others), shown)
    found = (first, second, *others)[:SOURCES]
    return Judged(judged.ranked, None, odds, found, one.shown, beside=other.shown)


def _together(one: Sequence[Block], other: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of both in the order of the note; of two cuts of one block the longer."""
    found: dict[tuple[int, int], Block] = {}
    for block in (*one, *other):
        lines = block.first, block.last
        if lines not in found or len(found[lines].text) < len(block.text):
            found[lines] = block
    return tuple(sorted(found.values(), key=lambda block: block.first))


def _judge(query: Query, shelf: Shelf) -> Judged:
    """Return what the notes hold for a question that is put in one piece."""
    index = shelf.known.index
    similar = _similarities(query, shelf)
    ranked = _ranked(query, shelf, similar)
    share = 1.0
    if query.length <= CLOSE:
        read, share = _read_closely(query, shelf, ranked)
        ranked = read if similar is None else ranked  # meaning knows better which comes first
    odds = _odds(query, ranked, index.size, similar)
    short = is_short(query)
    if short:
        odds = evidence_of_short(query, odds, share)
    judged = Judged(tuple(ranked), share if short else None, odds)
    if odds < LINE:
        return judged
    found = without_copies(ranked, index, SOURCES)
    near = [each for each in found if each.best.score >= NEAR_BEST * found[0].best.score]
    if query.sides:  # a table says more of both than a sentence
        near.sort(key=lambda each: not _has_table(query, shelf, each.best.passage))
    looked: list[tuple[Block, ...]] = []
    for each in near:
        looked.append(_shown(query, shelf, each.best.passage))
        if not _lacks(query, looked[-1]):
            return replace(judged, found=_first(each, found), shown=looked[-1])
    return replace(judged, found=_first(near[0], found), shown=looked[0], lacking=True)


def _first(one: Found, found: Sequence[Found]) -> tuple[Found, ...]:
    return (one, *(each for each in found if each is not one))


def _has_table(query: Query, shelf: Shelf, passage: int) -> bool:
    """Whether a passage has a table of what is compared."""
    part = beside_in(query, shelf.known, shelf.source(passage, 0.0, ()))
    return any(block.kind is Kind.ROW for block in part)


def _ranked(query: Query, shelf: Shelf, similar: NDArray[np.float32] | None) -> list[Scored]:
    """Return the best passages; where a name is wanted, those of one term support each other."""
    index = shelf.known.index
    if query.intent is not Intent.WHICH or similar is not None:  # meaning has seen it already
        return rank(query, index, RANKED, similar)
    return gathered(rank(query, index, GATHERED), shelf.term_of)[:RANKED]


def _shown(query: Query, shelf: Shelf, passage: int) -> tuple[Block, ...]:
    return choose_shown(query, shelf.known, shelf.source(passage, 0.0, ()), passage)


def _lacks(query: Query, shown: Sequence[Block]) -> bool:
    """Whether words hold no fact of the kind asked for, or do not deny what they should."""
    return not any(holds(query.wanted, block.text) for block in shown) or (
        query.denies and not any(denies(block.text) for block in shown)
    )


def _read_closely(
    query: Query, shelf: Shelf, ranked: Sequence[Scored]
) -> tuple[list[Scored], float]:
    """Return the passages, what each says in one place counted too, and the most said so."""
    index = shelf.known.index
    sought = Sought.of(query, index)
    found: list[tuple[float, int, float]] = []
    for at, scored in enumerate(ranked[:CLOSELY]):
        blocks = shelf.blocks(scored.passage)
        within = reaches(index, scored.passage, blocks, sought.bits, scored.hits)
        share = said(query, sought, within, blocks)
        found.append((scored.score + IN_ONE_PLACE * sought.total * share, -at, share))
    found.sort(reverse=True)
    read = [ranked[-at] for _, at, _ in found] + list(ranked[CLOSELY:])
    return read, max((share for _, _, share in found[:WITNESSES]), default=0.0)


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
