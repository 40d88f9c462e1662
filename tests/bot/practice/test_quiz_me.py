"""From an answer to a quiz on it, and what a quiz says where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practice_room import opened_library, press, sentence
from study_server import opened, texts

from bot import words_practice as said
from bot.topics import topics_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services import Services


async def test_an_answer_offers_a_private_quiz_on_its_passage(services: Services) -> None:
    async with opened(services) as server:
        answer = await server.maya.slash(server.channel, "ask", question="what is a lighthouse")
        begun = await press(server, answer, said.QUIZ_ME)
        assert begun.ephemeral
        # A note so short is one passage, with all of its three questions.
        assert said.progress(1, 3, 0) in texts(begun.response)

        await server.restart()
        assert answer.response is not None
        theirs = await server.tom.click(answer.response, label=said.QUIZ_ME)
        assert theirs.ephemeral
        assert said.progress(1, 3, 0) in texts(theirs.response)


async def test_an_answer_without_questions_says_so(services: Services, tmp_path: Path) -> None:
    (tmp_path / "notes" / "weather.md").write_text("# Weather\n\nThe fog signal sounds in fog.\n")
    services.library = opened_library(tmp_path / "notes")
    assert not [item for item in services.library.bank.items if "weather" in item.place.note]
    async with opened(services) as server:
        answer = await server.maya.slash(server.channel, "ask", question="fog signal")
        assert sentence(await press(server, answer, said.QUIZ_ME)) == said.NO_QUESTIONS_HERE


async def test_a_question_is_found_by_topic_folder_heading_and_place(services: Services) -> None:
    topics = topics_of(services.library.bank)
    mark = topics.named("pilots")
    assert mark is not None
    [item] = topics.choose(mark, "").items
    assert item.stem == "Who steers foreign ships into the harbour?"
    narrow = topics.of_place(item.place)
    assert narrow is not None
    assert topics.choose(narrow, "").items == (item,)
    assert topics.choose(mark, "c").items == ()
    assert topics.names == {"Harbour": 3}
