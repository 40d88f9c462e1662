"""What is read of the questions in a folder: `python tests/quiz/counts.py FOLDER ...`.

Prints for each folder its notes, questions by syntax, and refusals by reason; `--list` prints every
question and problem as well.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote, list_notes, read_note
from knowledge.quiz.written.read import read_all

if TYPE_CHECKING:
    from knowledge.quiz.written.checking import Refusal
    from knowledge.quiz.written.question import Question


@dataclass
class Counts:
    """What was read of a folder."""

    notes: int = 0
    questions: list[Question] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def by_syntax(self) -> dict[str, int]:
        return dict(Counter(question.syntax for question in self.questions).most_common())

    @property
    def by_reason(self) -> dict[str, int]:
        return dict(Counter(refusal.fault.short for refusal in self.refusals).most_common())


def count(folder: Path) -> Counts:
    """Read every note of a folder."""
    counts = Counts()
    for stamp in list_notes(folder).files:
        raw = read_note(folder, stamp.path)
        if isinstance(raw, RawNote):
            parsed = parse_note(raw, raw.path)
            reading = read_all(raw.text, parsed.note, parsed.sections)
            counts.notes += 1
            counts.questions += reading.questions
            counts.refusals += reading.refusals
    return counts


def show(folder: Path, *, listed: bool) -> None:
    counts = count(folder)
    print(f"{folder}: {counts.notes} notes, {len(counts.questions)} questions")  # noqa: T201
    for name, found in counts.by_syntax.items():
        print(f"  {found:5} {name}")  # noqa: T201
    for name, found in counts.by_reason.items():
        print(f"  {found:5} refused: {name}")  # noqa: T201
    if not listed:
        return
    for question in counts.questions:
        place = question.place
        keys = [question.options[key] for key in question.keys] or [question.answer]
        print(f"{place.note}:{place.first} {question.stem} = {' + '.join(keys)}")  # noqa: T201
    for refusal in counts.refusals:
        print(refusal.problem)  # noqa: T201


if __name__ == "__main__":
    options = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    for argument in sys.argv[1:]:
        if argument not in options:
            show(Path(argument), listed="--list" in options)
