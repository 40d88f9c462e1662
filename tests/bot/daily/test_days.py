"""Daily questions over days: posted and revealed, through restarts, clock changes and edits."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import discord
from daily_room import ASKED, DEFINED, SEVERAL, room, utc, write
from study_server import labels, texts

from bot import words_daily
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
NOON = utc("2026-03-02 12:00")


def stamp(moment: datetime.datetime) -> str:
    return f"<t:{int(moment.timestamp())}:R>"


async def test_a_manager_sets_up_a_channel_and_its_first_question_comes(tmp_path: Path) -> None:
    async with room(tmp_path, NOON) as here:
        said = await here.set(
            time="2pm", zone="europe/lodnon", days="mon-fri", reveal="after 6 hours"
        )
        due = utc("2026-03-02 14:00")
        assert stamp(due) in said
        assert "14:00 Europe/London, Monday to Friday · all topics · key after 6 hours" in said
        await here.wake(due - MINUTE)
        assert here.shown() == []
        await here.wake(due)
        item = await here.item()
        shown = texts(here.server.last)
        assert f"Daily question 1 · Tools · closes {stamp(due + 6 * HOUR)}" in shown
        assert item.stem in shown
        assert [option.text in shown for option in item.options] == [True] * len(item.options)
        assert labels(here.server.last) == list("ABCD"[: len(item.options)])


async def test_the_reveal_tells_key_support_votes_and_why_the_others_fail(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, {"tools.md": DEFINED + ASKED}) as here:
        await here.set(time="13:00")
        while not (await here.posts() and len((await here.item()).options) == 4):
            await here.wake(here.now + DAY if await here.posts() else NOON + HOUR)
        right, wrong = await here.right(), await here.wrong()
        item, closes = await here.item(), (await here.post()).reveal_at
        assert closes is not None
        for who in (here.server.maya, here.server.tom, here.manager):
            await here.press(who, wrong if who is here.manager else right)
        await here.says("pause")
        await here.wake(closes)
        shown = texts(here.server.last)
        assert labels(here.server.last) == [
            words_daily.WHY,
            words_daily.FLAG,
            words_daily.PRACTISE,
        ]
        key = item.options[item.answer[0]]
        assert f"**{right}\u2002{key.text}** · {words_daily.THE_KEY}\n`███████░░░` 2" in shown
        assert f"> {item.quote}" in shown
        assert "line" in shown
        assert "3 answered, 2 right" in shown
        assert shown.count("is not it: ") == 3
        assert "Next question" not in shown
        assert "1 of " in await here.press(here.server.tom, words_daily.PRACTISE)


async def test_a_reveal_names_the_next_question_and_works_after_its_note_is_gone(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON) as here:
        await here.set(time="13:00", reveal="after 3 hours")
        await here.wake(NOON + HOUR)
        item = await here.item()
        await here.press(here.server.maya, "A")
        await here.rewrite({"other.md": "# Wax\n\nWax melts at 62 degrees.\n"})
        await here.restart()
        await here.wake(NOON + 4 * HOUR)
        shown = texts(here.server.last)
        assert f"> {item.quote}" in shown
        assert "1 answered" in shown
        assert f"Next question {stamp(NOON + HOUR + DAY)}" in shown


async def test_a_week_over_a_change_of_the_clock_has_a_post_a_day_through_a_restart(
    tmp_path: Path,
) -> None:
    """New York skips 02:30 on 8 March; Lord Howe has 01:30 twice, and skips 02:00, once a year."""
    for zone, time, first, expected in (
        ("America/New_York", "02:30", "2026-03-05", ["02:30"] * 3 + ["03:00"] + ["02:30"] * 3),
        ("Australia/Lord_Howe", "01:30", "2026-04-02", ["01:30"] * 7),
        ("Australia/Lord_Howe", "02:00", "2026-10-01", ["02:00"] * 3 + ["02:30"] + ["02:00"] * 3),
    ):
        began = datetime.datetime.fromisoformat(f"{first} 00:00").replace(tzinfo=ZoneInfo(zone))
        start = began.astimezone(datetime.UTC)
        async with room(tmp_path / zone / time, start) as here:
            await here.set(time=time, zone=zone)
            seen: list[str] = []
            for day in range(7):
                for half_hour in range(8):
                    count = len(here.shown())
                    await here.tick(start + day * DAY + half_hour * HOUR / 2)
                    if len(here.shown()) > count:
                        seen.append(f"{here.now.astimezone(ZoneInfo(zone)):%H:%M}")
                    if (day, half_hour) == (3, 6):
                        await here.restart()
            posts = await here.posts()
            assert seen == expected
            assert [post.number for post in posts] == [1, 2, 3, 4, 5, 6, 7]
            assert len({post.local_date for post in posts}) == 7
            assert [post.revealed_at is not None for post in posts] == [True] * 6 + [False]


async def test_a_post_that_was_late_says_so_and_one_of_last_night_is_not_made(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON) as here:
        await here.set(time="13:00")
        await here.restart()
        await here.wake(NOON + 6 * HOUR)
        assert "posted late" in texts(here.server.last)
        await here.wake(NOON + DAY + 8 * HOUR)
        assert len(here.shown()) == 1
        await here.wake(NOON + 2 * DAY + HOUR)
        assert "Daily question 2" in texts(here.server.last)
        assert "posted late" not in texts(here.server.last)


async def test_a_reworded_question_keeps_its_history_and_does_not_come_again(
    tmp_path: Path,
) -> None:
    """Whether the author edits while the bot looks, or while it is down."""
    for watched in (True, False):
        async with room(tmp_path / str(watched), NOON, {"asked.md": ASKED}) as here:
            await here.set(time="13:00")
            await here.wake(NOON + HOUR)
            asked = await here.item()
            await here.press(here.server.maya, await here.right())
            reworded = asked.stem.replace("Which", "What", 1)
            changed = {"asked.md": ASKED.replace(asked.stem, reworded)}
            if watched:
                await here.rewrite(changed)
                assert asked.id in await here.services.memory.items.reattached()
            else:
                write(here.folder, changed)
                here.library = Library.open([here.folder])
                await here.restart()
            stems = []
            for day in (1, 2):
                await here.wake(NOON + HOUR + day * DAY)
                stems.append((await here.item()).stem)
            assert len({reworded, *stems}) == 3
            moved = await here.services.memory.items.reattached()
            known = await here.services.memory.items.statistics(moved[asked.id])
            assert (known.answers, known.right) == (1, 1)


async def test_a_channel_is_asked_about_its_topics_alone(tmp_path: Path) -> None:
    notes = {"tools.md": ASKED, "harvest.md": SEVERAL}
    async with room(tmp_path, NOON, notes) as here:
        said = await here.set(time="13:00", topics="harvest")
        assert "· Harvest ·" in said
        await here.wake(NOON + HOUR)
        assert (await here.item()).topic == "Harvest"


async def test_only_the_role_that_was_set_is_mentioned(tmp_path: Path) -> None:
    async with room(tmp_path, NOON) as here:
        role = here.server.env.guild.create_role("students")
        await here.set(time="13:00", role=role)
        await here.wake(NOON + HOUR)
        assert f"<@&{role.id}>" in texts(here.server.last)
        sent = [
            entry.json
            for entry in here.server.env.http_requests
            if entry.method == "POST" and entry.path.endswith("/messages")
        ]
        assert isinstance(sent[-1], dict)
        allowed = sent[-1]["allowed_mentions"]
        assert not allowed.get("parse")
        assert not allowed.get("users")
        assert [int(one) for one in allowed["roles"]] == [role.id]


async def test_a_lost_permission_is_told_to_the_owner_once_until_it_works_again(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON) as here:
        await here.set(time="13:00")
        posting = f"/channels/{here.channel.id}/messages"
        here.server.env.inject_error("POST", posting, status=403, code=50013, times=2)
        for day in (0, 1):
            await here.wake(NOON + HOUR + day * DAY)
            assert here.shown() == []
            assert len(here.told) == 1
        assert f"could not be posted to {here.channel.mention}" in here.told[0]
        await here.wake(NOON + HOUR + 2 * DAY)
        assert len(here.shown()) == 1
        here.server.env.inject_error("POST", posting, status=403, code=50013)
        await here.wake(NOON + HOUR + 3 * DAY)
        assert len(here.told) == 2


async def test_an_owner_without_direct_messages_is_told_in_the_servers_notices(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON) as here:
        notices = here.server.env.guild.create_text_channel("notices")
        guild = here.bot.get_guild(here.server.env.guild.id)
        assert guild is not None
        place = guild.get_channel(notices.id)
        assert isinstance(place, discord.TextChannel)
        await guild.edit(system_channel=place)
        await here.set(time="13:00")
        owner = here.server.env.guild.owner.dm_channel
        for handle in (here.channel, owner):
            path = f"/channels/{handle.id}/messages"
            here.server.env.inject_error("POST", path, status=403, code=50007)
        await here.wake(NOON + HOUR)
        assert here.told == []
        assert ["could not be posted" in message.content for message in notices.history()] == [True]


async def test_a_deleted_channel_is_told_once_and_its_questions_wait(tmp_path: Path) -> None:
    async with room(tmp_path, NOON) as here:
        second = here.server.env.guild.create_text_channel("exam")
        await here.set(second, time="13:00")
        channel = here.bot.get_channel(second.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.delete()
        await here.wake(NOON + HOUR)
        await here.wake(NOON + HOUR + DAY)
        assert len(here.told) == 1
        assert "is gone" in here.told[0]
        assert "paused" in await here.says("show")


async def test_notes_without_a_question_are_told_once_and_posted_when_there_is_one(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED}) as here:
        await here.set(time="13:00")
        await here.rewrite({"wax.md": "# Wax\n\nWax melts.\n"})
        await here.wake(NOON + HOUR)
        await here.wake(NOON + HOUR + 10 * MINUTE)
        assert here.shown() == []
        assert len(here.told) == 1
        assert "There is no question" in here.told[0]
        await here.rewrite({"asked.md": ASKED})
        await here.wake(NOON + 2 * HOUR)
        assert len(here.shown()) == 1
