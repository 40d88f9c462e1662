"""What a note says about itself at its top; the only importer of yaml in the answering core.

A head is read only where it is one for certain: a line that might be knowledge stays in the body.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from knowledge.model import Furniture, Problem, Severity
from knowledge.notes.fields import HEADING, clean, field_of, fields_by_line, is_field_line
from knowledge.notes.stamps import read_stamps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEAD_CAP: Final = 16 * 1024
"""Characters of front matter that are parsed; PyYAML's time on hostile text is bounded by it."""
DEPTH_CAP: Final = 8
"""Lists and mappings inside each other."""
EVENT_CAP: Final = 2_000
"""Scalars, list and mapping ends of one head; 100,000 keys cost PyYAML 12 s."""

# PyYAML needs seconds to find out that thousands of open brackets are too many.
_OPEN_BRACKETS: Final = 32
_LINK: Final = re.compile(r"\[\[([^\[\]|#]*)[^\[\]]*\]\]")
_BETWEEN_NAMES: Final = re.compile(r"[,\n]|\s(?=#)")

# Sentence and remedy of each way in which a head is refused.
_BY_LINE: Final = "was read line by line"
_NO_YAML: Final = (
    f"The front matter is not valid YAML here and {_BY_LINE}",
    "Put values that hold a colon or begin with a sign in quotes.",
)
_NO_TOML: Final = (
    f"The front matter is not valid TOML and {_BY_LINE}",
    'Write lines such as: title = "A title".',
)
_TOO_DEEP: Final = (
    f"The front matter is nested too deeply and {_BY_LINE}",
    "Write plain lines such as: title: A title.",
)
_TOO_MANY: Final = (
    f"The front matter holds more values than are parsed and {_BY_LINE}",
    "Keep only what is about the note in it.",
)
_NOT_PLAIN: Final = (
    f"The front matter uses anchors, aliases or types of YAML and {_BY_LINE}",
    "Write values that begin with &, * or ! in quotes.",
)
_LONG_MAPPING: Final = (
    f"This file is longer than {HEAD_CAP // 1024} KB, so nothing of it was read",
    "Keep only the terms in it that the notes leave open.",
)
_NO_MAPPING: Final = (
    "This file is no plain YAML of names and values, so nothing of it was read",
    "Write a line for each name, such as: Halyard: rope.",
)
# With one of these, text after an opening `---` is a head even if its end is missing; without,
# `---` may be a ruled line and "Note: ..." the first sentence under it.
_CERTAIN_KEYS: Final = frozenset(
    (
        *("title", "date", "tags", "tag", "aliases", "alias", "created", "updated", "modified"),
        *("layout", "cssclass", "cssclasses", "categories", "permalink", "slug", "draft"),
        *("sidebar_position", "nav_order", "publish", "author", "authors", "lastmod"),
    )
)


