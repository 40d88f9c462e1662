"""Questions and exercises whose answer is folded away in `<details>` right below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.notes.dialects import is_disclosure
from knowledge.quiz.written.asking import NUMBERED, asks
from knowledge.quiz.written.draft import Draft
from knowledge.quiz.written.labels import ANSWER_LABEL
from knowledge.quiz.written.sheet import shown, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.written.sheet import Sheet

FOLD_CAP: Final = 400
"""Lines of a fold; a longer one is a page, not an answer."""
EXERCISES: Final = 3
"""So many headings with a fold below each are a set of exercises, whether or not they ask."""

_TAG = re.compile(r"<(/?)details\b[^<>]{0,200}>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]{0,200}>(.{0,300}?)</summary\s*>", re.IGNORECASE)


def read_folds(sheet: Sheet) -> Iterator[Draft]:
    """Yield what asks right above a fold with nothing but "show" or "answer" on it."""
    found = list(_folds(sheet))
    headed = sum(bool(sheet.at(draft.first - 1).level) for draft in found)
    for draft in found:
        if draft.certain or (headed >= EXERCISES and sheet.at(draft.first - 1).level):
            yield draft


def _folds(sheet: Sheet) -> Iterator[Draft]:
    """Yield every fold with the text above it."""
    floor = -1
    for position, last in _ranges(sheet):
        first = _above(sheet, position, floor)
        if position <= floor or first < 0 or last - position > FOLD_CAP:
            continue
        floor = last
        label, answer = _inside(sheet, position, last)
        if not is_disclosure(label) and not ANSWER_LABEL.match(label):
            continue
        stem = " ".join(sheet.at(at).body for at in range(first, position) if sheet.at(at).text)
        certain = asks(shown(stem)) or bool(ANSWER_LABEL.match(label) or NUMBERED.match(stem))
        yield Draft("fold", stem, first + 1, last + 1, answer, certain=certain)


def _ranges(sheet: Sheet) -> list[tuple[int, int]]:
    """Return the first and last line of every fold that no other fold holds, by position."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for position, line in enumerate(sheet.lines):
        if line.code or "<" not in line.text:
            continue
        for tag in _TAG.finditer(line.text):
            if not tag[1]:
                opened.append(position)
            elif opened:
                first = opened.pop()
                while found and found[-1][0] >= first:
                    found.pop()
                found.append((first, position))
    return found


def _above(sheet: Sheet, position: int, floor: int) -> int:
    """Return where the heading or paragraph right above a fold begins, or -1."""
    at = position - 1
    while at > floor and sheet.at(at).is_blank:
        at -= 1
    line = sheet.at(at)
    if at <= floor or line.code or line.is_rule or line.text[:1] == "<":
        return -1
    if line.level:
        return at
    while at - 1 > floor and sheet.at(at - 1).is_text and not sheet.at(at).mark:
        at -= 1
    return at


def _inside(sheet: Sheet, first: int, last: int) -> tuple[str, str]:
    """Return what stands on a fold, and what it hides."""
    opening = " ".join(sheet.at(at).text for at in range(first, min(first + 3, last + 1)))
    found = _SUMMARY.search(opening)
    label = shown(found[1]) if found else ""
    hidden = told(map(sheet.at, range(first, last + 1)))
    if label and hidden.startswith(label):
        hidden = hidden[len(label) :].lstrip()
    return label, hidden
