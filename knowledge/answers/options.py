"""A pasted exam question with options: which one the notes support, and whether they settle it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from knowledge.answers.first_look import first_look
from knowledge.answers.query import understand
from knowledge.answers.ranking import sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.answers.index import Index
    from knowledge.answers.query import Asked, Query, Understanding

OPTIONS_CAP: Final = 12
"""Options of one question that are weighed; exams have at most six."""
WITNESSES: Final = 3
"""Passages that speak for an option: the best, and half and a quarter of the next two."""
WITNESS_SHARE: Final = 0.5
STEM_POWER: Final = 1.5
"""How much more a passage counts that is closer to the question."""
HOLDS_POWER: Final = 2
"""How much less a passage counts that holds only a part of the option."""
SHORT_LINE: Final = 5
"""Words of a line that names what the lines behind it are about."""
IN_QUESTION: Final = 0.3
"""What a word of an option counts that the question itself has: it tells options apart badly."""
IN_OTHERS: Final = 0.3
"""The same for a word that another option has."""
SAME_SENTENCE: Final = 1.0
"""What it adds, as a share, that one sentence says all of the question and the option."""
COMMON: Final = 0.15
"""How much is taken off an option for each e-fold of passages that hold it: what stands everywhere
is near every question."""
LEAD: Final = 1.33
"""The notes settle a question where the best option has so many times the next one's support,
times its own to the power of `STRONG`: of two sets of exam questions 44 % are settled so, and 89 %
of those rightly."""
STRONG: Final = 0.2
"""How much a lead counts for more where the support itself is strong."""

_INVERTED = re.compile(
    r"\b(?:EXCEPT|NOT|LEAST|NON|NICHT|EXCEPTO|SAUF|IKKE)\b"
    r"|\bexcept\b|\bleast\b|\bnot (?:true|correct|a|an|one|part|considered|among)\b"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which option the notes support."""

    option: int | None
    """Position of the option, or None where the notes speak for none."""
    decided: bool
    """Whether the notes settle it, rather than lean to it."""
    support: tuple[float, ...]
    """What speaks for each option, on a scale that only compares options of one question."""
    witnesses: tuple[int | None, ...]
    """For each option the passage that speaks for it most."""


def choose(question: str, options: Sequence[str], known: Understanding) -> Choice:
    """Return the option with the most support; for an EXCEPT question the one with the least."""
    query = understand(question, known)
    weighed = [understand(option, known) for option in options[:OPTIONS_CAP]]
    if not known.index.size or not weighed:
        return Choice(None, decided=False, support=(), witnesses=())
    _, near = first_look(query, known.index)
    asked_weight = sum(each.weight for each in _own(query)) or 1.0
    near = (near / np.float32(asked_weight)) ** STEM_POWER
    shared = Counter(word for option in weighed for word in {each.written for each in _own(option)})
    asked = {each.written for each in query.asked}
    support: list[float] = []
    witnesses: list[int | None] = []
    for option in weighed:
        weights = [
            each.weight
            * (IN_OTHERS if shared[each.written] > 1 else 1)
            * (IN_QUESTION if each.written in asked else 1)
            for each in _own(option)
        ]
        holds = _holds(_own(option), weights, known.index) ** HOLDS_POWER
        found = near * holds
        best = np.argsort(-found, kind="stable")[:WITNESSES]
        shares = WITNESS_SHARE ** np.arange(len(best))
        together = [
            1 + SAME_SENTENCE * _in_one_sentence(int(passage), query, option, known.index)
            for passage in best
        ]
        spoken = float((found[best] * shares * together).sum())
        support.append(spoken / float(holds.sum() + 1) ** COMMON)
        witnesses.append(int(best[0]) if found[best[0]] > 0 else None)
    return _chosen(support, witnesses, inverted=bool(_INVERTED.search(question)))


def _in_one_sentence(passage: int, query: Query, option: Query, index: Index) -> float:
    """Return the most that one sentence holds of the question times of the option, 0 to 1.

    A short line, such as a heading or a bullet's name, speaks for the sentences behind it.
    """
    asked, offered = _weights(query, index), _weights(option, index)
    best = named = 0.0
    for sentence in sentences_of(index, passage):
        roots = frozenset(sentence)
        held = sum(weight for root, weight in offered.items() if root in roots)
        if len(sentence) <= SHORT_LINE:
            named = held
        said = sum(weight for root, weight in asked.items() if root in roots)
        best = max(best, said * max(held, named))
    return best


def _weights(query: Query, index: Index) -> dict[int, float]:
    """Return row of the vocabulary -> share of the asked weight."""
    own = _own(query)
    total = sum(each.weight for each in own) or 1.0
    return {index.vocabulary[root]: each.weight / total for each in own for root in each.roots}


def _own(option: Query) -> list[Asked]:
    return [each for each in option.asked if not each.stands_for]


def _holds(asked: Sequence[Asked], weights: Sequence[float], index: Index) -> NDArray[np.float32]:
    """Return for each passage the share of an option that it holds, 0 to 1."""
    held = np.zeros(index.size, np.float32)
    for each, weight in zip(asked, weights, strict=True):
        one = np.zeros(index.size, np.float32)
        for root in each.roots:
            docs, counts, *_ = index.postings(root)
            one[docs] = np.maximum(one[docs], np.minimum(np.float32(1), counts))
        held += one * np.float32(weight)
    total = sum(weights)
    return held / np.float32(total) if total else held


def _chosen(support: Sequence[float], witnesses: Sequence[int | None], *, inverted: bool) -> Choice:
    """Return the choice; a question that asks for the exception is never settled by silence."""
    if not any(support):
        return Choice(None, decided=False, support=tuple(support), witnesses=tuple(witnesses))
    if inverted:
        least = min(range(len(support)), key=lambda option: (support[option], option))
        return Choice(least, decided=False, support=tuple(support), witnesses=tuple(witnesses))
    first, *others = sorted(range(len(support)), key=lambda option: (-support[option], option))
    lead = support[first] ** (1 + STRONG)
    decided = not others or lead >= LEAD * support[others[0]]
    return Choice(first, decided=decided, support=tuple(support), witnesses=tuple(witnesses))
