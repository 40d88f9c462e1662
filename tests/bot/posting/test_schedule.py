"""A local time has one moment on each date that a zone has, through every change of the clock."""

from __future__ import annotations

import datetime
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from years import changes, wrong

from bot.schedule import (
    CATCH_UP,
    Due,
    Timing,
    due,
    fire_instant,
    in_time,
    is_zone,
    next_fire,
    suggest_zones,
    zones,
)
from bot.store.records import Schedule

UTC = datetime.UTC
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=UTC)
ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
]


def schedule(zone: str = "UTC", at: str = "09:00", **changed: object) -> Schedule:
    values: dict[str, object] = {
        "guild": 1,
        "channel": 2,
        "local_time": datetime.time.fromisoformat(at),
        "zone": zone,
        "since": LONG_AGO,
        **changed,
    }
    return Schedule(**values)  # type: ignore[arg-type]


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "date", "time", "expected"),
    [
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00"),  # 03:00, not 03:30
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00"),  # a day without a midnight
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),  # the first of two
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),  # half an hour
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
        ("Asia/Kathmandu", "2026-01-01", "09:00", "2026-01-01T03:15"),
        ("Pacific/Apia", "2011-12-29", "09:00", "2011-12-29T19:00"),
        ("Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00"),
    ],
)
def test_a_local_time_has_its_moment(zone: str, date: str, time: str, expected: str) -> None:
    found = fire_instant(datetime.date.fromisoformat(date), datetime.time.fromisoformat(time), zone)
    assert found == moment(expected)


@pytest.mark.parametrize("time", ["00:00", "09:00", "23:59"])
def test_a_date_that_a_zone_never_had_has_no_moment(time: str) -> None:
    missing = datetime.date(2011, 12, 30)
    assert fire_instant(missing, datetime.time.fromisoformat(time), "Pacific/Apia") is None


@pytest.mark.parametrize("zone", ZONES)
def test_on_days_of_change_every_quarter_of_an_hour_has_the_first_moment_there_is(
    zone: str,
) -> None:
    assert [one for date in changes(zone, 2024, 2027) for one in wrong(zone, date)] == []


@given(
    st.sampled_from(ZONES),
    st.dates(datetime.date(1990, 1, 1), datetime.date(2037, 12, 30)),
    st.times(),
)
def test_the_next_date_is_always_later(zone: str, date: datetime.date, time: datetime.time) -> None:
    today = fire_instant(date, time, zone)
    tomorrow = fire_instant(date + datetime.timedelta(days=1), time, zone)
    assert today is None or tomorrow is None or today < tomorrow


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02T08:59:59", None),
        ("2026-03-02T09:00", Timing.ON_TIME),
        ("2026-03-02T09:04", Timing.ON_TIME),
        ("2026-03-02T09:05", Timing.LATE),
        ("2026-03-02T14:59", Timing.LATE),
        ("2026-03-02T15:00", Timing.MISSED),
        ("2026-03-02T23:59", Timing.MISSED),
        ("2026-03-03T00:00", None),
    ],
)
def test_a_post_is_late_for_six_hours_and_then_missed(now: str, expected: Timing | None) -> None:
    found = due(schedule(), moment(now))
    assert (found and found.timing) == expected


def test_a_late_post_stays_within_its_date() -> None:
    late = schedule(at="22:00")
    assert due(late, moment("2026-03-02T23:59")) == Due(
        datetime.date(2026, 3, 2), moment("2026-03-02T22:00"), Timing.LATE
    )
    assert due(late, moment("2026-03-03T00:01")) is None
    at = moment("2026-03-02T22:00")
    assert in_time(at, "UTC", moment("2026-03-02T23:59"))
    assert not in_time(at, "UTC", moment("2026-03-03T00:00"))
    assert not in_time(at - CATCH_UP, "UTC", at)


def test_nothing_is_due_on_other_weekdays_in_a_pause_or_of_before_it_was_set() -> None:
    monday = moment("2026-03-02T09:00")
    assert due(schedule(weekdays=frozenset({0})), monday) is not None
    assert due(schedule(weekdays=frozenset({1})), monday) is None
    assert due(schedule(paused=True), monday) is None
    assert due(schedule(since=moment("2026-03-02T09:01")), monday) is None


def test_the_next_post_is_found_from_any_moment() -> None:
    weekly = schedule("America/New_York", "02:30", weekdays=frozenset({6}))
    assert next_fire(weekly, moment("2026-03-02T00:00")) == moment("2026-03-08T07:00")
    assert next_fire(weekly, moment("2026-03-08T07:00")) == moment("2026-03-15T06:30")
    assert next_fire(schedule(weekdays=frozenset()), LONG_AGO) is None


@pytest.mark.parametrize(
    "name",
    ["", "\0", "../../etc/passwd", "/etc/passwd", "nope", "europe/london", "America", "localtime",
     "Factory", "UTC\n"],
)  # fmt: skip
def test_what_is_no_zone_is_refused_without_asking_for_it(name: str) -> None:
    assert not is_zone(name)
    with pytest.raises(ValueError, match="no such time zone"):
        fire_instant(datetime.date(2026, 1, 1), datetime.time(9), name)


@pytest.mark.parametrize("name", sorted(zones())[::37])
def test_every_zone_on_the_list_can_be_read(name: str) -> None:
    assert zoneinfo.ZoneInfo(name).key == name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europ/Lodnon", "Europe/London"),
        ("new york", "America/New_York"),
        ("NEWYORK", "America/New_York"),
        ("berln", "Europe/Berlin"),
        ("kolkatta", "Asia/Kolkata"),
        ("lord how", "Australia/Lord_Howe"),
        ("tokio", "Asia/Tokyo"),
        ("utc", "Etc/UTC"),
    ],
)
def test_a_misspelt_zone_is_offered_first(typed: str, meant: str) -> None:
    assert suggest_zones(typed)[0] == meant


@given(st.text(max_size=200))
def test_whatever_is_typed_only_zones_are_offered(typed: str) -> None:
    offered = suggest_zones(typed)
    assert len(offered) <= 25
    assert set(offered) <= zones()
