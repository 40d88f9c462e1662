"""A first answer stands, whoever clicks how often; what is made of answers follows from them."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING

from store_examples import CHANNEL, DAY, GUILD, HOUR, MAYA, NOON, TOM, ZOE, draft, key

from bot.store import Store
from bot.store.records import Answer, Flagged, PostKey, Receipt, Recorded, Statistics

if TYPE_CHECKING:
    from pathlib import Path

RACES = 300
CLICKS = 8


async def posted(store: Store, day: int = 0, **changed: object) -> str:
    """Post the question of a day; return the post's id."""
    post = (await store.posts.claim(draft(day, **changed), NOON + day * DAY, "here")).post
    await store.posts.confirm(post.id, 1 + day)
    return post.id


async def test_the_first_answer_stands(store: Store) -> None:
    post = await posted(store)
    first = await store.answers.record_first(post, MAYA, ["b", "c"], right=False, at=NOON)
    again = await store.answers.record_first(post, MAYA, ["a"], right=True, at=NOON + HOUR)
    answer = Answer(
        post_id=post,
        user_id=MAYA,
        guild=GUILD,
        channel=CHANNEL,
        item_id="item-0",
        options=("b", "c"),
        right=False,
        assisted=False,
        void=False,
        key_version=1,
        at=NOON,
    )
    assert (first.receipt, first.answer) == (Receipt.COUNTED, answer)
    assert (again.receipt, again.answer) == (Receipt.REPEATED, answer)
    assert await store.answers.of_post(post) == (answer,)
    assert await store.answers.of(post, MAYA) == answer
    assert await store.answers.of(post, TOM) is None


