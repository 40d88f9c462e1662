"""Each sentence reaches what it stands under, and the prose before it."""

from __future__ import annotations

from knowledge.answers.counting import build_index, note_words
from knowledge.answers.index import PATH
from knowledge.answers.passages import segments
from knowledge.answers.query import Asked, Intent, Query
from knowledge.answers.ranking import rank
from knowledge.answers.reach import Bits, reaches
from knowledge.model import Block, Kind, Passage, Place

LONG = "A crate of apples is weighed by the porter at the gate. It costs 3 coins before noon."
BLOCKS = (
    Block(Kind.PARAGRAPH, LONG, 1, 1),
    Block(Kind.PARAGRAPH, "Every stall sells:", 2, 2),
    Block(Kind.ITEM, "pears", 3, 3),
    Block(Kind.ITEM, "ripe ones", 4, 4, 1, "", ("pears",)),
    Block(Kind.HEADING, "Gardens", 5, 5, 2),
    Block(Kind.PARAGRAPH, "Figs grow there.", 6, 6),
)
PASSAGE = Passage(Place("a.md", 1, 6, ("Markets",)), BLOCKS)
INDEX = build_index([note_words([PASSAGE], "a", "english")])
WORDS = ("market", "appl", "cost", "#number", "stall", "pear", "ripe", "garden", "fig")


def read() -> list[tuple[int, set[str], set[str], set[str]]]:
    bits = Bits.of([INDEX.vocabulary[word] for word in WORDS], INDEX)
    named = {bits.of_row[INDEX.vocabulary[word]]: word for word in WORDS}

    def names(mask: int) -> set[str]:
        return {word for bit, word in named.items() if bit & mask}

    return [
        (each.block, names(each.own), names(each.under), names(each.before))
        for each in reaches(INDEX, 0, BLOCKS, bits)
    ]


def test_the_index_knows_the_block_of_each_sentence() -> None:
    assert INDEX.blocks.tolist() == [PATH, *(each.block for each in segments(PASSAGE))]


def test_sentences_stand_under_what_is_above_them_and_behind_prose() -> None:
    assert read() == [
        (0, {"appl"}, {"market"}, set()),
        (0, {"cost", "#number"}, {"market"}, {"appl"}),
        (1, {"stall"}, {"market"}, {"cost"}),
        (2, {"pear"}, {"market", "stall"}, {"stall"}),
        (3, {"ripe"}, {"market", "stall", "pear"}, set()),
        (4, {"garden"}, {"market", "garden"}, set()),
        (5, {"fig"}, {"market", "garden"}, set()),
    ]


def test_where_ranking_found_the_words_is_not_looked_for_again() -> None:
    asked = tuple(Asked(word, (word,), 1.0) for word in WORDS)
    (best,) = rank(Query("", asked, Intent.OTHER), INDEX)
    bits = Bits.of([INDEX.vocabulary[word] for word in WORDS], INDEX)
    assert reaches(INDEX, 0, BLOCKS, bits, best.hits) == reaches(INDEX, 0, BLOCKS, bits)
