"""Buttons do what they say, for anybody, after a restart, and whatever comes back from them."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import discord
import pytest
from study_server import Message, Server, custom_ids, labels, opened, texts

from bot import feedback, presses, words
from bot.services import Services
from bot.settings import Settings
from knowledge.answers.answer import Unknown
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    import simcord

    from knowledge.answers.answer import Response

NOTE = """# Queues

A queue keeps messages until a worker is ready.

## Delay

A queue may delay messages by minutes.

## Dead letters

A dead-letter queue keeps messages that failed.
"""


@pytest.fixture
def services(tmp_path: Path) -> Services:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "queues.md").write_text(NOTE)
    return Services(Settings(notes=(notes,), data=tmp_path / "data"), Library.open([notes]))


class Vague:
    """A library that knows nothing but the topic `queue`."""

    def __init__(self, inside: Library) -> None:
        self.inside = inside
        self.notes, self.problems = inside.notes, inside.problems
        self.glossary, self.languages = inside.glossary, inside.languages

    def ask(self, question: str) -> Response:
        if question == "queue":
            return self.inside.ask("queue messages")
        return Unknown(question, ("queue",))


def starting(message: Message, letter: str) -> str:
    return next(one for one in custom_ids(message) if one.startswith(f"{letter}:"))


async def test_more_passages_open_in_private_even_after_a_restart(services: Services) -> None:
    async with opened(services) as server:
        await server.maya.send(server.channel, f"{server.mention} queue messages")
        answer = server.last
        await server.restart()
        shown = await server.tom.click(answer, custom_id=starting(answer, "m"))
        assert shown.ephemeral
        assert "line" in texts(shown.response)
        assert server.last.id == answer.id


async def test_a_passage_that_was_edited_away_says_so(services: Services, tmp_path: Path) -> None:
    async with opened(services) as server:
        await server.maya.send(server.channel, f"{server.mention} queue messages")
        answer = server.last
        (tmp_path / "notes" / "queues.md").write_text("# Topics\n\nA topic tells everybody.\n")
        services.library = Library.open(services.settings.notes)
        shown = await server.maya.click(answer, custom_id=starting(answer, "m"))
        assert shown.ephemeral
        assert shown.response is not None
        assert shown.response.content == words.PASSAGE_CHANGED


async def test_pages_turn_in_place_and_back(services: Services, tmp_path: Path) -> None:
    paragraphs = "\n\n".join(f"Marker {n} of the queue " + "and so on " * 60 for n in range(8))
    (tmp_path / "notes" / "long.md").write_text(f"# Long\n\n{paragraphs}\n")
    services.library = Library.open(services.settings.notes)
    answer = services.library.ask("marker queue")
    keys = tuple(source.key for source in answer.sources)  # type: ignore[union-attr]
    async with opened(services) as server:
        first = await _press(server, presses.Show(keys))
        assert first.ephemeral
        assert words.NEXT_PAGE in labels(first.response)
        assert first.response is not None
        turned = await server.maya.click(first.response, label=words.NEXT_PAGE)
        assert turned.response is not None
        assert turned.response.id == first.response.id
        assert words.page(2, 2)[:6] in texts(turned.response)
        await server.maya.click(turned.response, label=words.PREVIOUS_PAGE)


async def test_votes_are_kept_without_the_voter(services: Services) -> None:
    async with opened(services) as server:
        result = await server.maya.slash(server.channel, "ask", question="queue messages")
        assert result.response is not None
        for label, verdict in (("👍", "up"), ("👎", "down")):
            thanks = await server.tom.click(result.response, label=label)
            assert thanks.ephemeral
            assert thanks.response is not None
            assert thanks.response.content == words.THANKS[verdict]
        kept = services.settings.data / feedback.FILE
        votes = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
        assert [vote["verdict"] for vote in votes] == ["up", "down"]
        assert {tuple(vote) for vote in votes} == {("verdict", "source", "note")}
        assert votes[0]["note"] == "queues.md"
        assert str(server.tom.id) not in kept.read_text("utf-8")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


async def test_a_vote_that_cannot_be_saved_is_refused_politely(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    (services.settings.data / feedback.FILE).mkdir(parents=True)
    async with opened(services) as server:
        result = await server.maya.slash(server.channel, "ask", question="queue messages")
        assert result.response is not None
        told = await server.tom.click(result.response, label="👍")
        assert told.response is not None
        assert told.response.content == words.NOT_SAVED
    assert "a vote could not be saved" in caplog.text


async def test_a_topic_answers_in_place_for_the_asker_and_in_private_for_others(
    services: Services,
) -> None:
    async with opened(services) as server:
        asked = await _message(server, presses.Ask("queue"))
        other = await server.tom.click(asked, custom_id="a:queue")
        assert other.ephemeral
        assert "queue" in texts(other.response)
        looked = await _press(server, presses.Ask("queue", lookup=True))
        assert looked.ephemeral

        services.library = Vague(services.library)  # type: ignore[assignment]
        vague = await server.maya.slash(server.channel, "ask", question="that waiting thing")
        assert words.CLOSEST_TOPICS in texts(vague.response)
        assert vague.response is not None
        mine = await server.maya.click(vague.response, label="queue")
        assert mine.response is not None
        assert mine.response.id == vague.response.id
        assert "queue" in texts(mine.response)
        assert words.NOT_COVERED not in texts(mine.response)

        await server.tom.send(server.channel, f"{server.mention} that waiting thing")
        replied = server.last
        await server.tom.click(replied, label="queue")
        assert words.NOT_COVERED not in texts(server.last)
        assert server.last.id == replied.id


@pytest.mark.parametrize(
    "custom_id",
    ["m:0:0000000000", "m:99:0000000000", "n:5:0000000000", "a:zzyzx", "v:up:0000000000"],
)
async def test_a_forged_press_gets_a_private_answer(services: Services, custom_id: str) -> None:
    press = presses.read(custom_id)
    assert press is not None
    async with opened(services) as server:
        answered = await _press(server, press)
        assert answered.ephemeral
        assert answered.response is not None


@pytest.mark.parametrize("custom_id", ["q:1:A", "m:0:short", "v:sideways:0000000000", "x" * 100])
async def test_a_press_that_is_none_of_ours_is_ignored(services: Services, custom_id: str) -> None:
    async with opened(services) as server:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="?", custom_id=custom_id))
        view.stop()
        message = await _channel(server).send("?", view=view)
        ignored = await server.tom.click(message, custom_id=custom_id)
        assert not ignored.acknowledged


async def _press(server: Server, press: presses.Press) -> simcord.InteractionResult:
    message = await _message(server, press)
    custom_id = presses.write(press)
    assert custom_id is not None
    return await server.maya.click(message, custom_id=custom_id)


async def _message(server: Server, press: presses.Press) -> discord.Message:
    """Send a message with a single button that means the press."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(
        discord.ui.ActionRow(discord.ui.Button(label="?", custom_id=presses.write(press)))
    )
    view.stop()
    return await _channel(server).send(view=view)


def _channel(server: Server) -> discord.TextChannel:
    channel = server.env.bot.get_channel(server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return channel
