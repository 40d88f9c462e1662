"""Items in the Aiken format: one right option, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.quiz.exchange.written import LETTERS, LeftOut, Written, one_line
from knowledge.quiz.items import Item, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKE_OPTION = re.compile(r"[A-Za-z][.)]\s|ANSWER:")


def write_aiken(items: Iterable[Item]) -> Written[str]:
    """Return the items that have one right option, and say why the others are left out."""
    written: list[str] = []
    left_out: list[LeftOut] = []
    for item in items:
        reason = _reason(item)
        if reason:
            left_out.append(LeftOut(item, reason))
        else:
            written.append(_question(item))
    return Written("\n".join(written), len(written), tuple(left_out))


def _reason(item: Item) -> str:
    """Return why Aiken cannot hold an item; nothing where it can."""
    if item.kind is Kind.PAIRS or not item.options:
        return "Aiken has no answers but letters"
    if len(item.answer) != 1:
        return "Aiken has one right answer"
    if not 2 <= len(item.options) <= len(LETTERS):
        return "Aiken needs two options or more, at most one for each letter"
    if _LIKE_OPTION.match(one_line(item.stem)):
        return "the question begins as an option does"
    if not one_line(item.stem) or not all(one_line(option.text) for option in item.options):
        return "an empty line would end the question"
    return ""


def _question(item: Item) -> str:
    options = [
        f"{letter}. {one_line(option.text)}"
        for letter, option in zip(LETTERS, item.options, strict=False)
    ]
    return "\n".join([one_line(item.stem), *options, f"ANSWER: {LETTERS[item.answer[0]]}", ""])
