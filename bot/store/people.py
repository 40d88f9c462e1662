"""What is kept of one person: shown, given out, deleted, and what they opted out of.

A table holds a person's rows by its column `user_id`; whichever has one is exported and deleted
here, so a new table is not forgotten.
"""

from __future__ import annotations

import asyncio
import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from bot.store import tables
from bot.store.deletions import Tombstone
from bot.store.errors import StoreUnavailableError
from bot.store.records import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database
    from bot.store.deletions import Deletions

PERSONAL: tuple[Table, ...] = tuple(
    table for table in tables.metadata.sorted_tables if "user_id" in table.c
)
"""Every table with rows of single people."""
_AT_ONCE = 1000
"""Values in one statement; SQLite takes 32,766."""
_out = tables.opt_out.c


class People:
    """Every row of a person, wherever it is."""

    def __init__(self, database: Database, deletions: Deletions) -> None:
        self._database = database
        self._deletions = deletions

    async def export_user(self, user: int) -> dict[str, Any]:
        """Return all that is kept of a person, ready for JSON: rows by table, moments in UTC."""
        found: dict[str, Any] = {"user_id": user, "tables": {}}
        async with self._database.reading() as connection:
            for table in PERSONAL:
                rows = (
                    await connection.execute(
                        select(table).where(table.c.user_id == user).order_by(*table.primary_key)
                    )
                ).all()
                found["tables"][table.name] = [_plain(row._asdict()) for row in rows]
            runs = [row["id"] for row in found["tables"]["exam"]]
            pressed = tables.exam_answer
            rows = (
                await connection.execute(
                    select(pressed)
                    .where(pressed.c.exam_id.in_(runs))
                    .order_by(*pressed.primary_key)
                )
            ).all()
            found["tables"][pressed.name] = [_plain(row._asdict()) for row in rows]
        return found

    async def delete_user(self, user: int, now: datetime.datetime) -> Mapping[str, int]:
        """Delete every row of a person in one transaction; return how many by table.

        Afterwards no byte of an SQLite database, nor of its side files, holds the id, and a backup
        restored later loses the person's rows when it is opened. Raises `StoreUnavailableError`,
        after which opening the store again completes the deletion.
        """
        tombstone = Tombstone(self._deletions.mark(user), now.astimezone(datetime.UTC))
        try:
            await asyncio.to_thread(self._deletions.add, tombstone)
        except OSError as error:
            raise StoreUnavailableError(f"a deletion cannot be kept: {error.strerror}") from error
        async with self._database.writing() as connection:
            counts = await self._delete(connection, [user])
            await self._bury(connection, [tombstone])
        await self._database.forget_log()
        return counts

    async def replay(self) -> int:
        """Do again the deletions that this database has not heard of; return for how many people.

        A database without a tombstone is older than the deletion, so all it holds of the person is.
        """
        try:
            asked = await asyncio.to_thread(self._deletions.all)
        except OSError as error:
            raise StoreUnavailableError(
                f"the deletions cannot be read: {error.strerror}"
            ) from error
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(tables.tombstone))).all()
            missing = asked - {Tombstone(row.mark, row.deleted_at) for row in rows}
            if not missing:
                return 0
            marks = {tombstone.mark for tombstone in missing}
            known: set[int] = set()
            for table in PERSONAL:
                known.update(
                    (await connection.execute(select(table.c.user_id).distinct())).scalars()
                )
        users = [user for user in known if self._deletions.mark(user) in marks]
        async with self._database.writing() as connection:
            await self._delete(connection, users)
            await self._bury(connection, missing)
        await self._database.forget_log()
        return len(users)

    async def opt_out(
        self, user: int, guild: int, now: datetime.datetime, what: str = STANDINGS
    ) -> None:
        """Keep that a person takes no part in something in a server."""
        async with self._database.writing() as connection:
            await connection.execute(
                self._database.insert(tables.opt_out)
                .values(user_id=user, guild=guild, what=what, at=now)
                .on_conflict_do_nothing(index_elements=["user_id", "guild", "what"])
            )

    async def opt_in(self, user: int, guild: int, what: str = STANDINGS) -> None:
        """Forget that a person opted out."""
        async with self._database.writing() as connection:
            await connection.execute(
                delete(tables.opt_out).where(
                    _out.user_id == user, _out.guild == guild, _out.what == what
                )
            )

    async def opted_out(self, user: int, guild: int, what: str = STANDINGS) -> bool:
        """Tell whether a person opted out."""
        statement = select(_out.at).where(
            _out.user_id == user, _out.guild == guild, _out.what == what
        )
        async with self._database.reading() as connection:
            return (await connection.execute(statement)).first() is not None

    async def _delete(self, connection: AsyncConnection, users: Iterable[int]) -> dict[str, int]:
        users = list(users)
        counts = {}
        for table in PERSONAL:
            found = await connection.execute(delete(table).where(table.c.user_id.in_(users)))
            counts[table.name] = found.rowcount
        asker = tables.asker.c
        numbers = (await connection.execute(select(asker.unanswered_id).distinct())).scalars()
        marks = [self._deletions.asker(user, number) for number in numbers for user in users]
        counts[tables.asker.name] = 0
        for at in range(0, len(marks), _AT_ONCE):
            some = marks[at : at + _AT_ONCE]
            found = await connection.execute(delete(tables.asker).where(asker.mark.in_(some)))
            counts[tables.asker.name] += found.rowcount
        return counts

    async def _bury(self, connection: AsyncConnection, asked: Iterable[Tombstone]) -> None:
        for tombstone in asked:
            await connection.execute(
                self._database.insert(tables.tombstone)
                .values(mark=tombstone.mark, deleted_at=tombstone.at)
                .on_conflict_do_nothing(index_elements=["mark", "deleted_at"])
            )


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:  # noqa: ANN401 - any column's
    if isinstance(value, datetime.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
