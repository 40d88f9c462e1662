"""Who asked to be forgotten, as marks that name nobody, in a file beside the database.

The file outlives a restored backup: a deletion that the restored database has not heard of is done
again when it is opened. A mark is keyed by a secret in the same file; the database and its backups
hold marks alone, and ids cannot be found from those by trying. On a new machine the file has to
come along, as the backups do.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "deletions.txt"
_HEAD = "studyhall-deletions 1 "


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A deletion that was asked for."""

    mark: str
    at: datetime.datetime


class Deletions:
    """The file of deletions, and the secret that its marks are keyed by."""

    def __init__(self, path: Path, secret: bytes) -> None:
        self._path = path
        self._secret = secret

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read the file of a data folder, or make it, readable by its owner alone.

        Raises `StoreError` where it cannot be read: without it, deletions would be undone.
        """
        path = folder / FILE
        try:
            if not path.exists():
                _append(path, _HEAD + secrets.token_hex(32))
            head = path.read_text("ascii").partition("\n")[0]
            secret = bytes.fromhex(head.removeprefix(_HEAD))
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{path} cannot be read, and holds who asked to be forgotten",
                remedy="Restore it from where backups are kept; delete it only if nobody ever did.",
            ) from error
        return cls(path, secret)

    def mark(self, user: int) -> str:
        """Return what stands for a person: 64 hexadecimal digits."""
        return hmac.new(self._secret, f"user|{user}".encode(), hashlib.sha256).hexdigest()

    def asker(self, user: int, unanswered_id: int) -> str:
        """Return what stands for a person at one question, and at no other."""
        text = f"asker|{user}|{unanswered_id}"
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()[:32]

    def add(self, tombstone: Tombstone) -> None:
        """Keep a deletion, on the disk before this returns. Raises `OSError`."""
        _append(self._path, f"{tombstone.mark} {tombstone.at.isoformat()}")

    def all(self) -> frozenset[Tombstone]:
        """Return every deletion; a line that a crash cut short is none. Raises `OSError`."""
        found = set()
        for line in self._path.read_text("ascii").split("\n")[1:]:
            mark, _, moment = line.partition(" ")
            try:
                found.add(Tombstone(mark, datetime.datetime.fromisoformat(moment)))
            except ValueError:
                continue  # cut short: the deletion was never acknowledged
        return frozenset(found)


def _append(path: Path, line: str) -> None:
    """Write one whole line to the end; a line cut short before it is ended first."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        cut = size and os.pread(handle, 1, size - 1) != b"\n"
        os.write(handle, (("\n" if cut else "") + line + "\n").encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)
