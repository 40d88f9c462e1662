"""Facts that notes state: a term, what is said of it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Place  # noqa: TC001 - facts are decoded by these annotations


class Relation(StrEnum):
    """What a fact says of its term."""

    IS = "is"
    """What it is: a definition or description."""
    USE = "use"
    """What it is used for, or when."""
    FEATURE = "feature"
    """Something it has or does."""
    PART_OF = "category"
    """What it belongs to; the value is the group's name."""
    NUMBER = "number"
    """A quantity with its unit; the value is the whole sentence."""


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