@dataclass(frozen=True, slots=True)
class Head:
    """A note's own words about itself, and the lines they stand on."""

    fields: Mapping[str, tuple[str, ...]]
    """By name, in lower case: the values in the order of the note; never an empty one."""
    furniture: tuple[Furniture, ...]
    """The lines that are not the note's knowledge, from the top down."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Front:
    """The block that opens a note."""

    last: int = 0
    """Its last line, counted from 1; 0 where the note has none."""
    values: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class _Refusal(Exception):  # noqa: N818 - it is caught in this file and is nobody's error
    """A head that cannot be parsed, or would cost too much; `line` counts from 0 in the block."""

    def __init__(self, line: int, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence
        self.remedy = remedy


def read_head(path: str, lines: Sequence[str]) -> Head:
    """Return the note's fields: front matter first, then stamps and properties of its body.

    Reads YAML or JSON between `---`, JSON on the first line, TOML between `+++`, and what
    `stamps.read_stamps` finds. A head that cannot be parsed is read line by line, with a problem.
    Never raises; `lines` are those of the whole note.
    """
    front = _front(path, lines)
    fields = {key: texts for key, value in front.values.items() if (texts := _texts(value))}
    furniture = [Furniture(1, front.last, "front matter")] if front.last else []
    stamps, stamp_lines = read_stamps(lines, front.last)
    for key, texts in stamps.items():
        fields[key] = (*fields.get(key, ()), *texts)
    return Head(fields, (*furniture, *stamp_lines), front.problems)


def read_nested(path: str, lines: Sequence[str]) -> Mapping[str, object]:
    """Return the front matter as it is nested: strings, lists and dicts of them, nothing else.

    The top level's keys are in lower case. Empty where there is no front matter; only its plain
    fields where it had to be read line by line. Never raises.
    """
    return _front(path, lines).values


def read_mapping(path: str, text: str) -> tuple[Mapping[str, object], tuple[Problem, ...]]:
    """Return a file of YAML as strings, lists and dicts of them, under keys in lower case.

    The limits of a head hold for it, and no key has to be one of a head's. Never raises.
    """
    if len(text) > HEAD_CAP:
        return {}, (_problem(path, 1, *_LONG_MAPPING),)
    try:
        found = _parse_yaml(text) if text.strip() else {}
    except _Refusal as refusal:
        sentence, remedy = _NO_MAPPING
        return {}, (_problem(path, refusal.line + 1, sentence, remedy),)
    if found is None:
        return {}, (_problem(path, 1, *_NO_MAPPING),)
    return found, ()


def names_in(values: Sequence[str]) -> tuple[str, ...]:
    """Return the tags or names that the values hold, each once, in their order.

    `a, b`, `#a #b`, `[[a]]` and separate values all give `a` and `b`; of a link with another
    shown text the page counts. `C#` keeps its sign and a name its spaces.
    """
    names: dict[str, None] = {}
    for value in values:
        for part in _BETWEEN_NAMES.split(_LINK.sub(r",\1,", value)):
            names[" ".join(part.strip(" \t\"'[]").lstrip("#").split())] = None
    return tuple(name for name in names if name)


def _front(path: str, lines: Sequence[str]) -> _Front:
    opening = lines[0].rstrip() if lines else ""
    if opening.startswith("{"):
        return _json_line(opening)
    if opening not in {"---", "+++"}:
        return _Front()
    closing = {"---", "..."} if opening == "---" else {"+++"}
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in closing), None)
    if end is None:
        return _unclosed(path, lines) if opening == "---" else _Front()
    inner = lines[1:end]
    if not any(line.strip() for line in inner):
        return _Front(end + 1)
    values, problems = _read_block(path, opening, inner)
    if values is None or (opening == "---" and _may_be_knowledge(inner, values)):
        return _unclosed(path, lines)
    return _Front(end + 1, _with_hash_tags(inner, values), problems)


def _read_block(
    path: str, opening: str, inner: Sequence[str]
) -> tuple[dict[str, object] | None, tuple[Problem, ...]]:
    """Return the block's mapping, by line where it cannot be parsed; None where it holds prose."""
    try:
        return _parse(opening, "\n".join(inner)), ()
    except _Refusal as refusal:
        has_gap = not all(line.strip() for line in inner)
        values = fields_by_line(inner, HEAD_CAP)
        is_long = sum(map(len, inner)) > HEAD_CAP
        if (has_gap and not all(map(is_field_line, inner))) or (
            is_long and _CERTAIN_KEYS.isdisjoint(values)
        ):
            return None, ()
        line = min(refusal.line, len(inner) - 1) + 2
        return values or None, (_problem(path, line, refusal.sentence, refusal.remedy),)


def _parse(opening: str, text: str) -> dict[str, object] | None:
    """Return the block's mapping, or None where it holds something else; raises `_Refusal`."""
    if len(text) > HEAD_CAP:
        sentence = f"The front matter is longer than {HEAD_CAP // 1024} KiB; the rest is not read"
        raise _Refusal(0, sentence, "Keep only what is about the note in it.")
    if _open_brackets(text) > _OPEN_BRACKETS:
        raise _Refusal(0, *_TOO_DEEP)
    if opening == "+++":
        return _parse_toml(text)
    if text.lstrip().startswith("{") and (values := _parse_json(text)) is not None:
        return values
    return _parse_yaml(text)


def _open_brackets(text: str) -> int:
    """Return how many brackets are open at most; those in quotes count as well."""
    most = now = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        now += 1 if bracket in "[{" else -1
        most = max(most, now)
    return most


def _json_line(line: str) -> _Front:
    """Read a JSON object that is the first line, if it has a head's keys; else it is an example."""
    if len(line) > HEAD_CAP or _open_brackets(line) > _OPEN_BRACKETS:
        return _Front()
    values = _parse_json(line)
    return _Front(1, values) if values and not _CERTAIN_KEYS.isdisjoint(values) else _Front()


def _parse_json(text: str) -> dict[str, object] | None:
    try:
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return _mapping(value)


def _parse_toml(text: str) -> dict[str, object] | None:
    keys = (line.partition("=")[0] for line in text.split("\n") if "=" in line or line[:1] == "[")
    if any(key.count(".") > DEPTH_CAP for key in keys):  # tomllib's time is quadratic in them
        raise _Refusal(0, *_TOO_DEEP)
    try:
        return _mapping(tomllib.loads(text, parse_float=str))
    except (ValueError, RecursionError) as error:
        raise _Refusal(0, *_NO_TOML) from error


