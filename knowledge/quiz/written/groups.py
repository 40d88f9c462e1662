"""Lists whose points may be the options of one question: where each stands, and what marks it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from knowledge.notes.lines import TASK
from knowledge.quiz.written.asking import NUMBERED
from knowledge.quiz.written.labels import ends_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.quiz.written.line import Line

SLACK: Final = 1
"""Columns by which the points of one list may stand apart."""

_LETTER = re.compile(
    r"(?P<open>\*\*|__)?(?:\((?P<round>[A-Ja-j])\)|(?P<letter>[A-Ja-j])\\?[.):\uff0e\u3001])"
    r"(?P<shut>\*\*|__)?(?:\s+|$)(?P<text>.*)$"
)

_NEXT = re.compile(rf"{NUMBERED.pattern}|\*\*\d{{1,4}}[.)]", re.IGNORECASE)
"""How a line without a bullet opens the next question."""


class Style(StrEnum):
    """How the points of a list are marked."""

    BOX = "box"
    LETTER = "letter"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(slots=True)
class Point:
    """One point of a list."""

    text: str
    """Raw, without bullet, box and letter; the lines it runs over are joined."""
    first: int
    """Position of its line, from 0."""
    last: int
    """Position of the last line that belongs to it, what hangs under it included."""
    own: int
    """Position of the last line of its own words."""
    letter: str = ""
    ticked: bool = False


@dataclass(slots=True)
class Group:
    """Points of one style that stand at one depth, one behind the other."""

    style: Style
    indent: int
    quote: int
    points: list[Point]
    parent: Point | None = None
    """The point it hangs under."""

    @property
    def first(self) -> int:
        """Position of its first line."""
        return self.points[0].first

    @property
    def last(self) -> int:
        """Position of its last line."""
        return self.points[-1].last


@dataclass(slots=True)
class _Stack:
    """The lists that are open, outermost first."""

    open: list[Group] = field(default_factory=list)
    done: list[Group] = field(default_factory=list)

    def pop(self) -> None:
        group = self.open.pop()
        if self.open:
            above = self.open[-1].points[-1]
            above.last = max(above.last, group.last)

    def clear(self) -> None:
        while self.open:
            self.pop()


def read_groups(lines: Sequence[Line]) -> list[Group]:
    """Return every list of the lines in the order of their first points; linear in the lines."""
    stack = _Stack()
    blank = was_code = False
    for position, line in enumerate(lines):
        if line.is_blank:
            blank, was_code = True, False
            continue
        if line.code:
            _code(stack, position, line, was_code=was_code)
        elif line.level or line.is_rule or ends_options(line.text) or _NEXT.match(line.text):
            stack.clear()
        elif (read := read_point(line, position)) is not None:
            _point(stack, line, *read)
        else:
            _text(stack, position, line, blank=blank)
        blank, was_code = False, line.code
    stack.clear()
    return stack.done


def read_point(line: Line, position: int) -> tuple[Style, Point] | None:
    """Return a line as the first of a point, with the style of its mark; None for other lines."""
    if found := TASK.match(line.body):
        text, letter = _unlettered(found[2] or "")
        ticked = found[1] != " "
        return Style.BOX, Point(text, position, position, position, letter, ticked)
    text, letter = _unlettered(line.body)
    if line.mark[:1].isalpha():
        return Style.LETTER, Point(line.body, position, position, position, line.mark[0])
    if letter:
        return Style.LETTER, Point(text, position, position, position, letter)
    if not line.mark:
        return None
    style = Style.NUMBER if line.mark[0].isdigit() else Style.BULLET
    return style, Point(line.body, position, position, position)


def _unlettered(body: str) -> tuple[str, str]:
    """Return a point's text without its letter, and the letter; a bold point stays bold."""
    found = _LETTER.match(body)
    if not found:
        return body, ""
    text = found["text"]
    if found["open"] and not found["shut"]:
        text = found["open"] + text
    return text, found["round"] or found["letter"]


def _point(stack: _Stack, line: Line, style: Style, point: Point) -> None:
    while stack.open and (
        stack.open[-1].quote != line.quote or stack.open[-1].indent > line.indent + SLACK
    ):
        stack.pop()
    if stack.open and abs(stack.open[-1].indent - line.indent) <= SLACK:
        top = stack.open[-1]
        if top.style is style and _follows(top.points[-1].letter, point.letter):
            top.points.append(point)
            return
        stack.pop()
    parent = stack.open[-1].points[-1] if stack.open else None
    group = Group(style, line.indent, line.quote, [point], parent)
    stack.open.append(group)
    stack.done.append(group)


def _follows(before: str, letter: str) -> bool:
    return (not before and not letter) or (
        bool(before) and bool(letter) and ord(letter) == ord(before) + 1
    )


def _text(stack: _Stack, position: int, line: Line, *, blank: bool) -> None:
    """Let a line go on with the open point, or hang under it, or end the lists."""
    while stack.open and (
        stack.open[-1].quote != line.quote or (blank and stack.open[-1].indent >= line.indent)
    ):
        stack.pop()
    if not stack.open:
        return
    point = stack.open[-1].points[-1]
    if not blank and point.own == point.last == position - 1:
        point.text = f"{point.text} {line.text}"
        point.own = position
    point.last = position


def _code(stack: _Stack, position: int, line: Line, *, was_code: bool) -> None:
    if stack.open and (was_code or line.indent > stack.open[-1].indent):
        stack.open[-1].points[-1].last = position
    else:
        stack.clear()
