"""The command `studyhall`: the bot's commands beside those of the notes.

Discord is imported inside `run` and `demo` alone: the other commands start quickly without it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from bot import health
from bot.settings import Settings, SettingsError, find, load
from knowledge.cli import add_commands
from knowledge.errors import StudyhallError
from knowledge.library import Library
from knowledge.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_INTERRUPTED = 130
_MISTAKE = 2
_EXAMPLES = """examples:
  studyhall demo                        try the bot in a browser page, without a token
  studyhall demo --notes ~/notes        the same, with your notes
  studyhall run --check                 look at the settings and the notes, then stop
  studyhall run                         connect to Discord, with ./studyhall.yaml if there is one
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 2 for a mistake to be mended, 130 for Ctrl-C."""
    try:
        options = parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except StudyhallError as error:
        print(f"studyhall: {error}", file=sys.stderr)
        return _MISTAKE
    except KeyboardInterrupt:
        return _INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command; each leaves its function as `run`."""
    root = argparse.ArgumentParser(
        prog="studyhall",
        description="Answers questions from a folder of notes, in Discord and in the terminal.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"studyhall {version('studyhall')}")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_commands(commands)
    run = commands.add_parser("run", help="connect to Discord and answer")
    _add_config(run)
    run.add_argument("--check", action="store_true", help="look at settings and notes, then stop")
    run.set_defaults(run=_run)
    demo = commands.add_parser("demo", help="try the bot in a browser page, without a token")
    demo.add_argument(
        "--notes",
        type=Path,
        nargs="+",
        metavar="DIR",
        help="folders of notes (default: starter notes)",
    )
    demo.add_argument("--port", type=int, default=0, metavar="N", help="local port (default: any)")
    demo.add_argument("--no-open", action="store_true", help="print the address, open no browser")
    demo.set_defaults(run=_demo)
    state = commands.add_parser("health", help="say whether the bot is well (exit code 0 or 1)")
    _add_config(state)
    state.set_defaults(run=_health)
    return root


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="settings (default: ./studyhall.yaml)",
    )


def _settings(options: argparse.Namespace) -> tuple[Settings, tuple[str, ...]]:
    path = options.config or find(Path.cwd())
    return load(path, os.environ)


def _run(options: argparse.Namespace) -> int:
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


def _health(options: argparse.Namespace) -> int:
    settings, _ = _settings(options)
    well, sentence = health.judge(settings.data, time.time())
    print(sentence)
    return 0 if well else 1


def _demo(options: argparse.Namespace) -> int:
    from bot.demo import demo  # noqa: PLC0415 - Discord is imported only where it is needed

    return demo(options.notes or (), port=options.port, browser=not options.no_open)
