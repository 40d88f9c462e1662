"""Query and index to scored passages; every weight is named here.

First all passages by their words (BM25F), with what the rest of their section and note says; then a
second look at the best, in reading order: words that stand together, and the best single sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from knowledge.answers.index import BREAK
from knowledge.answers.meaning import fused, nearest
from knowledge.answers.query import Intent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query

LOOKED_AT: Final = 50
"""Passages that get a second look."""
NOTE_SHARE: Final = 0.1
"""What a word counts for a passage when another passage of the same note says it."""
SECTION_SHARE: Final = 0.1
"""The same for another passage under the same headings."""
TOGETHER: Final = 0.5
"""For two asked words that stand together in order: this share of their mean weight."""
GAP: Final = 3
"""Words are together when the second is at most so many places behind the first."""
SENTENCE: Final = 0.3
"""For the best sentence, item or row: this share of the weight it covers."""
DEFINES: Final = 1.0
"""For a sentence that says what the asked subject is: this share of all that is asked."""
NAMED: Final = 0.35
"""For a heading that is the subject; both count."""
BEGINS: Final = 0.3
"""For a sentence that begins with the subject."""
FRONT: Final = 6
"""Words among which a definition names its subject."""
BRIEF: Final = 2
"""So few words behind a subject say nothing about it."""
LISTS: Final = 10
"""A line of at most so many words that names all that is compared is a list or a table's head."""
COPULAS: Final = (
    "is",
    "are",
    "was",
    "were",
    "mean",
    "e",
    "sono",
    "es",
    "son",
    "ist",
    "est",
    "er",
    "sind",
    "refer",
)
"""Stems that stand between a thing and what it is."""

ARTICLES: Final = (
    "a", "an", "the", "one", "any", "when", "what", "un", "una", "uno", "une", "il", "lo", "la",
    "le", "el", "ein", "eine", "der", "die", "das", "en", "et",
)  # fmt: skip
"""Words with which the thing itself begins, behind a copula; `is like` compares instead."""

_Root = TypeVar("_Root", int, str)


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage with its score and what it covers."""

    passage: int
    score: float
    coverage: float
    """Share of the asked weight whose words stand in the passage or its headings, 0 to 1."""
    strength: float
    """Score of the passage's own words, a unit of asked weight; about 2 where all is said once."""


def rank(
    query: Query, index: Index, limit: int = 5, meaning: NDArray[np.float32] | None = None
) -> list[Scored]:
    """Return the best passages, the best first; ties in the order of the notes.

    `meaning` holds every passage's similarity to the question, where there is a sentence model.
    """
    if not index.size or not any(asked.roots for asked in query.asked):
        return []
    own, scores = first_look(query, index)
    best = _top(scores, LOOKED_AT)
    if not len(best):
        return []
    if meaning is not None:
        best = np.union1d(best, nearest(meaning))
    looked = _second_look(query, index, best)
    total = scores[best] + looked.bonus + looked.about
    if meaning is not None:
        total = fused(total, meaning[best], looked.asked)
    strength = (own[best] + looked.bonus) / looked.asked
    return [
        Scored(int(best[at]), float(total[at]), float(looked.coverage[at]), float(strength[at]))
        for at in np.lexsort((best, -total))[:limit]
    ]


def first_look(query: Query, index: Index) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return every passage's score by its own words (BM25F), and with its neighbours' shares."""
    scores = np.zeros(index.size, np.float32)
    notes = np.zeros(int(index.note_of[-1]) + 1, np.float32)
    sections = np.zeros(int(index.section_of.max()) + 1, np.float32)
    for asked in query.asked:
        for root in asked.roots:
            docs, counts = index.postings(root)
            if not len(docs):
                continue
            gain = counts * np.float32(asked.weight)
            scores[docs] += gain
            _add_most(notes, index.note_of[docs], gain)
            _add_most(sections, index.section_of[docs], gain)
    beside = NOTE_SHARE * notes[index.note_of] + SECTION_SHARE * sections[index.section_of]
    return scores, np.where(scores > 0, scores + beside, np.float32(0))


def _add_most(
    groups: NDArray[np.float32], of: NDArray[np.int32], gain: NDArray[np.float32]
) -> None:
    """Add to each group the most that one of its passages gains; passages come in group order."""
    begins = np.empty(len(of), bool)
    begins[0] = True
    np.not_equal(of[1:], of[:-1], out=begins[1:])
    starts = np.flatnonzero(begins)
    groups[of[starts]] += np.maximum.reduceat(gain, starts)


def _top(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the passages with the best scores above zero, in the order of the notes."""
    found = np.flatnonzero(scores)
    if len(found) > count:
        cut = np.partition(scores[found], len(found) - count)[len(found) - count]
        found = found[scores[found] >= cut][: 4 * count]
    return found


