"""Practice exams against the clock: /exam start, and /exam date for the real one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import format_dt

from bot import exam_view as view
from bot import failures, practising, sitting
from bot import words_practice as said
from bot.completion import CHOICES
from bot.escape import label, units
from bot.notebooks import channel_of
from bot.practice_desk import desk_of, send
from bot.topics import likeliest
from knowledge.quiz.blueprint_file import MOST_QUESTIONS  # noqa: TC001 - discord.py evaluates it

if TYPE_CHECKING:
    from bot.app import Studyhall
    from bot.practising import Desk
    from bot.sitting import Sitting

_CHOICE_ROOM = 100  # Discord: a choice's name, and its value


class Exam(commands.Cog):
    """Lets a person sit an exam in private, and prepare for one."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot

    exam = app_commands.Group(
        name="exam",
        description=said.EXAM_DESCRIPTION,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @exam.command(name="start", description=said.EXAM_START)
    @app_commands.describe(blueprint=said.EXAM_BLUEPRINT, length=said.EXAM_LENGTH)
    async def start(
        self,
        interaction: discord.Interaction,
        blueprint: app_commands.Range[str, 1, 100] | None = None,
        length: app_commands.Range[int, 1, MOST_QUESTIONS] | None = None,
    ) -> None:
        """Begin an exam, or go on with the one that runs."""
        desk = await desk_of(interaction, private=True)
        async with practising.one_at_a_time(desk.user):
            found = await self._running(desk) or await self._begun(desk, blueprint or "", length)
        if isinstance(found, str):
            await failures.privately(interaction, found)
            return
        look = desk.services.notebook(found.run.notebook).look
        result = found.outcome
        shown = (
            view.question(found, found.open[0] if found.open else 0, look)
            if result is None
            else view.outcome(found, result, said.TIME_OVER)
        )
        await send(interaction, shown, private=True)

    async def _running(self, desk: Desk) -> Sitting | None:
        """Return the exam that runs, or whose time ran out unseen."""
        store = desk.services.memory
        running = await store.exams.open_of(desk.user)
        if running is None:
            return None
        return await sitting.current(store, running.id, desk.services.clock())

    async def _begun(self, desk: Desk, wanted: str, length: int | None) -> Sitting | str:
        """Begin an exam, or return why there is none."""
        blueprints = await sitting.blueprints_of(desk.notebook.library)
        named = likeliest(wanted, dict.fromkeys(blueprints, 1), 1) if wanted else ("",)
        if not named:
            return said.NO_SUCH_EXAM
        return await sitting.start(desk, named[0], length) or said.NO_EXAM

    @start.autocomplete("blueprint")
    async def _complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        with failures.logged("completing an exam"):
            place = channel_of(interaction.channel)
            library = await self.bot.services.library_in(interaction.guild_id, place)
            names = await sitting.blueprints_of(library)
            return [
                app_commands.Choice(name=label(name, _CHOICE_ROOM), value=name)
                for name in likeliest(typed, dict.fromkeys(names, 1), CHOICES)
                if units(name) <= _CHOICE_ROOM
            ]
        return []

    @exam.command(name="date", description=said.EXAM_DATE)
    @app_commands.describe(when=said.EXAM_WHEN)
    async def date(
        self,
        interaction: discord.Interaction,
        when: app_commands.Range[str, 1, 20] | None = None,
    ) -> None:
        """Keep the day of the real exam, and pack the reviews before it."""
        desk = await desk_of(interaction, private=True)
        if when is None:
            await practising.pack(desk, None)
            await failures.privately(interaction, said.DATE_FORGOTTEN)
            return
        try:
            day = datetime.date.fromisoformat(when.strip())
        except ValueError:
            await failures.privately(interaction, said.BAD_DATE)
            return
        learner = await desk.services.memory.learning.learner(desk.user)
        zone = practising.zone_of(learner)
        if day <= desk.services.clock().astimezone(zone).date():
            await failures.privately(interaction, said.PAST_DATE)
            return
        moved = await practising.pack(desk, day)
        moment = datetime.datetime.combine(day, datetime.time(12), zone)
        await failures.privately(interaction, said.date_kept(format_dt(moment, "D"), moved))
