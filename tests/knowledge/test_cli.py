"""The commands `lookup` and `check`, and how all commands are used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.knowledge.conftest import Commands


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "x", "--notes", "missing"],
        ["ask", "x", "--notes", "file"],
        ["lookup", "x", "--notes", "missing"],
        ["check", "missing"],
        ["ask", "--batch", "missing"],
        ["ask", "--batch", "."],
    ],
)
def test_a_mistake_is_one_line_on_the_standard_error(
    commands: Commands, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(folder)
    (folder / "file").write_text("")
    code, output, errors = commands.run(*arguments, notes=False)
    assert (code, output) == (2, "")
    assert errors.startswith("studyhall: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["ask", "x", "--unknown"], ["lookup"], ["check"], ["ask", "x", "--batch", "y"]],
)
def test_a_wrong_command_shows_how_it_is_used(commands: Commands, arguments: list[str]) -> None:
    code, output, errors = commands.run(*arguments, notes=False)
    assert (code, output) == (2, "")
    assert errors.startswith("usage: studyhall")


@pytest.mark.parametrize("command", [[], ["ask"], ["lookup"], ["check"]])
def test_help_shows_examples(commands: Commands, command: list[str]) -> None:
    code, output, _ = commands.run(*command, "--help", notes=False)
    assert code == 0
    assert f"examples:\n  studyhall {' '.join(command)}" in output


def test_a_term_is_looked_up(commands: Commands) -> None:
    code, output, _ = commands.run("lookup", "fargte")
    assert code == 0
    assert output.split("\n")[0].startswith("AWS Fargate")
    assert "  serverless/Fargate.md:2  AWS Fargate\n" in output
    (entry,) = commands.json("lookup", "glacier")
    assert (entry["status"], entry["term"], entry["note"], entry["lines"]) == (
        "found",
        "S3 Glacier",
        "storage.md",
        [5, 5],
    )


def test_a_term_that_no_note_has_is_unknown(commands: Commands) -> None:
    code, output, _ = commands.run("lookup", "photosynthesis")
    assert (code, output) == (1, "The notes do not cover this.\n")
    (entry,) = commands.json("lookup", "photosynthesis")
    assert entry == {"status": "unknown", "term": "photosynthesis", "nearest": []}


def test_sound_notes_pass_the_check(commands: Commands, folder: Path) -> None:
    code, output, errors = commands.run("check", str(folder), notes=False)
    assert (code, errors) == (0, "")
    assert output.split("\n")[0].split() == ["notes", "read", "4"]


def test_errors_fail_the_check_and_come_first(commands: Commands, folder: Path) -> None:
    (folder / "picture.md").write_bytes(b"\x89PNG\x00\x00\x01\x02" * 200)
    code, output, _ = commands.run("check", str(folder), notes=False)
    assert code == 1
    assert output.startswith("picture.md:1: ")
    code, output, _ = commands.run("check", str(folder), "--json", notes=False)
    found = json.loads(output)
    assert (code, found["errors"], found["problems"][0]["path"]) == (1, 1, "picture.md")


def test_notes_cannot_steer_the_terminal(commands: Commands, folder: Path) -> None:
    (folder / "evil.md").write_text("# Kinesis\nKinesis \x1b]0;owned\x07reads \x9b31mstreams.\n")
    _, output, _ = commands.run("ask", "what does kinesis read \x1b[2J")
    assert "reads" in output
    assert not {"\x1b", "\x07", "\x9b"} & set(output)
