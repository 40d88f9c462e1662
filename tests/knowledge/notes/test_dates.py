"""A note's date is read where it is certain and kept as text where it is not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import NoteDate
from knowledge.notes.dates import FIELDS, Order, date_text, decide_order, is_stamp, note_date


@pytest.mark.parametrize(
    "text",
    [
        *("2025-06-15", "2025/06/15", "2025.6.15", "2025-06-15T11:50:12+02:00", "2025-06-15 11:50"),
        *("20250615", "202506151150", "20250615T1150Z", "2025年6月15日", "2025年06月15日"),
        *("June 15, 2025", "Jun 15 2025", "June 15th, 2025 10:00 AM", "Sunday, June 15, 2025"),
        *("15 June 2025", "15th of June 2025", "15-Jun-2025", "Sun, 15 Jun 2025 11:50:12 +0200"),
        *(
            "15. Juni 2025",
            "15 giugno 2025",
            "15 de junio de 2025",
            "15 juin 2025",
            "15. juni 2025",
        ),
        *("15/06/2025", "06/15/2025", "15-06-2025 11:50:12", "15.6.25", "6/15/25"),
    ],
)
@pytest.mark.parametrize("order", Order)
def test_certain_dates_need_no_order(text: str, order: Order) -> None:
    assert note_date(text, order) == NoteDate(text, datetime.date(2025, 6, 15))


@pytest.mark.parametrize(
    ("order", "day"),
    [
        (Order.DAY_FIRST, datetime.date(2024, 4, 3)),
        (Order.MONTH_FIRST, datetime.date(2024, 3, 4)),
        (Order.UNKNOWN, None),
    ],
)
def test_digits_that_may_be_either_follow_the_vault(
    order: Order, day: datetime.date | None
) -> None:
    assert note_date("03/04/2024", order) == NoteDate("03/04/2024", day)


def test_day_and_month_of_one_number_are_certain() -> None:
    assert note_date("5/5/2024", Order.UNKNOWN).day == datetime.date(2024, 5, 5)


@pytest.mark.parametrize(
    ("text", "year"),
    [("15/06/00", 2000), ("15/06/68", 2068), ("15/06/69", 1969), ("15/06/99", 1999)],
)
def test_two_digit_years_turn_at_68(text: str, year: int) -> None:
    assert note_date(text, Order.UNKNOWN).day == datetime.date(year, 6, 15)


@pytest.mark.parametrize(
    "text",
    [
        *("2023-13-45", "2023-02-30", "29/02/2023", "13/13/2024", "0/0/2024", "31 June 2024"),
        *("0000-01-01", "May 2024", "2024", "soon", "", "{{date}}", "15 Marble 2024", "15/06-2025"),
        *(
            "June 15, 2025" + " " * 2 + "x" * 100,
            "\u0662\u0660\u0662\u0664-\u0660\u0665-\u0660\u0663",
            "99999999",
        ),
    ],
)
@pytest.mark.parametrize("order", Order)
def test_dates_that_are_none_keep_their_text(text: str, order: Order) -> None:
    assert note_date(text, order) == NoteDate(" ".join(text.split()), None)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2024", "15/06/2025"], Order.DAY_FIRST),
        (["03/04/2024", "08/15/23"], Order.MONTH_FIRST),
        (["15/06/2025", "08/15/23"], Order.UNKNOWN),
        (["03/04/2024"], Order.UNKNOWN),
        (["2025-06-15", "June 15, 2025", "no date"], Order.UNKNOWN),
        (["31/02/2024", "32/01/2024"], Order.UNKNOWN),
        (["15-06-2025 11:50:12"], Order.DAY_FIRST),
        ([], Order.UNKNOWN),
    ],
)
def test_the_vault_decides_the_order_only_when_its_dates_agree(
    texts: list[str], order: Order
) -> None:
    assert decide_order(texts) is order


def test_the_date_is_taken_from_the_most_telling_field() -> None:
    fields = {"updated": ("2025-01-02",), "created": ("2025-01-01",), "title": ("1",)}
    assert date_text(fields) == "2025-01-01"


def test_the_names_of_dates_are_spelled_in_many_ways() -> None:
    assert date_text({"created_at": ("2025-01-01",)}) == "2025-01-01"
    assert date_text({"Last-Edited".lower(): ("2025-01-01",)}) == "2025-01-01"


def test_a_template_is_no_date() -> None:
    assert date_text({"date": ("{{date}}", "2025-01-02")}) == "2025-01-02"
    assert date_text({"date": ("{{date}}",)}) is None
    assert date_text({}) is None


def test_no_field_is_named_twice() -> None:
    assert len(set(FIELDS)) == len(FIELDS)


@pytest.mark.parametrize("text", ["03/04/2024", "2025-06-15", "May 3, 2024 10:00 AM", "5.6.24"])
def test_a_day_on_which_notes_were_written_is_a_stamp(text: str) -> None:
    assert is_stamp(text)


@pytest.mark.parametrize("text", ["14 July 1789", "1066", "30/31/2024", "1/2/1969", "2024", "x"])
def test_other_days_are_no_stamp(text: str) -> None:
    assert not is_stamp(text)


@given(st.text(max_size=80), st.sampled_from(Order))
def test_any_text_gives_a_date_or_none(text: str, order: Order) -> None:
    assert note_date(text, order).text == " ".join(text.split())
    is_stamp(text)
    decide_order([text])


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_iso_dates_are_read_back(day: datetime.date) -> None:
    assert note_date(day.isoformat(), Order.UNKNOWN).day == day


@given(st.dates(min_value=datetime.date(1969, 1, 1), max_value=datetime.date(2068, 12, 31)))
def test_a_known_order_reads_every_date_back(day: datetime.date) -> None:
    assert note_date(f"{day:%d/%m/%y}", Order.DAY_FIRST).day == day
    assert note_date(f"{day:%m/%d/%Y}", Order.MONTH_FIRST).day == day
