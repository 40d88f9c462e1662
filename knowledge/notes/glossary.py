"""The terms that notes define: their names, aliases and acronyms, and how a name is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.notes.terms import Makings

TAIL_LEAST: Final = 4
"""Letters of a name's last word that may stand for the whole name."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name that the notes use for something they describe."""

    name: str
    """As the notes write it, most often."""
    aliases: tuple[str, ...]
    """Other names and acronyms of the same thing."""
    note: str
    """Path of the note that says most about it."""
    weight: int
    """How prominently the notes name it: 3 for a title, 2 for a heading, 1 for a lead or a cell."""


class FoldedNames(dict[str, str]):
    """Names with their folded words; those of an earlier glossary are not folded again."""

    def __init__(self, earlier: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._earlier = earlier or {}

    def __missing__(self, name: str) -> str:
        folded = self._earlier.get(name)
        if folded is None:
            folded = " ".join(words(name))
        self[name] = folded
        return folded

    def forget_earlier(self) -> None:
        """Let go of names that were not asked for again."""
        self._earlier = {}


@dataclass(frozen=True)
class Glossary:
    """All terms, the weightiest first, and the acronyms of the notes both ways."""

    terms: tuple[Term, ...]
    acronyms: Mapping[str, str]
    """Folded acronym -> folded words it stands for."""
    families: frozenset[str]
    """Folded words, like a vendor's name, that stand in front of names without changing them."""
    folded: FoldedNames = field(default_factory=FoldedNames, compare=False, repr=False)
    """What was folded once; the glossary of changed notes begins with it."""
    makings: Makings | None = field(default=None, compare=False, repr=False)
    """What the terms were made of, for the same purpose; None where they were loaded."""

    @cached_property
    def by_key(self) -> Mapping[str, Term]:
        """Every name and alias, as `key` gives it, with its term."""
        found: dict[str, Term] = {}
        for term in self.terms:
            found.setdefault(without_family(self.folded[term.name], self.families), term)
            for name in term.aliases:
                found.setdefault(without_family(self.folded[name], self.families), term)
        return found

    @cached_property
    def spelt_out(self) -> Mapping[str, str]:
        """Folded words -> the acronym they are shortened to."""
        return {long: short for short, long in self.acronyms.items()}

    def find(self, name: str) -> Term | None:
        """Return the term of that name, case, family name and plural aside."""
        return self.named(words(name))

    def named(self, folded: Sequence[str]) -> Term | None:
        """Return the term of that name, given as folded words."""
        if len(folded) > 1 and folded[0] in self.families:
            folded = folded[1:]
        wanted = " ".join(folded)
        return (
            self.by_key.get(wanted)
            or self.by_key.get(wanted.removesuffix("s"))
            or self.by_tail.get(wanted)
        )

    @cached_property
    def by_word(self) -> Mapping[str, Term]:
        """Each folded word of a name, with the weightiest term that has it."""
        found: dict[str, Term] = {}
        for term in self.terms:
            for word in self.folded[term.name].split():
                found.setdefault(word, term)
        return found

    @cached_property
    def by_tail(self) -> Mapping[str, Term]:
        """Names without their first word, where only one term has that rest: `fargate`."""
        found: dict[str, Term | None] = {}
        for name, term in self.by_key.items():
            _, _, rest = name.partition(" ")
            if len(rest) >= TAIL_LEAST and " " not in rest:
                found[rest] = term if found.get(rest, term) is term else None
        return {rest: term for rest, term in found.items() if term is not None}


def key(name: str, families: frozenset[str] = frozenset()) -> str:
    """Return what makes two names the same: folded words without a family's name in front."""
    return without_family(" ".join(words(name)), families)


def without_family(folded: str, families: frozenset[str]) -> str:
    """Return the folded words of a name without a family's name in front."""
    if not families:
        return folded
    head, _, rest = folded.partition(" ")
    return rest if rest and head in families else folded
