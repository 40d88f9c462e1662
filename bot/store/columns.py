"""Kinds of columns: what a value is in Python, and what the database keeps of it."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Dialect

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)

Snowflake = BigInteger
"""Discord's ids: under 2^63."""
Number = BigInteger().with_variant(Integer, "sqlite")
"""A counted key; only SQLite's INTEGER counts by itself."""


class Instant(TypeDecorator[datetime.datetime]):
    """A moment, kept as microseconds since 1970 in UTC: both databases compare it exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> int | None:
        """Raise `ValueError` for a moment without a zone: it could be any of 24 hours."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime.datetime | None:  # noqa: ANN401 - the driver's
        """Return what Python sees."""
        del dialect
        return None if value is None else _EPOCH + value * _MICROSECOND


class Texts(TypeDecorator[tuple[str, ...]]):
    """Texts in their order, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | None:
        """Return what the database keeps."""
        del dialect
        return None if value is None else json.dumps(list(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ANN401 - the driver's
        """Return what Python sees."""
        del dialect
        return None if value is None else tuple(json.loads(value))


class Document(TypeDecorator["Mapping[str, Any]"]):
    """A JSON object, its keys in one order, so that equal values are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, Any] | None, dialect: Dialect) -> str | None:
        """Return what the database keeps."""
        del dialect
        return None if value is None else json.dumps(value, sort_keys=True)

    def process_result_value(self, value: Any, dialect: Dialect) -> Mapping[str, Any] | None:  # noqa: ANN401 - the driver's
        """Return what Python sees."""
        del dialect
        if value is None:
            return None
        found: Mapping[str, Any] = json.loads(value)
        return found


class Weekdays(TypeDecorator[frozenset[int]]):
    """Days of the week, Monday 0 to Sunday 6, kept as bits."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> int | None:
        """Return what the database keeps."""
        del dialect
        return None if value is None else sum(1 << day for day in set(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> frozenset[int] | None:  # noqa: ANN401 - the driver's
        """Return what Python sees."""
        del dialect
        return None if value is None else frozenset(day for day in range(7) if value >> day & 1)
