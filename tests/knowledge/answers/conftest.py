"""A library made of notes that stand in the test itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from knowledge import Library

if TYPE_CHECKING:
    from pathlib import Path


class Shelve(Protocol):
    def __call__(self, **notes: str) -> Library: ...


@pytest.fixture
def shelve(tmp_path: Path) -> Shelve:
    """Return a function that writes `name="text"` as notes and opens them."""

    def written(**notes: str) -> Library:
        for name, text in notes.items():
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        return Library.open([tmp_path])

    return written
