"""An index of notes that changed: what did not change is moved, and equals an index built anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from knowledge.answers.index import BREAK, Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.answers.counting import NoteWords

    Origin: TypeAlias = int | NoteWords
    """A note of the new index: the number of a note of the old one, or its words."""


def spliced(old: Index, notes: Sequence[Origin], gone: Sequence[Mapping[str, int]]) -> Index:
    """Return the index of `notes`; old ones come in their old order.

    `gone` are the words as written (`NoteWords.written`) of those that are left out.
    It says the same as `build_index` of all their words; only rows are numbered in another order.
    """
    vocabulary = dict(old.vocabulary)
    parts = [
        _kept(old, origin) if isinstance(origin, range) else _fresh(origin, vocabulary)
        for origin in _runs(notes)
    ]
    postings = _merged(old, parts)
    stream = np.concatenate([part.stream for part in parts] or [old.stream[:0]])
    sizes = np.bincount(postings.rows, minlength=len(vocabulary))
    if not sizes.all():
        stays = sizes > 0
        number = np.append(np.cumsum(stays, dtype=np.int32) - np.int32(1), np.int32(BREAK))
        stream = number[stream]
        sizes = sizes[stays]
        vocabulary = {
            root: new
            for (root, _), new, held in zip(
                vocabulary.items(), number.tolist(), stays.tolist(), strict=False
            )
            if held
        }
    return Index(
        vocabulary,
        _offsets(sizes),
        postings.docs,
        postings.counts,
        np.concatenate([part.lengths for part in parts] or [old.lengths[:0]]),
        stream,
        _offsets(np.concatenate([part.sizes for part in parts] or [old.starts[:0]])),
        np.concatenate([part.blocks for part in parts] or [old.blocks[:0]]),
        _numbered([part.notes for part in parts]),
        _numbered([part.sections for part in parts]),
        _written(old.written, gone, [note for note in notes if not isinstance(note, int)]),
    )


def _runs(notes: Sequence[Origin]) -> Iterator[range | NoteWords]:
    """Yield the notes, neighbours that stay neighbours as one range."""
    run = range(0)
    for note in notes:
        if isinstance(note, int) and run and note == run.stop:
            run = range(run.start, note + 1)
            continue
        if run:
            yield run
        run = range(note, note + 1) if isinstance(note, int) else range(0)
        if not isinstance(note, int):
            yield note
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Part:
    """What some neighbouring notes give to an index; numbers begin at 0."""

    first: int | None
    """Number of their first passage in the old index; None where they are new."""
    lengths: NDArray[np.float32]
    sizes: NDArray[np.int64]
    stream: NDArray[np.int32]
    blocks: NDArray[np.int32]
    notes: tuple[NDArray[np.int32], int]
    """The note of each passage, and the number of notes: some have no passage."""
    sections: tuple[NDArray[np.int32], int]
    rows: NDArray[np.int32]
    docs: NDArray[np.int32]
    counts: NDArray[np.float32]
    """Postings of new notes."""


def _kept(old: Index, run: range) -> _Part:
    first, last = np.searchsorted(old.note_of, (run.start, run.stop)).tolist()
    sections = old.section_of[first:last]
    begin, end = (int(sections[0]), int(sections[-1]) + 1) if last > first else (0, 0)
    none = old.docs[:0]
    return _Part(
        first,
        old.lengths[first:last],
        np.diff(old.starts[first : last + 1]),
        old.stream[old.starts[first] : old.starts[last]],
        old.blocks[old.sentence_starts[first] : old.sentence_starts[last]],
        (old.note_of[first:last] - np.int32(run.start), len(run)),
        (sections - np.int32(begin), end - begin),
        none,
        none,
        old.counts[:0],
    )


def _fresh(note: NoteWords, vocabulary: dict[str, int]) -> _Part:
    numbers = np.array(
        [vocabulary.setdefault(root, len(vocabulary)) for root in note.vocabulary], np.int32
    )
    size = len(note.lengths)
    return _Part(
        None,
        note.lengths,
        np.diff(note.starts).astype(np.int64),
        np.append(numbers, np.int32(BREAK))[note.stream],
        note.blocks,
        (np.zeros(size, np.int32), 1),
        (note.sections, int(note.sections.max(initial=-1)) + 1),
        numbers[note.terms],
        note.passages,
        note.counts,
    )


@dataclass(frozen=True, slots=True)
class _Postings:
    """Postings in the order of their rows, and of their passages within a row."""

    rows: NDArray[np.int64]
    docs: NDArray[np.int32]
    counts: NDArray[np.float32]


def _merged(old: Index, parts: Sequence[_Part]) -> _Postings:
    """Return the old postings that stay, with the new ones put in at their places."""
    moved = np.full(old.size, -1, np.int64)
    base = 0
    added: list[_Part] = []
    bases: list[int] = []
    for part in parts:
        size = len(part.lengths)
        if part.first is None:
            added.append(part)
            bases.append(base)
        else:
            moved[part.first : part.first + size] = np.arange(base, base + size)
        base += size
    docs = moved[old.docs]
    stays = (docs >= 0).nonzero()[0]
    docs = docs[stays]
    row = np.repeat(np.arange(len(old.offsets) - 1), np.diff(old.offsets))[stays]
    counts = old.counts[stays]
    if not added:
        return _Postings(row, docs.astype(np.int32), counts)
    new_rows = np.concatenate([part.rows for part in added]).astype(np.int64)
    new_docs = np.concatenate(
        [part.docs + np.int64(begin) for part, begin in zip(added, bases, strict=True)]
    )
    keys = new_rows * base + new_docs
    order = keys.argsort()
    at = (row * base + docs).searchsorted(keys[order])
    return _Postings(
        np.insert(row, at, new_rows[order]),
        np.insert(docs, at, new_docs[order]).astype(np.int32),
        np.insert(counts, at, np.concatenate([part.counts for part in added])[order]),
    )


def _offsets(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    offsets = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    return offsets


def _numbered(parts: Sequence[tuple[NDArray[np.int32], int]]) -> NDArray[np.int32]:
    """Return the parts' numbers one behind the other."""
    base = 0
    found: list[NDArray[np.int32]] = [np.empty(0, np.int32)]
    for numbers, count in parts:
        found.append(numbers + np.int32(base))
        base += count
    return np.concatenate(found)


def _written(
    old: Mapping[str, int], gone: Sequence[Mapping[str, int]], new: Sequence[NoteWords]
) -> dict[str, int]:
    written = Counter(old)
    for words in gone:
        written.subtract(words)
        for word in words:
            if not written[word]:
                del written[word]
    for note in new:
        written.update(note.written)
    return dict(written)
