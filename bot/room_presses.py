"""What the buttons and selects of everyday commands and of the owner's side carry, and read back.

Numbers and hashes only; what comes back is hostile until it is read here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

WAIT = r"rw:(?P<number>[1-9][0-9]{0,17})"
NOTES = r"rn:(?P<page>0|[1-9][0-9]{0,3})"
OPEN = r"ro:(?P<page>0|[1-9][0-9]{0,3})"
READ = r"rr:(?P<note>[0-9a-f]{10}):(?P<page>0|[1-9][0-9]{0,3})"
GAPS = r"rg:(?P<page>0|[1-9][0-9]{0,3})"
SET_UP = r"rs:(?P<what>[a-z]{2,12})"
PRIVACY = r"rp:(?P<act>delete|keep)"
Turn: TypeAlias = Callable[[int], str]
"""Makes what a button carries of the page it turns to."""
_MARK = re.compile(r"[0-9a-f]{10}")


class SetUp(StrEnum):
    """What is set by one part of the owner's message."""

    LISTENS = "listens"
    DAILY = "daily"
    TIME = "time"
    ROLE = "role"
    MANAGER = "manager"
    NOTEBOOK = "notebook"
    ZONE = "zone"
    GAPS = "gaps"


def wait_for(number: int) -> str:
    """Return what a button carries that waits for the answer to a kept question."""
    return f"rw:{number}"


def notes(page: int) -> str:
    """Return what a button carries that shows a page of the notes' list."""
    return f"rn:{page}"


def open_note(page: int) -> str:
    """Return what the select carries that opens one of the notes of a page."""
    return f"ro:{page}"


def read_note(mark: str, page: int) -> str:
    """Return what a button carries that shows a page of a note."""
    return f"rr:{mark}:{page}"


def gaps(page: int) -> str:
    """Return what a button carries that shows a page of unanswered questions."""
    return f"rg:{page}"


def set_up(what: SetUp) -> str:
    """Return what a part of the owner's message carries."""
    return f"rs:{what}"


def note_mark(path: str) -> str:
    """Return ten characters that stand for a note."""
    return hashlib.blake2b(path.encode(errors="replace"), digest_size=5).hexdigest()


def is_mark(text: str) -> bool:
    """Tell whether a text could be a note's mark."""
    return _MARK.fullmatch(text) is not None
