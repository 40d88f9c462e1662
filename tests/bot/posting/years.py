"""Every quarter of an hour of the days on which a zone's clock changes, and what is due then.

`python tests/bot/posting/years.py` looks at every zone and prints how many days it looked at.
"""

from __future__ import annotations

import datetime
import sys
import zoneinfo
from typing import TYPE_CHECKING

from bot.schedule import fire_instant, zones

if TYPE_CHECKING:
    from collections.abc import Iterator

UTC = datetime.UTC
QUARTER = datetime.timedelta(minutes=15)
DAY = datetime.timedelta(days=1)


def changes(zone: str, first: int, last: int) -> Iterator[datetime.date]:
    """Yield each local date, and the one before, on which the clock changes in those years."""
    info = zoneinfo.ZoneInfo(zone)
    at = datetime.datetime(first, 1, 1, tzinfo=UTC)
    while at.year <= last:
        if at.astimezone(info).utcoffset() != (at + DAY).astimezone(info).utcoffset():
            yield at.astimezone(info).date()
            yield (at + DAY).astimezone(info).date()
        at += DAY


def wrong(zone: str, date: datetime.date) -> list[str]:
    """Return the times of a day whose moment is not the first one at or after them on that date.

    The clock itself is the oracle: every quarter of an hour is looked at, in order.
    """
    info = zoneinfo.ZoneInfo(zone)
    start = datetime.datetime.combine(date, datetime.time(), UTC) - datetime.timedelta(hours=27)
    moments = [start + n * QUARTER for n in range(66 * 4)]
    walls = [(at, at.astimezone(info)) for at in moments]
    own = [(at, wall.time()) for at, wall in walls if wall.date() == date]
    found = []
    for quarter in range(96):
        time = datetime.time(quarter // 4, quarter % 4 * 15)
        expected = next((at for at, wall in own if wall >= time), None)
        got = fire_instant(date, time, zone)
        # Where the date ends in a gap, the first moment after it is on the next date.
        if got != expected and not (expected is None and own and got == own[-1][0] + QUARTER):
            found.append(f"{zone} {date} {time}: {got}, not {expected}")
    return found


def main() -> int:
    """Look at all zones from 2024 to 2035."""
    days = mistakes = 0
    for zone in sorted(zones()):
        for date in changes(zone, 2024, 2035):
            days += 1
            mistakes += len(wrong(zone, date))
    sys.stdout.write(f"{len(zones())} zones, {days} days, {96 * days} times: {mistakes} wrong\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    raise SystemExit(main())
