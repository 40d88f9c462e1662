"""Dates, empty template fields and properties at the top of a note's body.

Only what is certainly about the note is taken. "Class: Mammalia" under a heading is knowledge, and
so is "Created: 1889", "Status: endangered" or a flashcard of one line; such lines stay.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.model import Furniture
from knowledge.notes.dates import is_stamp
from knowledge.notes.fields import HEADING, field_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Templates put a handful of lines above the text; whatever comes later is text.
_STAMP_LINES: Final = 40
_LONGEST_VALUE: Final = 120

_DATE_KEYS: Final = frozenset(
    (
        *("date", "created", "created time", "created at", "date created", "creation date"),
        *("updated", "updated at", "last updated", "modified", "date modified", "last modified"),
        *("last edited", "last edited time", "created-at", "updated-at", "published"),
    )
)
_TAG_KEYS: Final = frozenset(("tags", "tag"))
_NAME_KEYS: Final = frozenset(("alias", "aliases", "title"))
_PEOPLE_KEYS: Final = frozenset(
    ("author", "authors", "created by", "last edited by", "lecturer", "professor", "course")
)
_LINK_KEYS: Final = frozenset(("source", "url", "link"))
# What may stand in Notion's list of properties beside one that is certainly a property.
_PROPERTY_KEYS: Final = (
    _DATE_KEYS
    | _TAG_KEYS
    | _PEOPLE_KEYS
    | _LINK_KEYS
    | {"class", "type", "status", "reviewed", "materials", "topic", "subject", "week", "priority"}
    | {"lecture", "category", "done", "due", "due date", "files"}
)
_EMPTY_KEYS: Final = _PROPERTY_KEYS | _NAME_KEYS | {"related", "topics", "links", "up"}
_STATES: Final = frozenset(
    (
        *("draft", "done", "todo", "to do", "in progress", "wip", "complete", "completed", "open"),
        *("finished", "ongoing", "not started", "started", "review", "to review", "reviewed"),
        *("seed", "seedling", "sapling", "budding", "evergreen", "child", "adult", "baby", "new"),
    )
)
_SWITCHES: Final = frozenset(("yes", "no", "true", "false"))
# What Logseq and its plug-ins write by themselves, true or false or a name behind it.
_LOGSEQ_KEYS: Final = frozenset(
    ("collapsed", "public", "filters", "template", "exclude-from-graph-view", "icon")
)
_LOGSEQ_PREFIXES: Final = ("card-", "hl-", "ls-", "logseq.", "query-")

_LOGSEQ: Final = re.compile(r"\s*(?:[-*] )?([A-Za-z][\w.-]{0,40})::(?:\s+(.*))?")
_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MILLISECONDS: Final = re.compile(r"[0-9]{10,13}")
_HASH_TAG: Final = re.compile(r"#(?=[^\s#]*[^\W\d_])[^\s#,]+")
_LINK: Final = re.compile(r"\[\[[^\[\]]+\]\]")
_TITLE: Final = re.compile(r"#\s+\S")
_UNDERLINE: Final = re.compile(r"\s{0,3}=+\s*")
_RULE: Final = re.compile(r"\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*")
_LIST_ITEM: Final = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])\s")
_ADDRESS: Final = re.compile(r"<?https?://\S+|\[[^\[\]]*\]\([^()]*\)")


class _Find(NamedTuple):
    """A line that is about the note."""

    at: int
    """Its index."""
    reason: str
    key: str
    value: str
    is_sure: bool = True
    """Whether it may be taken without another one that is sure."""


def read_stamps(
    lines: Sequence[str], done: int
) -> tuple[dict[str, tuple[str, ...]], tuple[Furniture, ...]]:
    """Return what the top of the body says about the note, and the lines that say it.

    `done` lines are front matter. Reads, in this order: Logseq's page properties; date lines and
    template fields above the first heading or text; Notion's properties under the title.
    """
    finds = _logseq_properties(lines, _next_text(lines, done))
    at = finds[-1].at + 1 if finds else done
    template, at = _template_fields(lines, at)
    finds += template
    finds += _notion_properties(lines, _next_text(lines, at))
    fields: dict[str, tuple[str, ...]] = {}
    for find in finds:
        if find.value:
            fields[find.key] = (*fields.get(find.key, ()), find.value)
    return fields, tuple(_furniture(finds))


def _furniture(finds: Sequence[_Find]) -> Iterator[Furniture]:
    """Join neighbouring lines of one reason."""
    numbered = enumerate(finds)
    for (_, reason), group in groupby(
        numbered, lambda pair: (pair[1].at - pair[0], pair[1].reason)
    ):
        run = [find for _, find in group]
        yield Furniture(run[0].at + 1, run[-1].at + 1, reason)


def _next_text(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _logseq_properties(lines: Sequence[str], start: int) -> list[_Find]:
    """Return the properties of a page, which are the lines before anything else.

    A flashcard has the same form ("DNS:: a directory of names"), so names that are no property's
    stay, and those that may be a subject's are taken only beside one that cannot.
    """
    finds: list[_Find] = []
    for at in range(start, min(len(lines), start + _STAMP_LINES)):
        if not (found := _LOGSEQ.fullmatch(lines[at])):
            break
        key, value = found[1].lower(), (found[2] or "").strip()
        is_sure = _is_logseq_own(key, value)
        if is_sure or (key in _PROPERTY_KEYS and _is_short(value)):
            finds.append(_Find(at, "property" if value else "empty field", key, value, is_sure))
    return _sure(finds)


def _is_logseq_own(key: str, value: str) -> bool:
    if key in _NAME_KEYS or key.startswith(_LOGSEQ_PREFIXES):
        return len(value) <= _LONGEST_VALUE
    if key in _LOGSEQ_KEYS:
        return len(value.split()) <= 2
    if key in _DATE_KEYS:
        return is_stamp(value.strip("[]")) or _MILLISECONDS.fullmatch(value) is not None
    return (key in _TAG_KEYS and _are_tags(value)) or _ID.fullmatch(value) is not None


def _template_fields(lines: Sequence[str], start: int) -> tuple[list[_Find], int]:
    """Return the stamps above the first heading or text, and where that begins."""
    finds: list[_Find] = []
    at = _next_text(lines, start)
    end = min(len(lines), at + _STAMP_LINES)
    while at < end and (not lines[at].strip() or _RULE.fullmatch(lines[at])):
        at += 1
    while at < end and (find := _template_line(lines, at)):
        finds.append(find)
        at += 1
        while at < end and (not lines[at].strip() or _RULE.fullmatch(lines[at])):
            at += 1
    finds = _sure(finds)
    return finds, finds[-1].at + 1 if finds else start


def _template_line(lines: Sequence[str], at: int) -> _Find | None:
    bare = lines[at].replace("**", "").replace("__", "").strip()
    if HEADING.match(bare) or (at + 1 < len(lines) and _UNDERLINE.fullmatch(lines[at + 1])):
        return None
    if is_stamp(bare.strip("*_[]` ")) and not _goes_on(lines, at):
        return _Find(at, "stamp", "date", bare.strip("*_[]` "))
    if _is_tag_line(bare):
        return _Find(at, "property", "tags", bare)
    field = field_of(bare)
    return _template_field(lines, at, field[0].lower(), field[1]) if field else None


def _template_field(lines: Sequence[str], at: int, key: str, value: str) -> _Find | None:
    if not value:
        is_label = key not in _EMPTY_KEYS or _goes_on(lines, at) or _is_above_list(lines, at)
        return None if is_label else _Find(at, "empty field", key, "")
    if key in _DATE_KEYS:
        return _Find(at, "stamp", key, value) if is_stamp(value) else None
    if _is_bookkeeping(key, value):
        return _Find(at, "property", key, value)
    is_weak = key in _NAME_KEYS | _PEOPLE_KEYS or (key in _LINK_KEYS and _ADDRESS.fullmatch(value))
    return (
        _Find(at, "property", key, value, is_sure=False) if is_weak and _is_short(value) else None
    )


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Tell whether the next line carries on this one's sentence, or is what its label announces."""
    following = lines[at + 1].strip() if at + 1 < len(lines) else ""
    is_apart = not following or HEADING.match(following) or _RULE.fullmatch(following)
    return not (is_apart or field_of(following) or is_stamp(following) or following[0] in "#*-+>|")


