"""What a press in a quiz or a review means, written into the button's `custom_id` and read back.

A quiz is nowhere but in its message: what was drawn, how far it is, and how it went stand in every
button of it, so that it goes on after a restart. Ids alone, never a key; what comes back is
hostile until it is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.quiz.items import Item

LARGEST = 20
"""Questions of a quiz: a mask of them is five hexadecimal digits."""
OPTION_MARK = 6
"""So many of an option's eight characters stand for it; ten options fit into a `custom_id`."""
_MOST_CHOSEN = 5
_MOST_TRIES = 9999

_RUN = (
    r"(?P<seed>[0-9a-z]{6})-(?P<size>[1-9][0-9]?)-(?P<kind>[a-z]?)-(?P<topic>(?:[0-9a-f]{8})?)"
    r"-(?P<asked>[0-9a-f]{1,5})-(?P<at>0|[1-9][0-9]?)-(?P<right>[0-9a-f]{1,5})"
)
_ITEM = r"(?P<item>[0-9a-f]{16})"
STEP = (
    rf"p(?P<act>[acegnstwy]):(?:{_RUN}|(?P<review>rh?)):{_ITEM}:(?P<tries>0|[1-9][0-9]{{0,3}})"
    rf":(?P<chosen>(?:[0-9a-f]{{{OPTION_MARK}}}){{0,{_MOST_CHOSEN}}})"
)
GO = rf"px:(?:{_RUN}|(?P<review>r))"
ABOUT = rf"p(?P<act>[dfou]):{_ITEM}"
DRAW = r"pq:(?P<key>[A-Za-z0-9_-]{10})"
TAKE_UP = r"pr"


class Act(StrEnum):
    """What a step does with the question of its message."""

    ANSWER = "a"
    CHOOSE = "c"
    """Choose or leave one of several options."""
    EASY = "e"
    """Say that a right answer was easy."""
    LEAVE = "g"
    NO = "n"
    """Judge an answer of one's own as wrong."""
    SAID = "s"
    """What was typed into the form."""
    HINT = "t"
    """Show the note before answering."""
    WRITE = "w"
    """Open the form to type into."""
    YES = "y"


class Asked(StrEnum):
    """What is asked about a question, wherever it is shown."""

    EXPLAIN = "d"
    FLAG = "f"
    NOTE = "o"
    OVERRIDE = "u"


@dataclass(frozen=True, slots=True)
class Run:
    """A quiz: how its questions are drawn, and how far it is."""

    seed: str
    size: int
    asked: int
    """A bit for each question drawn that is to be asked."""
    kind: str = ""
    """A letter of `practising.KINDS`; empty for all."""
    topic: str = ""
    """A mark of `practising.marks_of`; empty for all."""
    at: int = 0
    """The question shown, of those drawn; `size` at the end."""
    right: int = 0
    """A bit for each question answered rightly."""

    @property
    def number(self) -> int:
        """How many questions were asked up to the one shown."""
        return (self.asked & ((2 << self.at) - 1)).bit_count()

    @property
    def missed(self) -> int:
        """A bit for each question asked and not answered rightly."""
        return self.asked & ~self.right

    def onward(self) -> Run:
        """Return the run at its next question, or at its end."""
        later = (place for place in range(self.at + 1, self.size) if self.asked >> place & 1)
        return replace(self, at=next(later, self.size))

    def graded(self, *, right: bool) -> Run:
        """Return the run after the question shown was answered."""
        bit = 1 << self.at
        return replace(self, right=self.right | bit if right else self.right & ~bit)

    def again(self) -> Run:
        """Return a run of the missed questions alone; there is at least one."""
        first = (self.missed & -self.missed).bit_length() - 1
        return replace(self, asked=self.missed, at=first, right=0)


@dataclass(frozen=True, slots=True)
class Review:
    """The review queue of whoever presses: it is read anew each time."""

    helped: bool = False
    """Whether the note was shown before the answer."""


Where: TypeAlias = Run | Review


@dataclass(frozen=True, slots=True)
class Step:
    """Something done with the question of a message."""

    act: Act
    where: Where
    item: str
    tries: int
    """The person's attempts at the item when it was shown: one more, and it is answered."""
    chosen: tuple[str, ...] = ()
    """Marks of options."""


@dataclass(frozen=True, slots=True)
class Go:
    """Show a question of a run, or its end, or what is due."""

    where: Where


@dataclass(frozen=True, slots=True)
class About:
    """Ask something about an item, in private."""

    act: Asked
    item: str


@dataclass(frozen=True, slots=True)
class Draw:
    """Begin a quiz on what a passage is about."""

    key: str


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Review again what was put aside."""


Press: TypeAlias = Step | Go | About | Draw | TakeUp


def marks(options: Iterable[str]) -> tuple[str, ...]:
    """Return what stands for options, by their ids."""
    return tuple(option[:OPTION_MARK] for option in options)


def chosen_of(item: Item, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the options with those marks, in the item's order."""
    return tuple(option.id for option in item.options if option.id[:OPTION_MARK] in chosen)


def write(press: Press) -> str:
    """Return the press as a `custom_id`, which is always short enough. Raises `ValueError`."""
    match press:
        case Step(act, where, item, tries, chosen):
            counted = min(tries, _MOST_TRIES)
            text = f"p{act}:{_where(where)}:{item}:{counted}:{''.join(chosen[:_MOST_CHOSEN])}"
        case Go(where):
            text = f"px:{_where(where)}"
        case About(act, item):
            text = f"p{act}:{item}"
        case Draw(key):
            text = f"pq:{key}"
        case TakeUp():
            text = TAKE_UP
    if read(text) is None:
        raise ValueError("a press that cannot be written")
    return text


def read(custom_id: str) -> Press | None:
    """Return what the press means, or None where it was not written here."""
    if found := re.fullmatch(STEP, custom_id):
        where = _read_where(found)
        size = OPTION_MARK
        text = found["chosen"]
        chosen = tuple(text[at : at + size] for at in range(0, len(text), size))
        step = (Act(found["act"]), where, found["item"], int(found["tries"]), chosen)
        return None if where is None else Step(step[0], where, *step[2:])
    if found := re.fullmatch(GO, custom_id):
        where = _read_where(found)
        return None if where is None else Go(where)
    if found := re.fullmatch(ABOUT, custom_id):
        return About(Asked(found["act"]), found["item"])
    if found := re.fullmatch(DRAW, custom_id):
        return Draw(found["key"])
    return TakeUp() if re.fullmatch(TAKE_UP, custom_id) else None


def _where(where: Where) -> str:
    if isinstance(where, Review):
        return "rh" if where.helped else "r"
    parts = (where.seed, where.size, where.kind, where.topic)
    return "-".join(map(str, (*parts, f"{where.asked:x}", where.at, f"{where.right:x}")))


def _read_where(found: re.Match[str]) -> Where | None:
    if found["review"]:
        return Review(helped=found["review"] == "rh")
    size, at = int(found["size"]), int(found["at"])
    asked, right = int(found["asked"], 16), int(found["right"], 16)
    sound = (
        size <= LARGEST
        and at <= size
        and 0 < asked < 1 << size
        and not right & ~asked
        and (at == size or asked >> at & 1)
    )
    if not sound:
        return None
    return Run(found["seed"], size, asked, found["kind"], found["topic"], at, right)
