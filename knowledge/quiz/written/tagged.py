"""Cards marked by `#card` or `#flashcard` behind their question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.quiz.written.draft import Draft
from knowledge.quiz.written.sheet import masked, shown, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.written.line import Line
    from knowledge.quiz.written.sheet import Sheet

BACK_CAP: Final = 200
"""Lines of a card's back."""

_TAG = re.compile(
    r"(?<![\w/#&])#(?:flash)?card(?:-reverse|-spaced|/[\w/-]{1,80})?(?![\w/-])", re.IGNORECASE
)


def read_tagged(sheet: Sheet) -> Iterator[Draft]:
    """Yield every line with the tag as a question, with what stands below it as the answer.

    Under a heading that is all up to the next one, under a bullet what is nested, else the lines
    down to a blank one.
    """
    floor = 0
    for position, line in enumerate(sheet.lines):
        if position < floor or line.code or "card" not in line.text.lower():
            continue
        found = _TAG.search(masked(line.body))
        if not found:
            continue
        stem = f"{line.body[: found.start()]}{line.body[found.end() :]}".strip()
        if not shown(stem):
            continue
        last = _last(sheet, position, line)
        back = told(map(sheet.at, range(position + 1, last + 1)))
        yield Draft("#card", stem, line.number, last + 1, back)
        if found[0].lower().endswith("-reverse") and back:
            yield Draft("#card", back.replace("\n", " "), line.number, last + 1, shown(stem))
        floor = last + 1


def _last(sheet: Sheet, position: int, line: Line) -> int:
    """Return the position of the last line of a card's back."""
    last = position
    for at in range(position + 1, min(len(sheet.lines), position + BACK_CAP)):
        below = sheet.at(at)
        if below.is_blank:
            if line.level or line.mark:
                continue
            break
        is_outside = below.indent <= line.indent and not below.code
        if below.level or below.is_rule or _TAG.search(below.body):
            break
        if line.mark and is_outside:
            break
        last = at
    return last