async def test_of_eight_clicks_at_once_one_counts_in_every_race(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        one, other = [
            await stack.enter_async_context(aclosing(await Store.open(tmp_path))) for _ in range(2)
        ]
        for race in range(RACES):
            post = (await one.posts.claim(draft(race), NOON, "here")).post
            recorded = await asyncio.gather(
                *(
                    (one, other)[click % 2].answers.record_first(
                        post.id, MAYA, [f"{click}"], right=bool(click % 2), at=NOON
                    )
                    for click in range(CLICKS)
                )
            )
            receipts = [each.receipt for each in recorded]
            assert receipts.count(Receipt.COUNTED) == 1
            assert receipts.count(Receipt.REPEATED) == CLICKS - 1
            assert len({each.answer for each in recorded}) == 1
        assert len(await one.answers.of_user(MAYA)) == RACES


async def test_of_eight_clicks_at_once_one_counts_in_either_database(store: Store) -> None:
    for race in range(10):
        post = await posted(store, race)
        recorded = await asyncio.gather(
            *(
                store.answers.record_first(post, MAYA, [f"{n}"], right=True, at=NOON)
                for n in range(CLICKS)
            )
        )
        assert [each.receipt for each in recorded].count(Receipt.COUNTED) == 1


async def test_no_answer_counts_after_the_post_is_closed_however_close(store: Store) -> None:
    post = await posted(store)

    async def click(user: int) -> int | None:
        recorded = await store.answers.record_first(post, user, ["a"], right=True, at=NOON)
        return user if recorded.receipt is Receipt.COUNTED else None

    async def close() -> None:
        await store.posts.close(post, NOON)

    clicks = [click(user) for user in range(1, 11)]
    results = await asyncio.gather(*clicks[:5], close(), *clicks[5:])
    counted = {user for user in results if user is not None}
    assert await store.answers.record_first(post, MAYA, ["a"], right=True, at=NOON) == Recorded(
        Receipt.CLOSED, None
    )
    assert {answer.user_id for answer in await store.answers.of_post(post)} == counted


async def test_who_asked_the_notes_before_answering_is_assisted(store: Store) -> None:
    post = await posted(store)
    assert await store.answers.mark_assisted(post, MAYA, NOON)
    assert await store.answers.mark_assisted(post, MAYA, NOON)
    for user in (MAYA, TOM):
        await store.answers.record_first(post, user, ["a"], right=True, at=NOON)
    assert not await store.answers.mark_assisted(post, TOM, NOON)
    found = {one.user_id: one.assisted for one in await store.answers.of_post(post)}
    assert found == {MAYA: True, TOM: False}


async def test_the_distribution_counts_people_by_option(store: Store) -> None:
    post = await posted(store)
    for user, options in ((MAYA, ["a", "b"]), (TOM, ["a"]), (ZOE, ["c"])):
        await store.answers.record_first(post, user, options, right=False, at=NOON)
    assert await store.answers.distribution(post) == {"a": 2, "b": 1, "c": 1}


async def test_standings_see_a_span_of_one_server_without_those_who_opted_out(
    store: Store,
) -> None:
    for day in range(4):
        post = await posted(store, day)
        for user in (MAYA, TOM):
            await store.answers.record_first(post, user, ["a"], right=True, at=NOON + day * DAY)
    elsewhere = await posted(store, key=PostKey(9, 9, NOON.date()))
    await store.answers.record_first(elsewhere, MAYA, ["a"], right=True, at=NOON)
    await store.people.opt_out(TOM, GUILD, NOON)
    seen = await store.answers.for_standings(GUILD, NOON + DAY, NOON + 3 * DAY)
    assert [(one.user_id, one.at) for one in seen] == [(MAYA, NOON + DAY), (MAYA, NOON + 2 * DAY)]
    assert len(await store.answers.for_standings(GUILD)) == 4
    assert len(await store.answers.of_user(MAYA)) == 5
    assert len(await store.answers.of_user(MAYA, GUILD)) == 4
    assert await store.people.opted_out(TOM, GUILD)
    await store.people.opt_in(TOM, GUILD)
    assert len(await store.answers.for_standings(GUILD)) == 8


async def test_a_changed_key_grades_again_and_names_those_whose_grade_changed(
    store: Store,
) -> None:
    post = await posted(store)
    for user, options, right in ((MAYA, ["a"], True), (TOM, ["b"], False), (ZOE, ["c"], False)):
        await store.answers.record_first(post, user, options, right=right, at=NOON)
    assert await store.answers.regrade(post, {("b",)}, 2) == (MAYA, TOM)
    graded = await store.answers.of_post(post)
    assert {one.user_id: one.right for one in graded} == {MAYA: False, TOM: True, ZOE: False}
    assert {one.key_version for one in graded} == {2}
    assert await store.answers.regrade(post, {("b",)}, 3) == ()


async def test_statistics_follow_an_item_through_its_ids_without_void_answers(
    store: Store,
) -> None:
    for day, (item, right) in enumerate((("old", True), ("new", False), ("gone", True))):
        post = await posted(store, day, item_id=item)
        options = ["a"] if right else ["b", "c"]
        await store.answers.record_first(post, MAYA, options, right=right, at=NOON)
    await store.items.reattach("older", "old", NOON)
    await store.items.reattach("old", "new", NOON + HOUR)
    assert await store.items.reattached() == {"older": "new", "old": "new"}
    assert await store.items.statistics("new") == Statistics("new", 2, 1, {"a": 1, "b": 1, "c": 1})
    assert await store.answers.void("gone") == 1
    assert await store.items.statistics("gone") == Statistics("gone", 0, 0, {})


async def test_an_item_that_came_back_to_an_earlier_id_ends_there(store: Store) -> None:
    await store.items.reattach("a", "b", NOON)
    await store.items.reattach("b", "a", NOON + HOUR)
    await store.items.reattach("c", "c", NOON)
    assert await store.items.reattached() == {"b": "a"}


async def test_each_person_flags_an_item_once(store: Store) -> None:
    assert await store.items.flag("bad", MAYA, GUILD, "wrong-key", NOON)
    assert not await store.items.flag("bad", MAYA, GUILD, "unclear", NOON + HOUR)
    assert await store.items.flag("bad", TOM, None, "unclear", NOON + HOUR)
    assert await store.items.flag("odd", TOM, GUILD, "unclear", NOON)
    assert await store.items.flagged() == (
        Flagged("bad", 2, {"wrong-key": 1, "unclear": 1}, NOON + HOUR),
        Flagged("odd", 1, {"unclear": 1}, NOON),
    )
    assert [one.people for one in await store.items.flagged(GUILD)] == [1, 1]
    assert await store.items.clear_flags("bad") == 2
    assert [one.item_id for one in await store.items.flagged()] == ["odd"]
    assert key().id != key(1).id
