"""What else in the notes fits a stem: every block of the notes, and the terms it is about."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from knowledge.model import Block, Kind
from knowledge.quiz.stated.said import clean
from knowledge.quiz.terms import fold_name
from knowledge.text import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.model import Passage
    from knowledge.quiz.terms import Lexicon

NAME_WORDS: Final = 5
"""Words of a name that are looked for in running text."""
HEAVIEST: Final = 10
"""So many rare words of a stem decide what fits it; the others are everywhere."""
BLOCKS_CAP: Final = 4_000
"""A word in more blocks than this tells nothing apart and is not looked up."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """What the notes give the words of a stem to: term -> share of the words' weight, 0 to 1."""

    about: Mapping[str, float]
    """Terms that a block describes."""
    named: Mapping[str, float]
    """Terms that a block describes or only names."""


@dataclass(frozen=True)
class Evidence:
    """What each block of the notes says and of what, ready to be compared with stems."""

    roots: tuple[frozenset[str], ...]
    """Stems of each block's words and of the names it stands under."""
    about: tuple[frozenset[str], ...]
    """Keys of the terms that each block describes."""
    mentions: tuple[frozenset[str], ...]
    """Keys of the terms that each block names."""
    language: str

    @cached_property
    def postings(self) -> Mapping[str, tuple[int, ...]]:
        """The blocks of each stem."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, roots in enumerate(self.roots):
            for root in roots:
                found[root].append(number)
        return {root: tuple(numbers) for root, numbers in found.items()}

    @cached_property
    def named_in(self) -> Mapping[str, frozenset[int]]:
        """The blocks that name each term."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, keys in enumerate(self.mentions):
            for name in keys:
                found[name].add(number)
        return {name: frozenset(numbers) for name, numbers in found.items()}

    def weight(self, root: str) -> float:
        """Return how much a stem tells apart; natural logarithm of its rarity, never negative."""
        return math.log((len(self.roots) + 1) / (len(self.postings.get(root, ())) + 1))

    def fitting(self, text: str, leave_out: Iterable[str] = ()) -> Fitting:
        """Return the terms that blocks of the notes give the words of a text to.

        For each term its best block counts. `leave_out` are names whose words do not count.
        """
        own = {root for name in leave_out for root in self._roots(name)}
        weighed = {root: self.weight(root) for root in self._roots(text) - own}
        heavy = sorted(weighed, key=lambda root: (-weighed[root], root))[:HEAVIEST]
        total = sum(weighed[root] for root in heavy)
        if not total:
            return Fitting({}, {})
        scores: dict[int, float] = defaultdict(float)
        for root in heavy:
            numbers = self.postings.get(root, ())
            if len(numbers) <= BLOCKS_CAP:
                for number in numbers:
                    scores[number] += weighed[root]
        about: dict[str, float] = {}
        named: dict[str, float] = {}
        for number, score in sorted(scores.items()):
            share = score / total
            for best, names in (
                (about, self.about[number]),
                (named, self.about[number] | self.mentions[number]),
            ):
                for name in names:
                    if share > best.get(name, 0.0):
                        best[name] = share
        return Fitting(about, named)

    def _roots(self, text: str) -> frozenset[str]:
        return frozenset(stem(word, self.language) for word in words(text))


def read_evidence(
    passages: Sequence[Passage], lexicon: Lexicon, language: str = "english"
) -> Evidence:
    """Return the evidence of all passages: a block is one sentence of what the notes know."""
    starts = _starts(lexicon)
    roots: list[frozenset[str]] = []
    about: list[frozenset[str]] = []
    mentions: list[frozenset[str]] = []
    for passage in passages:
        under = _keys((passage.place.heading[-1],) if passage.place.heading else (), lexicon)
        for block in passage.blocks:
            if block.kind in {Kind.CODE, Kind.MATH, Kind.IMAGE}:
                continue
            if block.kind is Kind.HEADING:
                under = _keys((block.text,), lexicon)
            found = words(block.text)
            roots.append(frozenset(stem(word, language) for word in found))
            about.append(under | _keys(_heads(block), lexicon))
            mentions.append(frozenset(_named(found, starts)))
    return Evidence(tuple(roots), tuple(about), tuple(mentions), language)


def _heads(block: Block) -> tuple[str, ...]:
    first = block.cells[0] if block.kind is Kind.ROW else block.lead
    parents = block.parents if block.kind is Kind.ITEM else ()
    return (
        first or block.text.partition(":")[0][:60],
        *(each.partition(":")[0] for each in parents),
    )


def _keys(names: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    found = (lexicon.find(clean(name)) for name in names if name)
    return frozenset(subject.key for subject in found if subject is not None)


def _starts(lexicon: Lexicon) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the names that begin with each word, with the keys of their terms."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for subject in lexicon.subjects:
        for name in {subject.key, *map(fold_name, (subject.name, *subject.aliases))}:
            parts = tuple(name.split())
            if 0 < len(parts) <= NAME_WORDS and len(name) > 1:
                found[parts[0]].append((parts, subject.key))
    return found


def _named(
    found: Sequence[str], starts: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
) -> Iterable[str]:
    """Yield the keys of the terms that a block's words name, plural or not."""
    for position, word in enumerate(found):
        for first in {word, word.removesuffix("s")}:
            for parts, name in starts.get(first, ()):
                if len(parts) == 1 or _same(found[position : position + len(parts)], parts):
                    yield name


def _same(found: Sequence[str], parts: Sequence[str]) -> bool:
    return len(found) == len(parts) and all(
        one == other or (one[:-1] == other and one[-1] == "s")
        for one, other in zip(found, parts, strict=True)
    )
