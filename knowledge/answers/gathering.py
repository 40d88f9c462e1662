"""A name that does something: each term's passages support one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.answers.ranking import Scored

GATHERED: Final = 50
"""Passages that speak for their terms."""
SUPPORT: Final = 0.1
"""What a term's best other passage lends each of them; 0.05 to 0.2 are alike."""


def gathered(ranked: Sequence[Scored], term_of: Callable[[int], str | None]) -> list[Scored]:
    """Return passages, the best first, each with the support of the best other of its term.

    `term_of` tells which term a passage is about, by its number; None where it is about none.
    """
    terms = [term_of(each.passage) for each in ranked]
    best = _two_best(zip(terms, ranked, strict=True))
    found = [
        each
        if term is None
        else each._replace(score=each.score + SUPPORT * _other(best[term], each))
        for term, each in zip(terms, ranked, strict=True)
    ]
    return sorted(found, key=lambda each: -each.score)


def _two_best(named: Iterable[tuple[str | None, Scored]]) -> dict[str, list[Scored]]:
    """Return the first two passages of each term, which are its best."""
    best: dict[str, list[Scored]] = {}
    for term, each in named:
        if term is not None and len(own := best.setdefault(term, [])) < 2:
            own.append(each)
    return best


def _other(best: Sequence[Scored], each: Scored) -> float:
    """Return the score of a term's best passage beside this one; 0 where it has no other."""
    return next((other.score for other in best if other.passage != each.passage), 0.0)
