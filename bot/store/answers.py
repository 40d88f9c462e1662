"""First answers, one per person and post, and what is made of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import Integer, and_, cast, func, select, update

from bot.store import tables
from bot.store.database import record
from bot.store.records import STANDINGS, Answer, PostState, Receipt, Recorded

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

_answer = tables.answer.c
_assist = tables.assist.c
_post = tables.post.c


class Answers:
    """The first answer stands: the primary key is post and person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record_first(
        self,
        post_id: str,
        user: int,
        options: Sequence[str],
        *,
        right: bool,
        at: datetime.datetime,
    ) -> Recorded:
        """Keep a person's answer to an open post, unless there is one already.

        Of any number of clicks at once one is `COUNTED`. When this returns, the answer outlives a
        kill and a power cut. It is assisted where `mark_assisted` was called before it.
        """
        async with self._database.writing() as connection:
            lock = select(tables.post).where(_post.id == post_id).with_for_update(read=True)
            post = (await connection.execute(lock)).one_or_none()
            if post is None:
                return Recorded(Receipt.UNKNOWN, None)
            answer = await _of(connection, post_id, user)
            if answer is not None:
                return Recorded(Receipt.REPEATED, answer)
            if post.closed_at is not None or post.state not in {
                PostState.CLAIMED,  # the channel can show it before we have heard that it does
                PostState.POSTED,
            }:
                return Recorded(Receipt.CLOSED, None)
            assisted = await connection.execute(
                select(_assist.at).where(_assist.post_id == post_id, _assist.user_id == user)
            )
            made = await connection.execute(
                self._database.insert(tables.answer)
                .values(
                    post_id=post_id,
                    user_id=user,
                    guild=post.guild,
                    channel=post.channel,
                    item_id=post.item_id,
                    options=options,
                    right=right,
                    assisted=assisted.first() is not None,
                    void=False,
                    key_version=post.key_version,
                    at=at,
                )
                .on_conflict_do_nothing(index_elements=["post_id", "user_id"])
                .returning(_answer.post_id)
            )
            receipt = Receipt.COUNTED if made.first() is not None else Receipt.REPEATED
            return Recorded(receipt, await _of(connection, post_id, user))

    async def mark_assisted(self, post_id: str, user: int, at: datetime.datetime) -> bool:
        """Remember that a person asked the notes about an open post; tell whether it matters.

        It does not where the person has answered already: that answer stays as it is.
        """
        async with self._database.writing() as connection:
            if await _of(connection, post_id, user) is not None:
                return False
            await connection.execute(
                self._database.insert(tables.assist)
                .values(post_id=post_id, user_id=user, at=at)
                .on_conflict_do_nothing(index_elements=["post_id", "user_id"])
            )
        return True

    async def of(self, post_id: str, user: int) -> Answer | None:
        """Return a person's first answer to a post."""
        async with self._database.reading() as connection:
            return await _of(connection, post_id, user)

    async def of_post(self, post_id: str) -> tuple[Answer, ...]:
        """Return every first answer to a post, in the order they came."""
        return await self._select(_answer.post_id == post_id)

    async def distribution(self, post_id: str) -> Mapping[str, int]:
        """Return how many people chose each option of a post, by the option's id."""
        return Counter(option for one in await self.of_post(post_id) for option in one.options)

    async def tallies(self, guild: int, channel: int) -> Mapping[str, tuple[int, int]]:
        """Return of each post of a channel how many answered, and how many rightly; void aside."""
        statement = (
            select(_answer.post_id, func.count(), func.sum(cast(_answer.right, Integer)))
            .where(_answer.guild == guild, _answer.channel == channel, _answer.void.is_(False))
            .group_by(_answer.post_id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return {post_id: (answered, right) for post_id, answered, right in rows}

    async def of_user(self, user: int, guild: int | None = None) -> tuple[Answer, ...]:
        """Return a person's first answers, oldest first, in one server or in all."""
        where = _answer.user_id == user
        return await self._select(where if guild is None else and_(where, _answer.guild == guild))

    async def for_standings(
        self,
        guild: int,
        since: datetime.datetime | None = None,
        until: datetime.datetime | None = None,
    ) -> tuple[Answer, ...]:
        """Return the answers of a server from `since` until before `until`, oldest first.

        Answers of people who opted out of standings there are not among them.
        """
        out = select(tables.opt_out.c.user_id).where(
            tables.opt_out.c.guild == guild, tables.opt_out.c.what == STANDINGS
        )
        where = [_answer.guild == guild, _answer.user_id.not_in(out)]
        if since is not None:
            where.append(_answer.at >= since)
        if until is not None:
            where.append(_answer.at < until)
        return await self._select(and_(*where))

    async def regrade(
        self, post_id: str, right: Collection[tuple[str, ...]], key_version: int
    ) -> tuple[int, ...]:
        """Grade a post's answers by a changed key; return the people whose grade changed.

        `right` holds every choice of options, each sorted, that is right now.
        """
        changed = []
        async with self._database.writing() as connection:
            rows = await connection.execute(
                select(tables.answer).where(_answer.post_id == post_id).order_by(_answer.user_id)
            )
            for answer in (record(Answer, row) for row in rows.all()):
                is_right = tuple(sorted(answer.options)) in right
                if is_right != answer.right:
                    changed.append(answer.user_id)
                await connection.execute(
                    update(tables.answer)
                    .where(_answer.post_id == post_id, _answer.user_id == answer.user_id)
                    .values(right=is_right, key_version=key_version)
                )
            await connection.execute(
                update(tables.post).where(_post.id == post_id).values(key_version=key_version)
            )
        return tuple(changed)

    async def void(self, item_id: str) -> int:
        """Take the points of a withdrawn item from everybody; return how many answers that were."""
        async with self._database.writing() as connection:
            found = await connection.execute(
                update(tables.answer)
                .where(_answer.item_id == item_id, _answer.void.is_(False))
                .values(void=True)
            )
        return found.rowcount

    async def _select(self, where: ColumnElement[bool]) -> tuple[Answer, ...]:
        statement = select(tables.answer).where(where).order_by(_answer.at, _answer.user_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return tuple(record(Answer, row) for row in rows)


async def _of(connection: AsyncConnection, post_id: str, user: int) -> Answer | None:
    found = await connection.execute(
        select(tables.answer).where(_answer.post_id == post_id, _answer.user_id == user)
    )
    row = found.one_or_none()
    return None if row is None else record(Answer, row)
