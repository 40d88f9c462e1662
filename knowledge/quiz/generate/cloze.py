"""A figure left out at the end of a sentence, among figures of the same unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.quiz.facts import Fact, Relation
from knowledge.quiz.gates.shape import tidy
from knowledge.quiz.generate.shelf import Shelf, source_of, topic_of
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Item, Kind, Option, Origin, digest
from knowledge.quiz.stated.figures import last_figure
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.terms import Subject

GAP: Final = "____"
DISTRACTORS: Final = 3
FACTORS: Final = (0.25, 0.5, 0.75, 1.5, 2, 3)
"""By which a figure becomes a wrong one where the notes have too few of its unit."""
WORDS_LEAST: Final = 4
"""Words before the gap: with fewer, nothing says what is counted."""
PER_TERM: Final = 2


def figure_gaps(subject: Subject, shelf: Shelf) -> Iterator[Item]:
    """Yield the items that leave out the figure at the end of a sentence about a term."""
    number = 0
    for fact in subject.said(Relation.NUMBER):
        sentence = tidy(fact.value)
        found = last_figure(sentence)
        if found is None or number >= PER_TERM or not _stands_alone(sentence, fact, shelf):
            continue
        unit = found["unit"] or found["percent"] or ""
        if len(unit) == 1 and unit != "%":
            continue  # the 1980s
        own = float(found["number"].replace(",", ""))
        before = sentence[: found.start()].rstrip()
        if before.rpartition(" ")[2][:1].isupper():
            continue  # a name's own number: Windows 11
        if subject.key not in " ".join(words(before)):
            before = f"{subject.name}: {before}"
        name = generated_id("cloze", subject.key, "number", number)
        number += 1
        values = sorted({own, *_others(own, unit, fact, name, shelf)})
        options = tuple(Option(_shown(value, found[0], found["number"])) for value in values)
        key = Option(_shown(own, found[0], found["number"]))
        yield Item(
            name,
            Kind.CLOZE,
            Origin.GENERATED,
            shelf.wording(fact).gap.format(f"{before} {GAP}"),
            options,
            (key.id,),
            fact.place,
            fact.sentence,
            fact.sentence,
            (key.text,),
            concept=subject.name,
            relation="number",
            topic=topic_of(fact),
            syntax="cloze",
            source_text=source_of(fact),
        )


def _stands_alone(sentence: str, fact: Fact, shelf: Shelf) -> bool:
    grammar = shelf.grammar(fact)
    found = words(sentence)
    return (
        len(found) > WORDS_LEAST
        and grammar.pointers.isdisjoint(found)
        and found[0] not in grammar.starters
        and sentence.count("(") == sentence.count(")")
        and ":" not in sentence
    )


def _others(own: float, unit: str, fact: Fact, seed: str, shelf: Shelf) -> list[float]:
    """Return wrong figures: of the same unit in the notes, not in this sentence; then multiples."""
    there = {
        float(word.replace(",", ""))
        for word in words(fact.sentence)
        if word.replace(".", "", 1).isdigit()
    }
    near = [
        value
        for value in shelf.figures.get(unit.lower(), ())
        if value not in there and own / 5 <= value <= own * 5 and value != own
    ]
    near.sort(key=lambda value: digest(f"{seed}|{value}"))
    made = {_rounded(own * factor, own) for factor in FACTORS} - there - {own, 0.0}
    for value in sorted(made, key=lambda value: digest(f"{seed}|{value}")):
        if value not in near and not (unit == "%" and value > 100):
            near.append(value)
    return near[:DISTRACTORS]


def _rounded(value: float, own: float) -> float:
    """Return a value as whole, or with as many digits, as the figure that it stands beside."""
    return float(round(value)) if own == int(own) else round(value, 2)


def _shown(value: float, figure: str, number: str) -> str:
    """Return a value as the sentence writes its own."""
    whole = int(value) if value == int(value) else round(value, 4)
    text = f"{whole:,}" if "," in number or not isinstance(whole, int) else str(whole)
    return figure.replace(number, text, 1)
