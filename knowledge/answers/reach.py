"""What a passage says in one place: each sentence with all that it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.answers.passages import Segment, segments
from knowledge.answers.query import FORM, Intent
from knowledge.answers.ranking import sentences_of
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query
    from knowledge.model import Passage


BESIDE: Final = 0.6
"""What a word counts that only the sentence before says."""
HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Reach:
    """A sentence, item or row, and the headings, bullets and introduction above it."""

    segment: Segment
    words: Sequence[int]
    """Its stems and facts as rows of the vocabulary, in reading order."""
    own: frozenset[int]
    """The same, as a set."""
    under: frozenset[int]
    """The stems of what it stands under."""
    before: frozenset[int]
    """The stems of the sentence before it: what `it` may be."""


def reaches(index: Index, number: int, passage: Passage) -> list[Reach]:
    """Return the reach of each segment of a passage; `number` is its place in the index."""
    path, *sentences = sentences_of(index, number)
    over = frozenset(path)
    heading = over
    introduction: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    previous: frozenset[int] = frozenset()
    said: dict[str, frozenset[int]] = {}
    found: list[Reach] = []
    before = -1
    for segment, words in zip(segments(passage), sentences, strict=True):
        block = passage.blocks[segment.block]
        own = frozenset(words)
        lent = own - index.facts
        if block.kind is Kind.HEADING:
            heading, introduction = over | lent, frozenset()
        elif block.kind is Kind.ROW and block.label:
            columns = lent
        elif block.kind is Kind.PARAGRAPH:
            introduction = lent if block.text.endswith(":") else frozenset()
        under = heading
        if introduction and block.kind is not Kind.PARAGRAPH:
            under |= introduction
        if block.kind is Kind.ROW and not block.label:
            under |= columns
        elif block.parents:
            under = under.union(*(said.get(parent, frozenset()) for parent in block.parents))
        found.append(Reach(segment, words, own, under, previous))
        previous = frozenset() if block.kind is Kind.HEADING else lent
        said[block.text] = said[block.text] | lent if before == segment.block else lent
        before = segment.block
    return found


@dataclass(frozen=True, slots=True)
class Sought:
    """The asked words as rows of the vocabulary, with their weights."""

    words: tuple[tuple[frozenset[int], float], ...]
    """For each asked word the rows that say it."""
    forms: tuple[tuple[int, frozenset[int]], ...]
    """Position in `words` and the rows of its long form, which all together say the same."""
    kinds: frozenset[int]
    """Facts of which one is wanted; empty where none is asked for by its kind."""
    facts: frozenset[int]
    """All rows that stand for kinds of fact."""
    total: float
    """The weight of all that is asked; 1 where nothing is."""

    @classmethod
    def of(cls, query: Query, index: Index) -> Sought:
        """Return what a query seeks, in the numbers of an index."""
        rows = index.vocabulary
        own = [asked for asked in query.asked if not asked.stands_for and asked.written != FORM]
        place = {asked.written: at for at, asked in enumerate(own)}
        forms: dict[int, set[int]] = {}
        for asked in query.asked:
            if asked.stands_for in place and asked.roots:
                forms.setdefault(place[asked.stands_for], set()).add(rows[asked.roots[0]])
        return cls(
            tuple((frozenset(rows[root] for root in asked.roots), asked.weight) for asked in own),
            tuple((at, frozenset(form)) for at, form in forms.items()),
            frozenset(rows[kind] for kind in query.wanted if kind in rows),
            index.facts,
            sum(asked.weight for asked in own) or 1.0,
        )

    def share(self, rows: frozenset[int], near: frozenset[int] = frozenset()) -> float:
        """Return the share of what is asked that rows say; what stands near says less.

        A fact of a kind stands for the word that asks for it only where half of the rest is said:
        any sentence may hold a price.
        """
        said = by_fact = rest = 0.0
        for at, (each, weight) in enumerate(self.words):
            found = each & rows
            if found and found <= self.facts:
                by_fact += weight
                continue
            rest += weight
            if found or (
                self.forms and any(own == at and form <= rows for own, form in self.forms)
            ):
                said += weight
            elif not each.isdisjoint(near):
                said += BESIDE * weight
        return (said + (by_fact if said >= HALF * rest else 0.0)) / self.total


def said(query: Query, sought: Sought, within: Sequence[Reach], passage: Passage) -> float:
    """Return the share of what is asked that a passage says in one place, 0 to 1.

    The place must hold a fact of the kind that is asked for. What is compared may stand apart.
    """
    body = [each for each in within if passage.blocks[each.segment.block].kind is not Kind.HEADING]
    if query.intent is Intent.COMPARISON:
        return sought.share(frozenset().union(*(each.own | each.under for each in body)))
    return max(
        (
            sought.share(each.own | each.under, each.before)
            for each in body
            if not sought.kinds or not sought.kinds.isdisjoint(each.own)
        ),
        default=0.0,
    )
