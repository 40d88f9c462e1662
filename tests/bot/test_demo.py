"""The demo: its server has a past, a day goes by at a command, and a browser shows it."""

from __future__ import annotations

import datetime
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from study_server import custom_ids, texts

from bot.demo import hall, page
from bot.demo_day import EARLIER
from knowledge.library import STARTER

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.library import Library

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


async def test_a_day_goes_by_at_a_command(starter: Library, tmp_path: Path) -> None:
    async with hall(starter, (STARTER,), tmp_path) as demo:
        maya, tom = demo.people[:2]
        posts, guild = demo.bot.services.memory.posts, demo.channel.guild.id  # type: ignore[union-attr]
        (asked,) = await posts.open_in(guild)
        message = next(one for one in demo.channel.history() if one.id == asked.message_id)
        await tom.click(message, custom_id=custom_ids(message)[0])
        await maya.slash(demo.channel, "next-day")

        (next_one,) = await posts.open_in(guild)
        assert next_one.number == asked.number + 1
        assert next_one.due_at - asked.due_at == datetime.timedelta(days=1)
        assert demo.channel.history()[-1].id == next_one.message_id
        revealed = texts(next(one for one in demo.channel.history() if one.id == message.id))
        assert "the answer" in revealed
        assert "1 answered" in revealed


async def test_the_demo_begins_after_days_of_questions_with_every_command(
    starter: Library, tmp_path: Path
) -> None:
    async with hall(starter, (STARTER,), tmp_path) as demo:
        maya, tom = demo.people[:2]
        board = texts((await tom.slash(demo.channel, "leaderboard", period="all")).response)
        assert {who.mention for who in demo.people} == set(re.findall(r"<@\d+>", board))
        mine = texts((await tom.slash(demo.channel, "stats")).response)
        assert "Right: 5 of 6" in mine
        plan = (await maya.slash(demo.channel, "daily show")).response
        assert plan is not None
        assert "09:00 UTC, every day" in plan.content
        here = set(maya.available_commands(demo.channel))
        assert {"next-day", "setup", "status", "quiz", "review", "exam start", "compare"} <= here
        assert "next-day" in tom.available_commands(demo.channel)
        assert "setup" not in tom.available_commands(demo.channel)
        assert demo.env.errors == []


@pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")
async def test_a_question_and_a_command_typed_into_the_page_are_answered(
    starter: Library, tmp_path: Path
) -> None:
    async with (
        page(starter, (STARTER,), tmp_path) as shown,
        playwright.async_playwright() as driver,
    ):
        browser = await driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        try:
            tab = await browser.new_page(viewport={"width": 400, "height": 800})
            await tab.goto(shown.url)
            assert re.match(r"http://127\.0\.0\.1:\d+/", tab.url)
            await tab.get_by_text("Ask a question about the notes").last.wait_for()
            await tab.get_by_role("textbox").last.fill("@Studyhall what is fargate")
            await tab.keyboard.press("Enter")
            await tab.get_by_text(re.compile("Fargate")).last.wait_for()
            await tab.get_by_role("textbox").last.fill("/next-day")
            await tab.get_by_text("Demo only").wait_for()
            await tab.keyboard.press("Enter")
            await tab.get_by_label("Exit command mode").wait_for()
            await tab.keyboard.press("Enter")
            await tab.get_by_text(f"Daily question {len(EARLIER['maya']) + 2}").last.wait_for()
        finally:
            await browser.close()
