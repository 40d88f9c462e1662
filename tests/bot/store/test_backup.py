"""A copy of the database is equal to it, outlives damage, and is not kept for ever."""

from __future__ import annotations

import asyncio
import datetime
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_examples import DAY, HOUR, MAYA, NOON, TOM, draft, key

from bot import backup
from bot.cli import main
from bot.store import Store, StoreError
from bot.store.database import FILE

if TYPE_CHECKING:
    from pathlib import Path


async def fill(folder: Path, days: int = 1) -> None:
    """Keep a post a day, with two answers each."""
    store = await Store.open(folder)
    for day in range(days):
        post = (await store.posts.claim(draft(day), NOON + day * DAY, "here")).post
        for user in (MAYA, TOM):
            await store.answers.record_first(post.id, user, ["a"], right=True, at=NOON)
    await store.aclose()


def bytes_of(folder: Path) -> bytes:
    """Return every byte of the database and its side files."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("studyhall.db*")))


async def answers(folder: Path) -> list[int]:
    store = await Store.open(folder)
    found = [answer.user_id for answer in await store.answers.of_post(key().id)]
    await store.aclose()
    return found


async def test_a_copy_made_while_the_database_is_in_use_is_equal_to_it(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.posts.claim(draft(), NOON, "here")
    made = backup.make(tmp_path, NOON)
    await store.aclose()
    assert made is not None
    assert made.path == tmp_path / "backups" / "studyhall-20260308T120000Z.db"
    assert backup.verify(made.path) == backup.verify(tmp_path / FILE)
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    assert made.path.stat().st_mode & 0o077 == 0
    assert made.path.parent.stat().st_mode & 0o077 == 0


async def test_no_copy_is_made_of_what_was_copied_already(tmp_path: Path) -> None:
    await fill(tmp_path)
    assert backup.make(tmp_path, NOON) is not None
    assert backup.make(tmp_path, NOON + HOUR) is None
    await fill(tmp_path, 2)
    assert backup.make(tmp_path, NOON + 2 * HOUR) is not None


async def test_restoring_returns_to_what_was_copied_and_keeps_what_was_there(
    tmp_path: Path,
) -> None:
    await fill(tmp_path)
    made = backup.make(tmp_path, NOON)
    assert made is not None
    copied = backup.verify(made.path)
    await fill(tmp_path, 3)
    assert backup.restore(tmp_path, NOON + DAY) == made
    assert backup.verify(tmp_path / FILE) == copied
    assert await answers(tmp_path) == [MAYA, TOM]
    (aside,) = (one for one in backup.all_of(tmp_path) if one.aside)
    assert backup.verify(aside.path).rows > copied.rows


@pytest.mark.parametrize("damage", ["overwritten", "not a database", "empty", "gone"])
async def test_a_damaged_database_is_replaced_by_the_newest_good_copy_and_told(
    tmp_path: Path, damage: str
) -> None:
    await fill(tmp_path)
    backup.make(tmp_path, NOON)
    await fill(tmp_path, 2)
    bad = backup.make(tmp_path, NOON + HOUR)
    assert bad is not None
    bad.path.write_bytes(b"SQLite format 3\0" + bytes(200))
    file = tmp_path / FILE
    chance = random.Random(3)  # noqa: S311 - the same damage each time
    match damage:
        case "overwritten":
            content = bytearray(file.read_bytes())
            for at in range(4096, len(content)):
                content[at] = chance.randrange(256)
            file.write_bytes(content)
        case "gone":
            file.unlink()
        case _:
            file.write_bytes(b"" if damage == "empty" else b"hello, world" * 100)
    said = backup.look_at_start(tmp_path, NOON + DAY)
    assert said is not None
    assert "the copy of 2026-03-08 12:00 UTC is used" in said
    assert await answers(tmp_path) == [MAYA, TOM]


async def test_a_damaged_database_without_a_copy_is_left_and_refused(tmp_path: Path) -> None:
    tmp_path.joinpath(FILE).write_bytes(b"hello, world" * 100)
    with pytest.raises(StoreError, match="is damaged, and there is no copy to return to"):
        backup.look_at_start(tmp_path, NOON)
    assert tmp_path.joinpath(FILE).read_bytes() == b"hello, world" * 100


async def test_a_database_older_than_its_newest_copy_is_told(tmp_path: Path) -> None:
    await fill(tmp_path)
    earlier = (tmp_path / FILE).read_bytes()
    await fill(tmp_path, 2)
    assert backup.look_at_start(tmp_path, NOON) is None
    backup.make(tmp_path, NOON)
    assert backup.look_at_start(tmp_path, NOON) is None
    (tmp_path / FILE).write_bytes(earlier)
    said = backup.look_at_start(tmp_path, NOON)
    assert said == "the database has lost its last writes: its newest copy knows of more"


async def test_who_asked_to_be_forgotten_is_in_no_byte_of_a_restored_database(
    tmp_path: Path,
) -> None:
    await fill(tmp_path)
    backup.make(tmp_path, NOON)
    store = await Store.open(tmp_path)
    await store.people.delete_user(MAYA, NOON)
    await store.answers.record_first(key().id, MAYA, ["b"], right=False, at=NOON)  # back again
    await store.aclose()
    assert await answers(tmp_path) == [MAYA, TOM]
    backup.restore(tmp_path, NOON + DAY)
    assert await answers(tmp_path) == [TOM]
    planted = (MAYA.to_bytes(8, "big"), str(MAYA).encode())
    assert bytes_of(tmp_path).count(planted[0]) == bytes_of(tmp_path).count(planted[1]) == 0


def test_copies_are_kept_by_day_week_and_month() -> None:
    moments = [NOON - n * datetime.timedelta(hours=6) for n in range(4 * 400)]
    keep = backup.kept(moments, NOON, datetime.timedelta(days=400))
    ages = sorted((NOON - at) / DAY for at in keep)
    assert ages[:9] == [n / 4 for n in range(9)]  # all of two days
    assert len(keep) == 9 + 9 + 8 + 7  # then days, weeks and months, the last of each
    assert max(ages) == 219.75  # the last copy of July
    assert max((NOON - at) / DAY for at in backup.kept(moments, NOON)) <= 30


@given(st.lists(st.integers(0, 10_000), unique=True, min_size=1), st.integers(1, 500))
def test_the_newest_copy_is_always_kept_and_thinning_twice_is_thinning_once(
    hours: list[int], longest: int
) -> None:
    moments = [NOON - n * HOUR for n in hours]
    span = datetime.timedelta(days=longest)
    keep = backup.kept(moments, NOON, span)
    assert max(moments) in keep
    assert keep <= set(moments)
    assert backup.kept(keep, NOON, span) == keep


async def test_the_routine_copies_every_six_hours_and_drops_what_is_too_old(
    tmp_path: Path,
) -> None:
    await fill(tmp_path)
    for count, hours in enumerate((0, 1, 6, 7, 24 * 40)):
        await fill(tmp_path, 1 + count)
        backup.routine(tmp_path, NOON + hours * HOUR)
    assert [one.made_at for one in backup.all_of(tmp_path)] == [NOON + 40 * DAY]


async def test_the_commands_copy_list_and_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STUDYHALL_DATA", str(tmp_path / "data"))
    assert main(["backup"]) == 2
    assert "there is no database in" in capsys.readouterr().err
    await fill(tmp_path / "data")
    assert main(["backup", "--list"]) == 0
    assert capsys.readouterr().out == "There are no copies yet.\n"
    assert main(["backup"]) == 0
    assert capsys.readouterr().out.startswith("Copied and verified: ")
    assert main(["backup"]) == 0
    assert capsys.readouterr().out == "Nothing was written since the last copy.\n"
    monkeypatch.setenv("STUDYHALL_DATABASE", "postgresql://localhost/x")
    assert main(["backup"]) == 2
    assert "Use pg_dump" in capsys.readouterr().err


def test_the_restore_command_returns_to_the_newest_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STUDYHALL_DATA", str(tmp_path / "data"))
    asyncio.run(fill(tmp_path / "data"))
    assert main(["backup"]) == 0
    with closing(sqlite3.connect(tmp_path / "data" / FILE)) as database, database:
        database.execute("DELETE FROM answer")
    assert main(["restore"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Restored from ")
    assert asyncio.run(answers(tmp_path / "data")) == [MAYA, TOM]
    assert main(["restore", "missing.db"]) == 2
