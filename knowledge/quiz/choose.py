"""The question of the day: decided by the bank, what was posted before, the date and a seed."""

from __future__ import annotations

import datetime  # noqa: TC003 - histories are decoded by these annotations
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from knowledge.quiz.blueprint import OTHER, topic_of
from knowledge.quiz.identity import normalised_stem
from knowledge.quiz.items import Bank, Item, Kind
from knowledge.quiz.order import lot, reordered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

REST_DAYS: Final = 7
"""A concept is asked at most once in so many days, and a missed item returns not before."""
WINDOW: Final = 50
"""So many of the last posts are weighed against the blueprint."""
RETURN_EVERY: Final = 5
"""Each such post may bring back an item that the group missed."""
MISSED: Final = 0.5
"""Under this share of right first answers the group missed an item."""
AGE_DAYS: Final = 90
"""A concept not asked for so long weighs as much as one that nobody has got right."""

DAILY_KINDS: Final = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.TRUTH, Kind.CLOZE})
"""What can be answered with a press on a letter, where it has options."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A question that was posted to a channel, and how its group did."""

    item: str
    """Its id, the kept one where it was found again after an edit."""
    day: datetime.date
    """The channel's local date."""
    answered: int = 0
    """First answers."""
    right: int = 0
    """Right ones among them."""
    again: bool = False
    """Whether it was brought back because the group had missed it."""
    concept: str = ""
    """What it was about, for items that the bank has no longer."""

    @property
    def share_right(self) -> float:
        """Share of right first answers, drawn towards a half where few answered."""
        return (self.right + 1) / (self.answered + 2)


@dataclass(frozen=True, slots=True)
class Daily:
    """The question of a day."""

    item: Item
    """Its options in the order to show."""
    again: bool
    """Whether the group missed it before."""
    left: int
    """Questions not yet posted in this round of the bank, this one not counted."""


def choose(
    bank: Bank,
    history: Sequence[Posted],
    day: datetime.date,
    seed: str,
    blueprint: Mapping[str, float] | None = None,
    kinds: Collection[Kind] = DAILY_KINDS,
) -> Daily | None:
    """Return the question of the day, or None where the bank has none that can be asked.

    Nothing else decides it: not the order of the bank, nor the process. No item comes twice before
    all were posted, except one that the group missed; items alike in stem and key are one. Its
    concept was not asked within `REST_DAYS` unless nothing else is left, nor its kind just before.
    `history` is one channel's; `blueprint` gives each topic its weight, in any unit.
    """
    items = askable(bank, kinds)
    if not items:
        return None
    past = _Past(items, sorted(history, key=lambda post: (post.day, post.item)), day)
    unseen = past.unseen
    missed = past.missed if (len(history) + 1) % RETURN_EVERY == 0 else []
    pool = missed or _due_topic(past, past.rested(unseen) or past.longest_rested(unseen), blueprint)
    last_kind = past.last_kind
    pool = [item for item in pool if item.kind is not last_kind] or pool
    item = min(pool, key=lambda item: (lot(past.weight(item), seed, day, item.id), item.id))
    left = len({past.faces[each.id] for each in unseen} - {past.faces[item.id]})
    return Daily(reordered(item, seed, day), bool(missed), left)


def askable(bank: Bank, kinds: Collection[Kind] = DAILY_KINDS) -> tuple[Item, ...]:
    """Return the items that can be answered by choosing, by id."""
    found = (item for item in bank.ready if item.options and item.kind in kinds)
    return tuple(sorted(found, key=lambda item: item.id))


def days_left(bank: Bank, history: Sequence[Posted], kinds: Collection[Kind] = DAILY_KINDS) -> int:
    """Return for how many daily posts the bank lasts before it begins again."""
    items = askable(bank, kinds)
    faces = _faces(items)
    seen = _seen(sorted(history, key=lambda post: (post.day, post.item)), faces)
    return len(set(faces.values()) - seen)


