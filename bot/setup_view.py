"""The owner's message: what a server has set, with a select or button for each part of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord.ui import ActionRow, ChannelSelect, Container, LayoutView, RoleSelect, Select
from discord.ui import TextDisplay as Text

from bot import words_rooms as said
from bot.escape import fit
from bot.room_presses import SetUp, set_up
from bot.rooms_view import QUIET, button, small
from bot.schedule import next_fire
from bot.store.records import DAILY

if TYPE_CHECKING:
    from bot.services import Services
    from bot.store.records import ChannelSettings, Schedule, ServerSettings

FIRST_TIME = datetime.time(9)
"""When a daily question comes until another time is chosen."""
_MOST_CHANNELS = 25  # Discord: a select's values
_TEXT = [discord.ChannelType.text]


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a server has set, read at one moment."""

    server: ServerSettings
    channels: tuple[ChannelSettings, ...]
    schedules: tuple[Schedule, ...]
    """Of daily questions."""

    @property
    def daily(self) -> Schedule | None:
        """The schedule that the owner's message shows: the only one."""
        return self.schedules[0] if len(self.schedules) == 1 else None

    @property
    def listening(self) -> tuple[int, ...]:
        """The channels where plain questions are answered."""
        return tuple(one.channel for one in self.channels if one.listens)


async def setting_of(services: Services, guild: int) -> Setting:
    """Read what a server has set."""
    servers = services.memory.servers
    schedules = await servers.schedules(guild)
    return Setting(
        await servers.settings(guild),
        await servers.channels(guild),
        tuple(one for one in schedules if one.slot == DAILY),
    )


def owners_message(services: Services, setting: Setting, name: str) -> LayoutView:
    """Return the message with every part; `name` is the server's own."""
    server = setting.server
    view = LayoutView(timeout=None)
    title = f"### {said.SETUP_TITLE} {fit(name, 100, links=False)}\n{small(said.SETUP_SAVED)}"
    listens = said.LISTENS_TITLE
    if not services.settings.reads_messages:
        listens += f"\n{small(said.LISTENS_BLIND)}"
    gaps = said.GAPS_OFF_BUTTON if server.keeps_unanswered else said.GAPS_ON_BUTTON
    parts: list[Any] = [
        Text(title),
        Text(listens),
        ActionRow(_channels(SetUp.LISTENS, said.PICK_CHANNELS, setting.listening, many=True)),
        Text(f"{said.DAILY_TITLE}\n{next_posts(setting, services.clock())}"),
        *_daily(setting),
        Text(said.MANAGER_TITLE),
        ActionRow(_role(SetUp.MANAGER, said.PICK_MANAGER, server.manager_role)),
        *_notebook(services, server),
        Text(f"{said.zone_set(server.zone)}\n{said.keeping(kept=server.keeps_unanswered)}"),
        ActionRow(button(said.ZONE_BUTTON, set_up(SetUp.ZONE)), button(gaps, set_up(SetUp.GAPS))),
    ]
    view.add_item(Container(*parts, accent_colour=QUIET))
    view.stop()
    return view


def next_posts(setting: Setting, now: datetime.datetime) -> str:
    """Return a line for each daily question to come, paused ones too."""
    lines = []
    for schedule in setting.schedules:
        at = next_fire(schedule, now)
        if schedule.paused or at is None:
            lines.append(said.paused(schedule.channel))
        else:
            lines.append(said.next_post(at, schedule.channel))
    if not lines:
        return said.DAILY_NONE
    return "\n".join([*lines[:8], *([said.DAILY_SEVERAL] if len(lines) > 1 else [])])


def _daily(setting: Setting) -> list[ActionRow[LayoutView]]:
    if len(setting.schedules) > 1:
        return []
    daily = setting.daily
    channels = (daily.channel,) if daily is not None else ()
    rows = [ActionRow[LayoutView](_channels(SetUp.DAILY, said.PICK_CHANNEL, channels, many=False))]
    if daily is not None:
        rows += [
            ActionRow(_times(daily.local_time)),
            ActionRow(_role(SetUp.ROLE, said.PICK_ROLE, daily.role)),
        ]
    return rows


def _channels(
    what: SetUp, placeholder: str, chosen: tuple[int, ...], *, many: bool
) -> ChannelSelect[LayoutView]:
    return ChannelSelect(
        custom_id=set_up(what),
        placeholder=placeholder,
        channel_types=_TEXT,
        min_values=0,
        max_values=_MOST_CHANNELS if many else 1,
        default_values=[
            discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.channel)
            for one in chosen[:_MOST_CHANNELS]
        ],
    )


def _role(what: SetUp, placeholder: str, chosen: int | None) -> RoleSelect[LayoutView]:
    kind = discord.SelectDefaultValueType.role
    default = [discord.SelectDefaultValue(id=chosen, type=kind)] if chosen is not None else []
    return RoleSelect(
        custom_id=set_up(what), placeholder=placeholder, min_values=0, default_values=default
    )


def _times(chosen: datetime.time) -> Select[LayoutView]:
    """Return the hours of the day; another minute, set by /daily, is among them."""
    times = sorted({*(datetime.time(hour) for hour in range(24)), chosen})
    return Select(
        custom_id=set_up(SetUp.TIME),
        placeholder=said.PICK_TIME,
        options=[
            discord.SelectOption(label=f"{at:%H:%M}", value=f"{at:%H:%M}", default=at == chosen)
            for at in times
        ],
    )


def _notebook(services: Services, server: ServerSettings) -> list[Any]:
    """Return the choice of a notebook, where there is one."""
    names = services.names
    if len(names) < 2:
        return []
    chosen = services.notebook(server.notebook).name
    select: Select[LayoutView] = Select(
        custom_id=set_up(SetUp.NOTEBOOK),
        options=[
            discord.SelectOption(label=name, value=name, default=name == chosen)
            for name in names[:25]
        ],
    )
    return [Text(said.NOTEBOOK_TITLE), ActionRow(select)]
