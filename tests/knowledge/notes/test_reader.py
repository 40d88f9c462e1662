"""A folder of notes is read whatever lies in it, and nothing outside it ever is."""

from __future__ import annotations

import os
import random
import socket
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import NotesFolderError
from knowledge.model import Problem, Severity
from knowledge.notes.reader import (
    DEPTH_CAP,
    NOTE_CAP,
    PARSE_CAP,
    FileStamp,
    Listing,
    RawNote,
    list_notes,
    read_note,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPENED: list[str] = []
IS_LISTENING = [False]


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and IS_LISTENING[0] and isinstance(arguments[0], str | PurePath):
        OPENED.append(os.fspath(arguments[0]))


sys.addaudithook(_listen)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every path that the test opens."""
    OPENED.clear()
    IS_LISTENING[0] = True
    yield OPENED
    IS_LISTENING[0] = False


def write(folder: Path, *paths: str, content: bytes = b"text") -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def paths_of(listing: Listing) -> list[str]:
    return [file.path for file in listing.files]


def text_of(folder: Path, content: bytes) -> str:
    (folder / "a.md").write_bytes(content)
    note = read_note(folder, "a.md")
    assert isinstance(note, RawNote)
    assert note.problems == ()
    return note.text


def test_a_listing_holds_the_stamps_of_notes_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a.MD", "sub/c.markdown", "d.txt", "md", "e.md.bak", "sub/f.png")
    status = (tmp_path / "b.md").stat()
    listing = list_notes(tmp_path)
    assert paths_of(listing) == ["a.MD", "b.md", "sub/c.markdown"]
    assert listing.files[1] == FileStamp("b.md", 4, status.st_mtime_ns)
    assert listing.problems == ()


def test_no_note_is_opened_by_a_listing(tmp_path: Path, opened: list[str]) -> None:
    write(tmp_path, "a.md", "sub/b.md")
    opened.clear()
    list_notes(tmp_path)
    assert opened == []


def test_the_order_of_making_does_not_matter(tmp_path: Path) -> None:
    names = [f"{number:02}/{number % 7}.md" for number in range(40)]
    shuffled = random.Random(1).sample(names, len(names))  # noqa: S311 - no secret
    write(tmp_path, *shuffled)
    assert paths_of(list_notes(tmp_path)) == sorted(names)


def test_hidden_backup_and_editors_files_are_left_out_in_silence(tmp_path: Path) -> None:
    write(tmp_path, ".git/a.md", ".obsidian/a.md", ".trash/a.md", ".hidden.md", ".#a.md")
    write(tmp_path, "logseq/bak/a.md", "logseq/.recycle/a.md", "logseq/version-files/a.md")
    write(tmp_path, "node_modules/a.md", "x/__pycache__/a.md", "x/logseq/bak/a.md")
    write(tmp_path, "a.md~", "#a.md#", ".a.md.swp", "a.swp", "~$a.md")
    write(tmp_path, "logseq/a.md", "bak/a.md", "~ a.md")
    assert list_notes(tmp_path).problems == ()
    assert paths_of(list_notes(tmp_path)) == ["bak/a.md", "logseq/a.md", "~ a.md"]


@pytest.mark.parametrize("name", ["missing", "file.md"])
def test_a_folder_that_is_none_is_an_error_with_a_remedy(tmp_path: Path, name: str) -> None:
    write(tmp_path, "file.md")
    with pytest.raises(NotesFolderError) as raised:
        list_notes(tmp_path / name)
    assert raised.value.sentence
    assert raised.value.remedy


def test_a_folder_that_cannot_be_named_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(NotesFolderError):
        list_notes(tmp_path / "a\0b")


def test_links_and_special_files_are_named_and_never_opened(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    notes = tmp_path / "notes"
    write(outside, "secret.md", content=b"secret")
    write(notes, "a.md", "sub/b.md")
    (notes / "secret.md").symlink_to(outside / "secret.md")
    (notes / "twin.md").symlink_to(notes / "a.md")
    (notes / "gone.md").symlink_to(notes / "missing.md")
    (notes / "self.md").symlink_to(notes / "self.md")
    (notes / "self").symlink_to(notes / "self")
    (notes / "loop").symlink_to(notes)
    (notes / "zero.md").symlink_to("/dev/zero")
    (notes / "picture.png").symlink_to(outside / "secret.md")
    os.mkfifo(notes / "pipe.md")
    os.mkfifo(notes / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(notes)  # the address of a socket may not be long
        server.bind("socket.md")
        opened.clear()
        listing = list_notes(notes)
        for name in ("secret.md", "twin.md", "zero.md", "pipe.md", "socket.md", "loop/a.md"):
            assert isinstance(read_note(notes, name), Problem)
    assert opened == []
    assert paths_of(listing) == ["a.md", "sub/b.md"]
    named = [
        "gone.md",
        "loop",
        "pipe.md",
        "secret.md",
        "self.md",
        "socket.md",
        "twin.md",
        "zero.md",
    ]
    assert [p.path for p in listing.problems if p.severity is Severity.NOTICE] == named


def test_a_deep_tree_is_cut_with_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "top.md")
    monkeypatch.chdir(tmp_path)  # so that no path grows too long on the way down
    for depth in range(300):
        Path(f"d{depth}").mkdir()
        monkeypatch.chdir(f"d{depth}")
        if depth in {DEPTH_CAP - 1, DEPTH_CAP, 299}:
            Path("a.md").touch()
    listing = list_notes(tmp_path)
    at_the_cap = "/".join(f"d{depth}" for depth in range(DEPTH_CAP))
    assert paths_of(listing) == [f"{at_the_cap}/a.md", "top.md"]
    assert [(p.path, p.severity) for p in listing.problems] == [
        (f"{at_the_cap}/d{DEPTH_CAP}", Severity.WARNING)
    ]


def test_names_that_are_not_utf_8_are_skipped_with_a_warning(tmp_path: Path) -> None:
    for name in (b"caf\xe9.md", b"d\xff/a.md", b"caf\xe9.txt"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        write(tmp_path, str(path))
    write(tmp_path, "café.md")
    listing = list_notes(tmp_path)
    assert paths_of(listing) == ["café.md"]
    assert [problem.path for problem in listing.problems] == ["caf?.md", "d?"]
    assert isinstance(read_note(tmp_path, os.fsdecode(b"caf\xe9.md")), Problem)


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder of somebody who may not read everything, as whom the test goes on."""
    somebody = 65_534 if os.geteuid() == 0 else os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        os.chown(name, somebody, -1)
        before = os.geteuid()
        os.seteuid(somebody)
        yield Path(name)
        os.seteuid(before)


def test_what_may_not_be_read_is_named_and_stops_nothing(ordinary_folder: Path) -> None:
    write(ordinary_folder, "a.md", "locked/b.md", "c.md")
    (ordinary_folder / "locked").chmod(0)
    (ordinary_folder / "c.md").chmod(0)
    listing = list_notes(ordinary_folder)
    unread = read_note(ordinary_folder, "c.md")
    (ordinary_folder / "locked").chmod(0o700)
    assert paths_of(listing) == ["a.md", "c.md"]
    assert [problem.path for problem in listing.problems] == ["locked"]
    assert isinstance(unread, Problem)
    assert "right" in unread.remedy


def test_a_folder_that_may_be_named_but_not_entered_gives_problems(ordinary_folder: Path) -> None:
    write(ordinary_folder, "sub/b.md")
    (ordinary_folder / "sub").chmod(0o400)
    listing = list_notes(ordinary_folder)
    (ordinary_folder / "sub").chmod(0o700)
    assert [problem.path for problem in listing.problems] == ["sub/b.md"]


def test_a_folder_of_notes_that_may_not_be_read_is_an_error(ordinary_folder: Path) -> None:
    (ordinary_folder / "notes").mkdir(mode=0)
    with pytest.raises(NotesFolderError):
        list_notes(ordinary_folder / "notes")


def test_what_goes_during_a_listing_is_not_mentioned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md", "b.md", "sub/c.md")
    scandir = os.scandir
    looks: list[str] = []

    @contextmanager
    def scan_and_delete(path: Path) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(path) as entries:
            found = list(entries)
        looks.append(path.name)
        if len(looks) == 2:  # the first look only asks whether there is a folder
            (tmp_path / "b.md").unlink()
            (tmp_path / "sub/c.md").unlink()
            (tmp_path / "sub").rmdir()
        yield found

    monkeypatch.setattr(os, "scandir", scan_and_delete)
    listing = list_notes(tmp_path)
    assert paths_of(listing) == ["a.md"]
    assert listing.problems == ()


def test_a_note_is_its_text_and_a_digest_of_its_bytes(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.md", content=b"one\r\ntwo\n")
    note = read_note(tmp_path, "sub/a.md")
    assert note == RawNote("sub/a.md", "one\ntwo\n", "b518a3aa1f60d0e255f8be471fa95d1f", ())


def test_an_empty_note_is_fine(tmp_path: Path) -> None:
    assert text_of(tmp_path, b"") == ""


def test_a_long_note_is_kept_whole_with_a_warning(tmp_path: Path) -> None:
    content = b"0123456789abcde\n" * (PARSE_CAP // 16)
    assert text_of(tmp_path, content) == content.decode()
    write(tmp_path, "a.md", content=content + b"more")
    note = read_note(tmp_path, "a.md")
    assert isinstance(note, RawNote)
    assert note.text.endswith("\nmore")
    assert [problem.line for problem in note.problems] == [PARSE_CAP // 16 + 1]


def test_no_more_than_the_cap_is_read(tmp_path: Path) -> None:
    content = ("\u4e2d" * 20 + "\n").encode() * (NOTE_CAP // 61 + 10)
    write(tmp_path, "a.md", content=content)
    note = read_note(tmp_path, "a.md")
    assert isinstance(note, RawNote)
    assert content.decode().startswith(note.text)
    assert NOTE_CAP - 3 <= len(note.text.encode()) <= NOTE_CAP
    assert "first 8 MiB" in note.problems[0].sentence
    write(tmp_path, "a.md", content=content[:NOTE_CAP] + b"other")
    again = read_note(tmp_path, "a.md")
    assert isinstance(again, RawNote)
    assert again.digest == note.digest


def test_a_huge_sparse_file_costs_no_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(1 << 40)
    assert isinstance(read_note(tmp_path, "a.md"), Problem)


@pytest.mark.parametrize(
    "path", ["missing.md", "sub", "../outside.md", "sub/../a.md", "/etc/passwd", "", ".", "a\0.md"]
)
def test_a_path_to_no_note_of_the_folder_is_a_problem(tmp_path: Path, path: str) -> None:
    write(tmp_path, "notes/a.md", "notes/sub/b.md", "outside.md")
    problem = read_note(tmp_path / "notes", path)
    assert isinstance(problem, Problem)
    assert problem.sentence
    assert problem.remedy
    assert str(tmp_path) not in str(problem)


def test_a_folder_that_is_a_link_is_the_operators_choice(tmp_path: Path) -> None:
    write(tmp_path, "notes/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "notes")
    assert paths_of(list_notes(tmp_path / "link")) == ["a.md"]
    assert isinstance(read_note(tmp_path / "link", "a.md"), RawNote)


def test_a_relative_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "notes/a.md")
    monkeypatch.chdir(tmp_path)
    assert paths_of(list_notes(Path("notes"))) == ["a.md"]
    assert isinstance(read_note(Path("notes"), "a.md"), RawNote)


class RestlessFile:
    """A file that another program writes anew, the first few times that it is read."""

    def __init__(self, path: Path, times: int) -> None:
        self.path = path
        self.times = times
        self._read = os.read

    def read(self, descriptor: int, count: int) -> bytes:
        content = self._read(descriptor, count)
        if self.times and content:
            self.times -= 1
            self.path.write_bytes(b"%04d" % self.times)
            os.utime(self.path, ns=(0, self.times))  # clocks may be too coarse to tell
        return content


@pytest.mark.parametrize("times", [1, 2])
def test_a_note_that_changes_meanwhile_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    write(tmp_path, "a.md")
    monkeypatch.setattr(os, "read", RestlessFile(tmp_path / "a.md", times).read)
    note = read_note(tmp_path, "a.md")
    assert isinstance(note, RawNote)
    assert note.text == "0000"


def test_a_note_that_never_stands_still_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md")
    monkeypatch.setattr(os, "read", RestlessFile(tmp_path / "a.md", 3).read)
    assert isinstance(read_note(tmp_path, "a.md"), Problem)


@pytest.mark.parametrize(
    "replace", [os.mkfifo, lambda path: path.symlink_to(path.parent.parent / "secret")]
)
def test_a_note_that_turns_into_a_pipe_or_a_link_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: Callable[[Path], None]
) -> None:
    write(tmp_path, "notes/a.md", "secret")
    lstat = Path.lstat

    def look_and_replace(path: Path) -> os.stat_result:
        status = lstat(path)
        path.unlink()
        replace(path)
        return status

    monkeypatch.setattr(Path, "lstat", look_and_replace)
    assert isinstance(read_note(tmp_path / "notes", "a.md"), Problem)


def test_a_note_that_was_empty_for_a_moment_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md")
    first_answers = [b""]
    read = os.read

    def read_late(descriptor: int, count: int) -> bytes:
        return first_answers.pop() if first_answers else read(descriptor, count)

    monkeypatch.setattr(os, "read", read_late)
    note = read_note(tmp_path, "a.md")
    assert isinstance(note, RawNote)
    assert note.text == "text"


def test_a_note_that_grows_without_end_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md")
    read = os.read

    def read_and_grow(descriptor: int, count: int) -> bytes:
        content = read(descriptor, min(count, 1 << 20))
        with (tmp_path / "a.md").open("ab") as file:
            file.write(b"x" * (1 << 20))
        return content

    monkeypatch.setattr(os, "read", read_and_grow)
    assert isinstance(read_note(tmp_path, "a.md"), Problem)
