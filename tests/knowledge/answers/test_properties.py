"""What holds for every question and every note."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import STARTER, Answer, Library, Unknown
from knowledge.answers.judging import SOURCES
from knowledge.answers.query import CHARACTERS_CAP, WORDS_CAP, understand
from knowledge.answers.shown import SHOWN_CAP
from knowledge.text import same_words_in_order, words

if TYPE_CHECKING:
    from knowledge import Place

DEFINITIONS = (
    "what is fargate", "what is a security group", "what is dynamodb", "what is an edge location",
    "what is eventbridge", "what is cloudwatch", "what is cloudfront", "what is elasticity",
)  # fmt: skip


@cache
def starter() -> Library:
    return Library.open([STARTER])


def lines_of(place: Place) -> str:
    source = (STARTER / place.note).read_text(encoding="utf-8").split("\n")
    return "\n".join(source[place.first - 1 : place.last])


@given(
    st.text(max_size=2_000)
    | st.lists(st.sampled_from(sorted(starter().index.written))).map(" ".join)
)
@settings(max_examples=150, deadline=None)
def test_any_question_gets_a_response_whose_quotes_stand_at_their_places(question: str) -> None:
    response = starter().ask(question)
    if isinstance(response, Unknown):
        return
    assert 1 <= len(response.sources) <= SOURCES
    assert len("\n".join(block.text for block in response.shown)) <= SHOWN_CAP
    assert 0 <= response.confidence <= 1
    for source in response.sources:
        assert same_words_in_order(source.text, lines_of(source.place))
        assert starter().source(source.key) is not None


TERMS = sorted(term.name for term in starter().glossary.terms)


SIDES = st.sampled_from(TERMS) | st.sampled_from(sorted(starter().index.written)) | st.text()


@given(SIDES, SIDES)
@settings(max_examples=100, deadline=None)
def test_both_sides_of_a_comparison_stand_at_their_places(one: str, other: str) -> None:
    response = starter().ask(f"{one} vs {other}")
    if isinstance(response, Unknown) or response.beside is None:
        return
    own = "\n".join(block.text for block in response.shown)
    assert response.text == f"{own}\n{response.beside.text}"
    for text, place in ((own, response.place), (response.beside.text, response.beside.place)):
        assert len(text) <= SHOWN_CAP
        note = (STARTER / place.note).read_text(encoding="utf-8")
        assert same_words_in_order(text, note)
        assert any(same_words_in_order(line, lines_of(place)) for line in text.split("\n"))


@given(st.text(min_size=0, max_size=6_000))
@settings(max_examples=60, deadline=None)
def test_a_question_is_bounded_before_anything_is_searched(question: str) -> None:
    query = understand(question + " lambda" * 300, starter()._known)
    own = {asked.written for asked in query.asked if not asked.stands_for}
    assert len(own) <= 2 * WORDS_CAP  # a word written as two counts as two
    assert sum(map(len, own)) <= 2 * CHARACTERS_CAP


def test_the_rarest_words_of_a_long_question_are_kept() -> None:
    story = " ".join(f"{word} service" for word in sorted(starter().index.written)[:400])
    asked = {each.written for each in understand(f"{story} fargate", starter()._known).asked}
    assert "service" not in asked


@pytest.mark.parametrize("question", DEFINITIONS)
def test_one_typo_in_a_long_word_keeps_the_first_passage(question: str) -> None:
    clean = starter().ask(question)
    assert isinstance(clean, Answer)
    longest = max(words(question), key=len)
    at = len(longest) // 2
    for typo in (
        longest[:at] + longest[at + 1 :],
        longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :],
        longest[:at] + longest[at] + longest[at:],
    ):
        mended = starter().ask(question.replace(longest, typo))
        assert isinstance(mended, Answer), typo
        assert mended.sources[0].key == clean.sources[0].key, typo


def test_hostile_questions_come_back() -> None:
    for question in (
        "ab" * 500_000,
        "a b " * 250_000,
        "e" + "\u0301" * 80_000,
        "\u202e" + "lambda " * 10_000,
        "\ufdfa" * 100_000,
        "lamdba " * 2_000,
        "https://x/" + "**y**" * 50_000,
    ):
        starter().ask(question)
