"""The composer: folders of notes to one immutable `Library` that answers and looks terms up."""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge import saved as disk
from knowledge.answers.answer import Entry, Source, Unknown
from knowledge.answers.compose import compose
from knowledge.answers.judging import judge
from knowledge.answers.lookup import Finder
from knowledge.answers.meaning import Meaning
from knowledge.answers.options import choose
from knowledge.answers.query import Intent, Understanding, understand
from knowledge.answers.ranking import rank
from knowledge.answers.shelf import Shelf
from knowledge.answers.shown import choose_shown
from knowledge.everyday import EverydayWords
from knowledge.model import Block, Kind, Problem, Severity
from knowledge.notes.dates import decide_order, note_date
from knowledge.notes.reader import list_notes
from knowledge.spelling import Speller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from knowledge.answers.answer import Completion, Response
    from knowledge.answers.index import Index
    from knowledge.answers.meaning import Embedder, Vectors
    from knowledge.answers.options import Choice
    from knowledge.answers.why import Why
    from knowledge.model import Note, Passage, Place
    from knowledge.notes.glossary import Glossary, Term
    from knowledge.notes.reader import FileStamp
    from knowledge.quiz.items import Bank

    Progress = Callable[[int, int], None]

STARTER: Final = Path(__file__).parent / "starter"
"""The notes that ship with Studyhall."""

_MADE_ONCE: Final = frozenset({"_finder", "_note_at", "_numbers", "bank"})
"""What a library makes of itself when first asked for, and what meaning does not change."""
USED_IN: Final = 10
RELATED: Final = 5


