"""The notes' folder: which files are notes, and their text; the only file that opens notes.

What lies in the folder is not trusted: links and special files are never opened, depth and size
are limited, and whatever is wrong with one file becomes a `Problem` and stops no other.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from knowledge.errors import NotesFolderError
from knowledge.model import Problem, Severity
from knowledge.notes.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathspec import GitIgnoreSpec

NOTE_CAP: Final = 8 * 1024 * 1024
"""Bytes read of a note. The longest real one among 28 vaults has 1.9 MB."""
PARSE_CAP: Final = 1024 * 1024
"""Characters of a note that are parsed as Markdown; the rest is searched as plain text."""
DEPTH_CAP: Final = 32
"""Folders inside folders that are walked; the deepest real vault has fewer than ten."""
IGNORE_FILE: Final = ".studyhallignore"
IGNORE_CAP: Final = 64 * 1024
IGNORE_LINES: Final = 1_000

_SUFFIXES: Final = (".md", ".markdown")
QUESTION_SUFFIXES: Final = (".gift", ".gift.txt", ".aiken", ".aiken.txt")
"""Files that hold nothing but questions, in formats of learning platforms."""
_SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__"})
_LOGSEQ_BACKUPS: Final = frozenset({"bak", "version-files"})
_ATTEMPTS: Final = 3
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
# Three stars in one part of a path cost a regular expression under 3 million steps on a name of
# 255 bytes; each further star multiplies that by about 60.
_STARS_IN_A_PART: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class FileStamp:
    """What tells a changed note from an unchanged one without opening it."""

    path: str
    """Path under the notes' folder, with `/` between the parts."""
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The notes of a folder, and what in it could not be taken for a note."""

    files: tuple[FileStamp, ...]
    """Sorted by path, whatever the order in which the file system names them."""
    problems: tuple[Problem, ...]
    questions: tuple[FileStamp, ...] = ()
    """Files of questions beside the notes, sorted likewise."""


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note's text: line feeds end its lines, and neither NUL nor lone surrogate is in it."""

    path: str
    text: str
    digest: str
    """BLAKE2b of the bytes that were read, 16 bytes as hexadecimal digits."""
    problems: tuple[Problem, ...]


def list_notes(folder: Path) -> Listing:
    """Return the notes under `folder` by their stamps: a `stat` each, none opened.

    Hidden files, backup folders, editors' leftovers and what `.studyhallignore` names are left
    out in silence; links, special files, unreadable folders and names with a `Problem`.
    Raises `NotesFolderError` when `folder` is missing, no folder, or may not be read.
    """
    _require_folder(folder)
    ignored, problems = _read_ignore_file(folder)
    files: list[FileStamp] = []
    waiting: list[tuple[str, int]] = [("", 0)]
    while waiting:
        prefix, depth = waiting.pop()
        try:
            with os.scandir(folder / prefix) as entries:
                found = list(entries)
        except FileNotFoundError:
            continue  # it went while we looked: the next listing will not name it either
        except OSError as error:
            problems.append(_unreadable(prefix.rstrip("/"), error, Severity.WARNING))
            continue
        for entry in found:
            path = prefix + entry.name
            match _sort(entry, path, depth, ignored):
                case FileStamp() as note:
                    files.append(note)
                case Problem() as problem:
                    problems.append(problem)
                case str() as inner:
                    waiting.append((inner, depth + 1))
    notes = sorted(file for file in files if file.path.lower().endswith(_SUFFIXES))
    questions = sorted(set(files).difference(notes))
    return Listing(tuple(notes), tuple(sorted(problems)), tuple(questions))


def _require_folder(folder: Path) -> None:
    try:
        with os.scandir(folder):
            return
    except FileNotFoundError:
        sentence, remedy = "There is no such folder of notes", "Check the path, or make the folder"
    except NotADirectoryError:
        sentence, remedy = "This is no folder", "Name the folder that the notes are in"
    except (OSError, ValueError):
        sentence, remedy = "This folder may not be read", "Give yourself the right to read it"
    raise NotesFolderError(sentence, path=str(folder), remedy=remedy)


