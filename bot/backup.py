"""Copies of the database: made while it is in use, verified, thinned, restored.

A copy is one file in `backups` of the data folder. What a restore needs too, `deletions.txt`, stays
beside the database: it lets a restored copy forget those who asked for it since.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store import StoreError
from bot.store.database import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER = "backups"
EVERY = datetime.timedelta(hours=6)
ALL_FOR = datetime.timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""How many copies are kept a day, a week and a month apart, as Anki does."""
LONGEST = datetime.timedelta(days=30)
"""Nothing is kept longer unless the owner says so: a copy holds what people have deleted since."""
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(studyhall|aside)-(\d{8}T\d{6}Z)\.db")
_SIDES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy, or a database that was moved aside for one."""

    path: Path
    made_at: datetime.datetime
    aside: bool = False
    """Whether it was moved aside; it is no copy to return to."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds, told by its rows rather than by its bytes."""

    rows: int
    hash: str
    writes: int
    """How often it was written to, ever; less than a copy's means that writes were lost."""


def all_of(folder: Path) -> tuple[Backup, ...]:
    """Return the copies of a data folder, oldest first."""
    found = []
    for path in (folder / FOLDER).glob("*.db"):
        if name := _NAME.fullmatch(path.name):
            made_at = datetime.datetime.strptime(name[2], _STAMP).replace(tzinfo=datetime.UTC)
            found.append(Backup(path, made_at, aside=name[1] == "aside"))
    return tuple(sorted(found, key=lambda one: (one.made_at, one.path.name)))


def copies(folder: Path) -> tuple[Backup, ...]:
    """Return the copies that can be returned to, oldest first."""
    return tuple(one for one in all_of(folder) if not one.aside)


def make(folder: Path, now: datetime.datetime) -> Backup | None:
    """Copy the database and verify the copy; None where nothing was written since the last one.

    It may be in use. Raises `StoreError` where it is damaged or the copy is not equal to it.
    """
    source = folder / FILE
    if not source.is_file():
        raise StoreError(f"there is no database in {folder}", remedy="Start the bot once.")
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    backup = Backup(place / f"studyhall-{now:{_STAMP}}.db", now.replace(microsecond=0))
    draft = backup.path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with _reading(source) as database, closing(sqlite3.connect(draft)) as copy:
            database.execute("BEGIN")  # from here on it sees one state
            held = _contents(database)
            if (last := _newest_writes(folder)) is not None and last == held.writes:
                draft.unlink()
                return None
            database.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without side files
        if verify(draft) != held:
            raise StoreError("the copy is not equal to the database", remedy="Try again.")
        _onto_disk(draft)
        draft.replace(backup.path)
    except sqlite3.DatabaseError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(
            f"the database cannot be copied: {error}", remedy="Run `studyhall restore`."
        ) from error
    return backup


def verify(path: Path) -> Contents:
    """Return what a database file holds, after SQLite's own check. Raises `StoreError`."""
    try:
        with _reading(path) as database:
            (found,) = database.execute("PRAGMA quick_check").fetchone()
            if found != "ok":
                raise StoreError(f"{path} is damaged: {found}")
            return _contents(database)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is damaged, or no database: {error}") from error


def restore(folder: Path, now: datetime.datetime, path: Path | None = None) -> Backup:
    """Return to a copy, or to the newest that is good; what was there is moved aside.

    The bot must not be running. Raises `StoreError` where no copy is good; nothing is changed then.
    """
    chosen = _newest_good(folder) if path is None else Backup(path, now)
    if chosen is None:
        raise StoreError(
            f"there is no good copy in {folder / FOLDER}",
            remedy="Name a copy from elsewhere: studyhall restore FILE.",
        )
    verify(chosen.path)
    draft = folder / f"{FILE}.part"
    shutil.copyfile(chosen.path, draft)
    draft.chmod(0o600)
    verify(draft)
    _onto_disk(draft)
    _move_aside(folder, now)
    draft.replace(folder / FILE)
    _onto_disk(folder)
    return chosen


