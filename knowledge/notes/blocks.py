"""A note's lines to raw blocks: headings, paragraphs, items, rows, code, with true line numbers.

A scanner of our own, one pass over the lines. It answers for every line: each non-blank one ends up
in one raw block or in named furniture. Libraries were measured (docs/notes.md); those with line
numbers and enough speed read plain CommonMark only, where notes in the wild hold callouts,
admonitions, outlines and tables without a header that CommonMark reads as something else.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from knowledge.model import Kind
from knowledge.notes import lines
from knowledge.notes.openers import ALWAYS, CODE_INDENT, READERS
from knowledge.notes.scan import MARKS, Line, RawBlock, Scan

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RawBlock", "Scan", "scan"]


def scan(source: Sequence[str], skip: frozenset[int] = frozenset(), plain_from: int = 0) -> Scan:
    """Return the raw blocks and furniture of a note's lines; never raises.

    `skip` holds the line numbers that someone else has answered for (the note's head). From line
    `plain_from` on (0: never) everything is paragraphs, whatever it looks like.
    """
    text = "\n".join(source)
    state = Scan(last_mark={mark: _last_with(source, mark) for mark in MARKS if mark in text})
    below = chain(source[1:], ("",))
    for number, (line, next_line) in enumerate(zip(source, below, strict=False), 1):
        if number in skip:
            state.close()
        elif plain_from and number >= plain_from:
            _plain_line(state, number, line)
        elif state.fence and _in_fence(state, number, line):
            pass
        elif not line.strip():
            _blank(state)
        else:
            _line(state, Line(number, line, line.strip(), next_line))
    if state.fence.startswith(("`", "~")):
        _end_unclosed(state)
    return state


def _last_with(source: Sequence[str], mark: str) -> int:
    """Return the number of the last line that ends with the mark, 0 where none does."""
    for number in range(len(source), 0, -1):
        line = source[number - 1]
        if mark in line and (mark == "-->" or line.rstrip().endswith(mark)):
            return number
    return 0


def _end_unclosed(state: Scan) -> None:
    """Leave the blank lines at the end of a note out of code that is not closed."""
    block = state.blocks[-1]
    while block.raw and not block.raw[-1].strip():
        block.raw.pop()
        block.last -= 1


def _plain_line(state: Scan, number: int, line: str) -> None:
    state.fence = ""
    state.stack.clear()
    if not line.strip():
        state.open = None
    elif state.open is not None and state.open.kind is Kind.PARAGRAPH:
        state.open.go_on(number, line)
    else:
        state.open = state.add(Kind.PARAGRAPH, line, number)


def _blank(state: Scan) -> None:
    state.blank_before = True
    state.quote = 0
    state.columns = None
    if state.open is not None and state.open.kind is not Kind.ITEM:
        state.open = None


def _line(state: Scan, line: Line) -> None:
    """Take the marks of what a line is inside of away, and ask the readers about the rest."""
    if line.text[0] == ">":
        if _quoted(state, line):
            return
    elif state.quote:
        _leave_quote(state, line)
    if state.body_indent:
        _admonition_body(state, line)
    _dispatch(state, line)
    state.blank_before = False


def _quoted(state: Scan, line: Line) -> bool:
    """Take the quote marks of a line away; whether that is all there was to do."""
    marks = lines.QUOTE.match(line.text)
    depth = marks[0].count(">") if marks else 0
    line.whole = line.text[marks.end() :] if marks else line.text
    line.text = line.whole.strip()
    if depth != state.quote:
        state.close()
        if not state.quote:
            state.stack.clear()
        state.quote = depth
    if not line.text:
        state.close()
        return state.discard(line.number, "quote mark")
    if line.text.startswith("[!") and (found := lines.CALLOUT.match(line.text)):
        state.leave_lists()
        state.blank_before = False
        return state.add_title(found[2], line.number, "callout mark")
    return False


def _leave_quote(state: Scan, line: Line) -> None:
    """End the quotation, unless the line is a lazy continuation of its paragraph."""
    state.quote = 0
    begins_block = line.text[0] in "#-*+|`~<>" or lines.ITEM.match(line.text)
    if line.column or begins_block:
        state.close()


def _admonition_body(state: Scan, line: Line) -> None:
    """Take the indentation of an admonition's body away, or end the admonition."""
    if line.column >= state.body_indent:
        line.whole = lines.dedent(line.whole, state.body_indent)
        return
    state.body_indent = 0
    state.close()


def _in_fence(state: Scan, number: int, line: str) -> bool:
    """Go on with code, a formula or a comment, up to what closes it; False if nothing does."""
    if state.fence in {"-->", "%%"}:
        return _in_comment(state, number, line)
    if state.quote:
        if not line.lstrip().startswith(">"):
            state.fence = ""
            return False
        line = lines.QUOTE.sub("", line.lstrip(), count=1)
    text = line.strip()
    block = state.blocks[-1]
    if text.startswith(state.fence) and not text.strip(state.fence[0]):
        state.fence = ""
        return state.discard(number, "fence")
    if state.fence == "$$" and text.endswith("$$"):
        state.fence = ""
        block.go_on(number, text[:-2])
    else:
        block.go_on(number, lines.dedent(line, state.fence_indent))
    return True


def _in_comment(state: Scan, number: int, line: str) -> bool:
    """Pass over a line of a comment; False for the last, where text goes on behind it."""
    if state.fence not in line:
        return not line.strip() or state.discard(number, "comment")
    mark, state.fence = state.fence, ""
    behind = line.split(mark, 1)[1]
    if not behind.strip():
        return state.discard(number, "comment")
    state.close()
    _line(state, Line(number, behind, behind.strip(), ""))
    return True


def _dispatch(state: Scan, line: Line) -> None:
    """Ask the readers that know lines beginning with this letter; the paragraph takes the rest."""
    for reader in READERS.get(line.text[0], ()):
        if reader(state, line):
            return
    for reader in ALWAYS:
        if reader(state, line):
            return
    _paragraph(state, line)


def _paragraph(state: Scan, line: Line) -> None:
    """Go on with the open paragraph or item, or begin a new one."""
    column = line.column
    if state.open is not None and not state.blank_before:
        if _stands_alone(state.open, line):
            state.open = state.add(Kind.PARAGRAPH, line.text, line.number)
        else:
            state.open.go_on(line.number, line.whole)
        return
    if state.open is None or not _still_in_item(state, column):
        state.leave_bullets(column)
        if column >= CODE_INDENT and not state.stack and state.blank_before:
            _indented_code(state, line)
            return
    state.open = state.add(Kind.PARAGRAPH, line.text, line.number)


def _stands_alone(block: RawBlock, line: Line) -> bool:
    """Whether lines list marked names, or cards: to their author each line stands alone."""
    return block.kind is Kind.PARAGRAPH and any(
        all(map(alone.match, (line.text, block.raw[0]))) for alone in (lines.LED, lines.CARD)
    )


def _still_in_item(state: Scan, column: int) -> bool:
    """Whether a line after a blank one is indented under the bullet that is open."""
    return bool(state.stack) and column > state.stack[-1][0]


def _indented_code(state: Scan, line: Line) -> None:
    """Begin code by indentation, or go on with it."""
    text = lines.dedent(line.whole, CODE_INDENT)
    last = state.blocks[-1] if state.blocks else None
    if last is not None and last.kind is Kind.CODE and last.last == line.number - 1:
        last.go_on(line.number, text)
        state.open = last
    else:
        state.open = state.add(Kind.CODE, text, line.number)
