"""What is kept about a person: /privacy show, export, delete."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import room_presses, rooms_view, words_rooms
from bot.rooms_buttons import RoomItem

if TYPE_CHECKING:
    from bot.app import Studyhall
    from bot.services import Services

FILE = "studyhall-data.json"


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Privacy(commands.GroupCog, name="privacy", description=words_rooms.PRIVACY_GROUP):
    """Everybody's own data, and nobody else's."""

    def __init__(self, bot: Studyhall) -> None:
        self.bot = bot
        super().__init__()

    @app_commands.command(name="show", description=words_rooms.PRIVACY_SHOW)
    async def show(self, interaction: discord.Interaction) -> None:
        """Count what is kept of the person, by kind."""
        found = await self.bot.services.memory.people.export_user(interaction.user.id)
        counts = {table: len(rows) for table, rows in found["tables"].items() if rows}
        lines = [words_rooms.rows(count, table) for table, count in counts.items()]
        texts = ["\n".join(lines) or words_rooms.PRIVACY_NOTHING, words_rooms.PRIVACY_WHY]
        await interaction.response.send_message(view=rooms_view.card(texts), ephemeral=True)

    @app_commands.command(name="export", description=words_rooms.PRIVACY_EXPORT)
    async def export(self, interaction: discord.Interaction) -> None:
        """Hand out all rows of the person as a file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self.bot.services.memory.people.export_user(interaction.user.id)
        text = json.dumps(found, ensure_ascii=False, indent=1)
        file = discord.File(io.BytesIO(text.encode("utf-8", "replace")), FILE)
        await interaction.followup.send(words_rooms.PRIVACY_FILE, file=file, ephemeral=True)

    @app_commands.command(name="delete", description=words_rooms.PRIVACY_DELETE)
    async def delete(self, interaction: discord.Interaction) -> None:
        """Ask whether it is meant."""
        row = [
            rooms_view.button(
                words_rooms.DELETE_BUTTON, "rp:delete", style=discord.ButtonStyle.danger
            ),
            rooms_view.button(words_rooms.KEEP_BUTTON, "rp:keep"),
        ]
        view = rooms_view.card([words_rooms.PRIVACY_SURE], [row])
        await interaction.response.send_message(view=view, ephemeral=True)


class DeleteMine(RoomItem, template=room_presses.PRIVACY):
    """Deletes everything of whoever presses it, or leaves it."""

    what = "deleting a person's data"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Do what the button says, for the presser alone."""
        if self.match["act"] == "keep":
            view = rooms_view.card([words_rooms.PRIVACY_KEPT])
            await interaction.response.edit_message(view=view)
            return
        await interaction.response.defer()
        counts = await services.memory.people.delete_user(interaction.user.id, services.clock())
        lines = [words_rooms.rows(count, table) for table, count in counts.items() if count]
        said = words_rooms.deleted(sum(counts.values()))
        view = rooms_view.card([said, "\n".join(lines)])
        await interaction.edit_original_response(view=view)


BUTTONS = (DeleteMine,)
