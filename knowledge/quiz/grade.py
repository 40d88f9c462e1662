"""A response to a question becomes a grade: how right it is, why, and where to read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from knowledge.model import Place  # noqa: TC001 - grades are decoded by these annotations
from knowledge.quiz.items import Item, Kind, Option
from knowledge.quiz.typed import Known, Likeness, compare, is_long
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Verdict(StrEnum):
    """How right a response is."""

    RIGHT = "right"
    PARTLY = "partly"
    """Some of several answers; points in part."""
    WRONG = "wrong"
    SELF = "self"
    """To be compared with the key by the person who answered."""


class Reason(StrEnum):
    """Why a grade is what it is, as a sentence for the person who answered."""

    RIGHT = "That is right."
    SPELLING = "That is right; mind the spelling."
    ALIAS = "That is right: it is another name of the same thing."
    WRONG = "That is not what the notes say."
    NOTHING = "Nothing was answered."
    TOO_FEW = "Some of the right answers are missing."
    SOME_WRONG = "Not all that you chose is right."
    FIGURE = "The figure has to be exact."
    UNIT = "The number is right, but the unit is missing or another."
    NEGATION = "That says the opposite."
    SOME_PAIRS = "Some of the pairs belong together, others do not."
    COMPARE = "Compare your answer with the notes' own, and be your own judge."


_REASONS: Final = {
    Likeness.SAME: Reason.RIGHT,
    Likeness.SPELLING: Reason.SPELLING,
    Likeness.ALIAS: Reason.ALIAS,
    Likeness.FIGURE: Reason.FIGURE,
    Likeness.UNIT: Reason.UNIT,
    Likeness.NEGATION: Reason.NEGATION,
    Likeness.OTHER: Reason.WRONG,
}
_NEAREST_FIRST: Final = tuple(_REASONS)


@dataclass(frozen=True, slots=True)
class Grade:
    """What a response is worth, and what to learn from it."""

    verdict: Verdict
    points: float
    """0 to 1; of several answers the right ones chosen less the wrong ones, over all right ones."""
    reason: Reason
    right: tuple[str, ...]
    """The right answers as they are shown; `pairs`: the descriptions in the options' order."""
    mistakes: tuple[Option, ...]
    """What was chosen and is wrong, with what the notes say of it."""
    place: Place
    """Where to read it."""


def grade(item: Item, response: Sequence[str], known: Known | None = None) -> Grade:
    """Return the grade of a response; nothing is raised, whatever it holds.

    Of an item with options the response holds the ids of those chosen; of `pairs` the description
    given to each option, in the options' order; of a typed one its text. An item with options may
    be answered by typing too: see `grade_typed`.
    """
    if item.kind is Kind.PAIRS:
        return _pairs(item, response)
    if item.options:
        return _chosen(item, response)
    return grade_typed(item, response[0] if response else "", known)


def _chosen(item: Item, response: Collection[str]) -> Grade:
    keys = set(item.keys)
    chosen = [option for option in item.options if option.id in response]
    mistakes = tuple(option for option in chosen if option.id not in keys)
    hits = len({option.id for option in chosen} & keys)
    points = max(0, hits - len(mistakes)) / len(keys) if keys else 0.0
    if not chosen:
        verdict, reason = Verdict.WRONG, Reason.NOTHING
    elif hits == len(keys) and not mistakes:
        verdict, reason = Verdict.RIGHT, Reason.RIGHT
    elif item.kind is Kind.SEVERAL and hits:
        verdict = Verdict.PARTLY if points else Verdict.WRONG
        reason = Reason.SOME_WRONG if mistakes else Reason.TOO_FEW
    else:
        verdict, reason, points = Verdict.WRONG, Reason.WRONG, 0.0
    return Grade(verdict, points, reason, right_answers(item), mistakes, item.place)


def _pairs(item: Item, response: Sequence[str]) -> Grade:
    given = (*response, *[""] * len(item.options))
    joined = list(zip(item.options, item.partners, given, strict=False))
    mistakes = tuple(option for option, partner, said in joined if not said or said != partner)
    hits = len(joined) - len(mistakes)
    points = hits / len(joined) if joined else 0.0
    if not any(given):
        verdict, reason = Verdict.WRONG, Reason.NOTHING
    elif joined and not mistakes:
        verdict, reason = Verdict.RIGHT, Reason.RIGHT
    elif hits:
        verdict, reason = Verdict.PARTLY, Reason.SOME_PAIRS
    else:
        verdict, reason = Verdict.WRONG, Reason.WRONG
    return Grade(verdict, points, reason, item.partners, mistakes, item.place)


def grade_typed(item: Item, text: str, known: Known | None = None) -> Grade:
    """Return the grade of a text that was typed, for an item of any kind but `pairs`.

    Slips of the keyboard, case, plural, article, a family's name in front and another name are
    forgiven; numbers, units, versions and negations are not. An answer that is a sentence is right
    where it says the same words, and else left to the person to judge. Points are 0 or 1.
    """
    right = right_answers(item)
    known = known or Known()
    if not text.strip():
        return Grade(Verdict.WRONG, 0.0, Reason.NOTHING, right, (), item.place)
    keys = tuple(dict.fromkeys((*item.accepted, *(() if item.kind is Kind.SEVERAL else right))))
    found = min(
        (compare(text, key, known) for key in keys),
        key=_NEAREST_FIRST.index,
        default=Likeness.OTHER,
    )
    reason = _REASONS[found]
    if found in {Likeness.SAME, Likeness.SPELLING, Likeness.ALIAS}:
        mistaken = _other_option(item, text, known) if found is not Likeness.SAME else ()
        if not mistaken:
            return Grade(Verdict.RIGHT, 1.0, reason, right, (), item.place)
        return Grade(Verdict.WRONG, 0.0, Reason.WRONG, right, mistaken, item.place)
    if keys and all(map(is_long, keys)):
        return Grade(Verdict.SELF, 0.0, Reason.COMPARE, right, (), item.place)
    return Grade(Verdict.WRONG, 0.0, reason, right, _other_option(item, text, known), item.place)


def _other_option(item: Item, text: str, known: Known) -> tuple[Option, ...]:
    """Return the wrong option that a text names, if it names one."""
    return tuple(
        option
        for option in item.options
        if option.id not in item.keys and compare(text, option.text, known) is Likeness.SAME
    )[:1]


def right_answers(item: Item) -> tuple[str, ...]:
    """Return the right answers of an item as they are shown."""
    if item.kind is Kind.PAIRS:
        return item.partners
    return tuple(item.options[at].text for at in item.answer) or item.accepted[:1]


def told(item: Item) -> tuple[str, ...]:
    """Return what is told after an answer: explanation and quote, one where it says the other."""
    texts = [text for text in (item.explanation, item.quote) if text]
    said = [f" {' '.join(words(text))} " for text in texts]
    if len(texts) == 2 and said[1] in said[0]:
        return (texts[0],)
    return (texts[1],) if len(texts) == 2 and said[0] in said[1] else tuple(texts)
