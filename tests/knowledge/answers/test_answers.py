"""What students ask of small notes, and what they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from knowledge import Answer, Unknown, Unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library

    Shelve = Callable[..., Library]

BIOLOGY = """# The cell

A cell is the smallest unit of life. Robert Hooke named it in 1665.

## Mitochondria

A mitochondrion is an organelle that makes adenosine triphosphate (ATP) from sugar. Cells of
muscle hold thousands of them.

## Parts of a plant cell

- **Cell wall:** a stiff layer of cellulose around the membrane
- **Chloroplast:** makes sugar from light
- **Vacuole:** stores water

## Division

| Kind | Daughter cells | Chromosomes |
| --- | --- | --- |
| Mitosis | 2 | the same number |
| Meiosis | 4 | half the number |
"""

WEATHER = """---
date: 2026-03-04
---
# Weather

## Clouds

Cumulus clouds look like cotton and stand for fair weather. Cumulonimbus clouds bring thunder.

## Measuring

A barometer measures the pressure of the air. The pressure at sea level is 1,013 hPa on average.
"""


@pytest.fixture
def library(shelve: Shelve) -> Library:
    return shelve(cell=BIOLOGY, weather=WEATHER)


def answered(library: Library, question: str) -> Answer:
    response = library.ask(question)
    assert isinstance(response, Answer), response
    return response


@pytest.mark.parametrize(
    ("question", "words", "first_line"),
    [
        ("what is a mitochondrion", "A mitochondrion is an organelle", 7),
        ("whats a mitochondrion", "A mitochondrion is an organelle", 7),
        ("what makes sugar from light", "Chloroplast: makes sugar from light", 13),
        ("who named the cell", "Robert Hooke named it in 1665.", 3),
        ("what does a barometer measure", "A barometer measures the pressure", 12),
        ("chromosomes in meiosis", "Meiosis | 4 | half the number", 21),
        ("cumulonimbus", "Cumulonimbus clouds bring thunder.", 8),
    ],
)
def test_the_words_that_answer_are_shown_with_their_line(
    library: Library, question: str, words: str, first_line: int
) -> None:
    answer = answered(library, question)
    assert words in answer.text
    assert answer.place.first == first_line


@pytest.mark.parametrize(
    ("question", "corrections"),
    [
        ("what is a mitochondrian", [("mitochondrian", "mitochondria")]),
        ("baromter", [("baromter", "barometer")]),
        ("cell wal of a plant", []),
        ("chloro plast", [("chloro plast", "chloroplast")]),
        ("cumuloclouds", []),
    ],
)
def test_only_words_that_no_note_holds_are_read_as_others(
    library: Library, question: str, corrections: list[tuple[str, str]]
) -> None:
    found = [(each.written, each.read_as) for each in library.ask(question).corrections]
    assert found[: len(corrections)] == corrections


def test_two_words_written_as_one_are_read_as_two(library: Library) -> None:
    answer = answered(library, "what is a cellwall")
    assert [(each.written, each.read_as) for each in answer.corrections] == [
        ("cellwall", "cell wall")
    ]
    assert "Cell wall" in answer.text


@pytest.mark.parametrize("question", ["atp", "what is adenosine triphosphate"])
def test_an_acronym_and_its_long_form_lead_to_the_same_passage(
    library: Library, question: str
) -> None:
    assert "adenosine triphosphate (ATP)" in answered(library, question).text


@pytest.mark.parametrize(
    "question",
    [
        "capital of france",
        "asdfghjkl",
        "what is a hydraulic press",
        "qwertz uiop",
        "price of a ticket to the moon",
    ],
)
def test_what_the_notes_do_not_cover_shows_no_source(library: Library, question: str) -> None:
    response = library.ask(question)
    assert isinstance(response, Unknown)
    assert response.question == question


def test_an_unknown_answer_names_the_words_that_no_note_holds(library: Library) -> None:
    response = library.ask("what is the voltage of a cell in gigawatts")
    assert isinstance(response, Unknown)
    assert set(response.missing) >= {"voltage", "gigawatts"}


@pytest.mark.parametrize("question", ["", " ", "?", "the of and", "\x00", "\ud800", "🙂"])
def test_a_question_without_words_is_not_covered(library: Library, question: str) -> None:
    assert isinstance(library.ask(question), Unknown)


def test_an_empty_library_covers_nothing(shelve: Shelve) -> None:
    assert isinstance(shelve(empty="").ask("what is a cell"), Unknown)


def test_both_sides_of_a_comparison_are_shown(library: Library) -> None:
    answer = answered(library, "difference between mitosis and meiosis")
    assert [block.cells[0] for block in answer.shown if block.parents] == ["Mitosis", "Meiosis"]


def test_a_list_is_shown_whole_when_parts_are_asked_for(library: Library) -> None:
    text = answered(library, "list the parts of a plant cell").text
    assert all(part in text for part in ("Cell wall", "Chloroplast", "Vacuole"))


def test_a_copied_passage_is_cited_once_and_its_copy_named(shelve: Shelve) -> None:
    answer = answered(
        shelve(cell=BIOLOGY, copy=BIOLOGY, weather=WEATHER), "what is a mitochondrion"
    )
    assert [place.note for place in answer.sources[0].also_in] == ["copy.md"]
    texts = [source.text for source in answer.sources]
    assert len(texts) == len(set(texts))


def test_a_doubtful_word_is_answered_with_what_else_it_may_mean(shelve: Shelve) -> None:
    library = shelve(
        sorts="# Sorts\n\n**Merge sort** - splits a list in halves and merges them again.\n\n"
        "**Marge** - is a butter made of plants.\n\n**Mergers** - join two firms.\n"
    )
    response = library.ask("what is mrge")
    assert isinstance(response, Unsure)
    assert response.did_you_mean


def test_the_date_of_the_note_stands_beside_its_words(library: Library) -> None:
    date = answered(library, "what does a barometer measure").sources[0].date
    assert date is not None
    assert date.text == "2026-03-04"


def test_the_subject_is_named_where_the_line_leaves_it_out(shelve: Shelve) -> None:
    library = shelve(
        tools="# Tools\n\n## Hammer\n\n- Drives nails into wood\n- Weighs 500 g\n\n"
        "## Saw\n\n- Cuts wood along a line\n- Has teeth of steel\n"
    )
    assert answered(library, "what is the weight of a hammer, how many g").text.startswith("Hammer")


def test_a_heading_of_many_notes_does_not_swamp_the_one_that_answers(shelve: Shelve) -> None:
    notes = {
        f"animal{number}": f"# {name}\n\n## Habitat\n\nThe {name} lives in {place}.\n"
        for number, (name, place) in enumerate(
            [("otter", "rivers"), ("camel", "deserts"), ("seal", "the sea"), ("lynx", "forests")]
        )
    }
    assert answered(shelve(**notes), "habitat of the camel").text.endswith("lives in deserts.")


def test_chinese_and_italian_notes_are_found_in_their_language(shelve: Shelve) -> None:
    library = shelve(
        chinese="# 网络\n\n路由器连接两个或多个网络。交换机连接局域网中的设备。\n",
        italian="# Reti\n\nUn router è un dispositivo che collega due o più reti. Gli switch "
        "collegano i dispositivi di una rete locale.\n",
    )
    assert "路由器" in answered(library, "路由器是什么").text
    assert "Un router è" in answered(library, "cos'è un router").text
    assert "switch" in answered(library, "dispositivo della rete locale").text


def test_the_same_question_is_answered_the_same_way_again(library: Library) -> None:
    questions: list[Any] = ["what is a cell", "parts of a plant", "pressure", "nothing of this"]
    assert [library.ask(each) for each in questions] == [library.ask(each) for each in questions]


def test_a_number_that_the_notes_do_not_give_is_not_covered(shelve: Shelve) -> None:
    library = shelve(
        hammers="# Hammers\n\nA hammer drives nails into wood. A hammer has a head and a handle.\n",
        saws="# Saws\n\nA saw cuts wood along a line. A saw has 32 teeth.\n",
    )
    assert "32 teeth" in answered(library, "how many teeth has a saw").text
    assert isinstance(library.ask("how many kilograms is a hammer"), Unknown)


def test_a_wrong_option_of_a_ticked_question_is_never_an_answer(shelve: Shelve) -> None:
    library = shelve(
        exam="# Check yourself\n\n### How long may a function run at most?\n\n"
        "- [ ] 5 minutes\n- [x] 15 minutes\n- [ ] 60 minutes\n",
        todo="# To do\n\n- [ ] revise functions\n- [x] buy paper\n",
    )
    text = answered(library, "how long may a function run at most").text
    assert "15 minutes" in text
    assert "60 minutes" not in text
    assert "revise functions" in answered(library, "revise").text
