"""Sentences and bullets that say what something is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from knowledge.quiz.stated.said import (
    VALUE_CAP,
    How,
    Relation,
    Said,
    clean,
    is_name,
    sentences,
    without_article,
)
from knowledge.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import Block
    from knowledge.quiz.grammar import Grammar

_PARTED = re.compile(
    r"(?P<term>[^:\u2192\u27f6\u21d2=|]{2,80}?)\s{0,3}"
    r"(?::\s{1,4}|\s[-\u2013\u2014]{1,2}\s{1,4}|\s{0,3}[\u2192\u27f6\u21d2]\s{0,3}|\s=\s)"
    r"(?P<value>\S.*)",
    re.DOTALL,
)
"""`X: ...`, `X - ...`, `X -> ...`; each part is bounded, so that no text takes long."""
_BRACKET = re.compile(r"\s*\(([^()]{1,40})\)\s*$")
_INTRODUCED = re.compile(r"^\w{2,14},\s+")
"""`Conversely, ...`."""
_OPENING: Final = 90
"""Characters before the copula: a longer subject is a clause."""


@lru_cache(maxsize=32)
def _copula(grammar: Grammar) -> re.Pattern[str]:
    every = "|".join(re.escape(word) for word in grammar.copulas)
    return re.compile(
        rf"(?P<term>[^,;:.!?]{{2,{_OPENING}}}?),?\s+(?:{every})\s+(?P<value>\S.*)", re.DOTALL
    )


@lru_cache(maxsize=32)
def _called(grammar: Grammar) -> re.Pattern[str]:
    every = "|".join(re.escape(word) for word in grammar.called)
    return re.compile(
        rf"(?P<value>[^:;?!]{{12,240}}?),?\s+(?:{every})\s+(?P<term>[^,.;:()]{{3,60}}?)"
        r"\s*(?P<rest>[,.;:(].*)?$",
        re.DOTALL,
    )


@lru_cache(maxsize=32)
def _leading_copula(grammar: Grammar) -> re.Pattern[str]:
    every = "|".join(re.escape(word) for word in grammar.copulas)
    return re.compile(rf"^(?:{every})\s+", re.IGNORECASE)


def parted(block: Block, grammar: Grammar) -> tuple[str, str, bool] | None:
    """Return (name, what follows, whether the name is marked) of `**X** - ...` or `X: ...`."""
    text = block.text[:VALUE_CAP]
    if block.lead and text.startswith(block.lead):
        rest = text[len(block.lead) :]
        bracket = re.match(r"\s{0,3}\([^()]{1,40}\)", rest)
        name = block.lead + (bracket[0] if bracket else "")
        rest = rest[bracket.end() :] if bracket else rest
        found = re.match(r"\s*(?::|[-\u2013\u2014\u2192\u27f6\u21d2=]{1,2})\s*(?=\S)", rest)
        if found and not rest[found.end() :][:1].isdigit():
            return clean(name), rest[found.end() :], True
        return None
    found = _PARTED.match(text)
    if found is None:
        return None
    name = clean(found["term"])
    return (name, found["value"], False) if is_name(_bare(name), grammar) else None


def _bare(name: str) -> str:
    return _BRACKET.sub("", name)


def of_parted(block: Block, grammar: Grammar) -> Iterator[Said]:
    """Yield what a bullet or paragraph with a name in front says of it."""
    found = parted(block, grammar)
    if found is None or not is_name(_bare(found[0]), grammar):
        return
    name, rest, is_marked = found
    first = next(iter(sentences(rest)), "")
    value = _leading_copula(grammar).sub("", first)
    if value:
        how = How.LEAD if is_marked else How.NAMED
        yield Said(without_article(name, grammar)[0], Relation.IS, value, block.text, how)


def of_sentences(block: Block, grammar: Grammar) -> Iterator[Said]:
    """Yield what running text defines: `X is a ...`, `... is called X`."""
    every = sentences(block.text[: VALUE_CAP * 8])
    for position, sentence in enumerate(every):
        yield from of_sentence(sentence, grammar, block.lead if position == 0 else "")
        yield from _of_called(sentence, grammar)


def of_sentence(sentence: str, grammar: Grammar, lead: str = "") -> Iterator[Said]:
    """Yield what `X is a ...` says of X; `lead` are the marked words in front."""
    found = _copula(grammar).match(sentence[:VALUE_CAP])
    if found is None:
        return
    name, _ = without_article(clean(found["term"]), grammar)
    if not is_name(_bare(name), grammar):
        return
    value = found["value"]
    head = (words(value[:40]) or [""])[0]
    is_marked = bool(lead) and name.startswith(lead)
    if head not in grammar.articles and not is_marked:
        return
    how = How.LEAD if is_marked else How.SENTENCE
    yield Said(name, Relation.IS, value, sentence, how)


def _of_called(sentence: str, grammar: Grammar) -> Iterator[Said]:
    found = _called(grammar).match(sentence[:VALUE_CAP])
    if found is None:
        return
    name, _ = without_article(clean(found["term"]), grammar)
    value = _INTRODUCED.sub("", found["value"])
    opening = words(value)
    if not is_name(name, grammar) or not opening or opening[0] in grammar.starters:
        return
    if fold(name) in fold(value) or opening[-1] in grammar.links:
        return
    yield Said(name, Relation.IS, value, sentence, How.CALLED)
