"""What a passage says in one place: each sentence with all that it stands under.

Words that are asked for are bits of a number here, and what is said is the sum of its bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.answers.index import BREAK
from knowledge.answers.query import FORM, Intent
from knowledge.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.answers.index import Index
    from knowledge.answers.query import Query
    from knowledge.model import Block


BESIDE: Final = 0.6
"""What a word counts that only the sentence before says."""
HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Bits:
    """Rows of the vocabulary, each with its bit."""

    of_row: Mapping[int, int]
    facts: int
    """The bits of rows that stand for kinds of fact."""

    @classmethod
    def of(cls, rows: Iterable[int], index: Index) -> Bits:
        """Return bits for the rows."""
        of_row = {row: 1 << at for at, row in enumerate(dict.fromkeys(rows))}
        return cls(of_row, sum(bit for row, bit in of_row.items() if row in index.facts))

    def all(self, rows: Iterable[int]) -> int:
        """Return the bits of some rows together."""
        found = 0
        for row in rows:
            found |= self.of_row[row]
        return found


class Reach(NamedTuple):
    """A sentence, item or row, and the headings, bullets and introduction above it, as bits."""

    block: int
    """Position of its block in the passage."""
    own: int
    """The stems and facts that it says."""
    under: int
    """The stems of what it stands under."""
    before: int
    """The stems of the sentence before it: what `it` may be."""


def reaches(index: Index, number: int, blocks: Sequence[Block], bits: Bits) -> list[Reach]:
    """Return the reach of each segment of a passage; `number` is its place in the index."""
    over, *masks = _masks(index, number, bits.of_row)
    first, end = index.sentence_starts[number : number + 2].tolist()
    words = ~bits.facts
    heading = over
    introduction = columns = previous = 0
    said: dict[str, int] = {}
    found: list[Reach] = []
    before = -1
    for at, own in zip(index.blocks[first + 1 : end].tolist(), masks, strict=True):
        block = blocks[at]
        kind = block.kind
        lent = own & words
        under = heading
        if kind is Kind.PARAGRAPH:
            introduction = lent if block.text.endswith(":") else 0
        elif kind is Kind.HEADING:
            under = heading = over | lent
            introduction = 0
        else:
            under |= introduction
        if kind is Kind.ROW:
            if block.label:
                columns = lent
            else:
                under |= columns
        elif block.parents:
            for parent in block.parents:
                under |= said.get(parent, 0)
        found.append(Reach(at, own, under, previous))
        previous = lent if kind is Kind.PARAGRAPH else 0  # rows and items stand for themselves
        said[block.text] = said[block.text] | lent if before == at else lent
        before = at
    return found


def _masks(index: Index, number: int, of_row: Mapping[int, int]) -> Iterator[int]:
    """Yield the bits of each sentence of a passage, its heading path first."""
    mask = 0
    for row in index.stream[index.starts[number] : index.starts[number + 1]].tolist():
        if row == BREAK:
            yield mask
            mask = 0
        elif row in of_row:
            mask |= of_row[row]


@dataclass(frozen=True, slots=True)
class Sought:
    """The asked words as bits, with their weights."""

    bits: Bits
    words: tuple[tuple[int, float], ...]
    """For each asked word the bits that say it."""
    forms: tuple[tuple[int, int], ...]
    """Position in `words` and the bits of its long form, which all together say the same."""
    kinds: int
    """Facts of which one is wanted; none where none is asked for by its kind."""
    total: float
    """The weight of all that is asked; 1 where nothing is."""

    @classmethod
    def of(cls, query: Query, index: Index) -> Sought:
        """Return what a query seeks, in the numbers of an index."""
        rows = index.vocabulary
        kinds = [rows[kind] for kind in query.wanted if kind in rows]
        asked_rows = [rows[root] for asked in query.asked for root in asked.roots]
        bits = Bits.of([*asked_rows, *kinds], index)
        own = [asked for asked in query.asked if not asked.stands_for and asked.written != FORM]
        place = {asked.written: at for at, asked in enumerate(own)}
        forms: dict[int, int] = {}
        for asked in query.asked:
            if asked.stands_for in place and asked.roots:
                at = place[asked.stands_for]
                forms[at] = forms.get(at, 0) | bits.of_row[rows[asked.roots[0]]]
        return cls(
            bits,
            tuple((bits.all(rows[root] for root in asked.roots), asked.weight) for asked in own),
            tuple(forms.items()),
            bits.all(kinds),
            sum(asked.weight for asked in own) or 1.0,
        )

    def share(self, there: int, near: int = 0) -> float:
        """Return the share of what is asked that bits say; what stands near says less.

        A fact of a kind stands for the word that asks for it only where half of the rest is said:
        any sentence may hold a price.
        """
        said = by_fact = rest = 0.0
        for at, (each, weight) in enumerate(self.words):
            found = each & there
            if found and not found & ~self.bits.facts:
                by_fact += weight
                continue
            rest += weight
            if found or any(own == at and form & there == form for own, form in self.forms):
                said += weight
            elif each & near:
                said += BESIDE * weight
        return (said + (by_fact if said >= HALF * rest else 0.0)) / self.total


def said(query: Query, sought: Sought, within: Sequence[Reach], blocks: Sequence[Block]) -> float:
    """Return the share of what is asked that a passage says in one place, 0 to 1.

    The place must hold a fact of the kind that is asked for. What is compared may stand apart.
    """
    body = [each for each in within if blocks[each.block].kind is not Kind.HEADING]
    if query.intent is Intent.COMPARISON:
        together = 0
        for each in body:
            together |= each.own | each.under
        return sought.share(together)
    places = {
        (each.own | each.under, each.before)
        for each in body
        if not sought.kinds or each.own & sought.kinds
    }
    return max((sought.share(there, near) for there, near in places), default=0.0)
