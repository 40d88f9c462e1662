"""What a comparison sets against what, and which part of a passage sets them beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.model import Kind
from knowledge.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.model import Block

AGAINST: Final = frozenset({"vs", "versus"})
BETWEEN: Final = frozenset(
    {
        *("and", "or", "with", "from"),
        *("e", "ed", "o", "con", "da", "y", "et", "ou", "avec"),
        *("und", "oder", "mit", "von", "og", "eller", "med", "en"),
    }
)
"""Words that part the sides where nothing else does."""
_CONTRASTS = re.compile(
    r"\b(?:while|whereas|unlike|than|but|instead|differs?|differen(?:t|ces?)|contrasts?|vs|versus"
    r"|rather|opposed|mentre|invece|differenz[ae]|rispetto|wahrend|hingegen|sondern|unterschied\w*"
    r"|mientras|tandis|mens|forskel\w*|modsat)\b"
)
"""Words of a sentence that sets things against each other."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things that are compared."""

    name: str
    """Its words, folded, as the question reads them."""
    roots: tuple[str, ...]
    """Their stems."""


def parted(found: Sequence[str]) -> tuple[Sequence[str], Sequence[str]] | None:
    """Return the words before and behind what sets them apart; None where that is not plain."""
    inside = range(1, len(found) - 1)
    at = [at for at in inside if found[at] in AGAINST] or [
        at for at in inside if found[at] in BETWEEN
    ]
    return (found[: at[0]], found[at[0] + 1 :]) if len(at) == 1 else None


def holds_all(roots: Sequence[str], sides: Iterable[Sequence[str]]) -> bool:
    """Whether stems hold those of every side, each side's together and in order."""
    return all(holds_side(roots, side) for side in sides)


def holds_side(roots: Sequence[str], side: Sequence[str]) -> bool:
    """Whether stems hold those of a side, together and in order."""
    size, wanted = len(side), tuple(side)
    return any(tuple(roots[at : at + size]) == wanted for at in range(len(roots) - size + 1))


def set_beside(
    heading: str,
    blocks: Sequence[Block],
    sides: Sequence[Sequence[str]],
    roots_of: Callable[[str], list[str]],
) -> Sequence[Block]:
    """Return the part of a passage that sets the sides beside each other; none if none does.

    That is what stands under a heading that names them all, a table with the sides as columns or
    as rows, or a list with an item about each. `heading` is the one above the passage.
    """
    rows = [block for block in blocks if block.kind is Kind.ROW and not block.label]
    if rows and sum(any(holds_side(roots_of(c), s) for c in rows[0].parents) for s in sides) > 1:
        return rows
    for at, block in enumerate(blocks):
        if block.kind is Kind.HEADING and holds_all(roots_of(block.text), sides):
            return _below(blocks, at)
    if holds_all(roots_of(heading), sides):
        return blocks
    listed = (block for block in blocks if block.kind is Kind.ITEM)
    named = {block: roots_of(block.cells[0]) for block in (*rows, *listed)}
    about = [
        block
        for block, roots in named.items()
        if any(holds_side(roots[: len(side) + 2], side) for side in sides)
    ]
    told = sum(
        any(holds_side(named[block], side) and _says_more(block, side) for block in about)
        for side in sides
    )
    return about if told > 1 else ()


def contrasts(text: str) -> bool:
    """Whether a sentence has a word that sets things against each other."""
    return bool(_CONTRASTS.search(fold(text)))


def _says_more(block: Block, side: Sequence[str]) -> bool:
    """Whether a row or an item says anything beside a name."""
    return block.text.count(" ") > len(side)


def _below(blocks: Sequence[Block], heading: int) -> Sequence[Block]:
    """Return a heading with what stands under it, up to the next as high."""
    end = heading + 1
    level = blocks[heading].level
    while end < len(blocks) and not (
        blocks[end].kind is Kind.HEADING and blocks[end].level <= level
    ):
        end += 1
    return blocks[heading:end]
