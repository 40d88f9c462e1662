"""A question as its author wrote it, before it is checked and becomes an item."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Place  # noqa: TC001 - questions are decoded by these annotations
from knowledge.quiz.items import Kind  # noqa: TC001


@dataclass(frozen=True, slots=True)
class Question:
    """What one reader read: nothing is resolved against other notes yet."""

    syntax: str
    """Name of the reader."""
    kind: Kind
    stem: str
    """Plain text, one line."""
    options: tuple[str, ...]
    """Plain text in the author's order, letters removed; empty for a question without options.
    `pairs`: the names."""
    keys: tuple[int, ...]
    """Positions of the right options, ascending; empty where there are no options, and for
    `pairs`."""
    answer: str
    """The answer in words where there are no options, else what stood behind the key; plain. A
    typed answer may have several lines."""
    explanation: str
    place: Place
    """All lines of the question: from its first word to the last of its answer and explanation."""
    given_id: str = ""
    """The author's own id (`^id`, `id:`)."""
    tags: tuple[str, ...] = ()
    topic: str = ""
    """The author's domain or topic where one is written."""
    whys: tuple[str, ...] = ()
    """What the author says of each option, empty for an option without; none, or one an option."""
    accepted: tuple[str, ...] = ()
    """Other typed answers that the author takes for right."""
    partners: tuple[str, ...] = ()
    """`pairs`: the description that belongs to each option, in the options' order."""
