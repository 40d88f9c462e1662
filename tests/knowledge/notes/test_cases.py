"""Notes that authors could have written, each with what is read from it beside it.

To add a style of notes, write `tests/notes/cases/NAME.md`, then run
`pytest tests/knowledge/notes/test_cases.py --accept` and read `NAME.expected` with care.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.model import Problem
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import Block
from knowledge.notes.decoding import decode
from knowledge.notes.note import ParsedNote

CASES = sorted((Path(__file__).parents[2] / "notes" / "cases").glob("*.md"))


def parsed(name: str, text: str) -> ParsedNote:
    return parse_note(RawNote(name, text, "", ()), name)


def written(parsed: ParsedNote) -> str:
    """Write all that was read of a note, a line each, for people to check."""
    return "\n".join(_written(parsed)) + "\n"


def _written(parsed: ParsedNote) -> Iterator[str]:
    note = parsed.note
    yield f"title: {note.title}"
    facts = {"date": parsed.date, "tags": ", ".join(note.tags), "aliases": ", ".join(note.aliases)}
    yield from (f"{name}: {value}" for name, value in facts.items() if value)
    yield from (f"problem: {problem}" for problem in parsed.problems)
    for section in parsed.sections:
        yield ""
        yield f"[{' > '.join(section.place.heading)}] {_lines(section.place)}"
        yield from (_block(block) for block in section.blocks)
    if parsed.furniture:
        yield ""
        yield "furniture"
        yield from (f"{_lines(found)}: {found.reason}" for found in parsed.furniture)


def _lines(found: object) -> str:
    first, last = getattr(found, "first", 0), getattr(found, "last", 0)
    return f"{first}-{last}" if last > first else f"{first}"


def _block(block: Block) -> str:
    kind = f"{block.kind}{block.level}" if block.level else f"{block.kind}"
    facts = [kind, f'"{block.label}"'] if block.label else [kind]
    if block.parents:
        facts.append(f"({' > '.join(block.parents)})")
    if block.lead:
        facts.append(f"<{block.lead}>")
    text = block.text.replace("\u2060", "^").replace("\n", "\n    | ")
    return f"{_lines(block)} {' '.join(facts)} | {text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_note_is_read_as_its_author_meant_it(case: Path, pytestconfig: pytest.Config) -> None:
    read = written(parsed(case.name, case.read_text(encoding="utf-8")))
    expected = case.with_suffix(".expected")
    if pytestconfig.getoption("--accept", default=False):
        expected.write_text(read, encoding="utf-8")
    assert read == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize("line_end", ["\r\n", "\r"], ids=["Windows", "old Macintosh"])
def test_line_ends_of_other_systems_change_nothing(case: Path, line_end: str) -> None:
    text = case.read_text(encoding="utf-8")
    decoded = decode(case.name, text.replace("\n", line_end).encode())
    assert not isinstance(decoded, Problem)
    assert parsed(case.name, decoded[0]) == parsed(case.name, text)


def test_every_expectation_belongs_to_a_note() -> None:
    folder = CASES[0].parent
    assert [case.with_suffix(".expected") for case in CASES] == sorted(folder.glob("*.expected"))
