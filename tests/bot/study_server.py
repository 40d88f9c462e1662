"""A small server with the bot, two people and a channel; Discord is played by simcord."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import simcord

from bot.app import Studyhall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    import discord

    from bot.services import Services


@dataclass(frozen=True, slots=True)
class Server:
    env: simcord.Env
    services: Services
    channel: simcord.ChannelHandle
    maya: simcord.MemberActor
    tom: simcord.MemberActor

    @property
    def mention(self) -> str:
        assert self.env.bot.user is not None
        return self.env.bot.user.mention

    @property
    def last(self) -> discord.Message:
        message = self.channel.last_message
        assert message is not None
        return message

    async def restart(self) -> None:
        await self.env.restart_bot(Studyhall(self.services))


@asynccontextmanager
async def opened(services: Services, **options: Any) -> AsyncIterator[Server]:
    async with simcord.run(Studyhall(services), **options) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("questions")
        maya, tom = (guild.add_member(env.create_user(name)) for name in ("maya", "tom"))
        yield Server(env, services, channel, maya, tom)


def texts(message: Any) -> str:
    """Return every text of a message's components, in order."""
    return "\n".join(_walk(_raw(message), "content"))


def labels(message: Any) -> list[str]:
    return list(_walk(_raw(message), "label"))


def custom_ids(message: Any) -> list[str]:
    return list(_walk(_raw(message), "custom_id"))


def _raw(message: Any) -> list[Any]:
    return [one if isinstance(one, dict) else one.to_dict() for one in message.components]


def _walk(components: list[Any], key: str) -> list[str]:
    found: list[str] = []
    for one in components:
        if isinstance(one.get(key), str):
            found.append(one[key])
        found += _walk(one.get("components") or [], key)
    return found


_LIVE = re.compile(r"<[@#/:at]|@everyone|@here|\]\(|\|\||~~|(?m:^> )|:[a-z_]{2,20}:")


def live(text: str) -> list[str]:
    """Return what Discord would act on in a text, our own links to lines of a note aside."""
    outside = "".join(text.split("```")[::2])
    spoken = re.sub(
        r"\[lines? [0-9–]+\]\(https://[!-~]+?\)(?= |$)", "", outside, flags=re.MULTILINE
    )
    return _LIVE.findall(re.sub(r"\\.", "", spoken))