def look_at_start(folder: Path, now: datetime.datetime) -> str | None:
    """Return to the newest good copy where the database is damaged or gone, and say so.

    None is returned where all is well. Raises `StoreError` where there is no copy to return to: the
    bot does not begin again with an empty database as if nothing had happened.
    """
    file = folder / FILE
    newest = _newest_good(folder)
    if not file.exists() or file.stat().st_size == 0:
        if newest is None:
            return None
        restore(folder, now)
        return f"the database was gone; the copy of {newest.made_at:%Y-%m-%d %H:%M} UTC is used"
    try:
        writes = verify(file).writes
    except StoreError as error:
        if newest is None:
            raise StoreError(
                f"{file} is damaged, and there is no copy to return to",
                remedy="Move it away to begin anew, or name a copy: studyhall restore FILE.",
            ) from error
        restore(folder, now)
        return (
            f"the database was damaged and moved to {FOLDER}; the copy of "
            f"{newest.made_at:%Y-%m-%d %H:%M} UTC is used"
        )
    if newest is not None and writes < verify(newest.path).writes:
        return "the database has lost its last writes: its newest copy knows of more"
    return None


def routine(folder: Path, now: datetime.datetime, longest: datetime.timedelta = LONGEST) -> None:
    """Make a copy where the last is six hours old, and drop those that are not kept.

    Raises `StoreError` and `OSError`.
    """
    made = copies(folder)
    if not made or now - made[-1].made_at >= EVERY:
        make(folder, now)
    there = all_of(folder)
    keep = kept([one.made_at for one in there if not one.aside], now, longest)
    for one in there:
        if now - one.made_at > longest or (not one.aside and one.made_at not in keep):
            one.path.unlink(missing_ok=True)


def kept(
    moments: Iterable[datetime.datetime],
    now: datetime.datetime,
    longest: datetime.timedelta = LONGEST,
) -> frozenset[datetime.datetime]:
    """Return which copies are kept: all of two days, then one a day, a week, a month.

    Of each day, week and month it is the last one. The newest is always kept.
    """
    newest_first = sorted(moments, reverse=True)
    keep = set(newest_first[:1])
    spans = (
        (DAILY, lambda at: at.toordinal()),
        (WEEKLY, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda at: (at.year, at.month)),
    )
    for count, span in spans:
        last_of: dict[object, datetime.datetime] = {}
        for at in newest_first:
            last_of.setdefault(span(at), at)
        keep.update(list(last_of.values())[:count])
    young = {at for at in newest_first if now - at <= ALL_FOR}
    return frozenset({at for at in keep | young if now - at <= longest} | set(newest_first[:1]))


def _newest_good(folder: Path) -> Backup | None:
    for backup in reversed(copies(folder)):
        try:
            verify(backup.path)
        except StoreError:
            continue
        return backup
    return None


def _newest_writes(folder: Path) -> int | None:
    newest = _newest_good(folder)
    return None if newest is None else verify(newest.path).writes


def _move_aside(folder: Path, now: datetime.datetime) -> None:
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    aside = place / f"aside-{now:{_STAMP}}.db"
    for end in ("", *_SIDES):
        source = folder / f"{FILE}{end}"
        if source.exists():
            source.replace(f"{aside}{end}")


def _reading(path: Path) -> closing[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode=ro"
    return closing(sqlite3.connect(address, uri=True, isolation_level=None))


def _contents(database: sqlite3.Connection) -> Contents:
    """Return the sum of every table's rows; their order does not matter."""
    total = 0
    count = 0
    for table in _tables(database):
        for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a table's own name
            line = repr((table, row)).encode("utf-8", "surrogatepass")
            total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest())
            count += 1
    found = database.execute("SELECT value FROM tally WHERE name = 'writes'").fetchone()
    return Contents(count, f"{total % (1 << 128):032x}", int(found[0]) if found else 0)


def _tables(database: sqlite3.Connection) -> Iterator[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (name,) in found.fetchall():
        if not name.startswith("sqlite_"):
            yield name


def _onto_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
