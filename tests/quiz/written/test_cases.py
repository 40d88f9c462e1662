"""Notes and files that ask questions, each with what is read from it beside it.

To add one, write `tests/quiz/written/cases/NAME.md`, or a file of questions in `files`, then run
`pytest tests/quiz/written/test_cases.py --accept` and read `NAME.expected` with care.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.quiz.items import Kind
from knowledge.quiz.written.files import is_question_file, read_all_of_file
from knowledge.quiz.written.read import read_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.written.question import Question
    from knowledge.quiz.written.read import Reading

FOLDER = Path(__file__).parent
NOTES = (FOLDER / "cases").glob("*.md")
FILES = (file for file in (FOLDER / "files").iterdir() if file.suffix != ".expected")
CASES = sorted((*NOTES, *FILES))


def reading(name: str, text: str) -> Reading:
    if is_question_file(name):
        return read_all_of_file(text, name)
    parsed = parse_note(RawNote(name, text, "", ()), name)
    return read_all(text, parsed.note, parsed.sections)


def written(read: Reading) -> str:
    """Write all that was read of a note for people to check."""
    found = [(question.place.first, _question(question)) for question in read.questions]
    found += [
        (refusal.problem.line, (f"- {refusal.syntax}: {refusal.fault.short}: {refusal.problem}",))
        for refusal in read.refusals
    ]
    found.sort(key=lambda piece: piece[0])
    return "\n\n".join("\n".join(lines) for _, lines in found) + "\n"


def _question(question: Question) -> tuple[str, ...]:
    place = question.place
    where = f"{place.first}-{place.last} [{' > '.join(place.heading)}]"
    return (f"{question.syntax}, {question.kind}, {where}", *_texts(question))


def _texts(question: Question) -> Iterator[str]:
    yield f"? {question.stem}"
    for at, option in enumerate(question.options):
        mark = "*" if at in question.keys else " "
        why = f" <{question.whys[at]}>" if question.whys and question.whys[at] else ""
        partner = f" -> {question.partners[at]}" if question.kind is Kind.PAIRS else ""
        yield f"  {mark} {option}{partner}{why}".replace("\n", " / ")
    for sign, text in (("=", question.answer), (">", question.explanation)):
        if text:
            yield f"{sign} {text}".replace("\n", f"\n{sign} ")
    yield from (f"= {text} (too)" for text in question.accepted)
    facts = {"id": question.given_id, "topic": question.topic, "tags": ", ".join(question.tags)}
    yield from (f"{name}: {fact}" for name, fact in facts.items() if fact)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_questions_are_read_as_their_author_meant_them(
    case: Path, pytestconfig: pytest.Config
) -> None:
    read = written(reading(case.name, case.read_text(encoding="utf-8")))
    expected = _expectation(case)
    if pytestconfig.getoption("--accept", default=False):
        expected.write_text(read, encoding="utf-8")
    assert read == expected.read_text(encoding="utf-8")


def test_every_expectation_belongs_to_a_case() -> None:
    assert sorted(map(_expectation, CASES)) == sorted(FOLDER.rglob("*.expected"))


def _expectation(case: Path) -> Path:
    return case.with_name(f"{case.name}.expected")
