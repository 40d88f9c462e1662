"""Quizzes, as people in a server take them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from practice_room import (
    attempts,
    desk_of_maya,
    lettered,
    opened_library,
    press,
    press_option,
    sentence,
)
from study_server import Server, labels, opened, texts

from bot import words_practice as said
from bot.practice_desk import new_run
from bot.practising import drawn, keep
from knowledge.library import Library
from knowledge.quiz.grade import Reason, grade
from knowledge.quiz.items import Kind

if TYPE_CHECKING:
    from pathlib import Path

    import simcord

    from bot.services import Services


KNOTS = """# Knots

| Knot | Made for |
| --- | --- |
| Bowline | A loop that does not slip |
| Clove hitch | Fastening to a post |
| Sheet bend | Joining two ropes of unlike size |
| Reef knot | Tying the ends of one band |
"""

TIDES = """# Tides

Q: Why does the sea level of a harbour rise and fall twice a day?
A: Because the moon pulls the water on both sides of the earth while the earth turns under it.
"""


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
        assert "Who steers foreign ships into the harbour?" in str(form.modal)
        await server.restart()
        done = await server.maya.submit_modal(form, {"pa": "a pilto"})
        assert Reason.SPELLING.value in texts(done.response)
        assert [one.right for one in await attempts(server)] == [True]
        # Only what was missed comes back.
        assert await services.memory.learning.cards_of(server.maya.id) == ()


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


async def test_pairs_are_matched_by_letters_and_numbers(services: Services, tmp_path: Path) -> None:
    (tmp_path / "notes" / "knots.md").write_text(KNOTS)
    services.library = opened_library(tmp_path / "notes")
    [item] = [one for one in services.library.bank.ready if one.kind is Kind.PAIRS]
    async with opened(services) as server:
        begun = await server.maya.slash(server.channel, "quiz", kind="pairs", questions=1)
        options = [text for text, sign in lettered(begun) if not sign.isdecimal()]
        numbers = {text: sign for text, sign in lettered(begun) if sign.isdecimal()}
        partner = {one.text: other for one, other in zip(item.options, item.partners, strict=True)}
        form = await press(server, begun, said.MATCH)
        refused = await server.maya.submit_modal(form, {"pa": "no idea"})
        assert sentence(refused) == said.NOT_AN_ANSWER
        form = await press(server, begun, said.MATCH)
        answer = " ".join(numbers[partner[option]] for option in options)
        right = await server.maya.submit_modal(form, {"pa": answer})
        assert Reason.RIGHT.value in texts(right.response)
        assert [one.right for one in await attempts(server)] == [True]


async def test_an_answer_that_is_a_sentence_is_left_to_the_person(
    services: Services, tmp_path: Path
) -> None:
    (tmp_path / "notes" / "tides.md").write_text(TIDES)
    services.library = opened_library(tmp_path / "notes")
    async with opened(services) as server:
        for name, right in ((said.WAS_RIGHT, True), (said.WAS_WRONG, False)):
            form = await press(server, await quiz(server, "Tides"), said.ANSWER)
            told = await server.maya.submit_modal(form, {"pa": "because of the moon"})
            assert Reason.COMPARE.value in texts(told.response)
            assert "the moon pulls the water" in texts(told.response)
            judged = await press(server, told, name)
            assert (Reason.RIGHT.value in texts(judged.response)) is right
        assert [one.right for one in await attempts(server)] == [True, False]


async def test_a_question_whose_note_changed_gives_way_to_the_next(
    services: Services, tmp_path: Path
) -> None:
    async with opened(services) as server:
        begun = await quiz(server, "Lights")
        note = tmp_path / "notes" / "harbour.md"
        note.write_text(note.read_text().replace("Which tower warns", "What kind of tower warns"))
        services.library = opened_library(tmp_path / "notes")
        gone = await press_option(server, begun, "A lighthouse")
        assert gone.ephemeral
        assert sentence(gone) == said.ITEM_GONE
        assert await attempts(server) == ()


async def test_discord_is_told_to_wait_while_questions_are_made(services: Services) -> None:
    async with opened(services) as server:
        services.library = Library.open(services.settings.notes)
        begun = await quiz(server, "Lights")
        assert begun.ephemeral
        services.library = Library.open(services.settings.notes)
        done = await press_option(server, begun, "A lighthouse")
        assert Reason.RIGHT.value in texts(begun.response)
        services.library = Library.open(services.settings.notes)
        begun_again = await press(server, begun, said.FLAG)
        assert [one.content for one in begun_again.followups] == [said.FLAGGED]
        assert done.acknowledged
        answers = [
            entry.json["type"]
            for entry in server.env.http_requests
            if entry.path.endswith("/callback") and isinstance(entry.json, dict)
        ]
        # Discord: 5 is "thinking" in a new message, 6 is patience with the old one.
        assert answers == [5, 6, 6]


async def test_of_answers_at_once_the_first_counts(services: Services) -> None:
    async with opened(services) as server:
        desk = await desk_of_maya(server)
        run = await new_run(desk, 1, size=1)
        [item] = await drawn(desk, run)
        grades = [grade(item, chosen) for chosen in ((), item.keys, ())]
        kept = await asyncio.gather(*(keep(desk, run, item, found, 0) for found in grades))
        [first] = await attempts(server)
        assert [one.first for one in kept] == [None, first, first]
        assert not first.right


async def test_a_press_on_what_is_answered_shows_the_first_answer(services: Services) -> None:
    async with opened(services) as server:
        begun = await quiz(server, "Lights")
        desk = await desk_of_maya(server)
        item = next(one for one in desk.bank.ready if "tower" in one.stem)
        wrong = next(option for option in item.options if option.id not in item.keys)
        # The other click of a double one was faster.
        run = await new_run(desk, 1, size=1)
        await keep(desk, run, item, grade(item, [wrong.id]), 0, [wrong.id])
        late = await press_option(server, begun, "A lighthouse")
        assert said.ALREADY_ANSWERED in texts(late.response)
        assert f"** {wrong.text}" in texts(late.response)
        end = await press(server, late, said.NEXT)
        assert said.finished(0, 1) in texts(end.response)


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
