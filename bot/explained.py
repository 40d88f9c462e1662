"""Options of a question with what the notes say about them, where the question does not tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.answers.answer import Entry
from knowledge.model import Kind
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.library import Library
    from knowledge.model import Block
    from knowledge.quiz.items import Bank, Item, Option

WHY_ROOM = 300
"""Characters of what is kept about an option; a message shows less."""

_FEWEST = 3
"""Words beside the name without which nothing is said."""
_BEFORE = 2
"""Words that may stand before the name: an article, or `Description:`."""
_SPEAKING = {Kind.PARAGRAPH, Kind.ITEM}


def explained(item: Item, bank: Bank, library: Library) -> Item:
    """Return the item, each wrong option with what the notes say it is, if they define it.

    What another question of the bank says of an option of that name comes first, then what is found
    by looking it up, only where it is called as the notes call the term: what a near spelling means
    would be said of something else.
    """
    if all(option.why or option.id in item.keys for option in item.options):
        return item
    told = {
        option.id: option
        for other in bank.items
        for option in other.options
        if option.why and _begins(words(option.why), words(option.text))
    }
    return replace(
        item,
        options=tuple(
            option
            if option.why or option.id in item.keys
            else _told(option, told.get(option.id)) or _looked_up(option, library)
            for option in item.options
        ),
    )


def _told(option: Option, other: Option | None) -> Option | None:
    return None if other is None else replace(option, why=other.why, place=other.place)


def _looked_up(option: Option, library: Library) -> Option:
    found = library.lookup(option.text)
    if not isinstance(found, Entry) or found.corrections:
        return option
    name = words(option.text)
    names = [words(each) for each in (found.term, *found.aliases)]
    block = _first(found, names)
    if name not in names or block is None or _longer(name, block, library):
        return option
    place = found.definition.place_of((block,))
    return replace(option, why=" ".join(block.text.split())[:WHY_ROOM], place=place)


def _begins(said: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether a text begins with a name, and says more than that."""
    here = any(said[at : at + len(name)] == name for at in range(_BEFORE + 1))
    return here and len(said) > len(name) + _FEWEST


def _first(found: Entry, names: Sequence[Sequence[str]]) -> Block | None:
    """Return the first block of words that begins with one of the names and says more."""
    return next(
        (
            block
            for block in (*found.shown, *found.definition.blocks)
            if block.kind in _SPEAKING and any(_begins(words(block.text), name) for name in names)
        ),
        None,
    )


def _longer(name: Sequence[str], block: Block, library: Library) -> bool:
    """Tell whether a block is about a longer name: "Security group is ..." is not of security."""
    said = words(block.text)[: len(name) + 1]
    if said[:-1] != list(name):
        return False
    found = library.lookup(" ".join(said))
    return isinstance(found, Entry) and words(found.term)[: len(said)] == said
