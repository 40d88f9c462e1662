"""Callouts `[!question]`: the title asks, the box answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.model import Severity
from knowledge.notes.lines import CALLOUT
from knowledge.quiz.written.asking import asks
from knowledge.quiz.written.draft import Draft, Fault
from knowledge.quiz.written.sheet import shown, told
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.written.line import Line
    from knowledge.quiz.written.sheet import Sheet

KINDS: Final = frozenset({"question", "faq", "quiz", "flashcard"})
"""Names of the callouts that ask; Obsidian shows `faq` as `question`."""
STEM_WORDS: Final = 2
"""A shorter title asks about the text around it."""


def read_callouts(sheet: Sheet) -> Iterator[Draft]:
    """Yield the question of every such callout; one that lists questions is a fault of one line."""
    position = 0
    while position < len(sheet.lines):
        line = sheet.at(position)
        found = CALLOUT.match(line.text) if line.quote and line.text[:2] == "[!" else None
        position += 1
        if not found or found[1].lower() not in KINDS:
            continue
        end = position
        while end < len(sheet.lines) and sheet.at(end).quote >= line.quote:
            if sheet.at(end).quote == line.quote and CALLOUT.match(sheet.at(end).text):
                break
            end += 1
        draft = _draft(sheet, line, found[2], end)
        if draft is not None:
            yield draft


def _draft(sheet: Sheet, line: Line, title: str, end: int) -> Draft | None:
    lines = [sheet.at(at) for at in range(line.number, end)]
    if not shown(title):
        title, lines = _opening(lines)
    if asks(shown(title)):
        answer = told(_answers(lines))
        last = max((each.number for each in lines if not each.is_blank), default=line.number)
        is_lone = len(words(shown(title))) < STEM_WORDS
        fault = Fault.LEANS if is_lone else None
        severity = Severity.NOTICE if is_lone else None
        return Draft("callout", title, line.number, last, answer, fault=fault, severity=severity)
    if any(asks(shown(each.body)) for each in lines):
        last = max(each.number for each in lines)
        return Draft(
            "callout", title or "questions", line.number, last,
            fault=Fault.LISTED, severity=Severity.NOTICE,
        )  # fmt: skip
    return None


def _opening(lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the first paragraph of a box without a title, if it asks, and the rest."""
    at = next((at for at, line in enumerate(lines) if line.is_text), -1)
    if at < 0 or lines[at].mark or not asks(shown(lines[at].body)):
        return "", lines
    return lines[at].body, lines[at + 1 :]


def _answers(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines of a box without the titles of boxes inside it."""
    for line in lines:
        if not CALLOUT.match(line.text):
            yield line
