"""An index that was mended says what an index of the same notes says that was built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.counting import build_index, note_words
from knowledge.answers.splicing import spliced
from knowledge.library import Library
from knowledge.model import Block, Kind, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from knowledge.answers.counting import NoteWords
    from knowledge.answers.index import Index

    Value = Callable[[Library], dict[str, Any]]
    Write = Callable[[Path, Mapping[str, str]], Path]

WORDS = ("queue", "queues", "bucket", "region", "the", "zone", "runs")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
HEADINGS = st.lists(st.sampled_from(WORDS[:3]), max_size=2).map(tuple)


def words_of(passages: list[tuple[tuple[str, ...], str]]) -> NoteWords:
    made = [
        Passage(Place("a.md", at, at, heading), (Block(Kind.PARAGRAPH, text, at, at),))
        for at, (heading, text) in enumerate(passages, 1)
    ]
    return note_words(made, "a", "english")


NOTES = st.lists(st.tuples(HEADINGS, TEXTS), max_size=4).map(words_of)


def said(index: Index) -> dict[str, object]:
    names = {row: root for root, row in index.vocabulary.items()}
    return {
        "postings": {
            root: [
                index.docs[index.offsets[row] : index.offsets[row + 1]].tolist(),
                index.counts[index.offsets[row] : index.offsets[row + 1]].tolist(),
            ]
            for root, row in index.vocabulary.items()
        },
        "stream": [names.get(row) for row in index.stream.tolist()],
        "written": dict(index.written),
        "kinds": [part.dtype for part in (index.docs, index.counts, index.stream, index.starts)],
        **{
            name: getattr(index, name).tolist()
            for name in ("starts", "blocks", "lengths", "note_of", "section_of")
        },
    }


@given(st.lists(st.tuples(NOTES, st.booleans()), max_size=6), st.data())
def test_any_change_of_notes_leads_where_a_build_does(
    old: list[tuple[NoteWords, bool]], data: st.DataObject
) -> None:
    notes: list[NoteWords] = []
    origins: list[int | NoteWords] = []
    for number, (words, stays) in enumerate(old):
        for new in data.draw(st.lists(NOTES, max_size=2)):
            notes.append(new)
            origins.append(new)
        if stays:
            notes.append(words)
            origins.append(number)
    gone = [words.written for words, stays in old if not stays]
    before = build_index([words for words, _ in old])
    assert said(spliced(before, origins, gone)) == said(build_index(notes))


def test_a_library_begins_with_the_one_before(
    tmp_path: Path, folder: Path, value: Value, write: Write
) -> None:
    library = Library.open([folder])
    write(folder, {"queues.md": "# Queues\nA queue keeps messages (Simple Queue Service, SQS).\n"})
    edited = Library.open([folder], before=library)
    assert edited.reread == 1
    assert value(edited) == value(Library.open([folder]))
    edited.save(tmp_path)
    assert Library.open([folder], state=tmp_path).reread == 0


def test_a_library_of_other_folders_is_no_beginning(tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert Library.open([other], before=Library.open([folder])).notes == ()
