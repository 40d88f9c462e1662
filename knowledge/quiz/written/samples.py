"""Questions listed under a `Sample:` bullet, answers nested below them or next in the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.quiz.written.asking import asks
from knowledge.quiz.written.draft import Draft
from knowledge.quiz.written.sheet import shown, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.quiz.written.groups import Group, Point
    from knowledge.quiz.written.sheet import Sheet

_LABEL = re.compile(
    r"(?:(?:exam|practice)\s+)?samples?(?:\s+(?:exam\s+)?(?:questions?|q\s?&\s?a))?"
    r"|(?:practice|review|exam|quiz|self-test)\s+questions?|quiz"
    r"|beispiel(?:frage)?n?|\u00fcbungsfragen?|domande\s+(?:di\s+|d')esempio|preguntas?\s+de\s+ejemplo"
    r"|questions?\s+d'exemple|perguntas?\s+de\s+exemplo|eksempelsp\u00f8rgsm\u00e5l|voorbeeldvragen"
    r"|exempelfr\u00e5gor",
    re.IGNORECASE,
)
_CONTAINS_QUESTION = re.compile(r"[?\uff1f](?:\s|$|[*_)\"'\u201d])")


def read_samples(sheet: Sheet) -> Iterator[Draft]:
    """Yield the questions under every `Sample:`; a list of tips under one holds none."""
    below: dict[int, list[Point]] = {}
    for group in sheet.groups:
        if group.parent is not None:
            below.setdefault(id(group.parent), []).extend(group.points)
    for group in sheet.groups:
        if group.parent is None and _is_labelled(sheet, group):
            yield from _questions(sheet, group.points, below)
        for point in group.points:
            label, rest = _label(point.text)
            if label and not rest:
                yield from _questions(sheet, below.get(id(point), ()), below)
            elif label and asks(shown(rest)) and point.last > point.own:
                yield _nested(sheet, rest, point, below.get(id(point), ()))


def _label(text: str) -> tuple[bool, str]:
    """Return whether a text begins with the label, and what stands behind its colon."""
    before, colon, rest = shown(text[:200]).partition(":")
    if not _LABEL.fullmatch(before.strip()):
        return False, ""
    return bool(colon), rest.strip() and text.partition(":")[2].lstrip("*_` ").strip()


def _is_labelled(sheet: Sheet, group: Group) -> bool:
    """Whether the line above a list is the label, as a heading or as a line of its own."""
    for at in range(group.first - 1, max(group.first - 4, -1), -1):
        line = sheet.at(at)
        if not line.is_blank:
            label, rest = _label(
                line.body if line.body.rstrip("*_ ").endswith(":") else f"{line.body}:"
            )
            return label and not rest and (bool(line.level) or shown(line.body).endswith(":"))
    return False


def _questions(
    sheet: Sheet, points: Sequence[Point], below: Mapping[int, Sequence[Point]]
) -> Iterator[Draft]:
    """Yield the questions among the points under one label."""
    at = 0
    while at < len(points):
        point = points[at]
        at += 1
        if _answers(point) or _label(point.text)[0]:
            continue
        if point.last > point.own:
            yield _nested(sheet, point.text, point, below.get(id(point), ()))
            continue
        start = at
        while at < len(points) and _answers(points[at]):
            at += 1
        yield _flat(sheet, point, points[start:at])


def _answers(point: Point) -> bool:
    """Whether a point of a flat list answers the question above it: it asks nothing itself."""
    text = shown(point.text)
    return not (asks(text) or _CONTAINS_QUESTION.search(text))


def _nested(sheet: Sheet, stem: str, point: Point, answers: Sequence[Point]) -> Draft:
    """Return a question whose answer hangs under it: the first point, the others explain."""
    split = point.last + 1 if len(answers) < 2 else answers[1].first
    answer = told(map(sheet.at, range(point.own + 1, split)))
    if answers and answers[0].own == split - 1 and answers[0].first == point.own + 1:
        answer = shown(answers[0].text)
    explanation = told(map(sheet.at, range(split, point.last + 1)))
    return Draft("sample", stem, point.first + 1, point.last + 1, answer, explanation)


def _flat(sheet: Sheet, point: Point, answers: Sequence[Point]) -> Draft:
    """Return a question whose answer is the next point of its list."""
    if not answers:
        return Draft("sample", point.text, point.first + 1, point.last + 1)
    first, *others = answers
    answer = told(map(sheet.at, range(first.first, first.last + 1)))
    explanation = told(
        sheet.at(at) for other in others for at in range(other.first, other.last + 1)
    )
    return Draft("sample", point.text, point.first + 1, answers[-1].last + 1, answer, explanation)
