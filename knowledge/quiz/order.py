"""Orders that look like chance but are decided by a hash: the same in every process."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import replace

from knowledge.quiz.exact import figures
from knowledge.quiz.items import Item, Kind

_POINTS = re.compile(
    r"\b[A-F]\s?(?:,|&|and|or|und|oder|et|ou|y|o|e|og|och|en)\s?[A-F]\b"
    r"|\b(?:above|below|previous|preceding|both|neither|nessuna|entrambe|obige|oben|beide|keine"
    r"|ci-dessus|anteriores|acima|precedenti|ovenst\u00e5ende|ovan|bovenstaande)\b"
    r"|^(?:all|none) (?:of|are)\b",
    re.IGNORECASE,
)
"""What an option says that depends on where others stand."""


def share(*parts: object) -> float:
    """Return a number over 0 and under 1 that depends on the parts and nothing else."""
    text = "\x1f".join(map(str, parts)).encode(errors="replace")
    number = int.from_bytes(hashlib.blake2b(text, digest_size=6).digest(), "big")
    return (number + 1) / (2**48 + 2)


def lot(weight: float, *parts: object) -> float:
    """Return a number to order by: the smallest of many is each one's in proportion to its weight.

    `weight` is over 0.
    """
    return -math.log(share(*parts)) / weight


def reordered(item: Item, *parts: object) -> Item:
    """Return the item with its options in an order that the parts decide.

    True and false, figures in ascending order, and options that speak of others' places stay.
    """
    texts = [option.text for option in item.options]
    stays = (
        item.kind is Kind.TRUTH
        or (bool(texts) and all(map(figures, texts)))
        or any(map(_POINTS.search, texts))
    )
    if stays:
        return item
    places = sorted(range(len(texts)), key=lambda at: share(*parts, item.id, item.options[at].id))
    options = tuple(item.options[at] for at in places)
    return replace(
        item,
        options=options,
        keys=tuple(dict.fromkeys(option.id for option in options if option.id in item.keys)),
        partners=tuple(item.partners[at] for at in places if at < len(item.partners)),
    )
