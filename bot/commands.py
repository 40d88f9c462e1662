"""What `studyhall run`, `health`, `backup`, `restore` and `demo` do.

Discord is imported inside `run` and `demo` alone.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot import health as wellness
from bot import lock
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

    try:
        with lock.held(settings.data):
            services = Services(settings, library, others=_others(settings))
            return asyncio.run(serve(services, settings.token.get_secret_value()))
    except lock.AlreadyRunningError as error:
        log.critical("%s", error)
        return lock.EXIT_CODE


def _library(settings: Settings) -> Library:
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StudyhallError(
            f"the data folder {settings.data} cannot be made: {error.strerror}",
            remedy="Correct `data` in studyhall.yaml, or STUDYHALL_DATA.",
        ) from error
    return Library.open(settings.books[0].folders, state=settings.data)


def _others(settings: Settings) -> dict[str, Library]:
    """Return the libraries of the notebooks after the first."""
    return {
        book.name: Library.open(book.folders, state=settings.data) for book in settings.books[1:]
    }


def _check(options: argparse.Namespace) -> int:
    """Print everything that is wrong, then a summary; 1 where the bot would not do its work."""
    try:
        settings, warnings = _settings(options)
        libraries = [Library.open(book.folders) for book in settings.books]
    except SettingsError as error:
        print(error)
        print(f"{len(error.mistakes)} mistakes in the settings.")
        return 1
    except StudyhallError as error:
        print(error)
        return 1
    for warning in warnings:
        print(f"warning: {warning}")
    problems = [problem for library in libraries for problem in library.problems]
    for problem in problems:
        print(problem)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    notes = sum(len(library.notes) for library in libraries)
    token = "set" if settings.token is not None else "not set: `studyhall run` will ask for it"
    print(f"Settings are in order. Token {token}. Data in {settings.data}.")
    print(f"{notes} notes, {len(problems)} problems, {errors} of them errors.")
    return 1 if errors or not all(library.notes for library in libraries) else 0


def health(options: argparse.Namespace) -> int:
    """Say whether the bot is well; 0 if so."""
    settings, _ = _settings(options)
    well, sentence = wellness.judge(settings.data, time.time())
    print(sentence)
    return 0 if well else 1


def backup(options: argparse.Namespace) -> int:
    """Copy the database and verify the copy; with `--list` name the copies."""
    from bot import backup as copies  # noqa: PLC0415 - half a second that others need not pay

    settings, _ = _settings(options)
    _needs_file(settings)
    if options.list:
        found = copies.copies(settings.data)
        for one in found:
            print(f"{one.made_at:%Y-%m-%d %H:%M} UTC  {one.path}")
        if not found:
            print("There are no copies yet.")
        return 0
    made = copies.make(settings.data, datetime.datetime.now(datetime.UTC))
    if made is None:
        print("Nothing was written since the last copy.")
        return 0
    print(f"Copied and verified: {made.path} ({copies.verify(made.path).rows} rows)")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Return to a copy; whoever asked to be forgotten since stays forgotten."""
    from bot import backup as copies  # noqa: PLC0415 - as above
    from bot.store import Store  # noqa: PLC0415

    settings, _ = _settings(options)
    _needs_file(settings)
    with lock.held(settings.data):
        used = copies.restore(settings.data, datetime.datetime.now(datetime.UTC), options.file)

        async def replay() -> None:
            await (await Store.open(settings.data)).aclose()

        asyncio.run(replay())
    print(f"Restored from {used.path}. What was there is kept in {settings.data / copies.FOLDER}.")
    return 0


def _needs_file(settings: Settings) -> None:
    if settings.database is not None:
        raise StudyhallError(
            "what is remembered is in PostgreSQL", remedy="Use pg_dump and pg_restore."
        )


def demo(options: argparse.Namespace) -> int:
    """Show the bot in a browser page."""
    from bot.demo import demo as show  # noqa: PLC0415 - Discord is imported only where it is needed

    return show(options.notes or (), port=options.port, browser=not options.no_open)
