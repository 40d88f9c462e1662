"""How the posts of a channel fared, and which are open, in one server or in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store_examples import CHANNEL, DAY, GUILD, MAYA, NOON, TOM, ZOE, draft, key

if TYPE_CHECKING:
    from bot.store import Store


async def posted(store: Store, day: int, **changed: object) -> str:
    post = (await store.posts.claim(draft(day, **changed), NOON, "here")).post
    return (await store.posts.confirm(post.id, 1 + day)).id


async def test_each_post_has_its_tally_without_withdrawn_answers(store: Store) -> None:
    first, second = await posted(store, 0), await posted(store, 1)
    third, elsewhere = await posted(store, 2), await posted(store, 3, key=key(3, CHANNEL + 1))
    for post, user, right in (
        (first, MAYA, True),
        (first, TOM, False),
        (first, ZOE, True),
        (second, MAYA, False),
        (third, MAYA, True),
        (elsewhere, MAYA, True),
    ):
        await store.answers.record_first(post, user, ["a"], right=right, at=NOON)
    await store.answers.void("item-2")
    assert await store.answers.tallies(GUILD, CHANNEL) == {first: (3, 2), second: (1, 0)}


async def test_open_posts_are_found_in_one_server_or_in_all(store: Store) -> None:
    here, closed = await posted(store, 0), await posted(store, 1)
    there = await posted(store, 2, key=key(2, CHANNEL + 1, GUILD + 1))
    await store.posts.close(closed, NOON + DAY)
    assert [post.id for post in await store.posts.open_in(GUILD)] == [here]
    assert [post.id for post in await store.posts.open_in(None)] == [here, there]
