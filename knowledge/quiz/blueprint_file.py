"""Blueprints that authors write: in a note's front matter, or in `exams.yaml` beside the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.model import Problem, Severity
from knowledge.notes.frontmatter import read_nested
from knowledge.notes.reader import RawNote, list_notes, read_beside, read_note
from knowledge.quiz.exam import MINUTES, PASSING, QUESTIONS, Blueprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

NAME: Final = "exams.yaml"
EXAM: Final = "exam"
"""The field of front matter that names the exam which the other fields describe."""
MOST_QUESTIONS: Final = 300
MOST_MINUTES: Final = 600
_NUMBERS: Final = {
    "questions": (1, MOST_QUESTIONS),
    "unscored": (0, MOST_QUESTIONS),
    "minutes": (1, MOST_MINUTES),
    "passing": (100, 1000),
}
"""The fields that are whole numbers, with the least and the most that makes sense."""
_DOMAINS: Final = "domains"
_HEAD: Final = "title: exams"


def read_blueprints(
    folders: Sequence[Path],
) -> tuple[Mapping[str, Blueprint], tuple[Problem, ...]]:
    """Return each blueprint by its exam's name, and what of them cannot be used.

    A note's front matter is one where it has `exam` and `domains`; `exams.yaml` has one for each
    name in it. Fields: `domains` (a topic with its weight each), `questions`, `minutes`, `passing`
    (100 to 1000), `unscored`. Of two of one name the one read first stands, files before notes.
    Raises `NotesFolderError` where a folder is gone.
    """
    found: dict[str, Blueprint] = {}
    problems: list[Problem] = []
    for folder in folders:
        raw = read_beside(folder, NAME)
        if isinstance(raw, Problem):
            problems.append(raw)
        in_file = _in_file(raw) if isinstance(raw, RawNote) else ()
        for path, name, fields in (*in_file, *_in_notes(folder)):
            if isinstance(made := _blueprint(path, name, fields), Problem):
                problems.append(made)
            else:
                found.setdefault(name, made)
    return found, tuple(problems)


def _in_file(raw: RawNote) -> Iterable[tuple[str, str, Mapping[str, object]]]:
    # The reader of front matter takes top-level keys in lower case; a name's own case is kept.
    names = {
        line.partition(":")[0].strip("'\" ").lower(): line.partition(":")[0].strip("'\" ")
        for line in raw.text.split("\n")
        if line[:1].strip() and not line.startswith("#")
    }
    # Only with a field that is a head's for certain is all of it taken for fields, not for prose.
    lines = ["---", _HEAD, *raw.text.split("\n"), "---"]
    for key, fields in read_nested(NAME, lines).items():
        if isinstance(fields, dict):
            yield NAME, names.get(key, key), fields


def _in_notes(folder: Path) -> Iterable[tuple[str, str, Mapping[str, object]]]:
    for stamp in list_notes(folder).files:
        raw = read_note(folder, stamp.path)
        if isinstance(raw, Problem) or not raw.text.startswith(("---", "+++", "{")):
            continue
        fields = read_nested(stamp.path, raw.text.split("\n"))
        name = fields.get(EXAM)
        if isinstance(name, str) and name.strip() and _DOMAINS in fields:
            yield stamp.path, name.strip(), fields


def _blueprint(path: str, name: str, fields: Mapping[str, object]) -> Blueprint | Problem:
    weights = _weights(fields.get(_DOMAINS))
    if weights is None:
        return _problem(
            path,
            f"The exam {name!r} has domains without a weight each.",
            "Write each domain with a number, such as: Security: 30.",
        )
    numbers: dict[str, int] = {}
    for field, (least, most) in _NUMBERS.items():
        given = fields.get(field)
        if given is None:
            continue
        number = int(given) if isinstance(given, str) and given.strip().isdecimal() else -1
        if not least <= number <= most:
            return _problem(
                path,
                f"The exam {name!r} needs a whole number from {least} to {most} for {field!r}.",
                "Correct the number, or leave the line out.",
            )
        numbers[field] = number
    questions = numbers.get("questions", QUESTIONS)
    return Blueprint(
        weights,
        questions,
        min(numbers.get("unscored", 0), questions // 4),
        numbers.get("minutes", max(1, round(MINUTES * questions / QUESTIONS))),
        numbers.get("passing", PASSING),
    )


def _weights(given: object) -> Mapping[str, float] | None:
    """Return topics with their weights, of a mapping or of lines such as `Security: 30`."""
    if given is None:
        return {}
    pairs: list[tuple[str, object]] = []
    if isinstance(given, dict):
        pairs = [(str(name), weight) for name, weight in given.items()]
    elif isinstance(given, list):
        for one in given:
            if isinstance(one, dict):
                pairs += [(str(name), weight) for name, weight in one.items()]
            else:
                name, _, share = str(one).replace("=", ":").rpartition(":")
                pairs.append((name.strip(), share))
    else:
        return None
    found: dict[str, float] = {}
    for name, weight in pairs:
        text = str(weight).strip().removesuffix("%").strip()
        if not name or not text.replace(".", "", 1).isdecimal():
            return None
        found[name] = float(text)
    return found if any(found.values()) else None


def _problem(path: str, sentence: str, remedy: str) -> Problem:
    return Problem(path, 0, Severity.WARNING, sentence, remedy)
