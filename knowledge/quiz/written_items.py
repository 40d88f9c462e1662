"""Questions that authors wrote, made items: options for short answers, and what supports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.model import Problem, Severity
from knowledge.quiz.gates import wording
from knowledge.quiz.gates.flaws import gated
from knowledge.quiz.gates.leaks import stands_in
from knowledge.quiz.generate.shelf import (
    FITS,
    Shelf,
    in_order,
    lengths_fit,
    names_of,
    option_of,
    related,
)
from knowledge.quiz.grammar import grammar_of
from knowledge.quiz.identity import given_id, written_ids
from knowledge.quiz.items import Item, Kind, Option, Origin
from knowledge.quiz.stated.definitions import of_sentence
from knowledge.spelling import edits_allowed, nearest_name
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.quiz.gates.rivals import Sentence
    from knowledge.quiz.terms import Subject
    from knowledge.quiz.written.question import Question

SHORT: Final = 6
"""Words of an answer that may be a name; a longer one is a sentence."""
DISTRACTORS: Final = 3
UNSUPPORTED: Final = "Answer given by the note's author."
ASSERTING: Final = frozenset({"cards", "gaps", "tagged cards"})
"""Readers of cards: a card states its answer itself, so that nothing else has to."""


def written_items(questions: Sequence[Question], shelf: Shelf) -> Iterator[tuple[Item, Question]]:
    """Yield an item for each question, in their order; of two with one id the first."""
    ids = written_ids([(question.stem, question.options) for question in questions])
    seen: set[str] = set()
    for question, made in zip(questions, ids, strict=True):
        name = given_id(question.given_id) if question.given_id else made
        if name not in seen:
            seen.add(name)
            yield gated(_item(name, question, shelf)), question


def unsupported(item: Item, question: Question, shelf: Shelf) -> Iterator[Problem]:
    """Yield the notice that no other words of the notes hold the answer of a question."""
    keys = [item.options[at].text for at in item.answer] or list(item.accepted[:1])
    is_short = all(len(words(key)) <= SHORT for key in keys)
    if question.syntax in ASSERTING or item.kind is Kind.TRUTH or item.quote or not is_short:
        return
    if not any(shelf.evidence.knows(key) for key in keys):
        yield Problem(
            question.place.note,
            question.place.first,
            Severity.NOTICE,
            "The notes name the answer of this question nowhere else.",
            "Write a sentence about the answer, so that students can read why it is right.",
        )


def _item(name: str, question: Question, shelf: Shelf) -> Item:
    answers = _answers(question)
    key = _resolved(answers[0], question.place.note, shelf) if len(answers) == 1 else None
    found = _support(question, answers, shelf)
    options = tuple(map(Option, question.options, question.whys or [""] * len(question.options)))
    kind, keys = question.kind, tuple(options[at].id for at in question.keys)
    accepted: tuple[str, ...] = ()
    if not options and question.answer:
        accepted = tuple(dict.fromkeys((question.answer, *question.accepted)))
        if key is not None:
            accepted = tuple(dict.fromkeys((*accepted, key.name, *key.aliases)))
            options = in_order(name, _options(question, key, shelf))
            if options:
                kind, keys = Kind.CHOICE, (Option(key.name).id,)
    explanation = question.explanation or (found.text if found else UNSUPPORTED)
    return Item(
        name,
        kind,
        Origin.WRITTEN,
        question.stem,
        options,
        keys,
        question.place,
        found.text if found else "",
        explanation,
        accepted,
        question.partners,
        concept=key.name if key else "",
        relation="asked" if key else "",
        topic=question.topic or (question.place.heading[0] if question.place.heading else ""),
        tags=question.tags,
        syntax=question.syntax,
        source_text=found.text if found else "",
        quote_place=found.place if found else None,
    )


def _answers(question: Question) -> list[str]:
    if question.options and question.keys:
        return [question.options[at] for at in question.keys]
    return [question.answer]


def _resolved(answer: str, note: str, shelf: Shelf) -> Subject | None:
    """Return the term that a short answer names, by an alias or with slips too; or None."""
    if len(words(answer)) > SHORT:
        return _subject_of(answer, note, shelf)
    if not words(answer):
        return None
    found = shelf.lexicon.find(answer)
    if found is not None:
        return found
    written = " ".join(words(answer))
    near = nearest_name(written, list(shelf.lexicon.by_key), edits_allowed(len(written)))
    if not near:
        return None
    least = min(slips for _, slips in near)
    terms = {shelf.lexicon.by_key[name].key for name, slips in near if slips == least}
    return shelf.lexicon.by_key[terms.pop()] if len(terms) == 1 else None


def _subject_of(sentence: str, note: str, shelf: Shelf) -> Subject | None:
    """Return the term that a whole sentence is about: what stands in front of `is a`."""
    said = next(of_sentence(sentence, grammar_of(shelf.languages.get(note, "english"))), None)
    return shelf.lexicon.find(said.term) if said else None


def _support(question: Question, answers: Sequence[str], shelf: Shelf) -> Sentence | None:
    """Return what the notes say of the answer, in the words of the question."""
    if question.kind in {Kind.PAIRS, Kind.TRUTH} or not all(answers):
        return None
    return shelf.evidence.supporting(question.stem, " ".join(answers))


def _options(question: Question, key: Subject, shelf: Shelf) -> tuple[Option, ...]:
    """Return the term among terms of its kind; none where too few are surely wrong."""
    if wording.LOUD.search(question.stem):
        return ()  # what is none of them is no clue to what the others are
    fitting = shelf.evidence.fitting(question.stem, key.key)
    found: list[Subject] = []
    said = words(question.stem)
    for other in shelf.siblings(key):
        is_named = any(stands_in(said, name) for name in names_of(other))
        if is_named or fitting.named.get(other.key, 0.0) >= FITS:
            continue
        if not any(related(other, each) for each in found):
            found.append(other)
        if len(found) == DISTRACTORS:
            break
    if len(found) < DISTRACTORS or stands_in(said, key.name):
        return ()
    if not lengths_fit(key.name, [other.name for other in found]):
        return ()
    return tuple(option_of(each, shelf) for each in (key, *found))
