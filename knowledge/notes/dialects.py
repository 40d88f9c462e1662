"""Words and names that only a dialect of Markdown gives a meaning to."""

from __future__ import annotations

import re
from typing import Final

_TAG = re.compile(r"<[^<>]*>")
_SHOWING_TAG = re.compile(r"<img\s", re.IGNORECASE)

PICTURES: Final = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".bmp",
    ".excalidraw",
    ".pdf",
    ".mp4",
)

DISCLOSURES: Final = frozenset(
    {
        "", "show", "answer", "answers", "solution", "hint", "details", "expand", "more",
        "see more",
        "show answer", "show solution", "click to expand", "click to show", "reveal", "spoiler",
        "risposta", "soluzione", "respuesta", "soluci\u00f3n", "antwort", "l\u00f6sung", "svar",
        "r\u00e9ponse",
        "\u7b54\u6848", "\u7b54\u3048",
    }
)  # fmt: skip
"""Labels of a fold that say only "open me"."""


def is_disclosure(summary: str) -> bool:
    """Whether the summary of a fold is only a word to click on."""
    words = _TAG.sub(" ", summary).strip(" :.!*_\u25b6\u25bc").lower()
    return words in DISCLOSURES


def shows_something(tags: str) -> bool:
    """Whether a line of nothing but tags puts something in front of a reader."""
    return bool(_SHOWING_TAG.search(tags))


def is_picture(name: str) -> bool:
    """Whether an embed names a picture or document, rather than another note."""
    return name.split("#", 1)[0].strip().lower().endswith(PICTURES)
