"""Why a question was answered as it was, or not: what was read, what was beaten, by how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.answers.evidence import LACKING, LINE, SAID, SAID_OF_A_KIND, probability
from knowledge.answers.query import FORM, Intent
from knowledge.answers.ranking import coverage
from knowledge.answers.wanted import name_of_wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.answers.answer import Correction
    from knowledge.answers.judging import Judged
    from knowledge.answers.query import Query
    from knowledge.answers.shelf import Shelf
    from knowledge.model import Place

TOLD: Final = 5
"""Passages that are told, of those that were ranked."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was looked for."""

    read: str
    """As it was read, folded."""
    weight: float
    """Its inverse document frequency: what stands nearly everywhere weighs nearly nothing."""
    passages: int
    """Passages that hold it."""
    other_forms: tuple[str, ...] = ()
    """Other names of the same, looked for with it: an acronym's words, or the acronym."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A passage, as it was ranked."""

    place: Place
    score: float
    coverage: float
    """Share of what was asked, by weight, that stands in the passage or its headings."""


@dataclass(frozen=True, slots=True)
class Why:
    """What decided a question."""

    question: str
    intent: str
    """What kind of answer was looked for: definition, list, comparison ..."""
    fact: str
    """The kind of fact that was asked for, such as `price`; empty where any would do."""
    words: tuple[Word, ...]
    corrections: tuple[Correction, ...]
    missing: tuple[str, ...]
    """Words that no note holds."""
    contenders: tuple[Contender, ...]
    """The best passages, as they were ranked."""
    said: float | None
    """Share of a short question that one place says; None where the question is longer."""
    needed: float
    """The share that it takes."""
    lacking: bool
    """Whether the words found hold no fact of the kind asked for, which takes evidence off."""
    evidence: float
    """Log odds that the notes answer, all considered."""
    line: float
    """Log odds below which nothing is answered."""
    sides: tuple[str, ...] = ()
    """The two things that are compared, as they were read, where the question is plain."""
    absent: str = ""
    """The one of them that no note speaks of, for which nothing is answered."""
    beside: tuple[Place, ...] = ()
    """Where the notes say what each of them is, where no passage compares them."""

    @property
    def answered(self) -> bool:
        """Whether the notes answer."""
        return self.evidence >= self.line

    def lines(self) -> Iterator[str]:
        """Yield the whole as sentences, the decision first."""
        verdict = "Answered" if self.answered else "Not answered"
        if self.absent:
            yield f"{verdict}: no note speaks of \u201c{self.absent}\u201d."
        else:
            yield (
                f"{verdict}: the evidence is {self.evidence:+.1f}, the line is {self.line:+.1f} "
                f"({probability(self.evidence):.0%} against {probability(self.line):.0%})."
            )
        form = "an answer in any form" if self.intent == Intent.OTHER else self.intent
        yield f"Looked for: {form}{f', with a {self.fact}' if self.fact else ''}."
        yield from self._comparison()
        for correction in self.corrections:
            yield f"Read \u201c{correction.written}\u201d as \u201c{correction.read_as}\u201d."
        for word in self.words:
            forms = f", also as {' '.join(word.other_forms)}" if word.other_forms else ""
            where = f"in {word.passages} passages" if word.passages else "in no note"
            yield f"\u201c{word.read}\u201d weighs {word.weight:.1f}, {where}{forms}."
        if self.said is not None:
            yield f"One place says {self.said:.0%}; so short a question takes {self.needed:.0%}."
        if self.lacking:
            yield f"The words found give no such fact, which takes {LACKING:.0f} off the evidence."
        yield from self._ranking()

    def _comparison(self) -> Iterator[str]:
        if self.sides:
            yield "Compared: \u201c{}\u201d with \u201c{}\u201d.".format(*self.sides)
        if self.beside:
            places = " and ".join(f"{at.note}:{at.first}-{at.last}" for at in self.beside)
            yield (
                "No passage compares them, so what the notes say of each is shown, one below the "
                f"other: {places}. The evidence is that of the less sure of the two."
            )

    def _ranking(self) -> Iterator[str]:
        for number, each in enumerate(self.contenders[:TOLD], 1):
            path = " \u203a ".join(each.place.heading)
            behind = self.contenders[0].score - each.score
            yield (
                f"{number}. {path}, {each.place.note}:{each.place.first}-{each.place.last}: "
                f"score {each.score:.1f}{f', {behind:.1f} behind' if behind > 0 else ''}, "
                f"covers {each.coverage:.0%}."
            )


def explain(query: Query, judged: Judged, shelf: Shelf) -> Why:
    """Return what decided a question that was judged."""
    index = shelf.known.index
    own = [each for each in query.asked if not each.stands_for and each.written != FORM]
    words = tuple(
        Word(
            each.written,
            round(each.weight, 2),
            max((index.frequency(root) for root in each.roots), default=0),
            tuple(other.written for other in query.asked if other.stands_for == each.written),
        )
        for each in own
    )
    contenders = tuple(
        Contender(
            shelf.source(each.passage, each.score, ()).place,
            round(each.score, 2),
            round(coverage(query, index, each), 3),
        )
        for each in judged.ranked
    )
    return Why(
        query.question,
        query.intent.value,
        name_of_wanted(query.wanted, [each.written for each in own]),
        words,
        query.corrections,
        query.missing,
        contenders,
        judged.said,
        SAID_OF_A_KIND if query.of_a_kind else SAID,
        judged.lacking,
        judged.final,
        LINE,
        tuple(side.name for side in query.sides),
        judged.absent,
        _beside(judged, shelf),
    )


def _beside(judged: Judged, shelf: Shelf) -> tuple[Place, ...]:
    """Return where both sides of a comparison stand that no passage makes."""
    if not judged.beside:
        return ()
    return tuple(
        shelf.source(found.best.passage, 0.0, ()).place_of(blocks)
        for found, blocks in zip(judged.found, (judged.shown, judged.beside), strict=False)
    )
