"""Text written by others, made inert for Discord and cut to size.

Everything that a note or a user wrote passes through here on its way out. discord.py's own
`escape_markdown` is not enough: it leaves mentions of all kinds, timestamps and custom emoji alive,
and takes quadratic time over hostile text. What is done here takes linear time.
"""

from __future__ import annotations

import re

# What only deceives the eye: controls, lone surrogates, text turned backwards, spaces without
# width, piles of accents. Line separators that some clients obey and no editor counts are spaces.
_DECEIVING = re.compile(
    r"(?P<space>[\t\r\v\f\x85\u2028\u2029])"
    r"|(?P<drop>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]+)"
    r"|(?P<marks>[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]{5,})"
)
_MARKS_KEPT = 4

_ACTIVE = re.compile(
    r"""
      (?P<url> (?i:https?)://[A-Za-z0-9][A-Za-z0-9._~/?\#&=%+,;:!$'()-]*+ )
    | ^[ ]*+[0-9]++[.)](?=[ ])                # a list that the note did not write
    | ^[ ]*+[#>+-]                            # heading, quotation, list, small print
    | :(?=//|[A-Za-z0-9_+-]{1,32}:)           # an emoji by name, or the scheme of a link
    | [\\`*_~|<\[\]@]
    """,
    re.VERBOSE | re.MULTILINE,
)
_IN_DEAD_LINK = str.maketrans({":": "\\:", "_": "\\_", "~": "\\~"})

_FENCE = "```"
_ELLIPSIS = " …"


def escape(text: str, *, links: bool = True) -> str:
    """Return the text so that Discord shows its words and does nothing else with them.

    With `links`, a bare address stays one, as its host is in plain sight. Without, it is plain
    text: inside bold the signs around it would become part of the address.
    """

    def inert(match: re.Match[str]) -> str:
        found = match.group()
        if match.lastgroup != "url":
            return f"{found[:-1]}\\{found[-1]}"
        follows = match.string[match.end() : match.end() + 1]
        alive = links and (not follows or follows.isspace())
        return found if alive else found.translate(_IN_DEAD_LINK)

    return _ACTIVE.sub(inert, honest(text))


def honest(text: str) -> str:
    """Return the text without the characters that only deceive the eye or break a payload."""

    def mended(match: re.Match[str]) -> str:
        if match.lastgroup == "marks":
            return match.group()[:_MARKS_KEPT]
        return " " if match.lastgroup == "space" else ""

    return _DECEIVING.sub(mended, text.replace("\r\n", "\n"))


def units(text: str) -> int:
    """Return the length as Discord may count it: UTF-16 units, never fewer than code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, room: int, *, links: bool = True) -> tuple[str, ...]:
    """Return the text inert, in pieces of at most `room` units, parted between words.

    No piece is empty. `room` is at least 4: one character may become a pair and a backslash.
    """
    pieces = []
    rest = honest(text).strip()
    while rest:
        taken = _longest(rest, room, links=links)
        pieces.append(escape(rest[:taken].rstrip(), links=links))
        rest = rest[taken:].lstrip()
    return tuple(pieces)


def fit(text: str, room: int, *, links: bool = True) -> str:
    """Return the text inert and within `room` units, with an ellipsis where it was cut."""
    clean = honest(text[: 8 * room]).strip()
    if len(clean) <= room and units(whole := escape(clean, links=links)) <= room:
        return whole
    first = split(clean[:room], room - len(_ELLIPSIS), links=links)
    return first[0] + _ELLIPSIS if first else ""


def label(text: str, room: int) -> str:
    """Return the text for a place where Discord reads no markup: buttons, options, completions."""
    clean = " ".join(honest(text[: 8 * room]).split())
    if units(clean) <= room:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (room - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def fence(code: str, language: str, room: int) -> tuple[str, ...]:
    """Return the code in closed fences of at most `room` units each, parted between lines.

    Discord closes a fence at the first three backticks, however long the opening one was, so three
    inside are kept apart by a space without width.
    """
    known = language if re.fullmatch(r"[A-Za-z0-9+#.-]{1,20}", language) else ""
    opening, closing = f"{_FENCE}{known}\n", f"\n{_FENCE}"
    inside = room - len(opening) - len(closing)
    pieces: list[str] = []
    current: list[str] = []
    length = 0
    for line in _code_lines(code, inside):
        size = units(line) + 1
        if current and length + size > inside:
            pieces.append("\n".join(current))
            current, length = [], 0
        current.append(line)
        length += size
    pieces.append("\n".join(current))
    return tuple(f"{opening}{piece}{closing}" for piece in pieces if piece.strip())


def _code_lines(code: str, room: int) -> list[str]:
    """Return the lines of the code, none longer than `room` units with its line end."""
    clean = re.sub(r"`(?=``)", "`\u200b", honest(code.expandtabs(4)).strip("\n"))
    step = room // 2 - 1  # two units a character at most
    lines: list[str] = []
    for line in clean.split("\n"):
        if units(line) < room:
            lines.append(line)
        else:
            lines += (line[at : at + step] for at in range(0, len(line), step))
    return lines


def _longest(text: str, room: int, *, links: bool) -> int:
    """Return how much of the text fits into `room` units once inert, parted after a word."""

    def fits(length: int) -> bool:
        return units(escape(text[:length].rstrip(), links=links)) <= room

    high = min(len(text), room)
    if high == len(text) and fits(high):
        return high
    low = 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    while low > 1 and not fits(low):
        low -= 1  # what follows a sign can change what becomes of it
    word = max(text.rfind(" ", 0, low + 1), text.rfind("\n", 0, low + 1))
    return word if word > low // 2 else low
