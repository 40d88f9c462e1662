"""Reviewing what is due: /review, in private, with limits of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import words_practice as said
from bot.practice_desk import desk_of, go_on, send
from bot.practice_presses import Review as Queue

if TYPE_CHECKING:
    from bot.app import Studyhall


class Review(commands.Cog):
    """Asks what a person is about to forget."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    @app_commands.command(name="review", description=said.REVIEW_DESCRIPTION)
    @app_commands.describe(new=said.REVIEW_NEW, limit=said.REVIEW_LIMIT)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def review(
        self,
        interaction: discord.Interaction,
        new: app_commands.Range[int, 0, 50] | None = None,
        limit: app_commands.Range[int, 1, 200] | None = None,
    ) -> None:
        """Show the next question due; the limits given hold from now on."""
        learning = self.bot.services.memory.learning
        if new is not None or limit is not None:
            learner = await learning.learner(interaction.user.id)
            await learning.set_learner(
                replace(
                    learner,
                    new_a_day=learner.new_a_day if new is None else new,
                    reviews_a_day=limit or learner.reviews_a_day,
                )
            )
        desk = await desk_of(interaction, private=True)
        await send(interaction, await go_on(desk, Queue()), private=True)
