"""How long things are kept, as the privacy policy says it; what is older is purged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.store import tables
from bot.store.database import record
from bot.store.items import fold_into_totals
from bot.store.records import Answer

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

ANSWERS_DAYS = 400
"""Answers, practice and exams; of answers only sums by item remain."""
LEFT_DAYS = 30
"""What belongs to a server, after the bot was removed from it."""
_OF_SERVERS: tuple[Table, ...] = (
    tables.answer,
    tables.post,
    tables.schedule,
    tables.channel,
    tables.notice,
    tables.unanswered,
    tables.item_flag,
    tables.opt_out,
    tables.server,
)
_OF_PEOPLE: tuple[Table, ...] = (tables.practice, tables.exam)
"""They stay with the person, without the server."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge removed."""

    answers: int
    attempts: int
    questions: int
    servers: int


async def purge(database: Database, now: datetime.datetime) -> Purged:
    """Remove all that was kept for its time, in one transaction."""
    old = now - datetime.timedelta(days=ANSWERS_DAYS)
    left = now - datetime.timedelta(days=LEFT_DAYS)
    answer, server = tables.answer.c, tables.server.c
    async with database.writing() as connection:
        gone = (
            await connection.execute(select(server.guild).where(server.left_at < left))
        ).scalars()
        servers = gone.all()
        for guild in servers:
            await _forget_server(connection, guild)
        rows = (await connection.execute(select(tables.answer).where(answer.at < old))).all()
        await fold_into_totals(database, connection, (record(Answer, row) for row in rows))
        answers = await connection.execute(delete(tables.answer).where(answer.at < old))
        attempts = await connection.execute(
            delete(tables.practice).where(tables.practice.c.at < old)
        )
        exams = await connection.execute(delete(tables.exam).where(tables.exam.c.started_at < old))
        await connection.execute(delete(tables.assist).where(tables.assist.c.at < old))
        questions = await connection.execute(
            delete(tables.unanswered).where(tables.unanswered.c.expires_at <= now)
        )
    await database.forget_log()
    return Purged(
        answers=answers.rowcount,
        attempts=attempts.rowcount + exams.rowcount,
        questions=questions.rowcount,
        servers=len(servers),
    )


async def forget_server(database: Database, guild: int) -> None:
    """Remove all that belongs to a server at once."""
    async with database.writing() as connection:
        await _forget_server(connection, guild)
    await database.forget_log()


async def _forget_server(connection: AsyncConnection, guild: int) -> None:
    for table in _OF_SERVERS:
        await connection.execute(delete(table).where(table.c.guild == guild))
    for table in _OF_PEOPLE:
        await connection.execute(update(table).where(table.c.guild == guild).values(guild=None))
