"""What was found to an answer: the words to show, their places, and what to offer beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.answers.answer import Answer, Response, Source, Statement, Unknown, Unsure
from knowledge.answers.around import gap, nearest_topics, related_terms, suggestions
from knowledge.answers.disagreement import other_statements, states_amount
from knowledge.answers.evidence import DOUBT, LINE
from knowledge.answers.judging import how_sure, judge
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.answers.judging import Judged
    from knowledge.answers.query import Query
    from knowledge.answers.shelf import Shelf


def compose(query: Query, shelf: Shelf) -> Response:
    """Return what the notes say to the question; deterministic."""
    judged = judge(query, shelf)
    if not judged.answers:
        return _unknown(query, shelf, judged)
    sources = tuple(
        shelf.source(each.best.passage, each.best.score, each.copies) for each in judged.found
    )
    answer = Answer(
        query.question,
        judged.shown,
        sources,
        round(how_sure(query, shelf, judged), 3),
        query.corrections,
        related_terms(query, shelf, [each.best.passage for each in judged.found]),
        _disagreement(query, shelf, judged, sources[0]),
        _beside(judged, sources),
    )
    meant = suggestions(query, shelf)
    if not meant or not (query.alternatives or judged.final < LINE + DOUBT):
        return answer
    return Unsure(
        answer.question,
        answer.shown,
        answer.sources,
        answer.confidence,
        answer.corrections,
        answer.related,
        answer.disagreement,
        answer.beside,
        meant,
    )


def _beside(judged: Judged, sources: Sequence[Source]) -> Statement | None:
    """Return what the notes say of the other side, where no passage compares the two."""
    if not judged.beside:
        return None
    other = sources[1]
    text = "\n".join(block.text for block in judged.beside)
    return Statement(text, other.place_of(judged.beside), other.date, judged.beside)


def _disagreement(
    query: Query, shelf: Shelf, judged: Judged, best: Source
) -> tuple[Statement, ...]:
    """Return what each note says where they state different amounts, the newest first."""
    text = "\n".join(block.text for block in judged.shown if block.kind is not Kind.HEADING)
    if any(block.kind is Kind.ROW for block in judged.shown):
        return ()  # a row's amounts are its columns'
    passage = judged.found[0].best.passage
    others = other_statements(
        query, shelf.known, (passage, text), lambda number: shelf.source(number, 0.0, ())
    )
    if not others:
        return ()
    own = next(block for block in judged.shown if states_amount(block.text))
    stated = [Statement(own.text, best.place_of([own]), best.date)]
    for number, block, sentence in others:
        source = shelf.source(number, 0.0, ())
        stated.append(Statement(sentence, source.place_of([block]), source.date))
    return tuple(sorted(stated, key=_newest_first))


def _newest_first(stated: Statement) -> int:
    """Return what sorts statements by the day of their notes; those without one come last."""
    day = stated.date.day if stated.date else None
    return -day.toordinal() if day else 1


def _unknown(query: Query, shelf: Shelf, judged: Judged) -> Unknown:
    return Unknown(
        query.question,
        nearest_topics(query, shelf, [scored.passage for scored in judged.ranked]),
        query.missing,
        query.corrections,
        suggestions(query, shelf),
        gap(query, shelf, judged.ranked, judged.absent),
    )
