"""The library on disk: what was read of each note, and the index, so that a start is quick.

One file, written whole or not at all, with a checksum in front. Whatever is wrong with it, the
notes are read again; nothing but time is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from knowledge.answers.index import Index, NoteWords
from knowledge.model import Note, Passage, Problem
from knowledge.notes.glossary import NoteNames
from knowledge.notes.reader import FileStamp

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = b"studyhall library 1\n"
"""Changed whenever what is read of a note changes; older files are then read no more."""
_CHECKSUM: Final = 32
_ARRAY: Final = 1
_KINDS: Final = ("<i4", "<i8", "<f4")


class ReadNote(msgspec.Struct, frozen=True, array_like=True):
    """All that is kept of one note."""

    stamp: FileStamp
    """Which file it was, and in which state; its path is under its own folder."""
    note: Note
    date: str
    language: str
    passages: tuple[Passage, ...]
    words: NoteWords
    names: NoteNames
    problems: tuple[Problem, ...]
    sections: int
    furniture: int
    """Lines that are not knowledge."""


class Saved(msgspec.Struct, frozen=True, array_like=True):
    """A library as it was left."""

    folders: tuple[str, ...]
    notes: tuple[tuple[ReadNote, ...], ...]
    """For each folder its notes, by path."""
    index: Index


def load(path: Path, folders: tuple[str, ...]) -> Saved | None:
    """Return what was saved for these folders, or None where there is nothing that can be used."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    start = len(FORMAT) + _CHECKSUM
    if not content.startswith(FORMAT):
        return None
    payload = memoryview(content)[start:]
    if hashlib.blake2b(payload, digest_size=_CHECKSUM).digest() != content[len(FORMAT) : start]:
        return None
    try:
        saved = _DECODER.decode(payload)
    except (msgspec.DecodeError, ValueError):
        return None
    return saved if saved.folders == folders else None


def save(path: Path, saved: Saved) -> None:
    """Write the library; the file is whole or the old one. Raises OSError."""
    payload = _ENCODER.encode(saved)
    checksum = hashlib.blake2b(payload, digest_size=_CHECKSUM).digest()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(FORMAT + checksum)
            file.write(payload)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _encode(value: object) -> object:
    if isinstance(value, np.ndarray):
        kind = value.dtype.newbyteorder("<").str
        return msgspec.msgpack.Ext(_ARRAY, bytes([_KINDS.index(kind)]) + value.tobytes())
    raise NotImplementedError(type(value))


def _decode(kind: type, value: object) -> object:
    """Pass arrays on, which `_extension` has made already."""
    if isinstance(value, np.ndarray):
        return value
    raise NotImplementedError(kind)


def _extension(code: int, content: memoryview) -> object:
    if code != _ARRAY:
        raise ValueError(code)
    return np.frombuffer(content[1:], _KINDS[content[0]])


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_encode)
_DECODER = msgspec.msgpack.Decoder(Saved, dec_hook=_decode, ext_hook=_extension)
