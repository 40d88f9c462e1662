"""Telling a pasted exam question from its options."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.pasted import LETTERS, Pasted, read_pasted

ROCKS = Pasted("Which rock is made by heat?", ("Marble", "Chalk", "Coal"))


@pytest.mark.parametrize(
    "text",
    [
        "Which rock is made by heat?\nA. Marble\nB. Chalk\nC. Coal",
        "Which rock is made by heat?\n\na) Marble\nb) Chalk\nc) Coal\n",
        "Which rock is made by heat?\r\n(A) Marble\r\n(B) Chalk\r\n(C) Coal",
        "Which rock is made by heat?\n- [A] Marble\n- [B] Chalk\n- [C] Coal",
        "Which rock is made by heat?\n**A:** Marble\n**B:** Chalk\n**C:** Coal",
        "Which rock is made by heat? A. Marble B. Chalk C. Coal",
        "Which rock\nis made by heat?\nA. Marble\n\nB. Chalk\n\nC. Coal",
    ],
)
def test_options_are_found_however_they_are_lettered(text: str) -> None:
    assert read_pasted(text) == ROCKS
    assert ROCKS.letters == "ABC"


def test_an_option_may_run_over_several_lines() -> None:
    text = "Who is right?\nA. The one\nwho waits\nB. The one who asks"
    assert read_pasted(text) == Pasted("Who is right?", ("The one who waits", "The one who asks"))


def test_a_letter_in_the_question_is_no_option() -> None:
    text = "Vitamin A. Where is it?\nA. In carrots\nB. In salt\nC. In water"
    assert read_pasted(text) == Pasted(
        "Vitamin A. Where is it?", ("In carrots", "In salt", "In water")
    )


def test_a_letter_in_an_option_is_no_option() -> None:
    text = "What comes first? A) Plan B. is late B) Plan D. is early C) Plan A"
    assert read_pasted(text) == Pasted(
        "What comes first?", ("Plan B. is late", "Plan D. is early", "Plan A")
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is marble",
        "Is plan A. better than plan B. or not?",
        "A. Marble\nB. Chalk",
        "Which rock?\nA. Marble",
        "Which rock?\nB. Marble\nC. Chalk",
        "Which rock?\nA. Marble\nB) Chalk",
        "Which rock?\nA.\nB.\nC.",
        "Which rock?\n1. Marble\n2. Chalk",
    ],
)
def test_other_texts_are_questions_like_any(text: str) -> None:
    assert read_pasted(text) is None


WORDS = st.lists(st.text("xyzäß", min_size=2, max_size=9), min_size=1, max_size=6).map(" ".join)


@given(
    stem=WORDS,
    options=st.lists(WORDS, min_size=3, max_size=len(LETTERS)),
    sign=st.sampled_from([".", ")", ":"]),
    between=st.sampled_from([" ", "\n", "\n\n", "\r\n"]),
)
def test_what_was_put_together_is_told_apart_again(
    stem: str, options: list[str], sign: str, between: str
) -> None:
    lettered = [f"{letter}{sign} {text}" for letter, text in zip(LETTERS, options, strict=False)]
    assert read_pasted(between.join([stem, *lettered])) == Pasted(stem, tuple(options))


@given(st.text() | st.text("AaBb.):([ \n", max_size=200))
def test_any_text_is_fine(text: str) -> None:
    found = read_pasted(text)
    assert found is None or (found.stem and 2 <= len(found.options) <= len(LETTERS))
