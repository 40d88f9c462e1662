"""Messages of people: which are to the bot, what they ask, what they reply to, and replying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot import presses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.notebooks import Notebook

_SMALL = "-# "


def is_from_person(message: discord.Message) -> bool:
    """Tell whether a person wrote it: no bot, no webhook, no notice of Discord's own."""
    if message.author.bot or message.webhook_id is not None:
        return False
    return message.type in {discord.MessageType.default, discord.MessageType.reply}


def is_to(message: discord.Message, me: discord.ClientUser) -> bool:
    """Tell whether a person's message speaks to the bot.

    A qualifying message:
    - is a direct message, or mentions the bot itself and not only everyone, as a reply with ping
      does, or replies to one of its messages, or begins with its name where the bot may read that
    """
    if not is_from_person(message):
        return False
    if message.guild is None or any(user.id == me.id for user in message.mentions):
        return True
    if message.content.startswith(f"@{me.name}"):
        return True
    return replied_to(message, me) is not None and bool(message.content)


def question_of(message: discord.Message, me: discord.ClientUser) -> str:
    """Return the words of a message without the mention of the bot."""
    return re.sub(rf"<@!?{me.id}>|^@{re.escape(me.name)}", " ", message.content).strip()


def replied_to(message: discord.Message, me: discord.ClientUser) -> discord.Message | None:
    """Return the message of the bot that a message replies to."""
    found = message.reference.resolved if message.reference is not None else None
    if isinstance(found, discord.Message) and found.author.id == me.id:
        return found
    return None


async def asked_before(message: discord.Message, me: discord.ClientUser, notebook: Notebook) -> str:
    """Return what the replied-to answer was asked; empty where it is none of the bot's.

    The question stands above the answer to a command. Else it is the message that the answer
    replies to; where that is gone or cannot be read, the headings above the answer stand for it.
    """
    answer = replied_to(message, me)
    if answer is None:
        return ""
    said = next(_texts(answer.components), "")
    if said.startswith(_SMALL):
        return said.removeprefix(_SMALL)
    asked = await _fetched(answer)
    if asked is not None and (question := question_of(asked, me)):
        return question
    keys = [
        press.key
        for each in _ids(answer.components)
        if isinstance(press := presses.read(each), presses.Judge)
    ]
    return " ".join(
        name
        for source in notebook.sources(tuple(keys[:1]))
        for name in reversed(source.place.heading)
    )


async def reply(message: discord.Message, view: discord.ui.LayoutView) -> None:
    """Reply to the message, or beside it where it is gone already."""
    try:
        await message.reply(view=view)
    except discord.NotFound:
        await message.channel.send(view=view)


async def _fetched(answer: discord.Message) -> discord.Message | None:
    """Return the message that an answer replies to, if it can still be read."""
    reference = answer.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await answer.channel.fetch_message(reference.message_id)
    except (discord.NotFound, discord.Forbidden):
        return None


def _texts(components: object) -> Iterator[str]:
    """Yield the texts of components, those inside containers too."""
    for one in components if isinstance(components, list) else []:
        if isinstance(one, discord.TextDisplay):
            yield one.content
        yield from _texts(getattr(one, "children", None))


def _ids(components: object) -> Iterator[str]:
    """Yield the `custom_id`s of components, those inside rows and containers too."""
    for one in components if isinstance(components, list) else []:
        own = getattr(one, "custom_id", None)
        if isinstance(own, str):
            yield own
        yield from _ids(getattr(one, "children", None))
