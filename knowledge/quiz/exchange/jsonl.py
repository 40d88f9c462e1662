"""Items as JSON, one a line, and back again without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from knowledge.model import Problem, Severity
from knowledge.quiz.exchange.written import Written
from knowledge.quiz.items import Item

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_CAP = 1_000_000
"""Characters of one line; an item with its whole section has some thousands."""


def write_jsonl(items: Iterable[Item]) -> Written[str]:
    """Return the items, a JSON object a line, held ones among them."""
    lines = [msgspec.json.encode(item).decode() for item in items]
    return Written("".join(f"{line}\n" for line in lines), len(lines))


def read_jsonl(text: str, path: str) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Return the items of a file that `write_jsonl` wrote, and what is wrong with other lines.

    `path` names the file in the problems. Of two items with one id the first is taken.
    """
    items: dict[str, Item] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        found = _item(line)
        if isinstance(found, Item) and found.id not in items:
            items[found.id] = found
            continue
        problems.append(
            Problem(
                path,
                number,
                Severity.ERROR,
                "The item stands in the file twice." if isinstance(found, Item) else found,
                "Remove the line, or export the items again.",
            )
        )
    return tuple(items.values()), tuple(problems)


def _item(line: str) -> Item | str:
    """Return the item of a line, or what is wrong with it."""
    if len(line) > LINE_CAP:
        return "The line is too long for an item."
    try:
        item = msgspec.json.decode(line, type=Item)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return "The line holds no item."
    if not set(item.keys) <= {option.id for option in item.options}:
        return "The key names an option that the item does not have."
    if item.partners and len(item.partners) != len(item.options):
        return "Some names have no description, or some descriptions no name."
    return item