@dataclass(frozen=True)
class Library:
    """What the notes say, all of it in memory; a change of the notes makes a new library."""

    notes: tuple[Note, ...]
    """In the order of the folders, by path."""
    problems: tuple[Problem, ...]
    passages: disk.Passages
    index: Index
    glossary: Glossary
    languages: tuple[str, ...]
    """Languages of the notes, the commonest first; never empty."""
    sections: int
    """Sections read."""
    furniture: int
    """Lines that were read as no knowledge."""
    reread: int
    """Notes that were read from their files; the others came from what was saved."""
    meaning: Meaning | None = None
    """What the passages mean, where a sentence model has read them."""
    made: disk.Saved | None = field(default=None, repr=False, compare=False)
    """What is saved of it, and what the library of changed notes begins with."""
    folders: tuple[Path, ...] = field(default=(), repr=False, compare=False)
    """Where its notes lie."""
    state: Path | None = field(default=None, repr=False, compare=False)
    """Where what was read of their questions is kept."""

    @classmethod
    def open(
        cls,
        folders: Sequence[Path],
        *,
        state: Path | None = None,
        progress: Progress | None = None,
        before: Library | None = None,
    ) -> Library:
        """Read the folders; only files that changed since `state` was written are opened.

        `state` is the folder where the index is kept (None: nothing is kept).
        `progress(done, total)` is called as files are opened. `before`, a library of the same
        folders, saves loading what was saved. Raises `NotesFolderError`.
        """
        with _collector_paused():
            library = cls._open(folders, state, progress, before)
        where = state or (before.state if before else None)
        return replace(library, folders=tuple(folders), state=where)

    @classmethod
    def _open(
        cls,
        folders: Sequence[Path],
        state: Path | None,
        progress: Progress | None,
        before: Library | None,
    ) -> Library:
        listings = [list_notes(folder) for folder in folders]
        where = tuple(_printable(str(folder.resolve())) for folder in folders)
        prefixes = folder_prefixes(folders)
        problems = [
            replace(problem, path=prefix + problem.path)
            for listing, prefix in zip(listings, prefixes, strict=True)
            for problem in listing.problems
        ]
        kept = before.made if before and before.made and before.made.folders == where else None
        if kept is None and state:
            kept = disk.load(_file(state, where), where)
        if kept is not None and _stamps(kept.notes) == [listing.files for listing in listings]:
            return _assemble(kept, problems, 0)
        # Half of what a start costs is spent on what reads notes; most starts read none.
        from knowledge.reading import read_folders  # noqa: PLC0415

        old = kept.notes if kept else tuple(() for _ in folders)
        read = read_folders(list(zip(folders, prefixes, strict=True)), listings, old, progress)
        problems += read.problems
        if kept is not None and _stamps(kept.notes) == _stamps(read.notes):
            return _assemble(kept, problems, 0)
        from knowledge.joining import join  # noqa: PLC0415

        known = before.glossary if before and before.made is kept else None
        made, glossary = join(where, read, kept, known)
        if state:
            try:
                disk.save(_file(state, where), made)
            except OSError as error:
                problems.append(_unsaved(error))
        return _assemble(made, problems, read.reread, glossary)

    def save(self, state: Path) -> None:
        """Write down what the next start begins with. Raises OSError."""
        if self.made is not None:
            disk.save(_file(state, self.made.folders), self.made)

    def with_meaning(self, vectors: Vectors, embedder: Embedder) -> Library:
        """Return the library that also answers by meaning; the vectors are those of `passages`.

        What was made of this one when first asked for, such as its bank, is handed on.
        """
        library = replace(self, meaning=Meaning(vectors, embedder))
        made = {name: value for name, value in vars(self).items() if name in _MADE_ONCE}
        vars(library).update(made)
        return library

    def ask(self, question: str) -> Response:
        """Return what the notes say, or `Unknown`.

        Any text is fine; the same notes and question give the same answer.
        """
        return compose(understand(question, self._known), self._shelf)

    def why(self, question: str) -> Why:
        """Return what decides a question: how it is read, which passages it finds, how surely."""
        # Only who asks for reasons pays for loading them.
        from knowledge.answers.why import explain  # noqa: PLC0415

        query = understand(question, self._known)
        return explain(query, judge(query, self._shelf), self._shelf)

    def choose(self, question: str, options: Sequence[str]) -> Choice:
        """Return which option of an exam question the notes support, and whether they settle it."""
        return choose(question, options, self._known)

    @cached_property
    def bank(self) -> Bank:
        """Questions that the notes ask, and those made of their facts; read when first asked for.

        That takes about as long as reading the notes did, less what `state` keeps.
        """
        # Answers need nothing of the quiz room, and start without it.
        from knowledge.banking import read_bank  # noqa: PLC0415

        with _collector_paused():
            return read_bank(self.folders, self.glossary, self.passages, self.state)

    def search(self, typed: str, limit: int = 10) -> tuple[Source, ...]:
        """Return the passages nearest to some words, the best first, whether they answer or not."""
        found = rank(understand(typed, self._known), self.index, limit)
        return tuple(self._source(each.passage, each.score, ()) for each in found)

    def complete(self, typed: str, limit: int = 25) -> tuple[Completion, ...]:
        """Return terms that begin with, hold or nearly spell what was typed, likeliest first."""
        return self._finder.complete(typed, limit)

    def lookup(self, term: str) -> Entry | Unknown:
        """Return what the notes say of a term, spelling mended; `Unknown` where none is near."""
        found = self._finder.find(term)
        query = understand(found.name if found else term, self._known)
        ranked = rank(replace(query, intent=Intent.DEFINITION), self.index, USED_IN)
        if found is None or not ranked:
            nearest = tuple(each.term for each in self.complete(term, 3))
            return Unknown(term, nearest, (term,))
        definition = self._source(ranked[0].passage, ranked[0].score, ())
        return Entry(
            found.name,
            found.aliases,
            definition,
            choose_shown(
                replace(query, intent=Intent.DEFINITION), self._known, definition, ranked[0].passage
            ),
            tuple(self.passages[each.passage].place for each in ranked[1:]),
            self._neighbours(found, [each.passage for each in ranked[:3]]),
            query.corrections,
        )

    def source(self, key: str) -> Source | None:
        """Return the passage with that key, or None when the notes no longer hold it."""
        number = self._numbers.get(key)
        return None if number is None else self._source(number, 0.0, ())

    def key_at(self, place: Place) -> str | None:
        """Return the key of the passage in which a place begins; None where no passage does."""
        return next(
            (
                _key(passage)
                for passage in self.passages
                if passage.place.note == place.note
                and passage.place.first <= place.first <= passage.place.last
            ),
            None,
        )

    @cached_property
    def _known(self) -> Understanding:
        return Understanding(
            self.index,
            self.glossary,
            Speller(self.index.written),
            self.languages,
            # A sentence model weighs words by itself: with both, 1 in 100 questions is lost.
            self.made.common if self.made and self.meaning is None else {},
            EverydayWords(self.made.everyday if self.made else None),
        )

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(
            self._known,
            self._source,
            lambda number: self.passages[number].blocks,
            self._term_of,
            self.meaning,
        )

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.glossary, {note.path: note.title for note in self.notes})

    @cached_property
    def _note_at(self) -> Mapping[str, Note]:
        return {note.path: note for note in self.notes}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """Key -> number of the passage; of two equal ones the first."""
        numbers: dict[str, int] = {}
        for number, passage in enumerate(self.passages):
            numbers.setdefault(_key(passage), number)
        return numbers

    def _source(self, number: int, score: float, copies: Sequence[int]) -> Source:
        own = self._sources.get(number)
        if own is None:
            passage = self.passages[number]
            place = passage.place
            date = self._note_at[place.note].date
            own = Source(_key(passage), passage.blocks, place, 0.0, date, heading=_heading(place))
            self._sources[number] = own
        if not score and not copies:
            return own
        also_in = tuple(self.passages.place(copy) for copy in copies)
        score = round(score, 4)
        return Source(own.key, own.blocks, own.place, score, own.date, also_in, own.heading)

    @cached_property
    def _sources(self) -> dict[int, Source]:
        """Passages that were cited, without a score."""
        return {}

    def _term_of(self, number: int) -> str | None:
        """Return the term that a passage is about: that of the nearest of two headings above."""
        heading = self.passages.place(number).heading[-2:]
        if heading not in self._terms:
            named = (self.glossary.find(name) for name in reversed(heading))
            self._terms[heading] = next((term.name for term in named if term), None)
        return self._terms[heading]

    @cached_property
    def _terms(self) -> dict[tuple[str, ...], str | None]:
        """Headings that were asked about, with their terms."""
        return {}

    def _neighbours(self, term: Term, passages: Sequence[int]) -> tuple[str, ...]:
        """Return other terms that the passages name at the beginning of their blocks."""
        found: dict[str, None] = {}
        for number in passages:
            for block in self.passages[number].blocks:
                name = block.lead or (block.text if block.kind is Kind.HEADING else "")
                other = self.glossary.find(name) if name else None
                if other is not None and other.name != term.name:
                    found[other.name] = None
        return tuple(found)[:RELATED]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare a third of a build: the collector of cycles would look at all notes again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _heading(place: Place) -> Block | None:
    """Return the nearest heading above a passage as a block; its line is the passage's first."""
    if not place.heading:
        return None
    return Block(Kind.HEADING, place.heading[-1], place.first, place.first, len(place.heading))


