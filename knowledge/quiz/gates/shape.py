"""Whether a statement says what its term is, in words that stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.quiz.grammar import Grammar

LEAST: Final = 4
"""Words of a description at least; fewer fit too much."""
MOST: Final = 42
LETTERS: Final = 280
"""A longer stem is not read to its end."""
CLAUSE: Final = 7
"""Within so many words a finite verb means that the clause has a subject of its own."""
CONTENT: Final = 3
JOINERS: Final = frozenset({"and", "e", "y", "und", "et", "og", "en", "och"})
"""Links that only join phrases."""

_CITATION = re.compile(
    r"\s*\((?:[^()]{0,80}\b(?:1[5-9]|20)\d\d[a-z]?\b[^()]{0,20}|(?:see\s)?(?:Figure|Table|Fig\.)"
    r"[^()]{0,20})\)"
)
_LINK = re.compile(r"https?:|www\.|[`|{}<>\\$]|\]\(|\.{3}|\u2026|\w\.\w{2,4}/")
_OPEN = re.compile(r"[:,;(\u2013\u2014-]\s*$")
_QUOTE = re.compile('["\u201c\u201d\u00ab\u00bb]')
_TRAILING = re.compile(r"[\s.;,:\u2026!]+$")


def tidy(value: str) -> str:
    """Return a statement without citations, quotation marks and the full stop at its end."""
    text = _QUOTE.sub("", _CITATION.sub("", value))
    return _TRAILING.sub("", " ".join(text.split()))


def misshapen(value: str, grammar: Grammar) -> str:
    """Return why a tidied statement is no description, or nothing.

    A description is a phrase or a predicate: long enough to tell things apart, with no subject of
    its own, nothing that points outside it, and whole.
    """
    found = words(value)
    if not LEAST <= len(found) <= MOST or len(value) > LETTERS:
        return "it is too short or too long"
    return next((reason for reason, is_so in _FAULTS if is_so(value, found, grammar)), "")


def _says_too_little(_: str, found: Sequence[str], grammar: Grammar) -> bool:
    small = grammar.enders | grammar.links | grammar.finite | grammar.articles | grammar.starters
    return sum(word not in small and len(word) > 2 for word in found) < CONTENT


def _is_clause(_: str, found: Sequence[str], grammar: Grammar) -> bool:
    """Whether a finite verb comes before any word that ties it to what stands before."""
    for word in found[: CLAUSE + 1]:
        if word in grammar.finite and word not in grammar.articles:
            return True
        if word in grammar.links and word not in JOINERS:
            return False
    return False


_FAULTS: Final[tuple[tuple[str, Callable[[str, Sequence[str], Grammar], bool]], ...]] = (
    (
        "it holds a link, code or an open end",
        lambda value, _, __: bool(_LINK.search(value) or "?" in value or _OPEN.search(value)),
    ),
    ("a bracket is left open", lambda value, _, __: value.count("(") != value.count(")")),
    (
        "it begins with a word that leans on others",
        lambda _, found, grammar: found[0] in grammar.starters,
    ),
    (
        "it points to something outside it",
        lambda _, found, grammar: not grammar.pointers.isdisjoint(found),
    ),
    ("it does not end", lambda _, found, grammar: found[-1] in grammar.enders),
    ("it speaks of something else", _is_clause),
    ("it says too little", _says_too_little),
)
