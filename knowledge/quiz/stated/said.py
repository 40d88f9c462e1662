"""One statement as a reader found it, and what the readers have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from knowledge.text import fold, words

if TYPE_CHECKING:
    from knowledge.quiz.grammar import Grammar

TERM_CAP: Final = 60
"""A longer name is a sentence."""
TERM_WORDS: Final = 6
VALUE_CAP: Final = 1_200
"""Characters of a statement that are looked at."""


class Relation(StrEnum):
    """What a fact says of its term."""

    IS = "is"
    """What it is: a definition or description."""
    USE = "use"
    """What it is used for, or when."""
    FEATURE = "feature"
    """Something it has or does."""
    PART_OF = "category"
    """What it belongs to; the value is the group's name."""
    NUMBER = "number"
    """A quantity with its unit; the value is the whole sentence."""


class How(StrEnum):
    """By what a statement was told; some ways are surer than others."""

    LEAD = "lead"
    """Marked words, then a dash, a colon or a copula: `**X** - is a ...`."""
    NAMED = "named"
    """The same without a mark: `X: ...`, `X - ...`."""
    LABEL = "label"
    """A label under the term: `**Description:** ...`."""
    HEADING = "heading"
    """The first words under a heading that names the term."""
    SENTENCE = "sentence"
    """`X is a ...` in running text."""
    CALLED = "called"
    """`... is called X`."""
    CELL = "cell"
    """A cell of a table, under its column's name."""
    LIST = "list"
    """A short bullet under another, or under a heading."""
    FIGURE = "figure"
    """A figure with its unit, said under the term."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader found in one block."""

    term: str
    relation: Relation
    value: str
    sentence: str
    how: How
    label: str = ""
    """The column, label or list by which it was found, as the note has it."""


_SPACE = re.compile(r"\s+")
_EDGE: Final = " \t\n.,;:!*_\"'\u201c\u201d\u00ab\u00bb`#|\u2013\u2014-\u2192\u27f6"
_ORDINAL = re.compile(r"^(?:\d+(?:\.\d+)*[.)]|\(?[a-zA-Z][.)])\s+|^[^\w(]+")
_NOT_A_NAME = re.compile(
    r"https?:|[=<>{}\[\]$\\|?!;@\u2026\"\u201c\u201d]|\d{4}\)|\.\s|\.\.|\bvs?\b|\bversus\b|\s/\s|,.*,"
    r"|\bstands? for\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|ca|es|bzw|z\.B|fig|no|al|dr|mr|mrs|st|approx|incl)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?\u3002])[\"\u201d')\]]?\s+(?=[\"\u201c(\[]?[A-Z\u00c0-\u00de0-9])")


def clean(text: str) -> str:
    """Return a name without ordinal, marks and space around it."""
    return _ORDINAL.sub("", _SPACE.sub(" ", text).strip()).strip(_EDGE)


def is_name(text: str, grammar: Grammar) -> bool:
    """Whether words may name a thing: few, no sentence, nothing that points elsewhere."""
    if not 2 <= len(text) <= TERM_CAP or _NOT_A_NAME.search(text):
        return False
    found = words(text)
    if not 1 <= len(found) <= TERM_WORDS or not any(letter.isalpha() for letter in text):
        return False
    if found[0] in grammar.vague or found[-1] in grammar.enders:
        return False
    return not any(
        word in grammar.finite or word in grammar.pointers or word in grammar.clauses
        for word in found
    )


def without_article(name: str, grammar: Grammar) -> tuple[str, str]:
    """Return a name without the article in front of it, and that article, folded."""
    head, _, rest = name.partition(" ")
    if rest and fold(head) in grammar.articles:
        return rest.strip(), fold(head)
    for mark in ("'", "\u2019"):
        head, found, rest = name.partition(mark)
        if found and rest and fold(head) in grammar.articles:
            return rest.strip(), fold(head)
    return name, ""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order; bounded in time for any text."""
    found: list[str] = []
    for part in _END.split(_SPACE.sub(" ", text[: VALUE_CAP * 8]).strip()):
        if found and _ABBREVIATION.search(found[-1][-8:]):
            found[-1] += " " + part
        elif part:
            found.append(part)
    return found
