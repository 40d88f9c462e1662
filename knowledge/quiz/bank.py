"""Questions and facts of all notes to one bank of items, every gate passed or named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.model import Kind as BlockKind
from knowledge.model import Note, Passage, Problem
from knowledge.quiz.facts import Fact, read_facts
from knowledge.quiz.gates.copies import without_copies
from knowledge.quiz.gates.flaws import gated
from knowledge.quiz.gates.rivals import read_evidence
from knowledge.quiz.generate.cloze import figure_gaps
from knowledge.quiz.generate.does import what_it_does
from knowledge.quiz.generate.groups import group_items, groups_of
from knowledge.quiz.generate.shelf import Shelf
from knowledge.quiz.generate.tables import column_items, columns_of, pairs_item
from knowledge.quiz.generate.truth import true_or_false
from knowledge.quiz.generate.which import which_term, which_use
from knowledge.quiz.items import Bank, Item, Kind, Origin
from knowledge.quiz.terms import Extra, Lexicon, build_lexicon
from knowledge.quiz.written.question import Question  # noqa: TC001 - decoded by annotations
from knowledge.quiz.written.read import question_lines, read_questions
from knowledge.quiz.written_items import unsupported, written_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.model import Section
    from knowledge.notes.glossary import Glossary


@dataclass(frozen=True, slots=True)
class NoteQuiz:
    """One note's share of the bank, kept with the note."""

    questions: tuple[Question, ...] = ()
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str = "english"
    """Of the note, by Snowball's names."""


def read_note_quiz(
    text: str, note: Note, sections: Sequence[Section], language: str = "english"
) -> NoteQuiz:
    """Return what a note asks and states; `text` is its decoded text, lines ended by line feeds."""
    questions, problems = read_questions(text, note, sections)
    asked = question_lines(questions)
    facts = tuple(
        fact for fact in read_facts(note, sections, language, text) if fact.place.first not in asked
    )
    return NoteQuiz(questions, facts, problems, language)


def build_bank(
    notes: Sequence[tuple[Note, NoteQuiz]],
    glossary: Glossary,
    passages: Sequence[Passage],
    extra: Extra | None = None,
) -> Bank:
    """Return every item of the notes; what may not be asked is among them, with the reasons.

    `passages` are those of the whole library: a wrong option is one that no passage supports. The
    same notes give the same bank, in whatever order they come.
    """
    ordered = sorted(notes, key=lambda pair: pair[0].path)
    languages = {note.path: share.language for note, share in ordered}
    facts = [fact for _, share in ordered for fact in share.facts]
    lexicon = build_lexicon(facts, glossary, extra, languages, _written_small(passages))
    spoken = Counter(languages.values()).most_common(1)
    evidence = read_evidence(
        passages,
        lexicon,
        spoken[0][0] if spoken else "english",
        {note.path: question_lines(share.questions) for note, share in ordered},
    )
    shelf = Shelf(lexicon, evidence, languages)
    questions = [question for _, share in ordered for question in share.questions]
    written = list(written_items(questions, shelf))
    made = [item for item, _ in written]
    made += _generated(lexicon, shelf)
    items = tuple(sorted(without_copies(sorted(made, key=_by_worth)), key=_by_place))
    problems = [problem for _, share in ordered for problem in share.problems]
    problems += [
        problem for item, question in written for problem in unsupported(item, question, shelf)
    ]
    covered = frozenset(item.concept for item in items if item.ready and item.concept)
    defined = frozenset(lexicon.by_key[key].name for key in shelf.described)
    return Bank(items, tuple(sorted(problems)), covered, defined)


def _written_small(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the words that stand without a capital somewhere in the notes' sentences."""
    return frozenset(
        bare
        for passage in passages
        for block in passage.blocks
        if block.kind is not BlockKind.CODE
        for word in block.text.split()
        if word[:1].islower() and (bare := word.strip(".,;:!?()\"'"))
    )


def _by_worth(item: Item) -> tuple[bool, bool, tuple[str, int, str]]:
    """Of two copies the one stays that an author wrote, or that cannot be guessed by half."""
    return item.origin is Origin.GENERATED, item.kind is Kind.TRUTH, _by_place(item)


def _by_place(item: Item) -> tuple[str, int, str]:
    return item.place.note, item.place.first, item.id


RULES: Final = (which_term, which_use, what_it_does, figure_gaps)
"""What is made of each term, in this order; every item passes the gates."""


ENOUGH: Final = 2
"""A term with so many other items is not asked about by true or false."""


def _generated(lexicon: Lexicon, shelf: Shelf) -> Iterator[Item]:
    for subject in lexicon.subjects:
        made = [gated(item, shelf.everywhere) for rule in RULES for item in rule(subject, shelf)]
        yield from made
        # Half of all guesses are right: only a term of which little else can be asked gets one.
        others = sum(item.ready for item in made)
        if others < ENOUGH or others < len(shelf.described.get(subject.key, ())):
            made = list(true_or_false(subject, shelf))
            yield from (gated(item, shelf.everywhere) for item in made)
    yield from (gated(item, shelf.everywhere) for item in _of_groups(shelf))


def _of_groups(shelf: Shelf) -> Iterator[Item]:
    for group in groups_of(shelf):
        yield from group_items(group, shelf)
    for where, rows in columns_of(shelf).items():
        yield from column_items(where, rows, shelf)
        yield from pairs_item(where, rows, shelf)
