"""Who may see and set what is the owner's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.services import Services


async def manages(services: Services, interaction: discord.Interaction) -> bool:
    """Tell whether somebody may manage the server, or has the role that its owner has set."""
    if interaction.guild_id is None:
        return False
    if interaction.permissions.manage_guild:
        return True
    settings = await services.memory.servers.settings(interaction.guild_id)
    if settings.manager_role is None or not isinstance(interaction.user, discord.Member):
        return False
    return any(role.id == settings.manager_role for role in interaction.user.roles)
