"""Answering plain questions in channels that were opted in; nobody spoke to the bot there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot import answering, failures, spoken
from knowledge.answers.pasted import read_pasted

if TYPE_CHECKING:
    import discord

    from bot.app import Studyhall

_MARKS = frozenset("?\uff1f\u061f\u055e\u1367")
"""Question marks of the scripts that have their own; a Greek one looks like a semicolon."""


class Listen(commands.Cog):
    """Answers a plain question where the notes do so without a doubt; else it stays silent."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a question that is put to everybody.

        Without the Message Content intent such messages come without words, and nothing happens.
        """
        me = self.bot.user
        if me is None or message.guild is None or not _asks_everybody(message, me):
            return
        with failures.logged("answering a plain question"):
            services, asker = self.bot.services, answering.asker_of(message)
            if asker.channel is None:
                return
            settings = await services.memory.servers.channel(message.guild.id, asker.channel)
            if not settings.listens:
                return
            if answering.too_soon(services, asker):
                return
            view = await answering.sure_answer(services, asker, message.content)
            if view is not None:
                await spoken.reply(message, view)


def _asks_everybody(message: discord.Message, me: discord.ClientUser) -> bool:
    """Tell whether a message holds a question that is put to nobody in particular."""
    if not spoken.is_from_person(message) or spoken.is_to(message, me):
        return False
    if message.reference is not None or message.mentions:
        return False
    asks = not _MARKS.isdisjoint(message.content)
    return asks or read_pasted(message.content) is not None
