"""The command `studyhall`: the bot's commands beside those of the notes.

What the bot's commands need is imported when one is run: the others start quickly without it.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge import quiz_cli
from knowledge.cli import add_commands
from knowledge.errors import StudyhallError

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
    root.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_commands(commands)
    quiz_cli.add_commands(commands)
    run = commands.add_parser("run", help="connect to Discord and answer")
    _add_config(run)
    run.add_argument("--check", action="store_true", help="look at settings and notes, then stop")
    run.set_defaults(run=_later("run"))
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
    demo.set_defaults(run=_later("demo"))
    backup = commands.add_parser("backup", help="copy what is remembered, also while the bot runs")
    _add_config(backup)
    backup.add_argument("--list", action="store_true", help="name the copies there are, and stop")
    backup.set_defaults(run=_later("backup"))
    restore = commands.add_parser("restore", help="return to a copy, while the bot is stopped")
    _add_config(restore)
    restore.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="a copy (default: the newest good one)"
    )
    restore.set_defaults(run=_later("restore"))
    state = commands.add_parser("health", help="say whether the bot is well (exit code 0 or 1)")
    _add_config(state)
    state.set_defaults(run=_later("health"))
    return root


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="settings (default: ./studyhall.yaml)",
    )


class _Version(argparse.Action):
    """Prints the version; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:  # noqa: ANN401 - argparse's
        from importlib.metadata import version  # noqa: PLC0415 - a tenth of a second

        print(f"studyhall {version('studyhall')}")
        parser.exit()


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """Return the command of that name in `bot.commands`, which is imported when it is run."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(
            importlib.import_module("bot.commands"), name
        )
        return command(options)

    return run
