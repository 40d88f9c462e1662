"""A bot that is killed at any moment, before a Discord that misbehaves, makes each post once."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from killing import all_of, ground
from loopback import FAULTS

from bot.lock import EXIT_CODE
from bot.posting import STEPS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def test_killed_at_every_step_under_every_fault_each_post_is_made_once(
    tmp_path: Path,
) -> None:
    chance = random.Random(1)  # noqa: S311 - a different moment each time, the same in each run
    async with ground(tmp_path) as trials:
        await all_of(
            trials.trial(
                f"{step}, {fault}",
                [fault],
                [{"step": step}, {"kill_after": chance.uniform(0.02, 0.12)}],
            )
            for step in STEPS
            for fault in FAULTS
        )
        figures = trials.figures
    print(figures)  # noqa: T201 - what was measured
    assert (figures.doubled, figures.lost, figures.unrevealed) == ([], [], [])
    assert figures.trials == len(STEPS) * len(FAULTS)
    assert figures.kills >= 150


async def test_no_answer_that_was_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(2)  # noqa: S311 - as above
    async with ground(tmp_path) as trials:
        await trials.answers([chance.uniform(0.0, 0.15) for _ in range(50)])
        figures = trials.figures
    print(figures)  # noqa: T201 - what was measured
    assert figures.answers_lost == 0
    assert figures.kills == 50
    assert figures.acknowledged > 50


async def test_of_processes_that_begin_at_once_one_makes_the_post(tmp_path: Path) -> None:
    async with ground(tmp_path) as trials:
        for _ in range(5):
            assert await trials.together(2, locked=True) == [0, EXIT_CODE]
        assert await trials.together(4, locked=True) == [0, *3 * [EXIT_CODE]]
        for _ in range(3):  # where the file system knows no locks, the keys decide
            assert await trials.together(4, locked=False) == [0, 0, 0, 0]
        figures = trials.figures
    assert (figures.doubled, figures.lost, figures.unrevealed) == ([], [], [])
