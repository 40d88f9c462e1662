"""Items of pairs as a choice among pairings, for readers that know choices only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.quiz.items import Kind, Option, digest

if TYPE_CHECKING:
    from knowledge.quiz.items import Item

BETWEEN: Final = " \u2192 "


def as_choice(item: Item) -> Item:
    """Return the item of pairs as a choice: one name with its own partner, the rest with others'.

    The id stays; which pairing is right follows from it. Any other item is returned as it is.
    """
    if item.kind is not Kind.PAIRS or not item.partners:
        return item
    count = len(item.options)
    right = int(digest(f"{item.id}|pairing"), 16) % count
    # Everyone but the right name hands its partner on: no wrong pairing is right by chance.
    ring = [at for at in range(count) if at != right]
    given = {at: ring[(position + 1) % len(ring)] for position, at in enumerate(ring)}
    given[right] = right
    options = tuple(
        Option(f"{option.text}{BETWEEN}{item.partners[given[at]]}", option.why, option.place)
        for at, option in enumerate(item.options)
    )
    return replace(item, kind=Kind.CHOICE, options=options, keys=(options[right].id,), partners=())
