"""Asking on: exam questions pasted, replies that follow, what is not covered, floods."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from rooms_story import boss_of, with_notes
from study_server import labels, live, opened, texts

from bot import words, words_rooms
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services import Services
    from bot.watcher import Watcher

PASTED = """Which rock is made of shells?
A. Marble
B. Chalk
C. Basalt"""


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return with_notes(tmp_path)


@pytest.mark.parametrize("text", [PASTED, PASTED.replace("\n", " ")])
async def test_a_pasted_exam_question_is_weighed_option_by_option(
    services: Services, text: str
) -> None:
    async with opened(services) as server:
        asked = await server.maya.slash(server.channel, "ask", question=text)
        shown = texts(asked.response)
        assert words_rooms.best_supported("B", "Chalk") in shown
        assert words_rooms.SETTLED in shown
        assert words_rooms.for_option("B\u00a0 Chalk") in shown
        assert "made of shells" in shown
        basalt = words_rooms.against_option("C\u00a0 Basalt")
        assert f"{basalt}\n{words_rooms.NO_WITNESS}" in shown
        await server.tom.send(server.channel, f"{server.mention} {text}")
        assert texts(server.last) == shown
        assert not live(shown)


async def test_the_bot_says_when_the_notes_do_not_decide(services: Services) -> None:
    async with opened(services) as server:
        turned = "Which rock is NOT made of shells? A) marble B) chalk C) slate"
        asked = await server.maya.slash(server.channel, "ask", question=turned)
        assert "do not settle this" in texts(asked.response)
        strange = "Who sings? A) zzyx B) qwrt C) vbnm"
        asked = await server.maya.slash(server.channel, "ask", question=strange)
        assert words_rooms.NO_OPTION in texts(asked.response)


async def test_a_reply_keeps_the_term_asked_about(services: Services) -> None:
    async with opened(services) as server:
        await server.maya.send(server.channel, f"{server.mention} what is chalk")
        answer = server.last
        await server.restart()
        await server.tom.send(server.channel, f"{server.mention} and its origin?", reply_to=answer)
        assert "Chalk: and its origin?" in texts(server.last)
        assert "Dover" in texts(server.last)
        await server.tom.send(
            server.channel, f"{server.mention} what is it made of?", reply_to=server.last
        )
        assert "shells" in texts(server.last)

        command = await server.maya.slash(server.channel, "ask", question="what is marble")
        assert command.response is not None
        await server.tom.send(
            server.channel, f"{server.mention} and its origin?", reply_to=command.response.message
        )
        assert "Carrara" in texts(server.last)


async def test_who_asked_what_is_missing_is_told_when_a_note_answers_it(
    services: Services,
) -> None:
    async with opened(services) as server:
        boss, question = boss_of(server), "what is basalt"
        before = await server.maya.slash(server.channel, "ask", question=question)
        assert words.NOT_COVERED in texts(before.response)
        assert words_rooms.TELL_ME not in labels(before.response)

        await boss.slash(server.channel, "settings", keeps_unanswered=True)
        asked = await server.maya.slash(server.channel, "ask", question=question)
        assert asked.response is not None
        hidden = await boss.slash(server.channel, "gaps")
        assert texts(hidden.response) == words_rooms.NO_GAPS
        await server.restart()
        kept = await server.maya.click(asked.response, label=words_rooms.TELL_ME)
        assert kept.response is not None
        assert kept.response.content == words_rooms.WILL_TELL
        await server.tom.slash(server.channel, "ask", question="whats a basalt?")
        gaps = await boss.slash(server.channel, "gaps")
        assert question in texts(gaps.response)
        assert words_rooms.gap(2, 2) in texts(gaps.response)
        refused = await server.tom.slash(server.channel, "gaps")
        assert refused.response is not None
        assert refused.response.content == words_rooms.FOR_MANAGERS

        watcher: Watcher = server.env.bot.watcher  # type: ignore[attr-defined]
        await watcher.look()
        note = services.settings.notes[0] / "basalt.md"
        note.write_text("# Basalt\n\nBasalt is a dark rock of volcanoes.\n", "utf-8")
        await watcher.look()
        direct = server.maya.user.dm_channel.last_message
        assert direct is not None
        assert "dark rock of volcanoes" in texts(direct)
        assert not server.tom.user.dm_channel.history()
        gaps = await boss.slash(server.channel, "gaps")
        assert texts(gaps.response) == words_rooms.NO_GAPS
        late = await server.maya.click(asked.response, label=words_rooms.TELL_ME)
        assert late.response is not None
        assert late.response.content == words_rooms.QUESTION_GONE


async def test_notes_that_changed_while_the_bot_was_away_are_no_secret(
    services: Services,
) -> None:
    async with opened(services) as server:
        await boss_of(server).slash(server.channel, "settings", keeps_unanswered=True)
        asked = await server.maya.slash(server.channel, "ask", question="what is basalt")
        assert asked.response is not None
        await server.maya.click(asked.response, label=words_rooms.TELL_ME)
        note = services.settings.notes[0] / "basalt.md"
        note.write_text("# Basalt\n\nBasalt is a dark rock of volcanoes.\n", "utf-8")
        services.library = Library.open(services.settings.notes)
        await server.restart()
        direct = server.maya.user.dm_channel.last_message
        assert direct is not None
        assert "dark rock of volcanoes" in texts(direct)


async def test_a_flood_is_held_back_politely(tmp_path: Path) -> None:
    services = with_notes(tmp_path, questions_a_minute=2)
    moment = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    services.clock = lambda: moment
    async with opened(services) as server:
        for _ in range(2):
            await server.maya.slash(server.channel, "define", term="chalk")
        held = await server.maya.slash(server.channel, "ask", question="what is chalk")
        assert held.response is not None
        assert held.response.ephemeral
        assert held.response.content == words_rooms.too_soon(60)
        other = await server.tom.slash(server.channel, "ask", question="what is chalk")
        assert "shells" in texts(other.response)

        await server.maya.send(server.channel, f"{server.mention} what is chalk")
        assert words_rooms.too_soon(60) in texts(server.last)
        silent = await server.maya.send(server.channel, f"{server.mention} what is chalk")
        assert server.last.id == silent.id

        moment += datetime.timedelta(minutes=1)
        later = await server.maya.slash(server.channel, "ask", question="what is chalk")
        assert "shells" in texts(later.response)


async def test_plain_questions_are_answered_where_a_channel_is_opted_in(tmp_path: Path) -> None:
    services = with_notes(tmp_path, reads_messages=True)
    async with opened(services) as server:
        boss = boss_of(server)
        quiet = await server.maya.send(server.channel, "what is chalk?")
        assert server.last.id == quiet.id
        await boss.slash(server.channel, "settings", channel=server.channel, listens=True)
        await server.maya.send(server.channel, "what is chalk?")
        assert "shells" in texts(server.last)
        await server.maya.send(server.channel, PASTED)
        assert words_rooms.best_supported("B", "Chalk") in texts(server.last)
        for said in (
            "chalk is nice",
            "what is zzyx?",
            f"{server.tom.user.mention} what is chalk?",
        ):
            left_alone = await server.maya.send(server.channel, said)
            assert server.last.id == left_alone.id, said


async def test_without_the_right_to_read_a_mention_still_works(services: Services) -> None:
    async with opened(services) as server:
        await boss_of(server).slash(
            server.channel, "settings", channel=server.channel, listens=True
        )
        plain = await server.maya.send(server.channel, "what is chalk?")
        assert server.last.id == plain.id
        await server.maya.send(server.channel, f"{server.mention} what is chalk?")
        assert "shells" in texts(server.last)
