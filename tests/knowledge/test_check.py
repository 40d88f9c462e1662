"""The report for note authors: counts, and problems with the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import Library, Problem, Severity
from knowledge.check import Report, report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def test_sound_notes_have_no_problems(folder: Path) -> None:
    found = report(Library.open([folder]))
    assert (found.notes, found.dated, found.languages) == (4, 1, ("english",))
    assert (found.errors, found.problems) == (0, ())
    assert found.acronyms >= 1
    assert found.terms >= found.notes


def test_an_empty_folder_is_reported_too(tmp_path: Path) -> None:
    assert report(Library.open([tmp_path])) == Report(
        notes=0,
        sections=0,
        passages=0,
        terms=0,
        acronyms=0,
        written=0,
        made=0,
        held=(),
        days=0,
        dated=0,
        furniture=0,
        languages=("english",),
        problems=(),
    )


def test_the_worst_problem_comes_first(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    write(tmp_path, {"a.md": "---\ntags: [unclosed\n---\n# A\nText.\n", "c.md": "# C\nText.\n"})
    (tmp_path / "b.md").write_bytes(b"\x89PNG\x00\x00\x01\x02" * 200)
    (tmp_path / "d.md").symlink_to(tmp_path / "c.md")
    found = report(Library.open([tmp_path]))
    severities = [problem.severity for problem in found.problems]
    assert severities[0] is Severity.ERROR
    assert severities == sorted(severities, key=list(Severity).index)
    assert found.errors == severities.count(Severity.ERROR) == 1
    assert found.problems[0].path == "b.md"


def test_a_report_is_one_object() -> None:
    problem = Problem("a.md", 3, Severity.WARNING, "It is odd.", "Mend it.")
    found = Report(
        1, 2, 3, 4, 5, 6, 7, (("too long", 9),), 8, 10, 11, ("english", "danish"), (problem,)
    )
    assert found.as_json() == {
        "notes": 1,
        "sections": 2,
        "passages": 3,
        "terms": 4,
        "acronyms": 5,
        "questions_written": 6,
        "questions_made": 7,
        "questions_held": {"too long": 9},
        "daily_posts": 8,
        "dated": 10,
        "furniture_lines": 11,
        "languages": ["english", "danish"],
        "errors": 0,
        "problems": [
            {
                "path": "a.md",
                "line": 3,
                "severity": "warning",
                "sentence": "It is odd.",
                "remedy": "Mend it.",
            }
        ],
    }


def test_questions_are_counted_by_who_made_them_and_the_wrong_ones_named(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    write(
        tmp_path,
        {
            "cells.md": """# Cells

Ribosomes build proteins.

## What does a ribosome build?

- [ ] Sugars
- [x] Proteins
- [ ] Fats

## Which organelles have two membranes? (Choose TWO.)

- [ ] Ribosome
- [x] Nucleus
- [ ] Mitochondrion
"""
        },
    )
    found = report(Library.open([tmp_path]))
    assert (found.written, found.days) == (1, 1)
    assert [(problem.path, problem.line) for problem in found.problems] == [("cells.md", 11)]


def test_questions_of_a_gift_file_beside_the_notes_are_the_notes_questions(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    text = "Which gas do plants give off? {=Oxygen ~Helium ~Neon}\n"
    write(tmp_path, {"a.md": "# Plants\n\nPlants give off oxygen.\n", "bank.gift": text})
    found = report(Library.open([tmp_path]))
    assert (found.notes, found.written, found.problems) == (1, 1, ())


def test_an_exam_that_cannot_be_used_is_a_problem_of_its_own_folder(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    sound = write(tmp_path / "knots", {"a.md": "# A\nText.\n"})
    broken = write(tmp_path / "ports", {"b.md": "# B\nText.\n"})
    (broken / "exams.yaml").write_text("Harbour:\n  passing: 4000\n")
    assert report(Library.open([sound, broken])).problems == (
        Problem(
            "ports/exams.yaml",
            0,
            Severity.WARNING,
            "The exam 'Harbour' needs a whole number from 100 to 1000 for 'passing'.",
            "Correct the number, or leave the line out.",
        ),
    )
