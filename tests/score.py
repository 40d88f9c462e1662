"""Repeat the scores of the answers on the development sets: `python tests/score.py [DATA]`.

DATA is the folder that holds `data/` and `tools/score_answers.py`: `shared` beside the repository,
unless another is named. The sets are not part of the project: licences differ, and they are large.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SHARED: Final = Path(__file__).parent.parent.parent / "shared"
COLUMNS: Final = (
    ("questions", "questions"),
    ("hit@1", "hit@1"),
    ("hit@5", "hit@5"),
    ("text", "text_hit"),
    ("refused", "refused"),
    ("abstained", "abstained"),
    ("quoted", "quoted"),
    ("ms", "ms_median"),
    ("ms p99", "ms_p99"),
    ("wall s", "wall_s"),
)


@dataclass(frozen=True, slots=True)
class Set:
    """Notes and the questions that are asked of them."""

    name: str
    notes: str
    questions: str
    arguments: tuple[str, ...] = ()
    """More arguments; `{data}` stands for the folder of the data."""


def _aws(vault: str, name: str, questions: str) -> Set:
    return Set(name, f"aws/notes/{vault}", f"aws/{questions}.jsonl", ("--vault", vault))


def _book(name: str) -> Set:
    return Set(
        name,
        f"sets/{name}/vault",
        f"sets/{name}/queries.jsonl",
        ("--map", f"{{data}}/sets/{name}/vault_map.jsonl"),
    )


SETS: Final = (
    _aws("astramieri", "astramieri", "questions"),
    _aws("astramieri", "astramieri, typos", "questions_typo_dense"),
    _aws("kananinirav", "kananinirav", "questions"),
    _aws("kananinirav", "kananinirav, typos", "questions_typo_dense"),
    _book("squad2-dev"),
    _book("openstax-psychology"),
)


def score(shared: Path, each: Set) -> dict[str, Any]:
    """Return the figures of one set, from an index that is built and then loaded."""
    data = shared / "data"
    with tempfile.TemporaryDirectory() as state:
        run = subprocess.run(
            [
                sys.executable,
                str(shared / "tools" / "score_answers.py"),
                *("--command", f"{sys.executable} -m bot"),
                *("--notes", str(data / each.notes)),
                *("--questions", str(data / each.questions)),
                *(argument.format(data=data) for argument in each.arguments),
                *("--extra", f"--state {state}"),
                "--json",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode:
        sys.exit(f"{each.name}: {run.stdout}{run.stderr}")
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def main() -> None:
    """Print a table in Markdown."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not (shared / "tools" / "score_answers.py").exists():
        sys.exit(f"{shared} does not hold the development sets; name the folder that does")
    rows = [["notes", *(title for title, _ in COLUMNS)], ["---", *("---:" for _ in COLUMNS)]]
    for each in SETS:
        found = score(shared, each)
        if not found["unanswerable"]:
            found["abstained"] = "-"
        rows.append([each.name, *(str(found[key]) for _, key in COLUMNS)])
    sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    main()
