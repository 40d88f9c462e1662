"""What else in the notes fits a stem: every sentence of theirs, and the terms it is about."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from knowledge.model import Block, Kind
from knowledge.quiz.facts import How, Relation
from knowledge.quiz.stated.said import clean, sentences
from knowledge.quiz.terms import fold_name
from knowledge.text import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from knowledge.model import Passage, Place
    from knowledge.quiz.terms import Lexicon

NAME_WORDS: Final = 5
"""Words of a name that are looked for in running text."""
HEAVIEST: Final = 10
"""So many rare words of a stem decide what fits it; the others are everywhere."""
LEAST: Final = 0.34
"""A sentence with less of a stem's weight says something else."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """What the notes give the words of a stem to: term -> share of the words' weight, 0 to 1."""

    about: Mapping[str, float]
    """Terms that a block describes."""
    named: Mapping[str, float]
    """Terms that a block describes or only names."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the notes, and the terms that it describes."""

    text: str
    place: Place
    about: frozenset[str]


@dataclass(frozen=True)
class Evidence:
    """What each sentence of the notes says and of what, ready to be compared with stems."""

    sentences: tuple[Sentence, ...]
    named: tuple[frozenset[str], ...]
    """Keys of the terms that each sentence describes or names."""
    postings: Mapping[str, NDArray[np.int32]]
    """The sentences of each stem."""
    language: str

    @cached_property
    def named_in(self) -> Mapping[str, frozenset[int]]:
        """The sentences that describe or name each term."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, keys in enumerate(self.named):
            for name in keys:
                found[name].add(number)
        return {name: frozenset(numbers) for name, numbers in found.items()}

    def fitting(self, text: str, key: str) -> Fitting:
        """Return the terms to which sentences of the notes give a third of a text's weight.

        For each term its best sentence counts. The words of `key` do not; nor does a sentence that
        names it make what it stands under a second answer.
        """
        about: dict[str, float] = {}
        named: dict[str, float] = {}
        for number, share in self._holding(text, frozenset(key.split())):
            for name in self.named[number]:
                named[name] = max(share, named.get(name, 0.0))
            if key not in self.named[number]:
                for name in self.sentences[number].about:
                    about[name] = max(share, about.get(name, 0.0))
        return Fitting(about, named)

    def supporting(self, question: str, answer: str) -> Sentence | None:
        """Return the sentence that has every word of an answer and most of a question; or None."""
        wanted = {stem(word, self.language) for word in words(answer)}
        best: tuple[float, int] | None = None
        for number, share in self._holding(f"{question} {answer}", frozenset()):
            if (best is None or share > best[0]) and all(
                number in self._sets.get(root, ()) for root in wanted
            ):
                best = (share, number)
        return self.sentences[best[1]] if best else None

    def knows(self, answer: str) -> bool:
        """Whether some sentence has every word of an answer."""
        found = [
            self._sets.get(stem(word, self.language), frozenset()) for word in set(words(answer))
        ]
        return bool(found) and bool(frozenset.intersection(*found))

    def _holding(self, text: str, own: frozenset[str]) -> list[tuple[int, float]]:
        """Return the sentences that hold a third of a text's weight, each with its share."""
        roots = {stem(word, self.language) for word in words(text) if word not in own}
        weighed = {root: self._weight(root) for root in roots}
        heavy = sorted(weighed, key=lambda root: (-weighed[root], root))[:HEAVIEST]
        total = sum(weighed[root] for root in heavy)
        if not total:
            return []
        scores = np.zeros(len(self.named))
        for root in heavy:
            numbers = self.postings.get(root)
            if numbers is not None:
                scores[numbers] += weighed[root]
        found = np.flatnonzero(scores >= LEAST * total).tolist()
        return [(number, float(scores[number] / total)) for number in found]

    @cached_property
    def _sets(self) -> Mapping[str, frozenset[int]]:
        return {root: frozenset(numbers.tolist()) for root, numbers in self.postings.items()}

    def _weight(self, root: str) -> float:
        """Return how much a stem tells apart; natural logarithm of its rarity, never negative."""
        numbers = self.postings.get(root)
        return math.log((len(self.named) + 1) / (1 + (0 if numbers is None else len(numbers))))


def read_evidence(
    passages: Sequence[Passage],
    lexicon: Lexicon,
    language: str = "english",
    left_out: Mapping[str, AbstractSet[int]] | None = None,
) -> Evidence:
    """Return the evidence of all passages, a sentence at a time.

    `left_out` gives the lines of a note that ask instead of stating.
    """
    starts = _starts(lexicon)
    asked = left_out or {}
    kept: list[Sentence] = []
    named: list[frozenset[str]] = []
    postings: dict[str, list[int]] = defaultdict(list)
    for sentence in _sentences(passages, lexicon):
        if sentence.place.first in asked.get(sentence.place.note, ()):
            continue
        found = words(sentence.text)
        for root in {stem(word, language) for word in found}:
            postings[root].append(len(named))
        kept.append(sentence)
        named.append(sentence.about.union(_named(found, starts)))
    arrays = {root: np.array(numbers, dtype=np.int32) for root, numbers in postings.items()}
    return Evidence(tuple(kept), tuple(named), arrays, language)


def _sentences(passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[Sentence]:
    listed = _listed(lexicon)
    for passage in passages:
        heading = passage.place.heading[-1:]
        under = _keys(heading, lexicon)
        for block in passage.blocks:
            if block.kind in {Kind.CODE, Kind.MATH, Kind.IMAGE}:
                continue
            if block.kind is Kind.HEADING:
                under = _keys((block.text,), lexicon)
            lines = {
                line: pairs
                for line in range(block.first, block.last + 1 if block.last > block.first else 0)
                if (pairs := listed.get((passage.place.note, line)))
            }
            if len(lines) > 1:
                for line, pairs in lines.items():
                    place = replace(passage.place, first=line, last=line)
                    for name, text in pairs:
                        yield Sentence(text, place, frozenset({name}))
                continue
            keys = under | _keys(_heads(block), lexicon)
            place = replace(passage.place, first=block.first, last=block.last)
            for text in sentences(block.text):
                yield Sentence(text, place, keys)


def _listed(lexicon: Lexicon) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """Return the definitions that stand on a line of their own: (note, line) -> term, words."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for subject in lexicon.subjects:
        for fact in subject.facts:
            if fact.how is How.LEAD and fact.relation is Relation.IS:
                found[fact.place.note, fact.place.first].append((subject.key, fact.sentence))
    return found


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
