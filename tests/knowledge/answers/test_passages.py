"""How a note's sections are cut into passages, and where those say that they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.passages import PASSAGE_CAP, read_passages, segments, sentences
from knowledge.model import Kind, Passage, Place
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.text import words

SENTENCE = "This sentence has exactly sixty-four characters, if one counts. "


def passages(text: str) -> list[Passage]:
    return list(read_passages(parse_note(RawNote("a.md", text, "", ()), "a.md").sections))


def places(text: str) -> list[tuple[int, int]]:
    return [(passage.place.first, passage.place.last) for passage in passages(text)]


def test_short_sections_share_a_passage_with_their_headings_between() -> None:
    (passage,) = passages("# Note\n\n## One\n\nFirst text.\n\n## Two\n\nSecond text.\n")
    assert passage.place == Place("a.md", 3, 9, ("Note",))
    assert passage.text == "One\nFirst text.\nTwo\nSecond text."


def test_sections_under_one_heading_keep_what_they_share() -> None:
    (passage,) = passages("# Note\n\n## Top\n\n### One\n\nFirst.\n\n### Two\n\nSecond.\n")
    assert passage.place == Place("a.md", 5, 11, ("Note", "Top"))


def test_a_section_alone_has_its_whole_heading() -> None:
    (passage,) = passages("# Note\n\n## One\n\n### Inner\n\nOnly text.\n")
    assert passage.place == Place("a.md", 7, 7, ("Note", "One", "Inner"))
    assert passage.text == "Only text."


def test_a_passage_ends_where_the_next_block_does_not_fit() -> None:
    paragraph = SENTENCE * 6
    assert places(f"# Note\n\n{paragraph}\n\n{paragraph}\n\nShort.\n") == [(3, 3), (5, 7)]


def test_bullets_stay_with_what_hangs_under_them() -> None:
    bullets = "".join(f"- {SENTENCE * 3}\n  - {SENTENCE * 3}\n" for _ in range(3))
    assert places(f"# Note\n\n{bullets}") == [(3, 4), (5, 6), (7, 8)]


def test_a_bullet_names_the_topic_of_what_is_parted_from_it() -> None:
    inner = "".join(f"  - {SENTENCE * 5}\n" for _ in range(3))
    found = passages(f"# Note\n\n- Storage\n{inner}")
    assert [passage.place.heading for passage in found] == [("Note",), ("Note", "Storage")]


def test_an_introduction_stays_with_its_list_and_text_with_its_code() -> None:
    lead = SENTENCE * 10
    assert places(f"# Note\n\n{lead}\n\nRun this:\n\n```\nls\n```\n\n{lead}\n") == [
        (3, 3),
        (5, 8),
        (11, 11),
    ]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = passages(f"# Note\n\n{SENTENCE * 25}\n")
    assert [passage.text.count("characters") for passage in found] == [10, 10, 5]
    assert {(passage.place.first, passage.place.last) for passage in found} == {(3, 3)}


def test_a_sentence_longer_than_a_passage_is_cut_between_words() -> None:
    text = "word " * 400
    found = passages(f"# Note\n\n{text}\n")
    assert [len(passage.text) <= PASSAGE_CAP for passage in found] == [True] * 4
    assert sum((words(passage.text) for passage in found), []) == ["word"] * 400  # noqa: RUF017


def test_a_word_longer_than_a_passage_is_cut_hard() -> None:
    found = passages(f"# Note\n\n{'a' * 1500}\n")
    assert [len(passage.text) for passage in found] == [640, 640, 220]


def test_pieces_of_long_code_stand_on_their_lines() -> None:
    code = "\n".join(f"line {number:02} {'x' * 30}" for number in range(4, 44))
    found = passages(f"# Note\n\n```sh\n{code}\n```\n")
    assert [(passage.place.first, passage.place.last) for passage in found] == [
        (3, 19), (20, 35), (36, 43),
    ]  # fmt: skip
    for passage in found:
        numbers = [int(line.split()[1]) for line in passage.text.split("\n")]
        first = passage.place.first + (passage.place.first == 3)
        assert numbers == list(range(first, passage.place.last + 1))


def test_pieces_of_indented_code_stand_on_their_lines() -> None:
    code = "\n".join(f"    line {number:02} {'x' * 30}" for number in range(3, 43))
    found = passages(f"# Note\n\n{code}\n")
    for passage in found:
        numbers = [int(line.split()[1]) for line in passage.text.split("\n")]
        assert numbers == list(range(passage.place.first, passage.place.last + 1))


def test_pictures_and_headings_above_nothing_are_in_no_passage() -> None:
    assert passages("# Note\n\n![A map](map.png)\n\n## References\n") == []


def test_rows_of_a_table_stay_together_as_long_as_they_fit() -> None:
    rows = "".join(f"| name {number:02} | {'meaning ' * 10}|\n" for number in range(5, 20))
    found = passages(f"# Note\n\n| Name | Meaning |\n|---|---|\n{rows}")
    assert [(passage.place.first, passage.place.last) for passage in found] == [
        (3, 10), (11, 17), (18, 19),
    ]  # fmt: skip
    assert {passage.place.heading for passage in found} == {("Note",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four.", ["One.", "Two!", "Three?", "Four."]),
        ("See e.g. Lambda. It runs.", ["See e.g. Lambda.", "It runs."]),
        ("By J. R. Smith. He wrote.", ["By J. R. Smith.", "He wrote."]),
        ('He said "Yes." Then left.', ['He said "Yes."', "Then left."]),
        ("Version 3.14 is out. it goes on.", ["Version 3.14 is out. it goes on."]),
        ("\u4e00\u3002\u4e8c\uff01\u4e09", ["\u4e00\u3002", "\u4e8c\uff01", "\u4e09"]),
        ("What is NAT? ::A technique. It maps.", ["What is NAT? ::A technique.", "It maps."]),
        ("Is it so? :: Yes. And so?", ["Is it so? :: Yes.", "And so?"]),
        ("Is it so? : Yes.", ["Is it so?", ": Yes."]),
        ("", []),
        ("no end", ["no end"]),
    ],
)
def test_sentences_end_where_a_reader_pauses(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.lists(st.sampled_from(["Is it?", "So.", "e.g.", "::", "::Yes", "\u4e8c\uff01", "A"])))
def test_sentences_joined_give_the_text_back(parts: list[str]) -> None:
    text = " ".join(parts)
    found = sentences(text)
    assert " ".join(found) == text
    assert not any(sentence.startswith("::") for sentence in found[1:])


def test_segments_are_sentences_rows_and_lines_of_code_but_no_formulae() -> None:
    (passage,) = passages(
        "# Note\n\nA first sentence that is long enough. A second one to go beyond eighty.\n\n"
        "- Short. Item.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nls\n\npwd\n```\n\n$$x$$\n"
    )
    assert [(passage.blocks[found.block].kind, found.text) for found in segments(passage)] == [
        (Kind.PARAGRAPH, "A first sentence that is long enough. A second one to go beyond eighty."),
        (Kind.ITEM, "Short. Item."),
        (Kind.ROW, "a | b"),
        (Kind.ROW, "1 | 2"),
        (Kind.CODE, "ls"),
        (Kind.CODE, "pwd"),
    ]
