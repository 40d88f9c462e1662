"""How far our clock is ahead of Discord's, by the Date header of its answers."""

from __future__ import annotations

import email.utils
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from types import SimpleNamespace

_log = logging.getLogger(__name__)


class Skew:
    """Listens to a client's requests: give `trace` to it as `http_trace`."""

    def __init__(self, now: Callable[[], datetime.datetime]) -> None:
        self._now = now
        self._ahead: float | None = None
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_end.append(self._on_answer)

    async def ahead(self, client: discord.Client) -> float | None:
        """Ask Discord something and return how many seconds we are ahead; None without an answer.

        The header counts whole seconds, and its way here takes a moment: differences under two
        seconds mean nothing.
        """
        self._ahead = None
        if client.user is None:
            return None
        try:
            await client.fetch_user(client.user.id)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            _log.warning("Discord did not tell the time (%s)", type(error).__name__)
        return self._ahead

    async def _on_answer(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        answer: aiohttp.TraceRequestEndParams,
    ) -> None:
        try:
            there = email.utils.parsedate_to_datetime(answer.response.headers.get("Date", ""))
        except ValueError:
            return
        if there.tzinfo is not None:
            self._ahead = (self._now() - there).total_seconds()
