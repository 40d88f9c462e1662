"""A server with daily questions: notes about beekeeping, a manager, members, a clock to set."""

from __future__ import annotations

import datetime
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from simcord import interactions
from simcord.backend import serializers
from simcord.results import InteractionResult, ResponseMessage
from study_server import Server, opened, texts

from bot import questions
from bot.app import Studyhall
from bot.services import Services
from bot.settings import Settings
from knowledge.library import Library

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    import simcord

    from bot.store.records import Post
    from knowledge.quiz.items import Item

UTC = datetime.UTC
WAKE = 61.0
"""Seconds after which the bot has looked at the clock again."""

DEFINED = """# Tools

## Smoker
**Smoker**: a can with bellows whose cool smoke calms the bees before the hive is opened.

## Queen excluder
**Queen excluder**: a grid that keeps the queen out of the honey room.

## Refractometer
**Refractometer**: an instrument that measures how much water honey holds.

## Swarm box
**Swarm box**: a light box in which a swarm of bees is carried home.

"""
ASKED = """**Question:** Which tool calms the bees before the hive is opened?

- A) Queen excluder
- B) Smoker
- C) Refractometer
- D) Swarm box

Answer: B

**Question:** Which tool keeps the queen out of the honey room?

- A) Smoker
- B) Swarm box
- C) Queen excluder
- D) Refractometer

Answer: C

**Question:** Which instrument measures the water that honey holds?

- A) Refractometer
- B) Smoker
- C) Swarm box
- D) Queen excluder

Answer: A
"""
SEVERAL = """# Harvest

A full comb is capped with wax, and its honey holds little water.

**Question:** Which two signs tell that a comb can be harvested? (Choose TWO)

- A) It is capped with wax
- B) Its honey holds little water
- C) It is empty
- D) The queen sits on it

Answer: A, B
"""
NOTES = {"tools.md": DEFINED + ASKED}


