"""Ids of questions stay through edits that change no question, and tell real changes apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.quiz.exact import figures, negations
from knowledge.quiz.identity import (
    SHARED,
    generated_id,
    given_id,
    normalised_stem,
    options_mark,
    written_id,
    written_ids,
)

TEXTS = st.text(max_size=60)


@pytest.mark.parametrize(
    "stem",
    [
        "which service is **not** serverless",
        "Which service is NOT serverless? (Choose TWO)",
        "Which service is NOT serverless? (Choose two.)",
        "Which service is NOT serverless? [Select 2 answers]",
        "Which service is NOT serverless? W\u00e4hlen Sie zwei Antworten.",
        "### Which   service is `NOT` serverless?",
        "Which service<br/>is&nbsp;NOT serverless :",
        "Which [service](https://example.org/x) is ==NOT== serverless?",
    ],
)
def test_markup_case_punctuation_and_how_many_to_choose_are_no_part_of_a_stem(stem: str) -> None:
    assert normalised_stem(stem) == "which service is not serverless"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is C?", "What is C++?"),
        ("What is C?", "What is C#?"),
        ("What does a == b mean?", "What does a = b mean?"),
        ("Is x < 5?", "Is x > 5?"),
        ("How long are 5 minutes?", "How long are 50 minutes?"),
        ("Which tier should I choose for logs?", "Which tier should I choose?"),
        ("What is a List<int>?", "What is a List<str>?"),
    ],
)
def test_what_asks_something_else_is_another_stem(one: str, other: str) -> None:
    assert normalised_stem(one) != normalised_stem(other)


def test_a_stem_of_signs_alone_is_still_a_stem() -> None:
    assert normalised_stem(" ??? ") == "???"
    assert normalised_stem("Choose TWO") == "choose two"


@given(TEXTS)
def test_a_stem_is_empty_only_where_nothing_is_written(text: str) -> None:
    assert bool(normalised_stem(f"a {text}"))


def test_an_id_has_sixteen_characters_and_no_order_of_options_in_it() -> None:
    one = written_ids([("What is a queue?", ("a list", "a line", "a tree"))])
    assert one == written_ids([("what is a **queue**", ("A tree.", "a list", "a line"))])
    assert [len(identity) for identity in one] == [16]


def test_other_options_change_no_id_while_the_stem_is_asked_once() -> None:
    stem = "What is a queue?"
    assert written_id(stem, ("a line", "a list"), {}) == written_id(stem, ("a tree", "a bag"), {})


def test_questions_with_the_same_stem_and_other_options_have_ids_of_their_own() -> None:
    stem, first, second = "Which is true?", ("a", "b"), ("c", "d")
    alone, both = written_ids([(stem, first)]), written_ids([(stem, first), (stem, second)])
    assert len({*alone, *both}) == 3
    assert both == written_ids([(stem, second), (stem, first)])[::-1]
    assert written_id(stem, first, {normalised_stem(stem): options_mark(first)}) == alone[0]
    assert written_id(stem, first, {normalised_stem(stem): SHARED}) == both[0]


def test_a_question_that_stands_twice_is_one() -> None:
    one, other = written_ids([("Which is true?", ("a", "b")), ("Which is true?", ("b", "a"))])
    assert one == other


@given(st.lists(st.tuples(TEXTS, st.tuples(TEXTS, TEXTS)), max_size=6), st.randoms())
def test_the_order_of_the_notes_changes_no_id(
    questions: list[tuple[str, tuple[str, str]]], chance: st.DataObject
) -> None:
    places = list(range(len(questions)))
    chance.shuffle(places)  # type: ignore[attr-defined]
    ids = written_ids(questions)
    assert [ids[at] for at in places] == list(written_ids([questions[at] for at in places]))


def test_a_made_question_is_known_by_what_it_asks_of_which_concept() -> None:
    ids = {
        generated_id("choice", "Dead-letter queue", "is", 0),
        generated_id("choice", "dead letter queue", "is", 0),
    }
    others = {
        generated_id("true-false", "Dead-letter queue", "is", 0),
        generated_id("choice", "Queue", "is", 0),
        generated_id("choice", "Dead-letter queue", "use", 0),
        generated_id("choice", "Dead-letter queue", "is", 1),
    }
    assert (len(ids), len(others), len(ids | others)) == (1, 4, 5)
    assert all(len(identity) == 16 for identity in ids | others)


def test_an_author_s_own_id_is_any_word_and_one_of_ours_stays() -> None:
    assert given_id("00ffee0011223344") == "00ffee0011223344"
    assert given_id("sun-1") == given_id(" sun-1 ") != given_id("sun-2")
    assert len(given_id("sun-1")) == 16


def test_figures_are_words_with_a_digit_and_what_belongs_to_them() -> None:
    text = "From 5 TB to 10GB in us-east-1, v2.3 or 10.0.0.0/16, 99.9 % of 1,000; over < 3 years."
    assert figures(text) == (
        "5", "10gb", "us-east-1", "v2.3", "10.0.0.0/16", "99.9%", "1000", "<3",
    )  # fmt: skip


def test_negations_are_counted_in_several_languages() -> None:
    assert negations("Which is NOT true, except one that isn't?") == 3
    assert negations("Was ist nicht wahr? Che cosa non \u00e8 vero?") == 2
    assert negations("Which is true?") == 0
