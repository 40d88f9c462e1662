"""Passages to an index: the words of each note counted, and the counts of all notes joined."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from knowledge.answers.index import BREAK, PATH, Index
from knowledge.answers.kinds import facts_of
from knowledge.answers.passages import segments
from knowledge.model import Kind
from knowledge.text import fold, parts_of_identifiers, stems, words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.model import Passage

HEADING_WEIGHT: Final = 2.0
PATH_WEIGHT: Final = 1.0
FILE_WEIGHT: Final = 0.5
COLUMN_WEIGHT: Final = 0.5


@dataclass(frozen=True, slots=True)
class NoteWords:
    """One note's share of an index: what its passages say, as counts of stems."""

    vocabulary: tuple[str, ...]
    """The stems of the note, each once."""
    terms: NDArray[np.int32]
    """Positions in `vocabulary`; with `passages` and `counts`, one entry a stem and passage."""
    passages: NDArray[np.int32]
    """Positions of passages within the note."""
    counts: NDArray[np.float32]
    """Weighted counts over the fields."""
    lengths: NDArray[np.float32]
    """Words in each passage's body."""
    stream: NDArray[np.int32]
    """The stems in reading order, passage after passage; `BREAK` ends each sentence, row or item.
    A passage begins with its heading path as a sentence of its own."""
    starts: NDArray[np.int32]
    """Where each passage begins in `stream`; one more at the end."""
    blocks: NDArray[np.int32]
    """For each sentence of `stream` the position of its block in the passage, or `PATH`."""
    sections: NDArray[np.int32]
    """For each passage the number of its section within the note: a run of one heading path."""
    written: Mapping[str, int]
    """Folded words as written, with the number of the note's passages that hold them."""


def note_words(passages: Sequence[Passage], file_name: str, language: str) -> NoteWords:
    """Count the words of one note's passages, field by field; formulae are no words."""
    tally = _Tally()
    words_of_name = _Names()
    sections: list[int] = []
    above: tuple[str, ...] | None = None
    for position, passage in enumerate(passages):
        heading = passage.place.heading
        sections.append(sections[-1] + (heading != above) if sections else 0)
        above = heading
        own = words_of_name[heading[-1]] if heading else []
        path = [word for name in heading[:-1] for word in words_of_name[name]]
        tally.begin([*path, *own])
        for segment in segments(passage):
            folded = fold(segment.text)
            found = words_of(folded)
            if not segment.text.islower():
                found += parts_of_identifiers(segment.text)
            is_code = passage.blocks[segment.block].kind is Kind.CODE
            facts = [*facts_of(folded, found, code=is_code)]
            tally.sentence(segment.block, found, facts)
        tally.field(position, own, HEADING_WEIGHT)
        tally.field(position, path, PATH_WEIGHT)
        tally.field(position, _column_words(passage), COLUMN_WEIGHT)
    return tally.result(words(file_name), sections, stems(language))


class _Names(dict[str, list[str]]):
    """Headings with their words: a note repeats its title with every passage."""

    def __missing__(self, name: str) -> list[str]:
        found = self[name] = words(name)
        return found


_END: Final = ""
"""Stands for the end of a sentence among words; no word is empty."""


