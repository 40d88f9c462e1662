"""Fixtures for the bot's tests, and the way to what they share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.services import Services
from bot.settings import Settings
from knowledge.library import STARTER, Library

# Tests are no package, so what they share is found beside them.
HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "posting")]


@pytest.fixture(scope="session")
def starter() -> Library:
    return Library.open([STARTER])


@pytest.fixture
def services(starter: Library, tmp_path: Path) -> Services:
    return Services(Settings(data=tmp_path / "data"), starter)
