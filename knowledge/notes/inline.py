"""Markup inside a line to plain words: links, emphasis, code spans, tags, embeds, comments.

What is written out must still be found in the note, word for word. So where markup is taken out of
the middle of a word (`Lambda` in code span with an `s` behind it), an invisible joint is left, and
the word stays two words to whoever compares it with the file.

Our own, because block and inline parsers with source lines are too slow for a folder of notes that
is read again at each edit; the figures are in docs/notes.md. Every pattern is bounded, so that no
line costs more than a small multiple of its length.
"""

from __future__ import annotations

import re
from typing import Final

from knowledge.notes.dialects import is_markup

JOINT: Final = "\u2060"
"""Word joiner: invisible, never breaks a line, and no letter."""

HOLE: Final = "\0"
"""Stands where markup was, until it is known what is left on both sides; notes hold none."""

ASIDE: Final = "\x01"
"""Stands around the number of a code span or formula that is put aside."""

POSSESSIVES: Final = frozenset({"'s", "\u2019s"})

LINE_CAP: Final = 20_000
"""Longest text whose markup is looked at, in characters; longer ones are machine-made."""

_LITERAL = re.compile(
    r"(?<!\\)(`{1,3})(?!`)([^\n]{1,2000}?)(?<!`)\1(?!`)|(?<![\\$])(\$\$?)(?! )([^$\n]{1,500})\3"
)
_COMMENT = re.compile(r"<!--.{0,2000}?-->|%%.{0,2000}?%%", re.DOTALL)
_EMBED = re.compile(r"!\[\[([^\[\]|]{1,300})(?:\|([^\[\]]{0,300}))?\]\]")
_WIKILINK = re.compile(r"\[\[([^\[\]|\\]{1,300})(?:\\?\|([^\[\]]{1,300}))?\]\]")
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,300})\]"
    r"(?:\((?:[^()\s]|\([^()\s]{0,300}\)| (?!\s)){0,1000}\)|\[[^\[\]]{0,200}\])"
)
_LINK = re.compile(
    r"\[([^\[\]]{0,1000})\](?:\((?:[^()]|\([^()]{0,300}\)){0,1000}\)|\[[^\[\]]{0,200}\])"
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_BREAK_TAG = re.compile(r"<(?:br|/p|/li|/div|/tr|/td|/th|/summary)\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})((?:\s[^<>]{0,500})?)/?>")
_TAG_WITH_ADDRESS = re.compile(
    r"""<a\s[^<>]{0,300}href\s*=\s*["']?(https?://[^\s"'<>]{1,500})["']?>""", re.IGNORECASE
)
_STRONG = re.compile(r"\*\*\*?|___?|==|~~")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,500})(?<=[^\s*\\])\*(?![*\d])")
_UNDERLINE = re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,500})(?<=[^\s_\\])_(?![\w_])")
_CLOZE = re.compile(r"\{\{c\d{1,2}::([^{}]{1,500})\}\}")
_BLOCK_ID = re.compile(r"\s\^[A-Za-z0-9-]{4,20}$")
_ATTRIBUTES = re.compile(r"\{[:.#][^{}]{1,80}\}$")
_ESCAPE = re.compile(r"\\([!\"#$%&()*+,\-./:;<=>?@\[\]\\^_`{|}~])")
_ENTITY = re.compile(r"&(nbsp|amp|lt|gt|quot|ndash|mdash|rarr|larr|hellip|#160);")
_ENTITIES: Final = {
    "nbsp": " ", "#160": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"',
    "ndash": "\u2013", "mdash": "\u2014", "rarr": "\u2192", "larr": "\u2190", "hellip": "\u2026",
}  # fmt: skip
_SPACES = re.compile(r"[ \t\u00a0\u3000]{2,}")
_CLOSED_HOLE = re.compile(
    rf"(?<=[^\W_]){HOLE}+(?=[\w'\u2019])|(?<=['\u2019]){HOLE}+(?=\w)|(?<=['\u2019][sS]){HOLE}+(?=\s)"
)
"""Where words would run together, and where an `'s` would become one to whoever reads the file."""
_INSIDE: Final = rf"{HOLE}\1{HOLE}"
_SPACE: Final = HOLE + " "
_EMPHATIC = re.compile(r"[*_=~]")
_ASIDE = re.compile(rf"{ASIDE}(\d+){ASIDE}")
_MARKS = re.compile(r"[\[\]*_`~<>&=\\$%{^]")


