"""What servers and channels have set: zone, notebook, schedules; what their owners were told."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.store import tables
from bot.store.database import record
from bot.store.records import DAILY, ChannelSettings, Schedule, ServerSettings

if TYPE_CHECKING:
    import datetime

    from bot.store.database import Database

_schedule = tables.schedule.c
_notice = tables.notice.c


class Servers:
    """Settings by server and channel; one that was never made has its defaults."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settings(self, guild: int) -> ServerSettings:
        """Return what holds in a server."""
        statement = select(tables.server).where(tables.server.c.guild == guild)
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return ServerSettings(guild) if row is None else record(ServerSettings, row)

    async def set_settings(self, settings: ServerSettings) -> None:
        """Keep what holds in a server."""
        await self._database.put(tables.server, asdict(settings), keys=["guild"])

    async def mark_left(self, guild: int, at: datetime.datetime) -> None:
        """Remember that the bot was removed from a server; the first moment stands."""
        statement = self._database.insert(tables.server).values(
            asdict(ServerSettings(guild, left_at=at))
        )
        async with self._database.writing() as connection:
            await connection.execute(statement.on_conflict_do_nothing(index_elements=["guild"]))
            await connection.execute(
                update(tables.server)
                .where(tables.server.c.guild == guild, tables.server.c.left_at.is_(None))
                .values(left_at=at)
            )

    async def mark_joined(self, guild: int) -> None:
        """Remember that the bot is in a server, perhaps again: nothing of it will be purged."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(tables.server).where(tables.server.c.guild == guild).values(left_at=None)
            )

    async def channel(self, guild: int, channel: int) -> ChannelSettings:
        """Return what holds in a channel."""
        statement = select(tables.channel).where(tables.channel.c.channel == channel)
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return ChannelSettings(guild, channel) if row is None else record(ChannelSettings, row)

    async def set_channel(self, settings: ChannelSettings) -> None:
        """Keep what holds in a channel."""
        await self._database.put(tables.channel, asdict(settings), keys=["channel"])

    async def channels(self, guild: int) -> tuple[ChannelSettings, ...]:
        """Return the channels of a server that have settings of their own."""
        statement = select(tables.channel).where(tables.channel.c.guild == guild)
        async with self._database.reading() as connection:
            rows = await connection.execute(statement.order_by(tables.channel.c.channel))
        return tuple(record(ChannelSettings, row) for row in rows.all())

    async def schedule(self, channel: int, slot: str = DAILY) -> Schedule | None:
        """Return the schedule of a channel, paused or not."""
        statement = select(tables.schedule).where(
            _schedule.channel == channel, _schedule.slot == slot
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return None if row is None else record(Schedule, row)

    async def set_schedule(self, schedule: Schedule) -> None:
        """Keep a channel's schedule, in place of an earlier one."""
        await self._database.put(tables.schedule, asdict(schedule), keys=["channel", "slot"])

    async def pause(self, channel: int, slot: str = DAILY) -> bool:
        """Pause a schedule; tell whether there is one."""
        return await self._update(channel, slot, paused=True)

    async def resume(self, channel: int, now: datetime.datetime, slot: str = DAILY) -> bool:
        """Resume a schedule from now on; tell whether there is one."""
        return await self._update(channel, slot, paused=False, since=now)

    async def _update(self, channel: int, slot: str, **values: object) -> bool:
        statement = (
            update(tables.schedule)
            .where(_schedule.channel == channel, _schedule.slot == slot)
            .values(**values)
        )
        async with self._database.writing() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def remove_schedule(self, channel: int, slot: str = DAILY) -> bool:
        """Remove a schedule, not its posts; tell whether there was one."""
        statement = delete(tables.schedule).where(
            _schedule.channel == channel, _schedule.slot == slot
        )
        async with self._database.writing() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def schedules(self, guild: int | None = None) -> tuple[Schedule, ...]:
        """Return every schedule of a server, or of all, paused ones too."""
        statement = select(tables.schedule).order_by(
            _schedule.guild, _schedule.channel, _schedule.slot
        )
        if guild is not None:
            statement = statement.where(_schedule.guild == guild)
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return tuple(record(Schedule, row) for row in rows)

    async def tell_once(self, guild: int, channel: int, kind: str, now: datetime.datetime) -> bool:
        """Tell whether the owner is to be told of it now: only the first call says so.

        `kind` is a code such as `no-permission`.
        """
        statement = (
            self._database.insert(tables.notice)
            .values(guild=guild, channel=channel, kind=kind, told_at=now)
            .on_conflict_do_nothing(index_elements=["guild", "channel", "kind"])
            .returning(_notice.kind)
        )
        async with self._database.writing() as connection:
            return (await connection.execute(statement)).first() is not None

    async def mended(self, guild: int, channel: int) -> None:
        """Forget what the owner was told of a channel: it works again."""
        told = select(_notice.kind).where(_notice.guild == guild, _notice.channel == channel)
        async with self._database.reading() as connection:
            if (await connection.execute(told)).first() is None:
                return
        async with self._database.writing() as connection:
            await connection.execute(
                delete(tables.notice).where(_notice.guild == guild, _notice.channel == channel)
            )
