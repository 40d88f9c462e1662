"""The one engine under the store: how it is opened, and what a read and a write are.

SQLite: WAL with `synchronous=FULL`, so that what was told to a person outlives a power cut; every
write begins with `BEGIN IMMEDIATE`, because one that starts as a read fails at once when another
has written meanwhile; what is deleted is overwritten. PostgreSQL needs none of it.
"""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.errors import StoreError, StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from sqlalchemy import Connection, Row, Table

FILE = "studyhall.db"
BUSY_SECONDS = 5.0
"""How long a write waits for another program; then the person is told that it was not saved."""
_PRAGMAS = (
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)
_COUNT = "UPDATE tally SET value = value + 1 WHERE name = 'writes'"
"""A database that counts less than its newest backup has lost its last writes."""
_log = logging.getLogger(__name__)
RecordT = TypeVar("RecordT")


class Database:
    """Reads and writes; a write is wholly done when its block ends, or not at all."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._turn = asyncio.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection that sees one state. Raises `StoreUnavailableError`."""
        with _in_words("read"):
            async with self.engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection inside a transaction that is committed when the block ends.

        Raises `StoreUnavailableError`, after which nothing of the block was saved.
        """
        if not self.is_sqlite:
            with _in_words("written"):
                async with self._writing.begin() as connection:
                    yield connection
            return
        # SQLite has one writer: tasks of this process queue here rather than poll for its lock.
        async with self._turn:
            with _in_words("written"):
                async with self._writing.begin() as connection:
                    yield connection
                    await connection.exec_driver_sql(_COUNT)

    async def forget_log(self) -> None:
        """Empty SQLite's log into its file, so that what was deleted is in neither."""
        if not self.is_sqlite:
            return
        outside = self.engine.execution_options(begin="")
        with _in_words("written"):
            async with outside.connect() as connection:
                found = await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                if found.one()[0]:
                    _log.warning("the database's log is in use and was not emptied")

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    async def put(self, table: Table, values: dict[str, Any], *, keys: Iterable[str]) -> None:
        """Insert the row, or make the one with the same `keys` equal to it."""
        keys = list(keys)
        rest = {name: value for name, value in values.items() if name not in keys}
        statement = self.insert(table).values(values)
        async with self.writing() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=keys, set_=rest)
            )

    async def close(self) -> None:
        """Close every connection; what was written stands in the file."""
        await self.engine.dispose()


@contextmanager
def _in_words(what: str) -> Iterator[None]:
    """Turn the driver's troubles into ours, without values and SQL; mistakes of ours stay."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except (DBAPIError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(cause, "sqlite_errorname", None) or type(cause).__name__
        if name == "SQLITE_ERROR":  # SQL that is wrong
            raise
        raise StoreUnavailableError(f"the database cannot be {what} now: {name}") from error


def address(folder: Path, url: str | None) -> URL:
    """Return where the database is: the URL, or the file in the data folder.

    Raises `StoreError` for a URL that is none, or of a database that is not spoken to.
    """
    if url is None:
        return URL.create("sqlite+aiosqlite", database=str(folder / FILE))
    try:
        found = make_url(url)
    except ArgumentError:
        found = None
    if found is None or found.get_backend_name() not in {"postgresql", "postgres"}:
        raise StoreError(
            "the database setting is no address of a PostgreSQL database",
            remedy="Write postgresql://user@host/name, or leave it out to use a file.",
        )
    return found.set(drivername="postgresql+asyncpg")


def connect(url: URL) -> Database:
    """Return the database at that address. Nothing is connected yet. Raises `StoreError`."""
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(
            url,
            connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
            hide_parameters=True,
        )
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
    else:
        try:
            engine = create_async_engine(url, hide_parameters=True, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise StoreError(
                "PostgreSQL needs an extra that is not installed",
                remedy='Run: pip install "studyhall[postgres]"',
            ) from error
    return Database(engine)


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)


def keep_private(folder: Path) -> None:
    """Make the data folder and the database readable by their owner alone. Raises `StoreError`.

    SQLite gives its side files the mode of the file, so the file is made before SQLite sees it.
    """
    file = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        for path in (file, *(Path(f"{file}{end}") for end in ("-wal", "-shm"))):
            if path.exists() and path.stat().st_mode & 0o077:
                path.chmod(0o600)
    except OSError as error:
        raise StoreError(
            f"the data folder {folder} cannot be used: {error.strerror}",
            remedy="Correct `data` in studyhall.yaml, or the folder's owner and permissions.",
        ) from error


def record(kind: type[RecordT], row: Row[*tuple[Any, ...]]) -> RecordT:
    """Return a row as the record whose fields have the names of the row's columns."""
    return kind(**row._asdict())
