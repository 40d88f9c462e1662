"""What buttons have in common that outlive a restart: read strictly, acted on, failures told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

from discord.ui import Button, DynamicItem

from bot import failures

if TYPE_CHECKING:
    import re

    import discord

    from bot.app import Studyhall
    from bot.services import Services

PressT = TypeVar("PressT")


class LastingButton(DynamicItem[Button[Any]], Generic[PressT], template=r"(?!)"):
    """A button that was pressed; a subclass says how its `custom_id` is read, and what it does."""

    what: ClassVar[str]
    """What failed, for the log."""
    reads: ClassVar[staticmethod[[str], Any]]
    """A `custom_id` to a press, or None for one that was not written here."""
    writes: ClassVar[staticmethod[[Any], str | None]]
    """A press to its `custom_id`."""

    def __init__(self, press: PressT) -> None:
        self.press = press
        super().__init__(Button(custom_id=type(self).writes(press)))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed. Raises `ValueError` for a forged one."""
        press = cls.reads(match.string)
        if press is None:
            raise ValueError("a custom_id that was not written here")
        return cls(press)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Do what the press means, or say in private why not."""
        async with failures.told(self.what, lambda text: failures.privately(interaction, text)):
            await self.act(interaction)

    async def act(self, interaction: discord.Interaction) -> None:
        """Do what the press means."""
        raise NotImplementedError


def services_of(interaction: discord.Interaction) -> Services:
    """Return what the bot hands its cogs."""
    return cast("Studyhall", interaction.client).services
