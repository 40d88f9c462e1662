"""Passages to an answer: which words to show first, and what to offer beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.answers.answer import Answer, Response, Source, Unknown, Unsure
from knowledge.answers.evidence import (
    DOUBT,
    LACKING,
    LINE,
    TELLING,
    confidence,
    evidence,
    evidence_with_meaning,
    without_copies,
)
from knowledge.answers.meaning import question_as_read
from knowledge.answers.passages import Segment, segments
from knowledge.answers.query import Intent
from knowledge.answers.ranking import ARTICLES, BEGINS, COPULAS, definition_worth, rank
from knowledge.answers.wanted import Wanted, holds
from knowledge.model import Block, Kind
from knowledge.text import stem, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.answers.evidence import Found
    from knowledge.answers.meaning import Meaning
    from knowledge.answers.query import Query, Understanding
    from knowledge.answers.ranking import Scored
    from knowledge.model import Passage

SHOWN_CAP: Final = 700
"""Characters shown first: one screen of a phone."""
SOURCES: Final = 5
RANKED: Final = 12
"""Passages ranked, so that `SOURCES` are left when copies are counted once."""
LIST_ITEMS: Final = 7
"""Items of a list that are shown first."""
TOO_SHORT: Final = 100
"""A sentence of fewer characters is shown with the one behind it."""
ASKS: Final = 0.6
"""What a sentence that asks is worth beside one that says."""
FITS: Final = 0.2
"""What it is worth that a sentence holds the kind of fact asked for, as a share of all asked."""
HEADS: Final = 0.9
"""What a heading is worth beside a sentence, unless a list is asked for."""
LENT: Final = 0.6
"""What a word counts that stands in the heading or bullet above, not in the sentence."""
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
    odds = _odds(query, ranked, index.size, similar)
    if odds < LINE:
        return _unknown(query, shelf, ranked)
    found = without_copies(ranked, index, SOURCES)
    sources = tuple(shelf.source(each.best.passage, each.best.score, each.copies) for each in found)
    shown = choose_shown(query, shelf.known, sources[0])
    if not any(holds(query.wanted, block.text) for block in shown):
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


def choose_shown(query: Query, known: Understanding, source: Source) -> tuple[Block, ...]:
    """Return the sentence, list or rows of a passage that answer, within `SHOWN_CAP`."""
    if query.intent is Intent.COMPARISON:
        compared = _compared(query, known, source.blocks)
        if compared:
            return _fitted(_with_subject(query, known, source, compared))
    weights = {root: asked.weight for asked in query.asked for root in asked.roots}
    passage = source.passage()
    parts = list(segments(passage))
    if not parts:
        return _fitted(passage.blocks)
    best = _best_segment(query, known, passage, parts, weights)
    block = passage.blocks[best.block]
    if block.kind is Kind.HEADING:
        chosen = _below_heading(passage.blocks, best.block)
    elif block.kind is Kind.ITEM:
        chosen = _with_items(query, passage.blocks, best.block)
    elif block.kind is Kind.ROW:
        chosen = _rows(passage.blocks, best.block)
    elif block.kind is Kind.CODE:
        chosen = passage.blocks[max(0, best.block - 1) : best.block + 1]
    else:
        chosen = _sentences(passage.blocks, best, parts)
    return _fitted(_with_subject(query, known, source, chosen))


def _best_segment(
    query: Query,
    known: Understanding,
    passage: Passage,
    parts: Sequence[Segment],
    weights: Mapping[str, float],
) -> Segment:
    """Return the segment that covers most of what is asked; a heading or lead lends its words."""
    total = sum(weights.values()) or 1.0
    about = query.about if query.intent is Intent.DEFINITION else query.subjects
    subject = about[0] if about else ()
    over = {root for name in passage.place.heading for root in _roots(name, known)}
    lent = over
    best, best_score = parts[0], -1.0
    for part in parts:
        block = passage.blocks[part.block]
        roots = _roots(part.text, known)
        said = weights.keys() & roots
        if block.kind is Kind.HEADING:
            lent = over | said
        above = {root for parent in block.parents for root in _roots(parent, known)}
        score = sum(weights[root] for root in said)
        score += LENT * sum(weights[root] for root in weights.keys() & (lent | above) - said)
        if subject and block.kind not in {Kind.HEADING, Kind.CODE}:
            worth = definition_worth(roots, subject, *_SHAPES)
            score += total * (worth if query.intent is Intent.DEFINITION else min(worth, BEGINS))
        if query.wanted is not Wanted.ANY and holds(query.wanted, part.text):
            score += FITS * total
        if block.kind is Kind.HEADING and query.intent is not Intent.LIST:
            score *= HEADS
        elif part.text.endswith(_ASKING):
            score *= ASKS
        if score > best_score + 1e-9:
            best, best_score = part, score
    return best


_SHAPES: Final = (frozenset(COPULAS), frozenset(ARTICLES))
_ASKING: Final = ("?", "\uff1f", "....", "EXCEPT:", "EXCEPT")


def _roots(text: str, known: Understanding) -> list[str]:
    return [stem(word, known.languages[0]) for word in words(text)]


def _below_heading(blocks: Sequence[Block], heading: int) -> Sequence[Block]:
    """Return a heading with what stands under it, up to the next heading of the passage."""
    end = heading + 1
    while end < len(blocks) and blocks[end].kind is not Kind.HEADING:
        end += 1
    return blocks[heading:end]


def _compared(query: Query, known: Understanding, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the part of a passage that sets the sides beside each other, if it has one.

    A table with the sides as columns or as rows, or a list with an item about each.
    """
    rows = [block for block in blocks if block.kind is Kind.ROW and not block.label]
    if rows:
        columns = [_roots(name, known) for name in rows[0].parents]
        if sum(any(_has(column, side) for column in columns) for side in query.about) > 1:
            return rows
    about = [
        block
        for block in (*rows, *(block for block in blocks if block.kind is Kind.ITEM))
        if any(_has(_roots(block.cells[0], known)[: len(side) + 2], side) for side in query.about)
    ]
    told = sum(
        any(_has(_roots(block.cells[0], known), side) for block in about) for side in query.about
    )
    return about if told > 1 else ()


