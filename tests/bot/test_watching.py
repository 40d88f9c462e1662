"""Notes that change are read again, and the bot tells how it is."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pytest
from study_server import opened

from bot import health
from bot.health import Health, judge
from bot.services import Services
from bot.settings import Settings
from bot.watcher import Watcher
from knowledge.library import Library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "queues.md").write_text("# Queues\n\nA queue keeps messages.\n")
    return folder


@pytest.fixture
def services(notes: Path, tmp_path: Path) -> Services:
    return Services(Settings(notes=(notes,), data=tmp_path / "data"), Library.open([notes]))


async def test_a_changed_note_becomes_a_new_library(services: Services, notes: Path) -> None:
    watcher = Watcher(services)
    assert not await watcher.look()
    before = services.library
    assert not await watcher.look()
    assert services.library is before
    (notes / "topics.md").write_text("# Topics\n\nA topic tells everybody.\n")
    assert await watcher.look()
    assert {note.path for note in services.library.notes} == {"deep/queues.md", "topics.md"}


async def test_files_that_are_no_notes_and_links_out_do_no_harm(
    services: Services, notes: Path
) -> None:
    watcher = Watcher(services)
    await watcher.look()
    (notes / ".git").mkdir()
    (notes / ".git" / "index").write_text("x")
    (notes / "loop").symlink_to(notes)
    await watcher.look()
    assert len(services.library.notes) == 1


async def test_the_bot_writes_how_it_is_and_notices_new_notes_while_it_runs(
    services: Services, notes: Path
) -> None:
    async with opened(services) as server:
        (notes / "topics.md").write_text("# Topics\n\nA topic tells everybody.\n")
        await server.env.advance_time(60)
        assert len(services.library.notes) == 2
        state = json.loads((services.settings.data / health.FILE).read_text("utf-8"))
        assert state["ready"]
        assert state["notes"] == 2


WELL = Health(written=1000.0, ready=True, latency=0.2, heard=10.0, notes=3)


@pytest.mark.parametrize(
    ("state", "well", "said"),
    [
        (WELL, True, "well: 3 notes, latency 0.20 s"),
        (replace(WELL, latency=None, heard=None), True, "no heartbeat yet"),
        (replace(WELL, written=0.0), False, "not running"),
        (replace(WELL, ready=False), False, "not connected"),
        (replace(WELL, heard=400.0), False, "deaf"),
        (replace(WELL, latency=90.0), False, "far too slow"),
    ],
)
def test_health_is_judged_by_the_heartbeat(
    tmp_path: Path,
    state: Health,
    well: bool,  # noqa: FBT001 - a column of the table
    said: str,
) -> None:
    health.write(tmp_path, state)
    judged, sentence = judge(tmp_path, 1010.0)
    assert judged is well
    assert said in sentence


@pytest.mark.parametrize(
    "text", [None, "{", "{}", "[]", json.dumps(asdict(WELL) | {"written": None})]
)
def test_a_state_that_cannot_be_read_is_no_good_sign(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / health.FILE).write_text(text)
    assert not judge(tmp_path, 1010.0)[0]
