"""What the parts of the owner's message do; each asks anew who uses it, and keeps its choice."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from discord.ui import Label, Modal, TextInput

from bot import failures, setup_view, words_rooms
from bot.room_presses import SET_UP, SetUp
from bot.rooms_buttons import RoomItem
from bot.schedule import is_zone, suggest_zones
from bot.setup_view import FIRST_TIME, Setting, setting_of
from bot.store.records import ChannelSettings, Schedule

if TYPE_CHECKING:
    import discord

    from bot.services import Services

_ZONE_ROOM = 60


class SetUpPart(RoomItem, template=SET_UP):
    """Keeps what was chosen in one part, and shows the message anew."""

    what = "setting the server up"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Do it for who may manage the server."""
        guild = interaction.guild
        if guild is None or not interaction.permissions.manage_guild:
            await failures.privately(interaction, words_rooms.FOR_MANAGERS)
            return
        part = self.match["what"]
        if part not in set(SetUp):
            return
        if part == SetUp.ZONE:
            await interaction.response.send_modal(ZoneForm(services))
            return
        setting = await setting_of(services, guild.id)
        values = getattr(self.item, "values", [])
        trouble = await _keep(services, guild, setting, SetUp(part), values)
        if trouble:
            await failures.privately(interaction, trouble)
            return
        await _show(interaction, services, guild)


class ZoneForm(Modal):
    """Takes a zone, or a city of one."""

    def __init__(self, services: Services) -> None:
        super().__init__(title=words_rooms.ZONE_TITLE)
        self._services = services
        self._typed: TextInput[Any] = TextInput(custom_id="zone", max_length=_ZONE_ROOM)
        self.add_item(Label(text=words_rooms.ZONE_LABEL, component=self._typed))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Keep the zone that was meant, or say that there is none."""
        async with failures.told(
            "setting the zone", lambda text: failures.privately(interaction, text)
        ):
            guild = interaction.guild
            if guild is None or not interaction.permissions.manage_guild:
                await failures.privately(interaction, words_rooms.FOR_MANAGERS)
                return
            zone = zone_meant(self._typed.value)
            if zone is None:
                await failures.privately(interaction, words_rooms.NOT_A_ZONE)
                return
            await set_zone(self._services, guild.id, zone)
            await _show(interaction, self._services, guild)


BUTTONS = (SetUpPart,)


def zone_meant(typed: str) -> str | None:
    """Return the zone that was typed, or the likeliest for a city or a typo; None for none."""
    clean = typed.strip()
    if is_zone(clean):
        return clean
    near = suggest_zones(clean[:_ZONE_ROOM], 1) if clean else ()
    return near[0] if near else None


async def set_zone(services: Services, guild: int, zone: str) -> None:
    """Keep a server's zone; an only daily question that kept to the zone before moves with it."""
    setting = await setting_of(services, guild)
    await services.memory.servers.set_settings(replace(setting.server, zone=zone))
    if setting.daily is not None and setting.daily.zone == setting.server.zone:
        await services.memory.servers.set_schedule(
            replace(setting.daily, zone=zone, since=services.clock())
        )


async def _show(interaction: discord.Interaction, services: Services, guild: discord.Guild) -> None:
    setting = await setting_of(services, guild.id)
    view = setup_view.owners_message(services, setting, guild.name)
    await interaction.response.edit_message(view=view)


async def _keep(
    services: Services, guild: discord.Guild, setting: Setting, part: SetUp, values: list[Any]
) -> str:
    """Keep one choice; return what to say where it cannot be kept, else nothing."""
    servers = services.memory.servers
    one = values[0] if values else None
    match part:
        case SetUp.LISTENS:
            await _listen(services, guild.id, setting, {each.id for each in values})
        case SetUp.GAPS if setting.server.keeps_unanswered:
            await services.memory.questions.stop_keeping(guild.id)
        case SetUp.GAPS:
            await servers.set_settings(replace(setting.server, keeps_unanswered=True))
        case SetUp.MANAGER:
            role = one.id if one is not None else None
            await servers.set_settings(replace(setting.server, manager_role=role))
        case SetUp.NOTEBOOK:
            if one not in services.names:
                return words_rooms.NOT_A_NOTEBOOK
            await servers.set_settings(replace(setting.server, notebook=one))
        case _:
            return await _keep_daily(services, guild, setting, part, one)
    return ""


async def _listen(services: Services, guild: int, setting: Setting, chosen: set[int]) -> None:
    known = {one.channel: one for one in setting.channels}
    for channel in chosen | set(setting.listening):
        before = known.get(channel) or ChannelSettings(guild, channel)
        if before.listens != (channel in chosen):
            await services.memory.servers.set_channel(replace(before, listens=channel in chosen))


async def _keep_daily(
    services: Services,
    guild: discord.Guild,
    setting: Setting,
    part: SetUp,
    one: Any,  # noqa: ANN401 - what was chosen
) -> str:
    servers, daily, now = services.memory.servers, setting.daily, services.clock()
    if len(setting.schedules) > 1:
        return words_rooms.DAILY_SEVERAL
    if part is SetUp.DAILY:
        if one is not None and not _may_write(guild, one.id):
            return words_rooms.CANNOT_WRITE
        if daily is not None:
            await servers.remove_schedule(daily.channel)
        if one is not None:
            zone = setting.server.zone
            plan = daily or Schedule(guild.id, one.id, FIRST_TIME, zone, now)
            await servers.set_schedule(replace(plan, channel=one.id, since=now))
        return ""
    if daily is None:
        return words_rooms.DAILY_NONE
    if part is SetUp.TIME and one is not None:
        at = datetime.time.fromisoformat(one)
        await servers.set_schedule(replace(daily, local_time=at, since=now))
    elif part is SetUp.ROLE:
        role = one.id if one is not None and one.id != guild.id else None
        await servers.set_schedule(replace(daily, role=role))
    return ""


def _may_write(guild: discord.Guild, channel_id: int) -> bool:
    channel = guild.get_channel(channel_id)
    if channel is None:
        return False
    rights = channel.permissions_for(guild.me)
    return rights.view_channel and rights.send_messages
