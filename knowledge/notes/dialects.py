"""Words and names that only a dialect of Markdown gives a meaning to."""

from __future__ import annotations

import re
from typing import Final

_TAG = re.compile(r"<[^<>]*>")

ELEMENTS: Final = frozenset(
    {
        "a", "abbr", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big",
        "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
        "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt",
        "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input",
        "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "math", "menu",
        "meta", "meter", "nav", "nobr", "noscript", "object", "ol", "optgroup", "option", "output",
        "p", "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script",
        "section", "select", "small", "source", "span", "strike", "strong", "style", "sub",
        "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
        "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
    }
)  # fmt: skip
"""The elements of HTML, those of the past among them."""

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


def is_markup(tag: re.Match[str]) -> bool:
    """Whether a tag is HTML, or a component with attributes; `<bucket>` is a word to fill in."""
    closing, name, attributes = tag.groups()
    return bool(closing) or "=" in attributes or tag[0].endswith("/>") or name.lower() in ELEMENTS


def is_picture(name: str) -> bool:
    """Whether an embed names a picture or document, rather than another note."""
    return name.split("#", 1)[0].strip().lower().endswith(PICTURES)
