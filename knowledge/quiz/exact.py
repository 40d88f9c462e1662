"""What must be exactly the same for two texts to mean the same: figures, units, negations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.text import fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Mapping

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

_FIGURE = re.compile(r"(?:[<>]=?\s?)?[$\u20ac\u00a3]?[^\W_]+(?:[.:/_-][^\W_]+)*(?:\s?%)?")
_NUMBER = re.compile(r"([<>]=?)?([$\u20ac\u00a3])?(\d+(?:[.:]\d+)*)([^\W\d_]+(?:/[^\W\d_]+)?|%)?")
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


def figures(text: str) -> tuple[str, ...]:
    """Return every word of a text that holds a digit, folded and in order.

    A version, a region, a size and an address stay whole: `us-east-1`, `v2.3`, `10.0.0.0/16`.
    """
    if not _DIGIT.search(text):
        return ()
    found = _FIGURE.findall(_GROUPED.sub("", fold(text)))
    return tuple("".join(word.split()) for word in found if any(map(str.isdigit, word)))


def negations(text: str) -> int:
    """Return how many words of a text turn its sense round."""
    return sum(word in NEGATIONS for word in words(text))


UNITS: Final[Mapping[str, str]] = {
    "$": "dollar", "usd": "dollar", "\u20ac": "euro", "eur": "euro", "\u00a3": "pound",
    "gbp": "pound", "percent": "%", "pct": "%",
    "msec": "ms", "millisecond": "ms", "sec": "s", "second": "s", "minute": "min", "hr": "h",
    "hour": "h", "d": "day", "wk": "week", "yr": "year",
    "byte": "b", "kilobyte": "kb", "megabyte": "mb", "gigabyte": "gb", "terabyte": "tb",
    "petabyte": "pb", "exabyte": "eb", "kibibyte": "kib", "mebibyte": "mib", "gibibyte": "gib",
    "tebibyte": "tib", "kbps": "kb/s", "mbps": "mb/s", "gbps": "gb/s", "tbps": "tb/s",
    "metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km", "gram": "g",
    "kilogram": "kg", "kilo": "kg", "litre": "l", "liter": "l",
}  # fmt: skip
"""Other ways to write a unit of time, data, money or measure."""
NUMERALS: Final[Mapping[str, str]] = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_BITS = re.compile(r"(?:[KMGTPE]i?)?([bB])(?:/s|ps)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit; one without, such as a version or a region, stands for itself."""

    figure: str
    unit: str = ""
    bits: bool | None = None
    """Whether `b` was written for bits, `B` for bytes; None where the writing does not tell."""

    def same(self, other: Quantity) -> bool:
        """Whether both are the same quantity; who writes `gb` may mean `GB` or `Gb`."""
        told = None not in {self.bits, other.bits}
        alike = (self.figure, self.unit) == (other.figure, other.unit)
        return alike and not (told and self.bits is not other.bits)


def quantities(text: str) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """Return the quantities of a text in order, and its other words, folded.

    The word after a number is its unit, whatever it is; English numerals to twelve are numbers.
    """
    raw = [found[0] for found in _FIGURE.finditer(_DECIMAL_COMMA.sub(".", _GROUPED.sub("", text)))]
    found: list[Quantity] = []
    rest: list[str] = []
    at = 0
    while at < len(raw):
        word, at = raw[at], at + 1
        folded = "".join(fold(word).split())
        number = _NUMBER.fullmatch(NUMERALS.get(folded, folded))
        if number is None:
            if any(map(str.isdigit, folded)):
                found.append(Quantity(folded))
            else:
                rest += words(word)
            continue
        sign, money, figure, unit = number.groups()
        written = word[len(word) - len(unit) :] if unit else ""
        if not unit and not money and at < len(raw) and not any(map(str.isdigit, raw[at])):
            written, at = raw[at], at + 1
        found.append(_quantity((sign or "") + figure, money or written))
    return tuple(found), tuple(rest)


def _quantity(figure: str, written: str) -> Quantity:
    unit = fold(written)
    plain = UNITS.get(unit) or UNITS.get(unit.removesuffix("s"))
    bits = _BITS.fullmatch(written) if written != unit else None
    if plain is None and unit.removesuffix("s") in UNITS.values() and len(unit) > 2:
        plain = unit.removesuffix("s")
    return Quantity(figure, plain or stem(unit), bits[1] == "b" if bits else None)