def _with_items(query: Query, blocks: Sequence[Block], chosen: int) -> Sequence[Block]:
    """Return an item with the bullets above and under it; for a list, its siblings."""
    item = blocks[chosen]
    start = chosen
    while (
        start > 0
        and item.parents
        and blocks[start - 1].kind is Kind.ITEM
        and blocks[start].level > 0
    ):
        start -= 1
    end = chosen + 1
    deeper = item.level
    if query.intent is Intent.LIST and start == chosen:
        deeper -= 1
        while start > 0 and blocks[start - 1].kind is Kind.ITEM:
            start -= 1
        if start > 0 and blocks[start - 1].text.endswith(":"):
            start -= 1
    while end < len(blocks) and blocks[end].kind is not Kind.HEADING and blocks[end].level > deeper:
        end += 1
    above = [blocks[at] for at in range(start, chosen) if _is_above(blocks, at, chosen)]
    if query.intent is Intent.LIST:
        above = list(blocks[start:chosen])
    return [*above, *blocks[chosen:end]]


def _is_above(blocks: Sequence[Block], at: int, chosen: int) -> bool:
    """Whether the bullet at `at` is one that the chosen one hangs under."""
    return blocks[at].text in blocks[chosen].parents


def _rows(blocks: Sequence[Block], chosen: int) -> Sequence[Block]:
    """Return the row that answers; for a table's head the first rows under it."""
    if not blocks[chosen].label:
        return [blocks[chosen]]
    below = blocks[chosen + 1 : chosen + 1 + LIST_ITEMS]
    return [block for block in below if block.kind is Kind.ROW]


def _has(roots: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(tuple(roots[at : at + size]) == tuple(part) for at in range(len(roots) - size + 1))


def _sentences(blocks: Sequence[Block], best: Segment, parts: Sequence[Segment]) -> Sequence[Block]:
    """Return the sentence that answers, with the next where it is short or only announces."""
    block = blocks[best.block]
    own = [part for part in parts if part.block == best.block]
    at = next(number for number, part in enumerate(own) if part is best)
    text = best.text
    if len(text) < TOO_SHORT and at + 1 < len(own):
        text = f"{text} {own[at + 1].text}"
    chosen = [replace(block, text=text)]
    if text.endswith(":"):
        for below in blocks[best.block + 1 : best.block + 1 + LIST_ITEMS]:
            if below.kind not in {Kind.ITEM, Kind.CODE, Kind.ROW, Kind.MATH}:
                break
            chosen.append(below)
    return chosen


def _with_subject(
    query: Query, known: Understanding, source: Source, chosen: Sequence[Block]
) -> Sequence[Block]:
    """Return the blocks with the heading above them, where they leave out what they are about."""
    if not chosen or chosen[0].kind is Kind.HEADING:
        return chosen
    said = {root for block in chosen for root in _roots(block.text, known)}
    asked = {root for word in query.asked if not word.stands_for for root in word.roots}
    heading = next(
        (
            block
            for block in reversed(source.blocks)
            if block.kind is Kind.HEADING and block.first < chosen[0].first
        ),
        None,
    )
    if heading is None and source.heading is not None:
        heading = source.heading
    if heading is None:
        return chosen
    named = set(_roots(heading.text, known))
    return [heading, *chosen] if (named & asked) - said or not asked & said else chosen


def _fitted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks within `SHOWN_CAP` characters, the last one cut at a word."""
    fitted: list[Block] = []
    room = SHOWN_CAP
    for block in blocks:
        if len(block.text) + 1 <= room:
            fitted.append(block)
            room -= len(block.text) + 1
            continue
        cut = block.text.rfind(" ", 0, max(0, room - 1))
        if block.kind is Kind.CODE:
            cut = block.text.rfind("\n", 0, max(0, room - 1))
        if not fitted and cut <= 0:
            cut = room - 1
        if cut > 0 and (not fitted or cut > TOO_SHORT):
            fitted.append(replace(block, text=block.text[:cut]))
        break
    return tuple(fitted)


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
            if asked & set(_roots(name, known)):
                found.setdefault(name, None)
    return tuple(found)[:NEAREST]


def related_terms(query: Query, shelf: Shelf, found: Sequence[Found]) -> tuple[str, ...]:
    """Return up to five terms named beside the answer that the question does not name."""
    asked = {root for word in query.asked for root in word.roots}
    names: dict[str, None] = {}
    for each in found[:2]:
        for name in _names_in(shelf.blocks(each.best.passage), shelf):
            if not set(_roots(name, shelf.known)) <= asked:
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
