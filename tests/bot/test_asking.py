"""Asking the notes, as people in a server do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from study_server import Server, custom_ids, labels, live, opened, texts

from bot import words
from bot.services import Services
from bot.settings import Settings
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_question_is_answered_wherever_it_is_asked(services: Services) -> None:
    async with opened(services) as server:
        asked = await server.maya.slash(server.channel, "ask", question="what is fargate")
        assert asked.response is not None
        assert not asked.response.ephemeral
        assert "Fargate" in texts(asked.response)
        assert "line" in texts(asked.response)
        assert {"👍", "👎"} < set(labels(asked.response))

        private = await server.maya.slash(
            server.channel, "ask", question="what is fargate", private=True
        )
        assert private.response is not None
        assert private.response.ephemeral

        await server.maya.send(server.channel, f"{server.mention} what is fargate")
        answer = server.last
        assert "Fargate" in texts(answer)
        assert answer.reference is not None

        await server.tom.send(server.channel, "what is lambda?", reply_to=answer)
        assert "Lambda" in texts(server.last)
        assert server.last.id != answer.id

        await server.tom.send_dm("what is dynamodb")
        direct = server.tom.user.dm_channel.last_message
        assert "DynamoDB" in texts(direct)
        privately = await server.tom.user.slash("ask", question="what is fargate")
        assert "Fargate" in texts(privately.response)
        _nobody_was_pinged(server)


async def test_what_is_not_for_the_bot_is_left_alone(services: Services) -> None:
    async with opened(services) as server:
        robot = server.env.guild.add_member(server.env.create_user("robot", bot=True))
        for speaker, said in (
            (robot, f"{server.mention} what is fargate"),
            (server.tom, "what is fargate"),
            (server.tom, "@everyone what is fargate"),
        ):
            before = await speaker.send(server.channel, said)
            assert server.last.id == before.id


async def test_a_bare_mention_gets_a_short_help(services: Services) -> None:
    async with opened(services) as server:
        await server.maya.send(server.channel, server.mention)
        assert "`/ask`" in texts(server.last)
        assert server.mention in texts(server.last)


async def test_what_the_notes_do_not_cover_is_said_without_a_source(services: Services) -> None:
    async with opened(services) as server:
        result = await server.maya.slash(server.channel, "ask", question="zzyzx quorble vantablimp")
        shown = texts(result.response)
        assert words.NOT_COVERED in shown
        assert "line" not in shown.replace(words.NOT_COVERED, "")
        assert not {"👍", "👎"} & set(labels(result.response))


async def test_completion_offers_terms_in_spite_of_a_typo(services: Services) -> None:
    async with opened(services) as server:
        for command, option in (("ask", "question"), ("lookup", "term")):
            for typed in ("fargate", "fargte", ""):
                choices = await server.maya.autocomplete(server.channel, command, option, typed)
                assert len(choices) <= 25
                if typed:
                    assert any("fargate" in choice["name"].lower() for choice in choices), typed
        typed = "how is lambda billed " + "x" * 900
        choices = await server.maya.autocomplete(server.channel, "ask", "question", typed)
        assert all(len(choice["name"]) <= 100 for choice in choices)


async def test_a_question_in_progress_stays_the_first_choice(services: Services) -> None:
    async with opened(services) as server:
        choices = await server.maya.autocomplete(
            server.channel, "ask", "question", "what does fargate"
        )
        assert choices[0]["value"] == "what does fargate"


async def test_a_term_is_looked_up_even_misspelt(services: Services) -> None:
    async with opened(services) as server:
        for term in ("fargate", "fargte"):
            result = await server.maya.slash(server.channel, "lookup", term=term)
            assert "Fargate" in texts(result.response)
        nothing = await server.maya.slash(server.channel, "lookup", term="zzyzxquorble")
        assert words.NOT_COVERED in texts(nothing.response)


@pytest.mark.parametrize("question", ["x" * 2000, "@everyone " * 100, "** __ ~~ || ```", "\u200b"])
async def test_a_strange_question_is_still_answered_politely(
    services: Services, question: str
) -> None:
    async with opened(services) as server:
        result = await server.maya.slash(server.channel, "ask", question=question)
        assert result.response is not None
        _nobody_was_pinged(server)


HOSTILE = """# Widget

