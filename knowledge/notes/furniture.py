"""Which blocks are not knowledge: contents lists, links to other pages, empty fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.model import Furniture, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.notes.blocks import RawBlock

_LINK = re.compile(
    r"!?\[([^\[\]]{0,300})\]\(<?([^()\s]{0,1000}(?:\s[^()]{0,300})?)>?\)|\[\[([^\[\]]{1,300})\]\]"
)
_BETWEEN_LINKS = re.compile(
    r"[\s|\u00b7\u2022,;:/\\<>\u2190-\u21ff\u2b05-\u2b07\ufe0f*_~\u27f5-\u27ff-]*$"
)
_FIELD = re.compile(
    r"(?:\*\*)?(?:status|tags?|date|created|updated|author|topics?|links?|references?|related"
    r"|sources?|course|class|up|type)"
    r"(?:\*\*)?[ \t]?:(?:\*\*)?[ \t]*$",
    re.IGNORECASE,
)
_CONTENTS_HEADING = re.compile(
    r"\W*(?:(?:table )?of contents?|contents?|table of contents|toc|index|overview of contents"
    r"|indice|\u00edndice|sommario|inhalt|inhaltsverzeichnis|indhold|sommaire"
    r"|table des mati\u00e8res|\u76ee\u5f55|\u76ee\u6b21)\W*$",
    re.IGNORECASE,
)

NAVIGATION: Final = frozenset(
    {
        "back", "back to top", "back to the top", "top", "go to top", "return to top", "up", "home",
        "previous", "prev", "next", "next page", "previous page", "index", "contents", "toc",
        "table of contents", "main page", "back to index", "back to main", "menu", "readme",
        "torna su", "indietro", "avanti", "volver", "anterior", "siguiente", "zur\u00fcck",
        "weiter", "nach oben", "tilbage", "n\u00e6ste", "pr\u00e9c\u00e9dent", "suivant", "retour",
        "\u8fd4\u56de", "\u4e0a\u4e00\u9875", "\u4e0b\u4e00\u9875",
    }
)  # fmt: skip
"""What links that lead out of a page are called, without arrows and case."""

MOSTLY: Final = 0.8
"""Share of a note's blocks that are bare links from which the note is a map, not knowledge."""


def sift(blocks: Sequence[RawBlock]) -> tuple[frozenset[int], list[Furniture]]:
    """Return the positions of blocks that are furniture, and the same as lines with reasons."""
    found: dict[int, str] = {}
    bare = [position for position, block in enumerate(blocks) if _is_bare_link(block)]
    texts = sum(block.kind is not Kind.HEADING for block in blocks)
    is_map = len(bare) >= 3 and len(bare) >= MOSTLY * texts
    under_contents = False
    for position, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            under_contents = bool(_CONTENTS_HEADING.match(block.raw[0]))
        reason = _reason(block)
        if not reason and is_map and position in bare:
            reason = "link list"
        if not reason and under_contents and (position in bare or _is_contents_heading(block)):
            reason = "contents list"
        if reason:
            found[position] = reason
    furniture = [
        Furniture(blocks[position].first, blocks[position].last, reason)
        for position, reason in found.items()
    ]
    return frozenset(found), furniture


def _is_contents_heading(block: RawBlock) -> bool:
    return block.kind is Kind.HEADING


def _is_bare_link(block: RawBlock) -> bool:
    text = " ".join(block.raw)
    return (
        block.kind in {Kind.ITEM, Kind.PARAGRAPH} and "[" in text and _links_only(text) is not None
    )


def _links_only(text: str) -> list[tuple[str, str]] | None:
    """Return (words, target) of each link when the text is nothing else; None otherwise."""
    found: list[tuple[str, str]] = []
    end = 0
    for link in _LINK.finditer(text):
        if not _BETWEEN_LINKS.match(text[end : link.start()]):
            return None
        wiki = link[3]
        found.append((wiki, wiki) if wiki is not None else (link[1], link[2].strip()))
        end = link.end()
    return found if found and _BETWEEN_LINKS.match(text[end:]) else None


def _reason(block: RawBlock) -> str:
    """Return why a block is furniture, or nothing."""
    if block.kind not in {Kind.ITEM, Kind.PARAGRAPH, Kind.HEADING}:
        return ""
    text = " ".join(block.raw)
    if _FIELD.match(text) and block.kind is Kind.PARAGRAPH:
        return "empty field"
    if "[" not in text or block.kind is Kind.HEADING:
        return ""
    return _reason_of_links(_links_only(text) or ())


def _reason_of_links(links: Sequence[tuple[str, str]]) -> str:
    """Return why a block of nothing but these links is furniture, or nothing."""
    if not links:
        return ""
    if all(_is_navigation(words) for words, _ in links):
        return "navigation link"
    if all(target.startswith("#") for _, target in links):
        return "contents list"
    if len(links) > 1 and any(_is_navigation(words) or _has_arrow(words) for words, _ in links):
        return "navigation link"
    return ""


def _is_navigation(words: str) -> bool:
    bare = re.sub(r"[^\w\s]", " ", words).strip().lower()
    return " ".join(bare.split()) in NAVIGATION or (_has_arrow(words) and len(bare.split()) <= 3)


def _has_arrow(words: str) -> bool:
    return (
        any(arrow in words for arrow in "\u2190\u2192\u2191\u2b05\u27a1\u2b06\u00ab\u00bb")
        or "<<" in words
    )
