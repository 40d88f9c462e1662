"""Buttons that work for as long as their message exists: their state is their `custom_id`."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

import discord
from discord.ui import Button, DynamicItem

from bot import failures, feedback, presses, render, words
from bot.notebooks import channel_of
from knowledge.answers.answer import Unknown

if TYPE_CHECKING:
    import re

    from bot.app import Studyhall
    from bot.notebooks import Notebook
    from bot.services import Services

_log = logging.getLogger(__name__)
PressT = TypeVar("PressT", bound=presses.Press)


class _Press(DynamicItem[Button[Any]], Generic[PressT], template=r"(?!)"):
    """A button that was pressed; subclasses say what their kind of press does."""

    what: ClassVar[str]

    def __init__(self, press: PressT) -> None:
        self.press = press
        super().__init__(Button(custom_id=presses.write(press)))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        press = presses.read(match.string)
        if press is None:
            raise ValueError("a custom_id that was not written here")
        return cls(cast("PressT", press))

    async def callback(self, interaction: discord.Interaction) -> None:
        async with failures.told(self.what, lambda text: failures.privately(interaction, text)):
            await self.act(interaction, _services(interaction))

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        raise NotImplementedError


class ShowPassages(_Press[presses.Show], template=presses.SHOW):
    """Shows passages to the person alone; turning a page changes that private message."""

    what = "showing passages"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Show the page, or say that the passages have changed."""
        notebook = await _notebook(interaction, services)
        sources = notebook.sources(self.press.keys)
        if not sources:
            await failures.privately(interaction, words.PASSAGE_CHANGED)
            return
        view = render.passages(sources, self.press.page, self.press.keys, notebook.look)
        if self.press.turn and _is_private(interaction):
            await interaction.response.edit_message(view=view)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)


class AskTerm(_Press[presses.Ask], template=presses.ASK):
    """Asks, or looks up, the term on the button.

    Whoever asked first sees the message change into the answer; to others it is shown in private.
    """

    what = "a suggested term"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Answer in place, or in private."""
        notebook = await _notebook(interaction, services)
        if self.press.lookup:
            entry = await notebook.lookup(self.press.term)
            view = (
                render.response(entry, notebook.look)
                if isinstance(entry, Unknown)
                else render.entry(entry, notebook.look)
            )
        else:
            found = await notebook.ask(self.press.term)
            view = render.response(found, notebook.look, asked=True)
        if not self.press.lookup and _is_askers(interaction):
            await interaction.response.edit_message(view=view)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)


class JudgeAnswer(_Press[presses.Judge], template=presses.JUDGE):
    """Keeps a vote on an answer, without the voter."""

    what = "a vote"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Write the vote down and say thanks."""
        found = (await _notebook(interaction, services)).sources((self.press.key,))
        note = found[0].place.note if found else ""
        folder = services.settings.data
        try:
            await asyncio.to_thread(
                feedback.record, folder, self.press.verdict, self.press.key, note
            )
        except OSError as error:
            _log.warning("a vote could not be saved: %s", error.strerror)
            await failures.privately(interaction, words.NOT_SAVED)
            return
        await failures.privately(interaction, words.THANKS[self.press.verdict])


BUTTONS = (ShowPassages, AskTerm, JudgeAnswer)


def _services(interaction: discord.Interaction) -> Services:
    return cast("Studyhall", interaction.client).services


async def _notebook(interaction: discord.Interaction, services: Services) -> Notebook:
    return await services.notebook_in(interaction.guild_id, channel_of(interaction.channel))


def _is_private(interaction: discord.Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


def _is_askers(interaction: discord.Interaction) -> bool:
    """Tell whether the message with the button answers the person who pressed it."""
    message = interaction.message
    if message is None:
        return False
    if message.flags.ephemeral or interaction.guild_id is None:
        return True
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id == interaction.user.id
    asked = message.reference.resolved if message.reference is not None else None
    return isinstance(asked, discord.Message) and asked.author.id == interaction.user.id