Widget @everyone and <@1234> in <#99> by </ask:55> at <t:0:R> <:kappa:42> [trust me](https://evil.example)
**bold** ||spoiler|| `code` :smile:

## Gadget

```python
gadget = "@everyone"
print(gadget) ```
and the gadget fence above never closes
"""


async def test_hostile_notes_are_shown_as_plain_words(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "widget.md").write_text(HOSTILE)
    services = Services(Settings(notes=(notes,), data=tmp_path / "data"), Library.open([notes]))
    async with opened(services) as server:
        for question in ("what is a widget", "gadget"):
            result = await server.maya.slash(server.channel, "ask", question=question)
            shown = texts(result.response)
            assert not live(shown)
            assert shown.count("```") % 2 == 0
        await server.maya.send(server.channel, f"{server.mention} widget")
        _nobody_was_pinged(server)


async def test_a_very_long_passage_is_cut_to_what_discord_takes(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    code = "\n".join(f"widget_{n} = '*_*' * {n}" for n in range(400))
    (notes / "widget.md").write_text(
        f"# Widget\n\n```python\n{code}\n```\n\nWidget {'*_' * 4000}\n"
    )
    services = Services(Settings(notes=(notes,), data=tmp_path / "data"), Library.open([notes]))
    async with opened(services) as server:
        result = await server.maya.slash(server.channel, "ask", question="widget")
        assert result.response is not None
        for custom_id in custom_ids(result.response):
            if custom_id.startswith("m:"):
                opened_page = await server.tom.click(result.response, custom_id=custom_id)
                assert opened_page.ephemeral


def _nobody_was_pinged(server: Server) -> None:
    """Every message that went out names nobody to be notified."""
    sent = [
        entry.json.get("data", entry.json)
        for entry in server.env.http_requests
        if entry.method == "POST" and isinstance(entry.json, dict)
    ]
    messages = [body for body in sent if isinstance(body, dict) and "components" in body]
    assert messages
    for body in messages:
        allowed = body["allowed_mentions"]
        assert not allowed.get("parse")
        assert not allowed.get("replied_user")
        assert not allowed.get("users")
        assert not allowed.get("roles")


async def test_notes_that_disagree_are_both_quoted(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "old.md").write_text(
        "---\ndate: 2021-03-01\n---\n# Ferries\n\n**Gullwing** - is a ferry with a duration of"
        " 45 minutes.\n",
        encoding="utf-8",
    )
    (notes / "new.md").write_text(
        "---\ndate: 2024-06-01\n---\n# Harbour\n\n## Gullwing\n\n- Duration: 30 minutes\n",
        encoding="utf-8",
    )
    settings = Settings(notes=(notes,), data=tmp_path / "data")
    async with opened(Services(settings, Library.open([notes]))) as server:
        asked = await server.maya.slash(server.channel, "ask", question="gullwing duration")
        assert asked.response is not None
        shown = texts(asked.response)
        assert words.DISAGREE in shown
        assert shown.index("2024-06-01") < shown.index("2021-03-01")


async def test_two_things_that_no_note_compares_are_shown_one_below_the_other(
    tmp_path: Path,
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "boats.md").write_text(
        "# Boats\n\n## Kayak\n\nA kayak is a narrow boat for one person with a double paddle.\n",
        encoding="utf-8",
    )
    (notes / "ships.md").write_text(
        "# Ships\n\n## Trawler\n\nA trawler is a ship that pulls a net through the sea.\n",
        encoding="utf-8",
    )
    settings = Settings(notes=(notes,), data=tmp_path / "data")
    async with opened(Services(settings, Library.open([notes]))) as server:
        await server.maya.send(server.channel, f"{server.mention} kayak vs trawler")
        shown = texts(server.last).split("\n")
        of_kayak, of_trawler = (
            next(at for at, line in enumerate(shown) if line.endswith(said))
            for said in ("a double paddle.", "through the sea.")
        )
        assert shown[of_kayak + 1].startswith("-# Boats")
        assert of_kayak < of_trawler
        assert shown[of_trawler + 1].startswith("-# Ships")


async def test_why_tells_the_asker_alone_what_decided(services: Services) -> None:
    async with opened(services) as server:
        asked = await server.maya.slash(server.channel, "why", question="when was fargate founded")
        assert asked.response is not None
        assert asked.response.ephemeral
        assert "Not answered: the evidence is" in texts(asked.response)
        assert "founded" in texts(asked.response)
