"""The daily questions put together: which is asked, what its messages are, who hears of trouble."""

from __future__ import annotations

import asyncio
import logging
import os
import time
import zoneinfo
from typing import TYPE_CHECKING, Any

import discord

from bot import questions, reveal, words_daily
from bot.daily_supply import reattached, supply_of
from bot.escape import fit
from bot.explained import explained
from bot.notebooks import channel_of
from bot.posting import Poster
from bot.schedule import next_fire
from bot.scheduler import Chosen, Clock, Scheduler
from bot.store.records import PostKey
from bot.wire import ChannelWire

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from bot.app import Studyhall
    from bot.daily_supply import Supply
    from bot.notebooks import Change, Notebook
    from bot.skew import Skew
    from bot.store.records import Post, Schedule

_NEEDED = ("view_channel", "send_messages", "read_message_history")
"""Permissions without which a post is not made, or not found again after an unclear end."""
_FARTHEST = 8
"""Days looked at for one without a post yet."""
_log = logging.getLogger(__name__)


class Dailies:
    """What the scheduler, the settings and the buttons of daily questions have in common."""

    def __init__(self, bot: Studyhall, skew: Skew | None = None) -> None:
        self._bot = bot
        self._skew = skew
        self._running: asyncio.Task[None] | None = None
        self.scheduler: Scheduler | None = None
        """There from `start` on."""

    def start(self) -> None:
        """Begin to make posts once the bot is connected; the store is open."""
        store = self._bot.services.memory
        wire = ChannelWire(self._bot, self.compose, self.compose_reveal)
        poster = Poster(store.posts, wire, self.tell, self._now)
        clock = Clock(self._now, time.monotonic, self._ahead)
        owner = f"process {os.getpid()}"
        self.scheduler = Scheduler(store, poster, self.choose, clock, owner)
        self._running = asyncio.create_task(self._run(self.scheduler), name="daily questions")

    async def _run(self, scheduler: Scheduler) -> None:
        await self._bot.wait_until_ready()
        await scheduler.run()

    async def stop(self) -> None:
        """Stop where it is; the next start goes on from there."""
        if self._running is not None and self.scheduler is not None:
            self._running.cancel()
            await self.scheduler.stop()
            await asyncio.wait((self._running,))

    async def _ahead(self) -> float | None:
        return 0.0 if self._skew is None else await self._skew.ahead(self._bot)

    def _now(self) -> datetime.datetime:
        return self._bot.services.clock()

    async def choose(self, schedule: Schedule, date: datetime.date) -> Chosen | None:
        """Return the question of a channel's day, by its history and its topics."""
        supply = await self.supply(schedule)
        found = await asyncio.to_thread(supply.choose, date, _seed(schedule))
        if found is None:
            return None
        item = await asyncio.to_thread(explained, found.item, supply.all, supply.library)
        return Chosen(item.id, questions.snapshot(item, again=found.again))

    async def supply(self, schedule: Schedule) -> Supply:
        """Return what a channel can be asked, and what it was asked."""
        library = (await self.notebook(schedule)).library
        return await supply_of(self._bot.services, schedule, library)

    async def notebook(self, schedule: Schedule) -> Notebook:
        """Return the notebook that a schedule asks from."""
        services = self._bot.services
        if schedule.notebook:
            return services.notebook(schedule.notebook)
        return await self._notebook_in(schedule.guild, schedule.channel)

    async def _notebook_in(self, guild: int, channel: int) -> Notebook:
        place = self._bot.get_channel(channel)
        return await self._bot.services.notebook_in(guild, channel_of(place) or channel)

    async def on_change(self, change: Change) -> None:
        """Let the history of edited questions go with them; the watcher calls it."""
        services = self._bot.services
        before = await services.bank_of(change.before)
        after = await services.bank_of(change.after)
        await reattached(services, before.items, after.items)

    async def compose(self, post: Post) -> Mapping[str, Any]:
        """Return what `send` is given for a post: the one role may be mentioned, nobody else."""
        schedule = await self._bot.services.memory.servers.schedule(post.channel, post.slot)
        role = self._role(post.guild, schedule)
        roles = [] if role is None else [discord.Object(role)]
        view = questions.posted(questions.Head.of(post), questions.restored(post.item), role=role)
        allowed = discord.AllowedMentions(
            everyone=False, users=False, roles=roles, replied_user=False
        )
        return {"view": view, "allowed_mentions": allowed}

    def _role(self, guild: int, schedule: Schedule | None) -> int | None:
        """Return the role to mention, if it is still there."""
        place = self._bot.get_guild(guild)
        if schedule is None or schedule.role in {None, guild} or place is None:
            return None  # the role with the server's id is everybody
        return schedule.role if place.get_role(schedule.role) is not None else None

    async def compose_reveal(self, post: Post) -> Mapping[str, Any]:
        """Return what `edit` is given for a post whose key is shown."""
        memory = self._bot.services.memory
        schedule = await memory.servers.schedule(post.channel, post.slot)
        following = None
        if schedule is not None and not schedule.paused:
            following = await self.next_post(schedule)
        notebook = await self._notebook_in(post.guild, post.channel)
        answers = await memory.answers.of_post(post.id)
        item = questions.restored(post.item)
        passage = notebook.library.key_at(item.cited)
        view = reveal.revealed(post, item, answers, notebook.look, following, passage)
        return {"view": view, "allowed_mentions": discord.AllowedMentions.none()}

    async def next_post(self, schedule: Schedule) -> datetime.datetime | None:
        """Return when the next post is due: a day that has one already gets no second."""
        at: datetime.datetime | None = self._now()
        posts = self._bot.services.memory.posts
        for _ in range(_FARTHEST):
            at = None if at is None else next_fire(schedule, at)
            if at is None:
                return None
            date = at.astimezone(zoneinfo.ZoneInfo(schedule.zone)).date()
            key = PostKey(schedule.guild, schedule.channel, date, schedule.slot)
            if await posts.of_day(key) is None:
                return at
        return None

    def missing(self, guild: int, channel: int) -> list[str]:
        """Return the permissions that are missing in a channel, as Discord's settings name them."""
        server = self._bot.get_guild(guild)
        place = server.get_channel_or_thread(channel) if server is not None else None
        if server is None or place is None:
            return [_named("view_channel")]
        permissions = place.permissions_for(server.me)
        needed = set(_NEEDED)
        if isinstance(place, discord.Thread):
            needed = needed - {"send_messages"} | {"send_messages_in_threads"}
        return [_named(name) for name in sorted(needed) if not getattr(permissions, name)]

    async def tell(self, guild: int, channel: int, kind: str, reason: str) -> None:
        """Tell a server's owner of trouble with a channel, once until it works again."""
        services = self._bot.services
        if not await services.memory.servers.tell_once(guild, channel, kind, services.clock()):
            return
        _log.warning("daily questions of channel %d: %s (%s)", channel, kind, reason)
        if kind == "channel-gone":
            await services.memory.servers.pause(channel)
        server = self._bot.get_guild(guild)
        if server is None or server.owner_id is None:
            return
        missing = self.missing(guild, channel) if kind == "no-permission" else []
        name = fit(server.name, 100, links=False)
        sentence = words_daily.trouble(kind, channel, name, missing)
        try:
            owner = await self._bot.fetch_user(server.owner_id)
            await owner.send(sentence)
        except discord.HTTPException as error:
            _log.warning("the owner of server %d could not be told (%s)", guild, error.status)
            await _tell_publicly(server, sentence)


async def _tell_publicly(server: discord.Guild, sentence: str) -> None:
    """Say it where the server gets Discord's own notices: its owner takes no direct messages."""
    place = server.system_channel
    if place is not None and place.permissions_for(server.me).send_messages:
        try:
            await place.send(sentence)
        except discord.HTTPException as error:
            _log.warning("nor could server %d (%s)", server.id, error.status)


def _seed(schedule: Schedule) -> str:
    return f"{schedule.guild}/{schedule.channel}/{schedule.slot}"


def _named(permission: str) -> str:
    return permission.replace("_", " ").title().replace(" In ", " in ")
