"""A person's question to the message that answers it, wherever it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot import assisted, failures, render, room_presses, rooms_view, words_rooms
from bot.notebooks import QUESTION_ROOM, channel_of
from knowledge.answers.answer import Answer, Unknown, Unsure
from knowledge.answers.asking import SMALL
from knowledge.answers.following import carried_on
from knowledge.answers.pasted import read_pasted
from knowledge.text import stem, words

if TYPE_CHECKING:
    from discord.ui import LayoutView

    from bot.notebooks import Notebook
    from bot.services import Services
    from knowledge.library import Library

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where."""

    user: int
    guild: int | None
    """None in direct messages."""
    channel: int | None
    """A thread's own channel."""


def asker_of(spoken: discord.Message | discord.Interaction) -> Asker:
    """Return who wrote a message or gave a command, and where."""
    user = spoken.user if isinstance(spoken, discord.Interaction) else spoken.author
    guild = spoken.guild.id if spoken.guild is not None else None
    return Asker(user.id, guild, channel_of(spoken.channel))


def too_soon(services: Services, asker: Asker) -> str:
    """Count a question and return nothing, or what to say where there were too many of late."""
    seconds = services.cooldowns.wait(asker.user, asker.channel, services.clock())
    return words_rooms.too_soon(seconds) if seconds else ""


async def held_back(services: Services, interaction: discord.Interaction) -> bool:
    """Count a command as a question; where it comes too soon, say so in private."""
    held = too_soon(services, asker_of(interaction))
    if held:
        await failures.privately(interaction, held)
    return bool(held)


async def notebook_of(services: Services, asker: Asker) -> Notebook:
    """Return the notebook that is read where the question was asked."""
    return await services.notebook_in(asker.guild, asker.channel)


async def answer(
    services: Services,
    asker: Asker,
    question: str,
    *,
    before: str = "",
    asked: bool = False,
) -> LayoutView:
    """Return the message that answers a question, whatever kind it is.

    `before` is the question that this one follows. With `asked`, the question stands above the
    answer; it does so too where it was read as one about the term before it.
    """
    await assisted.note(services, asker.guild, asker.user, question)
    notebook = await notebook_of(services, asker)
    if (view := await _weighed(notebook, question)) is not None:
        return view
    if before:
        read_as = carried_on(question, before, notebook.library.glossary)
        asked = asked or read_as != question
        question = read_as
    found = await notebook.ask(question)
    view = render.response(found, notebook.look, asked=asked)
    if isinstance(found, Unknown) and asker.guild is not None:
        number = await _keep(services, notebook.library, asker, question, found)
        if number is not None:
            tell = rooms_view.button(words_rooms.TELL_ME, room_presses.wait_for(number))
            view = rooms_view.with_row(view, [tell])
    return view


async def sure_answer(services: Services, asker: Asker, question: str) -> LayoutView | None:
    """Return the message that answers a question to nobody in particular, or None.

    Who was not asked stays silent unless the notes answer without a doubt.
    """
    await assisted.note(services, asker.guild, asker.user, question)
    notebook = await notebook_of(services, asker)
    if (pasted := read_pasted(question)) is not None:
        choice = await notebook.choose(pasted)
        return rooms_view.choice(pasted, choice, notebook) if choice.decided else None
    found = await notebook.ask(question)
    if isinstance(found, Answer) and not isinstance(found, Unsure):
        return render.response(found, notebook.look)
    return None


def folded(question: str, library: Library) -> str:
    """Return the words of a question that tell it from others, so that two wordings become one."""
    language = library.languages[0]
    small = SMALL.get(language, frozenset())
    kept = [word for word in words(question) if word not in small] or words(question)
    return " ".join(sorted({stem(word, language) for word in kept}))


async def _weighed(notebook: Notebook, question: str) -> LayoutView | None:
    pasted = read_pasted(question[:QUESTION_ROOM])
    if pasted is None:
        return None
    return rooms_view.choice(pasted, await notebook.choose(pasted), notebook)


async def _keep(
    services: Services, library: Library, asker: Asker, question: str, found: Unknown
) -> int | None:
    """Keep a question that was not answered, where the server wants it; return its id."""
    assert asker.guild is not None  # noqa: S101 - asked before
    if not (await services.memory.servers.settings(asker.guild)).keeps_unanswered:
        return None
    terms = [library.glossary.find(name) for name in found.nearest]
    near = dict.fromkeys(term.note for term in terms if term is not None)
    return await services.memory.questions.keep(
        asker.guild,
        asker.user,
        question,
        folded(question, library),
        services.clock(),
        tuple(near)[:_NEAREST],
    )
