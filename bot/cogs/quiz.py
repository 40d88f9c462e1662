"""Practising with questions from the notes: /quiz."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures
from bot import words_practice as said
from bot.completion import CHOICES
from bot.escape import label, units
from bot.notebooks import channel_of
from bot.practice_buttons import submitted
from bot.practice_desk import desk_of, go_on, has_questions, new_run, send
from bot.practice_presses import LARGEST  # noqa: TC001 - discord.py evaluates annotations
from bot.topics import topics_of

if TYPE_CHECKING:
    from bot.app import Studyhall

_CHOICE_ROOM = 100  # Discord: a choice's name, and its value
_KINDS = {"choice": "c", "true or false": "t", "typed": "w", "pairs": "p"}


class Quiz(commands.Cog):
    """Asks questions of one's own choice, one after the other."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    @app_commands.command(name="quiz", description=said.QUIZ_DESCRIPTION)
    @app_commands.describe(
        topic=said.QUIZ_TOPIC,
        questions=said.QUIZ_SIZE,
        kind=said.QUIZ_KIND,
        private=said.QUIZ_PRIVATE,
    )
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def quiz(
        self,
        interaction: discord.Interaction,
        topic: app_commands.Range[str, 1, 100] | None = None,
        questions: app_commands.Range[int, 1, LARGEST] = 10,
        kind: Literal["choice", "true or false", "typed", "pairs"] | None = None,
        private: bool = True,  # noqa: FBT001, FBT002 - an option of the command, always named
    ) -> None:
        """Begin a quiz, for the person alone or for the channel to watch."""
        desk = await desk_of(interaction, private=private)
        mark = topics_of(desk.bank).named(topic) if topic else ""
        if mark is None:
            await failures.privately(interaction, said.NO_SUCH_TOPIC)
            return
        run = await new_run(desk, interaction.id, mark, _KINDS.get(kind or "", ""), questions)
        if not run.size:
            await failures.privately(interaction, said.NO_QUESTIONS)
            return
        await send(interaction, await go_on(desk, run), private=private)

    @quiz.autocomplete("topic")
    async def _complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        with failures.logged("completing a topic"):
            services = self.bot.services
            place = channel_of(interaction.channel)
            library = await services.library_in(interaction.guild_id, place)
            if not has_questions(library):
                return []  # it is being made, or will be at the first question: no time to wait
            topics = await asyncio.to_thread(topics_of, library.bank)
            return [
                app_commands.Choice(
                    name=label(f"{name} · {topics.names[name]}", _CHOICE_ROOM), value=name
                )
                for name in topics.complete(typed, CHOICES)
                if units(name) <= _CHOICE_ROOM
            ]
        return []

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the forms of typed answers, those of before a restart too."""
        if interaction.type is discord.InteractionType.modal_submit:
            await submitted(interaction)
