"""A small server with the bot, two people and a channel; Discord is played by simcord."""

from __future__ import annotations

import re
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import simcord

from bot.app import Studyhall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import discord

    from bot.services import Services


Message: TypeAlias = "discord.Message | simcord.ResponseMessage | None"


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
async def opened(services: Services) -> AsyncIterator[Server]:
    async with simcord.run(Studyhall(services)) as env, aclosing(services.memory):
        guild = env.create_guild()
        channel = guild.create_text_channel("questions")
        maya, tom = (guild.add_member(env.create_user(name)) for name in ("maya", "tom"))
        yield Server(env, services, channel, maya, tom)


def texts(message: Message) -> str:
    """Return every text of a message's components, in order."""
    return "\n".join(_walk(_raw(message), "content"))


def labels(message: Message) -> list[str]:
    return list(_walk(_raw(message), "label"))


def custom_ids(message: Message) -> list[str]:
    return list(_walk(_raw(message), "custom_id"))


def _raw(message: Message) -> list[Any]:
    assert message is not None
    return [one if isinstance(one, dict) else one.to_dict() for one in message.components]


def _walk(components: list[Any], key: str) -> list[str]:
    found: list[str] = []
    for one in components:
        if isinstance(one.get(key), str):
            found.append(one[key])
        found += _walk(one.get("components") or [], key)
    return found


_LIVE = re.compile(r"<[@#/:at]|@everyone|@here|\]\(|\|\||~~|(?m:^> )")
_EMOJI = re.compile(r":[a-z_]{2,20}:")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9][^\s<>*|`]*", re.IGNORECASE)


def live(text: str) -> list[str]:
    """Return what Discord would act on in a text, our own links to lines of a note aside."""
    outside = "".join(text.split("```")[::2])
    spoken = re.sub(
        r"\[lines?\s[^\]a-z]+\]\(https://[!-~]+?\)(?=\s|$)", "", outside, flags=re.MULTILINE
    )
    said = re.sub(r"\\.", "\0", spoken)
    return _LIVE.findall(said) + _EMOJI.findall(_ADDRESS.sub("", said))
