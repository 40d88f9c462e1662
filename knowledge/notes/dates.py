"""When a note was written, as far as the note says; never a guess between day and month."""

from __future__ import annotations

import datetime
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from knowledge.model import NoteDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Order(StrEnum):
    """How a vault writes dates in digits: 15/06/2025 or 06/15/2025."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"
    """No date tells, or two contradict each other."""


FIELDS: Final = (
    *("date", "created", "created time", "created at", "date created", "creation date"),
    *("published", "updated", "updated at", "last updated", "modified", "date modified"),
    *("last modified", "lastmod", "last edited", "last edited time"),
)
"""The names of a note's date, most telling first: when it was made, before when it was touched."""

# Nobody wrote notes in Markdown before; an older date is what the note is about.
_EARLIEST_STAMP: Final = 1980
# The longest date people write, with weekday, time and zone, stays below this.
_LONGEST: Final = 60
# Two digits: 69 to 99 are the 1900s, as in POSIX.
_LAST_OF_2000S: Final = 68

# January to December in English, German, Danish, French, Spanish and Italian; accents taken off.
_MONTH_NAMES: Final = (
    "january januar janvier enero gennaio",
    "february februar fevrier febrero febbraio",
    "march marz marts mars marzo",
    "april avril abril aprile",
    "may mai maj mayo maggio",
    "june juni juin junio giugno",
    "july juli juillet julio luglio",
    "august aout agosto",
    "september septembre septiembre settembre sept",
    "october oktober octobre octubre ottobre",
    "november novembre noviembre",
    "december dezember decembre diciembre dicembre",
)
_MONTHS: Final = {
    form: month
    for month, names in enumerate(_MONTH_NAMES, 1)
    for name in names.split()
    # "jui" may be June or July in French: it is written out or not at all.
    for form in (name, name[:3])
    if form != "jui"
}

_TIME: Final = r"(?:[T ,]+(?:at |kl\.? )?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?"
_ZONE: Final = r" ?(?:[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?"
_YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})"
    r"|年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日)" + _TIME + _ZONE
)
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{4}(?:[0-9]{2})?Z?)?")
_DIGITS: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _TIME + _ZONE)
_WEEKDAY: Final = r"(?:[^\W\d_]{2,10}\.?,? )?"
_DAY: Final = r"([0-9]{1,2})(?:st|nd|rd|th|\.|er)?"
_MONTH: Final = r"([^\W\d_]{3,10})\.?"
_DAY_MONTH: Final = re.compile(
    _WEEKDAY
    + _DAY
    + r"(?: (?:of |de )?|-)"
    + _MONTH
    + r",?(?: (?:de )?|-)([0-9]{4})"
    + _TIME
    + _ZONE
)
_MONTH_DAY: Final = re.compile(_WEEKDAY + _MONTH + r" " + _DAY + r",? ([0-9]{4})" + _TIME + _ZONE)


def date_text(fields: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the note's date as it is written, by the order of `FIELDS`; None where it has none.

    A value without a digit (a template's `{{date}}`) is no date.
    """
    spelled = {key.replace("_", " ").replace("-", " "): values for key, values in fields.items()}
    for name in FIELDS:
        for text in spelled.get(name, ()):
            if any(letter.isdigit() for letter in text):
                return text
    return None


def decide_order(texts: Iterable[str]) -> Order:
    """Return how a vault writes its dates: a part above 12 is a day, and tells.

    Dates that contradict each other leave it unknown, and so do dates that do not exist.
    """
    told = {_told_order(*parts) for text in texts if (parts := _digits(text))} - {Order.UNKNOWN}
    return told.pop() if len(told) == 1 else Order.UNKNOWN


def note_date(text: str, order: Order) -> NoteDate:
    """Return the date with its day, or without one where it does not exist or cannot be decided.

    Year first, or the month in letters, is certain; so is a part above 12. Other dates in digits
    are read in the vault's `order`. Two-digit years up to 68 are of this century.
    """
    shown = _one_line(text)
    if parts := _digits(shown):
        first, second, year = parts
        own = _told_order(first, second, year)
        if first != second:
            order = order if own is Order.UNKNOWN else own
            if order is Order.UNKNOWN:
                return NoteDate(shown, None)
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
        return NoteDate(shown, _day(year, month, day))
    return NoteDate(shown, _certain_day(shown))


def is_stamp(text: str) -> bool:
    """Tell whether the text is a date and nothing else, and one on which notes were written."""
    shown = _one_line(text)
    if parts := _digits(shown):
        first, second, year = parts
        return year >= _EARLIEST_STAMP and bool(
            _day(year, first, second) or _day(year, second, first)
        )
    day = _certain_day(shown)
    return day is not None and day.year >= _EARLIEST_STAMP


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _digits(text: str) -> tuple[int, int, int] | None:
    """Return first part, second part and year of a date such as `15/06/25`."""
    if len(text) > _LONGEST or not (found := _DIGITS.fullmatch(text)):
        return None
    year = int(found[4])
    if len(found[4]) == 2:
        year += 2000 if year <= _LAST_OF_2000S else 1900
    return int(found[1]), int(found[3]), year


def _told_order(first: int, second: int, year: int) -> Order:
    """Return the order in which the parts are a date, where they are one in a single order."""
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if by_day and not by_month:
        return Order.DAY_FIRST
    if by_month and not by_day:
        return Order.MONTH_FIRST
    return Order.UNKNOWN


def _certain_day(text: str) -> datetime.date | None:
    if len(text) > _LONGEST:
        return None
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
        return _day(year, month, day)
    if found := _DAY_MONTH.fullmatch(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _month(name: str) -> int:
    """Return the month's number, 0 for a word that is none."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return _MONTHS.get("".join(letter for letter in bare if letter.isalpha()), 0)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
