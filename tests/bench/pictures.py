"""Takes the pictures of the pages for people again: the real bot in the demo's page, on a phone.

Run `python tests/bench/pictures.py`; it needs the extra `demo`, playwright and chromium. Look at
each picture before you keep it.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from playwright.async_api import async_playwright

from bot import sitting, words_practice
from bot.demo import hall
from knowledge.library import STARTER, Library
from knowledge.quiz.items import Kind
from knowledge.quiz.practice import LETTERS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    import discord
    import simcord
    from playwright.async_api import Page

    from bot.demo import Hall
    from bot.store.records import Post

KEPT = Path(__file__).parent.parent.parent / "docs" / "pictures"
WIDE, HIGH = 400, 1600
"""Pixels of the page: the width of a phone."""
SETTLED = 1500
"""Milliseconds that fonts and buttons take at most to look as they will."""
COLOURS = 64
"""As many as keep a picture small and its letters smooth."""
PRESSED = "CCBCA"
"""What the members press under the question of the day."""
EXAM, WRONG = 12, 2
"""Questions of the exam, and which of four goes wrong."""
DIFFERENT = {
    "2018 Compute.md": """---
date: 2018-03-12
---
# Compute

**Lambda** - is a service that runs code without servers. A call has a timeout of 5 minutes.
""",
    "Serverless.md": """---
date: 2025-09-02
---
# Serverless

## Lambda

- Billing: by request and running time
- Timeout: 15 minutes for a call
""",
}
"""Notes of two years, of which one is out of date."""


class Camera:
    """Photographs messages of the demo's channel as one of its people sees them."""

    def __init__(self, demo: Hall, preview: simcord.Preview, tab: Page) -> None:
        self._demo, self._preview, self._tab = demo, preview, tab

    async def take(self, name: str, message: discord.Message | simcord.ResponseMessage) -> None:
        """Keep a picture of a message."""
        await self._preview.refresh()
        await self._preview.show(message)
        await self._tab.goto("about:blank")
        await self._tab.goto(self._preview.url)
        await self._tab.wait_for_timeout(SETTLED)
        found = self._tab.locator(f'[data-message-id="{message.id}"]').last
        await found.scroll_into_view_if_needed()
        await found.screenshot(path=KEPT / f"{name}.png")
        with Image.open(KEPT / f"{name}.png") as picture:
            small = picture.convert("RGB").quantize(COLOURS)
        small.save(KEPT / f"{name}.png", optimize=True)


@asynccontextmanager
async def looking(folder: Path, data: Path) -> AsyncIterator[tuple[Hall, Camera]]:
    """Yield the demo over a folder of notes, and a camera in front of it."""
    library = await asyncio.to_thread(Library.open, [folder])
    async with (
        hall(library, (folder,), data) as demo,
        demo.env.preview(
            demo.channel,
            viewers=demo.people[:1],
            layout="channel",
            display="fixed",
            width=WIDE,
            height=HIGH,
        ) as preview,
        async_playwright() as driver,
    ):
        browser = await driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = await browser.new_page(
            viewport={"width": WIDE, "height": HIGH}, device_scale_factor=1.5
        )
        try:
            yield demo, Camera(demo, preview, tab)
        finally:
            await browser.close()


async def asked(
    demo: Hall,
    command: str,
    **given: Any,  # noqa: ANN401 - options of a command
) -> simcord.ResponseMessage:
    """Return what the first person's command is answered with."""
    result = await demo.people[0].slash(demo.channel, command, **given)
    assert result.response is not None
    return result.response


async def replied(demo: Hall, question: str) -> discord.Message:
    """Return what the first person's mention is answered with."""
    assert demo.bot.user is not None
    await demo.people[0].send(demo.channel, f"{demo.bot.user.mention} {question}")
    return demo.channel.history()[-1]


async def press(
    demo: Hall, message: simcord.ResponseMessage, label: str
) -> simcord.ResponseMessage:
    """Return what the message becomes when a button is pressed."""
    result = await demo.people[0].click(message, label=label)
    return result.response or message


async def everyday(data: Path) -> None:
    """Take what is seen with the starter notes."""
    async with looking(STARTER, data) as (demo, camera):
        await camera.take("answer", await replied(demo, "whats fargte"))
        await camera.take("both-sides", await replied(demo, "difference between lambda and sqs"))
        await camera.take("not-covered", await replied(demo, "what does amazon braket cost"))
        (post,) = await demo.bot.services.memory.posts.open_in(demo.people[0].guild.id)
        await camera.take("daily", message_of(demo, post))
        for who, letter in zip(demo.people, PRESSED, strict=True):
            await who.click(message_of(demo, post), label=letter)
        await demo.people[0].slash(demo.channel, "next-day")
        await camera.take("reveal", message_of(demo, post))
        await camera.take("compare", await asked(demo, "compare", first="Lambda", second="Fargate"))
        await camera.take("leaderboard", await asked(demo, "leaderboard"))
        review = await asked(demo, "review")
        await camera.take("review", await press(demo, review, "A"))
        await camera.take("exam", await sat(demo))


def message_of(demo: Hall, post: Post) -> discord.Message:
    """Return the message of a daily question, as it is now."""
    return next(one for one in demo.channel.history() if one.id == post.message_id)


async def sat(demo: Hall) -> simcord.ResponseMessage:
    """Return the result of an exam in which every fourth question went wrong."""
    shown = await asked(demo, "exam start", length=EXAM)
    run = await demo.bot.services.memory.exams.open_of(demo.people[0].id)
    assert run is not None
    for place, item in enumerate(sitting.sitting_of(run).paper.items):
        wrong = place % 4 == WRONG
        for number, option in enumerate(item.options):
            if (option.id in item.keys) is not wrong:
                label = (item.options[number].text, LETTERS[number])[item.kind is not Kind.TRUTH]
                shown = await press(demo, shown, label)
        if place + 1 < EXAM:
            shown = await press(demo, shown, words_practice.NEXT)
    shown = await press(demo, shown, words_practice.LOOK_OVER)
    return await press(demo, shown, words_practice.END_NOW)


async def differing(data: Path) -> None:
    """Take what is seen where two notes disagree."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), DIFFERENT)
        async with looking(Path(folder), data) as (demo, camera):
            answer = await asked(demo, "ask", question="what is the timeout of lambda")
            await camera.take("disagreement", answer)


def write(folder: Path, notes: Mapping[str, str]) -> None:
    """Write notes into a folder."""
    for name, text in notes.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for taken in (everyday, differing):
        with tempfile.TemporaryDirectory() as state:
            asyncio.run(taken(Path(state)))
