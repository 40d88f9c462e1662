"""The option that rewrites what the notes under `cases` are expected to be read as."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    with suppress(ValueError):  # the cases of tests/notes have the same option
        parser.addoption(
            "--accept",
            action="store_true",
            help="write what is read now as what is expected; look at the difference with git",
        )
