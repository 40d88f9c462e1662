"""What a press in an exam means, written into the button's `custom_id` and read back.

The run itself is in the store: a press names it, a question by its place, and what was chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.practice_presses import OPTION_MARK

_MOST_CHOSEN = 10
EXAM = (
    r"x(?P<act>[adfgluvz]):(?P<exam>[1-9][0-9]{0,17}):(?P<place>0|[1-9][0-9]{0,2})"
    rf":(?P<chosen>(?:[0-9a-f]{{{OPTION_MARK}}}){{0,{_MOST_CHOSEN}}})"
)


class Act(StrEnum):
    """What is done with a run."""

    ANSWER = "a"
    DONE = "d"
    """End it."""
    FLAG = "f"
    GO = "g"
    """Show a question."""
    LOOK_OVER = "l"
    """Show what is open and flagged, before the end."""
    UNFLAG = "u"
    VIEW_MISSED = "v"
    """After the end: show a question that was missed."""
    RESULT = "z"
    """After the end: show the result."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press in a run."""

    act: Act
    exam: int
    """The run's number in the store; whose it is, the store says."""
    place: int = 0
    """The question, counted from 0."""
    chosen: tuple[str, ...] = ()
    """Marks of the options that are chosen after the press."""


def write(press: Press) -> str:
    """Return the press as a `custom_id`. Raises `ValueError` where it cannot be carried."""
    text = f"x{press.act}:{press.exam}:{press.place}:{''.join(press.chosen)}"
    if read(text) is None:
        raise ValueError("a press that cannot be written")
    return text


def read(custom_id: str) -> Press | None:
    """Return what the press means, or None where it was not written here."""
    found = re.fullmatch(EXAM, custom_id)
    if found is None:
        return None
    text = found["chosen"]
    chosen = tuple(text[at : at + OPTION_MARK] for at in range(0, len(text), OPTION_MARK))
    return Press(Act(found["act"]), int(found["exam"]), int(found["place"]), chosen)
