"""Amounts that a text states, so that two texts can be told to state different ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.answers.kinds import BYTES, MASS, MONEY, SHARE, SPAN
from knowledge.text import fold, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS: Final = {
    SPAN: {
        1e-9: "ns nanosecond nanoseconds",
        1e-6: "us microsecond microseconds",
        1e-3: "ms millisecond milliseconds",
        1.0: "s sec secs second seconds secondo secondi sekunde sekunden",
        60.0: "min mins minute minutes minuto minuti minuten",
        3600.0: "h hr hrs hour hours ora ore stunde stunden",
        86400.0: "day days giorno giorni tag tage tagen dag dage",
        604800.0: "week weeks settimana settimane woche wochen uge uger",
        2592000.0: "month months mese mesi monat monate",
        31536000.0: "year years anno anni jahr jahre",
    },
    BYTES: {
        1.0: "byte bytes",
        2.0**10: "kb kib kilobyte kilobytes",
        2.0**20: "mb mib megabyte megabytes",
        2.0**30: "gb gib gigabyte gigabytes",
        2.0**40: "tb tib terabyte terabytes",
        2.0**50: "pb pib petabyte petabytes",
    },
    MASS: {1.0: "kg kilo kilos kilograms", 1000.0: "t ton tons tonnes", 0.4536: "lb lbs pounds"},
    SHARE: {1.0: "% percent"},
}
"""Kind of amount -> what a unit is worth -> its names, folded; a month has thirty days."""
_WORTH: Final = {
    name: (kind, worth)
    for kind, units in _UNITS.items()
    for worth, names in units.items()
    for name in names.split()
}
_NUMERALS: Final = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0,
}  # fmt: skip
_MEASURED = re.compile(
    r"(?:(?P<value>\d+(?:[.,]\d+)*|\b(?:" + "|".join(_NUMERALS) + r")\b)[\s-]?)?"
    r"(?P<unit>%|(?<![^\W\d_])[a-z]+)(?![^\W\d_])"
)
_PRICE = re.compile(r"([$\u20ac\u00a3\u00a5]) ?(\d+(?:[.,]\d+)*)")
_COUNT = re.compile(
    r"(?<![\w.,$\u20ac\u00a3-])(\d+(?:,\d{3})*)(?:[ -]([^\W\d_]{3,}))(?:[ -]([^\W\d_]{3,}))?"
)
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_RATE = re.compile(r"\b(?:a|an|per|each|every|by the|al|pro|par|om)[\s-]?$")
_BOUND = re.compile(
    r"\b(?:in|within|least|most|for|after|than|about|under|over|of|up to) an?[\s-]?$"
)
"""`at least a second` is an amount; `reads a second` and `by the second` are rates."""
_BEFORE: Final = 16
"""Characters in front of a unit that tell a rate from an amount."""
_LEAST_ALONE: Final = 4
"""Letters of a unit that is named without a figure: `milliseconds`, but no `s`."""


def amounts_in(text: str) -> Iterator[tuple[str, float | str]]:
    """Yield (what is measured, how much): a kind, or the stem of what is counted.

    Amounts are in the kind's first unit; a unit without a figure (`in milliseconds`) is an amount
    by its name. Linear in the text's length.
    """
    folded = fold(text)
    for sign, value in _PRICE.findall(folded):
        yield MONEY + sign, _number(value)
    for found in _MEASURED.finditer(folded):
        unit, value = found["unit"], found["value"]
        if unit not in _WORTH:
            continue
        kind, worth = _WORTH[unit]
        before = folded[max(0, found.start("unit") - _BEFORE) : found.start("unit")]
        if _RATE.search(before) and not _BOUND.search(before):
            continue
        if value:
            yield kind, round(_number(value) * worth, 9)
        elif len(unit) >= _LEAST_ALONE:
            yield kind, unit.rstrip("s")
    for value, first, second in _COUNT.findall(folded):
        for counted in (first, second):
            if counted and counted not in _WORTH:
                yield stem(counted), _number(value)


def _number(text: str) -> float:
    """Return a numeral's value; commas part thousands, or stand for a decimal point."""
    if text in _NUMERALS:
        return _NUMERALS[text]
    whole, *rest = _THOUSANDS.sub("", text).replace(",", ".").split(".")
    return float(f"{whole}.{''.join(rest) or 0}")
