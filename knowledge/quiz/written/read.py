"""The questions of a note: readers of one syntax each, in a row, and a strict check behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from knowledge.quiz.written.callouts import read_callouts
from knowledge.quiz.written.cards import read_cards
from knowledge.quiz.written.checking import Refusal, check
from knowledge.quiz.written.choices import read_choices
from knowledge.quiz.written.folds import read_folds
from knowledge.quiz.written.gaps import read_gaps
from knowledge.quiz.written.head import read_head_quiz
from knowledge.quiz.written.pairs import read_pairs
from knowledge.quiz.written.question import Question
from knowledge.quiz.written.samples import read_samples
from knowledge.quiz.written.sheet import lay_out
from knowledge.quiz.written.tagged import read_tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from knowledge.model import Note, Problem, Section
    from knowledge.quiz.written.draft import Draft
    from knowledge.quiz.written.sheet import Sheet

    Reader: TypeAlias = Callable[[Sheet], Iterator[Draft]]

PIPELINE: Final[tuple[tuple[str, Reader], ...]] = (
    ("front matter", read_head_quiz),
    ("options", read_choices),
    ("samples", read_samples),
    ("tagged cards", read_tagged),
    ("Q: A:", read_pairs),
    ("callouts", read_callouts),
    ("cards", read_cards),
    ("gaps", read_gaps),
    ("folds", read_folds),
)
"""Name and reader, in the order in which they are asked: a line belongs to the first to take it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of a note, in its order."""

    questions: tuple[Question, ...]
    refusals: tuple[Refusal, ...]


def read_questions(
    text: str, note: Note, sections: Sequence[Section]
) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    r"""Return the questions that a note's author wrote, and what is wrong with the others.

    `text` is the note as it is written, with `\n` at the ends of its lines; `sections` are those
    read from it. Both are in the order of the note. Never raises; time is linear in the text.
    """
    reading = read_all(text, note, sections)
    return reading.questions, tuple(refusal.problem for refusal in reading.refusals)


def read_all(text: str, note: Note, sections: Sequence[Section]) -> Reading:
    """Return the questions and, for each that is not asked, the reason by its name."""
    sheet = lay_out(text, note, sections)
    claimed: set[int] = set()
    read: list[tuple[int, int, Question | Refusal]] = []
    for _, reader in PIPELINE:
        taken: set[int] = set()
        for draft in reader(sheet):
            lines = range(draft.first, draft.last + 1)
            if claimed.isdisjoint(lines):
                taken.update(lines)
                read.append((draft.first, len(read), check(draft, sheet)))
        claimed |= taken
    read.sort(key=lambda found: found[:2])
    return Reading(
        tuple(_told_apart(found for _, _, found in read if isinstance(found, Question))),
        tuple(found for _, _, found in read if isinstance(found, Refusal)),
    )


def _told_apart(questions: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions; where several have one id of the author's, the later ones a number."""
    seen: Counter[str] = Counter()
    for question in questions:
        name = question.given_id
        seen[name] += 1
        if name and seen[name] > 1:
            yield replace(question, given_id=f"{name}-{seen[name]}")
        else:
            yield question


def question_lines(questions: Iterable[Question]) -> frozenset[int]:
    """Return the numbers of all lines that belong to some questions of one note."""
    return frozenset(
        line
        for question in questions
        for line in range(question.place.first, question.place.last + 1)
    )
