"""How many questions each topic gets: shares that follow an exam's weights."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.quiz.items import Item

OTHER = ""
"""The topic of items that the blueprint does not name; its weight is 0."""


def topic_of(item: Item, weights: Mapping[str, float]) -> str:
    """Return the blueprint's topic that an item belongs to, or `OTHER`.

    Its own topic decides, then its tags (`#exam/security` is `security` too), then the folders and
    headings that it stands under; case and punctuation aside.
    """
    known = {tuple(words(name)): name for name in weights}
    parts = [item.topic, *item.tags, *(tag.rpartition("/")[2] for tag in item.tags)]
    parts += [*item.place.note.split("/")[:-1], *item.place.heading]
    return next((known[key] for part in parts if (key := tuple(words(part))) in known), OTHER)


def quotas(
    weights: Mapping[str, float], count: int, available: Mapping[str, int]
) -> dict[str, int]:
    """Return how many of `count` each topic gets, by largest remainder; never more than it has.

    What a topic cannot fill goes to the others by their weights, at last to those of weight 0. The
    sum is `count`, or all that is available. Of equal remainders the topic named first wins.
    """
    given = dict.fromkeys([*weights, *available], 0)
    left = min(count, sum(available.values()))
    while left > 0:
        open_topics = [name for name in given if given[name] < available.get(name, 0)]
        shares = {name: max(0.0, weights.get(name, 0.0)) for name in open_topics}
        if not any(shares.values()):
            shares = dict.fromkeys(open_topics, 1.0)
        for name, number in _shared_out(shares, left).items():
            taken = min(number, available[name] - given[name])
            given[name] += taken
            left -= taken
    return given


def _shared_out(shares: Mapping[str, float], count: int) -> dict[str, int]:
    """Return `count` split by the shares, by largest remainder."""
    total = sum(shares.values())
    exact = {name: count * weight / total for name, weight in shares.items()}
    given = {name: math.floor(number) for name, number in exact.items()}
    order = sorted(exact, key=lambda name: given[name] - exact[name])
    for name in order[: count - sum(given.values())]:
        given[name] += 1
    return given
