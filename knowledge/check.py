"""The report for note authors: what was understood, and what to mend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.answers.passages import ASKING
from knowledge.model import Severity

if TYPE_CHECKING:
    from knowledge.library import Library
    from knowledge.model import Problem

_WORST_FIRST = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Report:
    """What was understood of a folder of notes."""

    notes: int
    sections: int
    passages: int
    terms: int
    acronyms: int
    questions: int
    """Questions that the notes themselves ask, as exercises or headings."""
    dated: int
    """Notes that give a date."""
    furniture: int
    """Lines that are contents lists, links to other pages and the like."""
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]
    """The worst first, then by path and line."""

    @property
    def errors(self) -> int:
        """How many problems keep something out of the answers."""
        return Counter(problem.severity for problem in self.problems)[Severity.ERROR]

    def as_json(self) -> dict[str, Any]:
        """Return the report as one object."""
        return {
            "notes": self.notes,
            "sections": self.sections,
            "passages": self.passages,
            "terms": self.terms,
            "acronyms": self.acronyms,
            "questions": self.questions,
            "dated": self.dated,
            "furniture_lines": self.furniture,
            "languages": list(self.languages),
            "errors": self.errors,
            "problems": [
                {
                    "path": problem.path,
                    "line": problem.line,
                    "severity": problem.severity.value,
                    "sentence": problem.sentence,
                    "remedy": problem.remedy,
                }
                for problem in self.problems
            ],
        }


def report(library: Library) -> Report:
    """Return what was understood of the notes."""
    problems = sorted(
        library.problems,
        key=lambda found: (_WORST_FIRST[found.severity], found.path, found.line, found.sentence),
    )
    return Report(
        len(library.notes),
        library.sections,
        len(library.passages),
        len(library.glossary.terms),
        len(library.glossary.acronyms),
        len(_questions(library)),
        sum(note.date is not None for note in library.notes),
        library.furniture,
        library.languages,
        tuple(problems),
    )


def _questions(library: Library) -> set[tuple[str, str]]:
    """Return (note, question) for each text of the notes that ends as a question does."""
    texts = (
        (passage.place.note, text)
        for passage in library.passages
        for text in (*passage.place.heading[-1:], *(block.text for block in passage.blocks))
    )
    return {(note, text) for note, text in texts if text.rstrip(" .:").endswith(ASKING)}
