"""A pasted exam question told apart: what is asked, and the options with their letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

READ_CAP: Final = 4_000
"""Characters that are looked at; Discord sends at most 2,000."""
LETTERS: Final = "ABCDEFGH"
"""Exams have at most six options; eight leave room for worksheets."""
FEWEST: Final = 2
"""Options that stand on lines of their own."""
FEWEST_IN_LINE: Final = 3
"""Options within running text, where "plan A. plan B." may be an ordinary sentence."""

# A letter with its sign: "A.", "b)", "(C)", "[D]", "**E:**"; a bullet may stand before it.
_MARK = (
    r"[*_]{0,2}(?:(?P<open>[(\[])(?P<inside>[A-Ha-h])[)\]]|(?P<letter>[A-Ha-h])(?P<sign>[.):]))"
    r"[*_]{0,2}(?=\s)"
)
_ON_LINE = re.compile(rf"^[ \t]*(?:[-*+•][ \t]+)?{_MARK}", re.MULTILINE)
_IN_LINE = re.compile(rf"(?<!\S){_MARK}")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A question with its options, as they were pasted."""

    stem: str
    """What is asked; one line, never empty."""
    options: tuple[str, ...]
    """At least two texts, one line each, none empty; the first is option A."""

    @property
    def letters(self) -> str:
        """The options' letters, in their order."""
        return LETTERS[: len(self.options)]


def read_pasted(text: str) -> Pasted | None:
    """Return the question and its options, or None where the text is not of that form.

    Options begin with letters from A on, all written in one way, on lines of their own or behind
    each other (a slash command leaves no line ends). Any text is fine.
    """
    read = text[:READ_CAP]
    return _told_apart(read, _ON_LINE, FEWEST) or _told_apart(read, _IN_LINE, FEWEST_IN_LINE)


def _told_apart(text: str, marks: re.Pattern[str], fewest: int) -> Pasted | None:
    """Take the last run of marks: an A or B before it belongs to the question."""
    found = list(marks.finditer(text))
    for begin in reversed([at for at, mark in enumerate(found) if _letter(mark) == "A"]):
        run = _run(found[begin:])
        ends = [mark.start() for mark in run[1:]] + [len(text)]
        stem = _line(text[: run[0].start()])
        options = tuple(_line(text[mark.end() : end]) for mark, end in zip(run, ends, strict=True))
        if len(run) >= fewest and stem and all(options):
            return Pasted(stem, options)
    return None


def _run(marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the marks A, B, C ... that are written as the first is; others are words."""
    run = [marks[0]]
    for mark in marks[1:]:
        expected = LETTERS[len(run) : len(run) + 1]
        if _letter(mark) == expected and _style(mark) == _style(run[0]):
            run.append(mark)
    return run


def _letter(mark: re.Match[str]) -> str:
    return (mark["inside"] or mark["letter"]).upper()


def _style(mark: re.Match[str]) -> tuple[str, bool]:
    return mark["open"] or mark["sign"], (mark["inside"] or mark["letter"]).isupper()


def _line(text: str) -> str:
    return " ".join(text.split())
