"""What one line of a note is, seen on its own: the patterns of Markdown and its dialects."""

from __future__ import annotations

import re
from typing import Final

TAB_WIDTH: Final = 4
"""CommonMark: a tab stands for the spaces up to the next multiple of four."""

HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
ITEM: Final = re.compile(r"([-*+\u2022\u25e6\u25aa]|\d{1,3}[.)]|[a-zA-Z][)])(?:[ \t]+(.*)|$)")
"""CommonMark takes numbers of nine digits; here `2024. was a good year` is a sentence."""
TASK: Final = re.compile(r"\[([ xX])\](?:[ \t]+(.*)|$)")
FENCE: Final = re.compile(r"(`{3,}|~{3,})[ \t]*([^`]*)$")
LED: Final = re.compile(
    r"(\*\*|__)(?=[^\s*_])[^*_]{2,80}"
    r"(?:[:\uff1a]\1|\1[ \t]*(?:[:\uff1a]|[-\u2013\u2014=][ \t]|[-=]{1,2}>))"
)
"""Begins with a marked name and a colon, a dash or an arrow: `**name**: what it is`."""
CARD: Final = re.compile(r"[^:\s]+(?:\?|[ \t][^:]{1,300}?):{2,3}(?!:)[ \t]*\S")
"""Holds both sides of a flash card: `what it is::answer`, or with three colons; not `std::lock`."""
RULE: Final = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
SETEXT: Final = re.compile(r"(=+|-+)[ \t]*$")
TABLE_RULE: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
QUOTE: Final = re.compile(r"(?:>[ \t]?)+")
CALLOUT: Final = re.compile(r"\[!([A-Za-z][\w|-]{0,40})\][+-]?[ \t]*(.*)$")
ADMONITION: Final = re.compile(
    r"(?:!!!|\?\?\?\+?|={3})[ \t]+(?:([\w-]+)[ \t]*)?(?:\"(.*)\")?[ \t]*$"
)
COLON_FENCE: Final = re.compile(r":{3,}[ \t]*(?:\{?[\w-]+\}?)?(?:[ \t]+(.*))?$")
PROPERTY: Final = re.compile(r"([A-Za-z][\w-]{0,40}):: ?(.*)$")
TAG_LINE: Final = re.compile(r"(?:#[\w/][\w/:.-]*[ \t]*)+$")
REFERENCE: Final = re.compile(r"\[[^\[\]]{1,200}\]:[ \t]*<?\S+>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$")
FOOTNOTE: Final = re.compile(r"\[\^[^\[\]\s]{1,40}\]:[ \t]*(.*)$")
IMAGE_ONLY: Final = re.compile(
    r"!\[\[(?P<page>[^\[\]|]{1,300})(?:\|(?P<alias>[^\[\]]{0,300}))?\]\]$"
    r"|!\[(?P<alt>[^\[\]]{0,300})\]"
    r"\(<?(?P<address>[^()\s]{1,2000}(?:\([^()]{0,300}\))?[^()]{0,300})>?\)(?:\{.*\})?$"
)
LINKED_IMAGE: Final = re.compile(r"\[(!\[[^\[\]]{0,300}\]\([^()]{1,2000}\))\]\([^()]{0,2000}\)$")
PICTURE_SIZE: Final = re.compile(r"(?:^|\|)\d{1,5}(?:x\d{1,5})?$")
"""Obsidian: `![[map.png|300]]` and `![map|300](map.png)` say how wide, not what is shown."""
PICTURE_TITLE: Final = re.compile(r"\s+[\"'].*$")
TAGS_ONLY: Final = re.compile(r"(?:</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>]{0,1000})?/?>[ \t]*)+$")
SUMMARY: Final = re.compile(
    r"(?:<details[^<>]{0,100}>)?[ \t]*<summary[^<>]{0,100}>(.*?)(?:</summary>|$)", re.IGNORECASE
)
HTML_HEADING: Final = re.compile(r"<h([1-6])(?:\s[^<>]{0,300})?>(.*?)</h\1>[ \t]*$", re.IGNORECASE)
HTML_ITEM: Final = re.compile(r"<li(?:\s[^<>]{0,300})?>(.+?)(?:</li>[ \t]*)?$", re.IGNORECASE)
ALT: Final = re.compile(
    r"""<img\s[^<>]{0,500}?\balt\s*=\s*["']([^"'<>]{0,300})["']""", re.IGNORECASE
)
SRC: Final = re.compile(
    r"""<img\s[^<>]{0,500}?\bsrc\s*=\s*["']([^"'<>]{1,2000})["']""", re.IGNORECASE
)
VISIBLE: Final = re.compile(r"(?:^|>)\s*[^<>\s]")
"""Text between tags or behind them."""
REVIEW_MARK: Final = re.compile(r"<!--SR:[^>]{0,400}-->[ \t]*$")

LOGSEQ_PROPERTIES: Final = frozenset(
    {
        "id", "collapsed", "title", "alias", "aliases", "tags", "type", "public", "template",
        "icon", "created", "created-at", "updated-at", "filters", "background-color", "logseq",
        "heading",
        "card-last-interval", "card-repeats", "card-ease-factor", "card-next-schedule",
        "card-last-reviewed", "card-last-score", "query-table", "query-properties", "query-sort-by",
        "exclude-from-graph-view", "file", "file-path", "hl-page", "hl-color", "hl-type", "ls-type",
    }
)  # fmt: skip
"""Logseq writes these between the bullets for itself; any other `name:: value` is the author's."""


def heading_text(text: str) -> str:
    """Return what stands behind the mark of a heading without the `##` that may close it."""
    bare = text.strip()
    opened = bare.rstrip("#")
    return opened.rstrip() if opened[-1:] in {"", " ", "\t"} else bare


def indent(line: str) -> int:
    """Return the column at which the line's text begins."""
    before = line[: len(line) - len(line.lstrip(" \t"))]
    return len(before.expandtabs(TAB_WIDTH)) if "\t" in before else len(before)


def dedent(line: str, columns: int) -> str:
    """Return the line without its first `columns` columns of white space, or as many as it has."""
    at = column = 0
    while at < len(line) and column < columns and line[at] in " \t":
        column += 1 if line[at] == " " else TAB_WIDTH - column % TAB_WIDTH
        at += 1
    return " " * max(0, column - columns) + line[at:]


def cells(row: str) -> list[str]:
    r"""Return a table row's cells, not split at `\|`, in code spans or in wikilinks."""
    row = row.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    if "\\" not in row and "`" not in row and "[[" not in row:
        return [cell.strip() for cell in row.split("|")]
    return _guarded_cells(row)


def _guarded_cells(row: str) -> list[str]:
    found: list[str] = []
    start = depth = 0
    in_code = False
    for at, letter in enumerate(row):
        if letter == "`":
            in_code = not in_code and "`" in row[at + 1 : at + 300]
        elif row.startswith("[[", at):
            depth = 1 if "]]" in row[at : at + 300] else 0
        elif row.startswith("]]", at):
            depth = 0
        elif letter == "|" and not depth and not in_code and row[at - 1 : at] != "\\":
            found.append(row[start:at].strip())
            start = at + 1
    found.append(row[start:].strip())
    return found
