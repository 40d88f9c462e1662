"""Cards of spaced repetition: `front::back`, `front:::back`, and text around a lone `?` or `??`.

Only in a note that carries the tag `#flashcards` or one below it: elsewhere `::` is an address, a
field or a name in a program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.model import Severity
from knowledge.notes.lines import LOGSEQ_PROPERTIES
from knowledge.quiz.written.draft import Draft, Fault
from knowledge.quiz.written.labels import CARD_MARKS
from knowledge.quiz.written.sheet import masked, shown, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.written.line import Line
    from knowledge.quiz.written.sheet import Sheet

FRONT_CAP: Final = 12
"""Lines of a card's front."""
BACK_CAP: Final = 200
"""Lines of a card's back."""
REVIEWED: Final = 3
"""Review marks from which a note without the tag is said to hold cards."""
CODE_INDENT: Final = 4
"""Columns from which a line without a bullet is code."""

_SEPARATOR = re.compile(r":{2,}")
_GAP = re.compile(r"\{\{c\d{1,3}::")
"""The beginning of `{{c1::word}}`: a sentence with gaps is no card besides."""
_FIELD = re.compile(r"[\w-]{1,40}:: ")
"""A field of a note, which stands at its top."""
_DECK_ONLY = re.compile(r"\s*(?:#[\w/-]+\s*)+$")


def read_cards(sheet: Sheet) -> Iterator[Draft]:
    """Yield the cards of a note that opts in, in its order."""
    if not sheet.deck:
        yield from _without_deck(sheet)
        return
    floor = -1
    at_top = True
    for position, line in enumerate(sheet.lines):
        if position <= floor or not line.is_text:
            at_top = at_top and not line.level
            continue
        if at_top and (_DECK_ONLY.match(line.text) or _FIELD.match(line.text)):
            continue
        at_top = False
        if line.text in CARD_MARKS or _is_glued(sheet, position):
            drafts = _tall(sheet, position, floor)
        elif "::" in line.text:
            drafts = _flat(line)
        else:
            continue
        for draft in drafts:
            yield draft
            floor = draft.last - 1


def _without_deck(sheet: Sheet) -> Iterator[Draft]:
    """Say of a note whose cards were reviewed, and which has no tag, that it lacks it."""
    marks = [line for line in sheet.source if "<!--SR:" in line]
    if len(marks) >= REVIEWED:
        first = next(number for number, line in enumerate(sheet.source, 1) if line in marks[:1])
        yield Draft(
            "card ::", "cards", first, first, fault=Fault.NO_DECK, severity=Severity.NOTICE
        )  # fmt: skip


def _is_glued(sheet: Sheet, position: int) -> bool:
    """Whether the back of a card begins right behind its question mark."""
    text = sheet.at(position).text
    return text[:1] == "?" and text[1:2] not in {"", "?", " "} and sheet.at(position - 1).is_text


def _flat(line: Line) -> tuple[Draft, ...]:
    """Return the card that stands on one line; with `:::` it is asked from both sides."""
    if line.indent >= CODE_INDENT and not line.mark:
        return ()
    body = masked(line.body)
    found = None if _GAP.search(body) else _SEPARATOR.search(body)
    if not found or len(found[0]) > 3 or _is_name(line.body, found.start()):
        return ()
    front, back = line.body[: found.start()].strip(), line.body[found.end() :].strip()
    if not shown(front) or not shown(back) or _unstressed(front).lower() in LOGSEQ_PROPERTIES:
        return ()
    cards = [Draft("card ::", _unstressed(front), line.number, line.number, shown(back))]
    if found[0] == ":::":
        cards.append(Draft("card ::", back, line.number, line.number, shown(front)))
    return tuple(cards)


def _is_name(body: str, at: int) -> bool:
    """Whether the colons are part of an address or field: `arn:x:::y`, `2001:db8::1`, `[a:: b]`."""
    start = body.rfind(" ", 0, at) + 1
    end = body.find(" ", at)
    token = body[start : end if end >= 0 else len(body)]
    front = body[:at]
    is_inside = any(front.count(left) > front.count(right) for left, right in ("()", "[]"))
    return is_inside or ":" in _SEPARATOR.sub("", token.strip(":"), 1)


def _unstressed(front: str) -> str:
    """Return a front without the stress on all of it, which a card of one line may end inside."""
    return front.strip("* ") if front.count("**") % 2 == 0 else front


def _tall(sheet: Sheet, position: int, floor: int) -> tuple[Draft, ...]:
    """Return the card around a lone question mark: up and down to a blank line."""
    first = position
    while first - 1 > max(floor, position - FRONT_CAP) and sheet.at(first - 1).is_text:
        first -= 1
    if first == position and sheet.at(position - 1).level and position - 1 > floor:
        first = position - 1
    mark = sheet.at(position).text
    lines = list(map(sheet.at, range(first, position)))
    while lines and _DECK_ONLY.match(lines[0].text) and len(lines) > 1:
        lines.pop(0)
        first += 1
    if not lines:
        return ()
    last = position
    while last + 1 < min(len(sheet.lines), position + BACK_CAP):
        below = sheet.at(last + 1)
        if below.is_blank or below.is_rule or below.level:
            break
        last += 1
    back = told(map(sheet.at, range(position + 1, last + 1)))
    if mark not in CARD_MARKS:
        back = "\n".join(part for part in (shown(mark[1:]), back) if part)
    front = " ".join(line.body for line in lines)
    cards = [Draft("card ?", front, first + 1, last + 1, back)]
    if mark == "??":
        cards.append(Draft("card ?", back.replace("\n", " "), first + 1, last + 1, shown(front)))
    return tuple(cards)
