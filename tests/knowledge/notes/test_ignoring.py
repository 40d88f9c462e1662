"""The ignore file leaves out what it names, and a mistake in it is named by its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.notes.reader import IGNORE_CAP, IGNORE_LINES, Listing, list_notes

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, *paths: str, content: bytes = b"text") -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def paths_of(listing: Listing) -> list[str]:
    return [file.path for file in listing.files]


def test_the_ignore_file_has_the_rules_of_git(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "drafts/b.md", "x/drafts/c.md", "x/old-1.md", "x/old-2.md", "y/z.md")
    lines = b"\xef\xbb\xbf# a comment\r\ndrafts/\n\nold-*.md\n!old-2.md\n/y/**\n"
    write(tmp_path, ".studyhallignore", content=lines)
    assert paths_of(list_notes(tmp_path)) == ["a.md", "x/old-2.md"]


def test_only_the_ignore_file_of_the_notes_folder_counts(tmp_path: Path) -> None:
    write(tmp_path, "x/a.md")
    write(tmp_path, "x/.studyhallignore", content=b"*")
    assert paths_of(list_notes(tmp_path)) == ["x/a.md"]


def test_an_ignored_link_is_not_mentioned(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("/dev/zero")
    write(tmp_path, ".studyhallignore", content=b"a.md")
    assert list_notes(tmp_path) == Listing((), ())


def test_unusable_patterns_are_named_by_line_and_the_others_count(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md", "a" * 200 + ".md")
    write(tmp_path, ".studyhallignore", content=b"b.md\n!\n*a*a*a*a*a*a*b\n")
    listing = list_notes(tmp_path)
    assert paths_of(listing) == ["a.md", "a" * 200 + ".md"]
    assert [(p.path, p.line) for p in listing.problems] == [
        (".studyhallignore", 2),
        (".studyhallignore", 3),
    ]


def test_a_long_ignore_file_is_read_in_part(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    lines = b"a.md\n" + b"#\n" * IGNORE_LINES + b"b.md\n"
    write(tmp_path, ".studyhallignore", content=lines)
    listing = list_notes(tmp_path)
    assert paths_of(listing) == ["b.md"]
    assert len(listing.problems) == 1
    write(tmp_path, ".studyhallignore", content=b"a.md\n#" + b"x" * IGNORE_CAP)
    assert list_notes(tmp_path) == listing


def test_an_ignore_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    write(tmp_path, "rules", content=b"a.md")
    (tmp_path / ".studyhallignore").symlink_to(tmp_path / "rules")
    listing = list_notes(tmp_path)
    assert paths_of(listing) == ["a.md"]
    assert [problem.path for problem in listing.problems] == [".studyhallignore"]
