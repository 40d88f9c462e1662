"""Fixtures for practice: notes with a question of each kind, and a clock that a test moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from practice_room import NOTE, Clock, opened_library

from bot.services import Services
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Services:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "harbour.md").write_text(NOTE)
    settings = Settings(notes=(notes,), data=tmp_path / "data")
    return Services(settings, opened_library(notes), clock=clock)
