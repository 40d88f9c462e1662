"""The words of a question above its options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.notes.lines import CALLOUT
from knowledge.quiz.written.asking import NUMBERED, without_number
from knowledge.quiz.written.labels import ANSWER_LABEL, CARD_MARKS, EXPLANATION_LABEL
from knowledge.quiz.written.sheet import shown

if TYPE_CHECKING:
    from knowledge.quiz.written.groups import Group
    from knowledge.quiz.written.line import Line
    from knowledge.quiz.written.sheet import Sheet

CLIMB: Final = 40
"""Lines above the options that are looked at for the question."""
CODE_CAP: Final = 160
"""Characters of code that are shown inside a question; more makes it lean on the code."""

_FIRST_OPTION = re.compile(r"\s[-*]?\s?\(?([Aa])[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Stem:
    """The question above some options."""

    text: str
    """Raw, its lines joined."""
    first: int
    """Position of its first line."""
    numbered: bool = False
    """Whether it is marked as a question by `Q12.`, `Question 12` or the like."""
    leans: bool = False
    """Whether a block of code stands between it and the options."""


def stem_above(sheet: Sheet, group: Group, floor: int) -> Stem | None:
    """Return the question that a list belongs to, or None; no line up to `floor` is in it."""
    floor = max(floor, group.first - CLIMB)
    if group.parent is not None:
        first = group.parent.first
        if first <= floor:
            return None
        return _stem(sheet, first, group.first)
    top, numbered = _top(sheet, group, floor)
    if numbered:
        return _stem(sheet, top, group.first)
    near = _nearest(sheet, group, top)
    return None if near < 0 else _stem(sheet, near, group.first)


def _top(sheet: Sheet, group: Group, floor: int) -> tuple[int, bool]:
    """Return the line above which the question cannot begin, and whether it is its numbered line.

    That is a heading, a rule, a list's point, or what belongs to the question before.
    """
    for at in range(group.first - 1, floor, -1):
        line = sheet.at(at)
        if line.code or line.is_blank:
            continue
        if line.is_rule or line.quote != group.quote or _is_of_another(line):
            return at + 1, False
        if sheet.deck and line.text in CARD_MARKS:
            return group.first, False
        by_digit = line.mark[:1].isdigit()
        goes_on = by_digit and _goes_on(sheet, at, group)
        if goes_on or NUMBERED.match(line.body) or CALLOUT.match(line.text):
            return at, True
        if line.level or line.mark:
            return at + by_digit, False
    return floor + 1, False


def _goes_on(sheet: Sheet, at: int, group: Group) -> bool:
    """Whether the lines from a numbered one to a list are its own: close to it, or indented."""
    between = [sheet.at(below) for below in range(at + 1, group.first)]
    while between and between[-1].is_blank:
        between.pop()
    is_close = not any(line.is_blank for line in between)
    inside = sheet.at(at).indent
    return is_close or all(line.indent > inside for line in between if not line.is_blank)


def _is_of_another(line: Line) -> bool:
    """Whether a line is the answer, explanation or fold of the question before."""
    label = ANSWER_LABEL.match(line.text) or EXPLANATION_LABEL.match(line.text)
    return line.text.startswith("</") or (bool(label) and not line.level)


def _nearest(sheet: Sheet, group: Group, top: int) -> int:
    """Return where the paragraph right above a list begins, its heading's line, or -1."""
    at = group.first - 1
    while at >= top and not sheet.at(at).text:
        at -= 1
    while at >= top and sheet.at(at).code:
        at -= 1
        while at >= top and not sheet.at(at).text:
            at -= 1
    if at < top:
        return -1
    if sheet.at(at).level:
        return at
    while at > top and sheet.at(at - 1).is_text and not sheet.at(at).mark:
        at -= 1
    return at


def _stem(sheet: Sheet, first: int, end: int) -> Stem | None:
    """Return the stem that these lines hold, code in it where it is short."""
    parts: list[str] = []
    code: list[str] = []
    for at in range(first, end):
        line = sheet.at(at)
        if line.code:
            code.append(line.text.strip())
        elif line.text:
            text = line.body
            if found := CALLOUT.match(text):
                text = found[2]
            parts.append(text)
    numbered = bool(parts) and bool(NUMBERED.match(parts[0]))
    if parts:
        parts[0] = without_number(parts[0])
    inside = [line for line in code if line and not line.startswith(("```", "~~~"))]
    leans = len(inside) > 1 or sum(map(len, inside)) > CODE_CAP
    if inside and not leans:
        parts.append(f"`{inside[0]}`")
    text = " ".join(part for part in parts if part)
    return Stem(text, first, numbered, leans) if shown(text) else None


def split_first_option(text: str) -> tuple[str, str] | None:
    """Return a stem and the option A that stands on its line, or None."""
    found = None
    for found in _FIRST_OPTION.finditer(text):  # noqa: B007 - the last is wanted
        pass
    if found is None or not text[: found.start()].strip():
        return None
    return text[: found.start()], text[found.end() :]
