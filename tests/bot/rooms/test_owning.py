"""The owner's side: setting a server up, several notebooks, how the bot is, what changed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from rooms_story import CHALK, boss_of, with_notes
from study_server import custom_ids, opened, texts

from bot import words, words_rooms
from bot.cli import main
from bot.services import Services
from bot.settings import Settings
from bot.store.records import ChannelSettings, ServerSettings
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from bot.watcher import Watcher

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = with_notes(tmp_path)
    made.clock = lambda: NOON
    return made


async def test_an_owner_sets_everything_up_in_one_message(services: Services) -> None:
    async with opened(services) as server:
        boss = boss_of(server)
        guild, memory = server.env.guild, services.memory
        exam = guild.create_text_channel("exam")
        students, authors = (guild.create_role(name) for name in ("students", "authors"))
        shown = (await boss.slash(server.channel, "setup")).response
        assert shown is not None
        assert shown.ephemeral
        assert "rs:time" not in custom_ids(shown)
        await server.restart()

        await boss.select(shown, [server.channel, exam], custom_id="rs:listens")
        await boss.select(shown, [exam], custom_id="rs:daily")
        await boss.select(shown, ["18:00"], custom_id="rs:time")
        await boss.select(shown, [students], custom_id="rs:role")
        await boss.select(shown, [authors], custom_id="rs:manager")
        await boss.select(shown, ["Birds"], custom_id="rs:notebook")
        await boss.click(shown, custom_id="rs:gaps")
        form = await boss.click(shown, custom_id="rs:zone")
        done = await boss.submit_modal(form, {"zone": "new yrok"})
        assert words_rooms.zone_set("America/New_York") in texts(done.response)
        at = datetime.datetime(2026, 3, 1, 23, tzinfo=datetime.UTC)
        assert words_rooms.next_post(at, exam.id) in texts(done.response)

        assert await memory.servers.settings(guild.id) == ServerSettings(
            guild.id, "America/New_York", "Birds", authors.id, keeps_unanswered=True
        )
        assert set(await memory.servers.channels(guild.id)) == {
            ChannelSettings(guild.id, server.channel.id, listens=True),
            ChannelSettings(guild.id, exam.id, listens=True),
        }
        (daily,) = await memory.servers.schedules(guild.id)
        assert (daily.channel, daily.local_time, daily.zone, daily.role) == (
            exam.id,
            datetime.time(18),
            "America/New_York",
            students.id,
        )
        await boss.select(shown, [], custom_id="rs:daily")
        assert await memory.servers.schedules(guild.id) == ()


async def test_a_channel_where_the_bot_may_not_write_is_refused(services: Services) -> None:
    import discord  # noqa: PLC0415

    async with opened(services) as server:
        guild, boss = server.env.guild, boss_of(server)
        assert server.env.bot.user is not None
        closed = guild.create_text_channel(
            "closed",
            overwrites={server.env.bot.user: discord.PermissionOverwrite(send_messages=False)},
        )
        shown = (await boss.slash(server.channel, "setup")).response
        assert shown is not None
        refused = await boss.select(shown, [closed], custom_id="rs:daily")
        assert refused.response is not None
        assert refused.response.content == words_rooms.CANNOT_WRITE
        assert await services.memory.servers.schedules(guild.id) == ()


async def test_nobody_else_can_set_anything(services: Services) -> None:
    async with opened(services) as server:
        commands = server.maya.available_commands(server.channel)
        assert not {"setup", "settings"} & set(commands)
        status = await server.maya.slash(server.channel, "status")
        assert status.response is not None
        assert status.response.content == words_rooms.FOR_MANAGERS


async def test_a_message_stops_working_when_the_right_is_gone(services: Services) -> None:
    async with opened(services) as server:
        boss, memory = boss_of(server), services.memory
        guild = server.env.guild.id
        await boss.slash(server.channel, "settings", keeps_unanswered=True)
        for number in range(9):
            for user in (1, 2):
                text = f"what is rock {number}"
                await memory.questions.keep(guild, user, text, text, NOON)
        listed = (await boss.slash(server.channel, "gaps")).response
        assert listed is not None
        assert "page 1 of 2" in texts(listed)
        turned = await boss.click(listed, label=words_rooms.NEXT)
        assert "what is rock 8" in texts(turned.response)
        shown = (await boss.slash(server.channel, "setup")).response
        assert shown is not None

        here = server.env.bot.get_guild(guild)
        assert here is not None
        member = await here.fetch_member(boss.id)
        await member.remove_roles(*member.roles[1:])
        before = await memory.servers.settings(guild)
        for message, custom_id in ((shown, "rs:gaps"), (listed, "rg:0")):
            refused = await boss.click(message, custom_id=custom_id)
            assert refused.response is not None
            assert refused.response.content == words_rooms.FOR_MANAGERS
        assert await memory.servers.settings(guild) == before


async def test_what_is_no_zone_changes_nothing(services: Services) -> None:
    async with opened(services) as server:
        boss = boss_of(server)
        shown = (await boss.slash(server.channel, "setup")).response
        assert shown is not None
        form = await boss.click(shown, custom_id="rs:zone")
        refused = await boss.submit_modal(form, {"zone": "zzyzx"})
        assert refused.response is not None
        assert refused.response.content == words_rooms.NOT_A_ZONE
        refused = await boss.slash(server.channel, "settings", zone="zzyzx", keeps_unanswered=True)
        assert refused.response is not None
        assert refused.response.content == words_rooms.NOT_A_ZONE
        alone = await boss.slash(server.channel, "settings", listens=True)
        assert alone.response is not None
        assert alone.response.content == words_rooms.CHANNEL_NEEDED
        guild = server.env.guild.id
        assert await services.memory.servers.settings(guild) == ServerSettings(guild)


def test_every_notebook_is_looked_at_before_a_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_notes(tmp_path)
    (tmp_path / "birds" / "broken.md").write_bytes(b"\x00\xff\x00binary")
    path = tmp_path / "studyhall.yaml"
    path.write_text("notes: rocks\nnotebooks:\n  Birds: birds\ndata: data\n", "utf-8")
    assert main(["run", "--check", "--config", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "broken.md" in shown
    assert "4 notes, 1 problems, 1 of them errors." in shown


async def test_each_channel_reads_its_own_notebook(services: Services) -> None:
    async with opened(services) as server:
        boss, guild = boss_of(server), server.env.guild
        birds = guild.create_text_channel("birds")
        choices = await boss.autocomplete(server.channel, "settings", "notebook", "bir")
        assert choices[0]["value"] == "Birds"
        await boss.slash(server.channel, "settings", channel=birds, notebook="Birds")
        await server.restart()
        for channel, question, known in (
            (server.channel, "what is chalk", True),
            (server.channel, "what is a heron", False),
            (birds, "what is a heron", True),
            (birds, "what is chalk", False),
        ):
            asked = await server.maya.slash(channel, "ask", question=question)
            assert (words.NOT_COVERED not in texts(asked.response)) is known, question
        bank = await services.bank_in(guild.id, birds.id)
        assert {item.place.note for item in bank.items} <= {"birds.md"}
        offered = await server.maya.autocomplete(birds, "define", "term", "hero")
        assert [choice["value"] for choice in offered] == ["Heron"]

        await boss.slash(server.channel, "settings", notebook="Birds")
        asked = await server.maya.slash(server.channel, "ask", question="what is a heron")
        assert words.NOT_COVERED not in texts(asked.response)
        wrong = await boss.slash(server.channel, "settings", notebook="Fish")
        assert wrong.response is not None
        assert wrong.response.content == words_rooms.NOT_A_NOTEBOOK


async def test_a_notebook_that_is_gone_from_the_settings_gives_way_to_the_first(
    services: Services,
) -> None:
    async with opened(services) as server:
        await services.memory.servers.set_settings(
            ServerSettings(server.env.guild.id, notebook="Fish")
        )
        asked = await server.maya.slash(server.channel, "ask", question="what is chalk")
        assert "shells" in texts(asked.response)


async def test_the_operator_sees_what_changed_in_which_notebook(tmp_path: Path) -> None:
    services = with_notes(tmp_path)
    async with opened(services) as server:
        log = server.env.guild.create_text_channel("log")
        services.settings = services.settings.model_copy(update={"log_channel": log.id})
        watcher: Watcher = server.env.bot.watcher  # type: ignore[attr-defined]
        await watcher.look()
        folder = tmp_path / "birds"
        (folder / "wren.md").write_text("# Wren\n\nA wren is a small bird.\n", "utf-8")
        note = folder / "birds.md"
        note.write_text(note.read_text("utf-8").replace("grey", "blue"), "utf-8")
        (tmp_path / "rocks" / "chalk.md").write_text(CHALK, "utf-8")
        assert await watcher.look()
        told = [texts(message) for message in log.history()]
        assert told == [
            f"{words_rooms.notes_changed('Birds', 1, 1, 0)}\n- new: wren.md\n- changed: birds.md"
        ]
        asked = services.notebook("Birds").library.ask("what is a wren")
        assert "small bird" in asked.text  # type: ignore[union-attr]


async def test_the_state_is_told_with_problems_first(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "chalk.md").write_text(CHALK, "utf-8")
    (notes / "broken.md").write_bytes(b"\x00\xff\x00binary")
    services = Services(Settings(notes=(notes,), data=tmp_path / "data"), Library.open([notes]))
    services.clock = lambda: NOON
    async with opened(services) as server:
        boss = boss_of(server)
        await boss.slash(server.channel, "settings", authors=server.env.guild.create_role("a"))
        status = await boss.slash(server.channel, "status")
        shown = texts(status.response)
        assert shown.index("broken.md") < shown.index("1 notes") < shown.index("Studyhall ")
        assert words_rooms.NO_POSTS in shown
