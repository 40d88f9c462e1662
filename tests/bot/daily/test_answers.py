"""Answering a daily question: once, in private, by whoever presses, however many at a time."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from daily_room import ASKED, SEVERAL, room, utc
from study_server import labels, texts

from bot import words_daily
from bot.daily_presses import Flag, Letter, Submit, Turn, Why, read, write

if TYPE_CHECKING:
    from pathlib import Path

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
NOON = utc("2026-03-02 12:00")
CLOSES = f"<t:{int((NOON + HOUR + DAY).timestamp())}:R>"


async def test_the_first_answer_counts_and_a_later_one_is_practice(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED}) as here:
        await here.set(time="13:00")
        await here.wake(NOON + HOUR)
        right, wrong = await here.right(), await here.wrong()
        maya = here.server.maya
        assert await here.press(maya, wrong) == words_daily.counted(wrong, NOON + HOUR + DAY)
        assert CLOSES in words_daily.counted(wrong, NOON + HOUR + DAY)
        assert await here.press(maya, wrong) == words_daily.repeated(wrong)
        assert await here.press(maya, right) == words_daily.repeated_otherwise(wrong, right)
        memory = here.services.memory
        answers = await memory.answers.of_post((await here.post()).id)
        assert [(answer.user_id, answer.right) for answer in answers] == [(maya.id, False)]
        practice = await memory.learning.practice_of(maya.id)
        assert [(one.kind, one.right) for one in practice] == [("again", True)]


async def test_eight_members_who_press_at_once_have_a_vote_each(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED}) as here:
        await here.set(time="13:00")
        await here.wake(NOON + HOUR)
        post = await here.post()
        right, wrong = await here.right(), await here.wrong()
        people = here.members(8)
        told = await here.press_together([*people, *people], write(Letter(post.id, right)))
        counted, repeated = words_daily.counted(right, post.reveal_at), words_daily.repeated(right)
        assert sorted(told) == sorted([counted] * 8 + [repeated] * 8)
        await here.press_together(people, write(Letter(post.id, wrong)))
        answers = await here.services.memory.answers.of_post(post.id)
        assert sorted(answer.user_id for answer in answers) == sorted(one.id for one in people)
        assert [answer.right for answer in answers] == [True] * 8
        await here.wake(NOON + HOUR + DAY)
        assert "8 answered, 8 right" in here.shown()[0]


async def test_right_or_wrong_is_told_at_once_where_the_channel_says_so(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED}) as here:
        assert words_daily.AT_ONCE in await here.set(time="13:00", at_once=True)
        await here.wake(NOON + HOUR)
        right, wrong = await here.right(), await here.wrong()
        quote = (await here.item()).quote
        told = await here.press(here.server.maya, right)
        assert told.startswith(f"{words_daily.counted_at_once(right)} {words_daily.RIGHT}")
        told = await here.press(here.server.tom, wrong)
        assert told.startswith(f"{words_daily.counted_at_once(wrong)} {words_daily.WRONG}")
        assert f"The answer: **{right}**" in told
        assert quote in told or words_daily.NOT_DECIDED in told


async def test_several_options_are_chosen_in_private_through_a_restart_and_submitted(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON, {"harvest.md": SEVERAL}) as here:
        await here.set(time="13:00", topics="Harvest")
        await here.wake(NOON + HOUR)
        post, item, maya = await here.post(), await here.item(), here.server.maya
        first, second = sorted((await here.right()).split(", "))
        third = await here.wrong()
        assert words_daily.how_many(2) in texts(here.server.last)
        shown = await here.click(maya, here.server.last, first)
        assert words_daily.choosing((first,), 2) in texts(shown)
        await here.click(maya, shown, third)
        await here.restart()
        await here.click(maya, shown, second)
        await here.click(maya, shown, third)
        assert words_daily.choosing((first, second), 2) in texts(shown)
        assert await here.services.memory.answers.of(post.id, maya.id) is None
        await here.click(maya, shown, words_daily.SUBMIT)
        assert texts(shown) == words_daily.counted(f"{first}, {second}", post.reveal_at)
        answer = await here.services.memory.answers.of(post.id, maya.id)
        assert answer is not None
        assert (set(answer.options), answer.right) == (set(item.keys), True)
        assert len(here.shown()) == 1


async def test_after_the_reveal_why_and_flag_answer_in_private_and_letters_are_practice(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED}) as here:
        await here.set(time="13:00", reveal="after 1 hour")
        await here.wake(NOON + HOUR)
        post, right = await here.post(), await here.right()
        maya, tom = here.server.maya, here.server.tom
        await here.press(maya, right)
        await here.wake(NOON + 2 * HOUR)
        assert words_daily.your_answer(right, right=True) in await here.press(maya, words_daily.WHY)
        assert words_daily.NO_ANSWER_OF_YOURS in await here.press(tom, words_daily.WHY)
        (told,) = await here.press_together([tom], write(Letter(post.id, right)))  # too late
        assert told.startswith(f"{words_daily.PRACTICE} {words_daily.RIGHT}")
        assert await here.services.memory.answers.of(post.id, tom.id) is None
        practice = await here.services.memory.learning.practice_of(tom.id)
        assert [one.kind for one in practice] == ["again"]

        for reason, said in (("key", words_daily.FLAGGED), ("other", words_daily.FLAGGED_BEFORE)):
            asked = await here.click(tom, here.server.last, words_daily.FLAG)
            assert labels(asked) == list(words_daily.FLAG_REASONS.values())
            await here.click(tom, asked, words_daily.FLAG_REASONS[reason])
            assert texts(asked) == said
        flagged = await here.services.memory.items.flagged(post.guild)
        assert [(one.item_id, one.people, one.reasons) for one in flagged] == [
            (post.item_id, 1, {"key": 1})
        ]


async def test_who_asks_the_notes_about_an_open_question_gets_no_points_for_it(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED}) as here:
        await here.set(time="13:00")
        await here.wake(NOON + HOUR)
        post, item, right = await here.post(), await here.item(), await here.right()
        maya, tom = here.server.maya, here.server.tom
        await maya.slash(here.channel, "ask", private=True, question=item.stem.lower())
        await tom.slash(here.channel, "ask", private=True, question="how are bees kept")
        assert words_daily.ASSISTED in await here.press(maya, right)
        assert words_daily.ASSISTED not in await here.press(tom, right)
        await here.press(here.manager, right)
        await here.manager.slash(here.channel, "ask", private=True, question=item.stem)
        answers = await here.services.memory.answers.of_post(post.id)
        assert {answer.user_id: answer.assisted for answer in answers} == {
            maya.id: True,
            tom.id: False,
            here.manager.id: False,
        }


async def test_a_press_from_another_channel_or_of_no_post_changes_nothing(tmp_path: Path) -> None:
    async with room(tmp_path, NOON, {"asked.md": ASKED}) as here:
        second = here.server.env.guild.create_text_channel("exam")
        await here.set(time="13:00")
        await here.set(second, time="13:00")
        await here.wake(NOON + HOUR)
        (elsewhere,) = await here.posts(second)
        post = await here.post()
        for press, said in (
            (Letter(elsewhere.id, "A"), words_daily.UNKNOWN),
            (Letter("A" * 24, "A"), words_daily.UNKNOWN),
            (Letter(post.id, "J"), words_daily.NOT_THIS_WAY),
            (Submit(post.id, ("A", "B")), words_daily.NOT_THIS_WAY),
            (Turn(post.id, (), "A"), words_daily.NOT_THIS_WAY),
            (Why(post.id), words_daily.NOT_PERMITTED_YET),
        ):
            assert await here.press_together([here.server.maya], write(press)) == [said]
        assert await here.services.memory.answers.of_user(here.server.maya.id) == ()
        assert await here.services.memory.learning.practice_of(here.server.maya.id) == ()


POST = "MCYM6XTAOM6FO77WIHIAB3KR"


@pytest.mark.parametrize(
    "press",
    [
        Letter(POST, "A"),
        Turn(POST, (), "B"),
        Turn(POST, ("A", "C"), "C"),
        Submit(POST, ()),
        Submit(POST, ("A", "B", "J")),
        Why(POST),
        Flag(POST),
        Flag(POST, "several"),
    ],
)
def test_a_press_is_read_as_it_was_written(press: Letter | Turn | Submit | Why | Flag) -> None:
    assert read(write(press)) == press
    assert len(write(press)) <= 100


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        f"q:{POST}",
        f"q:{POST}:K",
        f"q:{POST}:AB",
        f"q:{POST}:a",
        f"q:{POST.lower()}:A",
        f"q:{POST}:A\n",
        f"q:{POST}:sBA",
        f"q:{POST}:sAA",
        f"q:{POST}:tBA:C",
        f"q:{POST}:f:rude",
        f"q:{POST}:w:1",
        f"x:{POST}:A",
    ],
)
def test_what_was_not_written_here_is_not_read(custom_id: str) -> None:
    assert read(custom_id) is None
