"""The commands as processes of their own: exit codes, pipes, what is loaded, and a terminal."""

from __future__ import annotations

import json
import os
import re
import select
import struct
import subprocess
import sys
from typing import TYPE_CHECKING, TypeAlias

import pytest

from knowledge import Library

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Studyhall: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]

unix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and terminals are others there")
HEAVY = {"discord", "pydantic", "rich", "prompt_toolkit", "sqlalchemy", "simcord"}


def test_a_process_answers_and_ends_with_the_code(studyhall: Studyhall, folder: Path) -> None:
    asked = studyhall("ask", "whats fargate", "--notes", folder, "--json")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert json.loads(asked.stdout)["status"] == "answered"
    plain = studyhall("ask", "--notes", folder, stdin="who won the world cup\n")
    assert (plain.returncode, plain.stderr) == (1, "")
    missing = studyhall("ask", "x", "--notes", folder / "missing")
    assert (missing.returncode, missing.stdout, missing.stderr.count("\n")) == (2, "", 1)


def test_output_of_another_encoding_is_no_trouble(studyhall: Studyhall, folder: Path) -> None:
    (folder / "storage.md").write_text("# Lager\nDas Lager faßt 5 Töpfe, 漢字 🙂.\n", "utf-8")
    for arguments in (["--json"], []):
        asked = studyhall(
            "ask",
            "lager",
            "--notes",
            folder,
            *arguments,
            environment={"PYTHONIOENCODING": "ascii"},
        )
        assert (asked.returncode, asked.stderr) == (0, "")


@unix
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_reader_that_had_enough_ends_the_command_quietly(folder: Path, form: list[str]) -> None:
    command = [sys.executable, "-m", "bot", "ask", *form, "--notes", str(folder)]
    with subprocess.Popen(
        [*command, "--state", str(folder.parent / "state")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"what is lambda\n" * 200)
        process.stdin.close()
        errors = process.stderr.read()
        assert (errors, process.wait(timeout=30)) == (b"", 141)


def test_asking_for_a_program_loads_nothing_heavy(folder: Path) -> None:
    asked = "import sys; from bot.cli import main; main(sys.argv[1:]);print(*sys.modules)"
    Library.open([folder], state=folder.parent / "state")
    output = subprocess.run(
        [
            *(sys.executable, "-c", asked, "ask", "whats fargate", "--json", "--notes", folder),
            *("--state", folder.parent / "state"),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    loaded = {name.partition(".")[0] for name in output.splitlines()[-1].split()}
    assert HEAVY & loaded == set()
    assert "knowledge.reading" not in output.splitlines()[-1].split()


def test_the_library_alone_needs_neither_discord_nor_an_event_loop() -> None:
    output = subprocess.run(
        [sys.executable, "-c", "import sys, knowledge; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert (HEAVY | {"asyncio", "bot"}) & set(output.split()) == set()


STEERING = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x1b\x07]*(?:\x1b\\|\x07))|[\x08\r]")


class Terminal:
    """A pseudo-terminal with the command in it."""

    def __init__(self, *arguments: str, columns: int = 60) -> None:
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
            command = [sys.executable, "-m", "bot", *arguments]
            os.execv(sys.executable, command)  # noqa: S606 - the command itself, no shell
        self.seen = ""
        self._expected = 0

    @property
    def shown(self) -> str:
        """What was shown, without colours and movements."""
        return STEERING.sub("", self.seen)

    def expect(self, text: str) -> None:
        """Read until the text is shown after what was expected before; fail when it never is."""
        while (at := self.shown.find(text, self._expected)) < 0:
            ready, _, _ = select.select([self._file], [], [], 20)
            assert ready, f"{text!r} did not come: {self.shown[self._expected :]!r}"
            assert self._read(), f"it ended before {text!r}: {self.shown!r}"
        self._expected = at + len(text)

    def _read(self) -> bool:
        try:
            read = os.read(self._file, 65_536)
        except OSError:
            return False
        self.seen += read.decode(errors="replace")
        if b"\x1b[6n" in read:
            os.write(self._file, b"\x1b[1;1R")  # it asked where the cursor is
        return bool(read)

    def type(self, text: str) -> None:
        os.write(self._file, text.encode())

    def end(self) -> int:
        while select.select([self._file], [], [], 30)[0] and self._read():
            pass
        os.close(self._file)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


@unix
def test_a_terminal_shows_colours_and_links_and_wraps(folder: Path) -> None:
    state = str(folder.parent / "state")
    (folder / "serverless/Fargate.md").write_text(
        "# AWS Fargate\n- AWS Fargate runs containers without any instances to choose or mend.\n"
    )
    screen = Terminal("ask", "what is fargate", "--notes", str(folder), "--state", state)
    assert screen.end() == 0
    assert "\x1b[1mFargate\x1b[0m" in screen.seen
    assert (folder / "serverless/Fargate.md").as_uri() in screen.seen
    assert "Reading notes" not in screen.seen
    assert [line.rstrip() for line in screen.shown.splitlines()[:3]] == [
        "- AWS Fargate runs containers without any instances to",
        "  choose or mend.",
        "",
    ]


@unix
def test_many_notes_show_how_far_reading_is(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    many = write(tmp_path / "many", {f"{n}.md": f"# Note {n}\nText.\n" for n in range(200)})
    arguments = ["ask", "note 7", "--notes", str(many), "--state", str(tmp_path / "state")]
    first = Terminal(*arguments)
    first.end()
    second = Terminal(*arguments)
    second.end()
    assert "Reading notes" in first.shown
    assert "Reading notes" not in second.shown


@unix
def test_the_prompt_completes_in_spite_of_a_typo_and_remembers(folder: Path) -> None:
    state = folder.parent / "state"
    screen = Terminal("ask", "--notes", str(folder), "--state", str(state))
    screen.expect("Ctrl-D ends.")
    screen.expect("?")
    screen.type("what is fargte\t")
    screen.expect("AWS Fargate")
    screen.type("\r")
    screen.expect("Fargate.md:")
    screen.expect("?")
    screen.type("\x04")
    assert screen.end() == 0
    assert "+what is AWS Fargate" in (state / "history").read_text()
