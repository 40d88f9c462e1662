"""`studyhall run` on a data folder that is taken, or with a database too new, ends with a code."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import aclosing, closing
from typing import TYPE_CHECKING

import pytest

from bot import lock
from bot.restart import MISCONFIGURED
from bot.store import Store
from bot.store.database import FILE

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"STUDYHALL_TOKEN": "MTA.nobody.ever", "STUDYHALL_DATA": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_second_bot_on_a_data_folder_ends_with_75(tmp_path: Path) -> None:
    with lock.held(tmp_path):
        refused = run(tmp_path)
    assert refused.returncode == lock.EXIT_CODE
    assert "another Studyhall, process " in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("content", [None, b"hello, world" * 100])
async def test_a_database_that_is_too_new_or_damaged_ends_with_78_and_stays_as_it_is(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / FILE
    if content is None:
        async with aclosing(await Store.open(tmp_path)):
            pass
        with closing(sqlite3.connect(file)) as database, database:
            database.execute("PRAGMA user_version = 9000")
    else:
        file.write_bytes(content)
    before = file.read_bytes()
    refused = run(tmp_path)
    assert refused.returncode == MISCONFIGURED
    assert ("made by a newer Studyhall" if content is None else "is damaged") in refused.stderr
    assert "Traceback" not in refused.stderr
    assert file.read_bytes() == before
