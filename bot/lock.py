"""One bot to a data folder: a lock that the system lets go of when its process dies."""

from __future__ import annotations

import fcntl
import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from knowledge.errors import StudyhallError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "studyhall.lock"
EXIT_CODE = 75  # sysexits: EX_TEMPFAIL; a supervisor may try again later
_log = logging.getLogger(__name__)


class AlreadyRunningError(StudyhallError):
    """Another process works on the data folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder while the block runs. Raises `AlreadyRunningError`.

    Where the file system knows no locks (some network drives) the block runs without one: the keys
    of the database still decide who makes a post.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = os.read(handle, 20).decode("ascii", "replace").strip()
            raise AlreadyRunningError(
                f"another Studyhall{f', process {other},' if other.isdigit() else ''} "
                f"works on {folder}",
                remedy="Stop it, or give this one another `data` folder.",
            ) from error
        except OSError as error:
            _log.warning("the data folder cannot be locked (%s)", error.strerror)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(handle)
