"""The button of a practice exam: every press is looked up, kept, and only then shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import exam_view as view
from bot import failures, sitting
from bot import words_practice as said
from bot.exam_presses import EXAM, Act, Press, read, write
from bot.lasting import LastingButton, services_of
from bot.practice_desk import send
from bot.practice_presses import chosen_of
from bot.practising import one_at_a_time

if TYPE_CHECKING:
    import datetime

    import discord
    from discord.ui import LayoutView

    from bot.render import Look
    from bot.sitting import Sitting
    from bot.store import Store


class ExamPress(LastingButton[Press], template=EXAM):
    """Answers, flags, turns to another question, ends the exam, shows the result."""

    what = "a press in an exam"
    reads = staticmethod(read)
    writes = staticmethod(write)

    async def act(self, interaction: discord.Interaction) -> None:
        """Do it in the run that the press names."""
        await _take(interaction, self.press)


BUTTONS = (ExamPress,)


async def _take(interaction: discord.Interaction, press: Press) -> None:
    """Do what a press says in the run it names, where that is the person's own."""
    services = services_of(interaction)
    store, now = services.memory, services.clock()
    run = await store.exams.get(press.exam)
    if run is None or run.user_id != interaction.user.id:
        await failures.privately(interaction, said.NOT_YOUR_EXAM if run else said.EXAM_GONE)
        return
    async with one_at_a_time(interaction.user.id):
        found = await sitting.current(store, run.id, now)
        late = found.over and run.finished_at is None
        if not found.over and press.place < len(found.paper.items):
            found = await _kept(store, found, press, now)
    look = services.notebook(run.notebook).look
    await send(interaction, shown(found, press, look, said.TIME_OVER if late else ""))


async def _kept(store: Store, found: Sitting, press: Press, now: datetime.datetime) -> Sitting:
    """Keep what the press does to a running exam, and return the run as it is then."""
    match press.act:
        case Act.ANSWER:
            options = chosen_of(found.paper.items[press.place], press.chosen)
            return await sitting.answered(store, found, press.place, now, options=options)
        case Act.FLAG | Act.UNFLAG:
            flagged = press.act is Act.FLAG
            return await sitting.answered(store, found, press.place, now, flagged=flagged)
        case Act.DONE:
            return await sitting.ended(store, found, now)
        case _:
            return found


def shown(found: Sitting, press: Press, look: Look, notice: str = "") -> LayoutView:
    """Return what is seen after a press: of an exam that has ended no question can be answered."""
    place = min(press.place, len(found.paper.items) - 1)
    if (result := found.outcome) is not None:
        if press.act is Act.VIEW_MISSED and place in found.missed:
            return view.missed(found, place, look)
        return view.outcome(found, result, notice)
    if press.act is Act.LOOK_OVER:
        return view.overview(found, place, look)
    return view.question(found, place, look, notice)
