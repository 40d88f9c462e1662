"""Exams that authors describe are read, and what cannot be used of them is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.quiz.blueprint_file import NAME, read_blueprints
from knowledge.quiz.exam import Blueprint

if TYPE_CHECKING:
    from pathlib import Path

FILE = """# what our exams are made of
Harbour Master:
  questions: 40
  minutes: 60
  passing: 720
  unscored: 4
  domains:
    Lights: 60
    "Pilots": 40%
Knots: {questions: 13}
"""


def test_a_file_beside_the_notes_describes_exams(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(FILE)
    assert read_blueprints([tmp_path]) == (
        {
            "Harbour Master": Blueprint({"Lights": 60.0, "Pilots": 40.0}, 40, 4, 60, 720),
            # 13 of 65 questions in their share of 90 minutes
            "Knots": Blueprint({}, 13, 0, 18, 700),
        },
        (),
    )


@pytest.mark.parametrize(
    "domains",
    [
        "domains:\n  Lights: 3\n  Pilots: 1.5",
        "domains:\n  - Lights: 3\n  - Pilots: 1.5",
        'domains: ["Lights: 3", "Pilots = 1.5"]',
    ],
)
def test_front_matter_describes_an_exam(tmp_path: Path, domains: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nexam: Port\n{domains}\n---\n# A\n")
    (tmp_path / "b.md").write_text("---\ntitle: B\nexam: 2026-05-01\n---\n# B\n")
    weights = {"Lights": 3.0, "Pilots": 1.5}
    assert read_blueprints([tmp_path]) == ({"Port": Blueprint(weights, unscored=0)}, ())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("passing: 4000", "needs a whole number from 100 to 1000 for 'passing'"),
        ("minutes: soon", "needs a whole number from 1 to 600 for 'minutes'"),
        ("domains: [Lights, Pilots]", "has domains without a weight each"),
        ("domains: {Lights: 0}", "has domains without a weight each"),
        ("domains: Lights", "has domains without a weight each"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    (tmp_path / NAME).write_text(f"Port:\n  {line}\n")
    found, [problem] = read_blueprints([tmp_path])
    assert found == {}
    assert problem.path == NAME
    assert sentence in problem.sentence
    assert problem.remedy


def test_the_first_of_a_name_stands_and_files_come_before_notes(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("Port:\n  questions: 10\n")
    (tmp_path / "a.md").write_text("---\ntitle: A\nexam: Port\ndomains: {X: 1}\n---\n# A\n")
    found, problems = read_blueprints([tmp_path])
    assert found["Port"].questions == 10
    assert problems == ()


def test_a_file_that_cannot_be_read_is_named_too(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / "elsewhere.yaml")
    found, [problem] = read_blueprints([tmp_path])
    assert (found, problem.path) == ({}, NAME)