def plain(text: str) -> str:
    """Return the words of a line or paragraph as a reader sees them, in the note's order."""
    if len(text) > LINE_CAP or not _MARKS.search(text):
        return text.strip()
    if HOLE in text or ASIDE in text:
        text = text.replace(HOLE, JOINT).replace(ASIDE, JOINT)
    literals: list[str] = []
    if "`" in text or "$" in text:
        text = _LITERAL.sub(lambda found: _put_aside(found, literals), text)
    text = _unmarked(text)
    if literals:
        text = _ASIDE.sub(lambda found: literals[int(found[1])], text)
    if HOLE in text:
        text = _CLOSED_HOLE.sub(JOINT, text).replace(HOLE, "")
    return _SPACES.sub(" ", text).strip()


def join_lines(lines: list[str]) -> str:
    """Return the lines of one paragraph as one, without making new words of their ends."""
    return " ".join(map(_joinable, lines))


def _joinable(line: str) -> str:
    """Return a line without the backslash that breaks it."""
    if line.endswith("\\") and not line.endswith("\\\\"):
        line = line[:-1].rstrip()
    return line + JOINT if line[-2:].lower() in POSSESSIVES else line


def _put_aside(found: re.Match[str], literals: list[str]) -> str:
    """Keep a code span or formula from being looked at, and return what stands for it."""
    code = found[2]
    literals.append(found[0] if code is None else HOLE + code.replace("\\|", "|") + HOLE)
    return f"{ASIDE}{len(literals) - 1}{ASIDE}"


def _unmarked(text: str) -> str:
    """Take the markup of a text whose code and formulae are put aside away."""
    if "<" in text or "%%" in text:
        text = _COMMENT.sub(_SPACE, text)
    if "[" in text:
        text = _without_links(text)
    if "<" in text:
        text = _TAG_WITH_ADDRESS.sub(r"<\1>", _BREAK_TAG.sub(_SPACE, text))
        text = _TAG.sub(_untagged, text)
    text = _without_emphasis(text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", _CLOZE.sub(_INSIDE, text))
    if "^" in text:
        text = _BLOCK_ID.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: _ENTITIES[found[1]], text)
    return text


def _without_emphasis(text: str) -> str:
    """Return the text without bold, italic, highlight and strike marks."""
    if not _EMPHATIC.search(text):
        return text
    text = _STRONG.sub(_strong, text)
    if "*" in text:
        text = _EMPHASIS.sub(_INSIDE, text)
    if "_" in text:
        text = _UNDERLINE.sub(_INSIDE, text)
    return text


def _without_links(text: str) -> str:
    """Return the text with links, images, embeds and footnote marks as the words they show."""
    text = _EMBED.sub(HOLE, text)
    text = _IMAGE.sub(_INSIDE, text)
    if "[[" in text:
        text = _WIKILINK.sub(_shown_name, text)
    text = _LINK.sub(_INSIDE, text)
    return _FOOTNOTE.sub(HOLE, text)


def _shown_name(found: re.Match[str]) -> str:
    """Return what a wikilink shows: its alias, else the page with its heading mark as a space."""
    return HOLE + (found[2] or found[1].replace("#", " ").strip()) + HOLE


def _untagged(found: re.Match[str]) -> str:
    return HOLE if is_markup(found) else found[0]


def _strong(found: re.Match[str]) -> str:
    """Take a run of emphasis marks away, unless it is arithmetic or stands alone."""
    start, end = found.span()
    before, after = found.string[start - 1 : start] if start else "", found.string[end : end + 1]
    lonely = (not before or before.isspace()) and (not after or after.isspace())
    inside_name = found[0][0] == "_" and before.isalnum() and after.isalnum()
    if lonely or inside_name or (before.isdigit() and after.isdigit()):
        return found[0]
    return HOLE
