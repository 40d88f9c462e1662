"""Items that are nearly the same as an earlier one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.quiz.gates import hold
from knowledge.spelling import likeness
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.quiz.items import Item

SAME: Final = 90.0
"""Of 100: stem and key of two items that are as alike as this ask the same thing."""
RAREST: Final = 3
"""Items that share none of so many of their rarest words are not compared."""
CROWD: Final = 200
"""Items that are compared with one, at most: a word in more of them is not rare."""


def without_copies(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items, those held back that nearly repeat an earlier one that may be asked."""
    marks = [_mark(item) for item in items]
    counts = Counter(word for mark in marks for word in set(mark.split()))
    shelves: dict[str, list[int]] = defaultdict(list)
    found: list[Item] = []
    for number, (item, mark) in enumerate(zip(items, marks, strict=True)):
        rare = sorted(set(mark.split()), key=lambda word: (counts[word], word))[:RAREST]
        near = dict.fromkeys(other for word in rare for other in shelves[word][-CROWD:])
        if item.ready:
            same = next((at for at in near if likeness(mark, marks[at], SAME)), None)
            if same is not None:
                found.append(replace(item, holds=(*item.holds, hold("X12", items[same].id))))
                continue
            for word in rare:
                shelves[word].append(number)
        found.append(item)
    return tuple(found)


def _mark(item: Item) -> str:
    keys = (item.options[at].text for at in item.answer)
    return " ".join((*words(item.stem), "|", *words(" ".join((*keys, *item.accepted[:1])))))