def _key(passage: Passage) -> str:
    """Return ten characters that find a passage again: by its note and its words."""
    text = f"{passage.place.note}\n{passage.text}"
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=5).hexdigest()


def _printable(path: str) -> str:
    """Return a path as text that can be written down, names of bad bytes among them."""
    return path.encode(errors="backslashreplace").decode()


def _stamps(notes: Sequence[Sequence[disk.ReadNote]]) -> list[tuple[FileStamp, ...]]:
    return [tuple(note.stamp for note in folder) for folder in notes]


def _file(state: Path, where: tuple[str, ...]) -> Path:
    name = hashlib.blake2b("\n".join(where).encode(), digest_size=6).hexdigest()
    return state / f"library-{name}.index"


def _unsaved(error: OSError) -> Problem:
    return Problem(
        "",
        0,
        Severity.NOTICE,
        f"The index could not be saved: {error.strerror}.",
        "Make the state folder writable, or the next start reads all notes again.",
    )


def folder_prefixes(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return what stands before each folder's paths: nothing for one folder, else its name."""
    if len(folders) == 1:
        return ("",)
    names: list[str] = []
    for folder in folders:
        name = folder.resolve().name or "root"
        tries = (name, *(f"{name}-{number}" for number in range(2, len(folders) + 1)))
        names.append(next(each for each in tries if each not in names))
    return tuple(f"{name}/" for name in names)


def _assemble(
    made: disk.Saved, problems: Sequence[Problem], reread: int, glossary: Glossary | None = None
) -> Library:
    """Return the library of what was read; dates are decided over all notes together."""
    read = [note for notes in made.notes for note in notes]
    order = decide_order(note.date for note in read if note.date)
    notes = tuple(
        replace(each.note, date=note_date(each.date, order)) if each.date else each.note
        for each in read
    )
    return Library(
        notes,
        tuple(sorted((*problems, *(problem for each in read for problem in each.problems)))),
        disk.Passages(packed for each in read for packed in each.passages),
        made.index,
        glossary or made.glossary,
        disk.languages_of(read),
        sum(each.sections for each in read),
        sum(each.furniture for each in read),
        reread,
        made=made,
    )
