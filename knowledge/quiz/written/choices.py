"""Questions with options, whatever marks the right ones: boxes, a key below, bold, `(correct)`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.model import Severity
from knowledge.quiz.written.asking import asks
from knowledge.quiz.written.draft import Draft, Fault, Option
from knowledge.quiz.written.groups import Group, Style
from knowledge.quiz.written.keys import Below, option_named, read_below, read_key
from knowledge.quiz.written.labels import without_right_mark
from knowledge.quiz.written.sheet import shown, told
from knowledge.quiz.written.stems import Stem, split_first_option, stem_above
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.quiz.written.groups import Point
    from knowledge.quiz.written.sheet import Sheet

OPTIONS_CAP: Final = 10
"""A longer list is no question's; exams have at most six options."""
BOXES: Final = "check boxes"
TRUTH_PAIRS: Final = (
    {"true", "false"}, {"vero", "falso"}, {"wahr", "falsch"}, {"richtig", "falsch"},
    {"verdadero", "falso"}, {"vrai", "faux"}, {"verdadeiro", "falso"}, {"sandt", "falsk"},
    {"waar", "onwaar"}, {"sant", "falskt"}, {"yes", "no"},
)  # fmt: skip
QUIZ: Final = 3
"""So many questions with boxes make a quiz of a note: there, boxes below what does not ask are
options too, and not tasks."""
STATEMENT_WORDS: Final = 3
"""Words of what is a question without asking; tasks stand below shorter headings."""
BOLD_OPTIONS: Final = 3
"""Fewer points with one in bold are a list that stresses something."""

_STRESSED = re.compile(
    r"(\*\*|__|==)(?=\S)(?P<key>(?:(?!\1).){1,600}?)\1[.,;:]?\s*(?P<why>(?:`{1,3}[^`]{1,1500}`{1,3})?)\s*$"
)
_STRESS = re.compile(r"\*\*|__|==")


def read_choices(sheet: Sheet) -> Iterator[Draft]:
    """Yield every question with options, in the order of the note."""
    drafts = list(_drafts(sheet))
    sure = sum(
        draft.certain and draft.severity is None for draft in drafts if draft.syntax == BOXES
    )
    for draft in drafts:
        if draft.certain or sure >= QUIZ:
            yield draft


def _drafts(sheet: Sheet) -> Iterator[Draft]:
    floor = -1
    for group in sheet.groups:
        if group.first <= floor or not 1 <= len(group.points) <= OPTIONS_CAP:
            continue
        if group.style is Style.NUMBER or (group.style is Style.LETTER and not _is_lettered(group)):
            continue
        if len(group.points) + (group.points[0].letter in {"B", "b"}) < 2:
            continue
        draft = _READERS[group.style](sheet, group, floor)
        if draft is not None:
            yield draft
            floor = draft.last - 1


def _is_lettered(group: Group) -> bool:
    return group.points[0].letter in {"A", "a", "B", "b"}


def _draft(
    syntax: str,
    group: Group,
    stem: Stem,
    below: Below | None,
    options: Sequence[Option],
) -> Draft:
    """Return the question that a list of options makes, with the key that stands below it."""
    keyed: tuple[int, ...] | None = None
    explanation = shown(below.explanation) if below else ""
    fault = Fault.NEEDS_CODE if stem.leans else None
    if below and below.key.strip():
        first = group.points[0].letter
        if len(options) > len(group.points):
            first = "A"
        plain = [shown(option.text) for option in options]
        keyed, behind = read_key(below.key, plain, first)
        if keyed is None:
            fault = Fault.UNKNOWN_KEY
        elif (named := option_named(behind, plain)) is not None and named not in keyed:
            fault = Fault.TWO_KEYS
        elif named is None and behind:
            explanation = f"{behind} {explanation}".rstrip()
    last = max(group.last, below.last if below else 0)
    return Draft(
        syntax, stem.text, stem.first + 1, last + 1, "", explanation, tuple(options), keyed,
        fault=fault,
    )  # fmt: skip


