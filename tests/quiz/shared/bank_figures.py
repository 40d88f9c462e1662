"""Prints how good the bank of some folders of notes is: `bank_figures.py FOLDER...`.

Flaws are counted by `tools/item_flaws.py` in the folder `shared` beside the repository, where it
stands. `--write FILE` also writes the items of the last folder as JSON lines.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from knowledge import Library
from knowledge.answers.asking import language_of
from knowledge.model import Problem
from knowledge.notes.note import parse_note
from knowledge.notes.reader import list_notes, read_note
from knowledge.quiz.bank import build_bank, read_note_quiz
from knowledge.quiz.items import Origin
from knowledge.quiz.pairing import as_choice
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.model import Note
    from knowledge.quiz.bank import NoteQuiz
    from knowledge.quiz.items import Bank, Item

SHARED: Final = Path(__file__).parents[4] / "shared"
FLAWS: Final = SHARED / "tools" / "item_flaws.py"
FOLDERS: Final = (
    "seeds",
    "data/aws/notes/kananinirav",
    "data/aws/notes/astramieri",
    "data/sets/openstax-psychology/vault",
    "data/vaults/azure-bullets",
    "data/vaults/sapienza-obsidian",
    "data/vaults/au-flashcards",
)
SAMPLE: Final = 20_000
"""Characters of a note by which its language is told, as the library does it."""
PREFIX: Final = 5
"""Letters of a word that a test-wise guesser compares."""


def notes_of(folder: Path) -> list[tuple[Note, NoteQuiz]]:
    """What each note of a folder asks and states."""
    found = []
    for stamp in list_notes(folder).files:
        raw = read_note(folder, stamp.path)
        if not isinstance(raw, Problem):
            parsed = parse_note(raw, stamp.path)
            language = language_of(words(raw.text[:SAMPLE]))
            share = read_note_quiz(raw.text, parsed.note, parsed.sections, language)
            found.append((parsed.note, share))
    return found


def contract(item: Item) -> dict[str, Any]:
    """An item as the checker reads it; pairs as a choice among pairings."""
    item = as_choice(item)
    return {
        "id": item.id,
        "kind": item.kind,
        "stem": item.stem,
        "options": [option.text for option in item.options],
        "answer": list(item.answer),
        "source_text": item.source_text,
        "note": item.place.note,
    }


def flaws(items: Iterable[Item]) -> dict[str, Any]:
    """What the checker finds, by code: share of the items in per cent."""
    with tempfile.TemporaryDirectory() as folder:
        there, out = Path(folder, "items.jsonl"), Path(folder, "out.json")
        lines = (json.dumps(contract(item)) for item in items)
        there.write_text("\n".join(lines), encoding="utf-8")
        subprocess.run(
            [sys.executable, str(FLAWS), str(there), "--rates-only", "--json", str(out)],
            check=True,
            capture_output=True,
        )
        found: dict[str, Any] = next(iter(json.loads(out.read_text()).values()))
        return found


def guessed(items: Sequence[Item]) -> float:
    """How often, in per cent, the option that shares most word beginnings with the stem is right.

    Of several that share as many each counts in part. Items with three options or more, one right.
    """
    total = right = 0.0
    for item in items:
        if len(item.options) < 3 or len(item.keys) != 1:
            continue
        said = {word[:PREFIX] for word in words(item.stem)}
        shared = [
            len(said & {word[:PREFIX] for word in words(option.text)}) for option in item.options
        ]
        best = [at for at, count in enumerate(shared) if count == max(shared)]
        total += 1
        right += (item.answer[0] in best) / len(best)
    return 100 * right / total if total else 0.0


def figures(folder: Path) -> tuple[dict[str, Any], Bank]:
    """Every figure of one folder."""
    library = Library.open([folder])
    before = time.process_time()
    notes = notes_of(folder)
    between = time.process_time()
    bank = build_bank(notes, library.glossary, library.passages)
    after = time.process_time()
    made = [item for item in bank.ready if item.origin is Origin.GENERATED]
    found = flaws(made) if FLAWS.exists() and made else {}
    codes = found.get("per_code_pct", {})
    defined = bank.defined
    return {
        "notes": len(notes),
        "generated": len(made),
        "written": sum(item.origin is not Origin.GENERATED for item in bank.ready),
        "held": len(bank.held),
        "kinds": dict(Counter(item.syntax for item in made)),
        "blocked %": found.get("pct_blocked"),
        "warn F /100": found.get("flaws_F_warn_per_100"),
        "codes %": codes,
        "guesser %": round(guessed(made), 1),
        "coverage %": round(100 * len(bank.covered & defined) / max(1, len(defined)), 1),
        "defined": len(defined),
        "positions": found.get("position"),
        "seconds reading": round(between - before, 2),
        "seconds bank": round(after - between, 2),
    }, bank


def main() -> None:
    """Print the figures, a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    folders = given.folders or [each for name in FOLDERS if (each := SHARED / name).is_dir()]
    for folder in folders:
        found, bank = figures(folder)
        sys.stdout.write(f"\n{folder.name}\n")
        sys.stdout.writelines(f"  {name}: {value}\n" for name, value in found.items())
        if given.write:
            lines = [json.dumps(contract(item), ensure_ascii=False) for item in bank.ready]
            given.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
