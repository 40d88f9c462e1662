"""Does a passage really say it: how much of what was asked is covered, and which texts are copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.answers.index import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query
    from knowledge.answers.ranking import Scored

NEEDED: Final = 0.48
"""Share of the asked weight that a passage must cover, for a question of no words."""
NEEDED_LESS: Final = 0.028
"""For each content word less is needed: a long question tells a story around what it asks.
Both by the coverage of 1,800 answerable and 150 foreign questions; docs/answers.md has the table."""
NEEDED_LEAST: Final = 0.12
DOUBT: Final = 0.08
"""So little above what is needed, an answer is unsure."""

COPY: Final = 0.8
"""Share of word pairs that a passage shares with another from which it is a copy."""
COPY_LEAST: Final = 8
"""Fewer word pairs tell nothing about copying."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that answers, with its copies."""

    best: Scored
    copies: tuple[int, ...]


def needed_coverage(query: Query) -> float:
    """Return the share of the asked weight below which the notes do not answer."""
    count = sum(1 for asked in query.asked if not asked.stands_for)
    return max(NEEDED_LEAST, NEEDED - NEEDED_LESS * count)


def answers(query: Query, ranked: Sequence[Scored]) -> bool:
    """Whether the best passage covers enough of what is asked."""
    return bool(ranked) and ranked[0].coverage >= needed_coverage(query)


def is_doubtful(query: Query, ranked: Sequence[Scored]) -> bool:
    """Whether the question may well mean something else."""
    guessed = bool(query.corrections and query.alternatives)
    return guessed or ranked[0].coverage < needed_coverage(query) + DOUBT


def without_copies(ranked: Iterable[Scored], index: Index, limit: int) -> list[Found]:
    """Return the best passages, each text once; a copy counts with the one ranked before it."""
    found: list[tuple[Scored, frozenset[tuple[int, int]], list[int]]] = []
    for scored in ranked:
        pairs = _pairs(index, scored.passage)
        original = next((copies for _, seen, copies in found if _same(pairs, seen)), None)
        if original is not None:
            original.append(scored.passage)
        else:
            found.append((scored, pairs, []))
    return [Found(best, tuple(copies)) for best, _, copies in found[:limit]]


def _pairs(index: Index, passage: int) -> frozenset[tuple[int, int]]:
    """Return the neighbouring words of a passage's body."""
    stream = index.stream[index.starts[passage] : index.starts[passage + 1]].tolist()
    body = stream[stream.index(BREAK) + 1 :]
    return frozenset(
        (first, second)
        for first, second in zip(body, body[1:], strict=False)
        if first != BREAK and second != BREAK
    )


def _same(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    smaller = min(len(one), len(other))
    return smaller >= COPY_LEAST and len(one & other) >= COPY * smaller
