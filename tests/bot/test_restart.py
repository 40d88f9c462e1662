"""A connection that fails is tried again ever more slowly, and given up where that is useless."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.restart import MISCONFIGURED, OK, keep_running


def http_error(status: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="because")
    return discord.HTTPException(response, "no")


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=None, code=code)


@dataclass
class Line:
    """A connection that ends as it is told, and the pauses taken between."""

    ends: list[tuple[Exception | None, float]]
    now: float = 0.0
    pauses: list[float] = field(default_factory=list)

    async def connect(self) -> None:
        error, lasted = self.ends.pop(0)
        self.now += lasted
        if error is not None:
            raise error

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def run(self) -> int:
        return await keep_running(self.connect, self.pause, lambda: self.now)


async def test_pauses_grow_from_a_minute_to_a_quarter_of_an_hour() -> None:
    faults = [
        AttributeError("'NoneType' object has no attribute 'sequence'"),
        OSError("unreachable"),
        aiohttp.ClientError(),
        http_error(503),
        closed(4000),
        discord.GatewayNotFound(),  # type: ignore[no-untyped-call]
    ]
    line = Line([*((fault, 1.0) for fault in faults), (None, 1.0)])
    assert await line.run() == OK
    assert line.pauses == [60, 120, 240, 480, 900, 900]


async def test_a_connection_that_lasted_starts_the_pauses_afresh() -> None:
    line = Line([(OSError(), 1.0), (OSError(), 1.0), (OSError(), 3600.0), (None, 0.0)])
    await line.run()
    assert line.pauses == [60, 120, 60]


@pytest.mark.parametrize(
    "error",
    [
        discord.LoginFailure("Improper token has been passed."),
        http_error(401),
        closed(4004),
        closed(4014),
        discord.PrivilegedIntentsRequired(None),
    ],
)
async def test_what_only_the_owner_can_mend_stops_at_once(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    line = Line([(error, 1.0)])
    assert await line.run() == MISCONFIGURED
    assert line.pauses == []
    assert "Discord refused" in caplog.text
