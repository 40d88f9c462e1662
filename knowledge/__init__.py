"""The answering core: notes in, cited answers out; no Discord, no database, no clock."""

from __future__ import annotations

from knowledge.answers.answer import (
    Answer,
    Completion,
    Correction,
    Entry,
    Response,
    Source,
    Unknown,
    Unsure,
)
from knowledge.errors import NotesFolderError, QuestionFileError, StudyhallError
from knowledge.library import STARTER, Library
from knowledge.model import Block, Kind, Note, NoteDate, Passage, Place, Problem, Section, Severity

__all__ = [
    "STARTER",
    "Answer",
    "Block",
    "Completion",
    "Correction",
    "Entry",
    "Kind",
    "Library",
    "Note",
    "NoteDate",
    "NotesFolderError",
    "Passage",
    "Place",
    "Problem",
    "QuestionFileError",
    "Response",
    "Section",
    "Severity",
    "Source",
    "StudyhallError",
    "Unknown",
    "Unsure",
]
