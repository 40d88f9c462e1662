"""The two sides of an item as an Anki card shows them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.quiz.exchange.written import answer_line, where
from knowledge.quiz.items import Item, Kind
from knowledge.quiz.order import share

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_TAG = re.compile(r"[\s\"]+")


@dataclass(frozen=True, slots=True)
class Card:
    """A note of Anki's: known by its item's id, so that importing it again changes it."""

    guid: str
    front: str
    """HTML."""
    back: str
    """HTML."""
    tags: tuple[str, ...]
    """Without spaces, which separate tags there."""


def card(item: Item) -> Card:
    """Return the card of an item; whatever the notes say is shown, never obeyed."""
    front = [_shown(item.stem)]
    if item.options:
        front.append(_list((option.text for option in item.options), "A"))
    if item.kind is Kind.PAIRS:
        mixed = sorted(item.partners, key=lambda partner: share(item.id, partner))
        front.append(_list(mixed, "1"))
    back = [f"<b>{_shown(answer_line(item))}</b>"]
    if item.explanation:
        back.append(_shown(item.explanation))
    if item.quote and item.quote != item.explanation:
        back.append(f"<blockquote>{_shown(item.quote)}</blockquote>")
    back.append(f"<small>{_shown(where(item.place))}</small>")
    tags = dict.fromkeys(_NO_TAG.sub("_", tag.strip()) for tag in (*item.tags, item.topic))
    return Card(item.id, "<br>".join(front), "<br>".join(back), tuple(tag for tag in tags if tag))


def _shown(text: str) -> str:
    return html.escape(text).replace("\r\n", "\n").replace("\n", "<br>")


def _list(texts: Iterable[str], kind: str) -> str:
    points = "".join(f"<li>{_shown(text)}</li>" for text in texts)
    return f'<ol type="{kind}">{points}</ol>'
