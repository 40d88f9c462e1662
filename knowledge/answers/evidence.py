"""Does a passage really say it: how strong the evidence is, and which texts are copies."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from knowledge.answers.index import BREAK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query
    from knowledge.answers.ranking import Scored

STRENGTH: Final = 8.3
LENGTH: Final = 0.48
SIZE: Final = 0.79
MISSING: Final = 1.7
EVERYDAY: Final = 0.3
GUESSED: Final = 1.3
OFFSET: Final = 2.5
"""Evidence in log odds: STRENGTH for what the best passage says of a unit asked, LENGTH for each
word asked (a long question tells a story around its point), less SIZE for each e-fold of passages
(among more, chance finds better), MISSING for each word that no note holds, EVERYDAY for it if
people use it every day, GUESSED for each that was read as one more than an edit away. Fitted by
logistic regression to 3,200 questions put to notes that answer them and 3,300 put to notes of other
subjects, over ten libraries; docs/answers.md has the figures."""
LACKING: Final = 4.0
"""Taken off where a number or a time is asked for and the words that answer hold none."""
SHORT: Final = 4
SHORT_OF_A_KIND: Final = 6
"""A question of at most so many words is nothing but its point, the second where a kind of fact is
asked for."""
SAID: Final = 0.5
SAID_OF_A_KIND: Final = 0.66
"""The share of such a question, by weight, that one sentence with its headings must say."""
STEEP: Final = 10.0
"""Log odds for the whole of a short question said in one place."""
BESIDE: Final = 0.75
NEAR: Final = 16.5
APART: Final = 9.7
"""With a sentence model: BESIDE of the log odds by words, NEAR for the similarity of the nearest
passage. Fitted likewise, to 2,900 questions with answers and 3,150 without over four libraries."""
TELLING: Final = 5
"""A question of fewer words is judged by them alone: its meaning is near to whatever has the same
subject (short near-misses refused: 16 of 44 by words, 11 by meaning too, 17 so)."""
LINE: Final = -0.55
"""Log odds below which the notes do not answer."""
DOUBT: Final = 1.0
"""So little above the line, an answer is unsure."""

DENIED: Final = 0.5
UNSAID_FIGURE: Final = 0.75
"""What is left of the confidence where the question says `not` and the answer does not, and for
each figure of the question that the passage lacks. Set by hand; the figures: docs/answers.md."""

COPY: Final = 0.8
"""Share of word pairs that a passage shares with another from which it is a copy."""
COPY_LEAST: Final = 8
"""Fewer word pairs tell nothing about copying."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that answers, with its copies."""

    best: Scored
    copies: tuple[int, ...]


def evidence(query: Query, best: Scored, passages: int) -> float:
    """Return the log odds that a library of so many passages answers with its best one."""
    return (
        STRENGTH * best.strength
        + LENGTH * query.size
        - SIZE * math.log(passages)
        - MISSING * (len(query.missing) - query.everyday)
        - EVERYDAY * query.everyday
        - GUESSED * query.guesses
        - OFFSET
    )


def is_short(query: Query) -> bool:
    """Whether a question is so short that it has to be said in one place."""
    return query.length <= (SHORT_OF_A_KIND if query.of_a_kind else SHORT)


def evidence_of_short(query: Query, odds: float, share: float) -> float:
    """Return the log odds of a short question, of which so much is said in one place."""
    needed = SAID_OF_A_KIND if query.of_a_kind else SAID
    return min(odds, LINE + STEEP * (share - needed))


def evidence_with_meaning(odds: float, similarity: float) -> float:
    """Return the log odds by words, given how near in meaning the nearest passage is."""
    return BESIDE * odds + NEAR * similarity - APART


def probability(odds: float) -> float:
    """Return log odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def confidence(odds: float, share: float, figures: int, *, denied: bool) -> float:
    """Return how sure an answer is, 0 to 1, given the log odds that the notes answer.

    `share` of what was asked is said by one sentence, `figures` of the question stand nowhere in
    the passage, and the question may deny what the words shown do not: near-misses that nobody
    could refuse by their words are less sure so.
    """
    doubts = (1.0 if not denied else DENIED) * UNSAID_FIGURE**figures
    return probability(odds) * (1 + share) / 2 * doubts


def without_copies(ranked: Sequence[Scored], index: Index, limit: int) -> list[Found]:
    """Return the best passages, each text once; a copy counts with the one ranked before it."""
    same = _copies([scored.passage for scored in ranked], index)
    if not same:
        return [Found(scored, ()) for scored in ranked[:limit]]
    found: dict[int, list[int]] = {}
    for at, scored in enumerate(ranked):
        original = next((first for first in found if (first, at) in same), None)
        if original is not None:
            found[original].append(scored.passage)
        else:
            found[at] = []
    return [Found(ranked[at], tuple(copies)) for at, copies in list(found.items())[:limit]]


def _copies(passages: Sequence[int], index: Index) -> set[tuple[int, int]]:
    """Return which passages, by their positions, hold the same neighbouring words in their bodies.

    Few passages have many pairs of words that another has too, so most is decided by counting.
    """
    pairs, holder = _pairs(np.array(passages), index)
    sizes = np.bincount(holder, minlength=len(passages))
    elsewhere = np.zeros(len(pairs) + 1, bool)  # whether the next one says the same
    np.equal(pairs[1:], pairs[:-1], out=elsewhere[1:-1])
    shared = (elsewhere[1:] | elsewhere[:-1]).nonzero()[0]
    told = np.bincount(holder[shared], minlength=len(passages))
    if not ((sizes >= COPY_LEAST) & (told >= COPY * sizes)).any():
        return set()
    column = np.cumsum(~elsewhere[:-1])[shared]
    holds = np.zeros((len(passages), int(column.max(initial=-1)) + 1), np.float32)
    holds[holder[shared], column] = 1
    smaller = np.minimum(sizes, sizes[:, None])
    same = (smaller >= COPY_LEAST) & (holds @ holds.T >= COPY * smaller)
    figures = [_figures(passage, index) for passage in passages]
    return {
        (one, other)
        for one, other in np.argwhere(same).tolist()
        if figures[one] <= figures[other] or figures[other] <= figures[one]
    }


def _figures(passage: int, index: Index) -> frozenset[int]:
    """Return the figures of a passage: texts that differ in one are no copies."""
    stream = index.stream[index.starts[passage] : index.starts[passage + 1]]
    return index.figures.intersection(stream.tolist())


def _pairs(
    passages: NDArray[np.int64], index: Index
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of neighbouring words in the passages' bodies, sorted, each with its holder.

    A pair is one number, and is there once for each passage that holds it.
    """
    stream, upto = index.streams(index.bodies[passages], index.starts[passages + 1])
    inside = (np.minimum(stream[:-1], stream[1:]) != BREAK).nonzero()[0]
    bits = len(passages).bit_length()
    pairs = stream[inside] * np.int64(len(index.vocabulary)) + stream[inside + 1]
    keys = np.sort(pairs << bits | upto.searchsorted(inside, "right"))
    distinct = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=distinct[:-1])
    keys = keys[distinct]
    return keys >> bits, keys & ((1 << bits) - 1)
