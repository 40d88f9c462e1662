"""Why a question was answered, or not, as a reader would want to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import Library, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NOTES = {
    "tea.md": "# Tea\n\n## Sencha\n\nSencha is a green tea from Japan.\n",
    "more.md": "# More\n\n## Assam\n\nAssam is a black tea from India. It is strong.\n",
}


@pytest.fixture(name="teas")
def _teas(tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]) -> Library:
    return Library.open([write(tmp_path, NOTES)])


def test_an_answer_is_explained_by_its_words_and_passages(teas: Library) -> None:
    why = teas.why("what is senhca")
    assert why.answered
    assert why.evidence >= why.line
    assert [(fix.written, fix.read_as) for fix in why.corrections] == [("senhca", "sencha")]
    assert [word.read for word in why.words] == ["sencha"]
    assert why.contenders[0].place.note == "tea.md"
    verdict, *reasons = why.lines()
    assert verdict.startswith("Answered: the evidence is +")
    assert "Read \u201csenhca\u201d as \u201csencha\u201d." in reasons


def test_a_refusal_names_what_nothing_says(teas: Library) -> None:
    why = teas.why("who invented sencha")
    assert not why.answered
    assert ("invented", 0) in [(word.read, word.passages) for word in why.words]
    assert why.said is not None
    assert why.said < why.needed


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("sencha price", "The notes cover Sencha, but give no price."),
        ("how heavy is sencha", "The notes cover Sencha, but give no weight."),
        ("when was sencha born", "The notes cover Sencha, but give no date."),
        (
            "who invented sencha",
            "The notes cover Sencha, but do not say \u201cinvented\u201d of it.",
        ),
    ],
)
def test_a_near_miss_names_what_is_missing(teas: Library, question: str, sentence: str) -> None:
    response = teas.ask(question)
    assert isinstance(response, Unknown)
    assert response.gap is not None
    assert response.gap.sentence == sentence


def test_what_the_notes_do_not_know_at_all_is_no_near_miss(teas: Library) -> None:
    response = teas.ask("how do submarines dive")
    assert isinstance(response, Unknown)
    assert response.gap is None


def test_a_comparison_is_explained_by_its_sides(teas: Library) -> None:
    why = teas.why("sencha vs assam")
    assert why.sides == ("sencha", "assam")
    assert [(at.note, at.first) for at in why.beside] == [("tea.md", 5), ("more.md", 5)]
    verdict, form, sides, shown, *_ = why.lines()
    assert verdict.startswith("Answered: the evidence is +")
    assert (form, sides) == (
        "Looked for: comparison.",
        "Compared: \u201csencha\u201d with \u201cassam\u201d.",
    )
    assert shown == (
        "No passage compares them, so what the notes say of each is shown, one below the other: "
        "tea.md:5-5 and more.md:5-5. The evidence is that of the less sure of the two."
    )


def test_a_comparison_with_what_no_note_speaks_of_names_it(teas: Library) -> None:
    why = teas.why("difference between sencha and oolong")
    assert (why.answered, why.absent, why.beside) == (False, "oolong", ())
    assert next(why.lines()) == "Not answered: no note speaks of \u201coolong\u201d."
    response = teas.ask(why.question)
    assert isinstance(response, Unknown)
    assert response.gap is not None
    assert response.gap.sentence == "The notes cover Sencha, but not \u201coolong\u201d."


def test_where_one_passage_compares_nothing_stands_beside(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    compared = "# Tea\n\n## Sencha\n\nSencha is green, while Assam is black.\n"
    why = Library.open([write(tmp_path, {"tea.md": compared})]).why("sencha vs assam")
    assert why.answered
    assert (why.sides, why.beside) == (("sencha", "assam"), ())


def test_the_same_decides_the_answer_and_its_explanation(teas: Library) -> None:
    for question in (
        "what is assam",
        "assam price",
        "strong tea",
        "",
        "zzz",
        "tea vs oolong",
        "assam vs sencha",
    ):
        assert teas.why(question).answered is not isinstance(teas.ask(question), Unknown)
