"""The command line: what it prints, and the code it ends with."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bot import health
from bot.cli import main
from bot.health import Health

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STUDYHALL_TOKEN", raising=False)
    monkeypatch.setenv("STUDYHALL_DATA", str(tmp_path / "data"))


def test_a_check_ends_with_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--check"]) == 0
    said = capsys.readouterr().out
    assert "Settings are in order." in said
    assert "notes, " in said.splitlines()[-1]


def test_a_check_tells_every_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "studyhall.yaml").write_text("note: x\nlog_level: loud\n")
    assert main(["run", "--check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("studyhall.yaml:1: ")
    assert said[1].startswith("studyhall.yaml:2: ")
    assert said[-1] == "2 mistakes in the settings."


@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "--config", "missing.yaml"], ["demo", "--notes", "nowhere"]]
)
def test_a_mistake_is_one_line_without_a_traceback(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert captured.err.startswith("studyhall: ")


def test_the_demo_without_its_extra_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "simcord" else found(name)
    )
    assert main(["demo"]) == 2
    assert 'pip install "studyhall[demo]"' in capsys.readouterr().err


def test_health_is_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health"]) == 1
    state = Health(written=time.time(), ready=True, latency=0.1, heard=1.0, notes=3)
    health.write(tmp_path / "data", state)
    assert main(["health"]) == 0
    assert "well: 3 notes" in capsys.readouterr().out


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(health, "judge", interrupted)
    assert main(["health"]) == 130


def test_the_module_is_the_command_and_starts_without_discord() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True
    )
    assert "studyhall demo" in shown.stdout
    version = subprocess.run(
        [sys.executable, "-m", "bot", "--version"], capture_output=True, text=True, check=True
    )
    assert version.stdout.startswith("studyhall ")
    unloaded = "import bot.cli, sys; sys.exit('discord' in sys.modules)"
    subprocess.run([sys.executable, "-c", unloaded], check=True)
