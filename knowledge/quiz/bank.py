"""Questions and facts of all notes to one bank of items, every gate passed or named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.model import Note, Passage, Problem  # noqa: TC001 - decoded by annotations
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
from knowledge.quiz.items import Bank, Item
from knowledge.quiz.terms import Extra, Lexicon, build_lexicon
from knowledge.quiz.written.question import Question  # noqa: TC001 - decoded by annotations

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
    return NoteQuiz((), read_facts(note, sections, language, text), (), language)


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
    lexicon = build_lexicon(facts, glossary, extra, languages)
    spoken = Counter(languages.values()).most_common(1)
    evidence = read_evidence(passages, lexicon, spoken[0][0] if spoken else "english")
    shelf = Shelf(lexicon, evidence, languages)
    items = without_copies(sorted(_generated(lexicon, shelf), key=_by_place))
    problems = tuple(sorted(problem for _, share in ordered for problem in share.problems))
    covered = frozenset(item.concept for item in items if item.ready)
    defined = frozenset(lexicon.by_key[key].name for key in shelf.described)
    return Bank(items, problems, covered, defined)


def _by_place(item: Item) -> tuple[str, int, str]:
    return item.place.note, item.place.first, item.id


RULES: Final = (which_term, which_use, what_it_does, figure_gaps)
"""What is made of each term, in this order; every item passes the gates."""


def _generated(lexicon: Lexicon, shelf: Shelf) -> Iterator[Item]:
    for subject in lexicon.subjects:
        made = [gated(item) for rule in RULES for item in rule(subject, shelf)]
        yield from made
        # Half of all guesses are right: only a term of which nothing else can be asked gets one.
        if not any(item.ready for item in made):
            yield from map(gated, true_or_false(subject, shelf))
    yield from map(gated, _of_groups(shelf))


def _of_groups(shelf: Shelf) -> Iterator[Item]:
    for group in groups_of(shelf):
        yield from group_items(group, shelf)
    for where, rows in columns_of(shelf).items():
        yield from column_items(where, rows, shelf)
        yield from pairs_item(where, rows, shelf)