@dataclass(frozen=True, slots=True)
class _Looked:
    bonus: NDArray[np.float32]
    """For words together and the best sentence."""
    about: NDArray[np.float32]
    """For being about the asked subject."""
    coverage: NDArray[np.float32]
    asked: float
    """The weight of all that is asked."""


def _second_look(query: Query, index: Index, passages: NDArray[np.int64]) -> _Looked:
    """Read the passages' streams: closeness, the best sentence, coverage, definitions."""
    columns = _columns(query, index)
    weights, needed = columns.weights, columns.needed
    read = _read(index, passages, columns.of_row)
    count = len(passages)
    present = np.zeros((count, len(weights)), bool)
    hit = read.column >= 0
    present[read.passage[hit], read.column[hit]] = True
    for own, others in columns.forms.items():
        present[:, own] |= present[:, others].all(axis=1)
    total = float(weights[needed].sum()) or 1.0
    coverage = present[:, needed].astype(np.float32) @ weights[needed] / np.float32(total)
    bonus = TOGETHER * _together(read, weights, count) + SENTENCE * _best_sentence(
        read, weights, count
    )
    about = np.float32(total) * _about(query, index, passages)
    return _Looked(bonus.astype(np.float32), about, coverage, total)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The asked words, numbered."""

    of_row: dict[int, int]
    """Row of the vocabulary -> asked word."""
    weights: NDArray[np.float32]
    needed: NDArray[np.int64]
    """The words that count for coverage: those of the question itself."""
    forms: dict[int, list[int]]
    """Asked word -> the words of its other form, which say the same when all are there."""


def _columns(query: Query, index: Index) -> _Columns:
    of_row: dict[int, int] = {}
    place: dict[str, int] = {}
    forms: dict[int, list[int]] = {}
    for own, asked in enumerate(query.asked):
        place[asked.written] = own
        if asked.stands_for in place and asked.stands_for != asked.written:
            forms.setdefault(place[asked.stands_for], []).append(own)
        for root in asked.roots:
            of_row.setdefault(index.vocabulary[root], own)
    return _Columns(
        of_row,
        np.array([asked.weight for asked in query.asked], np.float32),
        np.array([own for own, asked in enumerate(query.asked) if not asked.stands_for], np.int64),
        forms,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The streams of some passages, one behind the other."""

    passage: NDArray[np.int64]
    """Position of the passage of each word."""
    column: NDArray[np.int64]
    """The asked word that it is, or -1."""
    sentence: NDArray[np.int64]
    """The sentence of each word, counted over all passages."""


def _read(index: Index, passages: NDArray[np.int64], columns: dict[int, int]) -> _Read:
    starts, ends = index.starts[passages], index.starts[passages + 1]
    sizes = ends - starts
    offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    stream = index.stream[np.arange(int(sizes.sum())) + offsets]
    rows = np.array(sorted(columns), np.int64)
    at = np.minimum(np.searchsorted(rows, stream), len(rows) - 1)
    found = rows[at] == stream
    numbers = np.array([columns[int(row)] for row in rows], np.int64)
    column = np.where(found, numbers[at], -1)
    return _Read(np.repeat(np.arange(len(passages)), sizes), column, np.cumsum(stream == BREAK))


