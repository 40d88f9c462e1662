"""A folder of notes becomes the same library, whatever was read before and in whatever order."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import STARTER, Library, NotesFolderError, Problem, Severity, Unknown
from knowledge import saved as disk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Value = Callable[[Library], dict[str, Any]]
    Write = Callable[[Path, Mapping[str, str]], Path]

EVERY_ANSWER = """
import sys
from pathlib import Path
from knowledge import Library
library = Library.open([Path(sys.argv[1])])
print(repr([library.ask(question) for question in sys.argv[2:]]))
print(repr(library.complete("")), repr(library.problems), list(library.index.vocabulary))
"""


def test_files_may_lie_in_the_folder_in_any_order(
    tmp_path: Path, folder: Path, write: Write, value: Value
) -> None:
    texts = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.md")}
    other = write(tmp_path / "other" / "notes", dict(sorted(texts.items(), reverse=True)))
    assert value(Library.open([other])) == value(Library.open([folder]))


def test_every_process_gives_the_same_answers(folder: Path, questions: tuple[str, ...]) -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", EVERY_ANSWER, folder, *questions],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert said.pop()


def test_unchanged_notes_are_not_opened_again(
    tmp_path: Path, folder: Path, value: Value, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Library.open([folder], state=tmp_path / "state")
    monkeypatch.setattr("knowledge.reading.read_note", None)
    second = Library.open([folder], state=tmp_path / "state")
    assert (first.reread, second.reread) == (4, 0)
    assert value(second) == value(first)


def test_one_edited_note_is_read_alone(tmp_path: Path, folder: Path, value: Value) -> None:
    Library.open([folder], state=tmp_path / "state")
    with (folder / "queues.md").open("a") as note:
        note.write("\n## Topics\nA topic sends each message to many queues at once.\n")
    edited = Library.open([folder], state=tmp_path / "state")
    assert edited.reread == 1
    assert value(edited) == value(Library.open([folder]))


def _delete(folder: Path) -> None:
    (folder / "storage.md").unlink()


def _rename(folder: Path) -> None:
    (folder / "storage.md").rename(folder / "serverless" / "A store.md")


def _add(folder: Path) -> None:
    (folder / "zz.md").write_text("# Kinesis\nAmazon Kinesis reads streams.\n")


def _empty(folder: Path) -> None:
    for note in folder.rglob("*.md"):
        note.unlink()


@pytest.mark.parametrize(("change", "reread"), [(_delete, 0), (_rename, 1), (_add, 1), (_empty, 0)])
def test_a_changed_folder_is_as_if_read_for_the_first_time(
    tmp_path: Path, folder: Path, value: Value, change: Callable[[Path], None], reread: int
) -> None:
    Library.open([folder], state=tmp_path / "state")
    change(folder)
    changed = Library.open([folder], state=tmp_path / "state")
    assert changed.reread == reread
    assert value(changed) == value(Library.open([folder]))
    assert Library.open([folder], state=tmp_path / "state").reread == 0


def test_any_row_of_edits_leads_where_a_fresh_start_does(
    tmp_path: Path, folder: Path, value: Value
) -> None:
    chance = random.Random(3)  # noqa: S311 - a test repeats itself
    texts = [path.read_text() for path in sorted(STARTER.rglob("*.md"))]
    names = [f"{name}.md" for name in "abcd"]
    Library.open([folder], state=tmp_path / "state")
    for step in range(12):
        note = folder / chance.choice(names)
        if note.exists() and chance.random() < 0.3:
            note.unlink()
        else:
            lines = chance.choice(texts).splitlines(keepends=True)
            note.write_text("".join(lines[: chance.randrange(len(lines))]))
            os.utime(note, ns=(step, step))  # two edits within one tick of the clock, set apart
        after = Library.open([folder], state=tmp_path / "state")
        assert after.reread <= 1
        assert value(after) == value(Library.open([folder]))


def test_a_note_that_cannot_be_read_does_not_cost_the_others_their_place(
    tmp_path: Path, folder: Path
) -> None:
    (folder / "picture.md").write_bytes(b"\x89PNG\x00\x00\x01\x02" * 200)
    first = Library.open([folder], state=tmp_path / "state")
    assert [problem.path for problem in first.problems] == ["picture.md"]
    (kept,) = (tmp_path / "state").iterdir()
    written = kept.stat().st_mtime_ns
    second = Library.open([folder], state=tmp_path / "state")
    assert (second.reread, second.problems) == (0, first.problems)
    assert kept.stat().st_mtime_ns == written


def test_other_code_reads_every_note_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library.open([folder], state=tmp_path / "state")
    monkeypatch.setattr(disk, "edition", lambda: b"another edition.")
    assert Library.open([folder], state=tmp_path / "state").reread == 4
    assert Library.open([folder], state=tmp_path / "state").reread == 0


@pytest.mark.parametrize("damage", [b"", b"nothing of ours", b"studyhall library\n" * 9])
def test_a_damaged_index_is_built_again(
    tmp_path: Path, folder: Path, value: Value, damage: bytes
) -> None:
    fresh = Library.open([folder], state=tmp_path / "state")
    (kept,) = (tmp_path / "state").iterdir()
    kept.write_bytes(damage)
    again = Library.open([folder], state=tmp_path / "state")
    assert again.reread == 4
    assert value(again) == value(fresh)
    assert Library.open([folder], state=tmp_path / "state").reread == 0


def test_a_state_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, folder: Path, value: Value
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    library = Library.open([folder], state=tmp_path / "state")
    (problem,) = library.problems
    assert problem == Problem(
        "",
        0,
        Severity.NOTICE,
        "The index could not be saved: File exists.",
        "Make the state folder writable, or the next start reads all notes again.",
    )
    assert value(library)["answers"] == value(Library.open([folder]))["answers"]


def test_notes_of_several_folders_are_told_apart_by_the_folders_names(
    tmp_path: Path, write: Write
) -> None:
    text = {"note.md": "# Fargate\nFargate runs containers.\n"}
    folders = [write(tmp_path / name, text) for name in ("x/aws", "y/aws", "z/aws-2", "azure")]
    (folders[3] / "bad.md").write_bytes(b"\x89PNG\x00\x00\x01\x02" * 200)
    library = Library.open(folders, state=tmp_path / "state")
    paths = ["aws/note.md", "aws-2/note.md", "aws-2-2/note.md", "azure/note.md"]
    assert [note.path for note in library.notes] == paths
    assert [problem.path for problem in library.problems] == ["azure/bad.md"]
    again = Library.open(folders, state=tmp_path / "state")
    assert (again.reread, again.notes) == (0, library.notes)


def test_each_choice_of_folders_keeps_its_own_index(tmp_path: Path, write: Write) -> None:
    one = write(tmp_path / "one", {"a.md": "# A\nText of a.\n"})
    two = write(tmp_path / "two", {"b.md": "# B\nText of b.\n"})
    for folders in ([one], [two], [one, two], [two, one]):
        assert Library.open(folders, state=tmp_path / "state").reread == len(folders)
    for folders in ([one], [two], [one, two], [two, one]):
        assert Library.open(folders, state=tmp_path / "state").reread == 0


def test_a_folder_with_a_name_of_bad_bytes_is_kept_too(tmp_path: Path, write: Write) -> None:
    try:
        folder = write(tmp_path / os.fsdecode(b"notes-\xff"), {"a.md": "# A\nText of a.\n"})
    except OSError:
        pytest.skip("this file system takes no such name")
    assert Library.open([folder], state=tmp_path / "state").reread == 1
    assert Library.open([folder], state=tmp_path / "state").reread == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", "There is no such folder of notes"),
        ("queues.md", "This is no folder"),
        ("loop", "This folder may not be read"),
        ("nul\0", "This folder may not be read"),
    ],
)
def test_a_folder_that_is_none_is_named(folder: Path, name: str, sentence: str) -> None:
    (folder / "loop").symlink_to(folder / "loop")
    with pytest.raises(NotesFolderError) as caught:
        Library.open([folder, folder / name])
    error = caught.value
    assert (error.path, error.sentence, bool(error.remedy)) == (str(folder / name), sentence, True)


def test_an_empty_folder_answers_nothing(tmp_path: Path) -> None:
    library = Library.open([tmp_path])
    assert isinstance(library.ask("what is lambda"), Unknown)
    assert isinstance(library.lookup("lambda"), Unknown)
    assert (library.complete("l"), library.problems, library.notes) == ((), (), ())


def test_progress_counts_the_files_that_are_opened(tmp_path: Path, folder: Path) -> None:
    seen: list[tuple[int, int]] = []

    def open_library() -> None:
        Library.open([folder], state=tmp_path / "state", progress=lambda *at: seen.append(at))

    open_library()
    open_library()
    (folder / "queues.md").write_text("# Queues\nAnother text.\n")
    open_library()
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4), (1, 1)]


def test_a_passage_is_found_again_by_its_key(starter_library: Library) -> None:
    answer = starter_library.ask("what is fargate?")
    assert not isinstance(answer, Unknown)
    for source in answer.sources:
        again = starter_library.source(source.key)
        assert again is not None
        assert (again.place, again.blocks) == (source.place, source.blocks)
    assert starter_library.source("0123456789") is None


def test_a_term_is_looked_up_by_a_misspelt_name(folder: Path) -> None:
    library = Library.open([folder])
    entry = library.lookup("fargte")
    assert not isinstance(entry, Unknown)
    assert entry.term == "AWS Fargate"
    assert entry.shown[0].text == "AWS Fargate runs containers without instances to manage."
    nothing = library.lookup("photosynthesis")
    assert isinstance(nothing, Unknown)
