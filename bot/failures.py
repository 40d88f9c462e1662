"""What went wrong: one sentence for the person, one log line for the owner, with the same code.

The only place that catches every exception: neither a question nor a press may end in silence, and
an error while an error is reported must do no harm.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

_log = logging.getLogger(__name__)

# Discord: unknown interaction (its three seconds are over), and one that was answered already
_UNANSWERABLE = {10062, 40060}


@asynccontextmanager
async def told(what: str, tell: Callable[[str], Awaitable[object]]) -> AsyncIterator[None]:
    """Run the body; on an error log it and `tell` the person one sentence. Nothing is raised."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - see the module's sentence
        sentence = _logged(what, error)
        if sentence:
            await _say(sentence, tell)


@contextmanager
def logged(what: str) -> Iterator[None]:
    """Run the body of background work; an error is logged and the work goes on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - see the module's sentence
        _logged(what, error)


async def privately(interaction: discord.Interaction, sentence: str) -> None:
    """Say the sentence to the person of the interaction alone, whatever was said before."""
    if interaction.response.is_done():
        await interaction.followup.send(sentence, ephemeral=True)
    else:
        await interaction.response.send_message(sentence, ephemeral=True)


async def on_command_error(
    interaction: discord.Interaction, error: app_commands.AppCommandError
) -> None:
    """Report what escaped from a slash command, or from discord.py around it."""

    async def tell(sentence: str) -> None:
        if interaction.type is not discord.InteractionType.autocomplete:
            await privately(interaction, sentence)

    async with told(_name(interaction), tell):
        raise error


def _logged(what: str, error: Exception) -> str:
    """Log the error and return what to say about it; empty where nobody can be told."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    match cause:
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            _log.warning("%s: Discord still offers commands of an earlier version", what)
            return words.COMMANDS_CHANGED
        case app_commands.CheckFailure():
            return words.NOT_ALLOWED
        case discord.HTTPException(code=code) if code in _UNANSWERABLE:
            _log.warning("%s: too late to answer (%s)", what, cause.code)
            return ""
        case discord.Forbidden():
            _log.warning("%s: not permitted by Discord (%s %s)", what, cause.code, cause.text)
            return ""
    mark = secrets.token_hex(2).upper()
    _log.error("%s failed, code %s", what, mark, exc_info=cause)
    return words.failed(mark)


async def _say(sentence: str, tell: Callable[[str], Awaitable[object]]) -> None:
    try:
        await tell(sentence)
    except Exception as error:  # noqa: BLE001 - see the module's sentence
        _log.warning("could not tell about it: %s", type(error).__name__)


def _name(interaction: discord.Interaction) -> str:
    command = interaction.command
    return f"/{command.qualified_name}" if command is not None else "a command"
