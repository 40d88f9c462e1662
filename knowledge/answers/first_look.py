"""All passages by their words (BM25F), with shares of what their note and section say; the best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query

LOOKED_AT: Final = 50
"""Passages that get a second look."""
SAMPLE: Final = 2_048
"""Passages of a word by which one learns how good the best are at least."""
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
    some: Sequence[NDArray[np.int32]]
    """The passages of each asked word."""


def gained(query: Query, index: Index) -> Gained:
    """Return what the asked words count, by passage, by note and by section."""
    own = np.zeros(index.size, np.float32)
    notes = np.zeros(index.note_count, np.float32)
    sections = np.zeros(index.section_count, np.float32)
    some: list[NDArray[np.int32]] = []
    for asked in query.asked:
        weight = np.float32(asked.weight)
        for root in asked.roots:
            found = index.postings(root)
            np.add.at(own, found.docs, found.gains * weight)
            where, gains = found.notes
            np.add.at(notes, where, gains * weight)
            where, gains = found.sections
            np.add.at(sections, where, gains * weight)
            some.append(found.docs)
    return Gained(own, notes, sections, some)


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


def best_of(found: Gained, index: Index) -> NDArray[np.int64]:
    """Return the passages with the best scores above zero, in the order of the notes.

    `SAMPLE` passages of a word show how good the best are at least; one that stays below that
    with all that others may lend it is not looked at.
    """
    least = np.float32(0)
    for docs in sorted(found.some, key=len):
        if len(docs) >= LOOKED_AT:
            sample = found.own[docs[:SAMPLE]]
            least = np.partition(sample, len(sample) - LOOKED_AT)[len(sample) - LOOKED_AT]
            break
    lent = NOTE_SHARE * found.notes.max() + SECTION_SHARE * found.sections.max()
    near: NDArray[np.int64] = (found.own > max(np.float32(0), (least - lent) * ROUNDING)).nonzero()[
        0
    ]
    if len(near) > LOOKED_AT:
        scores = with_shares(found, index, near)
        cut = np.partition(scores, len(near) - LOOKED_AT)[len(near) - LOOKED_AT]
        near = near[scores >= cut][: 4 * LOOKED_AT]
    return near
