"""What a question comes back with: an `Answer`, an `Unsure` one, or `Unknown`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from knowledge.model import Kind, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.model import Block, NoteDate


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that was read as another."""

    written: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that answers, with the place it stands."""

    key: str
    """Ten characters that find this passage again in the same notes (`Library.source`)."""
    blocks: tuple[Block, ...]
    place: Place
    score: float
    date: NoteDate | None = None
    also_in: tuple[Place, ...] = ()
    """Where the same passage stands again; a copy is not a second witness."""
    heading: Block | None = None
    """The heading line above the passage, where it is not one of its blocks."""

    @property
    def text(self) -> str:
        """The passage's words, a block a line."""
        return "\n".join(block.text for block in self.blocks)

    def passage(self) -> Passage:
        """Return the passage itself."""
        return Passage(self.place, self.blocks)

    def place_of(self, shown: Sequence[Block]) -> Place:
        """Return where some of the passage's blocks stand: their own lines and headings."""
        body = [block for block in shown if block.kind is not Kind.HEADING] or list(shown)
        if not body:
            return self.place
        first = min(block.first for block in body)
        path: list[tuple[int, str]] = []
        for block in self.blocks:
            if block.kind is Kind.HEADING and block.first < first:
                path = [above for above in path if above[0] < block.level]
                path.append((block.level, block.text))
        headings = (*self.place.heading, *(text for _, text in path))
        return Place(self.place.note, first, max(block.last for block in body), headings)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one note says where notes disagree, or of the other thing that is compared."""

    text: str
    """Words of the note."""
    place: Place
    date: NoteDate | None = None
    blocks: tuple[Block, ...] = ()
    """The same, block by block; only of what is compared."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The notes answer the question."""

    question: str
    shown: tuple[Block, ...]
    """What to show first: the sentence, list or rows that answer; at most 700 characters in all."""
    sources: tuple[Source, ...]
    """One to five passages, the best first; `shown` stands in the first of them."""
    confidence: float
    """How sure the answer is, 0 to 1: by all evidence, and by what one sentence of it says."""
    corrections: tuple[Correction, ...] = ()
    related: tuple[str, ...] = ()
    """Terms of the notes near the question, to go on with."""
    disagreement: tuple[Statement, ...] = ()
    """Where notes state different amounts of what is asked: what each says, the newest first."""
    beside: Statement | None = None
    """In a comparison that no passage makes: what the notes say of the other side. It stands in the
    second source; `shown` says what the first side is."""

    @property
    def text(self) -> str:
        """The words to show first, a block a line."""
        own = "\n".join(block.text for block in self.shown)
        return f"{own}\n{self.beside.text}" if self.beside else own

    @property
    def place(self) -> Place:
        """Where the words shown first stand, to the line."""
        return self.sources[0].place_of(self.shown)


@dataclass(frozen=True, slots=True)
class Unsure(Answer):
    """The notes may answer, but the question can be read in another way."""

    did_you_mean: tuple[str, ...] = ()
    """Terms of the notes the asker may have meant, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What the notes lack of a thing that they cover."""

    term: str
    """The thing, by the notes' name."""
    fact: str = ""
    """The kind of fact that is asked for, such as `price` or `date`."""
    word: str = ""
    """Else the asker's word that nothing says of the thing."""
    beside: str = ""
    """Else what it is compared to, which no note speaks of, in the asker's words."""

    @property
    def sentence(self) -> str:
        """Say it."""
        if self.beside:
            return f"The notes cover {self.term}, but not \u201c{self.beside}\u201d."
        if self.fact:
            return f"The notes cover {self.term}, but give no {self.fact}."
        return f"The notes cover {self.term}, but do not say \u201c{self.word}\u201d of it."


@dataclass(frozen=True, slots=True)
class Unknown:
    """The notes do not answer: no sources, at most the nearest topics."""

    question: str
    nearest: tuple[str, ...] = ()
    """Terms of the notes nearest to the question, for "closest topics"."""
    missing: tuple[str, ...] = ()
    """Words of the question that no note holds, as the asker wrote them."""
    corrections: tuple[Correction, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    gap: Gap | None = None
    """Where the notes cover what is asked about, and only lack what is asked of it."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A term of the notes that completes, or mends, what was typed."""

    term: str
    note: str
    """Title of the note that says most about it, to show behind the term."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the notes say about one term."""

    term: str
    aliases: tuple[str, ...]
    """Other names and acronyms that the notes give."""
    definition: Source
    """The passage that defines or best describes the term."""
    shown: tuple[Block, ...]
    """The part of it to show first, at most 700 characters."""
    used_in: tuple[Place, ...]
    """Other sections that are about the term or name it, the most telling first; at most ten."""
    related: tuple[str, ...]
    """Up to five terms that stand near it."""
    corrections: tuple[Correction, ...] = ()


Response: TypeAlias = Answer | Unsure | Unknown