def _sort(
    entry: os.DirEntry[str], path: str, depth: int, ignored: GitIgnoreSpec | None
) -> FileStamp | Problem | str | None:
    """Return a note's stamp, a folder to walk (ending in `/`), a problem, or None: no note."""
    try:
        is_folder = entry.is_dir(follow_symlinks=False)
        inner = f"{path}/" if is_folder else path
        if not _is_wanted(entry, inner) or (ignored and ignored.match_file(inner)):
            return None
        if not _is_utf8(path):
            return _bad_name(path)
        if is_folder:
            return inner if depth < DEPTH_CAP else _too_deep(path)
        return _stamp(entry, path)
    except FileNotFoundError:
        return None  # gone too
    except OSError as error:
        return _unreadable(path, error, Severity.WARNING)


def _is_wanted(entry: os.DirEntry[str], path: str) -> bool:
    """Tell whether this is a note, a folder to walk, or a link that stands for either."""
    name = entry.name
    if name.startswith((".", "~$")):
        return False
    if path.endswith("/"):
        above = path.rpartition(f"{name}/")[0].rstrip("/").rpartition("/")[2]
        is_backup = above == "logseq" and name in _LOGSEQ_BACKUPS
        return not is_backup and name not in _SKIPPED_FOLDERS
    # A link to a picture is nobody's loss; one to a folder may hide many notes.
    return name.lower().endswith(_SUFFIXES + QUESTION_SUFFIXES) or (
        entry.is_symlink() and entry.is_dir()
    )


def _stamp(entry: os.DirEntry[str], path: str) -> FileStamp | Problem:
    if entry.is_symlink():
        return _link(path)
    if not entry.is_file(follow_symlinks=False):
        return _special(path)
    status = entry.stat(follow_symlinks=False)
    return FileStamp(path, status.st_size, status.st_mtime_ns)


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    """Return the path as it can be printed and stored: odd bytes become question marks."""
    return path.encode(errors="replace").decode()


def _read_ignore_file(folder: Path) -> tuple[GitIgnoreSpec | None, list[Problem]]:
    """Return what `.studyhallignore` leaves out, or None where there is no such file."""
    if not os.path.lexists(folder / IGNORE_FILE):
        return None, []
    # Few folders have such a file, and what reads it takes a twentieth of a start to load.
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    taken = _read_bytes(folder, IGNORE_FILE, IGNORE_CAP)
    if isinstance(taken, Problem):
        return None, [taken]
    lines = taken[:IGNORE_CAP].decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    patterns: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines[:IGNORE_LINES], 1):
        try:
            if any(part.count("*") > _STARS_IN_A_PART for part in line.split("/")):
                raise ValueError  # noqa: TRY301 - a costly pattern is as unusable as a broken one
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            problems.append(
                Problem(
                    IGNORE_FILE,
                    number,
                    Severity.WARNING,
                    "This pattern cannot be used and is left out.",
                    "Write it as in a .gitignore file, with at most three stars between slashes.",
                )
            )
        else:
            patterns.append(line)
    if len(lines) > IGNORE_LINES or len(taken) > IGNORE_CAP:
        problems.append(
            Problem(
                IGNORE_FILE,
                0,
                Severity.WARNING,
                f"Only the first {IGNORE_LINES:,} lines and {IGNORE_CAP // 1024} KiB are read.",
                "Name folders instead of single files.",
            )
        )
    return GitIgnoreSpec.from_lines(patterns), problems


def read_note(folder: Path, path: str) -> RawNote | Problem:
    """Return the note's text as it is now, or the problem that keeps it from being read.

    `path` is under `folder`, with `/` between the parts. At most `NOTE_CAP` bytes are read, never
    through a link, never from a special file, and only from a file that stood still meanwhile.
    Never raises for what is in the folder.
    """
    if not _is_utf8(path):
        return _bad_name(path)
    taken = _read_bytes(folder, path, NOTE_CAP)
    if isinstance(taken, Problem):
        return taken
    content = taken[:NOTE_CAP]
    is_cut = len(taken) > NOTE_CAP
    decoded = decode(path, content, is_cut=is_cut)
    if isinstance(decoded, Problem):
        return decoded
    text, problems = decoded
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    return RawNote(path, text, digest, (*problems, *_size_problems(path, text, is_cut=is_cut)))


