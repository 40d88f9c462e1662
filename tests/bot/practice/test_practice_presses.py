"""What stands in the buttons of quizzes and exams comes back whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from practice_room import attempts
from study_server import Server, opened

from bot import exam_presses, practice_presses
from bot import words_practice as said
from bot.escape import units
from bot.practice_presses import About, Act, Asked, Draw, Go, Review, Run, Step, TakeUp
from bot.presses import CUSTOM_ID_ROOM

if TYPE_CHECKING:
    import simcord

    from bot.services import Services

LOWER_HEX = "0123456789abcdef"
items = st.text(LOWER_HEX, min_size=16, max_size=16)
marks = st.text(LOWER_HEX, min_size=6, max_size=6)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    size = draw(st.integers(1, 20))
    asked = draw(st.integers(1, (1 << size) - 1))
    places = [place for place in range(size) if asked >> place & 1]
    right = draw(st.integers(0, (1 << size) - 1)) & asked
    return Run(
        draw(st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=6)),
        size,
        asked,
        draw(st.sampled_from(["", "c", "t", "w", "p"])),
        draw(st.one_of(st.just(""), st.text(LOWER_HEX, min_size=8, max_size=8))),
        draw(st.sampled_from([*places, size])),
        right,
    )


steps = st.builds(
    Step,
    st.sampled_from(Act),
    st.one_of(runs(), st.builds(Review, st.booleans())),
    items,
    st.integers(0, 9999),
    st.lists(marks, max_size=5).map(tuple),
)
presses = st.one_of(
    steps,
    st.builds(Go, st.one_of(runs(), st.just(Review()))),
    st.builds(About, st.sampled_from(Asked), items),
    st.builds(Draw, st.text(LOWER_HEX, min_size=10, max_size=10)),
    st.just(TakeUp()),
)
exam_pressed = st.builds(
    exam_presses.Press,
    st.sampled_from(exam_presses.Act),
    st.integers(1, 10**18 - 1),
    st.integers(0, 999),
    st.lists(marks, max_size=10).map(tuple),
)


@given(presses)
def test_a_press_is_read_as_it_was_written_and_is_short_enough(
    press: practice_presses.Press,
) -> None:
    text = practice_presses.write(press)
    assert practice_presses.read(text) == press
    assert units(text) <= CUSTOM_ID_ROOM
    assert exam_presses.read(text) is None


@given(exam_pressed)
def test_a_press_in_an_exam_is_read_as_it_was_written(press: exam_presses.Press) -> None:
    text = exam_presses.write(press)
    assert exam_presses.read(text) == press
    assert units(text) <= CUSTOM_ID_ROOM
    assert practice_presses.read(text) is None


@given(st.text(max_size=120))
def test_what_was_not_written_here_is_nothing(text: str) -> None:
    for module in (practice_presses, exam_presses):
        press = module.read(text)
        assert press is None or module.write(press) == text


@given(steps, st.integers(0, 100), st.characters())
def test_a_press_with_another_sign_in_it_is_nothing_or_another(
    step: Step, at: int, sign: str
) -> None:
    text = practice_presses.write(step)
    changed = f"{text[:at]}{sign}{text[at + 1 :]}"
    press = practice_presses.read(changed)
    assert press is None or practice_presses.write(press) == changed


@given(runs())
def test_a_run_goes_through_what_is_asked_and_ends(run: Run) -> None:
    seen = []
    while run.at < run.size:
        seen.append(run.at)
        run = run.onward()
    asked = [place for place in range(run.size) if run.asked >> place & 1]
    assert seen == asked[len(asked) - len(seen) :]
    assert run.number == len(asked)


@pytest.mark.parametrize(
    "custom_id",
    [
        "pa:zzzzzz-10-c--3ff-0-0:0123456789abcdef:0:000000",
        "pa:r:0123456789abcdef:0:000000",
        "py:r:0123456789abcdef:0:",
        "pe:rh:0123456789abcdef:3:",
        "px:r",
        "px:zzzzzz-10-c-00000000-3ff-0-0",
        "pd:0123456789abcdef",
        "pq:0000000000",
        "pr",
        "xa:1:0:000000",
        "xd:999999999999999999:999:",
    ],
)
async def test_a_forged_press_changes_nothing_and_is_answered_in_private(
    services: Services, custom_id: str
) -> None:
    async with opened(services) as server:
        told = await _pressed(server, custom_id)
        assert told.ephemeral
        assert told.response is not None
        assert told.response.content != ""
        assert "Something went wrong" not in told.response.content
        assert await attempts(server) == ()


@pytest.mark.parametrize(
    "custom_id",
    [
        "pa:zzzzzz-21-c--3ff-0-0:0123456789abcdef:0:000000",
        "pa:zzzzzz-2-c--7-0-0:0123456789abcdef:0:000000",
        "pa:zzzzzz-2-c--1-0-2:0123456789abcdef:0:000000",
        "pa:zzzzzz-2-c--1-1-0:0123456789abcdef:0:000000",
        "pa:r:0123456789abcdef:\u0661:000000",
        "pa:r:0123456789ABCDEF:0:000000",
        "pa:r:0123456789abcdef:0:00000",
        "xa:0:0:000000",
        "xa:1:00:000000",
        "pb:maybe",
    ],
)
async def test_a_press_that_was_never_ours_is_ignored(services: Services, custom_id: str) -> None:
    async with opened(services) as server:
        assert not (await _pressed(server, custom_id)).acknowledged


async def test_an_exam_answers_to_its_owner_alone(services: Services) -> None:
    async with opened(services) as server:
        await server.tom.slash(server.channel, "exam start")
        [run] = await services.memory.exams.of_user(server.tom.id)
        told = await _pressed(server, f"xd:{run.id}:0:")
        assert told.response is not None
        assert told.response.content == said.NOT_YOUR_EXAM
        [after] = await services.memory.exams.of_user(server.tom.id)
        assert after == run


async def _pressed(server: Server, custom_id: str) -> simcord.InteractionResult:
    """Let Maya press a button that the bot never made, in a message of the bot's."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(discord.ui.Button(label="?", custom_id=custom_id)))
    view.stop()
    channel = server.env.bot.get_channel(server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(view=view)
    return await server.maya.click(message, custom_id=custom_id)
