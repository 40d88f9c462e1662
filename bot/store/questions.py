"""Questions that the notes did not cover, where a server keeps them for its authors.

Nobody's id is kept with a question, unless the person asks to be told of an answer.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from bot.store import tables
from bot.store.database import record
from bot.store.records import Unanswered, Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database
    from bot.store.deletions import Deletions

KEPT_DAYS = 30
"""RELIABILITY.md, section 4; counted from when a question was last asked."""
FEWEST_ASKERS = 2
"""So that no list shows what one person asked."""
_LONGEST = 300
_SCRUBBED = re.compile(
    r"""<[^<>\s]{1,80}>                     # mentions, custom emoji, timestamps, links in brackets
    | \b[a-z][a-z0-9+.-]{1,15}://\S+         # addresses
    | \bwww\.\S+
    | \bdiscord\.gg/\S+
    | [^\s@<>]{1,64}@[^\s@<>]{1,190}         # mail addresses
    | @\S+                                   # names called
    | \d{15,}                                # ids
    | [\x00-\x1f\x7f\ud800-\udfff]""",
    re.VERBOSE | re.IGNORECASE,
)

_unanswered = tables.unanswered.c
_waiting = tables.waiting.c


class Questions:
    """Unanswered questions by server and folded words; gone 30 days after they were last asked."""

    def __init__(self, database: Database, deletions: Deletions) -> None:
        self._database = database
        self._deletions = deletions

    async def keep(
        self,
        guild: int,
        user: int,
        text: str,
        folded: str,
        now: datetime.datetime,
        nearest: Sequence[str] = (),
    ) -> int | None:
        """Count a question that was not answered, and return its id.

        None is returned, and nothing kept, where the server has not asked for it or nothing is left
        of the words. `folded` makes two wordings one; the first wording is the one that is kept.
        """
        words, folded = scrub(text), scrub(folded)
        if not words or not folded:
            return None
        moments = {"last_at": now, "expires_at": now + datetime.timedelta(days=KEPT_DAYS)}
        async with self._database.writing() as connection:
            allowed = select(tables.server.c.keeps_unanswered).where(tables.server.c.guild == guild)
            if not (await connection.execute(allowed)).scalar_one_or_none():
                return None
            row = {"guild": guild, "folded": folded, "text": words, "nearest": tuple(nearest)}
            made = await connection.execute(
                self._database.insert(tables.unanswered)
                .values(**row, asked=1, first_at=now, **moments)
                .on_conflict_do_update(
                    index_elements=["guild", "folded"],
                    set_={"asked": _unanswered.asked + 1, "nearest": row["nearest"], **moments},
                )
                .returning(_unanswered.id)
            )
            number = int(made.scalar_one())
            await connection.execute(
                self._database.insert(tables.asker)
                .values(unanswered_id=number, mark=self._deletions.asker(user, number))
                .on_conflict_do_nothing(index_elements=["unanswered_id", "mark"])
            )
        return number

    async def open_in(
        self, guild: int, now: datetime.datetime, fewest: int = FEWEST_ASKERS
    ) -> tuple[Unanswered, ...]:
        """Return a server's unanswered questions that enough people asked, most asked first."""
        askers = (
            select(func.count())
            .where(tables.asker.c.unanswered_id == _unanswered.id)
            .scalar_subquery()
        )
        statement = (
            select(tables.unanswered, askers.label("askers"))
            .where(_unanswered.guild == guild, _unanswered.expires_at > now, askers >= fewest)
            .order_by(_unanswered.asked.desc(), _unanswered.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return tuple(record(Unanswered, row) for row in rows)

    async def tell_me(
        self, unanswered_id: int, user: int, channel: int | None, now: datetime.datetime
    ) -> bool:
        """Keep that a person wants to be told; tell whether the question is still kept."""
        async with self._database.writing() as connection:
            known = select(_unanswered.id).where(_unanswered.id == unanswered_id)
            if (await connection.execute(known)).first() is None:
                return False
            await connection.execute(
                self._database.insert(tables.waiting)
                .values(unanswered_id=unanswered_id, user_id=user, channel=channel, at=now)
                .on_conflict_do_nothing(index_elements=["unanswered_id", "user_id"])
            )
        return True

    async def waited_for(self) -> tuple[tuple[Unanswered, tuple[Waiting, ...]], ...]:
        """Return the questions that somebody waits for, whatever their askers, with who waits."""
        async with self._database.reading() as connection:
            waiting = (
                await connection.execute(
                    select(tables.waiting).order_by(_waiting.unanswered_id, _waiting.user_id)
                )
            ).all()
            by_question: dict[int, list[Waiting]] = {}
            for row in waiting:
                by_question.setdefault(row.unanswered_id, []).append(record(Waiting, row))
            found = []
            for number, people in by_question.items():
                found.append((await _one(connection, number), tuple(people)))
        return tuple(found)

    async def told(self, unanswered_id: int, user: int) -> None:
        """Forget that a person waits: they were told, or no longer want to be."""
        async with self._database.writing() as connection:
            await connection.execute(
                delete(tables.waiting).where(
                    _waiting.unanswered_id == unanswered_id, _waiting.user_id == user
                )
            )

    async def settle(self, unanswered_id: int) -> None:
        """Forget a question that the notes cover now, and who asked or waited."""
        async with self._database.writing() as connection:
            await connection.execute(
                delete(tables.unanswered).where(_unanswered.id == unanswered_id)
            )

    async def stop_keeping(self, guild: int) -> int:
        """Keep no more questions of a server and forget those kept; return how many."""
        async with self._database.writing() as connection:
            await connection.execute(
                update(tables.server)
                .where(tables.server.c.guild == guild)
                .values(keeps_unanswered=False)
            )
            found = await connection.execute(
                delete(tables.unanswered).where(_unanswered.guild == guild)
            )
        return found.rowcount


def scrub(text: str) -> str:
    """Return a text without mentions, ids, addresses and control characters, cut to its limit."""
    return " ".join(_SCRUBBED.sub(" ", text[: 4 * _LONGEST]).split())[:_LONGEST].strip()


async def _one(connection: AsyncConnection, number: int) -> Unanswered:
    askers = select(func.count()).where(tables.asker.c.unanswered_id == number).scalar_subquery()
    found = await connection.execute(
        select(tables.unanswered, askers.label("askers")).where(_unanswered.id == number)
    )
    return record(Unanswered, found.one())
