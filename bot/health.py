"""The bot's state of health: a small file that the bot writes and `studyhall health` judges.

It looks at the gateway's heartbeat rather than at being connected: a connection whose heartbeats
are no longer acknowledged can stay open, with the bot deaf behind it.
"""

from __future__ import annotations

import json
import math
import os
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import discord

FILE = "health.json"
EVERY = 30.0
_STALE = 4 * EVERY
_DEAF = 300.0  # seconds without an acknowledged heartbeat; Discord asks for one about every 41
_SLOW = 60.0


@dataclass(frozen=True, slots=True)
class Health:
    """What the bot knew of itself at one moment."""

    written: float
    """Seconds since the epoch."""
    ready: bool
    latency: float | None
    """Seconds from a heartbeat to its acknowledgement; None before the first."""
    heard: float | None
    """Seconds since the last acknowledged heartbeat, where it can be told."""
    notes: int


def observe(client: discord.Client, notes: int) -> Health:
    """Return the state of the client now."""
    latency = client.latency
    return Health(
        written=time.time(),
        ready=client.is_ready(),
        latency=round(latency, 3) if math.isfinite(latency) else None,
        heard=_since_heartbeat(client),
        notes=notes,
    )


def write(folder: Path, health: Health) -> None:
    """Replace the file in one step, so that nobody reads half of it. Raises `OSError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{FILE}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(health)), "utf-8")
    draft.replace(folder / FILE)


def judge(folder: Path, now: float) -> tuple[bool, str]:
    """Return whether the bot of that data folder is well at `now`, and one line about it."""
    try:
        health = Health(**json.loads((folder / FILE).read_text("utf-8")))
        age = now - float(health.written)
    except FileNotFoundError:
        return False, "not running: it has written no state yet"
    except (OSError, ValueError, TypeError):
        return False, "not known: the state cannot be read"
    if (ailment := _ailment(health, age)) is not None:
        return False, ailment
    latency = "no heartbeat yet" if health.latency is None else f"latency {health.latency:.2f} s"
    return True, f"well: {health.notes} notes, {latency}"


def _ailment(health: Health, age: float) -> str | None:
    if age > _STALE:
        return f"not running: its last sign was {age:.0f} s ago"
    if not health.ready:
        return "running, but not connected to Discord"
    if health.heard is not None and health.heard > _DEAF:
        return f"deaf: Discord last answered a heartbeat {health.heard:.0f} s ago"
    if health.latency is not None and health.latency > _SLOW:
        return f"far too slow: a heartbeat takes {health.latency:.0f} s"
    return None


def _since_heartbeat(client: discord.Client) -> float | None:
    """Read discord.py's own record; it has no public name, so its absence means "not known"."""
    keeper = getattr(getattr(client, "ws", None), "_keep_alive", None)
    last = getattr(keeper, "_last_ack", None)
    return round(time.perf_counter() - last, 1) if isinstance(last, float) else None
