"""What was saved comes back whole, or not at all."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

import knowledge
from knowledge import STARTER, Library, saved

if TYPE_CHECKING:
    from knowledge.saved import Saved

HEAD = len(b"studyhall library\n") + 16 + 4


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """The starter notes, saved."""
    state = tmp_path_factory.mktemp("state")
    Library.open([STARTER], state=state)
    (file,) = state.iterdir()
    return file, (str(STARTER.resolve()),)


def load(kept: tuple[Path, tuple[str, ...]]) -> Saved:
    found = saved.load(*kept)
    assert found is not None
    return found


def test_what_was_saved_comes_back_whole(
    kept: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    saved.save(tmp_path / "again", load(kept))
    assert (tmp_path / "again").read_bytes() == kept[0].read_bytes()


def test_where_a_passage_stands_is_told_of_packed_and_unpacked_ones() -> None:
    passages = Library.open([STARTER]).passages
    packed = [passages.place(number) for number in range(len(passages))]
    assert packed == [passage.place for passage in passages]
    assert packed == [passages.place(number) for number in range(len(passages))]


def test_only_its_owner_may_read_it(kept: tuple[Path, tuple[str, ...]]) -> None:
    assert kept[0].stat().st_mode & 0o077 == 0


def test_a_file_cut_anywhere_is_nothing(kept: tuple[Path, tuple[str, ...]], tmp_path: Path) -> None:
    content = kept[0].read_bytes()
    cut = tmp_path / "cut"
    for end in (*range(HEAD + 2), *range(0, len(content), 1_000), len(content) - 1):
        cut.write_bytes(content[:end])
        assert saved.load(cut, kept[1]) is None, end


def test_a_file_with_one_changed_byte_is_nothing(
    kept: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    content = bytearray(kept[0].read_bytes())
    for at in (*range(HEAD), *range(HEAD, len(content), 9_973)):
        content[at] ^= 1
        (tmp_path / "changed").write_bytes(content)
        content[at] ^= 1
        assert saved.load(tmp_path / "changed", kept[1]) is None, at


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xc1",
        msgspec.msgpack.encode([["folder"], [], 5]),
        msgspec.msgpack.encode([["folder"], [], [msgspec.msgpack.Ext(1, b"\x09")] * 10]),
        msgspec.msgpack.encode([["folder"], [], [{}, msgspec.msgpack.Ext(2, b"")] * 5]),
    ],
)
def test_a_sound_file_of_another_shape_is_nothing(tmp_path: Path, payload: bytes) -> None:
    checksum = zlib.crc32(payload).to_bytes(4)
    (tmp_path / "odd").write_bytes(b"studyhall library\n" + saved.edition() + checksum + payload)
    assert saved.load(tmp_path / "odd", ("folder",)) is None


def test_other_folders_or_no_file_are_nothing(
    kept: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    assert saved.load(kept[0], ("elsewhere",)) is None
    assert saved.load(tmp_path / "missing", kept[1]) is None
    assert saved.load(tmp_path, kept[1]) is None


def test_a_failed_save_leaves_nothing_behind(
    kept: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        saved.save(tmp_path / "taken", load(kept))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_any_change_of_the_code_is_another_edition(tmp_path: Path) -> None:
    package = Path(knowledge.__file__).parent
    copy = tmp_path / "knowledge"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("starter", "__pycache__"))
    same = saved.edition_of(package)
    assert saved.edition_of(copy) == same
    seen = {same}
    for file in sorted(copy.rglob("*.py")):
        file.write_bytes(file.read_bytes() + b"\n")
        seen.add(saved.edition_of(copy))
    assert len(seen) == 1 + len(list(copy.rglob("*.py")))
    (copy / "notes" / "lines.py").rename(copy / "notes" / "rows.py")
    assert saved.edition_of(copy) not in seen
