"""Query and index to scored passages.

First all passages by their words (`first_look`); then a second look at the best, in reading order:
words that stand together, the best single sentence, and what defines or compares what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import numpy as np

from knowledge.answers.first_look import best_of, gained, with_shares
from knowledge.answers.index import BREAK
from knowledge.answers.meaning import fused, nearest
from knowledge.answers.query import Intent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query

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
_NEXT: Final = np.arange(1, GAP + 1)[:, None]
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


class Scored(NamedTuple):
    """A passage with its score and where it says what is asked."""

    passage: int
    score: float
    strength: float
    """Score of the passage's own words, a unit of asked weight; about 2 where all is said once."""
    hits: Sequence[tuple[int, int]]
    """Each asked word there, facts among them, in order: number of the sentence, heading path
    first, and row of the vocabulary."""


def rank(
    query: Query, index: Index, limit: int = 5, meaning: NDArray[np.float32] | None = None
) -> list[Scored]:
    """Return the best passages, the best first; ties in the order of the notes.

    `meaning` holds every passage's similarity to the question, where there is a sentence model.
    """
    if not index.size or not any(asked.roots for asked in query.asked):
        return []
    found = gained(query, index)
    best, scores = best_of(found, index)
    if not len(best):
        return []
    if meaning is not None:
        best = np.union1d(best, nearest(meaning))
        scores = with_shares(found, index, best)
    looked = _second_look(query, index, best)
    total = scores + looked.bonus + looked.about
    if meaning is not None:
        total = fused(total, meaning[best], looked.asked)
    strength = (found.own[best] + looked.bonus) / looked.asked
    first = np.lexsort((best, -total))[:limit]
    columns = (each[first].tolist() for each in (best, total, strength))
    return list(map(Scored, *columns, _hits(looked.read, first.tolist())))


def coverage(query: Query, index: Index, scored: Scored) -> float:
    """Return the share of the asked weight whose words a passage or its headings hold, 0 to 1."""
    columns = _columns(query, index)
    there = {columns.of_row[row] for _, row in scored.hits}
    there.update(own for own, others in columns.forms.items() if there.issuperset(others))
    held = sum(float(columns.weights[own]) for own in columns.needed if own in there)
    return held / columns.total


@dataclass(frozen=True, slots=True)
class _Looked:
    bonus: NDArray[np.float32]
    """For words together and the best sentence."""
    about: NDArray[np.float32]
    """For being about the asked subject."""
    asked: float
    """The weight of all that is asked."""
    read: _Read


def _second_look(query: Query, index: Index, passages: NDArray[np.int64]) -> _Looked:
    """Read the passages' streams: closeness, the best sentence, definitions."""
    columns = _columns(query, index)
    weights = columns.weights
    read = _read(index, passages, columns)
    count = len(passages)
    bonus = TOGETHER * _together(read, weights, count) + SENTENCE * _best_sentence(
        read, weights, columns.step, count
    )
    total = columns.total
    about = np.float32(total) * _about(query, index, read, passages)
    return _Looked(bonus.astype(np.float32), about, total, read)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The asked words, numbered."""

    of_row: dict[int, int]
    """Row of the vocabulary -> asked word."""
    weights: NDArray[np.float32]
    needed: Sequence[int]
    """The words that count for coverage: those of the question itself."""
    forms: dict[int, list[int]]
    """Asked word -> the words of its other form, which say the same when all are there."""

    @property
    def total(self) -> float:
        """The weight of all that is asked; 1 where nothing is."""
        return float(self.weights[self.needed].sum()) or 1.0

    @property
    def step(self) -> int:
        """By how much the sentences' numbers differ where words are numbered within sentences."""
        return len(self.weights) + 1


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
        [own for own, asked in enumerate(query.asked) if not asked.stands_for],
        forms,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The streams of some passages, one behind the other, and where asked words stand in them."""

    stream: NDArray[np.int32]
    begins: NDArray[np.int64]
    """Where each passage begins."""
    breaks: NDArray[np.int64]
    """Where each sentence ends, counted over all passages."""
    heads: NDArray[np.int64]
    """The sentence that is each passage's heading path."""
    hit: NDArray[np.int64]
    """Where asked words stand."""
    column: NDArray[np.int64]
    """For each hit the asked word that it is."""
    sentence: NDArray[np.int64]
    """The sentence of each hit."""
    key: NDArray[np.int64]
    """Sentence and asked word of each hit as one number; the next word asked has the next one."""
    passage: NDArray[np.int64]
    """Position of the passage of each hit."""


def _read(index: Index, passages: NDArray[np.int64], columns: _Columns) -> _Read:
    starts, ends = index.starts[passages], index.starts[passages + 1]
    stream, upto = index.streams(starts, ends)
    begins = upto - (ends - starts)
    table = np.zeros(len(index.vocabulary) + 1, np.int16)  # the last is for BREAK
    for row, own in columns.of_row.items():
        table[row] = own + 1
    found = table.take(stream)
    hit = found.nonzero()[0]
    column = found[hit] - np.int64(1)
    breaks = (stream == BREAK).nonzero()[0]
    sentence = breaks.searchsorted(hit)
    return _Read(
        stream,
        begins,
        breaks,
        breaks.searchsorted(begins),
        hit,
        column,
        sentence,
        sentence * columns.step + column,
        upto.searchsorted(hit, "right"),
    )


