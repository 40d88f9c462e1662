"""A prefix, part or misspelling to terms of the glossary, quick enough for completion."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from knowledge.answers.answer import Completion
from knowledge.notes.glossary import key
from knowledge.spelling import edits_allowed, nearest_name
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.notes.glossary import Glossary, Term

TYPED_CAP: Final = 60
"""Characters of what was typed that are looked at; no term is longer."""
SHORTEST_HEAD: Final = 4
"""Letters from which what was typed may be the misspelt beginning of a longer name."""
_LAST: Final = "\U0010ffff"


class _Tail(NamedTuple):
    """A name from one of its words on: `AWS Lambda` is met as `aws lambda` and as `lambda`."""

    text: str
    late: bool
    """Whether words stand before it."""
    alias: bool
    """Whether the term has another name in the first place."""
    rank: int
    """Position of its term in the glossary."""


_Rated: TypeAlias = tuple[int, bool, bool, bool, bool, int]
"""Edits; a beginning only; another first letter, or more to come; then as in `_Tail`."""


@dataclass(frozen=True)
class Finder:
    """The terms in the order they are offered, and the titles of their notes."""

    glossary: Glossary
    titles: Mapping[str, str]
    """Path of a note -> its title."""

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """Return terms that begin with, hold or nearly spell what was typed, likeliest first."""
        found: dict[str, Term] = {}
        for term in self._matches(typed):
            if len(found) >= limit:
                break
            found.setdefault(term.name, term)
        return tuple(
            Completion(term.name, self.titles.get(term.note, "")) for term in found.values()
        )

    def find(self, name: str) -> Term | None:
        """Return the term of that name, spelling mended; None where none is near."""
        exact = self.glossary.find(name[:TYPED_CAP])
        return exact or next(self._near(name), None)

    def _wanted(self, typed: str) -> str:
        """Return what was typed as a name is kept: folded, without a family's name in front."""
        return key(typed[:TYPED_CAP], self.glossary.families)[:TYPED_CAP]

    @cached_property
    def _tails(self) -> Sequence[_Tail]:
        """Every name and alias from each of its words on, sorted by its text."""
        return sorted(
            {
                tail
                for rank, term in enumerate(self.glossary.terms)
                for name in (term.name, *term.aliases)
                for tail in self._of(name, rank, alias=name != term.name)
            }
        )

    def _of(self, name: str, rank: int, *, alias: bool) -> Iterator[_Tail]:
        parts = words(name)
        bare = len(parts) - key(name, self.glossary.families).count(" ") - 1
        for at in range(len(parts)):
            yield _Tail(" ".join(parts[at:]), at not in {0, bare}, alias, rank)

    @cached_property
    def _texts(self) -> Sequence[str]:
        """The texts of `_tails`, for bisection."""
        return [tail.text for tail in self._tails]

    def _starting(self, text: str) -> Sequence[_Tail]:
        first = bisect_left(self._texts, text)
        return self._tails[first : bisect_left(self._texts, text + _LAST, first)]

    def _matches(self, typed: str) -> Iterator[Term]:
        wanted = self._wanted(typed)
        if not wanted:
            yield from self.glossary.terms
            return
        yield from self._terms(
            (0, False, tail.text != wanted, tail.late, tail.alias, tail.rank)
            for tail in self._starting(wanted)
        )
        yield from self._near(typed)
        yield from self._terms(
            (0, False, False, False, tail.alias, tail.rank)
            for tail in self._tails
            if not tail.late and wanted in tail.text
        )

    def _near(self, typed: str) -> Iterator[Term]:
        """Yield what a misspelt name may mean: fewest edits first, whole names before beginnings.

        As many edits are forgiven as in a word of that length. Nothing comes of three letters that
        are near to three others, nor of the beginning of a name shorter than `SHORTEST_HEAD`.
        """
        yield from self._terms(
            found
            for wanted in {self._wanted(typed), " ".join(words(typed[:TYPED_CAP]))[:TYPED_CAP]}
            for found in (*self._near_names(wanted), *self._near_heads(wanted))
        )

    def _near_names(self, wanted: str) -> Iterator[_Rated]:
        length = len(wanted)
        for text, edits in nearest_name(wanted, self._whole, edits_allowed(length + 1)):
            if edits <= edits_allowed(max(length, len(text))):
                for tail in self._starting(text):
                    if tail.text == text:
                        yield edits, False, text[0] != wanted[0], tail.late, tail.alias, tail.rank

    def _near_heads(self, wanted: str) -> Iterator[_Rated]:
        length = len(wanted)
        if length < SHORTEST_HEAD:
            return
        for near in range(length - 1, length + 2):
            choices = self._heads.get(near, ())
            for text, edits in nearest_name(wanted, choices, edits_allowed(length)):
                for tail in self._starting(text):
                    yield edits, True, text[0] != wanted[0], tail.late, tail.alias, tail.rank

    @cached_property
    def _whole(self) -> Sequence[str]:
        return sorted(set(self._texts))

    @cached_property
    def _heads(self) -> Mapping[int, Sequence[str]]:
        """The beginnings of names by length, each once; kept, because typing asks for all of them.

        For 10,000 terms they take 0.1 s to make and 20 MB.
        """
        found: dict[int, list[str]] = {}
        for text in self._whole:
            for length in range(SHORTEST_HEAD - 1, len(text)):
                heads = found.setdefault(length, [])
                if not heads or heads[-1] != text[:length]:
                    heads.append(text[:length])
        return found

    def _terms(self, found: Iterable[_Rated]) -> Iterator[Term]:
        """Yield the terms that were rated, the least first."""
        for *_, rank in sorted(found):
            yield self.glossary.terms[rank]
