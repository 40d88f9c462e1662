"""Asking what decided a question: /why."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import answering, render, words
from bot.escape import fit
from bot.notebooks import QUESTION_ROOM  # noqa: TC001 - discord.py evaluates annotations

if TYPE_CHECKING:
    from bot.app import Studyhall

_ROOM = 3_500  # Discord: 4,000 in all the texts of a message


class Why(commands.Cog):
    """Tells how a question was read, what was found, and how far from the line it was."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    @app_commands.command(name="why", description=words.WHY_DESCRIPTION)
    @app_commands.describe(question=words.ASK_QUESTION)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def why(
        self, interaction: discord.Interaction, question: app_commands.Range[str, 1, QUESTION_ROOM]
    ) -> None:
        """Explain the answer to the asker alone."""
        if await answering.held_back(self.bot.services, interaction):
            return
        library = await self.bot.services.library_in(interaction.guild_id, interaction.channel_id)
        why = await asyncio.to_thread(library.why, question.strip())
        verdict, *reasons = why.lines()
        text = "\n".join([f"**{fit(verdict, 200)}**", *(f"- {fit(line, 300)}" for line in reasons)])
        view = render.sentence(text[:_ROOM].rpartition("\n")[0] if len(text) > _ROOM else text)
        await interaction.response.send_message(view=view, ephemeral=True)
