"""Questions in the front matter of a note, under `quiz:`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.notes.frontmatter import read_nested
from knowledge.quiz.items import Kind
from knowledge.quiz.written.draft import Draft, Fault, Option
from knowledge.quiz.written.keys import read_key
from knowledge.quiz.written.sheet import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.quiz.written.sheet import Sheet

KEY: Final = "quiz"


def read_head_quiz(sheet: Sheet) -> Iterator[Draft]:
    """Yield the questions of the note's `quiz:` block.

    Each is a mapping with `question` and `answer`, and as the author likes `options`, `why`, `id`,
    `topic` and `tags`. An answer is an option in its own words, its letter or, for several, a list
    of them; without options it is typed, and a list gives all that are right. `true` and `false`
    need no options.
    """
    if sheet.source[0].rstrip() not in {"---", "+++"} and not sheet.source[0].startswith("{"):
        return
    values = read_nested(sheet.note.path, sheet.source).get(KEY)
    if not isinstance(values, list):
        return
    finder = _Finder(sheet)
    for value in values:
        entry = (
            {key.lower(): each for key, each in value.items()} if isinstance(value, dict) else {}
        )
        text = _text(entry.get("question")) or _text(entry.get("q"))
        first, last = finder.lines_of(text or _text(value))
        if text:
            yield _draft(text, entry, first, last)
        else:
            answer = "each entry is a mapping with question and answer"
            yield Draft("front matter", "entry", first, last, answer, fault=Fault.UNREADABLE)


class _Finder:
    """Finds the lines of the front matter on which the entries stand, one behind the other."""

    def __init__(self, sheet: Sheet) -> None:
        end = next(
            (
                at
                for at, line in enumerate(sheet.source)
                if at and line.rstrip() in {"---", "+++", "..."}
            ),
            len(sheet.source),
        )
        self._lines = [line.rstrip() for line in sheet.source[:end]]
        keyed = (at for at, line in enumerate(self._lines) if line.lower().startswith(f"{KEY}:"))
        self._at = next(keyed, 0) + 1

    def lines_of(self, text: str) -> tuple[int, int]:
        """Return the first and last line of the next entry, counted from 1."""
        opening = text[:24]
        for at in range(self._at, len(self._lines)):
            if opening and opening in " ".join(self._lines[at].replace("''", "'").split()):
                first = at
                while first > self._at and not self._lines[first].lstrip().startswith("-"):
                    first -= 1
                self._at = at + 1
                last = self._end(at, len(self._lines[first]) - len(self._lines[first].lstrip()))
                return first + 1, last + 1
        return 1, 1

    def _end(self, at: int, column: int) -> int:
        for below in range(at + 1, len(self._lines)):
            line = self._lines[below]
            if line.strip() and len(line) - len(line.lstrip()) <= column:
                return below - 1
        return len(self._lines) - 1


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for each in value if (text := _text(each))]
    text = _text(value)
    return [text] if text else []


def _draft(text: str, entry: Mapping[str, object], first: int, last: int) -> Draft:
    options = _texts(entry.get("options")) or _texts(entry.get("choices"))
    answers = _texts(entry.get("answer")) or _texts(entry.get("a")) or _texts(entry.get("answers"))
    why = shown(_text(entry.get("why")) or _text(entry.get("explanation")))
    tags = tuple(_texts(entry.get("tags")))
    given, topic = _text(entry.get("id")), _text(entry.get("topic"))
    if not options and len(answers) == 1 and answers[0].lower() in {"true", "false"}:
        options, answers = ["True", "False"], [answers[0].title()]
    if not options:
        answer, *others = (*map(shown, answers), "")
        return Draft(
            "front matter", text, first, last, answer, why,
            kind=Kind.TYPED, accepted=tuple(others[:-1]), given_id=given, tags=tags, topic=topic,
        )  # fmt: skip
    keyed = _keyed(answers, options)
    return Draft(
        "front matter", text, first, last, "", why, tuple(map(Option, options)), keyed or None,
        given_id=given, tags=tags, topic=topic,
        fault=Fault.UNKNOWN_KEY if keyed is None else None,
    )  # fmt: skip


def _keyed(answers: Sequence[str], options: Sequence[str]) -> tuple[int, ...] | None:
    """Return the options that the answers name, None where one names none."""
    keys: set[int] = set()
    shown_options = [shown(option) for option in options]
    for answer in answers:
        found, _ = read_key(answer, shown_options, "A")
        if found is None:
            return None
        keys.update(found)
    return tuple(sorted(keys))
