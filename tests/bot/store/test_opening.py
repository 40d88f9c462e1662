"""A database is opened as it should be or not at all; what cannot be done now is said in words."""

from __future__ import annotations

import asyncio
import datetime
import re
import sqlite3
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from store_examples import MAYA, NOON, draft, key

from bot.store import Store, StoreError, StoreUnavailableError, opening
from bot.store.columns import Document, Instant, Texts, Weekdays
from bot.store.database import FILE, address
from bot.store.tables import SCHEMA, metadata

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found: list[Any] = compare_metadata(context, metadata)
    return found


async def test_the_migrations_make_the_tables(store: Store) -> None:
    async with store.database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


def test_the_newest_migration_is_the_version_of_the_code() -> None:
    scripts = ScriptDirectory(str(opening._MIGRATIONS))
    assert scripts.get_heads() == [f"{SCHEMA:04d}"]


async def test_a_file_is_opened_so_that_what_was_told_outlives_a_power_cut(
    file_store: Store,
) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "user_version": SCHEMA,
    }
    async with file_store.database.reading() as connection:
        found = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in expected
        }
    assert found == expected


async def test_the_folder_and_every_file_in_it_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    (folder / FILE).touch(0o644)
    async with aclosing(await Store.open(folder)) as store:
        await store.posts.claim(draft(), NOON, "here")
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert set(modes) == {FILE, f"{FILE}-wal", f"{FILE}-shm", "deletions.txt"}
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize(
    "statement", ["PRAGMA user_version = 9000", "UPDATE alembic_version SET version_num = '9000'"]
)
async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(
    tmp_path: Path, statement: str
) -> None:
    await (await Store.open(tmp_path)).aclose()
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute(statement)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreError, match=r"made by a newer Studyhall .*9000.*left as it is"):
        await Store.open(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


async def test_a_newer_postgres_is_refused_too(emptied: str, tmp_path: Path) -> None:
    store = await Store.open(tmp_path, emptied)
    async with aclosing(store):
        try:
            await version(store, "9000")
            with pytest.raises(StoreError, match="made by a newer Studyhall"):
                await Store.open(tmp_path, emptied)
        finally:
            await version(store, f"{SCHEMA:04d}")


async def version(store: Store, number: str) -> None:
    async with store.database.writing() as connection:
        await connection.execute(
            text("UPDATE alembic_version SET version_num = :number"), {"number": number}
        )


@pytest.mark.parametrize("content", [b"hello, world" * 100, b"SQLite format 3\0" + bytes(5000)])
async def test_what_is_no_database_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(StoreError, match=re.escape("studyhall restore")):
        await Store.open(tmp_path)
    assert (tmp_path / FILE).read_bytes() == content


async def test_a_damaged_file_of_deletions_is_not_overlooked(tmp_path: Path) -> None:
    await (await Store.open(tmp_path)).aclose()
    (tmp_path / "deletions.txt").write_text("something else\n")
    with pytest.raises(StoreError, match="who asked to be forgotten"):
        await Store.open(tmp_path)


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/x", "sqlite:///x.db", ""])
def test_an_address_of_no_postgres_is_refused_without_repeating_it(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(StoreError, match="no address of a PostgreSQL database") as refused:
        address(tmp_path, url)
    assert "nonsense" not in str(refused.value)


async def test_a_postgres_that_does_not_answer_is_told_without_its_password(
    tmp_path: Path,
) -> None:
    with pytest.raises(StoreError, match="cannot be opened") as refused:
        await Store.open(tmp_path, "postgresql://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(refused.value)


async def test_two_stores_that_begin_at_once_make_the_tables_once(tmp_path: Path) -> None:
    stores = await asyncio.gather(*(Store.open(tmp_path) for _ in range(4)))
    await stores[0].posts.claim(draft(), NOON, "here")
    assert await stores[3].posts.of_day(key()) is not None
    for store in stores:
        await store.aclose()


async def test_a_write_that_waits_too_long_for_another_program_says_so_and_saves_nothing(
    file_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database._PRAGMAS", ("PRAGMA busy_timeout=50",))
    await file_store.posts.claim(draft(), NOON, "here")
    await file_store.database.engine.dispose()
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match="cannot be written now: SQLITE_BUSY"):
            await file_store.answers.record_first(key().id, MAYA, ["a"], right=True, at=NOON)
        assert await file_store.posts.of_day(key()) is not None  # reading goes on
        other.execute("ROLLBACK")
    recorded = await file_store.answers.record_first(key().id, MAYA, ["a"], right=True, at=NOON)
    assert recorded.receipt == "counted"


async def test_a_write_that_is_cancelled_leaves_the_store_usable(file_store: Store) -> None:
    await file_store.posts.claim(draft(), NOON, "here")
    for rounds in range(30):
        task = asyncio.create_task(
            file_store.answers.record_first(key().id, rounds, ["a"], right=True, at=NOON)
        )
        for _ in range(rounds):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait((task,))
    recorded = await file_store.answers.record_first(key().id, MAYA, ["a"], right=True, at=NOON)
    assert recorded.receipt == "counted"


async def test_a_mistake_of_ours_is_not_taken_for_trouble_with_the_database(store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"no such table|does not exist"):
        async with store.database.reading() as connection:
            await connection.execute(text("SELECT * FROM missing"))


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_comes_back_as_it_was_in_utc(moment: datetime.datetime) -> None:
    kept = Instant().process_bind_param(moment, None)  # type: ignore[arg-type]
    found = Instant().process_result_value(kept, None)  # type: ignore[arg-type]
    assert found == moment.astimezone(datetime.UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        Instant().process_bind_param(NOON.replace(tzinfo=None), None)  # type: ignore[arg-type]


@given(st.frozensets(st.integers(0, 6)), st.lists(st.text()))
def test_weekdays_and_texts_come_back_as_they_were(days: frozenset[int], texts: list[str]) -> None:
    for column, value in ((Weekdays(), days), (Texts(), tuple(texts)), (Document(), {"x": texts})):
        kept = column.process_bind_param(value, None)  # type: ignore[arg-type]
        assert column.process_result_value(kept, None) == value  # type: ignore[arg-type]
