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
        questions=0,
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
    found = Report(1, 2, 3, 4, 5, 6, 7, 8, ("english", "danish"), (problem,))
    assert found.as_json() == {
        "notes": 1,
        "sections": 2,
        "passages": 3,
        "terms": 4,
        "acronyms": 5,
        "questions": 6,
        "dated": 7,
        "furniture_lines": 8,
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


def test_questions_of_the_notes_are_counted_once(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    text = "# A\n\n## What is a cell?\n\nA unit of life.\n\n- Which is none, EXCEPT\n  - A wall\n"
    write(tmp_path, {"a.md": text})
    assert report(Library.open([tmp_path])).questions == 2
