"""Looking up a term of the notes: /define, and /lookup for who knows it by that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import answering, failures, render, words, words_rooms
from bot.completion import terms
from bot.notebooks import TYPED_ROOM, Notebook  # noqa: TC001 - discord.py evaluates annotations
from knowledge.answers.answer import Unknown

if TYPE_CHECKING:
    from bot.app import Studyhall


class Lookup(commands.Cog):
    """Says what the notes hold about one term."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    @app_commands.command(name="lookup", description=words.LOOKUP_DESCRIPTION)
    @app_commands.describe(term=words.LOOKUP_TERM, private=words.LOOKUP_PRIVATE)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def lookup(
        self,
        interaction: discord.Interaction,
        term: app_commands.Range[str, 1, TYPED_ROOM],
        private: bool = False,  # noqa: FBT001, FBT002 - an option of the command, always named
    ) -> None:
        """Show the entry of the term."""
        await self._show(interaction, term, private=private)

    @app_commands.command(name="define", description=words_rooms.DEFINE_DESCRIPTION)
    @app_commands.describe(term=words_rooms.TERM, private=words_rooms.PRIVATE)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def define(
        self,
        interaction: discord.Interaction,
        term: app_commands.Range[str, 1, TYPED_ROOM],
        private: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """Show the entry of the term."""
        await self._show(interaction, term, private=private)

    async def _show(self, interaction: discord.Interaction, term: str, *, private: bool) -> None:
        if await answering.held_back(self.bot.services, interaction):
            return
        notebook = await self._notebook(interaction)
        found = await notebook.lookup(term)
        view = (
            render.response(found, notebook.look, asked=True)
            if isinstance(found, Unknown)
            else render.entry(found, notebook.look)
        )
        await interaction.response.send_message(view=view, ephemeral=private)

    @define.autocomplete("term")
    @lookup.autocomplete("term")
    async def _complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        with failures.logged("completing a term"):
            return terms(await (await self._notebook(interaction)).complete(typed))
        return []

    async def _notebook(self, interaction: discord.Interaction) -> Notebook:
        return await answering.notebook_of(self.bot.services, answering.asker_of(interaction))
