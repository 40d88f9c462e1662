"""Files of questions from learning platforms: which they are, and what holds for any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Place
from knowledge.quiz.items import Kind
from knowledge.quiz.written.files import is_question_file, read_question_file
from knowledge.quiz.written.question import Question

PIECES = (
    *("{", "}", "=", "~", "#", "####", "->", "::", "\\", "\\{", "\\=", "%50%", "%-100%", "//"),
    *("$CATEGORY: a/b", "[html]", "[markdown]", "T", "FALSE", "#3:2", "1..5", "A. ", "B) ", "C. "),
    *("ANSWER: ", "ANSWER: B", "A, B", "Which?", "x", "*y*", " ", "\n", "\n", "\n\n"),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=50).map("".join)


def test_a_pair_keeps_each_name_with_its_description() -> None:
    text = "Which has which? {\n=Mars -> two moons\n=Earth -> one moon\n}"
    assert read_question_file(text, "quiz/moons.gift") == (
        (
            Question(
                "gift",
                Kind.PAIRS,
                "Which has which?",
                ("Mars", "Earth"),
                (),
                "",
                "",
                Place("quiz/moons.gift", 1, 4, ("moons",)),
                partners=("two moons", "one moon"),
            ),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("a.gift", True),
        ("b/A.GIFT.txt", True),
        ("a.aiken", True),
        ("a.aiken.txt", True),
        ("a.txt", False),
        ("gift.md", False),
    ],
)
def test_the_end_of_a_name_says_whether_a_file_holds_only_questions(
    name: str, *, is_one: bool
) -> None:
    assert is_question_file(name) is is_one


@given(texts, st.sampled_from(["a.gift", "a.aiken"]))
def test_any_text_is_read_and_every_question_is_whole(text: str, name: str) -> None:
    questions, problems = read_question_file(text, name)
    lines = len(text.split("\n"))
    for question in questions:
        assert question.stem
        assert 1 <= question.place.first <= question.place.last <= lines
        assert bool(question.options) is not bool(question.answer)
    assert all(1 <= problem.line <= lines for problem in problems)
