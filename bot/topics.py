"""What questions can be asked for by: topics, tags, folders, headings, kinds, places in notes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.quiz.choose import concept_of
from knowledge.quiz.items import Kind, digest
from knowledge.quiz.practice import practise
from knowledge.spelling import likeness
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from knowledge.model import Place
    from knowledge.quiz.items import Bank, Item

KINDS: Mapping[str, Callable[[Item], bool]] = {
    "c": lambda item: bool(item.options) and item.kind not in {Kind.TRUTH, Kind.PAIRS},
    "t": lambda item: item.kind is Kind.TRUTH,
    "w": lambda item: not item.options,
    "p": lambda item: item.kind is Kind.PAIRS,
}
"""What people may choose from, by the letter that stands for it."""
_ALIKE = 70.0
"""From this likeness on, 0 to 100, a topic may be what was meant."""
_MARKS = 8192
"""Names and places whose marks are kept: most questions share theirs with others."""
_KEPT = 4
"""Banks whose topics are kept: those of the notebooks in use."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The questions of a bank that may be asked, by what they can be asked for."""

    bank: Bank
    by_mark: Mapping[str, tuple[Item, ...]]
    """By eight characters that stand for a name or a place."""
    by_concept: Mapping[str, tuple[Item, ...]]
    """What a card of the review is about, in the bank's order."""
    names: Mapping[str, int]
    """Every topic and tag with the number of its questions, those of most first."""

    def choose(self, mark: str, kind: str) -> Bank:
        """Return a bank of the questions of a topic and a kind, either empty for all."""
        items = self.by_mark.get(mark, ()) if mark else self.bank.ready
        if kind:
            items = tuple(filter(KINDS.get(kind, lambda _: False), items))
        return replace(self.bank, items=items)

    def draw(self, mark: str, kind: str, count: int, seed: str) -> tuple[Item, ...]:
        """Return questions in an order that the seed decides: the same for the same notes."""
        return practise(self.choose(mark, kind), count, seed).items

    def named(self, typed: str) -> str | None:
        """Return the mark of what is called so, spelling forgiven; None where nothing is."""
        mark = name_mark(typed)
        if mark in self.by_mark:
            return mark
        near = self.complete(typed, 1)
        return name_mark(near[0]) if near else None

    def complete(self, typed: str, limit: int = 25) -> tuple[str, ...]:
        """Return topics that begin with, hold or nearly spell what was typed, likeliest first."""
        return likeliest(typed, self.names, limit)

    def of_place(self, place: Place) -> str | None:
        """Return the mark of the narrowest place around this one that has questions."""
        return next((mark for mark in _around(place) if mark in self.by_mark), None)


def topics_of(bank: Bank) -> Topics:
    """Return the topics of a bank; made once for each of the last few banks."""
    for known in _known:
        if known.bank is bank:
            return known
    by_mark: dict[str, list[Item]] = defaultdict(list)
    by_concept: dict[str, list[Item]] = defaultdict(list)
    names: Counter[str] = Counter()
    for item in bank.ready:
        by_concept[concept_of(item)].append(item)
        for mark in dict.fromkeys((*map(name_mark, _names(item)), *_around(item.place))):
            by_mark[mark].append(item)
        names.update({name for name in (item.topic, *item.tags) if words(name)})
    ordered = dict(sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))
    made = Topics(bank, _fixed(by_mark), _fixed(by_concept), ordered)
    _known[:] = [made, *_known][:_KEPT]
    return made


_known: list[Topics] = []


def _fixed(found: Mapping[str, list[Item]]) -> Mapping[str, tuple[Item, ...]]:
    return {key: tuple(items) for key, items in found.items()}


@lru_cache(maxsize=_MARKS)
def name_mark(name: str) -> str:
    """Return eight characters that stand for a name, case and punctuation aside."""
    return digest(f"name|{' '.join(words(name))}", 4)


def _names(item: Item) -> Iterable[str]:
    """Yield what a question is filed under, as `blueprint.topic_of` reads it."""
    yield item.topic
    for tag in item.tags:
        yield tag
        yield tag.rpartition("/")[2]
    yield from item.place.note.split("/")[:-1]
    yield from item.place.heading


def _around(place: Place) -> tuple[str, ...]:
    """Return marks of the places around a text: headings from the inside out, the note last."""
    return _place_marks(place.note, place.heading)


@lru_cache(maxsize=_MARKS)
def _place_marks(note: str, heading: tuple[str, ...]) -> tuple[str, ...]:
    inside = (
        digest("\n".join(("place", note, *heading[:depth])), 4)
        for depth in range(len(heading), 0, -1)
    )
    return (*inside, digest(f"place\n{note}", 4))


def likeliest(typed: str, names: Mapping[str, int], limit: int) -> tuple[str, ...]:
    """Return names that begin with, hold or nearly spell what was typed, likeliest first.

    Of equals that of most weight comes first; nothing typed is all of them, as they come.
    """
    wanted = " ".join(words(typed[:100]))
    if not wanted:
        return tuple(names)[:limit] if not typed.strip() else ()
    scored = []
    for name in names:
        said = " ".join(words(name))
        if said.startswith(wanted):
            score = 300.0
        elif wanted in said:
            score = 200.0
        else:
            parts = (said, *said.split())
            score = max((likeness(wanted, part, _ALIKE) for part in parts), default=0.0)
        if score:
            scored.append((-score, -names[name], name))
    return tuple(name for _, _, name in sorted(scored)[:limit])
