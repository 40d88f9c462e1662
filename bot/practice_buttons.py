"""The buttons of quizzes and reviews, and the form that typed answers come by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from discord.ui import Label, Modal, TextInput

from bot import failures, practising
from bot import practice_presses as presses
from bot import practice_view as view
from bot import words_practice as said
from bot.escape import label
from bot.lasting import LastingButton
from bot.practice_desk import (
    desk_of,
    go_on,
    is_theirs,
    new_run,
    passage_at,
    send,
    shown_of,
    stem_of,
    told,
)
from bot.practice_presses import Act, Asked, Review, Step
from bot.topics import topics_of
from knowledge.quiz.grade import Verdict, grade
from knowledge.quiz.items import Kind
from knowledge.quiz.practice import answer, judged

if TYPE_CHECKING:
    import discord

    from bot.practising import Desk, Kept
    from knowledge.quiz.grade import Grade
    from knowledge.quiz.items import Item

_DESCRIPTION_ROOM = 100  # Discord: what stands under a label of a form
_TYPED_ROOM = 500  # what the grader looks at
_FORM = "pa"
"""What the field of the form is called."""
PressT = TypeVar("PressT", bound=presses.Press)


class _Press(LastingButton[PressT], Generic[PressT], template=r"(?!)"):
    """A button of a quiz or of the review."""

    reads = staticmethod(presses.read)
    writes = staticmethod(presses.write)


class StepOn(_Press[presses.Step], template=presses.STEP):
    """Answers the question of the message, or gets ready to."""

    what = "an answer of a quiz or review"

    async def act(self, interaction: discord.Interaction) -> None:
        """Do it where the message is the person's own."""
        await take(interaction, self.press)


class GoOn(_Press[presses.Go], template=presses.GO):
    """Shows the next question in the same message."""

    what = "the next question"

    async def act(self, interaction: discord.Interaction) -> None:
        """Go on where the message is the person's own."""
        if await _refused(interaction, self.press.where):
            return
        desk = await desk_of(interaction)
        await send(interaction, await go_on(desk, self.press.where))


class AskAbout(_Press[presses.About], template=presses.ABOUT):
    """Tells the person alone more about a question, or keeps what they say of it."""

    what = "a word about a question"

    async def act(self, interaction: discord.Interaction) -> None:
        """Say it in private, whosever message it is."""
        desk = await desk_of(interaction)
        item = await desk.item(self.press.item)
        if item is None:
            await failures.privately(interaction, said.ITEM_GONE)
            return
        look = desk.notebook.look
        match self.press.act:
            case Asked.EXPLAIN:
                await _whisper(interaction, view.explanation(await told(desk, item), look))
            case Asked.NOTE:
                await _whisper(
                    interaction, view.note(passage_at(desk, item), item.cited.first, look)
                )
            case Asked.FLAG | Asked.OVERRIDE as act:
                new = await desk.services.memory.items.flag(
                    item.id, desk.user, desk.guild, act.name.lower(), desk.services.clock()
                )
                thanks = said.FLAGGED if act is Asked.FLAG else said.OVERRIDDEN
                await failures.privately(interaction, thanks if new else said.FLAGGED_BEFORE)


class DrawQuiz(_Press[presses.Draw], template=presses.DRAW):
    """Begins a private quiz on what an answer's passage is about."""

    what = "a quiz on an answer"

    async def act(self, interaction: discord.Interaction) -> None:
        """Begin it with the narrowest heading around the passage that has questions."""
        desk = await desk_of(interaction, private=True)
        source = desk.notebook.library.source(self.press.key)
        mark = topics_of(desk.bank).of_place(source.place) if source is not None else None
        if mark is None:
            await failures.privately(interaction, said.NO_QUESTIONS_HERE)
            return
        run = await new_run(desk, interaction.id, mark)
        await send(interaction, await go_on(desk, run), private=True)


class TakeUpAgain(_Press[presses.TakeUp], template=presses.TAKE_UP):
    """Reviews again what was put aside."""

    what = "taking up what was put aside"

    async def act(self, interaction: discord.Interaction) -> None:
        """Take it up and go on reviewing."""
        if await _refused(interaction, Review()):
            return
        desk = await desk_of(interaction)
        await practising.take_up(desk)
        await send(interaction, await go_on(desk, Review()))


BUTTONS = (StepOn, GoOn, AskAbout, DrawQuiz, TakeUpAgain)


