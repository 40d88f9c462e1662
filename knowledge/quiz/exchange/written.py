"""What a writer of a file of items gives back, and what its formats have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from knowledge.quiz.grade import right_answers
from knowledge.quiz.items import Item, Kind

if TYPE_CHECKING:
    from knowledge.model import Place

Content = TypeVar("Content", str, bytes)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TITLE_CAP = 60
"""Characters of a stem that name a question in a list."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that a format cannot hold."""

    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Written(Generic[Content]):
    """A file's content, and what is not in it."""

    content: Content
    count: int
    """Items in the content."""
    left_out: tuple[LeftOut, ...] = ()


def one_line(text: str) -> str:
    """Return a text on one line, every run of spaces as one."""
    return " ".join(text.split())


def where(place: Place) -> str:
    """Return where a text stands, for people: the headings, else the note, with the line."""
    headings = " \u203a ".join(place.heading)
    return f"{headings or place.note} ({place.note}:{place.first})"


def answer_line(item: Item) -> str:
    """Return the right answer on one line; pairs with arrows."""
    if item.kind is Kind.PAIRS:
        names = (option.text for option in item.options)
        joined = zip(names, item.partners, strict=False)
        return one_line("; ".join(f"{name} \u2192 {partner}" for name, partner in joined))
    return one_line("; ".join(right_answers(item)))
