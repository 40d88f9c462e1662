"""Questions in Aiken format: a line that asks, options `A.` to `Z.`, and `ANSWER: B`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.quiz.written.draft import Draft, Fault, Option
from knowledge.quiz.written.imported import Imported, literal, not_understood

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTION = re.compile(r"([A-Z])[.)]\s+(?=\S)")
_ANSWER = re.compile(r"ANSWERS?\s?:\s*", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z](?:\s*(?:,|\band\b|\s)\s*[A-Z])*\s*$", re.IGNORECASE)


def read_aiken(text: str) -> Imported:
    """Return the questions of a file in Aiken format; never raises.

    A blank line may stand anywhere; `ANSWER:` ends a question.
    """
    drafts: list[Draft] = []
    lines: list[tuple[int, str]] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip().lstrip("\ufeff")
        if not line:
            continue
        found = _ANSWER.match(line)
        if found:
            drafts.append(_question(lines, number, line[found.end() :]))
            lines = []
        else:
            lines.append((number, line))
    if lines:
        drafts.append(_question(lines, lines[-1][0], ""))
    return Imported(drafts)


def _question(lines: Sequence[tuple[int, str]], last: int, key: str) -> Draft:
    first = lines[0][0] if lines else last
    stem: list[str] = []
    options: list[str] = []
    for _, line in lines:
        found = _OPTION.match(line)
        if found and ord(found[1]) - ord("A") == len(options):
            options.append(line[found.end() :])
        elif options:
            return not_understood("aiken", first, last, "a line follows the options")
        else:
            stem.append(line)
    if len(options) < 2:
        return not_understood("aiken", first, last, "it has fewer than two options")
    keys = _keys(key, len(options))
    fault = Fault.UNANSWERED if not key else Fault.UNKNOWN_KEY if keys is None else None
    choices = tuple(Option(literal(option)) for option in options)
    text = literal(" ".join(stem))
    return Draft("aiken", text, first, last, "", "", choices, keys, fault=fault)


def _keys(text: str, count: int) -> tuple[int, ...] | None:
    """Return the options that the letters name, or None."""
    if not _LETTERS.match(text):
        return None
    letters = re.findall(r"\b[A-Z]\b", text.upper())
    keys = sorted({ord(letter) - ord("A") for letter in letters})
    return tuple(keys) if keys and keys[-1] < count else None
