"""The demo in a real browser: a person types a question and reads the answer."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.demo import page
from knowledge.library import STARTER

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.library import Library

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")
async def test_a_question_typed_into_the_page_is_answered(starter: Library, tmp_path: Path) -> None:
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
        finally:
            await browser.close()
