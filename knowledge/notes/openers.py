"""The readers of single lines: each knows one kind of line, and takes it or leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.model import Kind
from knowledge.notes import dialects, lines
from knowledge.notes.scan import DEPTH_CAP, RawBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from knowledge.notes.scan import Line, Scan

CODE_INDENT: Final = 4
"""CommonMark: four columns make indented code, outside lists; MkDocs: an admonition's body."""

SETEXT_CAP: Final = 120
"""A longer line above `---` is a paragraph above a rule, not a heading."""

BULLETS: Final = "-*+\u2022\u25e6\u25aa"


def heading(scan: Scan, line: Line) -> bool:
    """Read `## Heading`."""
    found = lines.HEADING.match(line.text)
    if not found or lines.indent(line.whole) >= CODE_INDENT:
        return False
    scan.leave_lists()
    title = (found[2] or "").strip()
    if not title:
        return scan.discard(line.number, "empty heading")
    scan.add(Kind.HEADING, title, line.number, level=len(found[1]))
    return True


def tag_line(scan: Scan, line: Line) -> bool:
    """Read a line of nothing but `#tags`."""
    if not lines.TAG_LINE.match(line.text):
        return False
    scan.close()
    return scan.discard(line.number, "tags")


def fence(scan: Scan, line: Line) -> bool:
    """Read the line that opens a block of code."""
    found = lines.FENCE.match(line.text)
    if not found:
        return False
    scan.close()
    scan.fence, scan.fence_indent = found[1], lines.indent(line.whole)
    label = found[2].strip().split(" ", 1)[0].strip("{}.")
    scan.append(RawBlock(Kind.CODE, [], line.number, line.number, label=label))
    return scan.discard(line.number, "fence")


def formula(scan: Scan, line: Line) -> bool:
    """Read `$$ formula $$`, or its first line."""
    if not line.text.startswith("$$"):
        return False
    inside = line.text[2:]
    if "$$" in inside and not inside.endswith("$$"):
        return False
    scan.close()
    block = scan.append(RawBlock(Kind.MATH, [], line.number, line.number))
    if inside.endswith("$$"):
        block.raw.append(inside[:-2])
        return True
    scan.fence, scan.fence_indent = "$$", 0
    if not inside:
        return scan.discard(line.number, "fence")
    block.raw.append(inside)
    return True


def rule(scan: Scan, line: Line) -> bool:
    """Read `---`: a rule, or the underline of a heading."""
    if _underline(scan, line):
        return True
    if not lines.RULE.match(line.text):
        return False
    scan.close()
    if lines.indent(line.whole) == 0:
        scan.stack.clear()
    return scan.discard(line.number, "rule")


def _underline(scan: Scan, line: Line) -> bool:
    """Turn the paragraph line above `===` or `---` into a heading, as CommonMark does."""
    block = scan.open
    if (
        block is None
        or block.kind is not Kind.PARAGRAPH
        or len(block.raw) != 1
        or block.parents
        or scan.quote
        or scan.blank_before
        or len(block.raw[0]) > SETEXT_CAP
        or not lines.SETEXT.match(line.text)
    ):
        return False
    block.kind, block.level = Kind.HEADING, 1 if line.text[0] == "=" else 2
    scan.leave_lists()
    return scan.discard(line.number, "rule")


def html(scan: Scan, line: Line) -> bool:
    """Read a comment, the summary of a fold, or a line of nothing but tags."""
    text = line.text
    if text.startswith("<!--"):
        return _comment(scan, line)
    if found := lines.SUMMARY.match(text):
        scan.leave_lists()
        if dialects.is_disclosure(found[1]):
            return scan.discard(line.number, "disclosure label")
        return scan.add_title(text, line.number, "disclosure label")
    if lines.TAGS_ONLY.match(text) and not dialects.shows_something(text):
        if not text.lower().startswith(("<br", "<img", "<a")):
            scan.close()
        return scan.discard(line.number, "markup")
    return False


def _comment(scan: Scan, line: Line) -> bool:
    if "-->" not in line.text:
        scan.fence = "-->"
    elif line.text.split("-->", 1)[1].strip():
        return False
    is_mark = lines.REVIEW_MARK.match(line.text)
    return scan.discard(line.number, "review mark" if is_mark else "comment")


def image(scan: Scan, line: Line) -> bool:
    """Read a line that shows one picture, or another note."""
    found = lines.IMAGE_ONLY.match(line.text)
    if not found:
        return False
    scan.close()
    name = found[1] or ""
    if name and not dialects.is_picture(name):
        return scan.discard(line.number, "embedded note")
    shown = found[2] or name
    if not shown.strip():
        return scan.discard(line.number, "picture without a name")
    scan.add(Kind.IMAGE, shown, line.number, label=found[3] or name)
    return True


