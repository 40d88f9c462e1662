"""Posts: claimed before they are sent, confirmed after, closed before they are revealed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, literal, or_, select, update

from bot.store import tables
from bot.store.columns import Instant
from bot.store.records import Claim, Draft, Post, PostKey, PostState

if TYPE_CHECKING:
    import datetime

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

_post = tables.post.c
_later = tables.post.alias("later").c
_UNSENT = {PostState.CLAIMED, PostState.SKIPPED, PostState.FAILED}


class Posts:
    """Every post by its server, channel, local date and slot: there is never a second row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, draft: Draft, now: datetime.datetime, owner: str) -> Claim:
        """Make the row of a post, or return the one that is there, whatever it says.

        Of any number of calls at once, in any number of processes, one is `fresh`.
        """
        return await self._make(draft, now, owner, PostState.CLAIMED, "")

    async def skip(self, draft: Draft, now: datetime.datetime, owner: str, reason: str) -> Claim:
        """Make the row of a post that will not be made, so that it is not thought of again."""
        return await self._make(draft, now, owner, PostState.SKIPPED, reason)

    async def _make(
        self, draft: Draft, now: datetime.datetime, owner: str, state: PostState, reason: str
    ) -> Claim:
        key = draft.key
        where = _is(key)
        async with self._database.writing() as connection:
            number = 0
            if state is PostState.CLAIMED:
                number = 1 + await _last_number(connection, key)
            made = await connection.execute(
                self._database.insert(tables.post)
                .values(
                    guild=key.guild,
                    channel=key.channel,
                    local_date=key.local_date,
                    slot=key.slot,
                    id=key.id,
                    number=number,
                    item_id=draft.item_id,
                    item=draft.item,
                    key_version=draft.key_version,
                    text_hash=text_hash(draft.item),
                    state=state,
                    reason=reason,
                    owner=owner,
                    attempts=0,
                    claimed_at=now,
                    due_at=draft.due_at,
                    zone=draft.zone,
                    zone_version=draft.zone_version,
                    late=draft.late,
                    reveal_at=draft.reveal_at,
                    reveals_at_once=draft.reveals_at_once,
                )
                .on_conflict_do_nothing()  # of the key or the id, which say the same
                .returning(_post.id)
            )
            fresh = made.first() is not None
            row = (await connection.execute(select(tables.post).where(where))).one()
        return Claim(_read(row), fresh)

    async def begin_attempt(self, post: Post, now: datetime.datetime) -> Post | None:
        """Count a send before it begins, and return the post as it is then.

        None is returned where another process has begun one since the post was read, or has brought
        it to an end: of any number of calls with the same value, one may send.
        """
        statement = (
            update(tables.post)
            .where(
                _post.id == post.id,
                _post.attempts == post.attempts,
                _post.state == PostState.CLAIMED,
            )
            .values(attempts=post.attempts + 1, attempted_at=now)
            .returning(*tables.post.c)
        )
        async with self._database.writing() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return None if row is None else _read(row)

    async def confirm(self, post_id: str, message_id: int) -> Post:
        """Note that the post is in the channel. Raises `LookupError`."""
        return await self._set(post_id, state=PostState.POSTED, message_id=message_id, reason="")

    async def fail(self, post_id: str, reason: str) -> Post:
        """Note that Discord refused it for good. Raises `LookupError`."""
        return await self._set(post_id, state=PostState.FAILED, reason=reason[:200])

    async def give_up(self, post_id: str, reason: str) -> Post:
        """Note that a claimed post will not be made. Raises `LookupError`."""
        return await self._set(post_id, state=PostState.SKIPPED, reason=reason)

    async def mark_deleted(self, post_id: str) -> Post:
        """Note that it was posted and taken down by somebody. Raises `LookupError`."""
        return await self._set(post_id, state=PostState.DELETED, reason="deleted in the channel")

    async def close(self, post_id: str, now: datetime.datetime) -> Post:
        """End first answers, before anybody sees the key; the first moment stands.

        Raises `LookupError`.
        """
        return await self._set(
            post_id, closed_at=func.coalesce(_post.closed_at, literal(now, Instant()))
        )

    async def confirm_reveal(self, post_id: str, now: datetime.datetime) -> Post:
        """Note that the channel shows the key. Raises `LookupError`."""
        return await self._set(
            post_id,
            closed_at=func.coalesce(_post.closed_at, literal(now, Instant())),
            revealed_at=func.coalesce(_post.revealed_at, literal(now, Instant())),
        )

    async def _set(self, post_id: str, **values: Any) -> Post:  # noqa: ANN401 - columns of any kind
        statement = update(tables.post).where(_post.id == post_id).values(**values)
        async with self._database.writing() as connection:
            row = (await connection.execute(statement.returning(*tables.post.c))).one_or_none()
        if row is None:
            raise LookupError("no such post")
        return _read(row)

    async def get(self, post_id: str) -> Post | None:
        """Return the post with that id."""
        found = await self._select(_post.id == post_id)
        return found[0] if found else None

    async def of_day(self, key: PostKey) -> Post | None:
        """Return the post of that channel, date and slot."""
        found = await self._select(_is(key))
        return found[0] if found else None

    async def unsettled(self) -> tuple[Post, ...]:
        """Return claimed posts, oldest first: only Discord knows what became of them."""
        return await self._select(_post.state == PostState.CLAIMED)

    async def open_in(self, guild: int | None) -> tuple[Post, ...]:
        """Return the posts of a server, or of all, that still take first answers, oldest first."""
        is_open = and_(_post.state == PostState.POSTED, _post.closed_at.is_(None))
        return await self._select(is_open if guild is None else and_(_post.guild == guild, is_open))

    async def history(self, guild: int, channel: int, limit: int = 1000) -> tuple[Post, ...]:
        """Return what was posted in a channel, in any slot, oldest first: the last `limit`."""
        return await self._select(
            and_(_post.guild == guild, _post.channel == channel, _post.state.not_in(_UNSENT)),
            limit,
        )

    async def due_reveals(self, now: datetime.datetime) -> tuple[Post, ...]:
        """Return posts whose key is to be shown by now, oldest first.

        A post without a time of reveal waits for the next one of its channel and slot.
        """
        followed = exists().where(
            _later.guild == _post.guild,
            _later.channel == _post.channel,
            _later.slot == _post.slot,
            _later.local_date > _post.local_date,
            _later.state != PostState.SKIPPED,
        )
        return await self._select(
            and_(
                _post.state == PostState.POSTED,
                _post.revealed_at.is_(None),
                or_(_post.reveal_at <= now, and_(_post.reveal_at.is_(None), followed)),
            )
        )

    async def _select(
        self, where: ColumnElement[bool], limit: int | None = None
    ) -> tuple[Post, ...]:
        newest = (
            select(tables.post)
            .where(where)
            .order_by(_post.due_at.desc(), _post.id.desc())
            .limit(limit)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(newest)).all()
        return tuple(_read(row) for row in reversed(rows))


def text_hash(item: object) -> str:
    """Return the SHA-256 of an item's JSON."""
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()


def _read(row: Row[*tuple[Any, ...]]) -> Post:
    return Post(**{**row._asdict(), "state": PostState(row.state)})


async def _last_number(connection: AsyncConnection, key: PostKey) -> int:
    found = await connection.execute(
        select(func.coalesce(func.max(_post.number), 0)).where(
            _post.guild == key.guild, _post.channel == key.channel, _post.slot == key.slot
        )
    )
    return int(found.scalar_one())


def _is(key: PostKey) -> ColumnElement[bool]:
    return and_(
        _post.guild == key.guild,
        _post.channel == key.channel,
        _post.local_date == key.local_date,
        _post.slot == key.slot,
    )
