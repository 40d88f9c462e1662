"""Looking at the few best passages alone finds those that looking at all of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.counting import build_index, note_words
from knowledge.answers.first_look import FOLDED, LOOKED_AT, best_of, first_look, gained
from knowledge.answers.query import Asked, Intent, Query
from knowledge.model import Block, Kind, Passage, Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.answers.index import Index

WORDS = tuple(f"w{number}" for number in range(40))
FEW = 400
MANY = FOLDED + 800


@pytest.fixture(scope="module")
def small() -> Index:
    return made(FEW)


@pytest.fixture(scope="module")
def large() -> Index:
    return made(MANY)


def made(count: int) -> Index:
    """Notes of forty passages; word n stands in about every (3n + 1)th passage."""
    chance = np.random.default_rng(4)
    passages = [
        Passage(
            Place("a.md", at, at, ("Title", f"Part {at // 3}")),
            (Block(Kind.PARAGRAPH, " ".join(_some(chance)), at, at),),
        )
        for at in range(1, count + 1)
    ]
    return build_index(
        [note_words(passages[at : at + 40], f"n{at}", "english") for at in range(0, count, 40)]
    )


def _some(chance: np.random.Generator) -> list[str]:
    return [
        word
        for number, word in enumerate(WORDS)
        for _ in range(int(chance.integers(1, 4)))
        if chance.random() < 1 / (3 * number + 1)
    ]


def asking(words: list[tuple[str, float]]) -> Query:
    asked = tuple(Asked(word, (word,), weight) for word, weight in words)
    return Query("", asked, Intent.OTHER)


def best_of_all(scores: NDArray[np.float32]) -> list[int]:
    """The passages with the best scores, by its definition."""
    cut = np.sort(scores)[::-1][LOOKED_AT - 1]
    found = [at for at, score in enumerate(scores.tolist()) if score > 0 and score >= cut]
    return found[: 4 * LOOKED_AT]


@given(
    words=st.lists(
        st.tuples(st.sampled_from(WORDS), st.floats(0.01, 9)),
        min_size=1,
        max_size=8,
        unique_by=lambda pair: pair[0],
    )
)
def test_no_passage_among_the_best_is_left_out(
    small: Index, large: Index, words: list[tuple[str, float]]
) -> None:
    query = asking(words)
    for index in (small, large):
        _, scores = first_look(query, index)
        best, own = best_of(gained(query, index), index)
        assert best.tolist() == best_of_all(scores)
        assert own.tolist() == scores[best].tolist()


def test_a_word_that_few_passages_hold_brings_those_alone(small: Index) -> None:
    rare = min(WORDS, key=small.frequency)
    holds = small.postings(rare).docs.tolist()
    assert 0 < len(holds) < LOOKED_AT
    best, _ = best_of(gained(asking([(rare, 1.0)]), small), small)
    assert best.tolist() == holds


def test_a_passage_is_lent_a_tenth_of_what_the_best_of_its_note_and_section_says() -> None:
    texts = (("One", "zone zone"), ("One", "zone"), ("Two", "zone"))
    passages = [
        Passage(Place("a.md", at, at, (heading,)), (Block(Kind.PARAGRAPH, text, at, at),))
        for at, (heading, text) in enumerate(texts, 1)
    ]
    index = build_index([note_words(passages, "a", "english")])
    own, scores = first_look(asking([("zone", 2.0)]), index)
    assert own[0] > own[1]
    lent = (scores - own) / own[0]
    assert lent.tolist() == pytest.approx([0.2, 0.2, 0.1 + 0.1 * own[2] / own[0]], rel=1e-5)
