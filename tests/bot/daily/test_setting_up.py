"""What an owner types to set up daily questions, and what they are told."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import discord
import pytest
from daily_room import ASKED, NOTES, SEVERAL, room, utc
from hypothesis import given
from hypothesis import strategies as st
from simcord import SetupError
from study_server import labels

from bot import words_daily
from bot.assisted import is_about
from bot.typed_plans import read_days, read_time, read_topics, suggest_days, suggest_topics

if TYPE_CHECKING:
    from pathlib import Path

PASTED = (
    "today: which tool calms the bees before the hive is opened? a) queen excluder b) smoker "
    "c) refractometer d) swarm box e) none of them, and where do the notes say so"
)
NOON = utc("2026-03-02 12:00")
HOUR = datetime.timedelta(hours=1)


async def test_only_members_who_may_manage_the_server_are_offered_the_commands(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON) as here:
        offered = {"daily set", "daily show", "daily pause", "daily resume", "daily test"}
        assert offered < set(here.manager.available_commands(here.channel))
        assert not offered & set(here.server.maya.available_commands(here.channel))
        with pytest.raises(SetupError):
            await here.server.maya.slash(here.channel, "daily set", time="9:00")


async def test_what_cannot_be_read_is_said_and_nothing_is_saved(tmp_path: Path) -> None:
    async with room(tmp_path, NOON) as here:
        everyone = here.server.env.guild.default_role
        for given_, said in (
            ({"zone": "Europe/Berlin"}, words_daily.TIME_NEEDED),
            ({"time": "25:00"}, words_daily.NOT_A_TIME),
            ({"time": "9", "zone": "qqqq"}, words_daily.NOT_A_ZONE),
            ({"time": "9", "days": "someday"}, words_daily.NOT_DAYS),
            ({"time": "9", "topics": "tols"}, words_daily.not_topics(["tols"], ["Tools"])),
            ({"time": "9", "role": everyone}, words_daily.NOT_EVERYONE),
        ):
            assert await here.says("set", **given_) == said
        assert await here.says("show") == words_daily.NOTHING_SET
        for command in ("pause", "resume", "remove", "test"):
            assert await here.says(command) == words_daily.nothing_set(here.channel.id)


async def test_notes_without_a_question_are_no_ground_for_daily_ones(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, {"wax.md": "# Wax\n\nWax melts.\n"}) as here:
        assert await here.set(time="9:00") == words_daily.NO_QUESTIONS


async def test_a_channel_where_the_bot_may_not_write_is_refused_by_name(tmp_path: Path) -> None:
    async with room(tmp_path, NOON) as here:
        guild = here.server.env.guild
        silent = discord.PermissionOverwrite(send_messages=False, read_message_history=False)
        quiet = guild.create_text_channel("quiet", overwrites={guild.default_role: silent})
        hidden = discord.PermissionOverwrite(view_channel=False)
        seen = discord.PermissionOverwrite(view_channel=True)
        secret = guild.create_text_channel(
            "secret", overwrites={guild.default_role: hidden, here.manager: seen}
        )
        names = ["Read Message History", "Send Messages"]
        said = await here.set(time="9:00", channel=quiet)
        assert said == words_daily.missing_permissions(quiet.id, names)
        said = await here.set(time="9:00", channel=secret)
        assert "“View Channel”" in said
        assert await here.says("show") == words_daily.NOTHING_SET


async def test_a_change_keeps_what_was_left_out_and_a_day_has_one_post(tmp_path: Path) -> None:
    async with room(tmp_path, NOON) as here:
        await here.set(time="13:00", zone="Europe/Berlin", days="weekdays", reveal="after 3 hours")
        await here.wake(NOON + HOUR)
        assert len(here.shown()) == 1
        said = await here.set(time="18:00")
        tomorrow = int(utc("2026-03-03 17:00").timestamp())
        assert "18:00 Europe/Berlin, Monday to Friday · all topics · key after 3 hours" in said
        assert f"<t:{tomorrow}:F>" in said
        await here.wake(utc("2026-03-02 17:30"))
        assert len(here.shown()) == 1


async def test_what_would_have_been_due_before_a_change_is_not_made_up_for(tmp_path: Path) -> None:
    async with room(tmp_path, NOON) as here:
        await here.set(time="13:00", days="tuesday")
        await here.wake(NOON + 2 * HOUR)
        await here.set(days="every day")
        await here.wake()
        assert here.shown() == []


async def test_a_pause_stops_and_a_removal_ends_while_open_questions_are_revealed(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON) as here:
        await here.set(time="13:00", reveal="with the next question")
        await here.wake(NOON + HOUR)
        assert await here.says("pause") == words_daily.paused(here.channel.id)
        assert words_daily.PAUSED in await here.says("show")
        await here.wake(NOON + 25 * HOUR)
        assert len(here.shown()) == 1
        assert f"<t:{int((NOON + 49 * HOUR).timestamp())}:R>" in await here.says("resume")
        await here.wake(NOON + 49 * HOUR)
        await here.wake()
        assert ["closes" in shown for shown in here.shown()] == [False, True]
        assert await here.says("remove") == words_daily.removed(here.channel.id)
        assert await here.says("show") == words_daily.NOTHING_SET
        await here.wake(NOON + 73 * HOUR)
        assert len(here.shown()) == 2


async def test_show_names_the_next_post_and_how_long_the_questions_last(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED, "harvest.md": SEVERAL}) as here:
        await here.set(time="13:00", topics="Harvest, asked")
        shown = await here.says("show")
        assert words_daily.next_at(NOON + HOUR) in shown
        assert words_daily.supply(4) in shown
        await here.wake(NOON + HOUR)
        assert words_daily.supply(3) in await here.says("show")


async def test_a_test_shows_a_question_whose_buttons_are_dead_and_is_no_post(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON) as here:
        await here.set(time="13:00")
        assert words_daily.TEST_MARK in await here.says("test")
        assert here.shown() == []
        assert await here.says("test", post=True) == words_daily.tested(here.channel.id)
        assert words_daily.TEST_MARK in here.shown()[0]
        assert labels(here.server.last)
        assert await here.posts() == ()
        with pytest.raises(SetupError, match="disabled"):
            await here.server.maya.click(here.server.last, label="A")


async def test_completions_survive_a_typo(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, NOTES | {"harvest.md": SEVERAL}) as here:
        for option, typed, offered in (
            ("zone", "Berln", "Europe/Berlin"),
            ("zone", "new yrok", "America/New_York"),
            ("zone", "", "UTC"),
            ("days", "we", "Wednesday"),
            ("days", "mon wed", "Monday, Wednesday"),
            ("topics", "harvst", "Harvest"),
            ("topics", "Tools, har", "Tools, Harvest"),
        ):
            found = await here.manager.autocomplete(here.channel, "daily set", option, typed)
            assert offered in [choice["value"] for choice in found], typed


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9", "09:00"),
        ("9:05", "09:05"),
        (" 18.30 ", "18:30"),
        ("18h30", "18:30"),
        ("7 pm", "19:00"),
        ("12 a.m.", "00:00"),
        ("12:15pm", "12:15"),
        ("24:00", None),
        ("9:60", None),
        ("13 pm", None),
        ("9:5", None),
        ("noon", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, time: str | None) -> None:
    assert read_time(typed) == (None if time is None else datetime.time.fromisoformat(time))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("every day", {0, 1, 2, 3, 4, 5, 6}),
        ("Weekdays", {0, 1, 2, 3, 4}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Monday to Friday", {0, 1, 2, 3, 4}),
        ("fri - mon", {0, 4, 5, 6}),
        ("mon, wed and fri.", {0, 2, 4}),
        ("tu th", {1, 3}),
        ("sunday", {6}),
        ("t", None),
        ("mon-wed-fri", None),
        ("mon, funday", None),
        ("", None),
        (",", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, days: set[int] | None) -> None:
    assert read_days(typed) == (None if days is None else frozenset(days))


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_are_read_as_they_are_shown(days: set[int]) -> None:
    assert read_days(words_daily.weekdays(days)) == frozenset(days)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    time, days = read_time(typed), read_days(typed)
    assert time is None or time.tzinfo is None
    assert days is None or days <= set(range(7))
    assert all(read_days(offered) for offered in suggest_days(typed))
    topics, strange = read_topics(typed, ["Wax", "Bees"])
    assert set(topics) <= {"Wax", "Bees"}
    assert len(strange) <= 20
    assert len(suggest_topics(typed, ["Wax", "Bees"])) <= 2


def test_topics_are_known_again_in_any_case_and_all_means_every_one() -> None:
    known = ["Wax", "Bees"]
    assert read_topics("bees , WAX, bees", known) == (("Bees", "Wax"), ())
    assert read_topics("wax, honey", known) == (("Wax",), ("honey",))
    assert read_topics("All", known) == ((), ())


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("Which tool calms the bees before the hive is opened?", True),
        ("which tool calms bees before the hive is opened", True),
        ("hi bot, which tool calms the bees before the hive is opened, A or B", True),
        (PASTED, True),
        ("what is a smoker", False),
        ("which bees", False),
        ("", False),
    ],
)
def test_a_question_is_that_of_the_day_where_it_is_nearly_its_text(
    asked: str,
    same: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_about(asked, "Which tool calms the bees before the hive is opened?") is same
