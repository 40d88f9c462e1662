"""The readers of single lines: each knows one kind of line, and takes it or leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.model import Kind
from knowledge.notes import dialects, lines
from knowledge.notes.scan import DEPTH_CAP, MARGIN, RawBlock

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
    if not found or line.column >= CODE_INDENT:
        return False
    scan.leave_lists()
    title = lines.heading_text(found[2] or "")
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
    scan.fence, scan.fence_indent = found[1], scan.body_indent + line.column
    label = found[2].strip().split(" ", 1)[0].strip("{}.")
    block = RawBlock(Kind.CODE, [], line.number, line.number, label=label)
    scan.append(block, _hang(scan, line))
    return scan.discard(line.number, "fence")


def _hang(scan: Scan, line: Line) -> int:
    """Return the column by which a block hangs: right behind a bullet its indentation is free."""
    return line.column if scan.blank_before else MARGIN


def formula(scan: Scan, line: Line) -> bool:
    """Read `$$ formula $$`, or its first line."""
    if not line.text.startswith("$$"):
        return False
    inside = line.text[2:]
    closed = inside.endswith("$$")
    if not closed and ("$$" in inside or not scan.ends_below("$$", line.number)):
        return False
    scan.close()
    block = scan.append(RawBlock(Kind.MATH, [], line.number, line.number), _hang(scan, line))
    if closed:
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
    if line.column == 0:
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
    """Read a comment, a heading, point or fold in HTML, or a line of nothing but tags."""
    text = line.text
    if text.startswith("<!--"):
        return _comment(scan, line)
    if found := lines.HTML_HEADING.match(text):
        scan.leave_lists()
        scan.add(Kind.HEADING, found[2], line.number, level=int(found[1]))
        return True
    if found := lines.SUMMARY.match(text):
        return _summary(scan, line, found[1], text[found.end() :])
    if lines.TAGS_ONLY.match(text):
        return _tags(scan, line)
    if found := lines.HTML_ITEM.match(text):
        scan.close()
        scan.open = scan.add(Kind.ITEM, found[1], line.number, level=len(scan.stack))
        return True
    return False


def _comment(scan: Scan, line: Line) -> bool:
    if "-->" not in line.text:
        if scan.ends_below("-->", line.number):
            scan.fence = "-->"
    elif line.text.split("-->", 1)[1].strip():
        return False
    is_mark = lines.REVIEW_MARK.match(line.text)
    return scan.discard(line.number, "review mark" if is_mark else "comment")


def _summary(scan: Scan, line: Line, label: str, behind: str) -> bool:
    """Read the label of a fold; one that says only "open me" is not shown."""
    scan.leave_lists()
    is_told = not dialects.is_disclosure(label)
    if not lines.VISIBLE.search(behind):
        return scan.add_title(label if is_told else "", line.number, "disclosure label")
    scan.open = scan.add(Kind.PARAGRAPH, line.text if is_told else behind, line.number)
    return True


def _tags(scan: Scan, line: Line) -> bool:
    """Read a line of nothing but tags: pictures by their names, the rest is markup."""
    names = " ".join(name for name in lines.ALT.findall(line.text) if name.strip())
    if names:
        scan.close()
        address = lines.SRC.search(line.text)
        scan.add(Kind.IMAGE, names, line.number, label=address[1] if address else "")
        return True
    if not line.text.lower().startswith(("<br", "<img", "<a")):
        scan.close()
    return scan.discard(line.number, "markup")


def comment_block(scan: Scan, line: Line) -> bool:
    """Read the `%%` that opens a comment of Obsidian."""
    if line.text != "%%" or not scan.ends_below("%%", line.number):
        return False
    scan.close()
    scan.fence = "%%"
    return scan.discard(line.number, "comment")


def image(scan: Scan, line: Line) -> bool:
    """Read a line that shows one picture, or another note."""
    linked = lines.LINKED_IMAGE.match(line.text)
    found = lines.IMAGE_ONLY.match(linked[1] if linked else line.text)
    if not found:
        return False
    scan.close()
    page = found["page"] or ""
    if page and not dialects.is_picture(page):
        return scan.discard(line.number, "embedded note")
    shown = lines.PICTURE_SIZE.sub("", found["alias"] or found["alt"] or "").strip() or page
    if not shown:
        return scan.discard(line.number, "picture without a name")
    block = RawBlock(Kind.IMAGE, [shown], line.number, line.number)
    block.label = lines.PICTURE_TITLE.sub("", found["address"] or page)
    scan.append(block, _hang(scan, line))
    return True


def card_mark(scan: Scan, line: Line) -> bool:
    """Read the lone `?` between the question and the answer of a flashcard."""
    if line.text not in {"?", "??"} or scan.open is None or scan.blank_before:
        return False
    return scan.discard(line.number, "card mark")


def admonition(scan: Scan, line: Line) -> bool:
    """Read `!!! note "Title"` and `??? note`, as MkDocs has them."""
    found = lines.ADMONITION.match(line.text)
    if not found:
        return False
    scan.leave_lists()
    scan.body_indent = line.column + CODE_INDENT
    return scan.add_title(found[2] or "", line.number, "admonition mark")


def colon_fence(scan: Scan, line: Line) -> bool:
    """Read `::: warning Title`, and the `:::` that ends it."""
    found = lines.COLON_FENCE.match(line.text)
    if not found:
        return False
    scan.close()
    return scan.add_title(found[1] or "", line.number, "admonition mark")


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
    if line.text[0].isalpha() and line.text[1:2] != ")":
        return False  # most lines, without a pattern
    found = lines.ITEM.match(line.text)
    if not found or not _may_interrupt(scan, found[1]):
        return False
    column = line.column
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
    found = lines.HEADING.match(inside)
    if found and (title := lines.heading_text(found[2] or "")):
        scan.stack.clear()
        scan.add(Kind.HEADING, title, line.number, level=len(found[1]))
        return True
    mark = len(line.text) - len(inside)
    line.text = inside
    if inside[0] in "`~" and fence(scan, line):
        scan.fence_indent += mark
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
    if not text.strip("| \t"):
        _header(scan, line)
        return scan.discard(line.number, "empty row")
    if scan.columns is None and _header(scan, line):
        _add_row(scan, line, scan.columns, "header")
        return True
    if scan.columns is None:
        if not (text[0] == "|" and text[-1] == "|" and len(text) > 2):
            return False
        scan.columns = ()
    if lines.TABLE_RULE.match(text):
        return scan.discard(line.number, "table rule")
    _add_row(scan, line, scan.columns, "")
    return True


def _header(scan: Scan, line: Line) -> bool:
    """Enter a table by the line of column names, known by the rule below it."""
    below = line.below.strip()
    if scan.quote:
        below = lines.QUOTE.sub("", below, count=1).strip()
    if "-" not in below or "|" not in below or not lines.TABLE_RULE.match(below):
        return False
    names = tuple(lines.cells(line.text))
    scan.columns = names if any(names) else ()
    return True


def _add_row(scan: Scan, line: Line, columns: tuple[str, ...] | None, label: str) -> None:
    scan.open = None
    columns = columns or ()
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
    "?": (admonition, card_mark),
    ":": (colon_fence,),
    "%": (comment_block,),
    "[": (image, reference),
}
"""The order of work: which readers are asked about a line, by its first letter."""

ALWAYS: Final = (item, row, own_property)
"""Who is asked about every line that none of those took; a paragraph takes the rest."""
