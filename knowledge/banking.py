"""Folders of notes to one bank of questions; a file that did not change is not read again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from knowledge import saved as disk
from knowledge.answers.asking import language_of
from knowledge.errors import NotesFolderError
from knowledge.library import folder_prefixes
from knowledge.model import Note, Problem
from knowledge.notes.note import parse_note
from knowledge.notes.reader import FileStamp, list_notes, read_note
from knowledge.quiz.bank import NoteQuiz, build_bank, read_note_quiz
from knowledge.quiz.glossary_file import read_extra
from knowledge.quiz.terms import Extra
from knowledge.quiz.written.files import read_question_file
from knowledge.reading import LANGUAGE_SAMPLE
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from knowledge.model import Passage
    from knowledge.notes.glossary import Glossary
    from knowledge.quiz.items import Bank


class Share(msgspec.Struct, frozen=True, array_like=True):
    """What one file gives the bank."""

    prefix: str
    """What stands before the paths of its folder."""
    stamp: FileStamp
    note: Note
    quiz: NoteQuiz


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(tuple[Share, ...])


def read_bank(
    folders: Sequence[Path],
    glossary: Glossary,
    passages: Sequence[Passage],
    state: Path | None = None,
) -> Bank:
    """Return the bank of the folders; what a folder that is gone would give is left out.

    `state` is where the questions of each file are kept (None: nowhere). A file that cannot be
    read, and a state that cannot be written, cost nothing but time: reading the notes told of them.
    """
    place = _file(state, folders) if state else None
    known = {(share.prefix, share.stamp): share for share in _kept(place)}
    shares: list[Share] = []
    extras: list[Extra] = []
    problems: list[Problem] = []
    for folder, prefix in zip(folders, folder_prefixes(folders), strict=True):
        try:
            listing = list_notes(folder)
        except NotesFolderError:
            continue
        for stamp in (*listing.files, *listing.questions):
            share = known.get((prefix, stamp)) or _read(folder, stamp, prefix)
            if share is not None:
                shares.append(share)
        extra, wrong = read_extra(folder)
        extras.append(extra)
        problems += [replace(problem, path=prefix + problem.path) for problem in wrong]
    if place and shares != list(known.values()):
        _keep(place, shares)
    bank = build_bank(
        [(share.note, share.quiz) for share in shares], glossary, passages, _joined(extras)
    )
    return replace(bank, problems=tuple(sorted((*bank.problems, *problems))))


def _read(folder: Path, stamp: FileStamp, prefix: str) -> Share | None:
    raw = read_note(folder, stamp.path)
    if isinstance(raw, Problem):
        return None
    path = prefix + stamp.path
    if stamp.path.lower().endswith((".md", ".markdown")):
        parsed = parse_note(raw, path)
        language = language_of(words(raw.text[:LANGUAGE_SAMPLE]))
        quiz = read_note_quiz(raw.text, parsed.note, parsed.sections, language)
        return Share(prefix, stamp, parsed.note, quiz)
    questions, problems = read_question_file(raw.text, path)
    return Share(prefix, stamp, Note(path, path), NoteQuiz(questions, (), problems))


def _joined(extras: Iterable[Extra]) -> Extra:
    """Return what all folders' files give; of two that differ the later counts."""
    joined = Extra()
    for extra in extras:
        joined = Extra(
            {**joined.types, **extra.types},
            {**joined.parents, **extra.parents},
            {**joined.aliases, **extra.aliases},
        )
    return joined


def _kept(place: Path | None) -> tuple[Share, ...]:
    payload = disk.kept(place) if place else None
    if payload is None:
        return ()
    try:
        return _DECODER.decode(payload)
    except (msgspec.DecodeError, ValueError):
        return ()


def _keep(place: Path, shares: Sequence[Share]) -> None:
    try:
        disk.keep(place, _ENCODER.encode(tuple(shares)))
    except OSError:
        return  # the index beside it says so (`Library.open`); the next start reads again


def _file(state: Path, folders: Sequence[Path]) -> Path:
    where = "\n".join(str(folder.resolve()) for folder in folders)
    name = hashlib.blake2b(where.encode(errors="replace"), digest_size=6).hexdigest()
    return state / f"questions-{name}.index"