def admonition(scan: Scan, line: Line) -> bool:
    """Read `!!! note "Title"` and `??? note`, as MkDocs has them."""
    found = lines.ADMONITION.match(line.text)
    if not found:
        return False
    scan.leave_lists()
    scan.body_indent = lines.indent(line.whole) + CODE_INDENT
    return scan.add_title(found[2] or "", line.number, "admonition mark")


def colon_fence(scan: Scan, line: Line) -> bool:
    """Read `::: warning Title`, and the `:::` that ends it."""
    found = lines.COLON_FENCE.match(line.text)
    if not found:
        return False
    scan.close()
    return scan.add_title(found[2], line.number, "admonition mark")


def reference(scan: Scan, line: Line) -> bool:
    """Read the text of a footnote, or the address of a link."""
    if found := lines.FOOTNOTE.match(line.text):
        scan.close()
        scan.open = scan.add(Kind.PARAGRAPH, found[1], line.number)
        return True
    if not lines.REFERENCE.match(line.text):
        return False
    scan.close()
    return scan.discard(line.number, "link address")


def item(scan: Scan, line: Line) -> bool:
    """Read a bullet, a numbered point, a task, or what an outliner puts behind a bullet."""
    found = lines.ITEM.match(line.text)
    if not found or not _may_interrupt(scan, found[1]):
        return False
    column = lines.indent(line.whole)
    scan.close()
    scan.leave_bullets(column)
    inside = (found[2] or "").strip()
    label = "" if found[1] in BULLETS else found[1]
    if task := lines.TASK.match(inside):
        label, inside = f"[{task[1].lower()}]", task[2] or ""
    if not inside:
        return scan.discard(line.number, "empty bullet")
    if _outline_line(scan, line, inside):
        return True
    scan.open = scan.add(Kind.ITEM, inside, line.number, level=len(scan.stack), label=label)
    if len(scan.stack) < DEPTH_CAP:
        scan.stack.append((column, len(scan.blocks) - 1))
    return True


def _may_interrupt(scan: Scan, label: str) -> bool:
    """CommonMark: inside a paragraph only a numbered list that begins with 1 may start."""
    inside_paragraph = scan.open is not None and scan.open.kind is Kind.PARAGRAPH
    return not (inside_paragraph and label[0].isdigit()) or label[:-1] == "1"


def _outline_line(scan: Scan, line: Line, inside: str) -> bool:
    """Read what an outliner puts behind a bullet: a heading, a property, a fence."""
    if inside[0] == "#" and (found := lines.HEADING.match(inside)) and found[2]:
        scan.stack.clear()
        scan.add(Kind.HEADING, found[2], line.number, level=len(found[1]))
        return True
    line.text = inside
    if inside[0] in "`~" and fence(scan, line):
        scan.fence_indent = 0
        return True
    return own_property(scan, line)


def own_property(scan: Scan, line: Line) -> bool:
    """Read a `name:: value` that Logseq writes for itself."""
    if "::" not in line.text:
        return False
    found = lines.PROPERTY.match(line.text)
    if not found or found[1].lower() not in lines.LOGSEQ_PROPERTIES:
        return False
    return scan.discard(line.number, "property")


def row(scan: Scan, line: Line) -> bool:
    """Read a line of a table: with a header above a rule, or without one between outer bars."""
    text = line.text
    if "|" not in text:
        scan.columns = None
        return False
    if scan.columns is None and _header(scan, line):
        return True
    if scan.columns is None:
        if not (text[0] == "|" and text[-1] == "|" and len(text) > 2):
            return False
        scan.columns = ()
    if lines.TABLE_RULE.match(text):
        return scan.discard(line.number, "table rule")
    scan.open = None
    _add_row(scan, line, scan.columns, "")
    return True


def _header(scan: Scan, line: Line) -> bool:
    """Read the line of column names, known by the rule below it."""
    below = line.below.strip()
    if scan.quote:
        below = lines.QUOTE.sub("", below, count=1).strip()
    if "-" not in below or not lines.TABLE_RULE.match(below):
        return False
    scan.open = None
    scan.columns = tuple(lines.cells(line.text))
    _add_row(scan, line, scan.columns, "header")
    return True


def _add_row(scan: Scan, line: Line, columns: tuple[str, ...], label: str) -> None:
    cells = lines.cells(line.text)
    scan.append(RawBlock(Kind.ROW, cells, line.number, line.number, label=label, columns=columns))


READERS: Final[Mapping[str, tuple[Callable[[Scan, Line], bool], ...]]] = {
    "#": (heading, tag_line),
    "`": (fence,),
    "~": (fence,),
    "$": (formula,),
    "-": (rule,),
    "*": (rule,),
    "_": (rule,),
    "=": (rule, admonition),
    "<": (html,),
    "!": (image, admonition),
    "?": (admonition,),
    ":": (colon_fence,),
    "[": (reference,),
}
"""The order of work: which readers are asked about a line, by its first letter."""

ALWAYS: Final = (item, row, own_property)
"""Who is asked about every line that none of those took; a paragraph takes the rest."""
