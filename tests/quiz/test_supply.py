"""Real notes yield enough questions, and none with a flaw that gives it away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bank_figures import FLAWS, SHARED, figures

SUPPLY = {
    "seeds": 40,
    "data/aws/notes/kananinirav": 400,
}


@pytest.mark.parametrize(("folder", "least"), SUPPLY.items(), ids=list(SUPPLY))
def test_notes_are_supply_for_months(folder: str, least: int) -> None:
    if not (SHARED / folder).is_dir() or not FLAWS.exists():
        pytest.skip("the development notes are not beside the repository")
    found: dict[str, Any] = figures(Path(SHARED / folder))[0]
    assert found["generated"] >= least
    assert found["blocked %"] == 0.0
    assert found["warn F /100"] <= 10
    assert found["guesser %"] <= 30
    assert found["coverage %"] >= 80
