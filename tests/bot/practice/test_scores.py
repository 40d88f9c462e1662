"""Leaderboards and statistics, of daily questions that were answered before."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from practice_room import press_option, sentence
from study_server import Server, opened, texts

from bot import words_practice as said
from bot.questions import snapshot
from bot.store.records import Draft, PostKey, Schedule

if TYPE_CHECKING:
    import simcord
    from practice_room import Clock

    from bot.services import Services
    from knowledge.quiz.items import Item


async def test_equals_share_a_rank_and_who_wants_out_is_left_out(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        zoe, ben, ida = (
            server.env.guild.add_member(server.env.create_user(name))
            for name in ("zoe", "ben", "ida")
        )
        people = (server.maya, server.tom, zoe, ben, ida)
        for day, right in enumerate(("maya tom ida", "maya tom ben ida", "zoe ida")):
            post = await posted(server, lights(services), day)
            for person in people:
                await answered(server, post, person.id, right=person.name in right.split())
        clock.forward(days=2)
        first = await server.tom.slash(server.channel, "leaderboard", period="all")
        assert not first.ephemeral
        assert ranks(texts(first.response)) == [
            f"1 {ida.mention} 3 points · 3 of 3 right",
            *(f"2 {one.mention} 2 points · 2 of 3 right" for one in by_id(server.maya, server.tom)),
            *(f"4 {one.mention} 1 point · 1 of 3 right" for one in by_id(zoe, ben)),
        ]
        assert first.response is not None
        out = await ida.click(first.response, label=said.LEAVE_ME_OUT)
        assert out.ephemeral
        assert sentence(out) == said.LEFT_OUT
        second = await server.tom.slash(server.channel, "leaderboard", period="all")
        assert ida.mention not in texts(second.response)
        assert [line[0] for line in ranks(texts(second.response))] == ["1", "1", "3", "3"]
        await ida.click(first.response, label=said.COUNT_ME_IN)
        third = await server.tom.slash(server.channel, "leaderboard", period="all")
        assert texts(third.response) == texts(first.response)
        shown = [
            entry.json
            for entry in server.env.http_requests
            if isinstance(entry.json, dict) and ida.mention in str(entry.json)
        ]
        assert [one.get("allowed_mentions") for one in shown] == [{"parse": []}] * 2


async def test_a_week_begins_on_monday_and_few_answers_rank_no_accuracy(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        for day in range(12):
            post = await posted(server, lights(services), day)
            await answered(server, post, server.maya.id, right=day != 3)
            if day > 6:
                await answered(server, post, server.tom.id, right=True)
        clock.forward(days=11)
        week = await server.maya.slash(server.channel, "leaderboard")
        # The first of the twelve days is a Monday.
        assert [line.split(" ", 2)[2] for line in ranks(texts(week.response))] == [
            "5 points · 5 of 5 right",
            "5 points · 5 of 5 right",
        ]
        accuracy = await server.maya.slash(
            server.channel, "leaderboard", period="month", board="accuracy"
        )
        assert ranks(texts(accuracy.response)) == [
            f"1 {server.maya.mention} {said.on_accuracy(11, 12, 64)}"
        ]
        clock.forward(days=60)
        empty = await server.maya.slash(server.channel, "leaderboard")
        assert said.NOBODY_YET in texts(empty.response)


async def test_looked_up_and_withdrawn_answers_give_no_points(services: Services) -> None:
    async with opened(services) as server:
        post = await posted(server, lights(services), 0)
        await services.memory.answers.mark_assisted(post, server.maya.id, services.clock())
        await answered(server, post, server.maya.id, right=True)
        await answered(server, post, server.tom.id, right=True)
        board = await server.maya.slash(server.channel, "leaderboard")
        assert ranks(texts(board.response)) == [
            f"1 {server.tom.mention} 1 point · 1 of 1 right",
            f"2 {server.maya.mention} 0 points · 1 of 1 right",
        ]
        await services.memory.answers.void(lights(services).id)
        board = await server.maya.slash(server.channel, "leaderboard")
        assert said.NOBODY_YET in texts(board.response)


async def test_statistics_tell_streak_topics_what_is_due_and_what_is_left(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        guild = server.env.guild.id
        await services.memory.servers.set_schedule(
            Schedule(guild, server.channel.id, datetime.time(9), "UTC", clock.now)
        )
        for day in range(3):
            post = await posted(server, lights(services), day)
            await answered(server, post, server.maya.id, right=day > 0)
        clock.forward(days=3)
        missed = await server.maya.slash(server.channel, "quiz", topic="Lights", questions=1)
        await press_option(server, missed, "A silo")
        shown = await server.maya.slash(server.channel, "stats", zone="Europe/Berlin")
        assert shown.ephemeral
        told = texts(shown.response)
        assert said.streak(3, "Europe/Berlin") in told
        assert said.share_right(2, 4) in told
        assert "Harbour\u00a0· 2 of 4\n`█████░░░░░`" in told
        assert said.review_today(0, 2) in told
        assert said.supply(f"<#{server.channel.id}>", 1) in told
        assert (
            sentence(await server.maya.slash(server.channel, "stats", zone="Atlantis"))
            == said.NO_SUCH_ZONE
        )
        alone = await server.tom.user.slash("stats")
        assert said.NO_ANSWERS in texts(alone.response)
        assert said.THIS_SERVER not in texts(alone.response)


async def test_a_streak_is_counted_where_the_person_lives(services: Services, clock: Clock) -> None:
    async with opened(services) as server:
        for day in (0, 2, 4):
            # The answer comes after midnight in Kolkata, to a question of the evening before.
            clock.now = datetime.datetime(2026, 3, 2 + day, 18, 0, tzinfo=datetime.UTC)
            post = await posted(server, lights(services), day)
            clock.forward(hours=1)
            await answered(server, post, server.maya.id, right=False, late=1)
        shown = await server.maya.slash(server.channel, "stats", zone="Asia/Kolkata")
        assert said.streak(3, "Asia/Kolkata") in texts(shown.response)
        clock.forward(days=5)
        shown = await server.maya.slash(server.channel, "stats")
        # Days without a question are none that could be missed.
        assert said.streak(3, "Asia/Kolkata") in texts(shown.response)


def lights(services: Services) -> Item:
    return next(item for item in services.library.bank.ready if "tower" in item.stem)


async def posted(server: Server, item: Item, day: int) -> str:
    """Make the post of a day without sending it, and return its id."""
    store, now = server.services.memory, server.services.clock()
    date = datetime.date(2026, 3, 2) + datetime.timedelta(day)
    key = PostKey(server.env.guild.id, server.channel.id, date)
    due = datetime.datetime.combine(date, now.timetz())
    draft = Draft(key, item.id, snapshot(item), due, "UTC")
    await store.posts.claim(draft, due, "test")
    await store.posts.confirm(key.id, 1000 + day)
    return key.id


async def answered(server: Server, post: str, user: int, *, right: bool, late: int = 0) -> None:
    """Keep a first answer, `late` hours after the post."""
    store = server.services.memory
    found = await store.posts.get(post)
    assert found is not None
    item = lights(server.services)
    wrong = next(option.id for option in item.options if option.id not in item.keys)
    chosen = item.keys if right else (wrong,)
    at = found.due_at + datetime.timedelta(hours=late)
    await store.answers.record_first(post, user, chosen, right=right, at=at)


def ranks(told: str) -> list[str]:
    """Return the lines of the board, without markup."""
    return [
        line.replace("**", "").replace("\u2002", " ")
        for line in told.split("\n")
        if line.startswith("**")
    ]


def by_id(*people: simcord.MemberActor) -> list[simcord.MemberActor]:
    """Return people as the board names equals."""
    return sorted(people, key=lambda one: str(one.id))
