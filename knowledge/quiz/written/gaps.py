"""Sentences with gaps: `{{c1::word}}` anywhere, `==word==` in a note with the tag `#flashcards`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.quiz.items import Kind
from knowledge.quiz.written.draft import Draft
from knowledge.quiz.written.sheet import GAP, masked, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.written.line import Line
    from knowledge.quiz.written.sheet import Sheet

GAPS_CAP: Final = 24
"""Gaps of one sentence that are asked."""
PARAGRAPH_CAP: Final = 20
"""Lines of a paragraph that are read as one sentence."""

_NUMBERED = re.compile(r"\{\{c(\d{1,3})::([^{}]{1,600}?)(?:::([^{}]{1,300}))?\}\}")
_STRESSED = re.compile(r"(?<!=)==(?![=\s])([^=]{1,600}(?:=[^=]{1,600}){0,4})(?<!\s)==(?!=)")


def read_gaps(sheet: Sheet) -> Iterator[Draft]:
    """Yield a question for each gap, the others filled in; gaps of one number are one question."""
    position = 0
    while position < len(sheet.lines):
        line = sheet.at(position)
        position += 1
        if not line.is_text:
            continue
        lines = [line]
        while _goes_on(sheet.at(position), line, len(lines)):
            lines.append(sheet.at(position))
            position += 1
        text = " ".join(each.body for each in lines)
        if "{{c" in masked(text):
            yield from _numbered(text, lines)
        elif sheet.deck and "==" in text:
            yield from _stressed(text, lines)


def _goes_on(line: Line, first: Line, count: int) -> bool:
    return line.is_text and not line.mark and line.quote == first.quote and count < PARAGRAPH_CAP


def _numbered(text: str, lines: list[Line]) -> Iterator[Draft]:
    gaps = [gap for gap in _NUMBERED.finditer(text) if masked(text)[gap.start()] == "{"]
    for number in list(dict.fromkeys(gap[1] for gap in gaps))[:GAPS_CAP]:
        hidden = [gap[2] for gap in gaps if gap[1] == number]

        def fill(found: re.Match[str], number: str = number) -> str:
            if found[1] != number:
                return found[2]
            return f"{GAP} ({found[3]})" if found[3] else GAP

        yield _draft("cloze {{c1::}}", _NUMBERED.sub(fill, text), hidden, lines)


def _stressed(text: str, lines: list[Line]) -> Iterator[Draft]:
    covered = masked(text)
    found = [gap for gap in _STRESSED.finditer(text) if covered[gap.start()] == "="]
    for gap in found[:GAPS_CAP]:
        before, after = text[: gap.start()], text[gap.end() :]
        yield _draft("cloze ==", f"{before}{GAP}{after}", [gap[1]], lines)


def _draft(syntax: str, stem: str, hidden: list[str], lines: list[Line]) -> Draft:
    answer = ", ".join(shown(word) for word in hidden)
    return Draft(syntax, stem, lines[0].number, lines[-1].number, answer, kind=Kind.CLOZE)
