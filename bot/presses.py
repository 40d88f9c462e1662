"""What the press of a button means, written into the button's own `custom_id` and read from it.

Nothing else remembers a button, so one on a message of last year still works. What comes back is
treated as hostile: it is read only if it is exactly what could have been written here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.escape import units

CUSTOM_ID_ROOM = 100  # Discord: custom_id, 1 to 100 characters
KEYS_SHOWN = 5

_KEY = r"[A-Za-z0-9_-]{10}"
SHOW = rf"(?P<act>[mn]):(?P<page>0|[1-9][0-9]?):(?P<keys>{_KEY}(?:,{_KEY}){{0,{KEYS_SHOWN - 1}}})"
_INSIDE = r"[^\x00-\x1f\x7f\ud800-\udfff]"
_EDGE = r"[^\s\x00-\x1f\x7f\ud800-\udfff]"
ASK = rf"(?P<act>[al]):(?P<term>{_EDGE}(?:{_INSIDE}{{0,96}}{_EDGE})?)"
JUDGE = rf"v:(?P<verdict>up|down):(?P<key>{_KEY})"


@dataclass(frozen=True, slots=True)
class Show:
    """Show passages by their keys, a page at a time."""

    keys: tuple[str, ...]
    page: int = 0
    turn: bool = False
    """Turn the page of the message that holds the button, rather than open a new one."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a term of the notes, or look it up."""

    term: str
    lookup: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """Say whether an answer, known by its first passage, was of help."""

    verdict: Literal["up", "down"]
    key: str


Press: TypeAlias = Show | Ask | Judge


def write(press: Press) -> str | None:
    """Return the press as a `custom_id`, or None where a button cannot carry it."""
    match press:
        case Show(keys, page, turn):
            text = f"{'n' if turn else 'm'}:{page}:{','.join(keys)}"
        case Ask(term, lookup):
            text = f"{'l' if lookup else 'a'}:{term}"
        case Judge(verdict, key):
            text = f"v:{verdict}:{key}"
    return text if units(text) <= CUSTOM_ID_ROOM and read(text) == press else None


def read(custom_id: str) -> Press | None:
    """Return what the press means, or None where it was not written here."""
    if found := re.fullmatch(SHOW, custom_id):
        return Show(tuple(found["keys"].split(",")), int(found["page"]), turn=found["act"] == "n")
    if found := re.fullmatch(ASK, custom_id):
        return Ask(found["term"], lookup=found["act"] == "l")
    if found := re.fullmatch(JUDGE, custom_id):
        return Judge("up" if found["verdict"] == "up" else "down", found["key"])
    return None
