"""Whether a stem gives its answer away: by name, alias, initials or the beginning of a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from knowledge.quiz.grammar import Grammar

PREFIX: Final = 4
"""So many first letters in common sound alike: `build` and `CodeBuild`."""
INITIALS: Final = 3
"""Fewer initials are chance."""
INITIALS_MOST: Final = 6


def leak(
    stem: str, names: Iterable[str], grammar: Grammar, common: AbstractSet[str] = frozenset()
) -> str:
    """Return the word by which a stem gives one of the names away, or nothing.

    `common` are words that so many names share that they point to none of them.
    """
    said = words(stem)
    small = grammar.enders | grammar.articles | grammar.links | common
    return next((name for name in names if _gives(said, name, grammar, small)), "")


def _gives(said: Sequence[str], name: str, grammar: Grammar, small: AbstractSet[str]) -> bool:
    parts = words(name)
    if parts and f" {' '.join(parts)} " in f" {' '.join(said)} ":
        return True
    heads = {word[:PREFIX] for word in said if len(word) >= PREFIX and word not in small}
    telling = [part for part in _parts(name) if part not in small]
    if any(part[:PREFIX] in heads if len(part) >= PREFIX else part in said for part in telling):
        return True
    if len(parts) == 1 and any(word in parts[0] for word in said if len(word) > PREFIX):
        return True
    return name.upper() == name and _is_spelt_out("".join(parts), said, grammar)


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
