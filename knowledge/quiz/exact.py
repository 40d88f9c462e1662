"""What must be exactly the same for two texts to mean the same: figures and negations."""

from __future__ import annotations

import re
from typing import Final

from knowledge.text import fold, words

NEGATIONS: Final = frozenset(
    {
        "aint", "arent", "cannot", "cant", "doesnt", "dont", "except", "isnt", "least", "never",
        "neither", "no", "non", "none", "nor", "not", "without", "wont",
        "kein", "keine", "keinen", "keiner", "nicht", "nie", "niemals", "ohne",
        "aucun", "aucune", "jamais", "pas", "sans", "sauf",
        "excepto", "ningun", "ninguna", "ninguno", "nunca", "sin",
        "mai", "nessun", "nessuna", "nessuno", "senza", "tranne",
        "aldrig", "ikke", "ingen", "inga", "inte", "uden", "utan",
        "geen", "niet", "nooit", "zonder",
        "exceto", "nao", "nenhum", "nenhuma", "sem",
    }
)  # fmt: skip
"""Small words that turn a sentence round, in the languages whose inflections `text` knows."""

_FIGURE = re.compile(r"(?:[<>]=?\s?)?[^\W_]+(?:[.:/_-][^\W_]+)*(?:\s?%)?")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def figures(text: str) -> tuple[str, ...]:
    """Return every word of a text that holds a digit, folded and in order.

    A version, a region, a size and an address stay whole: `us-east-1`, `v2.3`, `10.0.0.0/16`.
    """
    found = _FIGURE.findall(_GROUPED.sub("", fold(text)))
    return tuple("".join(word.split()) for word in found if any(map(str.isdigit, word)))


def negations(text: str) -> int:
    """Return how many words of a text turn its sense round."""
    return sum(word in NEGATIONS for word in words(text))
