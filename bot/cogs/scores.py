"""Standings and statistics: /leaderboard for a server, /stats for oneself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures, scoring
from bot import scores_view as view
from bot import words_practice as said
from bot.practice_desk import desk_of, send
from bot.schedule import is_zone, suggest_zones
from knowledge.quiz.standings import Board, Period

if TYPE_CHECKING:
    from bot.app import Studyhall


class Scores(commands.Cog):
    """Shows how a group and its members do."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    @app_commands.command(name="leaderboard", description=said.LEADERBOARD_DESCRIPTION)
    @app_commands.describe(period=said.LEADERBOARD_PERIOD, board=said.LEADERBOARD_BOARD)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def leaderboard(
        self,
        interaction: discord.Interaction,
        period: Literal["week", "month", "all"] = "week",
        board: Literal["points", "accuracy"] = "points",
    ) -> None:
        """Show the board to everybody, without those who left it."""
        services, guild = self.bot.services, interaction.guild_id
        if guild is None:
            await failures.privately(interaction, said.NOBODY_YET)
            return
        await interaction.response.defer()  # years of answers may take over a second
        rows = await scoring.board_of(services, guild, Board(board), Period(period))
        shown = view.leaderboard(rows, Board(board), Period(period), services.look)
        await send(interaction, shown)

    @app_commands.command(name="stats", description=said.STATS_DESCRIPTION)
    @app_commands.describe(zone=said.STATS_ZONE)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def stats(
        self,
        interaction: discord.Interaction,
        zone: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Show a person how they do, and what the server's channels have in stock."""
        learning = self.bot.services.memory.learning
        if zone is not None:
            if not is_zone(zone):
                await failures.privately(interaction, said.NO_SUCH_ZONE)
                return
            learner = await learning.learner(interaction.user.id)
            await learning.set_learner(replace(learner, zone=zone))
        desk = await desk_of(interaction, private=True)
        supplies = await self._supplies(desk.guild) if desk.guild is not None else None
        shown = view.statistics(await scoring.mine(desk), supplies, desk.notebook.look)
        await send(interaction, shown, private=True)

    @stats.autocomplete("zone")
    async def _zones(
        self, _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        with failures.logged("completing a time zone"):
            return [app_commands.Choice(name=name, value=name) for name in suggest_zones(typed)]
        return []

    async def _supplies(self, guild: int) -> list[view.Supply]:
        schedules = await self.bot.services.memory.servers.schedules(guild)
        return [
            view.Supply(one.channel, (await self.bot.dailies.supply(one)).left) for one in schedules
        ]
