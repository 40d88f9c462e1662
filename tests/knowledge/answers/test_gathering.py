"""Where a name is asked for, the passages of one term support one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Answer
from knowledge.answers.gathering import SUPPORT, gathered
from knowledge.answers.query import understand
from knowledge.answers.ranking import Scored, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from knowledge import Library

    Shelve = Callable[..., Library]

TREES = st.lists(
    st.tuples(st.integers(0, 1_000), st.sampled_from([None, "oak", "elm", "ash"])), max_size=30
)


def ranked(scores: Sequence[float]) -> list[Scored]:
    """Passages numbered from 0, the best first."""
    best_first = sorted(scores, reverse=True)
    return [Scored(number, score, 1.0, ()) for number, score in enumerate(best_first)]


def order(scores: Sequence[float], terms: Mapping[int, str]) -> list[tuple[int, float]]:
    return [(each.passage, each.score) for each in gathered(ranked(scores), terms.get)]


def test_each_passage_has_the_support_of_the_best_other_of_its_term() -> None:
    assert order([9, 8, 6, 2], {1: "oak", 2: "oak", 3: "oak"}) == [
        (0, 9),
        (1, pytest.approx(8 + 6 * SUPPORT)),
        (2, pytest.approx(6 + 8 * SUPPORT)),
        (3, pytest.approx(2 + 8 * SUPPORT)),
    ]


def test_a_term_of_many_passages_goes_before_a_single_better_one() -> None:
    found = order([8.2, 8, 7.9], {0: "elm", 1: "oak", 2: "oak"})
    assert [passage for passage, _ in found] == [1, 2, 0]


def test_a_passage_alone_with_its_term_has_no_support() -> None:
    assert order([3, 2, 1], {0: "oak", 1: "elm", 2: "ash"}) == [(0, 3), (1, 2), (2, 1)]


def test_passages_of_no_term_do_not_support_each_other() -> None:
    assert order([3, 2, 1], {}) == [(0, 3), (1, 2), (2, 1)]


@given(st.lists(st.integers(0, 1_000), max_size=30))
def test_without_terms_nothing_changes(scores: list[int]) -> None:
    before = ranked(scores)
    assert gathered(before, lambda _: None) == before


@given(TREES)
def test_support_never_depends_on_the_passage_itself(found: list[tuple[int, str | None]]) -> None:
    found.sort(key=lambda each: -each[0])
    before = ranked([score for score, _ in found])
    terms = [term for _, term in found]
    after = {each.passage: each.score for each in gathered(before, lambda number: terms[number])}
    for own, term in zip(before, terms, strict=True):
        others = [
            each.score
            for each in before
            if term and terms[each.passage] == term and each.passage != own.passage
        ]
        assert after[own.passage] == pytest.approx(own.score + SUPPORT * max(others, default=0))


@given(TREES)
def test_gathering_keeps_every_passage_the_best_first(found: list[tuple[int, str | None]]) -> None:
    before = ranked([score for score, _ in found])
    terms = [term for _, term in found]
    after = gathered(before, lambda number: terms[number])
    assert sorted(each.passage for each in after) == [each.passage for each in before]
    assert [each.score for each in after] == sorted((each.score for each in after), reverse=True)


@given(TREES)
def test_one_terms_passages_keep_their_order(found: list[tuple[int, str | None]]) -> None:
    before = ranked([score for score, _ in found])
    after = [each.passage for each in gathered(before, lambda _: "oak")]
    scores = [before[number].score for number in after]
    assert scores == sorted(scores, reverse=True)


ORGANS = {
    "use": "# Heart\n\n## How it is used by the body\n\nThis organ moves blood through all of the "
    "body, by day and by night, and it never rests.\n",
    "sound": "# Heart\n\n## Where it is heard best\n\nThe blood that this organ moves is heard by "
    "the ear.\n",
    "spleen": "# Spleen\n\nThis organ moves blood where it is needed, and it stores some.\n",
    "lung": "# Lung\n\nThis organ fills with air.\n",
    "vein": "# Vein\n\nA vein leads back to where it came from.\n",
}


def test_a_name_that_is_asked_for_is_found_by_all_that_is_said_of_it(shelve: Shelve) -> None:
    library = shelve(**ORGANS)
    query = understand("which organ moves blood", library._known)
    terms = [library._shelf.term_of(each.passage) for each in rank(query, library.index)]
    assert terms == ["Spleen", "Heart", "Heart", "Lung"]
    answer = library.ask("which organ moves blood")
    assert isinstance(answer, Answer)
    assert [source.place.heading[0] for source in answer.sources[:3]] == [
        "Heart",
        "Heart",
        "Spleen",
    ]