def _due_topic(
    past: _Past, items: Sequence[Item], blueprint: Mapping[str, float] | None
) -> Sequence[Item]:
    """Return the items of the topic that lags most behind its share of the last posts."""
    if not blueprint:
        return items
    by_topic: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_topic[topic_of(item, blueprint)].append(item)
    has_items = {topic_of(item, blueprint) for item in past.items}
    total = sum(weight for name, weight in blueprint.items() if name in has_items) or 1.0
    recent = past.posts[-(WINDOW - 1) :]
    before = [past.by_id[post.item] for post in recent if post.item in past.by_id]
    posted = Counter(topic_of(item, blueprint) for item in before)
    due = max(
        by_topic,
        key=lambda name: (
            name != OTHER,
            blueprint.get(name, 0.0) / total * (len(before) + 1) - posted[name],
            name,
        ),
    )
    return by_topic[due]


def _faces(items: Iterable[Item]) -> dict[str, str]:
    """Return id -> what makes two items the same question: stem and key."""
    return {
        item.id: "\n".join(
            [
                normalised_stem(item.stem),
                *sorted(item.keys),
                *sorted(item.partners),
                *item.accepted[:1],
            ]
        )
        for item in items
    }


def _seen(posts: Iterable[Posted], faces: Mapping[str, str]) -> set[str]:
    """Return the faces posted in this round; a round ends with the first that comes again."""
    seen: set[str] = set()
    for post in posts:
        face = faces.get(post.item, post.item)
        if post.again:
            continue
        seen = {face} if face in seen else seen | {face}
    return set() if seen >= set(faces.values()) else seen


@dataclass(frozen=True)
class _Past:
    """What was posted before, as the choice looks at it."""

    items: Sequence[Item]
    posts: Sequence[Posted]
    """By day."""
    day: datetime.date

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def faces(self) -> Mapping[str, str]:
        return _faces(self.items)

    @cached_property
    def seen(self) -> set[str]:
        return _seen(self.posts, self.faces)

    @cached_property
    def unseen(self) -> Sequence[Item]:
        """Items of this round; of those that are one question the one not posted for longest."""
        last = {post.item: post.day.toordinal() for post in self.posts}
        one_each: dict[str, Item] = {}
        for item in sorted(self.items, key=lambda item: (last.get(item.id, 0), item.id)):
            one_each.setdefault(self.faces[item.id], item)
        return [item for face, item in one_each.items() if face not in self.seen]

    @cached_property
    def missed(self) -> Sequence[Item]:
        """Items of this round that the group got wrong when last posted, long enough ago."""
        last = {post.item: post for post in self.posts}
        found = [
            self.by_id[post.item]
            for post in last.values()
            if self.faces.get(post.item) in self.seen
            and post.answered
            and post.share_right < MISSED
        ]
        return self.rested(found)

    @cached_property
    def last_kind(self) -> Kind | None:
        last = self.by_id.get(self.posts[-1].item) if self.posts else None
        return last.kind if last else None

    @cached_property
    def _last_asked(self) -> Mapping[str, int]:
        """Concept -> days since it was posted."""
        return {self._concept(post): (self.day - post.day).days for post in self.posts}

    @cached_property
    def _answers(self) -> Mapping[str, tuple[int, int]]:
        """Concept -> right first answers, and all."""
        found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for post in self.posts:
            right, answered = found[self._concept(post)]
            found[self._concept(post)] = right + post.right, answered + post.answered
        return found

    def _concept(self, post: Posted) -> str:
        item = self.by_id.get(post.item)
        return concept_of(item) if item else post.concept or post.item

    def _rest(self, item: Item) -> int:
        return self._last_asked.get(concept_of(item), AGE_DAYS)

    def rested(self, items: Iterable[Item]) -> list[Item]:
        """Return the items whose concept was not asked lately."""
        return [item for item in items if self._rest(item) >= REST_DAYS]

    def longest_rested(self, items: Sequence[Item]) -> list[Item]:
        """Return the items whose concept was asked longest ago: at least one."""
        most = max(map(self._rest, items))
        return [item for item in items if self._rest(item) == most]

    def weight(self, item: Item) -> float:
        """Return how much an item is wanted: over 0, at most 2."""
        right, answered = self._answers.get(concept_of(item), (0, 0))
        weakness = 1 - (right + 1) / (answered + 2)
        return weakness + min(max(self._rest(item), 0), AGE_DAYS) / AGE_DAYS


def concept_of(item: Item) -> str:
    """Return what an item is a memory of: its concept, else the item itself."""
    return item.concept or item.id
