"""What is searched, an immutable index: postings as arrays, stems and written words as dicts.

BM25F (Robertson, Zaragoza and Taylor, 2004): the fields' counts are weighted and added *before*
saturation, so that a title does not drown a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping  # noqa: TC003 - the saved library is decoded by annotations
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray  # noqa: TC002 - the same

from knowledge.answers.kinds import MARK

K1: Final = 1.2
"""Saturation of repeated words; the usual value."""
B: Final = 0.5
"""How much a longer passage is held against it; passages are packed to much the same length."""


BREAK: Final = -1
"""Behind each sentence in a stream of stems."""
PATH: Final = -1
"""Stands for the block of a passage's heading path, which is none."""


class Postings(NamedTuple):
    """Where a stem stands."""

    docs: NDArray[np.int32]
    """The passages, ascending."""
    gains: NDArray[np.float32]
    """The saturated count in each, 0 to K1 + 1."""


@dataclass(frozen=True)
class Index:
    """What is searched; indexes of the same notes give the same scores, however made."""

    vocabulary: Mapping[str, int]
    """Stem -> row of postings."""
    offsets: NDArray[np.int64]
    """Row -> where its postings begin; one more at the end."""
    docs: NDArray[np.int32]
    """Passages, ascending within a row."""
    counts: NDArray[np.float32]
    lengths: NDArray[np.float32]
    stream: NDArray[np.int32]
    """The stems in reading order as rows of the vocabulary; see `NoteWords.stream`."""
    starts: NDArray[np.int64]
    blocks: NDArray[np.int32]
    """The block of each sentence; see `NoteWords.blocks`."""
    note_of: NDArray[np.int32]
    """The note of each passage, numbered in order."""
    section_of: NDArray[np.int32]
    """The section of each passage, numbered over all notes in order."""
    written: Mapping[str, int]
    """Folded word as written -> number of passages that hold it."""

    @property
    def size(self) -> int:
        """Number of passages."""
        return len(self.lengths)

    @cached_property
    def figures(self) -> frozenset[int]:
        """The rows of stems that begin with a digit."""
        return frozenset(row for root, row in self.vocabulary.items() if root[:1].isdigit())

    @cached_property
    def facts(self) -> frozenset[int]:
        """The rows that stand for kinds of fact, not for words."""
        return frozenset(row for root, row in self.vocabulary.items() if root.startswith(MARK))

    @cached_property
    def sentence_starts(self) -> NDArray[np.int64]:
        """For each passage the number of its first sentence in `blocks`; one more at the end."""
        starts: NDArray[np.int64] = (self.stream == BREAK).nonzero()[0].searchsorted(self.starts)
        return starts

    @cached_property
    def bodies(self) -> NDArray[np.int64]:
        """For each passage where its body begins in `stream`, behind its heading path."""
        breaks = (self.stream == BREAK).nonzero()[0]
        begins: NDArray[np.int64] = breaks[self.sentence_starts[:-1]] + 1
        return begins

    def streams(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return runs of the stream, one behind the other, and where each ends there."""
        sizes = ends - starts
        upto = sizes.cumsum()
        where = (starts - upto + sizes).repeat(sizes)
        where += np.arange(len(where))
        return self.stream.take(where), upto

    @cached_property
    def _norms(self) -> NDArray[np.float32]:
        average = float(self.lengths.mean()) if self.size else 1.0
        norms: NDArray[np.float32] = (K1 * (1 - B + B * self.lengths / max(average, 1.0))).astype(
            np.float32
        )
        return norms

    @cached_property
    def note_count(self) -> int:
        """Number of notes."""
        return int(self.note_of.max(initial=-1)) + 1

    @cached_property
    def section_count(self) -> int:
        """Number of sections."""
        return int(self.section_of.max(initial=-1)) + 1

    def _gains(self) -> NDArray[np.float32]:
        """Return the saturated count of every posting, 0 to K1 + 1."""
        gains: NDArray[np.float32] = self.counts + self._norms[self.docs]
        np.divide(self.counts * np.float32(K1 + 1), gains, out=gains)
        return gains

    @cached_property
    def everywhere(self) -> Everywhere:
        """Where each stem stands, with what it counts for passages, notes and sections."""
        gains = self._gains()
        notes = self._grouped(self.note_of, gains)
        sections = self._grouped(self.section_of, gains)
        offsets = self.offsets + notes.offsets + sections.offsets
        places = np.empty(offsets[-1], np.intp)
        most = np.empty(offsets[-1], np.float32)
        begins = offsets[:-1]
        for base, part in (
            (0, _Grouped(self.offsets, self.docs, gains)),
            (self.size, notes),
            (self.size + self.note_count, sections),
        ):
            sizes = np.diff(part.offsets)
            at = np.repeat(begins - part.offsets[:-1], sizes)
            at += np.arange(len(at))
            places[at] = part.groups + np.int32(base)
            most[at] = part.most
            begins = begins + sizes
        return Everywhere(offsets, places, most)

    def _grouped(self, of: NDArray[np.int32], gains: NDArray[np.float32]) -> _Grouped:
        """Return for each row its groups of passages, each with what its best passage gains."""
        groups = of[self.docs]
        begins = np.empty(len(groups) + 1, bool)
        np.not_equal(groups[1:], groups[:-1], out=begins[1:-1])
        begins[self.offsets] = True
        starts = begins[:-1].nonzero()[0]
        most = np.maximum.reduceat(gains, starts) if len(starts) else gains
        return _Grouped(starts.searchsorted(self.offsets), groups[starts], most)

    def frequency(self, root: str) -> int:
        """Return in how many passages a stem stands."""
        row = self.vocabulary.get(root)
        return 0 if row is None else int(self.offsets[row + 1] - self.offsets[row])

    def idf(self, root: str) -> float:
        """Return the inverse document frequency of a stem, BM25's, never negative."""
        found = self.frequency(root)
        return math.log1p((self.size - found + 0.5) / (found + 0.5))

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], frozenset[int]]:
        return {}

    def rows(self, roots: tuple[str, ...]) -> frozenset[int]:
        """Return the rows of a fixed list of stems; those that the index knows, found once."""
        rows = self._rows.get(roots)
        if rows is None:
            found = (self.vocabulary.get(root) for root in roots)
            rows = self._rows[roots] = frozenset(row for row in found if row is not None)
        return rows

    def postings(self, root: str) -> Postings:
        """Return where a stem stands, and how much it says there."""
        row = self.vocabulary.get(root)
        if row is None:
            return _NOWHERE
        start, end = self.offsets[row : row + 2].tolist()
        begin = int(self.everywhere.offsets[row])
        return Postings(self.docs[start:end], self.everywhere.most[begin : begin + end - start])


class Everywhere(NamedTuple):
    """For each row of the vocabulary the passages that hold it, then their notes and sections.

    All are numbered together, so that what a word counts is added up at once: passages first,
    notes from `Index.size`, sections behind them.
    """

    offsets: NDArray[np.int64]
    """Row -> where its places begin; one more at the end."""
    places: NDArray[np.intp]
    """Each once a row, and as numpy counts places: to turn shorter numbers into those would take
    half of the time of adding up."""
    most: NDArray[np.float32]
    """What the passage, or the best passage of the note or section, gains."""


@dataclass(frozen=True, slots=True)
class _Grouped:
    """For each row of the vocabulary groups of passages, each with what its best one gains."""

    offsets: NDArray[np.int64]
    groups: NDArray[np.int32]
    most: NDArray[np.float32]


_NOWHERE: Final = Postings(np.empty(0, np.int32), np.empty(0, np.float32))
