"""Facts that notes state: a term, what is said of it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Kind, Place
from knowledge.quiz.grammar import Grammar, grammar_of
from knowledge.quiz.stated import definitions, figures, headings, lists, tables
from knowledge.quiz.stated.glossed import taken_apart
from knowledge.quiz.stated.said import How, Relation, Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.model import Block, Note, Section
    from knowledge.quiz.stated.lists import Parents

__all__ = ["Fact", "How", "Relation", "read_facts"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a note says of a term."""

    term: str
    """As the note names it."""
    relation: Relation
    value: str
    """The note's words, without the term where it stands in front."""
    sentence: str
    """The whole sentence, bullet or row as the note has it; plain text."""
    place: Place
    how: How = How.SENTENCE
    """By what it was told."""
    label: str = ""
    """The column, label or list by which it was found, as the note has it."""


def read_facts(
    note: Note, sections: Sequence[Section], language: str = "english", text: str = ""
) -> tuple[Fact, ...]:
    """Return what a note states, in the order of its lines; linear in its length, never raises.

    `language` names the small words of the note, as `text.LANGUAGES` does. `text` is the whole
    note: with it, terms that are listed line by line in one paragraph are told apart.
    """
    grammar = grammar_of(language)
    if text:
        sections = taken_apart(sections, text.split("\n"))
    found: dict[Fact, None] = {}
    for section in sections:
        for position, said in _of_section(section, grammar):
            found[_placed(said, note, section, section.blocks[position])] = None
    for number, said in lists.of_subheadings(sections, grammar):
        found[_placed(said, note, sections[number], sections[number].blocks[0])] = None
    return tuple(sorted(found, key=lambda fact: (fact.place.first, fact.place.last)))


def _of_section(section: Section, grammar: Grammar) -> Iterator[tuple[int, Said]]:
    yield from headings.of_heading(section, grammar)
    yield from lists.members(section, grammar)
    described = lists.described(section, grammar)
    heading = headings.named_by(section.place.heading[-1], grammar)
    for position, block in enumerate(section.blocks):
        for said in _of_block(section, block, (heading, described), grammar):
            yield position, said


def _of_block(
    section: Section, block: Block, above: tuple[str, frozenset[Parents]], grammar: Grammar
) -> Iterator[Said]:
    heading, described = above
    if block.kind is Kind.ROW:
        yield from tables.of_row(block, grammar)
        return
    if block.kind not in {Kind.ITEM, Kind.PARAGRAPH}:
        return
    labelled = list(lists.of_label(section, block, grammar))
    labelled += lists.of_labelled_list(section, block, grammar)
    if not labelled and block.parents in described:
        labelled += lists.of_attribute(section, block, grammar)
    if labelled:
        yield from labelled
        return
    yield from definitions.of_parted(block, grammar)
    yield from definitions.of_sentences(block, grammar)
    yield from figures.of_figures(heading, block, grammar)


def _placed(said: Said, note: Note, section: Section, block: Block) -> Fact:
    place = Place(note.path, block.first, block.last, section.place.heading)
    return Fact(said.term, said.relation, said.value, said.sentence, place, said.how, said.label)
