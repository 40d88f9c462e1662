"""Keeping a connection up: try again after growing pauses, and stop where trying again is useless.

discord.py reconnects by itself once it was connected, but ends when its *first* connection fails;
a loop without pauses would use up the 1,000 identifications a day after which Discord resets a
token.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

OK = 0
MISCONFIGURED = 78  # sysexits: EX_CONFIG; a supervisor should not start it again
FIRST_PAUSE = 60.0
LONGEST_PAUSE = 900.0
_STEADY = 600.0  # a connection that lasted this long starts the pauses afresh
_LOGIN_REFUSED = (
    "Discord refused the bot's token. Make a new one in the developer portal (Bot, Reset Token) "
    "and give it as STUDYHALL_TOKEN or by token_file."
)
_INTENTS_REFUSED = (
    "Discord refused the intents asked for, though none of them is privileged. Update Studyhall."
)
_FATAL_CLOSES = {4004: _LOGIN_REFUSED, 4013: _INTENTS_REFUSED, 4014: _INTENTS_REFUSED}

_log = logging.getLogger(__name__)


async def keep_running(
    connect: Callable[[], Awaitable[None]],
    pause: Callable[[float], Awaitable[object]],
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Call `connect` until it returns, and return an exit code.

    `connect` returns when the bot was closed on purpose; `pause` waits for some seconds.
    """
    wait = FIRST_PAUSE
    while True:
        began = clock()
        try:
            await connect()
        except (discord.DiscordException, aiohttp.ClientError, OSError, AttributeError) as error:
            # AttributeError: discord.py 2.7.1 raises one when its first connection fails (#10520).
            if (reason := hopeless(error)) is not None:
                _log.critical("%s", reason)
                return MISCONFIGURED
            if clock() - began > _STEADY:
                wait = FIRST_PAUSE
            _log.warning("no connection to Discord (%s); next try in %.0f s", _named(error), wait)
            await pause(wait)
            wait = min(2 * wait, LONGEST_PAUSE)
        else:
            return OK


def hopeless(error: Exception) -> str | None:
    """Return why trying again is useless and what to do, or None where it may help."""
    match error:
        case discord.LoginFailure() | discord.HTTPException(status=401):
            return _LOGIN_REFUSED
        case discord.PrivilegedIntentsRequired():
            return _INTENTS_REFUSED
        case discord.ConnectionClosed(code=code):
            return _FATAL_CLOSES.get(code)
    return None


def _named(error: Exception) -> str:
    """Name the error without its text, which may hold an address with a secret in it."""
    match error:
        case discord.ConnectionClosed(code=code):
            return f"gateway closed with {code}"
        case discord.HTTPException(status=status):
            return f"HTTP {status}"
        case AttributeError():
            return "gateway not reached"
    return type(error).__name__
