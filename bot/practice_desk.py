"""From a press to the person's desk, and from there back to the message: in time, and theirs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot import practice_view as view
from bot import practising
from bot import words_practice as said
from bot.explained import explained
from bot.lasting import services_of
from bot.notebooks import channel_of
from bot.practice_presses import LARGEST, Review, Run
from bot.topics import topics_of
from knowledge.model import Block, Passage
from knowledge.model import Kind as BlockKind
from knowledge.quiz.items import digest
from knowledge.quiz.order import reordered

if TYPE_CHECKING:
    import discord

    from bot.practice_presses import Where
    from bot.practising import Desk
    from knowledge.library import Library
    from knowledge.quiz.items import Item


async def desk_of(interaction: discord.Interaction, *, private: bool = False) -> Desk:
    """Return the desk of whoever pressed or commanded, in the notebook of the place.

    Where the questions are still to be made, Discord is told to wait: `private` says how a new
    message will be shown.
    """
    services = services_of(interaction)
    place = channel_of(interaction.channel)
    notebook = await services.notebook_in(interaction.guild_id, place)
    if not has_questions(notebook.library) and not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=interaction.message is None)
    bank = await services.bank_of(notebook.library)
    await asyncio.to_thread(topics_of, bank)
    return practising.Desk(services, interaction.user.id, interaction.guild_id, notebook, bank)


async def stem_of(interaction: discord.Interaction, item_id: str) -> str:
    """Return what a question asks, where that takes no time to tell; else nothing.

    A form has to be the first answer to a press: Discord cannot be told to wait for one.
    """
    library = await services_of(interaction).library_in(
        interaction.guild_id, channel_of(interaction.channel)
    )
    item = library.bank.by_id.get(item_id) if has_questions(library) else None
    return item.stem if item is not None else ""


def has_questions(library: Library) -> bool:
    """Tell whether the questions of a library are made, so that asking for them takes no time."""
    return "bank" in vars(library)


async def send(
    interaction: discord.Interaction, shown: discord.ui.LayoutView, *, private: bool | None = None
) -> None:
    """Put a view into the message that was pressed; with `private` given, into a new one."""
    response = interaction.response
    if private is None:
        if response.is_done():
            await interaction.edit_original_response(view=shown)
        else:
            await response.edit_message(view=shown)
    elif response.is_done():
        await interaction.followup.send(view=shown, ephemeral=private)
    else:
        await response.send_message(view=shown, ephemeral=private)


def is_theirs(interaction: discord.Interaction, *, private: bool) -> bool:
    """Tell whether the message pressed was made for the person who pressed it.

    A `private` thing is never anybody's in a message that all can see.
    """
    message = interaction.message
    if message is None or message.flags.ephemeral or interaction.guild_id is None:
        return True
    made = message.interaction_metadata
    return not private and made is not None and made.user.id == interaction.user.id


async def new_run(desk: Desk, number: int, mark: str = "", kind: str = "", size: int = 10) -> Run:
    """Return a new quiz, as long as there are questions; one of size 0 has none.

    `number` is the interaction's, so that no two quizzes are drawn alike.
    """
    seed = digest(str(number))[:6]
    drawn = await asyncio.to_thread(
        lambda: topics_of(desk.bank).draw(mark, kind, min(size, LARGEST), seed)
    )
    return Run(seed, len(drawn), (1 << len(drawn)) - 1, kind, mark)


async def go_on(desk: Desk, where: Where) -> discord.ui.LayoutView:
    """Return the message for where somebody is: a question, or the end."""
    look = desk.notebook.look
    if isinstance(where, Review):
        return await _next_review(desk)
    drawn = await practising.drawn(desk, where)
    if where.at < min(where.size, len(drawn)):
        item = drawn[where.at]
        return view.question(
            await shown_of(desk, where, item, len(await desk.attempts(item, where))), look
        )
    missed = [item for place, item in enumerate(drawn) if where.missed >> place & 1]
    return view.run_end(where, missed, look)


async def shown_of(desk: Desk, where: Where, item: Item, tries: int) -> view.Shown:
    """Return a question as it stands where somebody is, its options in their own order there."""
    if isinstance(where, Run):
        right = where.right.bit_count()
        head = said.progress(where.number, where.asked.bit_count(), right)
        return view.Shown(reordered(item, where.seed), where, tries, head)
    found = await practising.agenda(desk)
    count = len(found.due) + len(found.new)
    minutes = max(1, round(count * practising.SECONDS_EACH / 60))
    head = said.due(count, minutes) if count else said.NOTHING_DUE.rstrip(".")
    return view.Shown(reordered(item, desk.user, tries), where, tries, head)


def passage_at(desk: Desk, item: Item) -> Passage:
    """Return the passage that a question stands in or was made from."""
    place = item.cited
    here = [one for one in desk.notebook.library.passages if one.place.note == place.note]
    around = (one for one in here if one.place.first <= place.first <= one.place.last)
    text = item.source_text or item.quote or item.stem
    alone = Passage(place, (Block(BlockKind.PARAGRAPH, text, place.first, place.last, 0),))
    return next(around, alone)


async def told(desk: Desk, item: Item) -> Item:
    """Return a question with what the notes say about its wrong options, as far as they do."""
    return await asyncio.to_thread(explained, item, desk.bank, desk.notebook.library)


async def _next_review(desk: Desk) -> discord.ui.LayoutView:
    look = desk.notebook.look
    found = await practising.agenda(desk)
    item = practising.first_of(desk, found)
    if item is not None:
        shown = await shown_of(desk, Review(), item, len(await desk.attempts(item, Review())))
        return view.question(shown, look)
    lines = [said.NOTHING_DUE if desk.bank.ready else said.NOTHING_TO_REVIEW]
    if found.waiting:
        lines = [said.LIMIT_REACHED, said.waiting(found.waiting)]
    elif (moment := await practising.next_due(desk)) is not None:
        lines.append(said.next_due(format_dt(moment, "D")))
    items = topics_of(desk.bank).by_concept
    aside = [items[concept][0].place for concept in found.suspended]
    return view.review_end(lines, aside, look)
