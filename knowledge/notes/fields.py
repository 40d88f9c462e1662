"""Lines that give a name its value, read one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADING: Final = re.compile(r"\s{0,3}#{1,6}(?:\s|$)")
# A line is looked at no further: it is as long as all front matter may be.
_LONGEST: Final = 16 * 1024
_KEY: Final = re.compile(r"[^\W_][\w .()/'-]{0,40}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# What is no value where lines are read one by one: the sign of a text that follows.
_BLOCK_SIGNS: Final = frozenset(("", "|", "|-", "|+", ">", ">-", ">+"))


def field_of(line: str) -> tuple[str, str] | None:
    """Return name and value of a line `name: value`, spelled as written; the value may be empty."""
    key, colon, value = line[:_LONGEST].rstrip().partition(":")
    key = key.strip(" \t\"'")
    if not colon or not _KEY.fullmatch(key) or (value and value[0] not in " \t"):
        return None
    return key, value.strip()


def is_field_line(line: str) -> bool:
    """Tell whether the line belongs to a head: a field, an item, a comment, more of a value."""
    if not line.strip() or line[0] in " \t#-[{]}":
        return not HEADING.match(line)
    return field_of(line) is not None or _equals(line) is not None


def fields_by_line(lines: Sequence[str], cap: int) -> dict[str, object]:
    """Read `key: value` lines, and `- item` lines under a key; what is nested is left out.

    At most `cap` characters are read; the names are in lower case.
    """
    lists: dict[str, list[str]] = {}
    values: list[str] = []
    for line in "\n".join(lines)[:cap].split("\n"):
        stripped = line.strip()
        if stripped.startswith("- "):
            values.append(_unquoted(stripped[2:]))
        elif stripped and not line[0].isspace() and (pair := field_of(line) or _equals(line)):
            key, value = pair
            values = lists.setdefault(clean(key).lower(), [])
            is_list = value.startswith("[") and value.endswith("]") and "[[" not in value
            parts = value[1:-1].split(",") if is_list else [value]
            values.extend(map(_unquoted, parts))
    return {
        key: [text for text in texts if text not in _BLOCK_SIGNS] for key, texts in lists.items()
    }


def _equals(line: str) -> tuple[str, str] | None:
    key, sign, value = line.partition("=")
    is_field = sign and re.fullmatch(r"[\w-]{1,40}", key.strip())
    return (key.strip(), value.strip()) if is_field else None


def _unquoted(text: str) -> str:
    text = clean(text.strip())
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text


def clean(value: object) -> str:
    """Return the value as text; halves of a surrogate pair are joined, and lone ones replaced."""
    text = str(value).replace("\0", "")
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
