"""A note's lines as its author sees them: what is code, how deep a line stands, what marks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.notes.frontmatter import read_head
from knowledge.notes.lines import FENCE, HEADING, ITEM, QUOTE, RULE, heading_text, indent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LINE_CAP: Final = 4_000
"""Characters of a line that may be part of a question; the longest of 2,575 exam questions has
under 1,500."""

_COMMENT = re.compile(r"<!--.{0,2000}?-->|%%[^%]{0,2000}%%")
_OPEN_FORMULA = re.compile(r"\$\$(?:(?!\$\$).)*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, without the quote marks in front of it and without comments."""

    number: int
    """Counted from 1."""
    text: str
    """Without indentation; empty for a blank line and for one of the note's head."""
    indent: int = 0
    """Column at which it begins, behind its quote marks."""
    quote: int = 0
    """How many quote marks stand in front."""
    mark: str = ""
    """The bullet, number or letter it begins with, such as `-`, `12.` or `a)`."""
    body: str = ""
    """What stands behind the mark; the whole text where there is none."""
    level: int = 0
    """1 to 6 for a heading, whose words are in `body`; otherwise 0."""
    code: bool = False
    """Whether it stands in a fence or a formula, or is the fence; `text` is as it is written."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text and not self.code

    @property
    def is_rule(self) -> bool:
        """Whether it is a ruled line."""
        return self.text[:1] in {"-", "*", "_"} and bool(RULE.match(self.text))

    @property
    def is_text(self) -> bool:
        """Whether it may be words of a question: neither blank, code, heading nor rule."""
        return bool(self.text) and not (self.code or self.level or self.is_rule)


def read_lines(path: str, source: Sequence[str]) -> Iterator[Line]:
    """Yield a line for each of the source; never raises, linear in its length."""
    head = next(
        (
            piece.last
            for piece in read_head(path, source).furniture
            if piece.reason == "front matter"
        ),
        0,
    )
    last_with = {mark: _last_with(source, mark) for mark in ("-->", "%%", "$$")}
    closes, quoted = "", False
    for number, raw in enumerate(source, 1):
        if number <= head:
            yield Line(number, "")
            continue
        marks = QUOTE.match(raw.lstrip()) if raw.lstrip()[:1] == ">" else None
        if closes[:1] in {"`", "~"} and quoted and marks is None:
            closes = ""
        quote = marks[0].count(">") if marks else 0
        inner = raw.lstrip()[marks.end() :] if marks else raw
        stripped = inner.strip()
        if closes:
            ended, line = _inside(number, inner, stripped, closes, quote)
            closes = "" if ended else closes
            yield line
            continue
        line = _line(number, inner, quote)
        closes, quoted = _opens(line, number, last_with), bool(quote)
        if closes in {"-->", "%%"}:
            line = _line(number, inner.split("<!--" if closes == "-->" else "%%", 1)[0], quote)
        elif closes:
            line = Line(number, inner, line.indent, quote, code=True)
        yield line


def _last_with(source: Sequence[str], mark: str) -> int:
    return next((at + 1 for at in range(len(source) - 1, -1, -1) if mark in source[at]), 0)


def _opens(line: Line, number: int, last_with: Mapping[str, int]) -> str:
    """Return what closes the code, formula or comment that a line opens; nothing if it does not."""
    for text in (line.text, line.body):
        if found := FENCE.match(text):
            return found[1]
    if "<!--" in line.text and number < last_with["-->"]:
        return "-->"
    if line.text.startswith("%%") and number < last_with["%%"]:
        return "%%"
    if _OPEN_FORMULA.match(line.text) and number < last_with["$$"]:
        return "$$"
    return ""


def _inside(number: int, inner: str, stripped: str, closes: str, quote: int) -> tuple[bool, Line]:
    """Return whether code, a formula or a comment ends on this line, and the line."""
    if closes in {"-->", "%%"}:
        ended = closes in inner
        return ended, _line(number, inner.split(closes, 1)[1] if ended else "", quote)
    if closes == "$$":
        return "$$" in stripped, Line(number, inner, indent(inner), quote, code=True)
    ended = stripped.startswith(closes) and not stripped.strip(closes[0])
    return ended, Line(number, inner, indent(inner), quote, code=True)


def _line(number: int, inner: str, quote: int) -> Line:
    """Return a line that is no code; what goes beyond the cap is no question's."""
    inner = inner[:LINE_CAP]
    if "<!--" in inner or "%%" in inner:
        inner = _COMMENT.sub(" ", inner)
    text = inner.strip()
    column = indent(inner) if text else 0
    if found := HEADING.match(text):
        body = heading_text(found[2] or "")
        return Line(number, text, column, quote, body=body, level=len(found[1]))
    if (found := ITEM.match(text)) and not RULE.match(text):
        return Line(number, text, column, quote, found[1], (found[2] or "").strip())
    return Line(number, text, column, quote, body=text)
