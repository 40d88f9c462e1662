"""Whatever goes wrong, the person is told politely and the owner finds the same code in the log."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from study_server import opened, texts

from bot import failures, words

if TYPE_CHECKING:
    import pytest

    from bot.services import Services

INSIDE = "words that only the cause knows"


class Broken:
    """A library whose every answer fails."""

    notes = problems = ()

    def ask(self, _question: str) -> None:
        raise RuntimeError(INSIDE)

    lookup = source = ask

    def complete(self, _typed: str, _limit: int) -> None:
        raise RuntimeError(INSIDE)


def broken(services: Services) -> Services:
    services.library = Broken()  # type: ignore[assignment]
    return services


async def test_an_error_is_told_with_a_code_that_the_log_has_too(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(broken(services)) as server:
        result = await server.maya.slash(server.channel, "ask", question="what is fargate")
        assert result.ephemeral
        assert result.response is not None
        _same_code(result.response.content, caplog)

        await server.maya.send(server.channel, f"{server.mention} what is fargate")
        _same_code(texts(server.last), caplog)

        choices = await server.maya.autocomplete(server.channel, "ask", "question", "farg")
        assert choices == []
        assert len(server.env.errors) == 1  # simcord notes what reaches a command tree


async def test_an_error_behind_a_button_is_told_in_private(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(services) as server:
        result = await server.maya.slash(server.channel, "ask", question="fargate")
        assert result.response is not None
        broken(services)
        pressed = await server.tom.click(result.response, label="👍")
        assert pressed.ephemeral
        assert pressed.response is not None
        _same_code(pressed.response.content, caplog)


async def test_a_report_that_cannot_be_sent_ends_in_the_log(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(broken(services)) as server:
        server.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
        before = await server.maya.send(server.channel, f"{server.mention} what is fargate")
        assert server.last.id == before.id
    assert "could not tell about it" in caplog.text


async def test_a_channel_where_the_bot_may_not_write_costs_one_line(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(services) as server:
        server.env.inject_error(
            "POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions"
        )
        await server.maya.send(server.channel, f"{server.mention} fargate")
    assert "not permitted by Discord" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_question_deleted_meanwhile_is_still_answered(services: Services) -> None:
    async with opened(services) as server:
        server.env.inject_error(
            "POST", "/channels/*/messages", status=404, code=10008, message="Unknown Message"
        )
        await server.maya.send(server.channel, f"{server.mention} fargate")
        assert server.last.reference is None
        assert texts(server.last)


def test_background_work_goes_on_after_an_error(caplog: pytest.LogCaptureFixture) -> None:
    with failures.logged("the work"):
        raise KeyError(INSIDE)
    assert re.search(r"the work failed, code [0-9A-F]{4}", caplog.text)


def _same_code(sentence: str, caplog: pytest.LogCaptureFixture) -> None:
    code = re.search(r"logged as ([0-9A-F]{4})", sentence)
    assert code is not None
    assert words.failed(code[1]) == sentence
    assert INSIDE not in sentence
    lines = [one for one in caplog.records if code[1] in one.getMessage()]
    assert [one.levelno for one in lines] == [logging.ERROR]
    assert lines[0].exc_info is not None
