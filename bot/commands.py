"""What `studyhall run`, `health` and `demo` do.

Discord is imported inside `run` and `demo` alone.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot import health as wellness
from bot.settings import Settings, SettingsError, find, load
from knowledge.errors import StudyhallError
from knowledge.library import Library
from knowledge.model import Severity

if TYPE_CHECKING:
    import argparse


def _settings(options: argparse.Namespace) -> tuple[Settings, tuple[str, ...]]:
    path = options.config or find(Path.cwd())
    return load(path, os.environ)


def run(options: argparse.Namespace) -> int:
    """Connect to Discord and answer; with `--check` look at settings and notes, then stop."""
    if options.check:
        return _check(options)
    settings, warnings = _settings(options)
    if settings.token is None:
        raise StudyhallError(
            "there is no bot token",
            remedy="Set STUDYHALL_TOKEN or token_file; `studyhall demo` needs none.",
        )
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)-7s %(name)s: %(message)s"
    )
    log = logging.getLogger("studyhall")
    for warning in warnings:
        log.warning("%s", warning)
    library = _library(settings)
    log.info("notes read: %d, with %d problems", len(library.notes), len(library.problems))
    from bot.app import serve  # noqa: PLC0415 - Discord is imported only where it is needed
    from bot.services import Services  # noqa: PLC0415

    return asyncio.run(serve(Services(settings, library), settings.token.get_secret_value()))


def _library(settings: Settings) -> Library:
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StudyhallError(
            f"the data folder {settings.data} cannot be made: {error.strerror}",
            remedy="Correct `data` in studyhall.yaml, or STUDYHALL_DATA.",
        ) from error
    return Library.open(settings.notes, state=settings.data)


def _check(options: argparse.Namespace) -> int:
    """Print everything that is wrong, then a summary; 1 where the bot would not do its work."""
    try:
        settings, warnings = _settings(options)
        library = Library.open(settings.notes)
    except SettingsError as error:
        print(error)
        print(f"{len(error.mistakes)} mistakes in the settings.")
        return 1
    except StudyhallError as error:
        print(error)
        return 1
    for warning in warnings:
        print(f"warning: {warning}")
    for problem in library.problems:
        print(problem)
    errors = sum(problem.severity is Severity.ERROR for problem in library.problems)
    token = "set" if settings.token is not None else "not set: `studyhall run` will ask for it"
    print(f"Settings are in order. Token {token}. Data in {settings.data}.")
    print(f"{len(library.notes)} notes, {len(library.problems)} problems, {errors} of them errors.")
    return 1 if errors or not library.notes else 0


def health(options: argparse.Namespace) -> int:
    """Say whether the bot is well; 0 if so."""
    settings, _ = _settings(options)
    well, sentence = wellness.judge(settings.data, time.time())
    print(sentence)
    return 0 if well else 1


def demo(options: argparse.Namespace) -> int:
    """Show the bot in a browser page."""
    from bot.demo import demo as show  # noqa: PLC0415 - Discord is imported only where it is needed

    return show(options.notes or (), port=options.port, browser=not options.no_open)
