"""What the reader of a file of questions hands on, and how its texts become raw ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.quiz.written.draft import Draft, Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKDOWN = re.compile(r"([*_`$~=])")


@dataclass(frozen=True, slots=True)
class Imported:
    """The questions of a file as they were found."""

    drafts: Sequence[Draft]
    categories: Sequence[tuple[int, tuple[str, ...]]] = ()
    """The lines, counted from 1, at which a category begins, and its names from the top down."""


def literal(text: str) -> str:
    """Return a text that is no Markdown so that its stars and underscores are kept."""
    return _MARKDOWN.sub(r"\\\1", text)


def not_understood(syntax: str, first: int, last: int, detail: str) -> Draft:
    """Return what is said of lines that a format does not allow."""
    return Draft(syntax, "question", first, last, detail, fault=Fault.UNREADABLE)
