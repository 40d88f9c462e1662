"""The report for note authors: what was understood, and what to mend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from knowledge.library import folder_prefixes
from knowledge.model import Problem, Severity
from knowledge.quiz.blueprint_file import read_blueprints
from knowledge.quiz.choose import days_left
from knowledge.quiz.items import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.library import Library
    from knowledge.quiz.items import Item

_WORST_FIRST = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Report:
    """What was understood of a folder of notes."""

    notes: int
    sections: int
    passages: int
    terms: int
    acronyms: int
    written: int
    """Questions that the notes ask, with an answer, and that may be asked."""
    made: int
    """Questions made from facts of the notes that may be asked."""
    held: tuple[tuple[str, int], ...]
    """Why others may not be asked, and how many that holds back; the commonest reason first."""
    days: int
    """Daily posts until a question comes again."""
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
            "questions_written": self.written,
            "questions_made": self.made,
            "questions_held": dict(self.held),
            "daily_posts": self.days,
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
    """Return what was understood of the notes; their questions and exams are read for it.

    Raises `NotesFolderError` where a folder is gone.
    """
    bank = library.bank
    held_own = (_held(item) for item in bank.held if _is_own(item))
    problems = sorted(
        (*library.problems, *bank.problems, *_of_exams(library), *held_own),
        key=lambda found: (_WORST_FIRST[found.severity], found.path, found.line, found.sentence),
    )
    held = Counter(item.holds[0].reason.partition(": ")[0].rstrip(".") for item in bank.held)
    return Report(
        len(library.notes),
        library.sections,
        len(library.passages),
        len(library.glossary.terms),
        len(library.glossary.acronyms),
        sum(_is_own(item) for item in bank.ready),
        sum(not _is_own(item) for item in bank.ready),
        tuple(sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))),
        days_left(bank, ()),
        sum(note.date is not None for note in library.notes),
        library.furniture,
        library.languages,
        tuple(problems),
    )


def _of_exams(library: Library) -> Iterator[Problem]:
    """Yield what cannot be used of the exams that authors describe."""
    prefixes = folder_prefixes(library.folders)
    for folder, prefix in zip(library.folders, prefixes, strict=True):
        _, problems = read_blueprints([folder])
        yield from (replace(problem, path=prefix + problem.path) for problem in problems)


def _is_own(item: Item) -> bool:
    """Whether an author wrote the question."""
    return item.origin is not Origin.GENERATED


def _held(item: Item) -> Problem:
    hold = item.holds[0]
    return Problem(
        item.place.note,
        item.place.first,
        Severity.NOTICE,
        f"This question is not asked: {hold.reason}",
        "Reword it, or leave it as it is: it is still part of the notes.",
    )
