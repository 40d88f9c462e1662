"""Looking around in the notes, as students do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from study_server import custom_ids, labels, live, opened, texts

from bot import words, words_rooms
from bot.room_presses import note_mark
from bot.services import Services
from bot.settings import Settings
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

ROCKS = """# Rocks

Rocks make mountains.

## Marble

Marble is a hard rock.

- **Made by:** heat
- **Price:** 40 a slab

## Chalk

Chalk is a soft rock.

- **Made by:** shells
- **Found in:** cliffs @everyone
"""


@pytest.fixture
def services(tmp_path: Path) -> Services:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "rocks.md").write_text(ROCKS, "utf-8")
    for number in range(30):
        (notes / f"mineral {number:02}.md").write_text(
            f"# Mineral {number:02}\n\nMineral {number:02} is the stone of day {number}.\n", "utf-8"
        )
    return Services(Settings(notes=(notes,), data=tmp_path / "data"), Library.open([notes]))


async def test_two_terms_stand_side_by_side_even_misspelt(services: Services) -> None:
    async with opened(services) as server:
        choices = await server.maya.autocomplete(server.channel, "compare", "second", "chlak")
        assert [choice["value"] for choice in choices] == ["Chalk"]
        result = await server.maya.slash(server.channel, "compare", first="marbel", second="chalk")
        shown = texts(result.response)
        assert "### Marble and Chalk" in shown
        assert "hard rock" in shown
        assert "soft rock" in shown
        assert "**Made by**\nMarble: heat\nChalk: shells" in shown
        both, single = shown.split(words_rooms.ONLY_ONE)
        assert "Price" not in both
        assert "**Price**\nMarble: 40 a slab" in single
        assert "Found in" in single
        assert single.endswith("-# Rocks\u00a0· lines\u00a09–17")  # noqa: RUF001
        assert not live(shown)

        same = await server.maya.slash(server.channel, "compare", first="marble", second="Marble")
        assert same.response is not None
        assert same.response.content == words_rooms.ONE_TERM_TWICE
        nothing = await server.maya.slash(server.channel, "compare", first="marble", second="zzyx")
        assert words.NOT_COVERED in texts(nothing.response)


async def test_a_term_is_defined_and_a_topic_is_read_whole(services: Services) -> None:
    async with opened(services) as server:
        defined = await server.maya.slash(server.channel, "define", term="marbel")
        assert "Marble is a hard rock" in texts(defined.response)
        topic = await server.tom.slash(server.channel, "topic", term="chalk", private=True)
        assert topic.response is not None
        assert topic.response.ephemeral
        assert "shells" in texts(topic.response)
        unknown = await server.tom.slash(server.channel, "topic", term="zzyx")
        assert words.NOT_COVERED in texts(unknown.response)


async def test_the_notes_are_browsed_a_page_at_a_time(services: Services) -> None:
    async with opened(services) as server:
        listed = await server.maya.slash(server.channel, "notes")
        assert listed.response is not None
        assert listed.response.ephemeral
        assert "Mineral 00" in texts(listed.response)
        assert "page 1 of 2" in texts(listed.response)
        await server.restart()
        turned = await server.maya.click(listed.response, label=words_rooms.NEXT)
        page = turned.response
        assert page is not None
        assert "Rocks" in texts(page)
        assert words_rooms.BACK in labels(page)
        (select,) = [one for one in custom_ids(page) if one.startswith("ro:")]
        mark = note_mark("rocks.md")
        opened_note = await server.maya.select(page, [mark], custom_id=select)
        note = opened_note.response
        assert "Marble is a hard rock" in texts(note)
        assert not live(texts(note))

        again = await server.maya.slash(server.channel, "notes")
        assert again.response is not None
        turned = await server.maya.click(again.response, label=words_rooms.NEXT)
        assert turned.response is not None
        (services.settings.notes[0] / "rocks.md").unlink()
        services.library = Library.open(services.settings.notes)
        gone = await server.maya.select(turned.response, [mark])
        assert gone.response is not None
        assert gone.response.content == words_rooms.NOTE_GONE


async def test_a_search_lists_passages_and_opens_one(services: Services) -> None:
    async with opened(services) as server:
        found = await server.maya.slash(server.channel, "search", words="hard rock")
        assert found.response is not None
        assert found.response.ephemeral
        assert "**1.** " in texts(found.response)
        read = await server.maya.click(found.response, label="1")
        assert "rock" in texts(read.response)
        nothing = await server.maya.slash(server.channel, "search", words="zzyzx")
        assert words_rooms.NOTHING_FOUND in texts(nothing.response)


async def test_somebodys_message_is_answered_from_its_menu(services: Services) -> None:
    async with opened(services) as server:
        message = await server.tom.send(server.channel, "what is marble")
        done = await server.maya.context_menu(
            server.channel, words_rooms.ANSWER_FROM_NOTES, message
        )
        assert "hard rock" in texts(done.response)
        assert "-# what is marble" in texts(done.response)
