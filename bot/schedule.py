"""When a daily post is due: local time in a zone, through gaps and overlaps of the clock.

Pure: the moment is an argument. A day is a local date, so there is one post a date whatever the
clock does.
"""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.spelling import likeness

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.store.records import Schedule

UTC = datetime.UTC
CATCH_UP = datetime.timedelta(hours=6)
"""How late a post still makes sense, within its local date."""
TELL_LATE = datetime.timedelta(minutes=5)
"""From here a post says that it is late; retries take up to two minutes."""
_DAY = datetime.timedelta(days=1)
_SECOND = datetime.timedelta(seconds=1)
_FARTHEST = 400
"""Days looked ahead: every weekday comes many times."""
_NO_PLACES = {"Factory", "localtime", "posixrules"}
_ALIKE = 70
"""Likeness, of 100, from which a zone is offered for what was typed; `Lodnon` has 83."""


class Timing(StrEnum):
    """How a due post stands to its time."""

    ON_TIME = "on time"
    LATE = "late"
    MISSED = "missed"
    """Too late to make it up."""


@dataclass(frozen=True, slots=True)
class Due:
    """A post whose time has come."""

    local_date: datetime.date
    at: datetime.datetime
    """When it was to be made, in UTC."""
    timing: Timing


def fire_instant(
    date: datetime.date, local_time: datetime.time, zone: str
) -> datetime.datetime | None:
    """Return the moment, in UTC, of a local time on a date.

    A time that the clock skips is the first moment after the gap; one that comes twice is the
    first of the two; a date that a zone never had (Apia, 2011-12-30) has none. Raises `ValueError`
    for an unknown zone.
    """
    info = _zone(zone)
    wall = datetime.datetime.combine(date, local_time.replace(tzinfo=None), info)
    instant = wall.astimezone(UTC)
    if instant.astimezone(info).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # In a gap, fold=1 reads the wall by the clock after it, which lies before the gap's end.
    after = _change(info, wall.replace(fold=1).astimezone(UTC), instant)
    first = after.astimezone(info).date()
    last_before = (after - _SECOND).astimezone(info).date()
    return after if date in {first, last_before} else None


def _change(
    info: zoneinfo.ZoneInfo, before: datetime.datetime, after: datetime.datetime
) -> datetime.datetime:
    """Return the first second, between two moments, at which the clock was changed."""
    offset = before.astimezone(info).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(info).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def due(schedule: Schedule, now: datetime.datetime) -> Due | None:
    """Return the post of a schedule whose time has come on the local date of `now`, made or not.

    Nothing is due of a paused schedule, nor what was to be made before it was set.
    """
    if schedule.paused:
        return None
    info = _zone(schedule.zone)
    today = now.astimezone(info).date()
    for date in (today, today - _DAY):  # yesterday's, where a gap moved it past midnight
        if date.weekday() not in schedule.weekdays:
            continue
        at = fire_instant(date, schedule.local_time, schedule.zone)
        if at is None or not schedule.since <= at <= now or at.astimezone(info).date() != today:
            continue
        return Due(date, at, _timing(now - at))
    return None


def _timing(late: datetime.timedelta) -> Timing:
    if late >= CATCH_UP:
        return Timing.MISSED
    return Timing.LATE if late >= TELL_LATE else Timing.ON_TIME


def in_time(at: datetime.datetime, zone: str, now: datetime.datetime) -> bool:
    """Tell whether a post due at a moment may still be made: within six hours, on its date."""
    info = _zone(zone)
    return now - at < CATCH_UP and now.astimezone(info).date() == at.astimezone(info).date()


def next_fire(schedule: Schedule, after: datetime.datetime) -> datetime.datetime | None:
    """Return when, in UTC, the next post is due after a moment; None where no day is chosen."""
    date = after.astimezone(_zone(schedule.zone)).date() - _DAY
    for _ in range(_FARTHEST):
        if date.weekday() in schedule.weekdays:
            at = fire_instant(date, schedule.local_time, schedule.zone)
            if at is not None and at > after and at >= schedule.since:
                return at
        date += _DAY
    return None


@functools.cache
def zones() -> frozenset[str]:
    """Return the names of all zones that can be set; those that name no place are left out."""
    return frozenset(zoneinfo.available_timezones()) - _NO_PLACES


def is_zone(name: str) -> bool:
    """Tell whether a zone can be set: by looking it up, for asking zoneinfo raises five errors."""
    return name in zones()


def suggest_zones(typed: str, limit: int = 25) -> tuple[str, ...]:
    """Return zones that may be meant, the likeliest first; a typo, case and spaces are forgiven."""
    wanted = _folded(typed[:64])
    if not wanted:
        return tuple(name for name in _COMMON if name in zones())[:limit]
    scored = []
    for name, parts in _parts():
        score = max(_score(wanted, part) for part in parts)
        if score >= _ALIKE:
            scored.append((-score, "/" not in name, name))
    return tuple(name for _, _, name in sorted(scored)[:limit])


_COMMON = ("UTC", "Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata")
"""What is offered before anything is typed: one on each of a few coasts."""


@functools.cache
def _parts() -> tuple[tuple[str, Collection[str]], ...]:
    """Each zone with the ways to type it: whole, or its city alone."""
    return tuple(
        (name, {_folded(name), _folded(name.rpartition("/")[2])}) for name in sorted(zones())
    )


def _score(wanted: str, part: str) -> float:
    if part.startswith(wanted):
        return 200 - len(part)
    return likeness(wanted, part, _ALIKE)


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("/", " ").replace("-", " ").casefold().split())


@functools.cache
def zone_version() -> str:
    """Return the version of the zones' rules, such as `2026a`; empty where it is not told."""
    for folder in zoneinfo.TZPATH:
        rules = Path(folder, "tzdata.zi")
        if rules.is_file():
            with rules.open(encoding="ascii") as lines:
                return lines.readline().removeprefix("# version ").strip()[:20]
        if Path(folder, "UTC").is_file():
            return ""
    return metadata.version("tzdata")


def _zone(name: str) -> zoneinfo.ZoneInfo:
    if not is_zone(name):
        raise ValueError("no such time zone")
    return zoneinfo.ZoneInfo(name)
