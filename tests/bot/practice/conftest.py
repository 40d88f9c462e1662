"""Fixtures for practice: notes with a question of each kind, and a clock that a test moves."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

from bot.services import Services
from bot.settings import Settings
from knowledge.library import Library

sys.path.insert(0, str(Path(__file__).parent))

NOTE = """---
title: Harbour
tags: [harbour]
---

# Harbour

## Lights

A lighthouse warns ships of rocks.

**Question:** Which tower warns ships of rocks?

- A) A silo
- B) A lighthouse
- C) A belfry
- D) A chimney

Answer: B

## Pilots

A pilot steers foreign ships into the harbour, because a pilot knows the shallows.

Q: Who steers foreign ships into the harbour?
A: A pilot

## Fees

**Question:** Which two are paid on entering the harbour? (Choose TWO)

- A) Berth fee
- B) Window fee
- C) Light due
- D) Chimney fee

Answer: A, C
"""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now

    def forward(self, **span: int) -> None:
        self.now += datetime.timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Services:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "harbour.md").write_text(NOTE)
    settings = Settings(notes=(notes,), data=tmp_path / "data")
    return Services(settings, Library.open([notes]), clock=clock)
