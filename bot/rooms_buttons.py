"""Buttons and selects of the everyday commands, and of waiting for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from discord.ui import DynamicItem, Select

from bot import answering, browse, failures, gaps_view, room_presses, words_rooms
from bot.lasting import services_of
from bot.managers import manages

if TYPE_CHECKING:
    import re

    import discord

    from bot.services import Services


class RoomItem(DynamicItem[Any], template=r"(?!)"):
    """A button or select that was used; its `custom_id` says what is meant."""

    what: ClassVar[str]

    def __init__(self, item: discord.ui.Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(  # noqa: D102 - discord.py's own
        cls, _interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(item, match)

    async def callback(self, interaction: discord.Interaction) -> None:  # noqa: D102 - as above
        services = services_of(interaction)
        async with failures.told(self.what, lambda text: failures.privately(interaction, text)):
            await self.act(interaction, services)

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Do what the button is for; errors are told by whoever calls this."""
        raise NotImplementedError


class NotesPage(RoomItem, template=room_presses.NOTES):
    """Shows a page of the notes' list."""

    what = "the list of notes"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Show it in place, or in private."""
        notebook = await answering.notebook_of(services, answering.asker_of(interaction))
        await show(interaction, browse.note_list(notebook, int(self.match["page"])))


class OpenNote(RoomItem, template=room_presses.OPEN):
    """Opens the note that was chosen."""

    what = "opening a note"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Show its first page, or say that it is gone."""
        values = cast("Select[Any]", self.item).values
        mark = values[0] if values and room_presses.is_mark(values[0]) else ""
        await _read(interaction, services, mark, 0)


class ReadNote(RoomItem, template=room_presses.READ):
    """Turns to a page of a note."""

    what = "reading a note"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Show the page, or say that the note is gone."""
        await _read(interaction, services, self.match["note"], int(self.match["page"]))


class WaitForAnswer(RoomItem, template=room_presses.WAIT):
    """Keeps that somebody wants to be told when the notes cover a question."""

    what = "waiting for an answer"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Keep it, if the question is one of this server's and still kept."""
        number, asker = int(self.match["number"]), answering.asker_of(interaction)
        questions, now = services.memory.questions, services.clock()
        if asker.guild is None:
            await failures.privately(interaction, words_rooms.QUESTION_GONE)
            return
        here = {each.id for each in await questions.open_in(asker.guild, now, fewest=0)}
        kept = number in here and await questions.tell_me(number, asker.user, asker.channel, now)
        said = words_rooms.WILL_TELL if kept else words_rooms.QUESTION_GONE
        await failures.privately(interaction, said)


class GapsPage(RoomItem, template=room_presses.GAPS):
    """Shows a page of unanswered questions to who may see them."""

    what = "the list of unanswered questions"

    async def act(self, interaction: discord.Interaction, services: Services) -> None:
        """Show it, after asking again whether they may."""
        if interaction.guild_id is None or not await manages(services, interaction):
            await failures.privately(interaction, words_rooms.FOR_MANAGERS)
            return
        found = await services.memory.questions.open_in(interaction.guild_id, services.clock())
        notebook = await services.notebook_in(interaction.guild_id, None)
        await show(interaction, gaps_view.listed(found, notebook, int(self.match["page"])))


BUTTONS = (NotesPage, OpenNote, ReadNote, WaitForAnswer, GapsPage)


async def show(interaction: discord.Interaction, view: discord.ui.LayoutView) -> None:
    """Turn the page of a private message; in a message for all, show it to the person alone."""
    message = interaction.message
    if message is not None and (message.flags.ephemeral or interaction.guild_id is None):
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def _read(interaction: discord.Interaction, services: Services, mark: str, page: int) -> None:
    notebook = await answering.notebook_of(services, answering.asker_of(interaction))
    view = browse.note_page(notebook, mark, page)
    if view is None:
        await failures.privately(interaction, words_rooms.NOTE_GONE)
    else:
        await show(interaction, view)
