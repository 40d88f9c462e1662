"""Passages to an answer: whether the notes answer at all, and what to offer beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.answers.answer import (
    Answer,
    Gap,
    Response,
    Source,
    Statement,
    Unknown,
    Unsure,
)
from knowledge.answers.disagreement import other_statements, states_amount
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
from knowledge.answers.query import FORM
from knowledge.answers.ranking import rank
from knowledge.answers.reach import Sought, reaches, said
from knowledge.answers.shown import choose_shown, roots_of
from knowledge.answers.wanted import holds, name_of_wanted
from knowledge.model import Block, Kind

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
CLOSE: Final = 9
"""Words of a question up to which its best passages are read sentence by sentence: longer ones
tell a story, of which one sentence says little."""
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
    index = shelf.known.index
    similar = _similarities(query, shelf)
    ranked = rank(query, index, RANKED, similar)
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
    found = tuple(without_copies(ranked, index, SOURCES))
    best = found[0].best.passage
    shown = choose_shown(query, shelf.known, shelf.source(best, 0.0, ()), best)
    lacking = not any(holds(query.wanted, block.text) for block in shown) or (
        query.denies and not any(denies(block.text) for block in shown)
    )
    return replace(judged, found=found, shown=shown, lacking=lacking)


def compose(query: Query, shelf: Shelf) -> Response:
    """Return what the notes say to the question; deterministic."""
    judged = judge(query, shelf)
    if not judged.answers:
        return _unknown(query, shelf, judged.ranked)
    sources = tuple(
        shelf.source(each.best.passage, each.best.score, each.copies) for each in judged.found
    )
    answer = Answer(
        query.question,
        judged.shown,
        sources,
        round(confidence(judged.final), 3),
        query.corrections,
        related_terms(query, shelf, judged.found),
        _disagreement(query, shelf, judged, sources[0]),
    )
    meant = suggestions(query, shelf)
    if not meant or not (query.alternatives or judged.final < LINE + DOUBT):
        return answer
    return Unsure(
        answer.question,
        answer.shown,
        answer.sources,
        answer.confidence,
        answer.corrections,
        answer.related,
        answer.disagreement,
        meant,
    )


def _disagreement(
    query: Query, shelf: Shelf, judged: Judged, best: Source
) -> tuple[Statement, ...]:
    """Return what each note says where they state different amounts, the newest first."""
    text = "\n".join(block.text for block in judged.shown if block.kind is not Kind.HEADING)
    if any(block.kind is Kind.ROW for block in judged.shown):
        return ()  # a row's amounts are its columns'
    passage = judged.found[0].best.passage
    others = other_statements(
        query, shelf.known, (passage, text), lambda number: shelf.source(number, 0.0, ())
    )
    if not others:
        return ()
    own = next(block for block in judged.shown if states_amount(block.text))
    stated = [Statement(own.text, best.place_of([own]), best.date)]
    for number, block, sentence in others:
        source = shelf.source(number, 0.0, ())
        stated.append(Statement(sentence, source.place_of([block]), source.date))
    return tuple(sorted(stated, key=_newest_first))


def _newest_first(stated: Statement) -> int:
    """Return what sorts statements by the day of their notes; those without one come last."""
    day = stated.date.day if stated.date else None
    return -day.toordinal() if day else 1


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


def _unknown(query: Query, shelf: Shelf, ranked: Sequence[Scored]) -> Unknown:
    return Unknown(
        query.question,
        nearest_topics(query, shelf, [scored.passage for scored in ranked]),
        query.missing,
        query.corrections,
        suggestions(query, shelf),
        _gap(query, shelf, ranked),
    )


def _gap(query: Query, shelf: Shelf, ranked: Sequence[Scored]) -> Gap | None:
    """Return what the notes lack of the one thing that is asked about, if they cover it."""
    known = shelf.known
    term = known.glossary.find(query.things[0]) if len(query.things) == 1 else None
    if term is None or not ranked or query.guesses or query.length > CLOSE:
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
