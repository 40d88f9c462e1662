"""Terms are told apart by name, shape and kind; `glossary.yaml` adds what notes do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.model import Place, Problem, Severity
from knowledge.notes.glossary import Glossary
from knowledge.quiz.facts import Fact, How, Relation
from knowledge.quiz.glossary_file import NAME, read_extra
from knowledge.quiz.terms import Extra, Lexicon, Shape, build_lexicon, fold_name, genus, shape_of

if TYPE_CHECKING:
    from pathlib import Path


def lexicon(*facts: tuple[str, str], families: frozenset[str] = frozenset()) -> Lexicon:
    made = [
        Fact(term, Relation.IS, value, value, Place("note.md", line, line), How.LEAD)
        for line, (term, value) in enumerate(facts, 1)
    ]
    return build_lexicon(made, Glossary((), {}, families))


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("mooring line", Shape.COMMON),
        ("Wilhelm Wundt", Shape.PROPER),
        ("CodeBuild", Shape.PROPER),
        ("S3", Shape.PROPER),
        ("Data Protection", Shape.COMMON),
        ("Scalability", Shape.COMMON),
        ("ls -l", Shape.COMMON),
        ("c5.large", Shape.CODE),
        ("malloc()", Shape.CODE),
    ],
)
def test_a_name_is_proper_where_its_words_are_never_written_small(name: str, shape: Shape) -> None:
    assert shape_of(name, frozenset({"data", "protection", "mooring", "line"})) is shape


@pytest.mark.parametrize(
    ("value", "language", "noun"),
    [
        ("a fast relational database for trips", "english", "databas"),
        ("a type of brain wave that is slow", "english", "wave"),
        ("una pala mobile che dirige la nave", "italian", "pal"),
        ("runs code when a file arrives in the store", "english", ""),
    ],
)
def test_the_first_noun_of_a_definition_says_of_what_kind_a_term_is(
    value: str, language: str, noun: str
) -> None:
    found = genus(value, language)
    assert found == noun or not noun


def test_names_with_and_without_the_vendor_are_one_term() -> None:
    found = lexicon(
        ("Acme Sail", "a cloth for wind"), ("Sail", "a cloth"), families=frozenset({"acme"})
    )
    assert [subject.key for subject in found.subjects] == ["sail"]
    assert found.find("ACME sails") == found.subjects[0]


def test_a_name_and_the_acronym_in_its_bracket_are_one_term() -> None:
    found = lexicon(("Very High Frequency (VHF)", "a radio band"), ("VHF", "a band"))
    assert [subject.key for subject in found.subjects] == ["vhf"]
    assert "Very High Frequency" in {found.subjects[0].name, *found.subjects[0].aliases}


def test_a_name_folds_without_bracket_and_plural() -> None:
    assert fold_name("Mooring Lines (ropes)") == "mooring line"
    assert fold_name("Glass") == "glass"


def test_no_glossary_file_adds_nothing(tmp_path: Path) -> None:
    assert read_extra(tmp_path) == (Extra(), ())


def test_a_glossary_file_gives_types_parents_and_other_names(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(
        "Mooring line: rope\nHalyard:\n  type: rope\n  parent: Running rigging\n"
        "  aliases: [haul yard]\n",
        encoding="utf-8",
    )
    extra, problems = read_extra(tmp_path)
    assert problems == ()
    assert extra == Extra(
        {"mooring line": "rope", "halyard": "rope"},
        {"halyard": "Running rigging"},
        {"mooring line": (), "halyard": ("haul yard",)},
    )


def test_what_an_author_names_wrongly_is_told_and_the_rest_is_used(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("Halyard:\n  typ: rope\nSheet: rope\n", encoding="utf-8")
    extra, problems = read_extra(tmp_path)
    assert extra.types == {"sheet": "rope"}
    assert problems == (
        Problem(
            NAME,
            0,
            Severity.WARNING,
            "The term 'halyard' has fields that mean nothing here: typ.",
            "Use only type, parent and aliases.",
        ),
    )


def test_a_glossary_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("just some words\n", encoding="utf-8")
    extra, problems = read_extra(tmp_path)
    assert extra == Extra()
    assert [problem.path for problem in problems] == [NAME]
