"""Setting up the daily questions of a channel: /daily set, show, pause, resume, test, remove."""

from __future__ import annotations

import asyncio
import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import failures, questions, words_daily
from bot.completion import CHOICES
from bot.daily_options import Given, Place, planned
from bot.daily_supply import topics_in
from bot.escape import fit, label, units
from bot.schedule import suggest_zones
from bot.store.records import Schedule
from bot.typed_plans import suggest_days, suggest_topics
from knowledge.quiz.choose import askable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.app import Studyhall

_SHOWN = 8
"""Channels of /daily show: the text of a message ends there."""
_CHOICE_ROOM = 100  # Discord: a choice's name, and its value
_REVEALS = [app_commands.Choice(name=name, value=name) for name in words_daily.REVEALS]
Where = app_commands.Transform[int, Place]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Daily(commands.GroupCog, name="daily", description=words_daily.GROUP):
    """For members who may manage the server; Discord shows and runs it for nobody else."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot
        super().__init__()

    @app_commands.command(name="set", description=words_daily.SET)
    @app_commands.describe(
        time=words_daily.O_TIME,
        zone=words_daily.O_ZONE,
        channel=words_daily.O_CHANNEL,
        days=words_daily.O_DAYS,
        topics=words_daily.O_TOPICS,
        role=words_daily.O_ROLE,
        no_role=words_daily.O_NO_ROLE,
        reveal=words_daily.O_REVEAL,
        at_once=words_daily.O_AT_ONCE,
    )
    @app_commands.choices(reveal=_REVEALS)
    async def plan(  # noqa: PLR0913, PLR0917 - the options of the command
        self,
        interaction: discord.Interaction,
        time: app_commands.Range[str, 1, 20] | None = None,
        zone: app_commands.Range[str, 1, 60] | None = None,
        channel: Where | None = None,
        days: app_commands.Range[str, 1, 100] | None = None,
        topics: app_commands.Range[str, 1, 500] | None = None,
        role: discord.Role | None = None,
        no_role: bool = False,  # noqa: FBT001, FBT002 - an option of the command, always named
        reveal: str | None = None,
        at_once: bool | None = None,  # noqa: FBT001 - as above
    ) -> None:
        """Keep a channel's schedule, if it can be kept to."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        role_id = role.id if role is not None else None
        given = Given(time, zone, days, topics, role_id, no_role, reveal, at_once)
        guild, place = _here(interaction, channel)
        if role_id == guild:  # Discord's role of everybody has the server's id
            said = words_daily.NOT_EVERYONE
        else:
            said = await self._set(guild, place, given)
        await interaction.followup.send(said, ephemeral=True)

    async def _set(self, guild: int, channel: int, given: Given) -> str:
        """Keep what was given; return what to say."""
        services = self.bot.services
        servers = services.memory.servers
        before = await servers.schedule(channel)
        if before is None:
            if given.time is None:
                return words_daily.TIME_NEEDED
            zone = (await servers.settings(guild)).zone
            before = Schedule(guild, channel, datetime.time(), zone, services.clock())
        bank = await services.bank_of((await self.bot.dailies.notebook(before)).library)
        if not askable(bank):
            return words_daily.NO_QUESTIONS
        found = planned(given, before, topics_in(bank))
        if isinstance(found, str):
            return found
        if missing := self.bot.dailies.missing(guild, channel):
            return words_daily.missing_permissions(channel, missing)
        found = replace(found, since=services.clock(), paused=False)
        await servers.set_schedule(found)
        await servers.mended(guild, channel)
        at = await self.bot.dailies.next_post(found)
        return f"{words_daily.saved(channel, at)}\n{_described(found)}"

    @plan.autocomplete("zone")
    async def _zones(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        with failures.logged("completing a time zone"):
            return _choices(suggest_zones(typed))
        return []

    @plan.autocomplete("days")
    async def _days(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        with failures.logged("completing days"):
            return _choices(suggest_days(typed))
        return []

    @plan.autocomplete("topics")
    async def _topics(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        with failures.logged("completing topics"):
            place = interaction.channel
            where = place.id if place is not None else None
            library = await self.bot.services.library_in(interaction.guild_id, where)
            bank = await self.bot.services.bank_of(library)
            return _choices(suggest_topics(typed, topics_in(bank)))
        return []

    @app_commands.command(name="show", description=words_daily.SHOW)
    async def show(self, interaction: discord.Interaction) -> None:
        """Show every schedule of the server."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild, _ = _here(interaction, None)
        found = await self.bot.services.memory.servers.schedules(guild)
        lines = [await self._line(schedule) for schedule in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(words_daily.more_channels(len(found) - _SHOWN))
        said = "\n\n".join(lines) or words_daily.NOTHING_SET
        await interaction.followup.send(said, ephemeral=True)

    async def _line(self, schedule: Schedule) -> str:
        dailies = self.bot.dailies
        supply = await dailies.supply(schedule)
        left = await asyncio.to_thread(lambda: supply.left)
        at = None if schedule.paused else await dailies.next_post(schedule)
        parts = [
            words_daily.PAUSED if schedule.paused else "",
            words_daily.next_at(at) if at else "",
        ]
        lines = [
            f"<#{schedule.channel}>: {_described(schedule)}",
            *filter(None, parts),
            words_daily.supply(left) if supply.bank.ready else words_daily.NO_SUPPLY,
        ]
        if missing := dailies.missing(schedule.guild, schedule.channel):
            lines.append(words_daily.missing_permissions(schedule.channel, missing))
        return "\n".join(lines)

    @app_commands.command(name="pause", description=words_daily.PAUSE)
    @app_commands.describe(channel=words_daily.O_CHANNEL)
    async def pause(self, interaction: discord.Interaction, channel: Where | None = None) -> None:
        """Pause a channel's questions; open ones are still revealed."""
        _, place = _here(interaction, channel)
        done = await self.bot.services.memory.servers.pause(place)
        said = words_daily.paused(place) if done else words_daily.nothing_set(place)
        await failures.privately(interaction, said)

    @app_commands.command(name="resume", description=words_daily.RESUME)
    @app_commands.describe(channel=words_daily.O_CHANNEL)
    async def resume(self, interaction: discord.Interaction, channel: Where | None = None) -> None:
        """Go on from now; nothing is made up for."""
        services = self.bot.services
        guild, place = _here(interaction, channel)
        said = words_daily.nothing_set(place)
        if await services.memory.servers.resume(place, services.clock()):
            await services.memory.servers.mended(guild, place)
            schedule = await services.memory.servers.schedule(place)
            at = None if schedule is None else await self.bot.dailies.next_post(schedule)
            said = words_daily.saved(place, at)
        await failures.privately(interaction, said)

    @app_commands.command(name="remove", description=words_daily.REMOVE)
    @app_commands.describe(channel=words_daily.O_CHANNEL)
    async def remove(self, interaction: discord.Interaction, channel: Where | None = None) -> None:
        """Remove a channel's schedule."""
        _, place = _here(interaction, channel)
        done = await self.bot.services.memory.servers.remove_schedule(place)
        said = words_daily.removed(place) if done else words_daily.nothing_set(place)
        await failures.privately(interaction, said)

    @app_commands.command(name="test", description=words_daily.TEST)
    @app_commands.describe(channel=words_daily.O_CHANNEL, post=words_daily.O_POST)
    async def test(
        self,
        interaction: discord.Interaction,
        channel: Where | None = None,
        post: bool = False,  # noqa: FBT001, FBT002 - an option of the command, always named
    ) -> None:
        """Show a question that is not one of the next, in private or where it would stand."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        services, dailies = self.bot.services, self.bot.dailies
        guild, place = _here(interaction, channel)
        schedule = await services.memory.servers.schedule(place)
        if schedule is None:
            await interaction.followup.send(words_daily.nothing_set(place), ephemeral=True)
            return
        if missing := dailies.missing(guild, place):
            said = words_daily.missing_permissions(place, missing)
            await interaction.followup.send(said, ephemeral=True)
            return
        supply = await dailies.supply(schedule)
        found = await asyncio.to_thread(supply.choose, services.clock().date(), words_daily.TEST)
        if found is None:
            await interaction.followup.send(words_daily.NO_SUPPLY, ephemeral=True)
            return
        view = questions.posted(questions.Head("", 0, services.clock()), found.item)
        if not post:
            await interaction.followup.send(view=view, ephemeral=True)
            return
        await self.bot.get_partial_messageable(place, guild_id=guild).send(view=view)
        await interaction.followup.send(words_daily.tested(place), ephemeral=True)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Pause the questions of a channel that is gone, and tell the owner once."""
        with failures.logged("a deleted channel"):
            if await self.bot.services.memory.servers.schedule(channel.id) is not None:
                await self.bot.dailies.tell(channel.guild.id, channel.id, "channel-gone", "deleted")


def _here(interaction: discord.Interaction, channel: int | None) -> tuple[int, int]:
    """Return the server, and the channel given or else that of the command."""
    guild, here = interaction.guild_id, channel or interaction.channel_id
    if guild is None or here is None:
        raise app_commands.NoPrivateMessage
    return guild, here


def _described(schedule: Schedule) -> str:
    """Return what is set, on one line."""
    topics = ", ".join(fit(name, 60, links=False) for name in schedule.topics[:10])
    parts = [
        words_daily.schedule(schedule.local_time, schedule.zone, schedule.weekdays),
        topics or words_daily.EVERY_TOPIC,
        f"<@&{schedule.role}>" if schedule.role is not None else "",
        words_daily.reveal(schedule.reveal_after),
        words_daily.AT_ONCE if schedule.reveals_at_once else "",
    ]
    return " · ".join(part for part in parts if part)


def _choices(names: Iterable[str]) -> list[app_commands.Choice[str]]:
    able = [name for name in names if units(name) <= _CHOICE_ROOM and label(name, _CHOICE_ROOM)]
    return [
        app_commands.Choice(name=label(name, _CHOICE_ROOM), value=name) for name in able[:CHOICES]
    ]