def _boxes(sheet: Sheet, group: Group, floor: int) -> Draft | None:
    """Read `- [ ]` and `- [x]`; a list of tasks is none."""
    stem = stem_above(sheet, group, floor)
    lettered = all(point.letter for point in group.points)
    if stem is None:
        return None
    asked = shown(stem.text)
    if len(words(asked)) < STATEMENT_WORDS and not asks(asked):
        return None
    options = [Option(point.text, point.ticked, _under(sheet, point)) for point in group.points]
    below = read_below(sheet, group.last + 1, group.quote)
    certain = lettered or stem.numbered or _are_truths(options) or asks(asked)
    draft = replace(_draft(BOXES, group, stem, below, options), certain=certain)
    if any(option.right for option in options) or lettered or (below and certain):
        return draft
    # A heading that asks may stand above tasks: its author is told, and no more.
    return replace(draft, severity=Severity.NOTICE) if asks(asked) else None


def _are_truths(options: Sequence[Option]) -> bool:
    return {shown(option.text).lower() for option in options} in TRUTH_PAIRS


def _letters(sheet: Sheet, group: Group, floor: int) -> Draft | None:
    """Read options A to F, with the key below them or a mark on them."""
    stem = stem_above(sheet, group, floor)
    if stem is None:
        return None
    options = [_marked(sheet, point) for point in group.points]
    if group.points[0].letter in {"B", "b"}:
        split = split_first_option(stem.text)
        if split is None:
            return None
        stem = replace(stem, text=split[0])
        options.insert(0, Option(split[1]))
    below = read_below(sheet, group.last + 1, group.quote)
    is_keyed = below is not None and bool(below.key.strip())
    if not is_keyed:
        if not (stem.numbered or asks(shown(stem.text))):
            return None
        if not any(option.right for option in options) and group.points[0].letter.islower():
            return None
    return _draft("lettered options", group, stem, below, options)


def _bullets(sheet: Sheet, group: Group, floor: int) -> Draft | None:
    """Read bullets of which the right ones are bold, or say that they are right."""
    group = replace(group, points=_up_to_question(group.points))
    if len(group.points) < 2:
        return None
    options = [_marked(sheet, point) for point in group.points]
    if not any(option.right for option in options) or all(option.right for option in options):
        return None
    by_mark = any(without_right_mark(point.text)[1] for point in group.points)
    if not by_mark and (
        len(options) < BOLD_OPTIONS
        or any(_STRESS.search(option.text) for option in options if not option.right)
    ):
        return None
    stem = stem_above(sheet, group, floor)
    if stem is None or not asks(shown(stem.text)):
        return None
    below = read_below(sheet, group.last + 1, group.quote)
    return _draft("marked option" if by_mark else "bold option", group, stem, below, options)


def _up_to_question(points: list[Point]) -> list[Point]:
    """Return the points before one that asks and has points of its own: the next question."""
    for at, point in enumerate(points):
        if at and point.last > point.own and asks(shown(point.text)):
            return points[:at]
    return points


def _marked(sheet: Sheet, point: Point) -> Option:
    """Return a point as an option, right where it says so or is stressed as a whole."""
    text, right = without_right_mark(point.text)
    why = _under(sheet, point)
    if (found := _STRESSED.match(text)) and not found["key"].rstrip().endswith(":"):
        right = True
        why = "\n".join(part for part in (found["why"].strip("` "), why) if part)
        text = found["key"]
    return Option(text, right, why)


def _under(sheet: Sheet, point: Point) -> str:
    """Return what hangs under a point."""
    lines = [sheet.at(at) for at in range(point.own + 1, point.last + 1)]
    return told(lines)


_READERS: Final = {Style.BOX: _boxes, Style.LETTER: _letters, Style.BULLET: _bullets}