def _hits(read: _Read, positions: Sequence[int]) -> list[Sequence[tuple[int, int]]]:
    """Return for some of the passages where asked words stand, as `Scored.hits`."""
    sentences = (read.sentence - read.heads[read.passage]).tolist()
    hits = list(zip(sentences, read.stream[read.hit].tolist(), strict=True))
    bounds = read.passage.searchsorted(np.arange(len(read.begins) + 1)).tolist()
    return [hits[bounds[at] : bounds[at + 1]] for at in positions]


def _together(read: _Read, weights: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return for each passage the weight of asked words that stand together in it."""
    found = np.zeros((count, len(weights)), bool)
    hit, key = read.hit, read.key
    second = np.minimum(np.arange(len(hit)) + _NEXT, len(hit) - 1)
    first = ((key[second] == key + 1) & (hit[second] - hit <= GAP)).nonzero()[1]
    found[read.passage[first], read.column[first]] = True
    means = np.zeros(len(weights), np.float32)
    means[:-1] = (weights[:-1] + weights[1:]) / 2
    together: NDArray[np.float32] = found.astype(np.float32) @ means
    return together


def _best_sentence(
    read: _Read, weights: NDArray[np.float32], step: int, count: int
) -> NDArray[np.float32]:
    """Return for each passage the weight that its best sentence covers; headings do not count."""
    best = np.zeros(count, np.float32)
    body = (read.sentence != read.heads[read.passage]).nonzero()[0]
    if not len(body):
        return best
    keys = np.sort(read.key[body])
    distinct = np.empty(len(keys), bool)
    distinct[-1] = True
    np.not_equal(keys[1:], keys[:-1], out=distinct[:-1])
    keys = keys[distinct]
    inside = keys // step
    covered = np.bincount(inside, weights[keys - inside * step])
    passage_of = np.zeros(len(covered), np.int64)
    passage_of[read.sentence[body]] = read.passage[body]
    np.maximum.at(best, passage_of, covered.astype(np.float32))
    return best


def _about(
    query: Query, index: Index, read: _Read, passages: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return for each passage what it is worth that it is about the asked subjects, 0 to 1."""
    worth = np.zeros(len(passages), np.float32)
    if query.intent not in {Intent.DEFINITION, Intent.COMPARISON}:
        return worth
    subjects = [
        [index.vocabulary.get(root, BREAK - 1) for root in subject] for subject in query.about
    ]
    if query.intent is Intent.DEFINITION and subjects:
        _add_definitions(worth, subjects[0], index, read)
    elif len(subjects) > 1:
        for position in _holding(subjects, read):
            sentences = sentences_of(index, int(passages[position]))
            worth[position] = _comparison_worth(sentences, subjects)
    return worth


def _holding(subjects: Sequence[list[int]], read: _Read) -> list[int]:
    """Return the positions of the passages that hold the first word of every subject."""
    there = [
        set((read.begins.searchsorted((read.stream == root).nonzero()[0], "right") - 1).tolist())
        for root, *_ in subjects
    ]
    return sorted(set.intersection(*there))


def _add_definitions(
    worth: NDArray[np.float32], subject: list[int], index: Index, read: _Read
) -> None:
    """Add what each passage's best defining sentence is worth, and a heading that is the subject.

    Only sentences with the subject's first word near their front are read.
    """
    copulas, articles = index.rows(COPULAS), index.rows(ARTICLES)
    breaks = read.breaks
    where = (read.stream == subject[0]).nonzero()[0]
    after = breaks.searchsorted(where)
    begin = np.where(after > 0, breaks[after - 1] + 1, 0)
    passage = read.begins.searchsorted(where, "right") - 1
    heading = begin == read.begins[passage]
    for at in (~heading & (where - begin < FRONT)).nonzero()[0].tolist():
        sentence = read.stream[begin[at] : breaks[after[at]]].tolist()
        found = definition_worth(sentence, subject, copulas, articles)
        worth[passage[at]] = max(worth[passage[at]], found)
    heads = (heading & (where + len(subject) == breaks[after])).nonzero()[0].tolist()
    for at in heads:
        if read.stream[where[at] : breaks[after[at]]].tolist() == subject:
            worth[passage[at]] += NAMED


def sentences_of(index: Index, passage: int) -> list[list[int]]:
    """Return a passage's sentences as stems, its heading path first."""
    stream = index.stream[index.starts[passage] : index.starts[passage + 1]].tolist()
    found: list[list[int]] = []
    start = 0
    while start < len(stream):
        end = stream.index(BREAK, start)
        found.append(stream[start:end])
        start = end + 1
    return found


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
