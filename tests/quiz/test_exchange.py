"""Items leave for other programs as those read them, and come back from our own file unchanged."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Place, Problem, Severity
from knowledge.quiz.exchange.aiken import write_aiken
from knowledge.quiz.exchange.anki_text import write_anki_text
from knowledge.quiz.exchange.apkg import write_apkg
from knowledge.quiz.exchange.gift import write_gift
from knowledge.quiz.exchange.jsonl import read_jsonl, write_jsonl
from knowledge.quiz.exchange.written import LeftOut, one_line
from knowledge.quiz.items import Item, Kind, Option
from knowledge.quiz.written.files import read_question_file

if TYPE_CHECKING:
    from pathlib import Path

Ask = Callable[..., Item]

PLACE = Place("sky.md", 7, 9, ("The sky", "What burns"))


@pytest.fixture
def sun(ask: Ask) -> Item:
    return ask(
        "What burns <by> itself?",
        "a sun & a star",
        "a moon",
        place=PLACE,
        explanation="Suns burn.",
        quote="A sun burns by itself.",
        tags=("sky/bright stars",),
        topic="Sky",
    )


@pytest.fixture
def several(ask: Ask) -> Item:
    return ask("Which burn? (Choose TWO)", "suns", "moons", "stars", right=(0, 2), place=PLACE)


@pytest.fixture
def pairs(ask: Ask) -> Item:
    item = ask("Match each name with what it does.", "sun", "moon", place=PLACE)
    return replace(item, kind=Kind.PAIRS, keys=(), partners=("burns: hot", "reflects"))


@pytest.fixture
def typed(ask: Ask) -> Item:
    return replace(ask("A sun is made of", place=PLACE), accepted=("hydrogen", "H = gas"))


@settings(max_examples=30)
@given(st.data())
def test_any_items_come_back_from_json_unchanged(
    any_item: st.SearchStrategy[Item], data: st.DataObject
) -> None:
    items = tuple({item.id: item for item in data.draw(st.lists(any_item, max_size=4))}.values())
    assert read_jsonl(write_jsonl(items).content, "bank.jsonl") == (items, ())


def test_each_line_of_json_is_one_item(sun: Item, typed: Item) -> None:
    written = write_jsonl([sun, typed])
    lines = written.content.splitlines()
    assert (written.count, len(lines)) == (2, 2)
    assert json.loads(lines[0])["options"][0]["text"] == "a sun & a star"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "The line holds no item."),
        ('{"id": "a"}', "The line holds no item."),
        ("[" * 100_000, "The line holds no item."),
        ("x" * 1_000_001, "The line is too long for an item."),
    ],
)
def test_a_line_that_is_no_item_is_a_problem_and_the_others_are_read(
    sun: Item, line: str, sentence: str
) -> None:
    text = f"\n{line}\n{write_jsonl([sun]).content}"
    remedy = "Remove the line, or export the items again."
    assert read_jsonl(text, "bank.jsonl") == (
        (sun,),
        (Problem("bank.jsonl", 2, Severity.ERROR, sentence, remedy),),
    )


def test_an_item_that_stands_twice_or_contradicts_itself_is_a_problem(
    sun: Item, pairs: Item
) -> None:
    no_option = replace(sun, id="1" * 16, keys=("00000000",))
    one_short = replace(pairs, partners=("burns",))
    items, problems = read_jsonl(write_jsonl([sun, sun, no_option, one_short]).content, "b.jsonl")
    assert items == (sun,)
    assert [(problem.line, problem.sentence) for problem in problems] == [
        (2, "The item stands in the file twice."),
        (3, "The key names an option that the item does not have."),
        (4, "Some names have no description, or some descriptions no name."),
    ]


def test_anki_s_text_has_the_id_as_guid_and_shows_markup_as_it_is(sun: Item) -> None:
    written = write_anki_text([sun])
    assert written.content == (
        "#separator:tab\n#html:true\n#notetype:Basic\n#columns:ID\tFront\tBack\tTags\n"
        "#guid column:1\n#tags column:4\n"
        f"{sun.id}\t"
        '"What burns &lt;by&gt; itself?<br><ol type=""A""><li>a sun &amp; a star</li>'
        '<li>a moon</li></ol>"\t'
        "<b>a sun &amp; a star</b><br>Suns burn.<br><blockquote>A sun burns by itself.</blockquote>"
        "<br><small>The sky \u203a What burns (sky.md:7)</small>\tsky/bright_stars Sky\n"
    )


@settings(max_examples=30)
@given(st.data())
def test_any_items_are_a_line_each_for_anki(
    any_item: st.SearchStrategy[Item], data: st.DataObject
) -> None:
    items = data.draw(st.lists(any_item, max_size=3))
    written = write_anki_text(items)
    rows = [
        row for row in written.content.split("#tags column:4\n", 1)[1].split("\n") if "\t" in row
    ]
    assert written.count == len(items)
    assert len(rows) == len(items)


def test_a_package_for_anki_holds_the_same_cards_whenever_it_is_made(
    sun: Item, pairs: Item, tmp_path: Path
) -> None:
    pytest.importorskip("genanki")
    first = write_apkg([sun, pairs], "Sky", 1_700_000_000.0)
    later = write_apkg([replace(sun, explanation="They do.")], "Sky", 1_800_000_000.0)
    assert first.count == 2
    rows = [cards(package.content, tmp_path) for package in (first, later)]
    assert [row[0] for row in rows[0]] == [sun.id, pairs.id]
    assert rows[1][0][:2] == rows[0][0][:2]
    assert "They do." in rows[1][0][2]


def cards(package: bytes, folder: Path) -> list[tuple[str, int, str]]:
    """(GUID, number of the kind of card, fields) of each note in a package."""
    file = folder / "collection.anki2"
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        file.write_bytes(opened.read("collection.anki2"))
    with sqlite3.connect(file) as database:
        return list(database.execute("select guid, mid, flds from notes order by id"))


def test_gift_has_every_kind_of_item(
    sun: Item, several: Item, pairs: Item, typed: Item, ask: Ask
) -> None:
    truth = replace(ask("A moon burns.", "True", "False", right=1, place=PLACE), kind=Kind.TRUTH)
    sun = replace(sun, options=(sun.options[0], replace(sun.options[1], why="It shines {only}.")))
    place = "The sky \u203a What burns (sky.md\\:7)"
    written = write_gift([sun, several, pairs, typed, truth])
    assert (
        written.content
        == f"""// [id:{sun.id}] [tag:sky/bright stars]
