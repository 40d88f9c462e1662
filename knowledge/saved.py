"""The library on disk: what was read of each note, and the index, so that a start is quick.

One file, written whole or not at all, with a checksum in front. Whatever is wrong with it, the
notes are read again; nothing but time is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import unicodedata
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, overload

import msgspec
import numpy as np
import Stemmer

from knowledge.answers.index import Index  # noqa: TC001 - decoded by annotations
from knowledge.model import Note, Passage, Place, Problem
from knowledge.notes.glossary import FoldedNames, Glossary, Term
from knowledge.notes.reader import FileStamp  # noqa: TC001 - decoded by annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.notes.names import NoteNames

LANGUAGE_SHARE: Final = 0.05
"""A language of at least this share of the passages is understood in questions."""
_NAME: Final = b"studyhall library\n"
_EDITION: Final = 17
_CHECKSUM: Final = 4
_ARRAY: Final = 1
_KINDS: Final = ("<i4", "<i8", "<f4")


class ReadNote(msgspec.Struct, frozen=True, array_like=True):
    """All that is kept of one note."""

    stamp: FileStamp
    """Which file it was, and in which state; its path is under its own folder."""
    note: Note
    date: str
    language: str
    passages: tuple[msgspec.Raw, ...]
    """Each packed: answers show few of them, and packed they take a quarter of the memory."""
    written: bytes
    """`NoteWords.written`, packed: only a note that changed asks for it, most loads do not."""
    names: bytes
    """`NoteNames`, packed for the same reason."""
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
    terms: tuple[Term, ...]
    acronyms: dict[str, str]
    families: tuple[str, ...]
    folded: dict[str, str]
    """The glossary's names, each with its folded words."""
    language: str
    """The commonest of the notes."""
    common: dict[str, float]
    """Words of that language that people use every day, with the share of weight each keeps."""
    everyday: dict[str, str]
    """Everyday words of the notes' languages and of English (`as_kept`)."""

    @property
    def glossary(self) -> Glossary:
        """The glossary of all notes."""
        known = FoldedNames()
        known.update(self.folded)
        return Glossary(self.terms, self.acronyms, frozenset(self.families), known)


def languages_of(notes: Iterable[ReadNote]) -> tuple[str, ...]:
    """Return the languages that enough of the passages are in, the commonest first; never none."""
    counts: Counter[str] = Counter()
    for each in notes:
        counts[each.language] += len(each.passages)
    share = LANGUAGE_SHARE * counts.total()
    found = [language for language, count in counts.most_common() if count and count >= share]
    return tuple(found) or ("english",)


class Passages(Sequence[Passage]):
    """The passages of notes in order; each is unpacked when it is first asked for, and kept."""

    def __init__(self, packed: Iterable[msgspec.Raw]) -> None:
        self._found: list[Passage | msgspec.Raw] = list(packed)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Passage]: ...
    def __getitem__(self, at: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        found = self._found[at]
        if not isinstance(found, Passage):
            found = self._found[at] = _PASSAGE.decode(found)
        return found

    def place(self, at: int) -> Place:
        """Return where a passage stands: a fifth of the time that unpacking it takes."""
        found = self._found[at]
        return found.place if isinstance(found, Passage) else _PLACED.decode(found).place

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passages) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class _Placed(msgspec.Struct):
    """What is read of a packed passage of which only the place is asked for."""

    place: Place


def pack(value: Mapping[str, int] | NoteNames) -> bytes:
    """Return a note's words as written, or its share of the glossary, as they are kept."""
    return _ENCODER.encode(value)


def pack_passages(passages: Iterable[Passage]) -> tuple[msgspec.Raw, ...]:
    """Return passages as they are kept."""
    return tuple(msgspec.Raw(_ENCODER.encode(passage)) for passage in passages)


def written_in(note: ReadNote) -> dict[str, int]:
    """Return the words of a note as written, with the number of passages that hold each."""
    return _WRITTEN.decode(note.written)


def note_names_of(note: ReadNote) -> NoteNames:
    """Return a note's share of the glossary."""
    # Most starts find nothing changed, and need nothing of what reads names.
    from knowledge.notes.names import NoteNames  # noqa: PLC0415

    return msgspec.msgpack.decode(note.names, type=NoteNames)


def load(path: Path, folders: tuple[str, ...]) -> Saved | None:
    """Return what was saved for these folders, or None where there is nothing that can be used."""
    payload = kept(path)
    if payload is None:
        return None
    try:
        saved = _DECODER.decode(payload)
    except (msgspec.DecodeError, ValueError):
        return None
    return saved if saved.folders == folders else None


def save(path: Path, saved: Saved) -> None:
    """Write the library; the file is whole or the old one. Raises OSError."""
    keep(path, _ENCODER.encode(saved))


def kept(path: Path) -> memoryview | None:
    """Return what `keep` wrote, or None where it is damaged or was written by other code."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    head = _NAME + edition()
    start = len(head) + _CHECKSUM
    payload = memoryview(content)[start:]
    if not content.startswith(head) or content[len(head) : start] != _checksum(payload):
        return None
    return payload


def keep(path: Path, payload: bytes) -> None:
    """Write a file whole or not at all, with what tells damage. Raises OSError."""
    import tempfile  # noqa: PLC0415 - ten milliseconds; most starts write nothing

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_NAME + edition() + _checksum(payload))
            file.write(payload)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


@lru_cache(maxsize=1)
def edition() -> bytes:
    """Return what tells this way of reading notes from any other; only its own files are loaded.

    It is the package's code, with the tables of letters and stems that the code reads by. Hashing
    that takes three milliseconds; a number to be raised by hand would be forgotten some day.
    """
    return edition_of(Path(__file__).parent)


def edition_of(package: Path) -> bytes:
    """Return the edition of the code in a folder."""
    found = hashlib.blake2b(digest_size=_EDITION)
    found.update(f"{unicodedata.unidata_version} {Stemmer.version()}".encode())
    for file in sorted(package.rglob("*.py")):
        found.update(f"\n{file.relative_to(package).as_posix()}\n".encode())
        found.update(file.read_bytes())
    return found.digest()


def _checksum(payload: bytes | memoryview) -> bytes:
    """Return what tells damage. Nobody forges his own index: a CRC does, in a fifth of the time."""
    return zlib.crc32(payload).to_bytes(_CHECKSUM)


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
    if code != _ARRAY or content[0] >= len(_KINDS):
        raise ValueError(code)
    # A copy: arrays that begin at odd addresses are read many times more slowly.
    return np.frombuffer(content[1:], _KINDS[content[0]]).copy()


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_encode)
_WRITTEN = msgspec.msgpack.Decoder(dict[str, int])
_PASSAGE = msgspec.msgpack.Decoder(Passage)
_PLACED = msgspec.msgpack.Decoder(_Placed)
_DECODER = msgspec.msgpack.Decoder(Saved, dec_hook=_decode, ext_hook=_extension)
