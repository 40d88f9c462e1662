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
USE_LEAST: Final = 3
TOGETHER: Final = frozenset({"be", "been"})
"""Verbs that follow another."""

LISTED: Final = 3
PART_WORDS: Final = 3
"""Words of a part, on average, of what only counts things up."""
LABEL: Final = 30
"""A colon within so many characters ends a label."""

_COUNTED = re.compile(r",\s+(?:and\s+|or\s+)?|\s(?:and|or|e|und|et|y|og)\s|\s&\s|;\s")
_HAS_PREDICATE = re.compile(r"(?<!s)s$")
"""The first word of a predicate: `provides`. Later clauses of one are its own."""
_CITATION = re.compile(
    r"\s*\((?:[^()]{0,80}\b(?:1[5-9]|20)\d\d[a-z]?\b[^()]{0,20}|(?:see\s)?(?:Figure|Table|Fig\.)"
    r"[^()]{0,20})\)"
)
_SIGN = re.compile(r"[^\w(]")
_ASIDE = re.compile(r"^\([^()]{1,60}\)\s*")
_ELSEWHERE = re.compile(
    r"\b(?:(?:figure|table|fig\.|figura|tabella|tabla|tabela|abbildung|tabelle|tableau)\s+\d"
    r"|(?:for|zum|par|por|ad|per)\s(?:example|beispiel|exemple|ejemplo|exemplo|esempio))\b",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(
    r"\b(?:stands? for|sta per|steht f\u00fcr|st\u00e5r for|st\u00e5r f\u00f6r|staat voor)\b",
    re.IGNORECASE,
)
"""Says what a name is short for, and names it."""
_EXAMPLE = re.compile(
    r"(?:(?:ex|eg)\b|(?:e\.g|es|ex|p\.\s?ex|p\.\s?ej|z\.\s?b|bijv|t\.\s?ex|f\.\s?eks)\.)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\w\.\w{1,40}\(|https?:|www\.|[`|{}<>\\$]|\]\(|\.{3}|\u2026|\w\.\w{2,4}/")
_OPEN = re.compile(r"[:,;(\u2013\u2014-]\s*$")
_QUOTE = re.compile('["\u201c\u201d\u00ab\u00bb]')
_TRAILING = re.compile(r"[\s.!]+$")


def tidy(value: str) -> str:
    """Return a statement without citations, quotation marks and the full stop at its end."""
    text = _ASIDE.sub("", _QUOTE.sub("", _CITATION.sub("", value)).strip())
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


def is_use(value: str, grammar: Grammar) -> bool:
    """Whether a tidied statement names uses, so that it stands alone; a list of them may."""
    found = words(value)
    if not USE_LEAST <= len(found) <= MOST or len(value) > LETTERS or "?" in value:
        return False
    is_open = bool(_LINK.search(value) or _OPEN.search(value)) or found[-1] in grammar.enders
    return not is_open and grammar.pointers.isdisjoint(found) and found[0] not in grammar.pointers


def content(found: Sequence[str], grammar: Grammar) -> int:
    """Return how many words of a statement tell something: small words do not."""
    small = grammar.enders | grammar.links | grammar.finite | grammar.articles | grammar.starters
    return sum(word not in small and len(word) > 2 for word in found)


def _says_too_little(_: str, found: Sequence[str], grammar: Grammar) -> bool:
    return content(found, grammar) < CONTENT


def _is_clause(_: str, found: Sequence[str], grammar: Grammar) -> bool:
    """Whether a finite verb has a subject of its own: more verbs than words that tie them."""
    tied = 0
    before = ""
    for position, word in enumerate(found):
        if word in grammar.clauses:
            tied += 1
        elif word in grammar.finite and word not in grammar.articles:
            if before in grammar.finite or word in TOGETHER:
                before = word
                continue
            if not tied and (position <= CLAUSE or not _HAS_PREDICATE.search(found[0])):
                return True
            tied -= tied > 0
        before = word
    return False


def _is_list(value: str, _: Sequence[str], __: Grammar) -> bool:
    """Whether a statement only counts things up: `this, that, those`."""
    parts = [part.split() for part in _COUNTED.split(value)]
    return len(parts) >= LISTED and sum(map(len, parts)) <= PART_WORDS * len(parts)


def _judges(_: str, found: Sequence[str], grammar: Grammar) -> bool:
    opening = [word for word in found[:3] if word not in grammar.articles]
    is_one_of = found[0] == "one" and not grammar.judging.isdisjoint(found[:6])
    return is_one_of or (bool(opening) and opening[0] in grammar.judging)


_FAULTS: Final[tuple[tuple[str, Callable[[str, Sequence[str], Grammar], bool]], ...]] = (
    (
        "it holds a link, code or an open end",
        lambda value, _, __: bool(
            _LINK.search(value) or _SIGN.match(value) or "?" in value or _OPEN.search(value)
        ),
    ),
    ("a bracket is left open", lambda value, _, __: value.count("(") != value.count(")")),
    (
        "it begins with a word that leans on others",
        lambda _, found, grammar: found[0] in grammar.starters,
    ),
    (
        "it points to something outside it",
        lambda value, found, grammar: (
            bool(_ELSEWHERE.search(value)) or not grammar.pointers.isdisjoint(found)
        ),
    ),
    ("it spells a name out", lambda value, _, __: bool(_SPELT_OUT.search(value))),
    ("it is an example", lambda value, _, __: bool(_EXAMPLE.match(value))),
    ("it does not end", lambda _, found, grammar: found[-1] in grammar.enders),
    ("it speaks of something else", _is_clause),
    ("it says too little", _says_too_little),
    ("it counts things up", _is_list),
    ("it praises", _judges),
    ("it begins with a label", lambda value, _, __: ":" in value[:LABEL]),
)
