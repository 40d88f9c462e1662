"""Misspelt words are mended by the nearest known ones, and known words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.spelling import (
    LONGEST,
    SHORTEST,
    Speller,
    edits,
    edits_allowed,
    nearest_name,
)

LETTERS = st.text("abcd", max_size=9)
WORDS = st.dictionaries(st.text("abcdé1", min_size=1, max_size=9), st.integers(1, 50), max_size=12)


def slow_edits(one: str, other: str) -> int:
    """Optimal string alignment by its definition, cell by cell."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row in range(len(one) + 1):
        for column in range(len(other) + 1):
            if not row or not column:
                table[row][column] = row + column
                continue
            ways = [
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (one[row - 1] != other[column - 1]),
            ]
            swapped = one[row - 2 : row] == other[column - 2 : column][::-1]
            if row > 1 and column > 1 and swapped:
                ways.append(table[row - 2][column - 2] + 1)
            table[row][column] = min(ways)
    return table[-1][-1]


def slow_nearest(word: str, known: dict[str, int]) -> list[str]:
    """`Speller.nearest` as its docstring says it, without any shortcut."""
    if not SHORTEST <= len(word) <= LONGEST or any(letter.isdigit() for letter in word):
        return []
    near = [
        (slow_edits(word, other), other[0] != word[0], -count, other)
        for other, count in known.items()
        if len(other) >= SHORTEST - 1 and not any(letter.isdigit() for letter in other)
    ]
    return [
        other
        for distance, *_, other in sorted(near)
        if distance <= edits_allowed(len(word))
        and distance <= edits_allowed(max(len(word), len(other)))
    ]


@given(LETTERS, LETTERS)
def test_edits_are_counted_as_the_definition_counts_them(one: str, other: str) -> None:
    assert edits(one, other) == slow_edits(one, other)


@given(st.text("abcdé1", max_size=9), WORDS)
def test_the_nearest_words_are_those_of_a_slow_search(word: str, known: dict[str, int]) -> None:
    assert list(Speller(known).nearest(word, 99)) == slow_nearest(word, known)
    assert list(Speller(known).nearest(word, 2)) == slow_nearest(word, known)[:2]


@given(LETTERS, st.lists(LETTERS, max_size=12), st.integers(0, 3))
def test_the_nearest_names_are_those_of_a_slow_search(
    written: str, names: list[str], allowed: int
) -> None:
    found = nearest_name(written, names, allowed)
    slow = [(name, slow_edits(written, name)) for name in names] if allowed else []
    assert sorted(found) == sorted(pair for pair in slow if pair[1] <= allowed)


@given(st.dictionaries(st.text("abcdé", min_size=4, max_size=9), st.integers(1, 50), min_size=1))
def test_a_known_word_is_nearest_to_itself(known: dict[str, int]) -> None:
    speller = Speller(known)
    assert all(speller.nearest(word, 1) == (word,) for word in known)


@given(st.text("abc", max_size=3), WORDS)
def test_words_of_up_to_three_letters_are_never_mended(word: str, known: dict[str, int]) -> None:
    assert Speller(known).nearest(word) == ()


def test_words_with_digits_and_mash_are_never_mended() -> None:
    speller = Speller({"http2": 3, "route53": 2, "a" * 41: 1, "a" * 40: 1})
    assert speller.nearest("http3") == ()
    assert speller.nearest("rout53") == ()
    assert speller.nearest("a" * 41) == ()
    assert speller.nearest("a" * 39 + "b") == ("a" * 40,)


@pytest.mark.parametrize(
    ("length", "allowed"), [(0, 0), (3, 0), (4, 1), (6, 1), (7, 2), (9, 2), (10, 3), (40, 3)]
)
def test_longer_words_forgive_more(length: int, allowed: int) -> None:
    assert edits_allowed(length) == allowed


def test_fewer_edits_go_before_the_first_letter_and_that_before_frequency() -> None:
    speller = Speller({"lambda": 1, "lambdas": 9, "gambda": 99, "lamda": 1})
    assert speller.nearest("lambad", 9) == ("lambda",)
    assert speller.nearest("jambda", 9) == ("gambda", "lambda")
    assert speller.nearest("lambdaa", 9) == ("lambdas", "lambda", "lamda", "gambda")


@pytest.mark.parametrize(
    ("written", "pair"),
    [
        ("stepfunctions", ("step", "functions")),
        ("apigateway", ("api", "gateway")),
        ("inon", None),
        ("fargate", None),
        ("", None),
    ],
)
def test_two_known_words_written_as_one_are_parted(
    written: str, pair: tuple[str, str] | None
) -> None:
    known = {
        "step": 3,
        "functions": 2,
        "ste": 1,
        "pfunctions": 1,
        "api": 5,
        "gateway": 1,
        "in": 9,
        "on": 9,
    }
    assert Speller(known).split(written) == pair
