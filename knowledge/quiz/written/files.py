"""Files of questions in formats of learning platforms: which reader reads which file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from knowledge.model import Note, Place, Section
from knowledge.notes.naming import shown_title
from knowledge.quiz.written.aiken import read_aiken
from knowledge.quiz.written.checking import check
from knowledge.quiz.written.gift import read_gift
from knowledge.quiz.written.question import Question
from knowledge.quiz.written.read import Reading
from knowledge.quiz.written.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.model import Problem
    from knowledge.quiz.written.imported import Imported

FORMATS: Final[dict[str, Callable[[str], Imported]]] = {
    ".gift": read_gift,
    ".gift.txt": read_gift,
    ".aiken": read_aiken,
    ".aiken.txt": read_aiken,
}
"""The end of a file's name, in lower case, and the reader of its text."""


def is_question_file(path: str) -> bool:
    """Whether a file's name says that it holds nothing but questions."""
    return path.lower().endswith(tuple(FORMATS))


def read_question_file(text: str, path: str) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """Return the questions of such a file, and what is wrong with the others.

    `path` is the one that people see; its end decides the format. Never raises for any text; a
    path of another kind is a KeyError.
    """
    reading = read_all_of_file(text, path)
    return reading.questions, tuple(refusal.problem for refusal in reading.refusals)


def read_all_of_file(text: str, path: str) -> Reading:
    """Return the questions and, for each that is not asked, the reason by its name."""
    end = max((end for end in FORMATS if path.lower().endswith(end)), key=len, default="")
    imported = FORMATS[end](text)
    name = PurePosixPath(path).name
    note = Note(path, shown_title(name[: -len(end)]) or name)
    sections = tuple(
        Section(Place(path, line, line, (note.title, *names)), ())
        for line, names in imported.categories
    )
    sheet = Sheet(note, sections, (), ())
    checked = [check(draft, sheet) for draft in imported.drafts]
    return Reading(
        tuple(found for found in checked if isinstance(found, Question)),
        tuple(found for found in checked if not isinstance(found, Question)),
    )
