"""What /daily set is given, and the schedule that comes of it; the channel option of /daily."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import words_daily
from bot.escape import fit
from bot.schedule import is_zone, suggest_zones
from bot.typed_plans import read_days, read_time, read_topics, suggest_topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.records import Schedule

_NAME_ROOM = 60


@dataclass(frozen=True, slots=True)
class Given:
    """The options of /daily set as they were typed; None for what was left out."""

    time: str | None = None
    zone: str | None = None
    days: str | None = None
    topics: str | None = None
    role: int | None = None
    no_role: bool = False
    reveal: str | None = None
    at_once: bool | None = None


def planned(given: Given, before: Schedule, topics: Sequence[str]) -> Schedule | str:
    """Return a schedule with what was given, or a sentence that says what could not be read.

    `topics` are those that have questions. What was left out stays as it is in `before`.
    """
    time = before.local_time if given.time is None else read_time(given.time)
    if time is None:
        return words_daily.NOT_A_TIME
    zone = before.zone if given.zone is None else _zone(given.zone)
    if zone is None:
        return words_daily.NOT_A_ZONE
    days = before.weekdays if given.days is None else read_days(given.days)
    if days is None:
        return words_daily.NOT_DAYS
    chosen = before.topics
    strange: tuple[str, ...] = ()
    if given.topics is not None:
        chosen, strange = read_topics(given.topics, topics)
    if strange:
        near = [fit(name, _NAME_ROOM) for name in suggest_topics(strange[0], topics, 3)]
        return words_daily.not_topics([fit(name, _NAME_ROOM) for name in strange[:3]], near)
    hours = before.reveal_after
    if given.reveal is not None:
        if given.reveal not in words_daily.REVEALS:
            return words_daily.NOT_A_REVEAL
        hours = words_daily.REVEALS[given.reveal]
    role = before.role if given.role is None else given.role
    return replace(
        before,
        local_time=time,
        zone=zone,
        weekdays=days,
        topics=chosen,
        role=None if given.no_role else role,
        reveal_after=hours,
        reveals_at_once=before.reveals_at_once if given.at_once is None else given.at_once,
    )


def _zone(typed: str) -> str | None:
    """Return the zone that was typed, or the likeliest for a typo of one; None for none."""
    if is_zone(typed):
        return typed
    near = suggest_zones(typed, 1)
    return near[0] if near and typed.strip() else None


class Place(app_commands.Transformer):
    """A channel that questions can be posted to, seen by the bot or not, as its id."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The kind of option."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds of channels that are offered."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.public_thread]

    async def transform(
        self, _interaction: discord.Interaction, value: app_commands.AppCommandChannel, /
    ) -> int:
        """Return the channel's id."""
        return value.id
