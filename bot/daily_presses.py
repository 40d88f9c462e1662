"""What the press of a daily question's button means: ids and letters in its `custom_id`, no key.

What comes back is hostile: it is read only if it is exactly what could have been written here, and
who pressed, where, and what state the post is in are looked up each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from bot.wire import MARK
from bot.words_daily import FLAG_REASONS
from knowledge.quiz.practice import LETTERS

_POST = r"(?P<post>[A-Z2-7]{24})"
_SOME = rf"[{LETTERS}]{{0,{len(LETTERS)}}}"
PRESS = (
    rf"{MARK}{_POST}:(?:"
    rf"(?P<letter>[{LETTERS}])"
    rf"|t(?P<before>{_SOME}):(?P<turned>[{LETTERS}])"
    rf"|s(?P<submitted>{_SOME})"
    rf"|(?P<why>w)"
    rf"|f(?::(?P<reason>{'|'.join(FLAG_REASONS)}))?)"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The button of an option, under the question."""

    post: str
    letter: str

    @property
    def letters(self) -> tuple[str, ...]:
        """The letter alone."""
        return (self.letter,)


@dataclass(frozen=True, slots=True)
class Turn:
    """An option of several, chosen or no longer, in one's own private message."""

    post: str
    before: tuple[str, ...]
    """Letters chosen before."""
    letter: str

    @property
    def letters(self) -> tuple[str, ...]:
        """Letters chosen now, in their order."""
        return tuple(sorted(set(self.before) ^ {self.letter}))


@dataclass(frozen=True, slots=True)
class Submit:
    """Answer with several options."""

    post: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Ask for all that the notes say about a revealed question."""

    post: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Call the question bad; without a reason, ask for one."""

    post: str
    reason: str = ""


Press: TypeAlias = Letter | Turn | Submit | Why | Flag


def write(press: Press) -> str:
    """Return the `custom_id` of a press."""
    match press:
        case Letter(_, letter):
            text = letter
        case Turn(_, before, letter):
            text = f"t{''.join(before)}:{letter}"
        case Submit(_, letters):
            text = f"s{''.join(letters)}"
        case Why():
            text = "w"
        case Flag(_, reason):
            text = f"f:{reason}" if reason else "f"
    return f"{MARK}{press.post}:{text}"


def read(custom_id: str) -> Press | None:
    """Return what a press means, or None where it was not written here."""
    found = re.fullmatch(PRESS, custom_id)
    if found is None:
        return None
    post = found["post"]
    some: tuple[str, ...] = tuple(found["before"] or found["submitted"] or "")
    if list(some) != sorted(set(some)):
        return None
    if found["letter"]:
        return Letter(post, found["letter"])
    if found["turned"]:
        return Turn(post, some, found["turned"])
    if found["submitted"] is not None:
        return Submit(post, some)
    return Why(post) if found["why"] else Flag(post, found["reason"] or "")
