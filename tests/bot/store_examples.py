"""What the tests of the store keep: a server, a channel, people, a post."""

from __future__ import annotations

import datetime

from bot.store.records import Draft, PostKey

NOON = datetime.datetime(2026, 3, 8, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
GUILD, CHANNEL = 100_000_000_000_000_001, 200_000_000_000_000_002
MAYA, TOM, ZOE = 777_123_456_789_012_345, 777_123_456_789_012_346, 777_123_456_789_012_347
ITEM = {"stem": "What does a leaf make?", "options": ["sugar", "salt"], "keys": ["aa"]}


def key(day: int = 0, channel: int = CHANNEL, guild: int = GUILD) -> PostKey:
    return PostKey(guild, channel, NOON.date() + day * DAY)


def draft(day: int = 0, **changes: object) -> Draft:
    values: dict[str, object] = {
        "key": key(day),
        "item_id": f"item-{day}",
        "item": ITEM,
        "due_at": NOON + day * DAY,
        "zone": "UTC",
        **changes,
    }
    return Draft(**values)  # type: ignore[arg-type]