class _Tally:
    """Takes a note's words down one behind the other, to count them all at once."""

    def __init__(self) -> None:
        self._stream: list[str] = []
        self._starts: list[int] = []
        self._bodies: list[int] = []
        self._lengths: list[int] = []
        self._blocks: list[int] = []
        self._facts: set[str] = set()
        self._fields: list[Sequence[str]] = []
        self._passages: list[int] = []
        self._weights: list[float] = []

    def begin(self, heading: Sequence[str]) -> None:
        """Start a passage; its heading path is read as its first sentence."""
        self._starts.append(len(self._stream))
        self._stream += heading
        self._stream.append(_END)
        self._bodies.append(len(self._stream))
        self._blocks.append(PATH)
        self._lengths.append(0)

    def sentence(self, block: int, found: Sequence[str], facts: Sequence[str]) -> None:
        """Read a sentence of a block, and what facts it holds, which have no length."""
        self._stream += found
        if facts:
            self._stream += facts
            self._facts.update(facts)
        self._stream.append(_END)
        self._blocks.append(block)
        self._lengths[-1] += len(found)

    def field(self, passage: int, found: Sequence[str], weight: float) -> None:
        """Read words that belong to a passage beside its sentences."""
        self._fields.append(found)
        self._passages.append(passage)
        self._weights.append(weight)

    def result(
        self, file_words: Sequence[str], sections: Sequence[int], root_of: Mapping[str, str]
    ) -> NoteWords:
        """Return everything as arrays; the words of the file's name are a field of every passage.

        As words of the note they are written once, in its first passage.
        """
        size = len(sections)
        for passage in range(size):
            self.field(passage, file_words, FILE_WEIGHT)
        told = [*self._stream, *chain.from_iterable(self._fields)]
        repeated = len(file_words) * max(0, size - 1)
        number_of = _numbered(chain((_END,), told))
        roots = [*map(root_of.__getitem__, number_of)]
        vocabulary = _numbered(roots)
        numbers = np.fromiter(map(number_of.__getitem__, told), np.int64, len(told))
        rows = np.array([*map(vocabulary.__getitem__, roots)])[numbers]
        starts = np.array([*self._starts, len(self._stream)], np.int32)
        passages, weights = self._spread(starts)
        keys = passages * len(vocabulary) + rows
        order = keys.argsort()
        begins = _firsts(keys[order])
        where, terms = np.divmod(keys[order[begins]], len(vocabulary))
        counts = np.add.reduceat(weights[order], begins) if len(begins) else weights
        held = terms > 0  # all but the ends of sentences
        return NoteWords(
            tuple(vocabulary)[1:],
            terms[held].astype(np.int32) - np.int32(1),
            where[held].astype(np.int32),
            counts[held].astype(np.float32),
            np.array(self._lengths, np.float32),
            rows[: len(self._stream)].astype(np.int32) + np.int32(BREAK),
            starts,
            np.array(self._blocks, np.int32),
            np.array(sections, np.int32),
            self._written(number_of, (passages * len(number_of) + numbers)[: len(told) - repeated]),
        )

    def _spread(self, starts: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the passage of each word, and what the word counts there."""
        said = np.ones(len(self._stream))
        for start, body in zip(self._starts, self._bodies, strict=True):
            said[start:body] = 0  # headings count as fields
        sizes = np.array([*map(len, self._fields)], np.int64)
        weights = np.repeat(np.array(self._weights, np.float64), sizes)
        where = np.array([*range(len(self._starts)), *self._passages], np.int64)
        passages = np.repeat(where, np.concatenate([starts[1:] - starts[:-1], sizes]))
        return passages, np.concatenate([said, weights])

    def _written(self, number_of: Mapping[str, int], held: NDArray[np.int64]) -> dict[str, int]:
        """Return the words, each with the number of passages that hold it; facts are no words."""
        pairs = np.sort(held)
        times = np.bincount(pairs[_firsts(pairs)] % len(number_of), minlength=len(number_of))
        found = dict(zip(number_of, times.tolist(), strict=True))
        for other in (_END, *self._facts):
            del found[other]
        return found


def _numbered(found: Iterable[str]) -> dict[str, int]:
    """Return what is found, each with a number in the order in which it is met."""
    return dict(zip(dict.fromkeys(found), count(), strict=False))


def _firsts(ordered: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return where each value of an ordered array is met first."""
    is_first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return is_first.nonzero()[0]


def _column_words(passage: Passage) -> list[str]:
    names: set[str] = set()
    for block in passage.blocks:
        if block.kind is Kind.ROW:
            names.update(block.parents)
    return [word for name in sorted(names) for word in words(name)]


class _Rows(dict[str, int]):
    """Stems or words, numbered in the order in which they are asked for."""

    def __missing__(self, word: str) -> int:
        row = self[word] = len(self)
        return row


def build_index(notes: Sequence[NoteWords]) -> Index:
    """Join the notes' words into one index; passages are numbered in the order given."""
    vocabulary = _Rows()
    written = _Rows()
    words_written: list[NDArray[np.int32]] = []
    times: list[NDArray[np.int32]] = []
    rows: list[NDArray[np.int32]] = []
    docs: list[NDArray[np.int32]] = []
    streams: list[NDArray[np.int32]] = []
    sections: list[NDArray[np.int32]] = []
    base = paths = 0
    for note in notes:
        numbers = np.array([*map(vocabulary.__getitem__, note.vocabulary)], np.int32)
        rows.append(numbers[note.terms])
        docs.append(note.passages + np.int32(base))
        streams.append(np.append(numbers, np.int32(BREAK))[note.stream])
        sections.append(note.sections + np.int32(paths))
        paths += int(note.sections.max(initial=-1)) + 1
        base += len(note.lengths)
        words_written.append(np.array([*map(written.__getitem__, note.written)], np.int32))
        times.append(np.array([*note.written.values()], np.int32))
    totals = np.bincount(_joined(words_written, np.int32), _joined(times, np.int32))
    row = _joined(rows, np.int32)
    order = np.argsort(row, kind="stable")
    offsets = np.zeros(len(vocabulary) + 1, np.int64)
    np.cumsum(np.bincount(row, minlength=len(vocabulary)), out=offsets[1:])
    sizes = _joined([np.diff(note.starts) for note in notes], np.int64)
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return Index(
        dict(vocabulary),
        offsets,
        _joined(docs, np.int32)[order],
        _joined([note.counts for note in notes], np.float32)[order],
        _joined([note.lengths for note in notes], np.float32),
        _joined(streams, np.int32),
        starts,
        _joined([note.blocks for note in notes], np.int32),
        np.repeat(np.arange(len(notes), dtype=np.int32), [len(note.lengths) for note in notes]),
        _joined(sections, np.int32),
        dict(zip(written, totals.astype(int).tolist(), strict=True)),
    )


_Number = TypeVar("_Number", np.int32, np.int64, np.float32)


def _joined(parts: Sequence[NDArray[Any]], kind: type[_Number]) -> NDArray[_Number]:
    if not parts:
        return np.empty(0, kind)
    return np.concatenate(parts).astype(kind, copy=False)