::What burns <by> itself?::What burns <by> itself? {{
=a sun & a star
~a moon#It shines \\{{only\\}}.
####Suns burn.\\n{place}
}}

// [id:{several.id}]
::Which burn? (Choose TWO)::Which burn? (Choose TWO) {{
~%50%suns
~%-50%moons
~%50%stars
####{place}
}}

// [id:{pairs.id}]
::Match each name with what it does.::Match each name with what it does. {{
=sun -> burns\\: hot
=moon -> reflects
####{place}
}}

// [id:{typed.id}]
::A sun is made of::A sun is made of {{
=hydrogen
=H \\= gas
####{place}
}}

// [id:{truth.id}]
::A moon burns.::A moon burns. {{
FALSE
####{place}
}}
"""
    )
    assert (written.count, written.left_out) == (5, ())


def test_gift_says_what_it_left_out(pairs: Item, ask: Ask) -> None:
    arrow = replace(pairs, partners=("burns -> hot", "reflects"))
    weight = ask("How much?", "%50% of it", "none")
    nothing = ask("Why?")
    assert write_gift([arrow, weight, nothing]).left_out == (
        LeftOut(arrow, "an arrow in a name or description would be read as the one between them"),
        LeftOut(weight, "an option begins as a weight does"),
        LeftOut(nothing, "it has no answer"),
    )


def test_another_reader_of_gift_finds_stem_options_and_key(
    sun: Item, several: Item, pairs: Item, typed: Item, ask: Ask
) -> None:
    parser = pytest.importorskip("pygiftparser.parser")
    odd = ask("[html] is what? a=b ~c #d :e \\f", "= one", "~ two #2", "three: 3\\4")
    items = [sun, several, pairs, typed, odd]
    found = parser.parseFile(io.StringIO(write_gift(items).content))
    assert [question.valid for question in found] == [True] * 5
    assert [len(question.answers.answers) for question in found] == [2, 3, 2, 2, 3]
    first = found[0]
    assert first.text == sun.stem
    assert [answer.answer for answer in first.answers.answers] == ["a sun & a star", "a moon"]
    assert [answer.fraction for answer in found[1].answers.answers] == [50, -50, 50]


def test_aiken_has_items_with_one_key_and_says_what_it_left_out(
    sun: Item, several: Item, pairs: Item, typed: Item, ask: Ask
) -> None:
    like = ask("A. is what?", "this", "that")
    written = write_aiken([sun, several, pairs, typed, like])
    assert written.content == ("What burns <by> itself?\nA. a sun & a star\nB. a moon\nANSWER: A\n")
    assert (written.count, written.left_out) == (
        1,
        (
            LeftOut(several, "Aiken has one right answer"),
            LeftOut(pairs, "Aiken has no answers but letters"),
            LeftOut(typed, "Aiken has no answers but letters"),
            LeftOut(like, "the question begins as an option does"),
        ),
    )


SIGNS = st.text("ab ~=#{}:->*_`?.13", min_size=1, max_size=12).map(lambda text: f"ox{text}y")


@settings(max_examples=50)
@given(SIGNS, st.lists(SIGNS, min_size=3, max_size=5, unique_by=lambda text: Option(text).id))
def test_what_is_written_for_others_is_read_here_as_it_was(
    ask: Ask, stem: str, options: list[str]
) -> None:
    one = ask(f"{one_line(stem)}?", *map(one_line, options), right=1)
    for name, written in (("a.gift", write_gift([one])), ("a.aiken", write_aiken([one]))):
        (question,), problems = read_question_file(written.content, name)
        assert problems == ()
        assert (question.stem, question.options, question.keys) == (
            one.stem, tuple(option.text for option in one.options), (1,),
        )  # fmt: skip


def test_every_kind_of_item_comes_back_from_gift(
    sun: Item, several: Item, pairs: Item, typed: Item, ask: Ask
) -> None:
    truth = replace(ask("A moon burns.", "True", "False", right=1), kind=Kind.TRUTH)
    written = write_gift([sun, several, pairs, typed, truth])
    questions, problems = read_question_file(written.content, "sky.gift")
    assert problems == ()
    assert [(question.kind, question.stem) for question in questions] == [
        (item.kind, item.stem) for item in (sun, several, pairs, typed, truth)
    ]
    assert [question.keys for question in questions[:2]] == [(0,), (0, 2)]


@settings(max_examples=30)
@given(st.data())
def test_every_item_is_written_or_left_out_with_a_reason(
    any_item: st.SearchStrategy[Item], data: st.DataObject
) -> None:
    items = data.draw(st.lists(any_item, max_size=5))
    for write in (write_gift, write_aiken):
        written = write(items)
        assert written.count + len(written.left_out) == len(items)
        assert all(left.reason for left in written.left_out)
