"""All passages by their words (BM25F), with shares of what their note and section say; the best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query

LOOKED_AT: Final = 50
"""Passages that get a second look."""
FOLDS: Final = 16
"""So many passages stand for one where one learns how good the best are at least."""
FOLDED: Final = FOLDS * 2 * LOOKED_AT
"""In fewer passages that is learnt from all."""
ROUNDING: Final = np.float32(0.999)
"""Sums in another order differ by less."""
NOTE_SHARE: Final = 0.1
"""What a word counts for a passage when another passage of the same note says it."""
SECTION_SHARE: Final = 0.1
"""The same for another passage under the same headings."""


@dataclass(frozen=True, slots=True)
class Gained:
    """What the asked words count."""

    own: NDArray[np.float32]
    """For each passage, what its own words do (BM25F)."""
    notes: NDArray[np.float32]
    """For each note, what each word does for its best passage, summed."""
    sections: NDArray[np.float32]
    """The same for each section."""


def gained(query: Query, index: Index) -> Gained:
    """Return what the asked words count, by passage, by note and by section."""
    offsets, places, most = index.everywhere
    notes = index.size + index.note_count
    found = np.zeros(notes + index.section_count, np.float32)
    for asked in query.asked:
        weight = np.float32(asked.weight)
        for root in asked.roots:
            row = index.vocabulary[root]
            start, end = offsets[row : row + 2].tolist()
            found[places[start:end]] += most[start:end] * weight
    return Gained(found[: index.size], found[index.size : notes], found[notes:])


def with_shares(found: Gained, index: Index, passages: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the passages' scores with what their notes and sections lend them."""
    own = found.own[passages]
    beside = (
        NOTE_SHARE * found.notes[index.note_of[passages]]
        + SECTION_SHARE * found.sections[index.section_of[passages]]
    )
    return np.where(own > 0, own + beside, np.float32(0))


def first_look(query: Query, index: Index) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return every passage's score by its own words (BM25F), and with its neighbours' shares."""
    found = gained(query, index)
    return found.own, with_shares(found, index, np.arange(index.size))


def best_of(found: Gained, index: Index) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the passages with the best scores above zero, in the order of the notes, and those.

    The passages that are best by their own words show how good the best are at least; one that
    stays below that with all that others may lend it is not looked at.
    """
    own = found.own
    lent = NOTE_SHARE * found.notes.max() + SECTION_SHARE * found.sections.max()
    least = _reached_at_least(own) * ROUNDING - lent
    near: NDArray[np.int64] = (own > max(np.float32(0), least)).nonzero()[0]
    scores = with_shares(found, index, near)
    if len(near) > LOOKED_AT:
        kept = (scores >= _reached_by_best(scores)).nonzero()[0][: 4 * LOOKED_AT]
        near, scores = near[kept], scores[kept]
    return near, scores


def _reached_by_best(scores: NDArray[np.float32]) -> np.float32:
    """Return what the `LOOKED_AT` best scores reach; 0 where there are fewer."""
    if len(scores) < LOOKED_AT:
        return np.float32(0)
    reached: np.float32 = np.partition(scores, len(scores) - LOOKED_AT)[len(scores) - LOOKED_AT]
    return reached


def _reached_at_least(scores: NDArray[np.float32]) -> np.float32:
    """Return nearly the same, never more: of many scores the best of every `FOLDS` are compared."""
    if len(scores) >= FOLDED:
        scores = scores[: len(scores) // FOLDS * FOLDS].reshape(FOLDS, -1).max(axis=0)
    return _reached_by_best(scores)
