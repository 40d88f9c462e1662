"""Opening the database: its version is looked at first, and a newer one is left untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from bot.store.database import Database, address, connect, keep_private
from bot.store.errors import StoreError
from bot.store.tables import SCHEMA

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).with_name("migrations")
_ONE_AT_A_TIME = 7_406_210_934
"""Key of PostgreSQL's advisory lock on migrating; any number that nobody else uses."""
_VERSION = "SELECT version_num FROM alembic_version"


async def open_database(folder: Path, url: str | None = None) -> Database:
    """Return the database, with the tables of this version.

    It is the file in the data folder, or PostgreSQL at `url`. Raises `StoreError` where it was made
    by a newer version (nothing is changed then), is damaged, or cannot be reached.
    """
    place = address(folder, url)
    if url is None:
        keep_private(folder)
        _look(Path(place.database or ""))
    database = connect(place)
    try:
        async with database.engine.connect() as connection:
            version = await connection.run_sync(_version)
        if version < SCHEMA:
            # On SQLite two processes may come here at once: the second waits, and finds it done.
            async with database.engine.execution_options(
                begin="BEGIN IMMEDIATE"
            ).begin() as connection:
                await connection.run_sync(_migrate)
    except StoreError:
        await database.close()
        raise
    except Exception as error:
        await database.close()
        raise StoreError(
            f"the database cannot be opened: {type(error).__name__}",
            remedy="Check that it runs and may be used, and the `database` setting.",
        ) from error
    return database


def _look(file: Path) -> None:
    """Refuse a file of a newer version, or one that is no database; reading alone is done."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{file} is damaged, or no database: {error}",
            remedy="Run `studyhall restore` to return to the newest good backup.",
        ) from error
    _not_newer(int(version))


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table("alembic_version"):
        return 0
    found = connection.execute(text(_VERSION)).scalar_one_or_none()
    version = int(found) if found is not None and found.isdigit() else SCHEMA + 1
    _not_newer(version if found is not None else 0)
    return version


def _not_newer(version: int) -> None:
    if version > SCHEMA:
        raise StoreError(
            f"the database was made by a newer Studyhall (its version is {version}, this one "
            f"knows {SCHEMA}); it was left as it is",
            remedy="Update Studyhall, or restore a backup made before.",
        )


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a quarter of a second, needed once a version
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA user_version = {SCHEMA}"))
