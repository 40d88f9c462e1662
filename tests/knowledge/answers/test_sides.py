"""What a comparison sets against what, and which part of a passage sets them beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.sides import contrasts, holds_all, holds_side, parted, set_beside
from knowledge.model import CELL_RULE, Block, Kind
from knowledge.text import words

SIDES = (("opal",), ("fire", "agate"))
HEAD = ("Stone", "Opal", "Fire agate")


def heading(text: str, line: int, level: int = 2) -> Block:
    return Block(Kind.HEADING, text, line, line, level)


def paragraph(text: str, line: int) -> Block:
    return Block(Kind.PARAGRAPH, text, line, line)


def item(text: str, line: int) -> Block:
    return Block(Kind.ITEM, text, line, line)


def row(
    line: int, *cells: str, columns: tuple[str, ...] = ("Stone", "Use"), label: str = ""
) -> Block:
    return Block(Kind.ROW, CELL_RULE.join(cells), line, line, 0, label, columns)


def beside(*blocks: Block, above: str = "Gems") -> list[Block]:
    return list(set_beside(above, blocks, SIDES, words))


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        ("opal vs fire agate", "opal", "fire agate"),
        ("opal versus agate", "opal", "agate"),
        ("is opal or agate harder", "is opal", "agate harder"),
        ("difference between opal and agate", "difference between opal", "agate"),
        ("salt and pepper vs sugar", "salt and pepper", "sugar"),
        ("differenza tra opale e agata", "differenza tra opale", "agata"),
        ("unterschied zwischen opal und achat", "unterschied zwischen opal", "achat"),
        ("forskel mellem opal og agat", "forskel mellem opal", "agat"),
    ],
)
def test_a_question_is_parted_at_the_one_word_between_the_sides(
    asked: str, one: str, other: str
) -> None:
    assert parted(asked.split()) == (one.split(), other.split())


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "vs",
        "opal",
        "vs opal",
        "opal vs",
        "opal agate",
        "opal and agate and jade",
        "a vs b vs c",
    ],
)
def test_a_question_is_not_parted_where_its_sides_are_not_plain(asked: str) -> None:
    assert parted(asked.split()) is None


@given(st.lists(st.sampled_from(["opal", "jade", "vs", "and", "or", "e"]), max_size=9))
def test_parting_loses_one_word_and_leaves_two_sides(found: list[str]) -> None:
    sides = parted(found)
    if sides is not None:
        one, other = sides
        assert one
        assert other
        assert [*one, found[len(one)], *other] == found


@pytest.mark.parametrize(
    ("roots", "held"),
    [
        ("opal and fire agate", True),
        ("fire agate opal", True),
        ("opal and agate of fire", False),
        ("fire red agate and opal", False),
        ("opal", False),
        ("", False),
    ],
)
def test_a_text_holds_a_side_that_stands_in_it_together_and_in_order(
    roots: str, *, held: bool
) -> None:
    assert holds_all(roots.split(), SIDES) is held


@given(
    st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")), st.text("abc", min_size=1)
)
def test_a_side_is_held_wherever_it_stands(before: list[str], after: list[str], side: str) -> None:
    assert holds_side([*before, *side, *after], tuple(side))


def test_a_table_with_the_sides_as_columns_sets_them_beside_each_other() -> None:
    head = row(3, *HEAD, columns=HEAD, label="header")
    rows = [
        row(5, "Colour", "milky", "red", columns=HEAD),
        row(6, "Found", "dry", "wet", columns=HEAD),
    ]
    assert beside(paragraph("Both are worn.", 1), head, *rows) == rows


def test_a_table_with_one_of_the_sides_as_a_column_does_not() -> None:
    columns = ("Stone", "Opal", "Jade")
    assert beside(row(5, "Colour", "milky", "green", columns=columns)) == []


def test_of_a_table_with_the_sides_as_rows_those_are_shown() -> None:
    head = row(3, "Stone", "Use", label="header")
    opal, jade, agate = (
        row(5, "Opal", "rings"),
        row(6, "Jade", "bowls"),
        row(7, "Fire agate", "beads"),
    )
    assert beside(head, opal, jade, agate) == [opal, agate]
    assert beside(head, opal, jade) == []


def test_what_stands_under_a_heading_that_names_all_sides_is_shown_with_it() -> None:
    under = [
        heading("Opal vs fire agate", 3),
        paragraph("The first is soft.", 5),
        heading("Prices", 7, 3),
        paragraph("The second is cheap.", 9),
    ]
    behind = [heading("Jade", 11), paragraph("It is green.", 13)]
    assert beside(paragraph("Gems are worn.", 1), *under, *behind) == under


def test_a_whole_passage_under_such_a_heading_is_shown() -> None:
    blocks = [paragraph("The first is soft.", 5), paragraph("The second is cheap.", 7)]
    assert beside(*blocks, above="Fire agate or opal?") == blocks
    assert beside(*blocks, above="Fire and opal agate") == []


def test_of_a_list_the_items_about_the_sides_are_shown() -> None:
    opal, jade, agate = (
        item("Opal: holds water and cracks", 3),
        item("Jade: is carved", 4),
        item("The fire agate shows colours", 5),
    )
    assert beside(opal, jade, agate) == [opal, agate]
    assert beside(opal, jade) == []


def test_an_item_is_about_what_it_begins_with() -> None:
    late = item("Rings are now and then set with an opal", 3)
    assert beside(late, item("Fire agate shows many colours", 4)) == []


def test_a_bare_list_of_names_says_nothing_of_them() -> None:
    assert beside(item("Opal", 3), item("Fire agate", 4)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Pumice floats, while obsidian sinks.",
        "Opal is softer than agate.",
        "They differ in colour.",
        "L'opale \u00e8 tenero, mentre l'agata \u00e8 dura.",
        "Opal ist weich, w\u00e4hrend Achat hart ist.",
        "Opal er bl\u00f8d, mens agat er h\u00e5rd.",
    ],
)
def test_a_sentence_contrasts_by_its_words(text: str) -> None:
    assert contrasts(text)


@pytest.mark.parametrize(
    "text", ["Opal and agate are worn.", "A button is no gem.", "Thank the butler.", ""]
)
def test_a_sentence_without_such_a_word_does_not(text: str) -> None:
    assert not contrasts(text)
