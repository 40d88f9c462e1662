"""The notes by what they are about: /compare, /topic, /notes, /search, a message's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import answering, browse, failures, render, rooms_view, words_rooms
from bot.completion import terms
from bot.notebooks import TYPED_ROOM
from bot.presses import KEYS_SHOWN
from knowledge.answers.answer import Entry, Unknown

if TYPE_CHECKING:
    from bot.app import Studyhall
    from bot.notebooks import Notebook

_HITS = 8
_IN_SERVERS_AND_DMS = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
_NOT_FOR_USERS = app_commands.allowed_installs(guilds=True, users=False)
_Term = app_commands.Range[str, 1, TYPED_ROOM]


class Topics(commands.Cog):
    """Shows what the notes hold, without a question."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot
        self._menu = app_commands.ContextMenu(
            name=words_rooms.ANSWER_FROM_NOTES,
            callback=self.answer_message,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def cog_load(self) -> None:
        """Add the menu of messages, which discord.py takes from no class."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @_IN_SERVERS_AND_DMS
    @_NOT_FOR_USERS
    @app_commands.command(name="compare", description=words_rooms.COMPARE_DESCRIPTION)
    @app_commands.describe(
        first=words_rooms.FIRST_TERM, second=words_rooms.SECOND_TERM, private=words_rooms.PRIVATE
    )
    async def compare(
        self,
        interaction: discord.Interaction,
        first: _Term,
        second: _Term,
        private: bool = False,  # noqa: FBT001, FBT002 - an option of the command, always named
    ) -> None:
        """Show two terms side by side."""
        if await answering.held_back(self.bot.services, interaction):
            return
        notebook = await self._notebook(interaction)
        entries: list[Entry] = []
        for term in (first, second):
            found = await notebook.lookup(term)
            if isinstance(found, Unknown):
                view = render.response(found, notebook.look, asked=True)
                await interaction.response.send_message(view=view, ephemeral=private)
                return
            entries.append(found)
        left, right = entries
        if left.term == right.term:
            await failures.privately(interaction, words_rooms.ONE_TERM_TWICE)
            return
        compared = await notebook.compare(left.term, right.term)
        view = rooms_view.comparison((left, right), compared, notebook.look)
        await interaction.response.send_message(view=view, ephemeral=private)

    @_IN_SERVERS_AND_DMS
    @_NOT_FOR_USERS
    @app_commands.command(name="topic", description=words_rooms.TOPIC_DESCRIPTION)
    @app_commands.describe(term=words_rooms.TERM, private=words_rooms.PRIVATE)
    async def topic(
        self,
        interaction: discord.Interaction,
        term: _Term,
        private: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """Show the passages about a term whole, a page at a time."""
        if await answering.held_back(self.bot.services, interaction):
            return
        notebook = await self._notebook(interaction)
        entry = await notebook.lookup(term)
        if isinstance(entry, Unknown):
            view = render.response(entry, notebook.look, asked=True)
        else:
            sources = await notebook.search(entry.term, KEYS_SHOWN)
            kept = tuple(
                dict.fromkeys((entry.definition.key, *(source.key for source in sources)))
            )[:KEYS_SHOWN]
            view = render.passages(notebook.sources(kept), 0, kept, notebook.look)
        await interaction.response.send_message(view=view, ephemeral=private)

    @_IN_SERVERS_AND_DMS
    @_NOT_FOR_USERS
    @app_commands.command(name="notes", description=words_rooms.NOTES_DESCRIPTION)
    async def notes(self, interaction: discord.Interaction) -> None:
        """Show the list of notes to the person alone."""
        if await answering.held_back(self.bot.services, interaction):
            return
        notebook = await self._notebook(interaction)
        await interaction.response.send_message(view=browse.note_list(notebook, 0), ephemeral=True)

    @_IN_SERVERS_AND_DMS
    @_NOT_FOR_USERS
    @app_commands.command(name="search", description=words_rooms.SEARCH_DESCRIPTION)
    @app_commands.describe(typed=words_rooms.WORDS, private=words_rooms.PRIVATE)
    @app_commands.rename(typed="words")
    async def search(
        self,
        interaction: discord.Interaction,
        typed: app_commands.Range[str, 1, 200],
        private: bool = True,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """List the passages nearest to some words."""
        if await answering.held_back(self.bot.services, interaction):
            return
        notebook = await self._notebook(interaction)
        found = await notebook.search(typed, _HITS)
        view = rooms_view.hits(typed, found, notebook.look)
        await interaction.response.send_message(view=view, ephemeral=private)

    async def answer_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """Answer somebody's message where it stands."""
        services, asker = self.bot.services, answering.asker_of(interaction)
        if await answering.held_back(services, interaction):
            return
        if not message.content.strip():
            await failures.privately(interaction, words_rooms.NO_WORDS)
            return
        view = await answering.answer(services, asker, message.content, asked=True)
        await interaction.response.send_message(view=view)

    @compare.autocomplete("first")
    @compare.autocomplete("second")
    @topic.autocomplete("term")
    async def _complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        with failures.logged("completing a term"):
            notebook = await self._notebook(interaction)
            return terms(await notebook.complete(typed))
        return []

    async def _notebook(self, interaction: discord.Interaction) -> Notebook:
        return await answering.notebook_of(self.bot.services, answering.asker_of(interaction))
