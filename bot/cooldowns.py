"""How often one person, and one channel, may ask; nothing is remembered beyond the last minute."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import datetime

WINDOW = 60.0
"""Seconds that are counted."""
PER_PERSON = 20
"""Questions a minute that nobody types by hand."""
CHANNEL_FACTOR = 3
"""A channel may ask so many times as much as one person: a class, not a flood."""
_MOST_KEPT = 10_000
"""People and channels remembered; beyond that those who asked longest ago are forgotten."""
_Key: TypeAlias = tuple[str, int]


@dataclass(slots=True)
class Cooldowns:
    """Who asked when, of late."""

    per_person: int = PER_PERSON
    _asked: dict[_Key, deque[float]] = field(default_factory=dict)

    def wait(self, user: int, channel: int | None, now: datetime.datetime) -> int:
        """Count a question and return 0; or count none and return how many seconds to wait."""
        limits: list[tuple[_Key, int]] = [(("user", user), self.per_person)]
        if channel is not None:
            limits.append((("channel", channel), self.per_person * CHANNEL_FACTOR))
        at = now.timestamp()
        left = max(self._left(key, most, at) for key, most in limits)
        if left <= 0:
            for key, most in limits:
                self._count(key, most, at)
        return math.ceil(max(0.0, left))

    def may_tell(self, user: int, now: datetime.datetime) -> bool:
        """Tell whether a person may be told to wait where all can read it: once a minute."""
        key, at = ("told", user), now.timestamp()
        if self._left(key, 1, at) > 0:
            return False
        self._count(key, 1, at)
        return True

    def _left(self, key: _Key, most: int, at: float) -> float:
        """Return the seconds until one more is within the limit."""
        moments = self._asked.get(key)
        if moments is None or len(moments) < most or moments[0] > at:
            return 0.0  # a clock that was set back holds nobody up
        return moments[0] + WINDOW - at

    def _count(self, key: _Key, most: int, at: float) -> None:
        moments = self._asked.pop(key, None) or deque(maxlen=most)
        moments.append(at)
        self._asked[key] = moments
        if len(self._asked) > _MOST_KEPT:
            del self._asked[next(iter(self._asked))]
