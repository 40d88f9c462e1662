"""The owner's side: /setup in one message, /settings for one thing, /status for how it is."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures, setup_view, status_view, words_rooms
from bot.completion import CHOICES
from bot.escape import fit, label
from bot.managers import manages
from bot.notebooks import channel_of, difference
from bot.rooms_view import card
from bot.schedule import suggest_zones
from bot.setup_buttons import set_zone, zone_meant

if TYPE_CHECKING:
    from bot.app import Studyhall
    from bot.notebooks import Change

_log = logging.getLogger(__name__)
_Zone = app_commands.Range[str, 1, 60]
_Notebook = app_commands.Range[str, 1, 60]


class Setup(commands.Cog):
    """For members who may manage the server."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Hear of every change of the notes."""
        self.bot.watcher.hooks.append(self.on_change)

    async def cog_unload(self) -> None:
        """Hear of no more changes."""
        self.bot.watcher.hooks.remove(self.on_change)

    @app_commands.command(name="setup", description=words_rooms.SETUP_DESCRIPTION)
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: discord.Interaction) -> None:
        """Show the owner's message, in private."""
        guild = interaction.guild
        if guild is None or not interaction.permissions.manage_guild:
            await failures.privately(interaction, words_rooms.FOR_MANAGERS)
            return
        services = self.bot.services
        setting = await setup_view.setting_of(services, guild.id)
        view = setup_view.owners_message(services, setting, guild.name)
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="settings", description=words_rooms.SETTINGS_DESCRIPTION)
    @app_commands.describe(
        zone=words_rooms.O_ZONE,
        notebook=words_rooms.O_NOTEBOOK,
        channel=words_rooms.O_CHANNEL,
        listens=words_rooms.O_LISTENS,
        keeps_unanswered=words_rooms.O_KEEPS,
        authors=words_rooms.O_MANAGER,
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def settings(  # noqa: PLR0913, PLR0917 - the options of the command
        self,
        interaction: discord.Interaction,
        zone: _Zone | None = None,
        notebook: _Notebook | None = None,
        channel: discord.TextChannel | None = None,
        listens: bool | None = None,  # noqa: FBT001 - an option of the command, always named
        keeps_unanswered: bool | None = None,  # noqa: FBT001 - as above
        authors: discord.Role | None = None,
    ) -> None:
        """Keep what was given, and show what holds now; nothing is kept where one part is wrong."""
        guild = interaction.guild_id
        if guild is None or not interaction.permissions.manage_guild:
            await failures.privately(interaction, words_rooms.FOR_MANAGERS)
            return
        meant = zone_meant(zone) if zone is not None else None
        trouble = self._trouble(zone, meant, notebook, channel, listens=listens)
        if trouble:
            await failures.privately(interaction, trouble)
            return
        if meant is not None:
            await set_zone(self.bot.services, guild, meant)
        if channel is not None:
            await self._keep_channel(guild, channel.id, notebook, listens=listens)
            notebook = None
        role = authors.id if authors is not None else None
        await self._keep(guild, notebook, role, keeps_unanswered=keeps_unanswered)
        place = channel.id if channel is not None else channel_of(interaction.channel)
        await interaction.response.send_message(
            view=await self._shown(guild, place), ephemeral=True
        )

    @settings.autocomplete("zone")
    async def _complete_zone(
        self, _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        with failures.logged("completing a zone"):
            return [app_commands.Choice(name=name, value=name) for name in suggest_zones(typed)]
        return []

    @settings.autocomplete("notebook")
    async def _complete_notebook(
        self, _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        wanted = typed.strip().casefold()
        names = sorted(self.bot.services.names, key=lambda name: wanted not in name.casefold())
        return [app_commands.Choice(name=label(name, 100), value=name) for name in names[:CHOICES]]

    @app_commands.command(name="status", description=words_rooms.STATUS_DESCRIPTION)
    @app_commands.guild_only()
    async def status(self, interaction: discord.Interaction) -> None:
        """Show notes, problems, posts to come, in private, to who may see them."""
        services, guild = self.bot.services, interaction.guild_id
        if guild is None or not await manages(services, interaction):
            await failures.privately(interaction, words_rooms.FOR_MANAGERS)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        notebook = await services.notebook_in(guild, channel_of(interaction.channel))
        bank = await services.bank_of(notebook.library)
        setting = await setup_view.setting_of(services, guild)
        now = services.clock()
        unanswered = await services.memory.questions.open_in(guild, now)
        posts = status_view.posts_to_come(setting, now)
        view = status_view.status(notebook, bank, setting, posts, len(unanswered), self.bot.latency)
        await interaction.followup.send(view=view, ephemeral=True)

    async def on_change(self, change: Change) -> None:
        """Say in the operator's channel what changed in the notes; without one the log has it."""
        found = difference(change)
        _log.info(
            "notebook %s: %d new, %d changed, %d removed, %d new problems",
            change.notebook,
            *(len(each) for each in (found.added, found.changed, found.removed, found.problems)),
        )
        for problem in found.problems:
            _log.warning("%s", problem)
        channel = self.bot.services.settings.log_channel
        if channel is None or not any((found.added, found.changed, found.removed, found.problems)):
            return
        view = status_view.changed(change.notebook, found)
        try:
            await self.bot.get_partial_messageable(channel).send(view=view)
        except (discord.Forbidden, discord.NotFound) as error:
            _log.warning("the log channel cannot be written to (%s)", error.code)

    def _trouble(
        self,
        zone: str | None,
        meant: str | None,
        notebook: str | None,
        channel: discord.TextChannel | None,
        *,
        listens: bool | None,
    ) -> str:
        """Return what to say where something cannot be kept, else nothing."""
        if zone is not None and meant is None:
            return words_rooms.NOT_A_ZONE
        if notebook is not None and notebook not in self.bot.services.names:
            return words_rooms.NOT_A_NOTEBOOK
        if listens is not None and channel is None:
            return words_rooms.CHANNEL_NEEDED
        return ""

    async def _keep(
        self, guild: int, notebook: str | None, role: int | None, *, keeps_unanswered: bool | None
    ) -> None:
        memory = self.bot.services.memory
        before = await memory.servers.settings(guild)
        after = replace(
            before,
            notebook=before.notebook if notebook is None else notebook,
            manager_role=before.manager_role if role is None else role,
            keeps_unanswered=before.keeps_unanswered
            if keeps_unanswered is None
            else keeps_unanswered,
        )
        if after != before:
            await memory.servers.set_settings(after)
        if before.keeps_unanswered and not after.keeps_unanswered:
            await memory.questions.stop_keeping(guild)

    async def _keep_channel(
        self, guild: int, channel: int, notebook: str | None, *, listens: bool | None
    ) -> None:
        servers = self.bot.services.memory.servers
        before = await servers.channel(guild, channel)
        after = replace(
            before,
            notebook=before.notebook if notebook is None else notebook,
            listens=before.listens if listens is None else listens,
        )
        if after != before:
            await servers.set_channel(after)

    async def _shown(self, guild: int, channel: int | None) -> discord.ui.LayoutView:
        services = self.bot.services
        setting = await setup_view.setting_of(services, guild)
        notebook = await services.notebook_in(guild, channel)
        channels = ", ".join(f"<#{one}>" for one in setting.listening[:20])
        lines = [
            words_rooms.zone_set(setting.server.zone),
            words_rooms.notebook_here(fit(notebook.name, 60, links=False)),
            words_rooms.listening(channels),
            words_rooms.keeping(kept=setting.server.keeps_unanswered),
            words_rooms.managers(setting.server.manager_role),
            status_view.posts_to_come(setting, services.clock()),
        ]
        return card(["\n".join(lines)])