PLAIN_CAP: Final = 50
_PLAIN_FIELD = re.compile(r"([A-Za-z]\w{0,40}): ([^\W_](?:[\w ./-]{0,120}\w)?)", re.ASCII)
"""A line of YAML whose value is the text as it stands, whatever stands around it."""


class _Strings(yaml.SafeLoader):
    """A loader for which every scalar is a string: `no`, `1.10` and `08/15/23` stay as written."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the base class declares it so


def _parse_yaml(text: str) -> dict[str, object] | None:
    """Return the mapping; the event walk comes first, for composing is what aliases blow up.

    The pure-Python parser is used because the C one dies at deep nesting. Most heads are lines
    that need none.
    """
    lines = [_PLAIN_FIELD.fullmatch(line) for line in text.rstrip("\n").split("\n")]
    fields = {found[1]: found[2] for found in lines if found}
    if len(fields) == len(lines) <= PLAIN_CAP:
        return _mapping(fields)
    try:
        _check_events(text)
        return _mapping(yaml.load(text, Loader=_Strings))  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Refusal(mark.line if mark else 0, *_NO_YAML) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise _Refusal(0, *_NO_YAML) from error


def _check_events(text: str) -> None:
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Strings)):
        line = event.start_mark.line if event.start_mark else 0
        if number > EVENT_CAP:
            raise _Refusal(line, *_TOO_MANY)
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if depth > DEPTH_CAP:
            raise _Refusal(line, *_TOO_DEEP)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _Refusal(line, *_NOT_PLAIN)


def _mapping(value: object) -> dict[str, object] | None:
    if not isinstance(value, dict):
        return None
    return {" ".join(clean(key).lower().split()): _plain(item) for key, item in value.items()}


def _plain(value: object, depth: int = 1) -> object:
    """Return the value in strings, lists and dicts; what lies deeper than allowed is left out."""
    match value:
        case dict() | list() if depth >= DEPTH_CAP:
            return ""
        case dict():
            return {clean(key): _plain(item, depth + 1) for key, item in value.items()}
        case list():
            return [_plain(item, depth + 1) for item in value]
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return clean(value)


def _texts(value: object) -> tuple[str, ...]:
    """Return the value's texts, each on one line; none where a mapping is in it."""
    match value:
        case str():
            text = " ".join(value.split())
            return (text,) if text else ()
        case list() if not any(isinstance(item, dict) for item in value):
            return tuple(text for item in value for text in _texts(item))
        case _:
            return ()


def _may_be_knowledge(inner: Sequence[str], values: Mapping[str, object]) -> bool:
    """Tell whether a block that parses may still be text between two ruled lines.

    It may where no key is a head's and one is spelled like a term of the subject, and where a
    heading follows an empty line (a comment, to YAML) without fields after it.
    """
    spelled = {pair[0] for line in inner if (pair := field_of(line)) and not line[0].isspace()}
    if _CERTAIN_KEYS.isdisjoint(values) and any(map(_is_term, (*values, *spelled))):
        return True
    headings = [
        at
        for at, line in enumerate(inner)
        if HEADING.match(line) and not (at and inner[at - 1].strip())
    ]
    if not headings:
        return False
    later = [pair[0] for line in inner[headings[-1] :] if (pair := field_of(line))]
    return not later or any(map(_is_term, later))


def _is_term(key: str) -> bool:
    return " " in key or key != key.lower()


def _with_hash_tags(inner: Sequence[str], values: dict[str, object]) -> dict[str, object]:
    """Return the values with `tags: #a #b`, which is a comment to YAML and tags to its author."""
    for line in inner:
        key, text = field_of(line) or ("", "")
        if re.match(r"#[^\s#]", text) and values.get(key.lower()) == "":
            values[key.lower()] = clean(text)
    return values


def _unclosed(path: str, lines: Sequence[str]) -> _Front:
    """Read the fields after an opening `---` up to an empty line or a heading, if they are a head.

    Otherwise the `---` is a ruled line, and nothing is read.
    """
    if lines[0].rstrip() != "---":
        return _Front()
    end = 1
    while end < len(lines) and lines[end].strip() and not HEADING.match(lines[end]):
        if not is_field_line(lines[end]):
            return _Front()
        end += 1
    inner = lines[1:end]
    values = fields_by_line(inner, HEAD_CAP)
    if _CERTAIN_KEYS.isdisjoint(values):
        return _Front()
    sentence = "The front matter has no closing --- before the text begins"
    return _Front(end, values, (_problem(path, 1, sentence, "Write --- under it."),))


def _problem(path: str, line: int, sentence: str, remedy: str) -> Problem:
    return Problem(path, line, Severity.WARNING, f"{sentence}.", remedy)
