"""What an owner types about a plan, a time of day, days, topics; and what is offered then."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from bot import words_daily as words
from knowledge.spelling import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>\d{2}))?\s?h?\s?(?P<half>[ap]\.?m\.?)?"
)
_BETWEEN_DAYS = re.compile(r"\s*(?:,|;|&|\band\b|\s)\s*")
_SPAN = re.compile(r"\s*(?:-|–|\bto\b|\bthrough\b|\buntil\b)\s*")  # noqa: RUF001 - people type it
_SHORTEST_DAY = 2
"""Letters that a day is known by: `tu`, `th`."""
_GROUPS = {
    words.EVERY_DAY: frozenset(range(7)),
    "daily": frozenset(range(7)),
    "all": frozenset(range(7)),
    words.WORKDAYS.casefold(): frozenset(range(5)),
    "weekdays": frozenset(range(5)),
    "workdays": frozenset(range(5)),
    words.WEEKEND.casefold(): frozenset({5, 6}),
    "weekend": frozenset({5, 6}),
    "weekends": frozenset({5, 6}),
}
_ALIKE = 60
"""Likeness, of 100, from which a topic is offered for what was typed."""
_MOST_TOPICS = 20


def read_time(typed: str) -> datetime.time | None:
    """Return the time of day, such as `9`, `9:00`, `18.30` or `6 pm`; None for anything else."""
    found = _TIME.fullmatch(typed.strip().casefold())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * found["half"].startswith("p")
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None


def read_days(typed: str) -> frozenset[int] | None:
    """Return days of the week, Monday 0: names, their beginnings, spans; None for anything else."""
    text = " ".join(typed.casefold().replace(".", " ").split())
    if text in _GROUPS:
        return _GROUPS[text]
    days: set[int] = set()
    for part in filter(None, _BETWEEN_DAYS.split(_SPAN.sub("-", text))):
        ends = [_day(name) for name in part.split("-")]
        if len(ends) > 2 or None in ends:
            return None
        first, last = (end for end in (ends[0], ends[-1]) if end is not None)
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(days) or None


def _day(name: str) -> int | None:
    """Return the day that a name, or its beginning, means; None where it means none or two."""
    if len(name) < _SHORTEST_DAY:
        return None
    found = [at for at, day in enumerate(words.WEEKDAYS) if day.casefold().startswith(name)]
    return found[0] if len(found) == 1 else None


def read_topics(typed: str, known: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the topics of a list, as the notes write them, and the names that are none of them."""
    by_name = {topic.casefold(): topic for topic in known}
    names = [" ".join(part.split()) for part in typed.split(",")]
    names = [name for name in names if name][:_MOST_TOPICS]
    if [name.casefold() for name in names] == [words.ALL_TOPICS]:
        return (), ()
    found = [by_name[name.casefold()] for name in names if name.casefold() in by_name]
    strange = [name for name in names if name.casefold() not in by_name]
    return tuple(dict.fromkeys(found)), tuple(strange)


def suggest_topics(typed: str, known: Iterable[str], limit: int = 25) -> tuple[str, ...]:
    """Return topics that may be meant, the likeliest first; a list ends in them."""
    head, comma, last = typed.rpartition(",")
    wanted = " ".join(last.casefold().split())
    scored = []
    for topic in known:
        score = _score(wanted, topic.casefold())
        if score >= _ALIKE:
            scored.append((-score, topic.casefold(), topic))
    before = f"{head.strip()}, " if comma else ""
    return tuple(before + topic for _, _, topic in sorted(scored)[:limit])


def _score(wanted: str, topic: str) -> float:
    if topic.startswith(wanted):
        return 300 - len(topic) if wanted else 200
    if wanted in topic:
        return 150
    return max(likeness(wanted, part, _ALIKE) for part in (topic, topic[: len(wanted) + 1]))


def suggest_days(typed: str) -> Sequence[str]:
    """Return days that may be meant, as they can be typed."""
    wanted = typed.strip().casefold()
    offered = (words.EVERY_DAY, words.WORKDAYS, words.WEEKEND, *words.WEEKDAYS)
    found = [name for name in offered if name.casefold().startswith(wanted)]
    if found:
        return found
    return [words.weekdays(days)] if (days := read_days(typed)) is not None else []
