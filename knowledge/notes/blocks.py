"""A note's lines to raw blocks: headings, paragraphs, items, rows, code, with true line numbers.

A scanner of our own, one pass over the lines. It answers for every line: each non-blank one ends up
in one raw block or in named furniture. Libraries were measured (docs/notes.md); those with line
numbers and enough speed read plain CommonMark only, where notes in the wild hold callouts,
admonitions, outlines and tables without a header that CommonMark reads as something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from knowledge.model import Furniture, Kind
from knowledge.notes import dialects, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH_CAP: Final = 40
"""Bullets deeper than this hang under the last one that counts; real notes stay under ten."""

CODE_INDENT: Final = 4
"""CommonMark: four columns make indented code, outside lists."""

_ANSWERED: Final = "\0"
"""Stands for a line that has been answered for already."""

SETEXT_CAP: Final = 120
"""A longer line above `---` is a paragraph above a rule, not a heading."""


@dataclass(slots=True)
class RawBlock:
    """A block as written, markup and all."""

    kind: Kind
    raw: list[str]
    first: int
    last: int
    level: int = 0
    label: str = ""
    parents: tuple[int, ...] = ()
    """Positions, in the list of blocks, of the bullets it hangs under."""
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class Scan:
    """What the scanner has found so far, and where it stands."""

    blocks: list[RawBlock] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    stack: list[tuple[int, int]] = field(default_factory=list)
    """The open bullets: column of their text, position of their block."""
    open: RawBlock | None = None
    """The paragraph or item that the next line may go on with."""
    columns: tuple[str, ...] | None = None
    """Names of the columns while inside a table; empty for a table without a header."""
    fence: str = ""
    """The fence that closes the code or formula we are in."""
    fence_indent: int = 0
    blank_before: bool = True
    quote: int = 0
    body_indent: int = 0
    """Columns that the body of an admonition is indented by; 0 outside one."""

    def note_furniture(self, line: int, reason: str) -> None:
        """Put one line among the furniture."""
        self.furniture.append(Furniture(line, line, reason))

    def close(self) -> None:
        """End the open paragraph or item and the table."""
        self.open = None
        self.columns = None

    def add(self, block: RawBlock) -> RawBlock:
        """Append a block under the bullets that are open."""
        if block.kind is not Kind.HEADING and not block.parents:
            block.parents = tuple(position for _, position in self.stack)
        self.blocks.append(block)
        return block


def scan(source: Sequence[str], skip: frozenset[int] = frozenset(), plain_from: int = 0) -> Scan:
    """Return the raw blocks and furniture of a note's lines; never raises.

    `skip` holds the line numbers that someone else has answered for (the note's head). From line
    `plain_from` on (0: never) everything is paragraphs, whatever it looks like.
    """
    state = Scan()
    for number, line in enumerate(source, 1):
        if number in skip:
            state.close()
        elif plain_from and number >= plain_from:
            _plain_line(state, number, line)
        else:
            _line(state, source, number, line)
    return state


def _plain_line(state: Scan, number: int, line: str) -> None:
    state.fence = ""
    state.stack.clear()
    if not line.strip():
        state.open = None
    elif state.open is not None and state.open.kind is Kind.PARAGRAPH:
        _go_on(state.open, number, line)
    else:
        state.open = state.add(RawBlock(Kind.PARAGRAPH, [line], number, number))


def _go_on(block: RawBlock, number: int, line: str) -> None:
    block.raw.append(line.strip() if block.kind is not Kind.CODE else line)
    block.last = number


def _line(state: Scan, source: Sequence[str], number: int, line: str) -> None:
    if state.fence:
        _in_fence(state, number, line)
        return
    text = line.strip()
    if not text:
        _blank(state)
        return
    if text[0] == ">":
        line, text = _unquote(state, number, line, text)
        if not text:
            state.note_furniture(number, "quote mark")
            state.close()
            return
    elif state.quote:
        state.quote = 0
        if state.open is not None and lines.indent(line) == 0 and not _begins_block(text):
            pass  # a lazy continuation of the quoted paragraph
        else:
            state.close()
    if state.body_indent:
        line = _admonition_body(state, line)
    _dispatch(state, source, number, line, text)
    state.blank_before = False


def _blank(state: Scan) -> None:
    state.blank_before = True
    state.quote = 0
    state.columns = None
    if state.open is not None and state.open.kind is not Kind.ITEM:
        state.open = None


def _begins_block(text: str) -> bool:
    return text[0] in "#-*+|`~<>" or bool(lines.ITEM.match(text))


def _unquote(state: Scan, number: int, line: str, text: str) -> tuple[str, str]:
    """Take the quote marks of a line away; a callout's title stands as a paragraph of its own."""
    marks = lines.QUOTE.match(text)
    depth = marks[0].count(">") if marks else 0
    inside = text[marks.end() :] if marks else text
    if depth != state.quote:
        state.close()
        if not state.quote:
            state.stack.clear()
        state.quote = depth
    if inside.startswith("[!") and (found := lines.CALLOUT.match(inside)):
        state.close()
        state.stack.clear()
        title = found[2].strip()
        if title:
            state.add(RawBlock(Kind.PARAGRAPH, [title], number, number, label="title"))
        else:
            state.note_furniture(number, "callout mark")
        return "", _ANSWERED
    return inside, inside.strip()


def _admonition_body(state: Scan, line: str) -> str:
    if lines.indent(line) >= state.body_indent:
        return lines.dedent(line, state.body_indent)
    state.body_indent = 0
    state.close()
    return line


def _in_fence(state: Scan, number: int, line: str) -> None:
    """Go on with code or a formula, up to its closing fence."""
    block = state.blocks[-1]
    text = line.strip()
    if state.quote:
        text = lines.QUOTE.sub("", text, count=1).strip()
        line = lines.QUOTE.sub("", line.lstrip(), count=1)
    if state.fence == "-->":
        state.note_furniture(number, "comment")
        if "-->" in text:
            state.fence = ""
        return
    closed = text.startswith(state.fence) and not text.strip(state.fence[0])
    if state.fence == "$$" and text.endswith("$$"):
        closed = True
        if text != "$$":
            _go_on(block, number, text[:-2])
            state.fence = ""
            return
    if closed:
        state.fence = ""
        state.note_furniture(number, "fence")
        return
    _go_on(block, number, lines.dedent(line, state.fence_indent))


def _dispatch(state: Scan, source: Sequence[str], number: int, line: str, text: str) -> None:
    """Ask the readers that know lines beginning with this letter; the paragraph takes the rest."""
    if text == _ANSWERED:
        return
    for reader in _READERS.get(text[0], ()):
        if reader(state, source, number, line, text):
            return
    if _item(state, source, number, line, text) or _row(state, source, number, line, text):
        return
    _paragraph(state, number, line, text)


def _heading(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    found = lines.HEADING.match(text)
    if not found or lines.indent(line) >= CODE_INDENT:
        return False
    state.close()
    state.stack.clear()
    title = (found[2] or "").strip()
    if not title:
        state.note_furniture(number, "empty heading")
        return True
    state.add(RawBlock(Kind.HEADING, [title], number, number, level=len(found[1])))
    return True


def _tag_line(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    del line
    if not lines.TAG_LINE.match(text):
        return False
    state.note_furniture(number, "tags")
    state.close()
    return True


def _fence(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    found = lines.FENCE.match(text)
    if not found:
        return False
    state.close()
    state.fence, state.fence_indent = found[1], lines.indent(line)
    label = found[2].strip().split(" ")[0].strip("{}.")
    block = RawBlock(Kind.CODE, [], number, number, label=label)
    state.add(block)
    state.note_furniture(number, "fence")
    return True


def _formula(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    del line
    if not text.startswith("$$"):
        return False
    inside = text[2:]
    if "$$" in inside and not inside.endswith("$$"):
        return False
    state.close()
    block = state.add(RawBlock(Kind.MATH, [], number, number))
    if inside.endswith("$$"):
        block.raw.append(inside[:-2])
        return True
    state.fence, state.fence_indent = "$$", 0
    if inside:
        block.raw.append(inside)
    else:
        state.note_furniture(number, "fence")
    return True


def _rule(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    if (
        state.open is not None
        and state.open.kind is Kind.PARAGRAPH
        and _setext(state, number, text)
    ):
        return True
    if not lines.RULE.match(text):
        return False
    state.close()
    if lines.indent(line) == 0:
        state.stack.clear()
    state.note_furniture(number, "rule")
    return True


def _setext(state: Scan, number: int, text: str) -> bool:
    """Turn the paragraph line above `===` or `---` into a heading, as CommonMark does."""
    block = state.open
    if (
        block is None
        or len(block.raw) != 1
        or block.parents
        or state.quote
        or state.blank_before
        or len(block.raw[0]) > SETEXT_CAP
        or not lines.SETEXT.match(text)
    ):
        return False
    block.kind, block.level = Kind.HEADING, 1 if text[0] == "=" else 2
    state.note_furniture(number, "rule")
    state.close()
    state.stack.clear()
    return True


def _html(state: Scan, source: Sequence[str], number: int, line: str, text: str) -> bool:
    del source, line
    if text.startswith("<!--"):
        state.note_furniture(number, "review mark" if lines.REVIEW_MARK.match(text) else "comment")
        if "-->" not in text:
            state.fence = "-->"
            return True
        rest = text.split("-->", 1)[1].strip()
        if rest:
            state.furniture.pop()
            return False
        return True
    if found := lines.SUMMARY.match(text):
        state.close()
        state.stack.clear()
        if dialects.is_disclosure(found[1]):
            state.note_furniture(number, "disclosure label")
        else:
            state.add(RawBlock(Kind.PARAGRAPH, [text], number, number, label="title"))
        return True
    if lines.TAGS_ONLY.match(text) and not dialects.shows_something(text):
        state.note_furniture(number, "markup")
        if not text.lower().startswith(("<br", "<img", "<a")):
            state.close()
        return True
    return False


def _image(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    del line
    found = lines.IMAGE_ONLY.match(text)
    if not found:
        return False
    state.close()
    name = found[1] or ""
    if name and not dialects.is_picture(name):
        state.note_furniture(number, "embedded note")
        return True
    shown = found[2] or name
    if not shown.strip():
        state.note_furniture(number, "picture without a name")
        return True
    state.add(RawBlock(Kind.IMAGE, [shown], number, number, label=found[3] or name))
    return True


def _admonition(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    found = lines.ADMONITION.match(text)
    if not found:
        return False
    state.close()
    state.stack.clear()
    state.body_indent = lines.indent(line) + CODE_INDENT
    if found[2]:
        state.add(RawBlock(Kind.PARAGRAPH, [found[2]], number, number, label="title"))
    else:
        state.note_furniture(number, "admonition mark")
    return True


def _colon_fence(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    del line
    found = lines.COLON_FENCE.match(text)
    if not found:
        return False
    state.close()
    if found[2]:
        state.add(RawBlock(Kind.PARAGRAPH, [found[2]], number, number, label="title"))
    else:
        state.note_furniture(number, "admonition mark")
    return True


def _reference(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    del line
    if text.startswith("[^") and (found := lines.FOOTNOTE.match(text)):
        state.close()
        state.open = state.add(RawBlock(Kind.PARAGRAPH, [found[1]], number, number))
        return True
    if not lines.REFERENCE.match(text):
        return False
    state.close()
    state.note_furniture(number, "link address")
    return True


def _item(state: Scan, source: Sequence[str], number: int, line: str, text: str) -> bool:
    found = lines.ITEM.match(text)
    if not found:
        return False
    if found[1][0].isdigit() and state.open is not None and not _may_interrupt(state, found[1]):
        return False
    column = lines.indent(line)
    state.close()
    _pop_to(state, column)
    inside = (found[2] or "").strip()
    label = "" if found[1] in "-*+\u2022\u25e6\u25aa" else found[1]
    if inside.startswith("[") and (task := lines.TASK.match(inside)):
        label, inside = f"[{task[1].lower()}]", task[2] or ""
    if not inside:
        state.note_furniture(number, "empty bullet")
        return True
    if _outline_line(state, source, number, inside):
        return True
    block = RawBlock(Kind.ITEM, [inside], number, number, level=len(state.stack), label=label)
    state.open = state.add(block)
    if len(state.stack) < DEPTH_CAP:
        state.stack.append((column, len(state.blocks) - 1))
    return True


def _may_interrupt(state: Scan, label: str) -> bool:
    """CommonMark: inside a paragraph only a list that begins with 1 may start."""
    inside_paragraph = state.open is not None and state.open.kind is Kind.PARAGRAPH
    return not inside_paragraph or label[:-1] == "1"


def _pop_to(state: Scan, column: int) -> None:
    """Close the bullets at this column or to the right of it."""
    while state.stack and state.stack[-1][0] >= column:
        state.stack.pop()


def _outline_line(state: Scan, source: Sequence[str], number: int, inside: str) -> bool:
    """Read what an outliner puts behind a bullet: a heading, a property, a fence."""
    if inside[0] == "#" and (found := lines.HEADING.match(inside)) and found[2]:
        state.stack.clear()
        state.add(RawBlock(Kind.HEADING, [found[2]], number, number, level=len(found[1])))
        return True
    if "::" in inside and _property(state, source, number, "", inside):
        return True
    if inside[0] in "`~" and lines.FENCE.match(inside):
        return _fence(state, source, number, "", inside)
    return False


def _property(state: Scan, _: Sequence[str], number: int, line: str, text: str) -> bool:
    del line
    found = lines.PROPERTY.match(text)
    if not found or found[1].lower() not in lines.LOGSEQ_PROPERTIES:
        return False
    state.note_furniture(number, "property")
    return True


def _row(state: Scan, source: Sequence[str], number: int, line: str, text: str) -> bool:
    """Read a line of a table: with a header above a rule, or without one between outer bars."""
    del line
    if "|" not in text:
        state.columns = None
        return False
    if state.columns is None:
        below = source[number].strip() if number < len(source) else ""
        if state.quote:
            below = lines.QUOTE.sub("", below, count=1).strip()
        if "-" in below and "|" in below + text and lines.TABLE_RULE.match(below):
            state.open = None
            state.columns = tuple(lines.cells(text))
            state.add(_row_block(state, number, text, "header"))
            return True
        if not (text[0] == "|" and text[-1] == "|" and len(text) > 2):
            return False
        state.columns = ()
    if lines.TABLE_RULE.match(text):
        state.note_furniture(number, "table rule")
        return True
    state.open = None
    state.add(_row_block(state, number, text, ""))
    return True


def _row_block(state: Scan, number: int, text: str, label: str) -> RawBlock:
    return RawBlock(
        Kind.ROW, lines.cells(text), number, number, label=label, columns=state.columns or ()
    )


def _paragraph(state: Scan, number: int, line: str, text: str) -> None:
    """Go on with the open paragraph or item, or begin a new one."""
    if "::" in text and _property(state, (), number, line, text):
        return
    column = lines.indent(line)
    if state.open is not None and (not state.blank_before or _still_in_item(state, column)):
        if state.blank_before:
            state.open = state.add(RawBlock(Kind.PARAGRAPH, [text], number, number))
            return
        _go_on(state.open, number, line)
        return
    _pop_to(state, column)
    if column >= CODE_INDENT and not state.stack and state.blank_before:
        last = state.blocks[-1] if state.blocks else None
        code = RawBlock(Kind.CODE, [lines.dedent(line, CODE_INDENT)], number, number)
        if last is not None and last.kind is Kind.CODE and last.last == number - 1:
            code = last
            _go_on(last, number, lines.dedent(line, CODE_INDENT))
        else:
            state.add(code)
        state.open = code
        return
    state.open = state.add(RawBlock(Kind.PARAGRAPH, [text], number, number))


def _still_in_item(state: Scan, column: int) -> bool:
    """Whether a line after a blank one is indented under the bullet that is open."""
    return bool(state.stack) and column > state.stack[-1][0]


_READERS: Final = {
    "#": (_heading, _tag_line),
    "`": (_fence,),
    "~": (_fence,),
    "$": (_formula,),
    "-": (_rule,),
    "*": (_rule,),
    "_": (_rule,),
    "=": (_rule, _admonition),
    "<": (_html,),
    "!": (_image, _admonition),
    "?": (_admonition,),
    ":": (_colon_fence,),
    "[": (_reference,),
}
"""The order of work: which readers are asked about a line, by its first letter."""
