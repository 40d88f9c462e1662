"""Questions that the notes did not answer: /gaps for authors, and word to those who wait."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures, gaps_view, render, rooms_view, words_rooms
from bot.escape import fit
from bot.managers import manages
from knowledge.answers.answer import Answer, Unsure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.app import Studyhall
    from bot.notebooks import Change, Notebook
    from bot.store.records import Unanswered, Waiting

_log = logging.getLogger(__name__)


class Gaps(commands.Cog):
    """Shows what is missing, and tells when it no longer is."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Hear of every change of the notes."""
        self.bot.watcher.hooks.append(self.on_change)

    async def cog_unload(self) -> None:
        """Hear of no more changes."""
        self.bot.watcher.hooks.remove(self.on_change)

    @app_commands.command(name="gaps", description=words_rooms.GAPS_DESCRIPTION)
    @app_commands.guild_only()
    async def gaps(self, interaction: discord.Interaction) -> None:
        """Show the list to a member who may see it, in private."""
        services, guild = self.bot.services, interaction.guild_id
        if guild is None or not await manages(services, interaction):
            await failures.privately(interaction, words_rooms.FOR_MANAGERS)
            return
        settings = await services.memory.servers.settings(guild)
        if not settings.keeps_unanswered:
            await failures.privately(interaction, words_rooms.GAPS_OFF)
            return
        found = await services.memory.questions.open_in(guild, services.clock())
        notebook = await services.notebook_in(guild, None)
        view = gaps_view.listed(found, notebook, 0)
        await interaction.response.send_message(view=view, ephemeral=True)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """See what notes answer that changed while the bot was away."""
        with failures.logged("looking for questions that are answered"):
            await self._look_through(self.bot.services.names)

    async def on_change(self, change: Change) -> None:
        """Forget the questions that changed notes answer now; tell those who wait for one."""
        await self._look_through((change.notebook,))

    async def _look_through(self, notebooks: Collection[str]) -> None:
        services = self.bot.services
        waited = {one.id: people for one, people in await services.memory.questions.waited_for()}
        for guild in self.bot.guilds:
            kept = await services.memory.questions.open_in(guild.id, services.clock(), fewest=0)
            await self._settle(kept, waited, notebooks)

    async def _settle(
        self,
        kept: Sequence[Unanswered],
        waited: dict[int, tuple[Waiting, ...]],
        notebooks: Collection[str],
    ) -> None:
        services = self.bot.services
        for question in kept:
            people = waited.get(question.id, ())
            channel = next((one.channel for one in people), None)
            notebook = await services.notebook_in(question.guild, channel)
            if notebook.name not in notebooks:
                continue
            found = await notebook.ask(question.text)
            if not isinstance(found, Answer) or isinstance(found, Unsure):
                continue
            for one in people:
                with failures.logged("telling that a question is answered"):
                    await self._tell(one, question, found, notebook)
                await services.memory.questions.told(question.id, one.user_id)
            await services.memory.questions.settle(question.id)

    async def _tell(
        self, one: Waiting, question: Unanswered, found: Answer, notebook: Notebook
    ) -> None:
        """Send the answer by direct message; whoever takes none is not looked for elsewhere."""
        guild = self.bot.get_guild(question.guild)
        server = fit(guild.name, 80, links=False) if guild is not None else ""
        lead = words_rooms.now_answered(fit(question.text, 250, links=False), server)
        user = await self.bot.fetch_user(one.user_id)
        try:
            await user.send(view=rooms_view.card([lead]))
            await user.send(view=render.response(found, notebook.look))
        except discord.Forbidden:
            _log.info("somebody who waited for an answer takes no direct messages")
