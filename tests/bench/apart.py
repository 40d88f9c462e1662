"""What has to be measured in a process of its own, printed as JSON: `apart.py build|first ...`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter, process_time

from timing import memory


def build(notes: Path, state: Path | None) -> dict[str, float]:
    """Read a folder for the first time; memory is what is held beyond the bare interpreter."""
    bare, _ = memory()
    wall, start = perf_counter(), process_time()
    from knowledge.library import Library  # noqa: PLC0415 - its import is part of what is measured

    imported, _ = memory()
    imports = process_time() - start
    library = Library.open([notes], state=state)
    processor, ended = process_time() - start - imports, perf_counter() - wall
    held, most = memory()
    library.ask("what is this")
    asked, _ = memory()
    return {
        "processor_s": round(processor, 3),
        "wall_s": round(ended, 3),
        "imports_mb": round(imported - bare, 1),
        "held_mb": round(held - bare, 1),
        "asked_mb": round(asked - bare, 1),
        "most_mb": round(most - bare, 1),
    }


def first(notes: Path, state: Path, question: str) -> dict[str, float]:
    """Answer one question from what was saved; the caller times the process as a whole."""
    bare, _ = memory()
    from knowledge.library import Library  # noqa: PLC0415 - as above

    library = Library.open([notes], state=state)
    library.ask(question)
    held, most = memory()
    return {
        "processor_s": round(process_time(), 3),
        "reread": library.reread,
        "held_mb": round(held - bare, 1),
        "most_mb": round(most - bare, 1),
    }


def main(arguments: list[str]) -> None:
    """Do what the first argument names."""
    what, notes, state, *rest = arguments
    if what == "build":
        found = build(Path(notes), Path(state) if state else None)
    else:
        found = first(Path(notes), Path(state), *rest)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
