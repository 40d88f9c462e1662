"""Whether a stem gives its answer away: by name, alias, initials or the beginning of a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from knowledge.quiz.grammar import Grammar

PREFIX: Final = 4
"""So many first letters in common sound alike: `build` and `CodeBuild`."""
INITIALS: Final = 3
"""Fewer initials are chance."""
INITIALS_MOST: Final = 6


def leak(
    stem: str,
    names: Sequence[str],
    grammar: Grammar,
    common: AbstractSet[str] = frozenset(),
) -> str:
    """Return the name that a stem gives away, or nothing.

    The first of the names is the one that is shown: no word of it may sound through. The others
    may not stand in the stem, nor be spelt out there. `common` are words that so many names share
    that they point to none of them.
    """
    said = words(stem)
    small = grammar.enders | grammar.articles | grammar.links | common
    for name in names[:1]:
        if _sounds_through(said, name, small):
            return name
    return next((name for name in names if _is_told(said, name, grammar)), "")


def _sounds_through(said: Sequence[str], name: str, small: AbstractSet[str]) -> bool:
    heads = {word[:PREFIX] for word in said if len(word) >= PREFIX and word not in small}
    telling = [part for part in _parts(name) if part not in small]
    if any(part[:PREFIX] in heads if len(part) >= PREFIX else part in said for part in telling):
        return True
    parts = words(name)
    if any(
        len(word) >= INITIALS and word in "".join(part[0] for part in parts)
        for word in said
        if word not in small
    ):
        return True
    return len(parts) == 1 and any(word in parts[0] for word in said if len(word) > PREFIX)


def stands_in(said: Sequence[str], name: str) -> bool:
    """Whether folded words have a whole name among them."""
    parts = words(name)
    return bool(parts) and f" {' '.join(parts)} " in f" {' '.join(said)} "


def _is_told(said: Sequence[str], name: str, grammar: Grammar) -> bool:
    is_acronym = name.upper() == name
    return stands_in(said, name) or (
        is_acronym and _is_spelt_out("".join(words(name)), said, grammar)
    )


def _is_spelt_out(short: str, said: Sequence[str], grammar: Grammar) -> bool:
    if not INITIALS <= len(short) <= INITIALS_MOST:
        return False
    every = "".join(word[0] for word in said)
    main = "".join(word[0] for word in said if word not in grammar.enders)
    return short in every or short in main


def _parts(name: str) -> list[str]:
    """Return the words of a name, those joined by capitals too: `CodeBuild` is code, build."""
    spaced: list[str] = []
    for letter in name:
        if letter.isupper() and spaced and spaced[-1].islower():
            spaced.append(" ")
        spaced.append(letter)
    return [word for word in (*words(name), *words("".join(spaced))) if len(word) > 1]
