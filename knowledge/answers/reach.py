"""What a passage says in one place: each sentence with all that it stands under.

Words that are asked for are bits of a number here, and what is said is the sum of its bits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.answers.evidence import is_short
from knowledge.answers.index import BREAK
from knowledge.answers.kinds import ONCE
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
ASKS: Final = 0.6
"""What a block that asks is worth beside one that says."""
ASKING: Final = ("?", "\uff1f")
_PARAGRAPH, _HEADING, _ROW = Kind.PARAGRAPH, Kind.HEADING, Kind.ROW
"""A kind costs as much to look up as five comparisons, and each sentence is compared to these."""


@dataclass(frozen=True, slots=True)
class Bits:
    """Rows of the vocabulary, each with its bit."""

    of_row: Mapping[int, int]
    """`BREAK` among them, with none."""
    facts: int
    """The bits of rows that stand for kinds of fact."""

    @classmethod
    def of(cls, rows: Iterable[int], index: Index) -> Bits:
        """Return bits for the rows."""
        of_row = {row: 1 << at for at, row in enumerate(dict.fromkeys(rows))}
        facts = sum(bit for row, bit in of_row.items() if row in index.facts)
        return cls({**of_row, BREAK: 0}, facts)

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


def reaches(
    index: Index,
    number: int,
    blocks: Sequence[Block],
    bits: Bits,
    hits: Sequence[tuple[int, int]] | None = None,
) -> list[Reach]:
    """Return the reach of each segment of a passage; `number` is its place in the index.

    `hits` says where the rows of the bits stand (`Scored.hits`), if that is known already.
    """
    first, end = index.sentence_starts[number : number + 2].tolist()
    if hits is None:
        over, *masks = _masks(index, number, bits.of_row)
    else:
        over, *masks = _masks_of(hits, bits.of_row, end - first)
    words = ~bits.facts
    heading = over
    introduction = columns = previous = 0
    said: dict[str, int] = {}
    found: list[Reach] = []
    for at, own in zip(index.blocks[first + 1 : end].tolist(), masks, strict=True):
        block = blocks[at]
        kind = block.kind
        lent = own & words
        under = heading
        if kind is _PARAGRAPH:
            introduction = lent if lent and block.text.endswith(":") else 0
        elif kind is _HEADING:
            under = heading = over | lent
            introduction = 0
        else:
            under |= introduction
        if kind is _ROW:
            if block.label:
                columns = lent
            else:
                under |= columns
        elif block.parents:
            for parent in block.parents:
                under |= said.get(parent, 0)
        found.append(Reach(at, own, under, previous))
        previous = lent if kind is _PARAGRAPH else 0  # rows and items stand for themselves
        if lent:
            said[block.text] = said.get(block.text, 0) | lent
    return found


def _masks_of(
    hits: Iterable[tuple[int, int]], of_row: Mapping[int, int], sentences: int
) -> list[int]:
    """Return the bits of each sentence of a passage, its heading path first."""
    masks = [0] * sentences
    for sentence, row in hits:
        masks[sentence] |= of_row[row]
    return masks


def _masks(index: Index, number: int, of_row: Mapping[int, int]) -> Iterator[int]:
    """Yield the same, read from the index."""
    mask = 0
    start, end = index.starts[number : number + 2].tolist()
    for row in filter(of_row.__contains__, index.stream[start:end].tolist()):
        if row == BREAK:
            yield mask
            mask = 0
        else:
            mask |= of_row[row]


@dataclass(frozen=True, slots=True)
class Sought:
    """The asked words as bits, with their weights."""

    bits: Bits
    words: tuple[tuple[int, float, int], ...]
    """For each asked word the bits that say it, its weight, and the bits of its long form, which
    all together say the same."""
    kinds: int
    """Facts of which one is wanted; none where none is asked for by its kind."""
    begun: int
    """Facts of which one more is, in a question that is nothing but its point."""
    total: float
    """The weight of all that is asked; 1 where nothing is."""
    told: dict[tuple[int, int], float] = field(default_factory=dict, compare=False, repr=False)
    """Shares that were worked out: many sentences say the same of what is asked."""

    @classmethod
    def of(cls, query: Query, index: Index) -> Sought:
        """Return what a query seeks, in the numbers of an index."""
        rows = index.vocabulary
        kinds = [rows[kind] for kind in query.wanted if kind in rows]
        asked_rows = [rows[root] for asked in query.asked for root in asked.roots]
        once = [kind for kind in query.begun if kind in ONCE and kind in rows]
        begun = [rows[kind] for kind in once] if is_short(query) else []
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
            tuple(
                (bits.all([rows[root] for root in asked.roots]), asked.weight, forms.get(at, 0))
                for at, asked in enumerate(own)
            ),
            bits.all(kinds),
            bits.all(begun),
            sum(asked.weight for asked in own) or 1.0,
        )

    def share(self, there: int, near: int = 0) -> float:
        """Return the share of what is asked that bits say; what stands near says less.

        A fact of a kind stands for the word that asks for it only where half of the rest is said:
        any sentence may hold a price.
        """
        share = self.told.get((there, near))
        if share is None:
            share = self.told[there, near] = self._share(there, near)
        return share

    def _share(self, there: int, near: int) -> float:
        said = by_fact = rest = 0.0
        facts = self.bits.facts
        for each, weight, form in self.words:
            found = each & there
            if found and not found & ~facts:
                by_fact += weight
                continue
            rest += weight
            if found or (form and form & there == form):
                said += weight
            elif each & near:
                said += BESIDE * weight
        return (said + (by_fact if said >= HALF * rest else 0.0)) / self.total


def said(query: Query, sought: Sought, within: Sequence[Reach], blocks: Sequence[Block]) -> float:
    """Return the share of what is asked that a passage says in one place, 0 to 1.

    The place must hold a fact of the kind that is asked for. What is compared may stand apart.
    """
    if query.intent is Intent.COMPARISON:
        together = 0
        for at, own, under, _ in within:
            if blocks[at].kind is not _HEADING:
                together |= own | under
        return sought.share(together)
    kinds, begun = sought.kinds, sought.begun
    most = 0.0
    for at, own, under, before in within:
        if (kinds and not own & kinds) or (begun and not own & begun):
            continue
        share = sought.share(own | under, before)
        if share > most:  # few are: only of these it is looked up what they are
            block = blocks[at]
            if block.kind is not _HEADING:
                most = max(most, share * ASKS if block.text.endswith(ASKING) else share)
    return most


def said_by_one(sought: Sought, within: Sequence[Reach], blocks: Sequence[Block]) -> float:
    """Return the share of what is asked that one sentence says itself, 0 to 1.

    It must hold a fact of the kind that is asked for.
    """
    own = {
        own
        for block, own, _, _ in within
        if blocks[block].kind is not _HEADING and (not sought.kinds or own & sought.kinds)
    }
    return max((sought.share(each) for each in own), default=0.0)


def figures_lacking(query: Query, sought: Sought, within: Sequence[Reach]) -> int:
    """Return how many figures of a question stand nowhere in a passage."""
    there = 0
    for _, own, under, _ in within:
        there |= own | under
    own_words = [asked for asked in query.asked if not asked.stands_for and asked.written != FORM]
    return sum(
        any(map(str.isdigit, asked.written)) and not bits & there
        for asked, (bits, _, _) in zip(own_words, sought.words, strict=True)
    )
