"""Quizzes, as people in a server take them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from practice_room import attempts, desk_of_maya, press, press_option, sentence
from study_server import Server, labels, opened, texts

from bot import words_practice as said
from bot.practice_desk import new_run
from bot.practising import drawn, keep
from knowledge.quiz.grade import Reason, grade

if TYPE_CHECKING:
    import simcord

    from bot.services import Services


async def test_a_wrong_answer_teaches_and_the_missed_one_can_be_asked_again(
    services: Services,
) -> None:
    async with opened(services) as server:
        begun = await quiz(server, "Lights")
        assert begun.ephemeral
        assert said.progress(1, 1, 0) in texts(begun.response)
        assert "Which tower warns ships of rocks?" in texts(begun.response)

        wrong = await press_option(server, begun, "A belfry")
        shown = texts(wrong.response)
        assert Reason.WRONG.value in shown
        assert "Right: **" in shown
        assert "A lighthouse warns ships of rocks." in shown
        assert said.COMES_BACK in shown

        why = await press(server, wrong, said.EXPLAIN)
        assert why.ephemeral
        assert "A lighthouse warns ships of rocks." in texts(why.response)
        note = await press(server, wrong, said.SHOW_NOTE)
        assert note.ephemeral
        assert "Lights" in texts(note.response)

        end = await press(server, wrong, said.NEXT)
        assert said.finished(0, 1) in texts(end.response)
        assert said.READ_AGAIN in texts(end.response)

        again = await press(server, end, said.ONLY_MISSED)
        right = await press_option(server, again, "A lighthouse")
        assert Reason.RIGHT.value in texts(right.response)
        end = await press(server, right, said.NEXT)
        assert said.finished(1, 1) in texts(end.response)
        assert said.ONLY_MISSED not in labels(end.response)
        assert [one.right for one in await attempts(server)] == [False, True]


async def test_a_typed_answer_with_a_typo_is_right_even_after_a_restart(
    services: Services,
) -> None:
    async with opened(services) as server:
        begun = await quiz(server, "Pilots")
        form = await press(server, begun, said.ANSWER)
        await server.restart()
        done = await server.maya.submit_modal(form, {"pa": "a pilto"})
        assert Reason.SPELLING.value in texts(done.response)
        assert [one.right for one in await attempts(server)] == [True]


async def test_a_typed_answer_that_is_wrong_can_be_contested(services: Services) -> None:
    async with opened(services) as server:
        begun = await quiz(server, "Pilots")
        form = await press(server, begun, said.ANSWER)
        done = await server.maya.submit_modal(form, {"pa": "a mayor"})
        assert Reason.WRONG.value in texts(done.response)
        for thanks in (said.OVERRIDDEN, said.FLAGGED_BEFORE):
            told = await press(server, done, said.WAS_RIGHT)
            assert sentence(told) == thanks
        flagged = await services.memory.items.flagged()
        assert [dict(one.reasons) for one in flagged] == [{"override": 1}]


async def test_two_of_several_options_are_chosen_and_submitted(services: Services) -> None:
    async with opened(services) as server:
        shown = await quiz(server, "Fees")
        for option in ("Berth fee", "Chimney fee", "Light due"):
            shown = await press_option(server, shown, option)
        partly = await press(server, shown, said.SUBMIT)
        # A third choice takes the place of the first.
        assert Reason.SOME_WRONG.value in texts(partly.response)
        shown = await quiz(server, "Fees")
        for option in ("Light due", "Berth fee"):
            shown = await press_option(server, shown, option)
        right = await press(server, shown, said.SUBMIT)
        assert Reason.RIGHT.value in texts(right.response)
        assert [one.right for one in await attempts(server)] == [False, True]


async def test_of_answers_at_once_the_first_counts(services: Services) -> None:
    async with opened(services) as server:
        desk = await desk_of_maya(server)
        run = await new_run(desk, 1, size=1)
        [item] = await drawn(desk, run)
        grades = [grade(item, chosen) for chosen in ((), item.keys, ())]
        kept = await asyncio.gather(*(keep(desk, run, item, found, 0) for found in grades))
        assert [one.repeated for one in kept] == [False, True, True]
        assert [one.right for one in await attempts(server)] == [False]


async def test_a_quiz_in_the_channel_is_its_owners(services: Services) -> None:
    async with opened(services) as server:
        begun = await quiz(server, "Lights", private=False)
        assert not begun.ephemeral
        assert begun.response is not None
        refused = await server.tom.click(begun.response, label="A")
        assert refused.ephemeral
        assert sentence(refused) == said.NOT_YOURS
        assert await attempts(server) == ()


async def test_topics_are_completed_and_understood_in_spite_of_a_typo(services: Services) -> None:
    async with opened(services) as server:
        await quiz(server, "Harbuor")
        choices = await server.maya.autocomplete(server.channel, "quiz", "topic", "harbuor")
        assert [choice["value"] for choice in choices] == ["Harbour"]
        unknown = await server.maya.slash(server.channel, "quiz", topic="zzyzx quorble")
        assert sentence(unknown) == said.NO_SUCH_TOPIC


async def quiz(server: Server, topic: str, *, private: bool = True) -> simcord.InteractionResult:
    return await server.maya.slash(
        server.channel, "quiz", topic=topic, questions=1, private=private
    )
