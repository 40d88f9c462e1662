"""Asking the notes: /ask, a mention of the bot, a reply to it, and a direct message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import assisted, failures, render, words
from bot.completion import questions
from bot.notebooks import QUESTION_ROOM, Notebook, channel_of

if TYPE_CHECKING:
    from bot.app import Studyhall


_ENDINGS = 8  # completions of a question's last word


class Ask(commands.Cog):
    """Answers where it is asked."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    @app_commands.command(name="ask", description=words.ASK_DESCRIPTION)
    @app_commands.describe(question=words.ASK_QUESTION, private=words.ASK_PRIVATE)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, QUESTION_ROOM],
        private: bool = False,  # noqa: FBT001, FBT002 - an option of the command, always named
    ) -> None:
        """Answer the question, to everybody or to the asker alone."""
        services, user = self.bot.services, interaction.user.id
        await assisted.note(services, interaction.guild_id, user, question)
        notebook = await self._notebook(interaction.guild_id, interaction.channel)
        found = await notebook.ask(question)
        view = render.response(found, notebook.look, asked=True)
        await interaction.response.send_message(view=view, ephemeral=private)

    @ask.autocomplete("question")
    async def _complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        head, _, ending = typed.rstrip().rpartition(" ")
        with failures.logged("completing a question"):
            notebook = await self._notebook(interaction.guild_id, interaction.channel)
            found = await notebook.complete(typed)
            endings = await notebook.complete(ending, _ENDINGS) if head and len(ending) > 2 else ()
            return questions(typed.strip(), found, endings)
        return []

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that speaks to the bot."""
        me = self.bot.user
        if me is None or not _is_to(message, me):
            return
        async with failures.told(
            "answering a message", lambda text: _reply(message, render.sentence(text))
        ):
            question = _without_mention(message.content, me)
            if not question:
                await _reply(message, render.sentence(words.HELP.replace("{bot}", me.mention)))
                return
            guild = message.guild.id if message.guild is not None else None
            await assisted.note(self.bot.services, guild, message.author.id, question)
            notebook = await self._notebook(guild, message.channel)
            found = await notebook.ask(question)
            await _reply(message, render.response(found, notebook.look))

    async def _notebook(self, guild: int | None, place: object) -> Notebook:
        return await self.bot.services.notebook_in(guild, channel_of(place))


def _is_to(message: discord.Message, me: discord.ClientUser) -> bool:
    """Tell whether a message speaks to the bot.

    A qualifying message:
    - is written by a person, not by a bot or a webhook, and is no notice of Discord's own
    - is a direct message, or mentions the bot itself and not only everyone, as a reply with ping
      does, or replies to one of its messages, or begins with its name where the bot may read that
    """
    if message.author.bot or message.webhook_id is not None:
        return False
    if message.type not in {discord.MessageType.default, discord.MessageType.reply}:
        return False
    if message.guild is None or any(user.id == me.id for user in message.mentions):
        return True
    if message.content.startswith(f"@{me.name}"):
        return True
    replied = message.reference.resolved if message.reference is not None else None
    mine = isinstance(replied, discord.Message) and replied.author.id == me.id
    return mine and bool(message.content)


def _without_mention(content: str, me: discord.ClientUser) -> str:
    return re.sub(rf"<@!?{me.id}>|^@{re.escape(me.name)}", " ", content).strip()


async def _reply(message: discord.Message, view: discord.ui.LayoutView) -> None:
    """Reply to the message, or beside it where it is gone already."""
    try:
        await message.reply(view=view)
    except discord.NotFound:
        await message.channel.send(view=view)
