"""Buttons that work for as long as their message exists: their state is their `custom_id`."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Generic, TypeVar

import discord

from bot import failures, feedback, presses, render, words
from bot.lasting import LastingButton, services_of
from bot.notebooks import channel_of
from knowledge.answers.answer import Unknown

if TYPE_CHECKING:
    from bot.notebooks import Notebook

_log = logging.getLogger(__name__)
PressT = TypeVar("PressT", bound=presses.Press)


class _Press(LastingButton[PressT], Generic[PressT], template=r"(?!)"):
    """A button below an answer."""

    reads = staticmethod(presses.read)
    writes = staticmethod(presses.write)


class ShowPassages(_Press[presses.Show], template=presses.SHOW):
    """Shows passages to the person alone; turning a page changes that private message."""

    what = "showing passages"

    async def act(self, interaction: discord.Interaction) -> None:
        """Show the page, or say that the passages have changed."""
        notebook = await _notebook(interaction)
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

    async def act(self, interaction: discord.Interaction) -> None:
        """Answer in place, or in private."""
        notebook = await _notebook(interaction)
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

    async def act(self, interaction: discord.Interaction) -> None:
        """Write the vote down and say thanks."""
        found = (await _notebook(interaction)).sources((self.press.key,))
        note = found[0].place.note if found else ""
        folder = services_of(interaction).settings.data
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


async def _notebook(interaction: discord.Interaction) -> Notebook:
    return await services_of(interaction).notebook_in(
        interaction.guild_id, channel_of(interaction.channel)
    )


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
