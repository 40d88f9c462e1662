"""What can go wrong with the store, in words for the person who can mend it.

StudyhallError
├── StoreError                 the database cannot be opened: made by a newer version, damaged ...
└── StoreUnavailableError      it cannot be read or written now: locked, full, read-only, gone
"""

from __future__ import annotations

from knowledge.errors import StudyhallError


class StoreError(StudyhallError):
    """The database cannot be opened as it is; `run` ends with exit code 78."""


class StoreUnavailableError(StudyhallError):
    """A read or write did not happen; nothing of it is half done.

    Its sentence is for the log: it names neither values nor SQL.
    """