async def take(interaction: discord.Interaction, step: Step, typed: str = "") -> None:
    """Do what a step says with the question of the message, or say why not."""
    if await _refused(interaction, step.where):
        return
    if step.act is Act.WRITE:
        await interaction.response.send_modal(_form(step, await stem_of(interaction, step.item)))
        return
    desk = await desk_of(interaction)
    item = await desk.item(step.item)
    if item is None:
        await failures.privately(interaction, said.ITEM_GONE)
        await _skip(interaction, desk, step)
        return
    match step.act:
        case Act.CHOOSE | Act.HINT:
            await _show_again(interaction, desk, item, step)
        case Act.EASY:
            done = await practising.ease(desk, item, step.tries)
            await failures.privately(interaction, said.EASIER if done else said.ALREADY_ANSWERED)
        case _:
            await _grade(interaction, desk, item, step, typed)


async def submitted(interaction: discord.Interaction) -> bool:
    """Take what was typed into a form of ours; tell whether it was one.

    The form's own `custom_id` says what it is for, so that one opened before a restart is taken.
    """
    data = cast("dict[str, Any]", interaction.data or {})
    press = presses.read(str(data.get("custom_id", "")))
    if not isinstance(press, Step) or press.act is not Act.SAID:
        return False
    async with failures.told("a typed answer", lambda text: failures.privately(interaction, text)):
        await take(interaction, press, _typed(data.get("components", [])))
    return True


async def _grade(
    interaction: discord.Interaction, desk: Desk, item: Item, step: Step, typed: str
) -> None:
    chosen = presses.chosen_of(item, step.chosen)
    found: Grade | None
    match step.act:
        case Act.SAID:
            found = answer(item, typed[:_TYPED_ROOM], desk.known)
        case Act.YES | Act.NO:
            found = judged(grade(item, ()), right=step.act is Act.YES)
        case _:
            found = grade(await told(desk, item), chosen if step.act is Act.ANSWER else ())
    if found is None:
        await failures.privately(interaction, said.NOT_AN_ANSWER)
        return
    shown = await shown_of(desk, step.where, item, step.tries)
    kept: Kept | None = None
    if found.verdict is not Verdict.SELF:
        kept = await practising.keep(desk, step.where, item, found, step.tries, chosen)
        if kept.first is not None and item.kind is not Kind.PAIRS and item.options:
            chosen = kept.first.options
            found = grade(await told(desk, item), chosen)
        shown = await shown_of(desk, _graded(step, found), item, step.tries)
    await send(interaction, view.verdict(shown, found, kept, desk.notebook.look, chosen))


def _graded(step: Step, found: Grade) -> presses.Where:
    if isinstance(step.where, Review):
        return step.where
    return step.where.graded(right=found.verdict is Verdict.RIGHT)


async def _show_again(interaction: discord.Interaction, desk: Desk, item: Item, step: Step) -> None:
    """Show the question with other options chosen, or after a look at its note."""
    look = desk.notebook.look
    hint = step.act is Act.HINT
    shown = await shown_of(desk, Review(helped=True) if hint else step.where, item, step.tries)
    chosen = presses.chosen_of(item, step.chosen)
    await send(interaction, view.question(shown, look, chosen))
    if hint:
        await _whisper(interaction, view.note(passage_at(desk, item), item.cited.first, look))


async def _skip(interaction: discord.Interaction, desk: Desk, step: Step) -> None:
    """Put the next question in place of one that is gone."""
    onward = step.where.onward() if isinstance(step.where, presses.Run) else Review()
    message = interaction.message
    if message is not None:
        await interaction.followup.edit_message(message.id, view=await go_on(desk, onward))


async def _refused(interaction: discord.Interaction, where: presses.Where) -> bool:
    """Tell whether the message is somebody else's, having said so."""
    if is_theirs(interaction, private=isinstance(where, Review)):
        return False
    await failures.privately(interaction, said.NOT_YOURS)
    return True


async def _whisper(interaction: discord.Interaction, shown: discord.ui.LayoutView) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(view=shown, ephemeral=True)
    else:
        await interaction.response.send_message(view=shown, ephemeral=True)


def _form(step: Step, stem: str) -> Modal:
    """Return the form for a typed answer. It is finished: what comes back is read by its id."""
    saying = Step(Act.SAID, step.where, step.item, step.tries)
    form = Modal(title=said.MODAL_TITLE, custom_id=presses.write(saying), timeout=None)
    field: TextInput[Any] = TextInput(custom_id=_FORM, max_length=_TYPED_ROOM, required=True)
    asked = label(stem, _DESCRIPTION_ROOM) or None  # on a phone the form hides the message
    form.add_item(Label(text=said.TYPED_LABEL, description=asked, component=field))
    form.stop()
    return form


def _typed(components: list[dict[str, Any]]) -> str:
    """Return what stands in the form's field, wherever it lies."""
    for one in components:
        if one.get("custom_id") == _FORM and isinstance(one.get("value"), str):
            return str(one["value"])
        inside = [*(one.get("components") or []), *filter(None, [one.get("component")])]
        if found := _typed(inside):
            return found
    return ""
