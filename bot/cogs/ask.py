"""Asking the notes: /ask, a mention of the bot, a reply to it, and a direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import answering, failures, render, spoken, words
from bot.completion import questions
from bot.notebooks import QUESTION_ROOM  # noqa: TC001 - discord.py evaluates annotations

if TYPE_CHECKING:
    from bot.app import Studyhall


_ENDINGS = 8  # completions of a question's last word
_SHOWN_FOR = 20.0
"""Seconds that a request to wait stays in a channel, where nothing can be said in private."""


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
        services, asker = self.bot.services, answering.asker_of(interaction)
        if await answering.held_back(services, interaction):
            return
        view = await answering.answer(services, asker, question, asked=True)
        await interaction.response.send_message(view=view, ephemeral=private)

    @ask.autocomplete("question")
    async def _complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        head, _, ending = typed.rstrip().rpartition(" ")
        with failures.logged("completing a question"):
            notebook = await answering.notebook_of(
                self.bot.services, answering.asker_of(interaction)
            )
            found = await notebook.complete(typed)
            endings = await notebook.complete(ending, _ENDINGS) if head and len(ending) > 2 else ()
            return questions(typed.strip(), found, endings)
        return []

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that speaks to the bot."""
        me = self.bot.user
        if me is None or not spoken.is_to(message, me):
            return
        async with failures.told(
            "answering a message", lambda text: spoken.reply(message, render.sentence(text))
        ):
            question = spoken.question_of(message, me)
            if not question:
                help_text = words.HELP.replace("{bot}", me.mention)
                await spoken.reply(message, render.sentence(help_text))
                return
            services, asker = self.bot.services, answering.asker_of(message)
            if not await self._in_time(message, asker):
                return
            notebook = await answering.notebook_of(services, asker)
            before = await spoken.asked_before(message, me, notebook)
            view = await answering.answer(services, asker, question, before=before)
            await spoken.reply(message, view)

    async def _in_time(self, message: discord.Message, asker: answering.Asker) -> bool:
        """Count the question, or say how long to wait: once a minute, and not for long."""
        services = self.bot.services
        held = answering.too_soon(services, asker)
        if held and services.cooldowns.may_tell(asker.user, services.clock()):
            await message.reply(view=render.sentence(held), delete_after=_SHOWN_FOR)
        return not held