@dataclass
class Room:
    """The server as its people see it; `now` is the bot's clock."""

    server: Server
    manager: simcord.MemberActor
    now: datetime.datetime
    folder: Path
    library: Library

    @property
    def services(self) -> Services:
        return self.bot.services

    @property
    def bot(self) -> Studyhall:
        bot = self.server.env.bot
        assert isinstance(bot, Studyhall)
        return bot

    @property
    def channel(self) -> simcord.ChannelHandle:
        return self.server.channel

    async def wake(self, moment: datetime.datetime | None = None) -> None:
        """Set the clock, if a moment is given, and let the bot look at it."""
        self.now = moment or self.now
        await self.server.env.advance_time(WAKE)

    @property
    def told(self) -> list[str]:
        """What the owner was told in direct messages."""
        return [message.content for message in self.server.env.guild.owner.dm_channel.history()]

    async def tick(self, moment: datetime.datetime) -> None:
        """Set the clock and let the bot do what is due, without what else it does by the minute."""
        self.now = moment
        scheduler = self.bot.dailies.scheduler
        assert scheduler is not None
        await scheduler.tick()
        await scheduler.finished()

    async def set(self, channel: simcord.ChannelHandle | None = None, /, **given: Any) -> str:  # noqa: ANN401 - options of a command
        """Run `/daily set` and return what it says."""
        return await self.says("set", channel, **given)

    async def says(
        self,
        command: str,
        channel: simcord.ChannelHandle | None = None,
        /,
        **given: Any,  # noqa: ANN401 - options of a command
    ) -> str:
        """Run a `/daily` command as the manager and return what it says, to them alone."""
        result = await self.manager.slash(channel or self.channel, f"daily {command}", **given)
        assert result.response is not None
        assert result.response.ephemeral
        return result.response.content or texts(result.response)

    async def posts(self, channel: simcord.ChannelHandle | None = None) -> tuple[Post, ...]:
        where = channel or self.channel
        return await self.services.memory.posts.history(where.guild.id, where.id)  # type: ignore[union-attr]

    async def post(self) -> Post:
        return (await self.posts())[-1]

    async def item(self) -> Item:
        return questions.restored((await self.post()).item)

    async def right(self) -> str:
        """The letter of the right answer of the last post."""
        item = await self.item()
        return questions.letters(item, item.keys)

    async def wrong(self) -> str:
        item = await self.item()
        return next(
            letter for letter, option in questions.lettered(item) if option.id not in item.keys
        )

    def shown(self, channel: simcord.ChannelHandle | None = None) -> list[str]:
        """The texts of all messages of a channel, newest last."""
        return [texts(message) for message in (channel or self.channel).history()]

    async def press(self, who: simcord.MemberActor, label: str) -> str:
        """Press a button of the last message and return the private answer."""
        return texts(await self.click(who, self.server.last, label))

    async def click(
        self, who: simcord.MemberActor, message: discord.Message | ResponseMessage, label: str
    ) -> ResponseMessage:
        """Press a button and return the private message that answers."""
        result = await who.click(message, label=label)
        assert result.response is not None
        assert result.response.ephemeral
        return result.response

    async def press_together(
        self, people: Iterable[simcord.MemberActor], custom_id: str
    ) -> list[str]:
        """Let people press at the same moment: all presses arrive before one is answered.

        Returns the private answers. The message that they come with has the button, as for a
        client that does not play fair.
        """
        env = self.server.env
        message = env.backend.get_message(self.channel.id, self.server.last.id)
        records = []
        for one in people:
            record, payload = interactions.base_payload(
                env.backend,
                type=3,
                channel_id=self.channel.id,
                guild_id=env.guild.id,
                user_id=one.id,
                data={"custom_id": custom_id, "component_type": 2},
            )
            record.source_message_id = message.id
            button = {"type": 2, "style": 2, "label": "?", "custom_id": custom_id}
            payload["message"] = {
                **serializers.message_payload(env.backend, message),
                "components": [{"type": 1, "components": [button]}],
            }
            records.append(record)
            env.backend.emit("INTERACTION_CREATE", payload)
        await env.settle()
        results = [InteractionResult(env, record) for record in records]
        assert all(result.ephemeral for result in results)
        return [texts(result.response) for result in results]

    async def restart(self) -> None:
        """Start a new bot on the same data folder: nothing else is left of the old one."""
        fresh = services(self.services.settings, self.library)
        fresh.clock = lambda: self.now
        await self.server.env.restart_bot(Studyhall(fresh))

    async def rewrite(self, notes: Mapping[str, str]) -> None:
        """Let an author change the notes, and the bot notice."""
        write(self.folder, notes)
        await self.wake()
        self.library = self.services.library

    def members(self, count: int) -> list[simcord.MemberActor]:
        env = self.server.env
        return [env.guild.add_member(env.create_user(f"member{n}")) for n in range(count)]


def services(settings: Settings, library: Library) -> Services:
    return Services(settings, library)


def write(folder: Path, notes: Mapping[str, str]) -> None:
    """Make a folder hold these notes and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for name, text in notes.items():
        (folder / name).write_text(text, encoding="utf-8")


@asynccontextmanager
async def room(
    tmp_path: Path, now: datetime.datetime, notes: Mapping[str, str] | None = None
) -> AsyncIterator[Room]:
    folder = tmp_path / "notes"
    write(folder, NOTES if notes is None else notes)
    library = Library.open([folder])
    settings = Settings(notes=(folder,), data=tmp_path / "data")
    made = services(settings, library)
    async with opened(made) as server:
        guild = server.env.guild
        may = guild.create_role("keepers", permissions=discord.Permissions(manage_guild=True))
        manager = guild.add_member(server.env.create_user("ann"), roles=[may])
        found = Room(server, manager, now, folder, library)
        made.clock = lambda: found.now
        await found.wake()
        yield found


def local(moment: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%a %H:%M}"


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)
