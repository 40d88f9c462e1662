"""Practice exams: sat against the clock, left and resumed, ended by hand or by the time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from practice_room import attempts, lettered, opened_library, press, press_option, sentence
from study_server import Server, labels, opened, texts

from bot import words_practice as said
from bot.services import Services
from bot.settings import Settings
from knowledge.quiz.exam import ESTIMATE

if TYPE_CHECKING:
    from pathlib import Path

    import simcord
    from practice_room import Clock

RIGHT = {
    "Which tower warns ships?": "A lighthouse",
    "Which boat is tied to the quay?": "A moored boat",
    "Which rope ties a ship to the quay?": "A hawser",
    "Which flag asks for a pilot?": "Flag G",
}
WRONG = ("A silo", "A kite", "A ribbon", "Flag Z")

TOWERS = """---
title: Towers
exam: Harbour master
questions: 4
minutes: 10
passing: 700
domains:
  - Towers: 50
  - Ropes: 50
---

# Towers

**Question:** Which tower warns ships?

- A) A silo
- B) A lighthouse
- C) A belfry

Answer: B

**Question:** Which flag asks for a pilot?

- A) Flag Z
- B) Flag Q
- C) Flag G

Answer: C
"""

ROPES = """# Ropes

**Question:** Which rope ties a ship to the quay?

- A) A hawser
- B) A ribbon
- C) A lasso

Answer: A

**Question:** Which boat is tied to the quay?

- A) A kite
- B) A moored boat
- C) A raft adrift

Answer: B
"""


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Services:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "towers.md").write_text(TOWERS)
    (notes / "ropes.md").write_text(ROPES)
    settings = Settings(notes=(notes,), data=tmp_path / "data")
    return Services(settings, opened_library(notes), clock=clock)


async def test_an_exam_is_left_resumed_after_a_restart_and_ended(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        choices = await server.maya.autocomplete(
            server.channel, "exam start", "blueprint", "harbor mastr"
        )
        assert [choice["value"] for choice in choices] == ["Harbour master"]
        shown = await start(server, blueprint="harbour master")
        assert shown.ephemeral
        assert texts(shown.response).startswith("-# 1 of 4")

        shown = await answer(server, shown, right=True)
        assert said.chosen("")[:6] in texts(shown.response)
        shown = await press(server, shown, said.NEXT)
        shown = await press(server, shown, said.FLAG_EXAM)
        assert said.UNFLAG in labels(shown.response)

        await server.restart()
        clock.forward(minutes=9)
        shown = await start(server)
        assert texts(shown.response).startswith("-# 2 of 4")
        assert said.UNFLAG in labels(shown.response)
        shown = await answer(server, shown, right=False)
        shown = await press(server, shown, said.NEXT)
        shown = await answer(server, shown, right=True)
        over = await press(server, shown, said.LOOK_OVER)
        assert said.overview(3, 4) in texts(over.response)
        assert said.places(said.OPEN, "4") in texts(over.response)
        assert said.places(said.FLAGGED_ONES, "2") in texts(over.response)
        shown = await press(server, over, said.FIRST_OPEN)
        shown = await answer(server, shown, right=True)
        over = await press(server, shown, said.LOOK_OVER)
        done = await press(server, over, said.END_NOW)

        result = texts(done.response)
        assert "Harbour master: " + said.exam_result(3, 4) in result
        assert said.estimate(775, 700, passed=True) in result
        assert ESTIMATE in result
        assert sorted(re.findall(r"(?:Towers|Ropes)\u00a0· (\d of 2)\n`(█*)", result)) == [
            ("1 of 2", "█" * 5),
            ("2 of 2", "█" * 10),
        ]
        missed = await press(server, done, said.WHAT_WAS_MISSED)
        assert said.missed_head(2, 4) in texts(missed.response)
        assert said.NEXT not in labels(missed.response)
        assert said.exam_result(3, 4) in texts(
            (await press(server, missed, said.TO_RESULT)).response
        )
        # An exam stays apart from practice and review.
        assert await attempts(server) == ()
        assert await services.memory.learning.cards_of(server.maya.id) == ()


async def test_what_comes_after_the_time_does_not_count(services: Services, clock: Clock) -> None:
    async with opened(services) as server:
        shown = await start(server, blueprint="Harbour master")
        shown = await answer(server, shown, right=True)
        shown = await press(server, shown, said.NEXT)
        clock.forward(minutes=10, seconds=1)
        late = await answer(server, shown, right=True)
        assert said.TIME_OVER in texts(late.response)
        assert said.exam_result(1, 4) in texts(late.response)
        assert said.estimate(325, 700, passed=False) in texts(late.response)
        [run] = await services.memory.exams.of_user(server.maya.id)
        assert run.finished_at == run.deadline

        again = await start(server, blueprint="Harbour master")
        assert texts(again.response).startswith("-# 1 of 4")


async def test_a_shorter_exam_has_less_time_in_proportion(services: Services) -> None:
    async with opened(services) as server:
        shown = await start(server, blueprint="Harbour master", length=2)
        assert texts(shown.response).startswith("-# 1 of 2")
        [run] = await services.memory.exams.of_user(server.maya.id)
        assert (run.deadline - run.started_at).total_seconds() == 5 * 60


async def test_an_exam_goes_on_as_it_began_when_its_notes_are_gone(
    services: Services, tmp_path: Path
) -> None:
    async with opened(services) as server:
        shown = await start(server, blueprint="Harbour master")
        (tmp_path / "notes" / "ropes.md").unlink()
        services.library = opened_library(tmp_path / "notes")
        for _ in range(3):
            shown = await press(server, await answer(server, shown, right=True), said.NEXT)
        shown = await answer(server, shown, right=True)
        done = await press(server, await press(server, shown, said.LOOK_OVER), said.END_NOW)
        assert said.estimate(1000, 700, passed=True) in texts(done.response)


async def test_what_cannot_be_sat_is_said(services: Services) -> None:
    async with opened(services) as server:
        assert sentence(await start(server, blueprint="zzyzx")) == said.NO_SUCH_EXAM


async def start(server: Server, **options: str | int) -> simcord.InteractionResult:
    return await server.maya.slash(server.channel, "exam start", **options)


async def answer(
    server: Server, shown: simcord.InteractionResult, *, right: bool
) -> simcord.InteractionResult:
    """Let Maya answer the question shown, rightly or not."""
    wanted = RIGHT.values() if right else WRONG
    option = next(text for text, _ in lettered(shown) if text in wanted)
    return await press_option(server, shown, option)
