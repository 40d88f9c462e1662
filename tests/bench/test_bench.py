"""The benchmark runs, and says what holds on any machine; the figures are in docs/answers.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parent / "answers.py"


def run(*arguments: str) -> str:
    command = [sys.executable, str(BENCH), *arguments]
    root = {"PYTHONPATH": str(BENCH.parent.parent.parent), "PATH": ""}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=root).stdout


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """A thousand sections, fewer questions than by hand."""
    (found,) = json.loads(
        run("--sections", "1000", "--questions", "150", "--hostile", "100", "--json")
    )
    return dict(found)


def test_it_says_how_it_is_used() -> None:
    assert "--sections" in run("--help")


def test_planted_answers_are_found_first_with_and_without_slips(figures: dict[str, Any]) -> None:
    whole = figures["engines"]["whole answer"]
    assert whole["clean"] > 0.9
    assert whole["mistyped"] > 0.8


def test_no_question_costs_what_a_build_does(figures: dict[str, Any]) -> None:
    build = figures["build"]["processor_s"] * 1e3
    whole, hostile = figures["engines"]["whole answer"], figures["hostile"]
    assert whole["p50"] < build / 50
    assert hostile["p99"] < build / 4
    assert hostile["million"] < build


def test_what_was_saved_spares_the_reading(figures: dict[str, Any]) -> None:
    assert figures["first"]["reread"] == 0
    assert figures["edit"]["p50"] < figures["build"]["processor_s"] * 1e3
