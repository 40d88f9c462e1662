"""Where the passages of an index stand, and what words mean there: all that answers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from knowledge.answers.answer import Source
    from knowledge.answers.meaning import Meaning
    from knowledge.answers.query import Understanding
    from knowledge.model import Block


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the passages of an index stand, and what words mean there."""

    known: Understanding
    source: Callable[[int, float, Sequence[int]], Source]
    """Passage number, score and numbers of its copies to a source."""
    blocks: Callable[[int], tuple[Block, ...]]
    """Passage number to its blocks."""
    term_of: Callable[[int], str | None]
    """Passage number to the term that it is about: that of the nearest heading which is one."""
    meaning: Meaning | None = None
