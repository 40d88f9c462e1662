"""The option that rewrites what the notes under `tests/notes/cases` are expected to be read as."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what is read now as what is expected; look at the difference with git",
    )
