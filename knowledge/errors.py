"""What an operator can get wrong, as exceptions that say where and what to do.

    StudyhallError
    ├── NotesFolderError      a notes folder that is missing, or no folder
    ├── QuestionFileError     a batch file that cannot be read as questions
    └── ExchangeError         items that cannot be written to a file

A mistake inside a note is a `Problem`, and "not in the notes" is an answer (`Unknown`): neither is
raised.
"""

from __future__ import annotations


class StudyhallError(Exception):
    """A mistake that the person running the command can mend."""

    def __init__(self, sentence: str, *, path: str = "", line: int = 0, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.path = path
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        parts = [part for part in (where, self.sentence) if part]
        return ": ".join(parts) + (f" ({self.remedy})" if self.remedy else "")


class NotesFolderError(StudyhallError):
    """The folder of notes cannot be read."""


class QuestionFileError(StudyhallError):
    """A file of questions holds a line that is no question."""


class ExchangeError(StudyhallError):
    """Items cannot be written to a file, or not in that format."""
