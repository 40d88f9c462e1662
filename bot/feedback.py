"""Votes on answers, a line of JSON each, with nothing in them about who voted."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "feedback.jsonl"


def record(folder: Path, verdict: str, key: str, note: str) -> None:
    """Append one vote to the file in the data folder, readable by its owner alone.

    A line is written in one call, so that two votes never mix. Raises `OSError`.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = json.dumps({"verdict": verdict, "source": key, "note": note}, ensure_ascii=False) + "\n"
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode("utf-8", "replace"))
    finally:
        os.close(handle)