def _together(read: _Read, weights: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return for each passage the weight of asked words that stand together in it."""
    found = np.zeros((count, len(weights)), bool)
    for gap in range(1, GAP + 1):
        first, second = read.column[:-gap], read.column[gap:]
        near = (first >= 0) & (second == first + 1) & (read.sentence[:-gap] == read.sentence[gap:])
        found[read.passage[:-gap][near], first[near]] = True
    means = np.zeros(len(weights), np.float32)
    means[:-1] = (weights[:-1] + weights[1:]) / 2
    together: NDArray[np.float32] = found.astype(np.float32) @ means
    return together


def _best_sentence(read: _Read, weights: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return for each passage the weight that its best sentence covers; headings do not count."""
    hit = np.flatnonzero(read.column >= 0)
    best = np.zeros(count, np.float32)
    if not len(hit):
        return best
    heading = np.full(count, -1, np.int64)
    heading[read.passage[::-1]] = read.sentence[::-1]
    hit = hit[read.sentence[hit] != heading[read.passage[hit]]]
    if not len(hit):
        return best
    keys = np.unique(read.sentence[hit] * len(weights) + read.column[hit])
    covered = np.bincount(keys // len(weights), weights[keys % len(weights)])
    passage_of = np.zeros(len(covered), np.int64)
    passage_of[read.sentence[hit]] = read.passage[hit]
    np.maximum.at(best, passage_of, covered.astype(np.float32))
    return best


def _about(query: Query, index: Index, passages: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return for each passage what it is worth that it is about the asked subjects, 0 to 1."""
    worth = np.zeros(len(passages), np.float32)
    subjects = [
        [index.vocabulary.get(root, BREAK - 1) for root in subject] for subject in query.about
    ]
    if query.intent not in {Intent.DEFINITION, Intent.COMPARISON} or not subjects:
        return worth
    copulas = frozenset(index.vocabulary.get(word, BREAK - 1) for word in COPULAS)
    articles = frozenset(index.vocabulary.get(word, BREAK - 1) for word in ARTICLES)
    for position, passage in enumerate(passages):
        sentences = sentences_of(index, int(passage))
        if query.intent is Intent.DEFINITION:
            heading, *body = sentences
            worth[position] = max(
                (definition_worth(sentence, subjects[0], copulas, articles) for sentence in body),
                default=0.0,
            )
            if heading[-len(subjects[0]) :] == subjects[0]:
                worth[position] += NAMED
        elif len(subjects) > 1:
            worth[position] = _comparison_worth(sentences, subjects)
    return worth


def sentences_of(index: Index, passage: int) -> list[list[int]]:
    """Return a passage's sentences as stems, its heading path first."""
    stream = index.stream[index.starts[passage] : index.starts[passage + 1]].tolist()
    found: list[list[int]] = [[]]
    for root in stream:
        if root == BREAK:
            found.append([])
        else:
            found[-1].append(root)
    return found[:-1]


def definition_worth(
    sentence: Sequence[_Root],
    subject: Sequence[_Root],
    copulas: frozenset[_Root],
    articles: frozenset[_Root],
) -> float:
    """Return what a sentence is worth as a definition of the subject.

    `X is ...` most, with X among the first words (`Simple Storage Service (S3) is ...`), then a
    heading that is X, then a sentence that begins with X; a word in front does not matter.
    """
    size = len(subject)
    for start in range(min(FRONT, len(sentence) - size + 1)):
        end = start + size
        if list(sentence[start:end]) != list(subject):
            continue
        for copula in range(end, min(end + 2, len(sentence) - 1)):  # `X is`, `X (ACRONYM) is`
            if sentence[copula] in copulas:
                return DEFINES if sentence[copula + 1] in articles else BEGINS
        if start <= 1:
            return NAMED if end == len(sentence) else BEGINS * (len(sentence) > end + BRIEF)
    return 0.0


def _comparison_worth(sentences: Sequence[list[int]], subjects: Sequence[list[int]]) -> float:
    """Return what sentences are worth for a comparison: one that lists all, or one about each."""
    for sentence in sentences:
        if len(sentence) <= LISTS and all(_holds(sentence, subject) for subject in subjects):
            return DEFINES
    told = sum(
        any(definition_worth(sentence, subject, frozenset(), frozenset()) for sentence in sentences)
        for subject in subjects
    )
    return DEFINES if told == len(subjects) else 0.0


def _holds(sentence: list[int], part: list[int]) -> bool:
    size = len(part)
    return any(sentence[at : at + size] == part for at in range(len(sentence) - size + 1))
