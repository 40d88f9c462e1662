"""What servers set is kept; what they did not set has its default; trouble is told once."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from store_examples import CHANNEL, DAY, GUILD, HOUR, MAYA, NOON, TOM, ZOE, draft, key

from bot.store.keeping import ANSWERS_DAYS, LEFT_DAYS, Purged
from bot.store.questions import KEPT_DAYS, scrub
from bot.store.records import (
    ChannelSettings,
    Practice,
    Schedule,
    ServerSettings,
    Statistics,
    Unanswered,
    Waiting,
)

if TYPE_CHECKING:
    from bot.store import Store

ASKED = datetime.timedelta(days=KEPT_DAYS)


async def keeping(store: Store) -> None:
    await store.servers.set_settings(ServerSettings(GUILD, keeps_unanswered=True))


async def test_settings_are_kept_and_have_defaults(store: Store) -> None:
    assert await store.servers.settings(GUILD) == ServerSettings(GUILD)
    mine = ServerSettings(GUILD, "Europe/Berlin", "biology", 5, keeps_unanswered=True)
    await store.servers.set_settings(mine)
    assert await store.servers.settings(GUILD) == mine
    assert await store.servers.channel(GUILD, CHANNEL) == ChannelSettings(GUILD, CHANNEL)
    loud = ChannelSettings(GUILD, CHANNEL, "physics", listens=True)
    await store.servers.set_channel(loud)
    assert await store.servers.channel(GUILD, CHANNEL) == loud
    assert await store.servers.channels(GUILD) == (loud,)
    assert await store.servers.channels(GUILD + 1) == ()


async def test_a_schedule_is_set_changed_paused_resumed_and_removed(store: Store) -> None:
    first = Schedule(GUILD, CHANNEL, datetime.time(9, 30), "America/New_York", NOON)
    await store.servers.set_schedule(first)
    assert await store.servers.schedule(CHANNEL) == first
    changed = Schedule(
        GUILD,
        CHANNEL,
        datetime.time(7),
        "Asia/Kathmandu",
        NOON + DAY,
        weekdays=frozenset({0, 2, 6}),
        topics=("cells", "Größe"),
        role=7,
        reveal_after=None,
        reveals_at_once=True,
        notebook="biology",
    )
    await store.servers.set_schedule(changed)
    assert await store.servers.schedules() == (changed,)
    assert await store.servers.schedules(GUILD + 1) == ()
    assert await store.servers.pause(CHANNEL)
    paused = await store.servers.schedule(CHANNEL)
    assert paused is not None
    assert paused.paused
    assert await store.servers.resume(CHANNEL, NOON + 9 * DAY)
    resumed = await store.servers.schedule(CHANNEL)
    assert resumed is not None
    assert (resumed.paused, resumed.since) == (False, NOON + 9 * DAY)
    assert await store.servers.remove_schedule(CHANNEL)
    assert not await store.servers.remove_schedule(CHANNEL)
    assert not await store.servers.pause(CHANNEL)
    assert await store.servers.schedule(CHANNEL) is None


async def test_an_owner_is_told_of_a_trouble_once_until_it_is_mended(store: Store) -> None:
    assert await store.servers.tell_once(GUILD, CHANNEL, "no-permission", NOON)
    assert not await store.servers.tell_once(GUILD, CHANNEL, "no-permission", NOON + DAY)
    assert await store.servers.tell_once(GUILD, CHANNEL, "channel-gone", NOON)
    await store.servers.mended(GUILD, CHANNEL)
    await store.servers.mended(GUILD, CHANNEL)
    assert await store.servers.tell_once(GUILD, CHANNEL, "no-permission", NOON + DAY)


async def test_questions_are_kept_where_the_server_asked_for_it_without_names(
    store: Store,
) -> None:
    assert await store.questions.keep(GUILD, MAYA, "what is moss?", "moss", NOON) is None
    await keeping(store)
    number = await store.questions.keep(GUILD, MAYA, "what is moss?", "moss", NOON, ["plants.md"])
    assert number is not None
    assert await store.questions.open_in(GUILD, NOON) == ()  # one person's question is theirs
    await store.questions.keep(GUILD, MAYA, "moss???", "moss", NOON)
    assert await store.questions.open_in(GUILD, NOON) == ()
    await store.questions.keep(GUILD, TOM, "Moss, please", "moss", NOON + DAY, ["ferns.md"])
    expected = Unanswered(
        id=number,
        guild=GUILD,
        folded="moss",
        text="what is moss?",
        nearest=("ferns.md",),
        asked=3,
        askers=2,
        first_at=NOON,
        last_at=NOON + DAY,
        expires_at=NOON + DAY + ASKED,
    )
    assert await store.questions.open_in(GUILD, NOON + DAY) == (expected,)
    assert await store.questions.open_in(GUILD, NOON + DAY + ASKED) == ()
    assert await store.questions.open_in(GUILD + 1, NOON) == ()
    assert await store.questions.stop_keeping(GUILD) == 1
    assert await store.questions.keep(GUILD, ZOE, "moss", "moss", NOON) is None


async def test_who_wants_to_be_told_waits_until_told(store: Store) -> None:
    await keeping(store)
    number = await store.questions.keep(GUILD, MAYA, "what is moss?", "moss", NOON)
    assert number is not None
    assert await store.questions.tell_me(number, MAYA, CHANNEL, NOON)
    assert await store.questions.tell_me(number, MAYA, CHANNEL, NOON + DAY)
    assert await store.questions.tell_me(number, TOM, None, NOON)
    ((question, waiting),) = await store.questions.waited_for()
    assert (question.text, question.askers) == ("what is moss?", 1)
    assert waiting == (Waiting(number, MAYA, CHANNEL, NOON), Waiting(number, TOM, None, NOON))
    await store.questions.told(number, MAYA)
    assert [one.user_id for _, some in await store.questions.waited_for() for one in some] == [TOM]
    await store.questions.settle(number)
    assert await store.questions.waited_for() == ()
    assert not await store.questions.tell_me(number, MAYA, None, NOON)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("what is <@123456789012345678> about?", "what is about?"),
        ("see https://evil.example/x?y and www.example.org now", "see and now"),
        ("mail me@example.org or call @everyone", "mail or call"),
        ("id 123456789012345678 \0\ud800 end", "id end"),
        ("is 3.5 < 4 and 99.99% > 99.9%?", "is 3.5 < 4 and 99.99% > 99.9%?"),
        ("<:moss:1234> <#5> <t:12:R>", ""),
        ("a" * 5000, "a" * 300),
    ],
)
def test_a_kept_question_is_scrubbed(text: str, left: str) -> None:
    assert scrub(text) == left


async def test_a_question_of_nothing_but_mentions_is_not_kept(store: Store) -> None:
    await keeping(store)
    assert await store.questions.keep(GUILD, MAYA, "<@1234>", "moss", NOON) is None


async def test_what_was_kept_for_its_time_is_purged_and_statistics_stay(store: Store) -> None:
    await keeping(store)
    post = (await store.posts.claim(draft(), NOON, "here")).post
    await store.answers.record_first(post.id, MAYA, ["a"], right=True, at=NOON)
    await store.answers.record_first(post.id, TOM, ["b"], right=False, at=NOON + DAY)
    await store.learning.record_practice(Practice(MAYA, "x", right=True, at=NOON, kind="quiz"))
    await store.questions.keep(GUILD, MAYA, "what is moss?", "moss", NOON)
    before = await store.items.statistics("item-0")
    assert before == Statistics("item-0", 2, 1, {"a": 1, "b": 1})
    year = NOON + datetime.timedelta(days=ANSWERS_DAYS)
    assert await store.purge(NOON + ASKED - HOUR) == Purged(0, 0, 0, 0)
    assert await store.purge(year + HOUR) == Purged(1, 1, 1, 0)
    assert [one.user_id for one in await store.answers.of_post(post.id)] == [TOM]
    assert await store.items.statistics("item-0") == before
    assert await store.purge(year + 2 * DAY) == Purged(1, 0, 0, 0)
    assert await store.items.statistics("item-0") == before


async def test_a_server_that_was_left_is_forgotten_a_month_later(store: Store) -> None:
    await keeping(store)
    post = (await store.posts.claim(draft(), NOON, "here")).post
    await store.answers.record_first(post.id, MAYA, ["a"], right=True, at=NOON)
    await store.learning.record_practice(
        Practice(MAYA, "x", right=True, at=NOON, kind="quiz", guild=GUILD)
    )
    await store.servers.set_schedule(Schedule(GUILD, CHANNEL, datetime.time(9), "UTC", NOON))
    await store.servers.mark_left(GUILD, NOON)
    await store.servers.mark_left(GUILD, NOON + 5 * DAY)
    assert (await store.servers.settings(GUILD)).left_at == NOON
    month = NOON + LEFT_DAYS * DAY
    await store.servers.mark_joined(GUILD)
    assert (await store.purge(month + HOUR)).servers == 0
    await store.servers.mark_left(GUILD, NOON)
    assert (await store.purge(month + HOUR)).servers == 1
    assert await store.posts.of_day(key()) is None
    assert await store.servers.schedules() == ()
    assert await store.servers.settings(GUILD) == ServerSettings(GUILD)
    assert [one.guild for one in await store.learning.practice_of(MAYA)] == [None]


async def test_a_server_can_be_forgotten_at_once(store: Store) -> None:
    await keeping(store)
    await store.posts.claim(draft(), NOON, "here")
    await store.forget_server(GUILD)
    assert await store.posts.of_day(key()) is None
