"""A prefix, part or misspelling to terms of the glossary, quick enough for completion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from knowledge.answers.answer import Completion
from knowledge.notes.glossary import key
from knowledge.spelling import nearest_name
from knowledge.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.notes.glossary import Glossary, Term

TYPED_CAP: Final = 60
"""Characters of what was typed that are looked at; no term is longer."""


@dataclass(frozen=True)
class Finder:
    """The terms in the order they are offered, and the titles of their notes."""

    glossary: Glossary
    titles: Mapping[str, str]
    """Path of a note -> its title."""

    @cached_property
    def _keys(self) -> Sequence[tuple[str, Term]]:
        """Every folded name without its family's, with its term; the weightiest terms first."""
        found = self.glossary.by_key.items()
        return sorted(found, key=lambda pair: (-pair[1].weight, pair[0]))

    @cached_property
    def _names(self) -> Mapping[str, Term]:
        """Every folded name, with and without its family's."""
        found = dict(self._keys)
        for term in self.glossary.terms:
            found.setdefault(fold(term.name), term)
        return found

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """Return terms that begin with, hold or nearly spell what was typed, the likeliest first."""
        wanted = fold(typed[:TYPED_CAP]).strip()
        found: dict[str, Term] = {}
        for term in self._matches(wanted):
            found.setdefault(term.name, term)
            if len(found) == limit:
                break
        return tuple(
            Completion(term.name, self.titles.get(term.note, "")) for term in found.values()
        )

    def find(self, name: str) -> Term | None:
        """Return the term of that name, spelling mended; None where none is near."""
        exact = self.glossary.find(name[:TYPED_CAP])
        if exact is not None:
            return exact
        return next(self._near(fold(name[:TYPED_CAP]).strip(), 1), None)

    def _matches(self, wanted: str) -> Iterator[Term]:
        bare = key(wanted, self.glossary.families)
        if not bare:
            yield from (term for _, term in self._keys)
            return
        yield from (term for name, term in self._keys if name == bare)
        yield from (term for name, term in self._keys if name.startswith(bare))
        yield from (term for name, term in self._keys if f" {bare}" in name)
        yield from self._near(bare, 25)
        yield from (term for name, term in self._keys if bare in name)

    def _near(self, wanted: str, limit: int) -> Iterator[Term]:
        if len(wanted) < 3:
            return
        for name in nearest_name(wanted, self._names, limit):
            yield self._names[name]
        if " " not in wanted and len(wanted) > 3:
            heads = {name[: len(wanted)]: term for name, term in reversed(self._keys)}
            for name in nearest_name(wanted, heads, limit, 0.7):
                yield heads[name]
