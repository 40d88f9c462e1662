"""The commands, run inside the tests' own process over one folder of notes."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main

if TYPE_CHECKING:
    from pathlib import Path


class Commands:
    """The commands inside this process, over one folder of notes."""

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self._notes = ["--notes", str(folder), "--state", str(folder.parent / "state")]
        self._capture = capture
        self._patch = patch

    def run(self, *arguments: str, stdin: bytes = b"", notes: bool = True) -> tuple[int, str, str]:
        """The exit code, the output and the errors of a command."""
        stream = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        self._patch.setattr(sys, "stdin", stream)
        try:
            code = main([*arguments, *(self._notes if notes else [])])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        return code, *self._capture.readouterr()

    def json(self, *arguments: str, stdin: bytes = b"") -> list[dict[str, Any]]:
        _, output, errors = self.run(*arguments, "--json", stdin=stdin)
        assert errors == ""
        assert output.isascii()
        return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def commands(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    return Commands(folder, capsys, monkeypatch)
