"""The review queue: what was missed comes back days later, in private, within limits."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from practice_room import attempts, desk_of_maya, opened_library, press, press_option, sentence
from study_server import Server, labels, opened, texts

from bot import words_practice as said
from bot.practising import agenda
from knowledge.quiz.grade import Reason

if TYPE_CHECKING:
    from pathlib import Path

    import simcord
    from practice_room import Clock

    from bot.services import Services


async def test_what_a_quiz_missed_is_due_tomorrow_and_then_ever_later(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        await review(server, new=0)
        missed = await server.maya.slash(server.channel, "quiz", topic="Lights", questions=1)
        await press_option(server, missed, "A silo")
        assert said.NOTHING_DUE in texts((await review(server)).response)

        clock.forward(days=1)
        shown = await review(server)
        assert shown.ephemeral
        assert said.due(1, 1) in texts(shown.response)
        right = await press_option(server, shown, "A lighthouse")
        assert "See you again" in texts(right.response)
        [card] = await services.memory.learning.cards_of(server.maya.id)
        assert card.due > clock.now + datetime.timedelta(days=1)
        end = await press(server, right, said.NEXT)
        assert said.NOTHING_DUE in texts(end.response)

        clock.now = card.due
        await server.restart()
        shown = await review(server)
        assert "Which tower warns ships of rocks?" in texts(shown.response)
        assert [one.kind for one in await attempts(server)] == ["quiz", "review"]


async def test_new_questions_come_within_the_limit_of_a_day(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        shown = await review(server, new=1)
        assert said.due(1, 1) in texts(shown.response)
        left = await press(server, shown, said.LEAVE_OUT)
        assert Reason.NOTHING.value in texts(left.response)
        end = await press(server, left, said.NEXT)
        assert said.NOTHING_DUE in texts(end.response)
        clock.forward(days=1)
        assert said.due(2, 1) in texts((await review(server)).response)


async def test_a_look_at_the_note_and_an_easy_one_move_the_day(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        days = {}
        for way in ("helped", "known", "easy"):
            shown = await until(server, "Which tower warns ships of rocks?")
            if way == "helped":
                shown = await press(server, shown, said.SHOW_NOTE)
                assert shown.followups
                assert said.SHOW_NOTE not in labels(shown.response)
            right = await press_option(server, shown, "A lighthouse")
            if way == "easy":
                assert sentence(await press(server, right, said.WAS_EASY)) == said.EASIER
                assert sentence(await press(server, right, said.WAS_EASY)) != said.EASIER
            [card] = await services.memory.learning.cards_of(server.maya.id)
            days[way] = (card.due - clock.now).days
            await services.memory.people.delete_user(server.maya.id, clock.now)
        assert days["helped"] < days["known"] < days["easy"]


async def test_what_is_forgotten_often_is_put_aside_with_its_note(
    services: Services, clock: Clock
) -> None:
    async with opened(services) as server:
        await review(server, new=0)
        missed = await server.maya.slash(server.channel, "quiz", topic="Lights", questions=1)
        shown = await press_option(server, missed, "A silo")
        for _ in range(8):
            clock.forward(days=400)
            shown = await press_option(server, await review(server), "A silo")
        assert said.LEECH.format(count=8) in texts(shown.response)
        clock.forward(days=400)
        end = await review(server)
        assert said.PUT_ASIDE in texts(end.response)
        assert "Lights" in texts(end.response)
        again = await press(server, end, said.TAKE_UP)
        assert "Which tower warns ships of rocks?" in texts(again.response)


async def test_reviews_are_packed_before_an_exam(services: Services, clock: Clock) -> None:
    async with opened(services) as server:
        shown = await until(server, "Which tower warns ships of rocks?")
        await press_option(server, shown, "A lighthouse")
        [card] = await services.memory.learning.cards_of(server.maya.id)
        exam = (card.due - datetime.timedelta(days=1)).date()
        kept = await server.maya.slash(server.channel, "exam date", when=exam.isoformat())
        assert "1 that were due after it" in sentence(kept)
        [card] = await services.memory.learning.cards_of(server.maya.id)
        assert clock.now.date() <= card.due.date() < exam
        for when, answer in (("soon", said.BAD_DATE), ("2020-01-01", said.PAST_DATE)):
            told = await server.maya.slash(server.channel, "exam date", when=when)
            assert sentence(told) == answer
        forgotten = await server.maya.slash(server.channel, "exam date")
        assert sentence(forgotten) == said.DATE_FORGOTTEN
        assert (await services.memory.learning.learner(server.maya.id)).exam_date is None


async def test_a_day_begins_where_the_person_lives(services: Services, clock: Clock) -> None:
    async with opened(services) as server:
        desk = await desk_of_maya(server)
        assert len((await agenda(desk)).new) == 3
        await press(server, await review(server, new=3), said.LEAVE_OUT)
        assert len((await agenda(desk)).new) == 2
        clock.now = clock.now.replace(hour=23, minute=30)
        assert len((await agenda(desk)).due) == 0
        clock.forward(hours=1)
        assert len((await agenda(desk)).due) == 1


async def test_a_card_follows_its_question_through_an_edit(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    async with opened(services) as server:
        await review(server, new=0)
        missed = await server.maya.slash(server.channel, "quiz", topic="Lights", questions=1)
        await press_option(server, missed, "A silo")
        [old] = [item for item in services.library.bank.ready if "tower" in item.stem]
        note = tmp_path / "notes" / "harbour.md"
        note.write_text(note.read_text().replace("Which tower warns", "What tower warns all"))
        services.library = opened_library(tmp_path / "notes")
        [new] = [item for item in services.library.bank.ready if "tower" in item.stem]
        assert new.id != old.id
        await services.memory.items.reattach(old.id, new.id, clock.now)
        clock.forward(days=1)
        shown = await review(server)
        assert "What tower warns all ships of rocks?" in texts(shown.response)
        assert said.due(1, 1) in texts(shown.response)


async def review(server: Server, **limits: int) -> simcord.InteractionResult:
    return await server.maya.slash(server.channel, "review", **limits)


async def until(server: Server, stem: str) -> simcord.InteractionResult:
    """Let Maya review until the question comes; what is asked before is not answered."""
    shown = await review(server)
    desk = await desk_of_maya(server)
    assert len(desk.bank.ready) == 3
    for _ in desk.bank.ready:
        if stem in texts(shown.response):
            return shown
        shown = await press(server, await press(server, shown, said.LEAVE_OUT), said.NEXT)
    raise AssertionError(stem)
