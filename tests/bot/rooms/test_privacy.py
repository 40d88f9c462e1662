"""What is kept about a person: seen, taken along, deleted to the last byte."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from study_server import opened, texts

from bot import words_rooms
from bot.store import Store
from bot.store.records import Practice

if TYPE_CHECKING:
    from bot.services import Services

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


async def test_everybody_sees_takes_and_deletes_their_own(services: Services) -> None:
    services.clock = lambda: NOON
    async with opened(services) as server:
        maya, tom = server.maya.id, server.tom.id
        nothing = await server.maya.slash(server.channel, "privacy show")
        assert words_rooms.PRIVACY_NOTHING in texts(nothing.response)
        for user in (maya, maya, tom):
            await services.memory.learning.record_practice(
                Practice(user, "0123456789abcdef", right=True, at=NOON, kind="quiz")
            )
        shown = await server.maya.slash(server.channel, "privacy show")
        assert shown.response is not None
        assert shown.response.ephemeral
        assert words_rooms.rows(2, "practice") in texts(shown.response)

        taken = await server.maya.user.slash("privacy export")
        assert taken.response is not None
        (file,) = taken.response.attachments
        held = json.loads(await file.read())
        assert held["user_id"] == maya
        assert len(held["tables"]["practice"]) == 2
        assert str(tom) not in json.dumps(held)

        asked = await server.maya.slash(server.channel, "privacy delete")
        assert asked.response is not None
        assert asked.response.ephemeral
        kept = await server.maya.click(asked.response, label=words_rooms.KEEP_BUTTON)
        assert texts(kept.response) == words_rooms.PRIVACY_KEPT
        asked = await server.maya.slash(server.channel, "privacy delete")
        assert asked.response is not None
        await server.restart()
        await server.maya.click(asked.response, label=words_rooms.DELETE_BUTTON)
        gone = await server.maya.slash(server.channel, "privacy show")
        assert words_rooms.PRIVACY_NOTHING in texts(gone.response)
        assert await services.memory.learning.practice_of(tom)
    for path in services.settings.data.rglob("*"):
        if path.is_file():
            assert str(maya).encode() not in path.read_bytes(), path.name
            assert maya.to_bytes(8, "big") not in path.read_bytes(), path.name
    again = await Store.open(services.settings.data)
    assert not await again.learning.practice_of(maya)
    await again.aclose()
