"""A post is claimed once, keeps what was claimed, and takes answers until it is closed."""

from __future__ import annotations

import asyncio
import datetime
from typing import TYPE_CHECKING

import pytest
from store_examples import CHANNEL, DAY, GUILD, HOUR, ITEM, MAYA, NOON, TOM, draft, key

from bot.store.posts import text_hash
from bot.store.records import Post, PostKey, PostState, Receipt

if TYPE_CHECKING:
    from bot.store import Store


async def test_a_claim_keeps_the_question(store: Store) -> None:
    claim = await store.posts.claim(draft(), NOON, "here")
    assert claim.fresh
    assert claim.post == Post(
        guild=GUILD,
        channel=CHANNEL,
        local_date=NOON.date(),
        slot="daily",
        id=key().id,
        number=1,
        item_id="item-0",
        item=ITEM,
        key_version=1,
        text_hash=text_hash(ITEM),
        state=PostState.CLAIMED,
        reason="",
        message_id=None,
        owner="here",
        attempts=0,
        attempted_at=None,
        claimed_at=NOON,
        due_at=NOON,
        zone="UTC",
        zone_version="",
        late=False,
        reveal_at=None,
        reveals_at_once=False,
        closed_at=None,
        revealed_at=None,
    )
    assert await store.posts.get(key().id) == claim.post
    assert await store.posts.of_day(key()) == claim.post


async def test_a_second_claim_changes_nothing(store: Store) -> None:
    first = await store.posts.claim(draft(), NOON, "here")
    again = await store.posts.claim(draft(item_id="another"), NOON + HOUR, "there")
    assert not again.fresh
    assert again.post == first.post


async def test_of_many_claims_at_once_one_is_fresh(store: Store) -> None:
    claims = await asyncio.gather(
        *(store.posts.claim(draft(item_id=f"{n}"), NOON, f"{n}") for n in range(8))
    )
    assert [claim.fresh for claim in claims].count(True) == 1
    assert len({claim.post.item_id for claim in claims}) == 1


def test_the_id_of_a_post_is_fixed_and_short_enough_for_a_nonce() -> None:
    post = PostKey(1, 2, datetime.date(2026, 3, 8))
    assert post.id == "VHTYIRKZLJ6L6OBVEHVGJI57"
    assert PostKey(1, 2, datetime.date(2026, 3, 9)).id != post.id
    assert PostKey(12, 2, datetime.date(2026, 3, 8)).id != PostKey(1, 22, post.local_date).id


async def test_a_post_goes_from_claim_to_reveal(store: Store) -> None:
    post = (await store.posts.claim(draft(reveal_at=NOON + DAY), NOON, "here")).post
    assert await store.posts.unsettled() == (post,)
    tried = await store.posts.begin_attempt(post, NOON)
    assert tried is not None
    assert (tried.attempts, tried.attempted_at) == (1, NOON)
    posted = await store.posts.confirm(post.id, 42)
    assert (posted.state, posted.message_id) == (PostState.POSTED, 42)
    assert await store.posts.unsettled() == ()
    assert await store.posts.open_in(GUILD) == (posted,)
    assert await store.posts.due_reveals(NOON + DAY - HOUR) == ()
    assert await store.posts.due_reveals(NOON + DAY) == (posted,)
    closed = await store.posts.close(post.id, NOON + DAY)
    assert closed.closed_at == NOON + DAY
    assert (await store.posts.close(post.id, NOON + 2 * DAY)).closed_at == NOON + DAY
    assert await store.posts.open_in(GUILD) == ()
    assert await store.posts.due_reveals(NOON + DAY) == (closed,)
    revealed = await store.posts.confirm_reveal(post.id, NOON + DAY + HOUR)
    assert (revealed.closed_at, revealed.revealed_at) == (NOON + DAY, NOON + DAY + HOUR)
    assert await store.posts.due_reveals(NOON + 9 * DAY) == ()


async def test_a_post_without_a_time_of_reveal_waits_for_the_next_one(store: Store) -> None:
    first = (await store.posts.claim(draft(0), NOON, "here")).post
    await store.posts.confirm(first.id, 1)
    await store.posts.skip(draft(1), NOON + DAY, "here", "too late")
    assert await store.posts.due_reveals(NOON + 5 * DAY) == ()
    await store.posts.claim(draft(2), NOON + 2 * DAY, "here")
    assert [post.id for post in await store.posts.due_reveals(NOON + 2 * DAY)] == [first.id]


async def test_posts_are_numbered_in_their_channel_without_skipped_days(store: Store) -> None:
    for day in (0, 2):
        await store.posts.claim(draft(day), NOON, "here")
    await store.posts.skip(draft(1), NOON, "here", "too late")
    await store.posts.claim(draft(3, key=key(3, channel=5)), NOON, "here")
    await store.posts.claim(draft(3), NOON, "here")
    numbers = [
        post.number for day in range(4) if (post := await store.posts.of_day(key(day))) is not None
    ]
    assert numbers == [1, 0, 2, 3]


async def test_history_holds_what_people_saw(store: Store) -> None:
    ids = []
    for day in range(4):
        post = (await store.posts.claim(draft(day), NOON, "here")).post
        ids.append(post.id)
    await store.posts.confirm(ids[0], 1)
    await store.posts.fail(ids[1], "Missing Access")
    await store.posts.mark_deleted(ids[2])
    seen = await store.posts.history(GUILD, CHANNEL)
    assert [(post.id, post.state) for post in seen] == [
        (ids[0], PostState.POSTED),
        (ids[2], PostState.DELETED),
    ]
    assert [post.id for post in await store.posts.history(GUILD, CHANNEL, limit=1)] == [ids[2]]


async def test_of_many_sends_begun_at_once_one_may_go_on(store: Store) -> None:
    post = (await store.posts.claim(draft(), NOON, "here")).post
    begun = await asyncio.gather(*(store.posts.begin_attempt(post, NOON) for _ in range(8)))
    assert [one is not None for one in begun].count(True) == 1
    await store.posts.confirm(post.id, 1)
    settled = await store.posts.get(post.id)
    assert settled is not None
    assert await store.posts.begin_attempt(settled, NOON) is None


async def test_a_post_that_is_not_there_is_told(store: Store) -> None:
    assert await store.posts.get("nothing") is None
    with pytest.raises(LookupError):
        await store.posts.confirm("nothing", 1)
    recorded = await store.answers.record_first("nothing", MAYA, ["a"], right=True, at=NOON)
    assert recorded.receipt is Receipt.UNKNOWN


async def test_answers_count_until_the_post_is_closed(store: Store) -> None:
    post = (await store.posts.claim(draft(), NOON, "here")).post
    await store.posts.confirm(post.id, 1)
    await store.answers.record_first(post.id, MAYA, ["a"], right=True, at=NOON)
    await store.posts.close(post.id, NOON)
    late = await store.answers.record_first(post.id, TOM, ["a"], right=True, at=NOON)
    again = await store.answers.record_first(post.id, MAYA, ["b"], right=False, at=NOON)
    assert (late.receipt, late.answer) == (Receipt.CLOSED, None)
    assert again.receipt is Receipt.REPEATED
    assert again.answer is not None
    assert again.answer.options == ("a",)
