"""A question as a reader finds it, raw, before it is checked; and what is wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model import Severity
    from knowledge.quiz.items import Kind


class Fault(Enum):
    """Why a question is not asked: a name for counts, what is wrong, what the author can do."""

    UNANSWERED = (
        "no answer",
        "This question has no answer.",
        "Write its answer below it, or mark the right option.",
    )
    UNKNOWN_KEY = (
        "key names no option",
        "The answer names none of the options.",
        "Name an option by its letter or in its own words.",
    )
    COUNT = (
        "keys differ from choose N",
        "{keys} marked as right, but the question asks for {wanted}.",
        "Mark as many as it asks for, or end it with a count such as (Choose {keys_count}).",
    )
    ALL_RIGHT = (
        "every option is right",
        "Every option is marked as right.",
        "Leave the wrong options unmarked.",
    )
    TWO_KEYS = (
        "two keys disagree",
        "The marks on the options and the answer below them name different options.",
        "Correct the one that is wrong.",
    )
    CONTRADICTED = (
        "explanation contradicts the key",
        "The explanation speaks for another option than the one that is marked as right.",
        "Correct the key or the explanation.",
    )
    SAME_OPTIONS = (
        "two options are the same",
        "Two of the options are the same.",
        "Change or delete one of them.",
    )
    EMPTY_OPTION = (
        "an option is empty",
        "One of the options has no words.",
        "Write it out, or delete it.",
    )
    NEEDS_PICTURE = (
        "leans on a picture",
        "The question leans on a picture, which is not shown with it.",
        "Say in words what is to be seen.",
    )
    NO_STEM = (
        "no question",
        "These options stand below no question.",
        "Write the question right above them.",
    )
    NEEDS_CODE = (
        "leans on code",
        "The question leans on a block of code, which is not asked in a chat.",
        "Ask about one line of code, and write it into the question.",
    )
    LEANS = (
        "does not stand alone",
        "The question is a single word and cannot be asked without the text around it.",
        "Write the whole question.",
    )
    LISTED = (
        "a list of questions",
        "This list asks questions and answers none of them.",
        "Answer each in a bullet below it, and they can be asked.",
    )
    NO_DECK = (
        "cards without the tag",
        "These look like cards, but the note does not carry the tag #flashcards.",
        "Write #flashcards on a line of its own at the top, and they can be asked.",
    )
    UNREADABLE = (
        "not understood",
        "The question is not written as this format asks: {detail}.",
        "Correct it by the description of the format.",
    )

    def __init__(self, short: str, sentence: str, remedy: str) -> None:
        self.short = short
        self.sentence = sentence
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Option:
    """One option as written."""

    text: str
    """Raw, without its mark and letter."""
    right: bool = False
    why: str = ""
    """Plain text that hangs under it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader read; stem and options are raw, still with their markup, the rest is plain."""

    syntax: str
    stem: str
    first: int
    last: int
    """Its lines, counted from 1."""
    answer: str = ""
    """The answer; where there are options, what stood behind their key. It may have lines."""
    explanation: str = ""
    options: tuple[Option, ...] = ()
    keyed: tuple[int, ...] | None = None
    """Positions that a key below the options names; None where there is none."""
    kind: Kind | None = None
    """Where the syntax says how the question is answered."""
    accepted: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    given_id: str = ""
    tags: tuple[str, ...] = ()
    topic: str = ""
    certain: bool = True
    """Whether it is a question by itself; what is not, is one only in company."""
    fault: Fault | None = None
    """What the reader itself found wrong."""
    severity: Severity | None = None
    """How much that matters; by default a warning."""
