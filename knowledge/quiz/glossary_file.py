"""`glossary.yaml` beside the notes: types, parents and other names that an author gives terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.model import Problem, Severity
from knowledge.notes.frontmatter import read_mapping
from knowledge.notes.reader import read_beside
from knowledge.quiz.terms import Extra, fold_name
from knowledge.text import stem, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = "glossary.yaml"
FIELDS: Final = frozenset({"type", "parent", "aliases"})


def read_extra(folder: Path) -> tuple[Extra, tuple[Problem, ...]]:
    """Return what `glossary.yaml` in a folder of notes gives, and what of it cannot be used.

    Each entry is a term with its type (`Lambda: service`), or with fields: `type`, `parent`,
    `aliases`. No file is nothing given. Never raises; the sizes of front matter bound it.
    """
    raw = read_beside(folder, NAME)
    if raw is None:
        return Extra(), ()
    if isinstance(raw, Problem):
        return Extra(), (raw,)
    given, refused = read_mapping(NAME, raw.text)
    extra, problems = _extra(given)
    return extra, (*refused, *problems)


def _extra(given: Mapping[str, object]) -> tuple[Extra, tuple[Problem, ...]]:
    types: dict[str, str] = {}
    parents: dict[str, str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        fields = value if isinstance(value, dict) else {"type": value}
        key = fold_name(name)
        unknown = sorted(set(map(str, fields)) - FIELDS)
        if unknown or not key:
            problems.append(
                _problem(
                    f"The term {name!r} has fields that mean nothing here: {', '.join(unknown)}.",
                    "Use only type, parent and aliases.",
                )
            )
        kind = " ".join(words(str(fields.get("type") or "")))
        if kind:
            types[key] = stem(kind)
        if fields.get("parent"):
            parents[key] = str(fields["parent"])
        others = fields.get("aliases") or ()
        aliases[key] = tuple(map(str, others if isinstance(others, list | tuple) else (others,)))
    return Extra(types, parents, aliases), tuple(problems)


def _problem(sentence: str, remedy: str) -> Problem:
    return Problem(NAME, 0, Severity.WARNING, sentence, remedy)
