"""What is wrong with a stem, and with the support of its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.quiz.gates import wording
from knowledge.quiz.items import Kind
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.items import Item

    Found = tuple[str, str]

KEY_WORDS: Final = 8
"""A longer key is a sentence: words of it in the stem give nothing away."""
SUPPORT: Final = 0.5
"""The share of a key's words that its source has at least."""

_GAP = re.compile(r"_{2,}|\.{4,}|\u2026{2,}|\(\s{0,3}blank\s{0,3}\)")
_DOUBLED = re.compile(r"\b(\w{3,})\s+\1\b", re.IGNORECASE)
_HEADED = re.compile(
    r"[\"\u201c\u00ab\u00bb\u201e]([^\"\u201c\u201d\u00ab\u00bb]{8,})[\"\u201c\u201d\u00ab\u00bb]"
)
_ASKS = re.compile(r"\?|:\s*$|:\s|_{2,}")
_ACRONYM = re.compile(r"\(([^)]{2,40})\)")


def stem_flaws(item: Item) -> Iterator[Found]:
    """Yield (code, what) for every flaw of an item's stem."""
    stem = item.stem
    gaps = list(_GAP.finditer(stem))
    if any(len(words(stem[gap.end() :])) > 1 for gap in gaps):
        yield "F10", stem[-40:]
    if item.kind is not Kind.TRUTH and not _ASKS.search(stem) and not wording.CHOOSE.search(stem):
        yield "F13", stem[-40:]
    if stem.count("(") != stem.count(")") or stem.count('"') % 2:
        yield "F01", "left open"
    doubled = _DOUBLED.search(stem)
    if doubled:
        yield "F01", doubled[0]
    if wording.POINTS_AWAY.search(stem):
        yield "X07", "it names a picture or a table"
    quoted = _HEADED.search(stem)
    head = quoted[1] if quoted and len(quoted[1]) > 0.4 * len(stem) else stem
    if wording.LEANS.match(head) and not wording.LEANS_ON_NOTHING.match(head):
        yield "X07", head.split()[0]
    if wording.DEBRIS.search(stem):
        yield "X06", stem[:40]
    asked = stem[: quoted.start()] + stem[quoted.end() :] if quoted else stem
    if wording.NEGATIVE.search(asked) and not wording.LOUD.search(asked):
        yield "X11", stem[:60]


def support_flaws(item: Item) -> Iterator[Found]:
    """Yield what is wrong between the stem, the options, and the words that support the key."""
    texts = [option.text for option in item.options]
    keys = [texts[at] for at in item.answer]
    others = [text for at, text in enumerate(texts) if at not in item.answer]
    said = _padded(item.stem)
    for key in keys:
        if len(words(key)) <= KEY_WORDS and any(_padded(name) in said for name in _names(key)):
            yield "X01", key
    named = next(
        (text for text in others if 0 < len(words(text)) < 6 and _padded(text) in said), ""
    )
    if named:
        yield "X14", named
    if not item.source_text or wording.LOUD.search(item.stem):
        return
    source = _padded(item.source_text)
    found = set(words(item.source_text))
    for key in keys:
        own = set(words(key))
        if _padded(key) not in source and len(own & found) < SUPPORT * len(own):
            yield "X08", key
    supported = next((text for text in others if words(text) and _padded(text) in source), "")
    if supported:
        yield "X09", supported


def _padded(text: str) -> str:
    return f" {' '.join(words(text))} "


def _names(key: str) -> set[str]:
    names = {key, _ACRONYM.sub("", key).strip(), *_ACRONYM.findall(key)}
    return {name for name in names if len(name) > 1 and words(name)}
