"""The buttons of daily questions: answering once, choosing several, asking why, calling it bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from discord.ui import Button

from bot import questions, reveal, words_daily
from bot.daily_presses import PRESS, Flag, Letter, Press, Submit, Turn, Why, read, write
from bot.lasting import LastingButton, services_of
from bot.notebooks import channel_of
from bot.render import sentence
from bot.store.records import PostState, Practice, Receipt
from knowledge.quiz.grade import Verdict, grade

if TYPE_CHECKING:
    import discord
    from discord.ui import LayoutView

    from bot.render import Look
    from bot.services import Services
    from bot.store.records import Post
    from knowledge.quiz.items import Item

AGAIN = "again"
"""Kind of an attempt after the first answer."""
_SHOWN = {PostState.CLAIMED, PostState.POSTED}
"""States of a post whose key everybody may know once it is closed."""


class DailyButton(LastingButton[Press], template=PRESS):
    """Any button of a daily question; its state is its `custom_id`, all else is looked up."""

    what = "a daily question"
    reads = staticmethod(read)
    writes = staticmethod(write)

    async def act(self, interaction: discord.Interaction) -> None:
        """Show what the press brings about."""
        await _show(interaction, await _answer(self.press, interaction))


@dataclass(frozen=True, slots=True)
class _Pressed:
    """Who pressed a button of which post."""

    post: Post
    item: Item
    user: int
    services: Services
    look: Look


async def _answer(press: Press, interaction: discord.Interaction) -> LayoutView:
    """Return what the person who pressed is shown."""
    services = services_of(interaction)
    post = await services.memory.posts.get(press.post)
    if post is None or (interaction.guild_id, interaction.channel_id) != (post.guild, post.channel):
        return sentence(words_daily.UNKNOWN)
    notebook = await services.notebook_in(post.guild, channel_of(interaction.channel))
    item = questions.restored(post.item)
    by = _Pressed(post, item, interaction.user.id, services, notebook.look)
    match press:
        case Why():
            return await _why(by)
        case Flag(reason=reason):
            return await _flagged(by, reason)
    return await _chosen(by, press)


async def _chosen(by: _Pressed, press: Letter | Turn | Submit) -> LayoutView:
    """Answer, or where several are right go on choosing."""
    several = questions.wanted(by.item) > 1
    chosen = questions.ids(by.item, press.letters)
    if several and not isinstance(press, Submit):
        known = questions.ids(by.item, (press.letter,))
        return questions.choosing(by.post.id, by.item, press.letters if known else ())
    if isinstance(press, Turn) or not len(chosen) == len(press.letters) == questions.wanted(
        by.item
    ):
        return sentence(words_daily.NOT_THIS_WAY)
    return await _answered(by, chosen)


async def _answered(by: _Pressed, chosen: tuple[str, ...]) -> LayoutView:
    """Keep a first answer, or practice after it; return its receipt."""
    post, item = by.post, by.item
    found = grade(item, chosen)
    right = found.verdict is Verdict.RIGHT
    recorded = await by.services.memory.answers.record_first(
        post.id, by.user, chosen, right=right, at=by.services.clock()
    )
    if recorded.answer is None:
        if post.state not in _SHOWN:
            return sentence(words_daily.UNKNOWN)
        await _practise(by, chosen, right=right)
        return reveal.verdict(item, found, by.look, words_daily.PRACTICE)
    first = recorded.answer
    letters = questions.letters(item, chosen)
    if recorded.receipt is Receipt.COUNTED:
        said = words_daily.counted(letters, post.reveal_at)
        if post.reveals_at_once:
            said = words_daily.counted_at_once(letters)
        if first.assisted:
            said = f"{said} {words_daily.ASSISTED}"
    elif set(first.options) == set(chosen):
        said = words_daily.repeated(letters)
    else:
        await _practise(by, chosen, right=right)
        before = questions.letters(item, first.options)
        said = words_daily.repeated_otherwise(before, letters)
    if post.reveals_at_once:
        return reveal.verdict(item, found, by.look, said)
    return sentence(said)


async def _practise(by: _Pressed, chosen: tuple[str, ...], *, right: bool) -> None:
    """Keep an attempt that counts for nobody but the person."""
    item = by.item
    attempt = Practice(
        user_id=by.user,
        item_id=by.post.item_id,
        right=right,
        at=by.services.clock(),
        kind=AGAIN,
        guild=by.post.guild,
        concept=item.concept,
        topic=item.topic,
        options=chosen,
    )
    await by.services.memory.learning.record_practice(attempt)


async def _why(by: _Pressed) -> LayoutView:
    if by.post.closed_at is None:
        return sentence(words_daily.NOT_PERMITTED_YET)
    answer = await by.services.memory.answers.of(by.post.id, by.user)
    return reveal.why(by.item, answer, by.look)


async def _flagged(by: _Pressed, reason: str) -> LayoutView:
    """Keep that the person calls the question bad; without a reason, ask for one."""
    if not reason:
        return _reasons(by.post)
    items = by.services.memory.items
    item_id = (await items.reattached()).get(by.post.item_id, by.post.item_id)
    fresh = await items.flag(item_id, by.user, by.post.guild, reason, by.services.clock())
    return sentence(words_daily.FLAGGED if fresh else words_daily.FLAGGED_BEFORE)


def _reasons(post: Post) -> LayoutView:
    buttons = [
        Button["LayoutView"](label=label, custom_id=write(Flag(post.id, reason)))
        for reason, label in words_daily.FLAG_REASONS.items()
    ]
    return questions.card(questions.QUESTION_COLOUR, [words_daily.FLAG_ASKED], buttons)


async def _show(interaction: discord.Interaction, view: LayoutView) -> None:
    """Show it to the person alone: in the private message that was pressed, or in a new one."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)
