"""One process works on a data folder; another says so and ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot import lock

if TYPE_CHECKING:
    from pathlib import Path

SECOND = """
import sys
from pathlib import Path
from bot import lock
try:
    with lock.held(Path(sys.argv[1])):
        pass
except lock.AlreadyRunningError as error:
    print(error)
    raise SystemExit(lock.EXIT_CODE)
"""


def second(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SECOND, folder], capture_output=True, text=True, check=False
    )


def test_a_second_process_names_the_first_and_ends_with_75(tmp_path: Path) -> None:
    with lock.held(tmp_path):
        refused = second(tmp_path)
        assert refused.returncode == 75
        assert "another Studyhall, process " in refused.stdout
        assert str(tmp_path) in refused.stdout
    assert second(tmp_path).returncode == 0


def test_the_lock_is_let_go_of_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="broken"), lock.held(tmp_path):
        raise RuntimeError("broken")
    with lock.held(tmp_path):
        assert (tmp_path / lock.FILE).stat().st_mode & 0o077 == 0
