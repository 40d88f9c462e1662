"""Items from tables: which row has a value, and which description belongs to which name."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from knowledge.quiz.facts import Fact, How, Relation
from knowledge.quiz.gates.leaks import leak
from knowledge.quiz.generate.shelf import (
    DISTRACTORS,
    Shelf,
    explanation_of,
    in_order,
    names_of,
    option_of,
    related,
    source_of,
    topic_of,
)
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Item, Kind, Option, Origin, digest
from knowledge.quiz.pairing import BETWEEN
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.quiz.terms import Subject

    Row = tuple[Subject, Fact]

ROWS_LEAST: Final = 3
ROWS_MOST: Final = 4
"""Pairs of a matching item; more do not fit on a screen."""
PER_COLUMN: Final = 4
"""Questions for values of one column; more would be the same again."""
SHOWN: Final = 80
"""Discord: characters of a button's label."""
VALUE_MOST: Final = 90
"""Characters of a cell that is asked for."""


def columns_of(shelf: Shelf) -> dict[tuple[str, str, str], list[Row]]:
    """Return the rows of each (note, heading, column) whose columns are no terms themselves."""
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for subject in shelf.lexicon.subjects:
        for fact in subject.facts:
            if fact.how is How.CELL and fact.relation is not Relation.PART_OF:
                heading = fact.place.heading[-1] if fact.place.heading else ""
                found[fact.place.note, heading, fact.label].append((subject, fact))
    for rows in found.values():
        rows.sort(key=lambda row: row[1].place)
    return {
        where: rows
        for where, rows in found.items()
        if len({subject.key for subject, _ in rows}) >= ROWS_LEAST
        and shelf.lexicon.find(where[2]) is None
    }


def column_items(where: tuple[str, str, str], rows: Sequence[Row], shelf: Shelf) -> Iterator[Item]:
    """Yield for each row the question which name has its value, where the value is its alone."""
    counts = Counter(" ".join(words(fact.value)) for _, fact in rows)
    made = 0
    for subject, fact in sorted(rows, key=lambda row: digest(f"{where}|{row[0].key}")):
        value = " ".join(fact.value.split())
        if made == PER_COLUMN:
            return
        is_alone = counts[" ".join(words(value))] == 1 and words(value)
        if fact.relation is not Relation.FEATURE or not is_alone or len(value) > VALUE_MOST:
            continue
        if leak(value, names_of(subject), shelf.grammar(fact), shelf.common):
            continue
        name = generated_id("column", f"{where[1]} {subject.key}", where[2])
        others = [
            other
            for other, _ in sorted(rows, key=lambda row: digest(f"{name}|{row[0].key}"))
            if other.key != subject.key and not related(other, subject)
        ][:DISTRACTORS]
        if len(others) < 2:
            continue
        options = in_order(name, (option_of(each, shelf) for each in (subject, *others)))
        made += 1
        yield Item(
            name,
            Kind.CHOICE,
            Origin.GENERATED,
            shelf.wording(fact).column.format(where[1], where[2], value),
            options,
            (Option(subject.name).id,),
            fact.place,
            fact.sentence,
            explanation_of(subject, fact),
            concept=subject.name,
            relation=where[2],
            topic=topic_of(fact),
            syntax="table",
            source_text=source_of(fact),
        )


def pairs_item(where: tuple[str, str, str], rows: Sequence[Row], shelf: Shelf) -> Iterator[Item]:
    """Yield the item that asks which value belongs to which name of a table."""
    apart: dict[str, Row] = {}
    for subject, fact in rows:
        value = " ".join(words(fact.value))
        is_leaky = leak(fact.value, names_of(subject), shelf.grammar(fact))
        fits = len(fact.value) + len(subject.name) + len(BETWEEN) <= SHOWN
        if value and value not in apart and fits and not is_leaky:
            apart[value] = (subject, fact)
    name = generated_id("pairs", f"{where[0]} {where[1]}", where[2])
    chosen = sorted(apart.values(), key=lambda row: digest(f"{name}|{row[0].key}"))[:ROWS_MOST]
    if len({subject.key for subject, _ in chosen}) < ROWS_MOST:
        return
    fact = chosen[0][1]
    yield Item(
        name,
        Kind.PAIRS,
        Origin.GENERATED,
        shelf.wording(fact).pairs.format(where[1], where[2]),
        tuple(option_of(subject, shelf) for subject, _ in chosen),
        (),
        fact.place,
        "\n".join(said.sentence for _, said in chosen),
        "; ".join(f"{subject.name}: {said.value}" for subject, said in chosen),
        partners=tuple(" ".join(said.value.split()) for _, said in chosen),
        concept=where[1],
        relation=where[2],
        topic=topic_of(fact),
        syntax="pairs",
        source_text="\n".join(said.sentence for _, said in chosen),
    )