def _is_above_list(lines: Sequence[str], at: int) -> bool:
    at = _next_text(lines, at + 1)
    return at < len(lines) and _LIST_ITEM.match(lines[at]) is not None


def _notion_properties(lines: Sequence[str], title: int) -> list[_Find]:
    """Return the lines of the paragraph under the title, if each of them is a property."""
    if title >= len(lines) or not _TITLE.match(lines[title]):
        return []
    finds: list[_Find] = []
    at = _next_text(lines, title + 1)
    while at < len(lines) and lines[at].strip():
        field = field_of(lines[at])
        if not field or field[0].lower() not in _PROPERTY_KEYS or not _is_short(field[1], words=12):
            return []
        key, value = field[0].lower(), field[1]
        reason = "property" if value else "empty field"
        finds.append(_Find(at, reason, key, value, _is_bookkeeping(key, value)))
        at += 1
    return _sure(finds)


def _is_bookkeeping(key: str, value: str) -> bool:
    """Tell whether the field can only be about the note: no subject has a "Reviewed: No"."""
    if key in _DATE_KEYS - {"date", "published"}:
        return is_stamp(value)
    if key in _TAG_KEYS:
        return _are_tags(value)
    if key == "status":
        return value.casefold() in _STATES or _is_tag_line(value)
    return key == "reviewed" and value.casefold() in _SWITCHES


def _sure(finds: list[_Find]) -> list[_Find]:
    """Return the finds if one of them is sure, and only the empty fields otherwise."""
    if any(find.is_sure and find.value for find in finds):
        return finds
    return [find for find in finds if find.is_sure]


def _is_tag_line(text: str) -> bool:
    """Tell whether the text is hash tags only; a lone `#Capital` may be a heading mistyped."""
    tags = text.replace(",", " ").split()
    if not tags or not all(_HASH_TAG.fullmatch(tag) for tag in tags):
        return False
    return len(tags) > 1 or tags[0] == tags[0].lower()


def _are_tags(value: str) -> bool:
    """Tell whether the value is tags: marked as such, parted by commas, or one plain word."""
    if len(value) > _LONGEST_VALUE:
        return False
    bare = _HASH_TAG.sub("", _LINK.sub("", value))
    names = [name for name in bare.strip("[] ").split(",") if name.strip()]
    is_short = all(
        len(name.split()) <= 3 and not re.search(r"[.;:!?]\s|[.!?]$", name) for name in names
    )
    if bare != value:
        return is_short and bool(value)
    return is_short and (len(names) > 1 or (len(names) == 1 and len(bare.split()) == 1))


def _is_short(value: str, *, words: int = 6) -> bool:
    return len(value) <= _LONGEST_VALUE and len(value.split()) <= words
