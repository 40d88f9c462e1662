"""Which passage comes first, and what a question must be told before it counts as answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import Answer, Unknown
from knowledge.answers.counting import build_index, note_words
from knowledge.answers.judging import NEAR_BEST, judge
from knowledge.answers.kinds import INVENTED, ONCE, RELEASED, SPAN
from knowledge.answers.query import Asked, Intent, Query, understand
from knowledge.answers.reach import ASKS, Sought, reaches, said
from knowledge.model import Block, Kind, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library
    from knowledge.answers.judging import Judged

    Shelve = Callable[..., Library]

MUSEUM = {
    "archive": "# Archive\n\nRecords of visits are stored for 90 days, and then they are wiped.\n",
    "safe": "# Records of visits\n\nThe records of visits are kept in a safe by the keeper of the "
    "museum. The records of visits are read by nobody else in the museum.\n",
    "lamps": "# Davy lamp\n\nThe Davy lamp burns in mines. The gauze of a Davy lamp keeps the "
    "flame in.\n\n## History\n\nIt was named after Humphry Davy, who drew it.\n",
    "copper": "# Copper\n\nCopper is a red metal that leads a current well.\n",
    "radio": "# Radio\n\nThe radio was invented by Marconi in 1895.\n",
    "phone": "# Telephone\n\nThe telephone carries a voice over a wire.\n",
    "quiz": "# Exercises\n\n- Who invented the dynamo?\n- What does a dynamo do with motion?\n",
    "machines": "# Machines\n\nA dynamo turns the motion of a wheel into a current for lamps.\n",
    "probe": "# Probe\n\n```yaml\ninitialDelaySeconds: 5\nfailureThreshold: 3\n```\n",
    "pages": "# Pages\n\nCloudFront brings pages near to their readers.\n",
    "prices": "# Media\n\nA disk is sold for 20 dollars, and a tape for 5 dollars.\n",
    "tape": "# Tape\n\nTape is slow to read. A tape is kept in the dark.\n",
}
ARCHIVE = "Records of visits are stored for 90 days, and then they are wiped."


@pytest.fixture(name="museum")
def _museum(shelve: Shelve) -> Library:
    return shelve(**MUSEUM)


def judged(library: Library, question: str) -> Judged:
    return judge(understand(question, library._known), library._shelf)


def notes_of(library: Library, found: Judged) -> list[str]:
    return [library.passages[each.best.passage].place.note for each in found.found]


def test_a_passage_near_the_best_that_holds_the_fact_asked_for_comes_first(
    museum: Library,
) -> None:
    found = judged(museum, "how long does the museum keep the records of visits")
    first, second = (each.best.score for each in found.found[:2])
    assert notes_of(museum, found)[:2] == ["archive.md", "safe.md"]
    assert NEAR_BEST * second <= first < second
    assert [block.text for block in found.shown] == [ARCHIVE]
    assert not found.lacking


def test_a_passage_far_from_the_best_stays_behind_though_it_holds_such_a_fact(
    museum: Library,
) -> None:
    question = "how long are records of visits kept in the safe of the museum by its keeper"
    found = judged(museum, question)
    assert notes_of(museum, found)[:2] == ["safe.md", "archive.md"]
    assert found.lacking
    assert found.final < found.odds


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how long are records of visits kept", ARCHIVE),
        ("how long do records last", ARCHIVE),
        ("why is the davy lamp called davy lamp", "It was named after Humphry Davy, who drew it."),
        ("who invented the radio", "The radio was invented by Marconi in 1895."),
        ("is tape cheaper", "A disk is sold for 20 dollars, and a tape for 5 dollars."),
        ("what is the initial delay of a probe", "initialDelaySeconds: 5"),
        ("seconds of delay", "initialDelaySeconds: 5"),
        ("threshold", "failureThreshold: 3"),
        ("cloudfront", "CloudFront brings pages near to their readers."),
    ],
)
def test_a_fact_is_found_though_the_notes_say_it_in_other_words(
    museum: Library, question: str, words: str
) -> None:
    response = museum.ask(question)
    assert isinstance(response, Answer)
    assert words in response.text


@pytest.mark.parametrize(
    "question",
    [
        "who invented the telephone",
        "who invented the dynamo",
        "who invented copper",
        "why is copper called copper",
        "how long is copper kept",
        "front of a page",
    ],
)
def test_what_no_sentence_says_is_not_answered(museum: Library, question: str) -> None:
    assert isinstance(museum.ask(question), Unknown)


BLOCKS = (
    Block(Kind.ITEM, "Who invented the dynamo?", 1, 1),
    Block(Kind.ITEM, "The dynamo was invented by Siemens.", 2, 2),
    Block(Kind.ITEM, "A dynamo hums.", 3, 3),
)


def share(blocks: tuple[Block, ...], *, begun: tuple[str, ...] = (), length: int = 3) -> float:
    """What one place of a passage of these blocks says of `who invented the dynamo`."""
    passage = Passage(Place("a.md", 1, 3), blocks)
    index = build_index([note_words([passage], "a", "english")])
    known = tuple(kind for kind in (INVENTED,) if kind in index.vocabulary)
    asked = (Asked("invented", known, 1.0), Asked("dynamo", ("dynamo",), 1.0))
    query = replace(Query("", asked, Intent.WHICH), begun=begun, length=length)
    sought = Sought.of(query, index)
    return said(query, sought, reaches(index, 0, blocks, sought.bits), blocks)


def test_a_block_that_asks_is_worth_less_than_one_that_says() -> None:
    question, answer, _ = BLOCKS
    assert share((answer,)) == 1.0
    assert share((question,)) == pytest.approx(
        ASKS * share((replace(question, text=question.text[:-1]),))
    )
    assert share((question, answer)) == 1.0


def test_a_short_question_for_who_began_it_needs_a_sentence_that_says_so() -> None:
    _, answer, hums = BLOCKS
    other = replace(answer, text="The radio was invented by Marconi.")
    assert share((hums, answer), begun=(INVENTED,)) == 1.0
    assert share((other, hums), begun=(INVENTED,)) == 0.0
    assert share((other, hums), begun=(INVENTED,), length=9) == 0.5  # a longer one tells more
    assert share((other, hums)) == 0.5


def test_what_is_told_in_too_many_ways_is_not_asked_of_a_sentence() -> None:
    _, _, hums = BLOCKS
    sold = Block(Kind.ITEM, "The radio was released by Marconi.", 1, 1)
    assert RELEASED not in ONCE
    assert share((sold, hums), begun=(RELEASED,)) == 0.5


def test_any_time_says_how_long_something_is_kept_but_not_where(museum: Library) -> None:
    def roots(question: str) -> tuple[str, ...]:
        asked = understand(question, museum._known).asked
        return next(each.roots for each in asked if each.written == "kept")

    assert roots("how long are records kept") == ("kept", SPAN)
    assert roots("where are records kept") == ("kept",)
