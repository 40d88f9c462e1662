"""Discord's side of a channel on the loopback address, which misbehaves as it is told."""

from __future__ import annotations

import asyncio
import datetime
import json
import time
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NINE = datetime.datetime(2026, 3, 8, 9, 0, tzinfo=datetime.UTC)
"""When every trial begins, by the clocks of both sides."""
EPOCH_MS = 1_420_070_400_000
"""Discord's ids count milliseconds from the start of 2015."""
BOT = {
    "id": "900000000000000009",
    "username": "studyhall",
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
FAULTS = (
    "none",
    "503",
    "502",
    "502 stored",
    "drop",
    "drop stored",
    "hang",
    "hang stored",
    "429",
)
"""What may happen to a send; after it the server behaves."""


@dataclass
class Channel:
    """One trial: what is stored, and what will go wrong."""

    began: float = field(default_factory=time.time)
    faults: deque[str] = field(default_factory=deque)
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    remembers: bool = True
    """Whether a nonce is known for a while, as Discord knows it for some minutes."""
    nonces: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    edits: int = 0

    def store(self, number: int, content: dict[str, Any]) -> dict[str, Any]:
        """Keep a message, unless its nonce is still known; return the one that stands."""
        nonce = content.get("nonce")
        if content.get("enforce_nonce") and nonce in self.nonces:
            return self.messages[self.nonces[nonce]]
        elapsed = (NINE.timestamp() + time.time() - self.began) * 1000 - EPOCH_MS
        message_id = (int(elapsed) << 22) + len(self.messages)
        self.messages[message_id] = {
            "id": str(message_id),
            "channel_id": str(number),
            "author": BOT,
            "content": content.get("content") or "",
            "components": content.get("components") or [],
            "embeds": [],
            "attachments": [],
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "timestamp": NINE.isoformat(),
            "edited_timestamp": None,
            "pinned": False,
            "tts": False,
            "type": 0,
            "flags": 0,
        }
        if nonce and self.remembers:
            self.nonces[nonce] = message_id
        return self.messages[message_id]


class Loopback:
    """The server; `channels` holds what each trial left."""

    def __init__(self) -> None:
        self.channels: dict[int, Channel] = {}
        self.port = 0
        self._hanging: set[asyncio.Event] = set()

    async def me(self, _request: web.Request) -> web.Response:
        return answer(BOT)

    async def application(self, _request: web.Request) -> web.Response:
        return answer(
            {
                "id": BOT["id"],
                "name": "studyhall",
                "icon": None,
                "description": "",
                "bot_public": True,
                "bot_require_code_grant": False,
                "owner": BOT,
                "verify_key": "",
                "team": None,
                "flags": 0,
            }
        )

    async def send(self, request: web.Request) -> web.Response:
        number = int(request.match_info["channel"])
        channel = self.channels[number]
        channel.requests += 1
        content = await request.json()
        fault, _, stored = (channel.faults.popleft() if channel.faults else "none").partition(" ")
        message = channel.store(number, content) if stored or fault == "none" else None
        match fault:
            case "none":
                return answer(message)
            case "429":
                retry = {"message": "slow down", "retry_after": 0.01, "global": False}
                return answer(retry, 429, {"Retry-After": "0.01", "Via": "1.1 google"})
            case "drop":
                if request.transport is not None:
                    request.transport.abort()
                return answer({})
            case "hang":
                await self._hang()
                return answer({})
        return answer({"message": "upstream", "code": 0}, int(fault))

    async def _hang(self) -> None:
        """Wait until the server ends: the other side gives up long before."""
        end = asyncio.Event()
        self._hanging.add(end)
        await end.wait()

    async def history(self, request: web.Request) -> web.Response:
        channel = self.channels[int(request.match_info["channel"])]
        after = int(request.query.get("after", 0))
        limit = int(request.query.get("limit", 50))
        found = sorted(number for number in channel.messages if number > after)[:limit]
        return answer([channel.messages[number] for number in reversed(found)])

    async def edit(self, request: web.Request) -> web.Response:
        channel = self.channels[int(request.match_info["channel"])]
        message = channel.messages[int(request.match_info["message"])]
        channel.edits += 1
        content = await request.json()
        message.update({key: content[key] for key in ("content", "components") if key in content})
        return answer(message)

    def release(self) -> None:
        """End every request that hangs."""
        for end in self._hanging:
            end.set()


def answer(body: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Answer in JSON; a charset in the type would make discord.py take the body for text."""
    return web.Response(
        body=json.dumps(body).encode(),
        status=status,
        headers={"Content-Type": "application/json", **(headers or {})},
    )


@asynccontextmanager
async def serving() -> AsyncIterator[Loopback]:
    """Yield a server on a free port."""
    server = Loopback()
    app = web.Application()
    app.router.add_get("/users/@me", server.me)
    app.router.add_get("/oauth2/applications/@me", server.application)
    app.router.add_post("/channels/{channel}/messages", server.send)
    app.router.add_get("/channels/{channel}/messages", server.history)
    app.router.add_patch("/channels/{channel}/messages/{message}", server.edit)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        server.release()
        await runner.cleanup()
