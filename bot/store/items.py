"""What is remembered of items: how they fared, who called them bad, their earlier ids."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.store import tables
from bot.store.database import record
from bot.store.records import Answer, Flagged, Statistics

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

_flag = tables.item_flag.c
_total = tables.item_total.c
_moved = tables.reattached.c


class Items:
    """Items by their id; an id that an edit replaced leads to its successor."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def statistics(self, item_id: str) -> Statistics:
        """Return how an item fared in posts, under its earlier ids too; void answers aside."""
        ids = [item_id, *(old for old, new in (await self.reattached()).items() if new == item_id)]
        answer = tables.answer.c
        async with self._database.reading() as connection:
            totals = (
                await connection.execute(select(tables.item_total).where(_total.item_id.in_(ids)))
            ).all()
            rows = (
                await connection.execute(
                    select(tables.answer).where(answer.item_id.in_(ids), answer.void.is_(False))
                )
            ).all()
        known = [record(Statistics, row) for row in totals]
        return added(item_id, known, [record(Answer, row) for row in rows])

    async def flag(
        self, item_id: str, user: int, guild: int | None, reason: str, at: datetime.datetime
    ) -> bool:
        """Keep that a person calls an item bad; tell whether they had not before.

        `reason` is a code of at most 20 characters, never a person's words.
        """
        statement = (
            self._database.insert(tables.item_flag)
            .values(item_id=item_id, user_id=user, guild=guild, reason=reason[:20], at=at)
            .on_conflict_do_nothing(index_elements=["item_id", "user_id"])
            .returning(_flag.item_id)
        )
        async with self._database.writing() as connection:
            return (await connection.execute(statement)).first() is not None

    async def flagged(self, guild: int | None = None) -> tuple[Flagged, ...]:
        """Return the items that people called bad, in a server or in all, those of most first."""
        statement = select(tables.item_flag)
        if guild is not None:
            statement = statement.where(_flag.guild == guild)
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        by_item: dict[str, list[tuple[str, datetime.datetime]]] = {}
        for row in rows:
            by_item.setdefault(row.item_id, []).append((row.reason, row.at))
        found = (
            Flagged(
                item_id=item_id,
                people=len(one),
                reasons=Counter(reason for reason, _ in one),
                last_at=max(at for _, at in one),
            )
            for item_id, one in by_item.items()
        )
        return tuple(sorted(found, key=lambda flagged: (-flagged.people, flagged.item_id)))

    async def clear_flags(self, item_id: str) -> int:
        """Forget the flags of an item that was looked at; return how many there were."""
        async with self._database.writing() as connection:
            found = await connection.execute(
                delete(tables.item_flag).where(_flag.item_id == item_id)
            )
        return found.rowcount

    async def reattach(self, old_id: str, new_id: str, at: datetime.datetime) -> None:
        """Remember that an edit gave an item a new id: its history goes with it.

        An id that comes back is nobody's earlier id any more.
        """
        if old_id == new_id:
            return
        values = {"new_id": new_id, "at": at}
        async with self._database.writing() as connection:
            await connection.execute(delete(tables.reattached).where(_moved.old_id == new_id))
            await connection.execute(
                self._database.insert(tables.reattached)
                .values(old_id=old_id, **values)
                .on_conflict_do_update(index_elements=["old_id"], set_=values)
            )

    async def reattached(self) -> Mapping[str, str]:
        """Return every replaced id with the id that is its last successor."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(tables.reattached).order_by(_moved.at))).all()
        return _last({row.old_id: row.new_id for row in rows})


def _last(steps: Mapping[str, str]) -> Mapping[str, str]:
    """Follow each id to the end of its steps; they never lead in a circle."""
    found = {}
    for old, at in steps.items():
        new = at
        while new in steps:
            new = steps[new]
        found[old] = new
    return found


def added(item_id: str, known: Iterable[Statistics], answers: Iterable[Answer]) -> Statistics:
    """Return earlier statistics and answers as one."""
    count = right = 0
    by_option: Counter[str] = Counter()
    for one in known:
        count += one.answers
        right += one.right
        by_option.update(one.by_option)
    for answer in answers:
        count += 1
        right += answer.right
        by_option.update(answer.options)
    return Statistics(item_id, count, right, dict(sorted(by_option.items())))


async def fold_into_totals(
    database: Database, connection: AsyncConnection, answers: Iterable[Answer]
) -> None:
    """Add answers that are about to be purged to their items' totals."""
    by_item: dict[str, list[Answer]] = {}
    for answer in answers:
        if not answer.void:
            by_item.setdefault(answer.item_id, []).append(answer)
    for item_id, some in by_item.items():
        found = await connection.execute(select(tables.item_total).where(_total.item_id == item_id))
        total = added(item_id, [record(Statistics, row) for row in found.all()], some)
        values = {"answers": total.answers, "right": total.right, "by_option": total.by_option}
        await connection.execute(
            database.insert(tables.item_total)
            .values(item_id=item_id, **values)
            .on_conflict_do_update(index_elements=["item_id"], set_=values)
        )