def read_beside(folder: Path, name: str) -> RawNote | Problem | None:
    """Return a file that stands beside the notes and is none, or None where there is no such."""
    return read_note(folder, name) if os.path.lexists(folder / name) else None


def _read_bytes(folder: Path, path: str, cap: int) -> bytes | Problem:
    """Return up to `cap` + 1 bytes of a file that did not change while it was read."""
    try:
        if not _stays_inside(folder, path):
            return _link(path)
        target = folder / path
        if not stat.S_ISREG(target.lstat().st_mode):  # a device may act on being opened at all
            return _special(path)
        for _ in range(_ATTEMPTS):
            content = _read_once(target, cap)
            if content is not None:
                return content
    except (OSError, ValueError) as error:
        return _unreadable(path, error, Severity.ERROR)
    return Problem(
        path,
        0,
        Severity.ERROR,
        "The file kept changing while it was read.",
        "Wait until it is saved; it is read again at the next look.",
    )


def _stays_inside(folder: Path, path: str) -> bool:
    """Tell whether `path` leads to a file under `folder` through real folders only."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts:
        return False
    root = os.path.realpath(folder)
    return os.path.realpath(folder / path, strict=True) == str(Path(root, *pure.parts))


def _read_once(target: Path, cap: int) -> bytes | None:
    """Return up to `cap` + 1 bytes, or None when the file changed meanwhile."""
    descriptor = os.open(target, _FLAGS)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            return None
        chunks: list[bytes] = []
        wanted = cap + 1
        while wanted and (chunk := os.read(descriptor, wanted)):
            chunks.append(chunk)
            wanted -= len(chunk)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    content = b"".join(chunks)
    is_steady = (
        before.st_size == after.st_size
        and before.st_mtime_ns == after.st_mtime_ns
        and len(content) == min(after.st_size, cap + 1)
    )
    return content if is_steady else None


def _size_problems(path: str, text: str, *, is_cut: bool) -> Iterator[Problem]:
    remedy = "Split it into several notes."
    if is_cut:
        sentence = "The note is very long; only the first 8 MiB are read."
        yield Problem(path, 0, Severity.WARNING, sentence, remedy)
    if len(text) > PARSE_CAP:
        line = text.count("\n", 0, PARSE_CAP) + 1
        sentence = "The note is very long; from this line on it is searched as plain text."
        yield Problem(path, line, Severity.WARNING, sentence, remedy)


def _unreadable(path: str, error: Exception, severity: Severity) -> Problem:
    match error:
        case FileNotFoundError():
            sentence, remedy = (
                "The file is gone.",
                "Nothing, if it was moved or deleted on purpose.",
            )
        case PermissionError():
            sentence, remedy = "It may not be read.", "Give the bot the right to read it."
        case _:
            sentence, remedy = "It could not be read.", "Look whether it opens in an editor."
    return Problem(_shown(path), 0, severity, sentence, remedy)


def _bad_name(path: str) -> Problem:
    sentence = "The name holds bytes that are not UTF-8; the file is not read."
    return Problem(_shown(path), 0, Severity.WARNING, sentence, "Rename it.")


def _link(path: str) -> Problem:
    sentence = "This is reached through a link; links are not followed."
    remedy = "Put the file itself into the notes' folder, if it is not there already."
    return Problem(_shown(path), 0, Severity.NOTICE, sentence, remedy)


def _special(path: str) -> Problem:
    sentence = "This is no ordinary file (a pipe, socket or device) and is not opened."
    return Problem(_shown(path), 0, Severity.NOTICE, sentence, "Take it out of the notes' folder.")


def _too_deep(path: str) -> Problem:
    sentence = f"Folders more than {DEPTH_CAP} deep are not read."
    return Problem(path, 0, Severity.WARNING, sentence, "Move the notes nearer to the top.")
