"""Passages to an index: the words of each note counted, and the counts of all notes joined."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from knowledge.answers.index import BREAK, PATH, Index
from knowledge.answers.kinds import facts_of
from knowledge.answers.passages import segments
from knowledge.model import Kind
from knowledge.text import fold, stem, words, words_of

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
    tally = _Tally(language)
    file_words = tally.roots(words(file_name)) if passages else []  # no passage holds them
    sections: list[int] = []
    above: tuple[str, ...] | None = None
    for position, passage in enumerate(passages):
        heading = passage.place.heading
        sections.append(sections[-1] + (heading != above) if sections else 0)
        above = heading
        own = tally.roots(words(heading[-1])) if heading else []
        path = tally.roots([word for name in heading[:-1] for word in words(name)])
        tally.begin([*path, *own])
        held: list[int] = []
        for segment in segments(passage):
            folded = fold(segment.text)
            found = words_of(folded)
            is_code = passage.blocks[segment.block].kind is Kind.CODE
            facts = tally.facts(facts_of(folded, found, code=is_code))
            tally.sentence(segment.block, tally.roots(found), facts)
            held.extend(facts)
        tally.end(
            position,
            (
                (held, 1.0),
                (own, HEADING_WEIGHT),
                (path, PATH_WEIGHT),
                (file_words, FILE_WEIGHT),
                (tally.roots(_column_words(passage)), COLUMN_WEIGHT),
            ),
        )
    return tally.result(sections)


class _Numbers(dict[str, int]):
    """Words with the numbers of their stems, which are numbered in the order they are met."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.stems: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        root = stem(word, self._language)
        number = self[word] = self.stems.setdefault(root, len(self.stems))
        return number


class _Tally:
    """Counts words while a note is read."""

    def __init__(self, language: str) -> None:
        self._number_of = _Numbers(language)
        self._written: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._body: list[int] = []
        self._terms: list[int] = []
        self._where: list[int] = []
        self._counts: list[float] = []
        self._lengths: list[int] = []
        self._stream: list[int] = []
        self._starts: list[int] = [0]
        self._blocks: list[int] = []

    def roots(self, found: Sequence[str]) -> list[int]:
        """Return the numbers of the words' stems, and remember the words as written."""
        self._seen.update(found)
        numbers = self._number_of
        return [numbers[word] for word in found]

    def begin(self, heading: Sequence[int]) -> None:
        """Start a passage; its heading path is read as its first sentence."""
        self._body = []
        self._stream.extend(heading)
        self._stream.append(BREAK)
        self._blocks.append(PATH)

    def facts(self, kinds: Iterable[str]) -> list[int]:
        """Return the numbers of kinds of fact; they stand in no one's words."""
        stems = self._number_of.stems
        return [stems.setdefault(kind, len(stems)) for kind in kinds]

    def sentence(self, block: int, roots: Sequence[int], facts: Sequence[int]) -> None:
        """Read a sentence of a block, and what facts it holds, which have no length."""
        self._stream.extend(roots)
        self._stream.extend(facts)
        self._stream.append(BREAK)
        self._blocks.append(block)
        self._body.extend(roots)

    def end(self, position: int, fields: Iterable[tuple[Sequence[int], float]]) -> None:
        """End a passage: its body counts once, the words of each field by the field's weight."""
        found: dict[int, float] = dict(Counter(self._body))
        for roots, weight in fields:
            for root in roots:
                found[root] = found.get(root, 0.0) + weight
        self._terms.extend(found)
        self._counts.extend(found.values())
        self._where.extend([position] * len(found))
        self._lengths.append(len(self._body))
        self._starts.append(len(self._stream))
        self._written.update(self._seen)
        self._seen = set()

    def result(self, sections: Sequence[int]) -> NoteWords:
        """Return everything as arrays."""
        return NoteWords(
            tuple(self._number_of.stems),
            np.array(self._terms, np.int32),
            np.array(self._where, np.int32),
            np.array(self._counts, np.float32),
            np.array(self._lengths, np.float32),
            np.array(self._stream, np.int32),
            np.array(self._starts, np.int32),
            np.array(self._blocks, np.int32),
            np.array(sections, np.int32),
            dict(self._written),
        )


def _column_words(passage: Passage) -> list[str]:
    names: set[str] = set()
    for block in passage.blocks:
        if block.kind is Kind.ROW:
            names.update(block.parents)
    return [word for name in sorted(names) for word in words(name)]


class _Rows(dict[str, int]):
    """Stems, numbered in the order in which they are asked for."""

    def __missing__(self, root: str) -> int:
        row = self[root] = len(self)
        return row


def build_index(notes: Sequence[NoteWords]) -> Index:
    """Join the notes' words into one index; passages are numbered in the order given."""
    vocabulary = _Rows()
    written: Counter[str] = Counter()
    rows: list[NDArray[np.int32]] = []
    docs: list[NDArray[np.int32]] = []
    streams: list[NDArray[np.int32]] = []
    sections: list[NDArray[np.int32]] = []
    base = paths = 0
    for note in notes:
        numbers = np.array([vocabulary[root] for root in note.vocabulary], np.int32)
        rows.append(numbers[note.terms])
        docs.append(note.passages + np.int32(base))
        streams.append(np.append(numbers, np.int32(BREAK))[note.stream])
        sections.append(note.sections + np.int32(paths))
        paths += int(note.sections.max(initial=-1)) + 1
        base += len(note.lengths)
        written.update(note.written)
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
        dict(written),
    )


_Number = TypeVar("_Number", np.int32, np.int64, np.float32)


def _joined(parts: Sequence[NDArray[Any]], kind: type[_Number]) -> NDArray[_Number]:
    if not parts:
        return np.empty(0, kind)
    return np.concatenate(parts).astype(kind, copy=False)
