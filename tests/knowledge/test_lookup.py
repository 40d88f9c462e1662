"""A term is found by its beginning, by any of its words, and in spite of a typo."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, TypeAlias

import pytest

from knowledge.answers.lookup import Finder
from knowledge.notes.glossary import Glossary, Term
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library

    Typos: TypeAlias = Callable[[str, random.Random], list[tuple[str, str]]]


def term(name: str, *aliases: str, weight: int = 1) -> Term:
    return Term(name, aliases, f"{name}.md", weight)


TERMS = (
    term("AWS Lambda", weight=9),
    term("Amazon S3", "Simple Storage Service", "S3", weight=8),
    term("Amazon S3 Glacier", weight=7),
    term("Step Functions", weight=6),
    term("Serverless Overview", "FaaS", weight=5),
    term("FaaS", weight=4),
    term("Dead-Letter Queue", weight=3),
    term("Réplica größe", weight=2),
    term("東京都", weight=1),
)
FINDER = Finder(Glossary(TERMS, {}, frozenset({"amazon"})), {"AWS Lambda.md": "Lambda's note"})


def names(typed: str, limit: int = 25) -> list[str]:
    return [found.term for found in FINDER.complete(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aws lam", "AWS Lambda"),
        ("lam", "AWS Lambda"),
        ("LAMBDA", "AWS Lambda"),
        ("lamda", "AWS Lambda"),
        ("lmab", "AWS Lambda"),
        ("aws lamdba", "AWS Lambda"),
        ("s3", "Amazon S3"),
        ("amazon s3 gl", "Amazon S3 Glacier"),
        ("amazn s3", "Amazon S3"),
        ("simple stor", "Amazon S3"),
        ("functions", "Step Functions"),
        ("step fnuctions", "Step Functions"),
        ("stepfunctions", "Step Functions"),
        ("faas", "FaaS"),
        ("fasa", "FaaS"),
        ("dead letter", "Dead-Letter Queue"),
        ("queue", "Dead-Letter Queue"),
        ("replica", "Réplica größe"),
        ("grosse", "Réplica größe"),
        ("東京", "東京都"),
        ("mbd", "AWS Lambda"),
    ],
)
def test_what_was_meant_comes_first(typed: str, first: str) -> None:
    assert names(typed)[0] == first


def test_nothing_typed_offers_the_weightiest_terms() -> None:
    everything = [each.name for each in TERMS]
    assert names("") == names("  ") == names("?!\0\ud800") == everything
    assert names("", 3) == everything[:3]
    assert names("lambda", 0) == []


@pytest.mark.parametrize("typed", ["photosynthesis", "xq", "zz9", "ﷺ" * 60])
def test_what_is_near_to_nothing_finds_nothing(typed: str) -> None:
    assert names(typed) == []
    assert FINDER.find(typed) is None


def test_each_term_is_offered_once_with_its_note() -> None:
    found = FINDER.complete("a", 25)
    assert len({each.term for each in found}) == len(found)
    assert (found[0].term, found[0].note) == ("AWS Lambda", "Lambda's note")


def test_three_letters_are_not_taken_for_three_others() -> None:
    finder = Finder(Glossary((term("ECR"), term("ECS")), {}, frozenset()), {})
    assert finder.complete("ECQ", 5) == ()
    assert finder.find("EFS") is None


def test_a_term_is_found_by_its_exact_name_before_any_near_one() -> None:
    finder = Finder(Glossary((term("Queues", weight=9), term("Queue")), {}, frozenset()), {})
    assert [finder.find(name) for name in ("queue", "queues")] == [
        term("Queue"),
        term("Queues", weight=9),
    ]


def test_a_typo_in_a_name_of_the_notes_hardly_matters(
    starter_library: Library, typos: Typos
) -> None:
    chance = random.Random(7)  # noqa: S311 - a test repeats itself
    terms = [each.name for each in starter_library.glossary.terms if len(each.name) > 3]
    assert len(terms) > 60
    tried = listed = first = found = 0
    for name in terms:
        for _, typed in typos(name, chance):
            offered = [each.term for each in starter_library.complete(typed, 10)]
            tried += 1
            listed += name in offered
            first += offered[:1] == [name]
            entry = starter_library._finder.find(typed)
            found += entry is not None and entry.name == name
    assert listed / tried >= 0.995
    assert first / tried >= 0.98
    assert found / tried >= 0.98


def test_ten_thousand_terms_complete_about_as_quickly_as_they_are_walked_once(typos: Typos) -> None:
    chance = random.Random(1)  # noqa: S311
    vocabulary = [
        "".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(3, 9))) for _ in range(4_000)
    ]
    many = tuple(
        Term(" ".join(chance.choices(vocabulary, k=chance.randint(1, 3))), (), "n.md", 1)
        for _ in range(10_000)
    )
    finder = Finder(Glossary(many, {}, frozenset()), {})
    finder.complete("begin", 25)
    begin = time.thread_time()
    for each in many:
        words(each.name)
    walk = time.thread_time() - begin
    spent = []
    for each in chance.sample(many, 20):
        for typed in (each.name[:3], *(wrong for _, wrong in typos(each.name, chance))):
            begin = time.thread_time()
            finder.complete(typed, 25)
            spent.append(time.thread_time() - begin)
    assert sorted(spent)[len(spent) // 2] < 2 * walk
