"""`studyhall run` as a process of its own, with a server on this machine in Discord's place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "MTA.nobody.ever"  # noqa: S105 - a token of nobody
RUN = """
import sys
from discord.http import Route
Route.BASE = sys.argv[1]
from bot.cli import main
raise SystemExit(main(["run"]))
"""


class Refusing(BaseHTTPRequestHandler):
    """Refuses every login as Discord does."""

    def do_GET(self) -> None:
        body = b'{"message": "401: Unauthorized", "code": 0}'
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def discord_that_refuses() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def started(address: str, folder: Path) -> subprocess.Popen[str]:
    environ = os.environ | {"STUDYHALL_TOKEN": TOKEN, "STUDYHALL_DATA": str(folder / "data")}
    return subprocess.Popen(
        [sys.executable, "-c", RUN, address],
        cwd=folder,
        env=environ,
        text=True,
        stderr=subprocess.PIPE,
    )


def test_the_demo_prints_its_address_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "demo", "--no-open"]
    with subprocess.Popen(command, cwd=tmp_path, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate()
    assert "http://127.0.0.1:" in first
    assert process.returncode == 130
    assert complaints == ""


def test_a_refused_token_ends_it_with_words_and_code_78(tmp_path: Path) -> None:
    with discord_that_refuses() as address, started(address, tmp_path) as process:
        _, said = process.communicate()
    assert process.returncode == 78
    assert "Discord refused the bot's token" in said
    assert "Traceback" not in said
    assert TOKEN not in said


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_stops_when_told_while_it_waits_for_discord(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with discord_that_refuses() as gone:
        pass
    with started(gone, tmp_path) as process:
        assert process.stderr is not None
        said = ""
        while "next try in 60 s" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        process.send_signal(number)
        rest = process.stderr.read()
    assert process.returncode == code
    assert "Traceback" not in said + rest
    assert TOKEN not in said + rest
