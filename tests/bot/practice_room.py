"""What the tests of practice share: pressing what is shown, and reading what was kept."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from study_server import custom_ids, labels, texts

from bot.practising import Desk
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    import simcord
    from study_server import Server

    from bot.store.records import Practice


NOTE = """---
title: Harbour
tags: [harbour]
---

# Harbour

## Lights

A lighthouse warns ships of rocks.

**Question:** Which tower warns ships of rocks?

- A) A silo
- B) A lighthouse
- C) A belfry
- D) A chimney

Answer: B

## Pilots

A pilot steers foreign ships into the harbour, because a pilot knows the shallows.

Q: Who steers foreign ships into the harbour?
A: A pilot

## Fees

**Question:** Which two are paid on entering the harbour? (Choose TWO)

- A) Berth fee
- B) Window fee
- C) Light due
- D) Chimney fee

Answer: A, C
"""


def opened_library(folder: Path) -> Library:
    """Return the library of a folder with its questions made, as it is soon after a start."""
    library = Library.open([folder])
    assert library.bank.items
    return library


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now

    def forward(self, **span: int) -> None:
        self.now += datetime.timedelta(**span)


async def press(
    server: Server, shown: simcord.InteractionResult, label: str
) -> simcord.InteractionResult:
    """Let Maya press a button of what she was shown."""
    assert shown.response is not None
    return await server.maya.click(shown.response, label=label)


async def press_option(
    server: Server, shown: simcord.InteractionResult, option: str
) -> simcord.InteractionResult:
    """Let Maya press the letter of an option, wherever it stands."""
    return await press(server, shown, dict(lettered(shown))[option])


def lettered(shown: simcord.InteractionResult) -> list[tuple[str, str]]:
    """Return the options shown, each with its letter."""
    lines = [line.split("\u2002") for line in texts(shown.response).split("\n")]
    return [(parts[1], parts[0].strip("*")) for parts in lines if len(parts) == 2]


def id_of(shown: simcord.InteractionResult, label: str) -> str:
    """Return the `custom_id` of a button."""
    return dict(zip(labels(shown.response), custom_ids(shown.response), strict=True))[label]


def sentence(shown: simcord.InteractionResult) -> str:
    """Return what was said in plain words."""
    assert shown.response is not None
    return shown.response.content


async def attempts(server: Server) -> tuple[Practice, ...]:
    """Return what was kept of Maya's practice."""
    return await server.services.memory.learning.practice_of(server.maya.id)


async def desk_of_maya(server: Server) -> Desk:
    """Return Maya's desk, as a press of hers would find it."""
    services = server.services
    notebook = services.notebook("")
    bank = await services.bank_of(notebook.library)
    return Desk(services, server.maya.id, server.env.guild.id, notebook, bank)
