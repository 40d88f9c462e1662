"""Kill the bot two thousand times, at random moments and at named steps, and print what came of it.

    python tests/bot/posting/kill_many.py [KILLS]

Each trial has up to three faults of Discord's and up to four deaths. It takes about ten minutes;
the exit code is 0 if no post was doubled or lost and no acknowledged answer is missing.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from killing import all_of, ground
from loopback import FAULTS

from bot.posting import STEPS

KILLS = 2000
AT_A_TIME = 30


def death(chance: random.Random) -> dict[str, Any]:
    """Return a way to die: at a step, or after a while."""
    if chance.random() < 0.5:
        return {"step": chance.choice(STEPS), "time": chance.choice((1, 1, 2))}
    return {"kill_after": chance.uniform(0.01, 0.3)}


async def run(kills: int) -> int:
    """Run trials until there were that many kills: nine of ten while posting."""
    chance = random.Random(2026)  # noqa: S311 - the same trials in each run
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with ground(Path(folder)) as trials:
            figures = trials.figures
            while figures.kills < kills * 0.9:
                await all_of(
                    trials.trial(
                        f"{number}",
                        chance.choices(FAULTS, k=chance.randint(0, 3)),
                        [death(chance) for _ in range(chance.randint(1, 4))],
                    )
                    for number in range(AT_A_TIME)
                )
                sys.stdout.write(f"{figures}\n")
            while figures.kills < kills:
                await trials.answers([chance.uniform(0.0, 0.3) for _ in range(AT_A_TIME)])
    sys.stdout.write(f"{figures}\n")
    for name in (*figures.doubled, *figures.lost, *figures.unrevealed):
        sys.stdout.write(f"{name}\n")
    good = not (figures.doubled or figures.lost or figures.unrevealed or figures.answers_lost)
    return 0 if good else 1


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    raise SystemExit(asyncio.run(run(wanted)))
