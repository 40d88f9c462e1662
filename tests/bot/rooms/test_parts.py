"""What the rooms are made of: cooldowns, changes of notes, what buttons carry, completions."""

from __future__ import annotations

import datetime
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms_story import CHALK, with_notes

from bot import room_presses
from bot.answering import folded
from bot.cooldowns import WINDOW, Cooldowns
from bot.notebooks import Change, Difference, difference
from bot.room_presses import SetUp
from bot.setup_buttons import zone_meant
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

START = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from([1, 2]), st.floats(0, 40)), max_size=60),
)
def test_nobody_asks_more_than_allowed_in_any_minute(
    most: int, asked: list[tuple[int, float]]
) -> None:
    cooldowns, at = Cooldowns(most), 0.0
    allowed: dict[int, list[float]] = {1: [], 2: []}
    for user, pause in asked:
        at += pause
        wait = cooldowns.wait(user, 7, START + datetime.timedelta(seconds=at))
        mine = [moment for moment in allowed[user] if at - moment < WINDOW]
        assert (wait == 0) == (len(mine) < most)
        assert 0 <= wait <= WINDOW
        if not wait:
            allowed[user].append(at)


def test_a_channel_may_ask_three_times_as_much() -> None:
    cooldowns = Cooldowns(2)
    waits = [cooldowns.wait(user, 7, START) for user in range(8)]
    assert waits == [0] * 6 + [60, 60]
    assert cooldowns.wait(9, 8, START) == 0
    assert cooldowns.wait(9, None, START) == 0


def test_a_clock_that_was_set_back_holds_nobody_up() -> None:
    cooldowns = Cooldowns(1)
    assert cooldowns.wait(1, None, START) == 0
    assert cooldowns.wait(1, None, START - datetime.timedelta(hours=1)) == 0


def test_a_change_names_what_says_something_else_and_no_more(tmp_path: Path) -> None:
    rocks = with_notes(tmp_path).settings.notes
    before = Library.open(rocks)
    (rocks[0] / "slate.md").unlink()
    (rocks[0] / "basalt.md").write_text("# Basalt\n\nBasalt is dark.\n", "utf-8")
    (rocks[0] / "marble.md").write_text("# Marble\n\nMarble is white.\n", "utf-8")
    (rocks[0] / "chalk.md").write_text(CHALK, "utf-8")
    after = Library.open(rocks, before=before)
    assert difference(Change("notes", before, after)) == Difference(
        ("basalt.md",), ("marble.md",), ("slate.md",), ()
    )


TEMPLATES = {
    name: re.compile(getattr(room_presses, name))
    for name in ("WAIT", "NOTES", "OPEN", "READ", "GAPS", "SET_UP", "PRIVACY")
}


@pytest.mark.parametrize(
    ("custom_id", "template"),
    [
        (room_presses.wait_for(12), "WAIT"),
        (room_presses.notes(0), "NOTES"),
        (room_presses.open_note(3), "OPEN"),
        (room_presses.read_note(room_presses.note_mark("a/b.md"), 9), "READ"),
        (room_presses.gaps(1), "GAPS"),
        *((room_presses.set_up(what), "SET_UP") for what in SetUp),
        ("rp:delete", "PRIVACY"),
        ("rp:keep", "PRIVACY"),
    ],
)
def test_every_button_is_read_by_one_reader(custom_id: str, template: str) -> None:
    assert len(custom_id) <= 100
    readers = [name for name, pattern in TEMPLATES.items() if pattern.fullmatch(custom_id)]
    assert readers == [template]


@settings(max_examples=500)
@given(
    st.from_regex(r"r[wnorgsp]:.{0,40}") | st.text("rwnogsp:0123456789abcdef\u0661", max_size=40)
)
def test_numbers_of_tampered_buttons_stay_small(custom_id: str) -> None:
    for pattern in TEMPLATES.values():
        if (found := pattern.fullmatch(custom_id)) is not None:
            numbers = [text for text in found.groupdict().values() if text.isdecimal()]
            assert all(text.isascii() and len(text) <= 18 for text in numbers)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Rome", "Europe/Rome"),
        ("new yrok", "America/New_York"),
        ("lord howe", "Australia/Lord_Howe"),
        ("zzyzx", None),
        ("  ", None),
    ],
)
def test_a_zone_is_known_by_its_city_even_misspelt(typed: str, zone: str | None) -> None:
    assert zone_meant(typed) == zone


def test_two_wordings_of_a_question_fold_into_one(starter: Library) -> None:
    one = folded("What is the price of a queue?", starter)
    assert folded("whats the price of queues", starter) == one
    assert folded("what is a queue", starter) != one
    assert folded("what is it", starter)


def test_the_pace_of_completions_does_not_grow_with_the_square_of_the_terms(
    tmp_path: Path,
) -> None:
    def pace(count: int) -> float:
        folder = tmp_path / str(count)
        folder.mkdir()
        syllables = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu")
        names = [
            "".join(syllables[int(digit)] for digit in f"{number:04}").capitalize() + " stone"
            for number in range(count)
        ]
        text = "".join(f"## {name}\n\n{name} is a kind of rock.\n\n" for name in names)
        (folder / "stones.md").write_text(f"# Stones\n\n{text}", "utf-8")
        library = Library.open([folder])
        typed = [names[at][:9].replace("e", "a", 1) for at in range(0, count, count // 10)]
        library.complete(typed[0])  # what is made once is not counted
        best = []
        for _ in range(5):
            began = time.perf_counter()
            found = [library.complete(one) for one in typed]
            best.append(time.perf_counter() - began)
            assert all(found)
        return min(best)

    few, many = pace(300), pace(3_000)
    assert many / few < 50, f"{few / 10:.4f} s a completion of 300 terms, {many / 10:.4f} of 3,000"
