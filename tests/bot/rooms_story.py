"""Notes and servers that the stories of rooms begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.services import Services
from bot.settings import Notebook, Settings
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    import simcord
    from study_server import Server

MARBLE = """# Marble

Marble is a hard rock that heat has made of limestone. Sculptors like it for its polish.

## Origin

The origin of marble is limestone from Carrara.
"""
CHALK = """# Chalk

Chalk is a soft rock made of shells. It leaves white marks on a board.

## Origin

The origin of chalk is the cliffs of Dover.
"""
SLATE = """# Slate

Slate is a rock that splits into thin plates, and covers roofs.
"""
BIRDS = """# Birds

## Heron

A heron is a tall grey bird that fishes in shallow water.
"""


def with_notes(folder: Path, **settings: Any) -> Services:  # noqa: ANN401 - any setting
    """Return services of one notebook about rocks and one, "Birds", about birds."""
    for book, notes in (
        ("rocks", {"marble": MARBLE, "chalk": CHALK, "slate": SLATE}),
        ("birds", {"birds": BIRDS}),
    ):
        (folder / book).mkdir()
        for name, text in notes.items():
            (folder / book / f"{name}.md").write_text(text, "utf-8")
    chosen = Settings(
        notes=(folder / "rocks",),
        notebooks=(Notebook(name="Birds", folders=(folder / "birds",)),),
        data=folder / "data",
        **settings,
    )
    return Services(
        chosen,
        Library.open([folder / "rocks"]),
        others={"Birds": Library.open([folder / "birds"])},
    )


def boss_of(server: Server) -> simcord.MemberActor:
    """Return a member who may manage the server."""
    guild = server.env.guild
    role = guild.create_role("owners", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(server.env.create_user("boss"), roles=[role])
