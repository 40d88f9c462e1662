"""Every item-writing flaw of an item, as the reasons for which it may not be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.quiz.gates import BLOCKING, hold
from knowledge.quiz.gates.options import option_flaws
from knowledge.quiz.gates.stems import stem_flaws, support_flaws
from knowledge.quiz.items import Item, Kind, Origin
from knowledge.quiz.pairing import as_choice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet


def gated(item: Item, common: AbstractSet[str] = frozenset()) -> Item:
    """Return the item with a reason for each flaw beside those that it has.

    A flaw that real exams have too holds back what was made by rule, not what an author wrote.
    `common` are words of so many names that none of them points to one.
    """
    holds = {each.code: each for each in item.holds}
    for code, what in _flaws(item, common):
        if item.origin is Origin.GENERATED or code in BLOCKING:
            holds.setdefault(code, hold(code, what))
    return replace(item, holds=tuple(holds.values()))


def _flaws(item: Item, common: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    item = as_choice(item)
    yield from stem_flaws(item)
    if item.kind in {Kind.CHOICE, Kind.SEVERAL} or (item.kind is Kind.CLOZE and item.options):
        yield from option_flaws(item, common)
        yield from support_flaws(item)
