"""All that is kept of a person is shown to them, and leaves no byte when they ask for it."""

from __future__ import annotations

import json
from contextlib import aclosing
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, select
from store_examples import CHANNEL, DAY, GUILD, MAYA, NOON, TOM, draft

from bot.store import Store
from bot.store.deletions import Deletions, Tombstone
from bot.store.people import PERSONAL
from bot.store.records import Card, Learner, Practice, ServerSettings
from bot.store.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.records import Exam

PLACES = {"guild", "channel", "role", "manager_role", "message_id"}
"""Columns with ids of Discord's that are no person's."""


async def leave_traces(store: Store, user: int) -> Exam:
    """Let a person leave a row in every table that has rows of people."""
    post = (await store.posts.claim(draft(), NOON, "here")).post
    await store.answers.mark_assisted(post.id, user, NOON)
    await store.answers.record_first(post.id, user, ["a"], right=True, at=NOON)
    await store.learning.record_practice(
        Practice(user, "item", right=True, at=NOON, kind="quiz", guild=GUILD)
    )
    await store.learning.put_card(Card(user, "leaf", {"due": "soon"}, NOON + DAY, NOON))
    await store.learning.set_learner(Learner(user, NOON.date()))
    exam = await store.exams.start(
        user,
        guild=GUILD,
        paper=["one"],
        items={"one": {}},
        blueprint="all",
        started_at=NOON,
        deadline=NOON + DAY,
    )
    await store.exams.answer(exam.id, 0, NOON, options=["a"])
    await store.items.flag("item", user, GUILD, "unclear", NOON)
    await store.servers.set_settings(ServerSettings(GUILD, keeps_unanswered=True))
    number = await store.questions.keep(GUILD, user, "what is moss?", "moss", NOON)
    assert number is not None
    await store.questions.tell_me(number, user, CHANNEL, NOON)
    await store.people.opt_out(user, GUILD, NOON)
    return exam


async def rows(store: Store, user: int) -> dict[str, int]:
    """Return how many rows of a person each table has."""
    found = {}
    async with store.database.reading() as connection:
        for table in PERSONAL:
            statement = select(table).where(table.c.user_id == user)
            found[table.name] = len((await connection.execute(statement)).all())
    return found


def test_every_id_of_discords_is_a_place_or_a_persons() -> None:
    """A new column with a person's id under another name would escape deletion."""
    ids = {
        column.name
        for table in metadata.sorted_tables
        for column in table.columns
        if type(column.type) is BigInteger and not column.foreign_keys
    }
    assert ids - PLACES - {"id", "value"} == {"user_id"}


def test_every_table_with_a_persons_id_has_its_hook() -> None:
    assert {table.name for table in PERSONAL} == {
        table.name for table in metadata.sorted_tables if "user_id" in table.columns
    }
    expected = "answer assist card exam item_flag learner opt_out practice waiting"
    assert " ".join(sorted(table.name for table in PERSONAL)) == expected


async def test_the_export_holds_every_row_of_the_person_and_of_no_other(store: Store) -> None:
    exam = await leave_traces(store, MAYA)
    await leave_traces(store, TOM)
    export = json.loads(json.dumps(await store.people.export_user(MAYA)))
    assert export["user_id"] == MAYA
    assert {table: len(found) for table, found in export["tables"].items()} == dict.fromkeys(
        [*(table.name for table in PERSONAL), "exam_answer"], 1
    )
    assert export["tables"]["answer"][0]["at"] == "2026-03-08T12:00:00+00:00"
    assert export["tables"]["answer"][0]["options"] == ["a"]
    assert export["tables"]["exam_answer"][0]["exam_id"] == exam.id
    assert str(TOM) not in json.dumps(export)


async def test_deleting_takes_every_row_of_the_person_and_of_no_other(store: Store) -> None:
    await leave_traces(store, MAYA)
    await leave_traces(store, TOM)
    counts = await store.people.delete_user(MAYA, NOON)
    assert counts == dict.fromkeys([*(table.name for table in PERSONAL), "asker"], 1)
    assert set((await rows(store, MAYA)).values()) == {0}
    assert set((await rows(store, TOM)).values()) == {1}
    export = await store.people.export_user(MAYA)
    assert not any(export["tables"].values())
    assert set((await store.people.delete_user(MAYA, NOON + DAY)).values()) == {0}


async def test_no_byte_of_the_database_or_its_side_files_holds_a_deleted_id(
    file_store: Store, tmp_path: Path
) -> None:
    def hits() -> int:
        content = b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))
        return sum(content.count(one) for one in (MAYA.to_bytes(8, "big"), str(MAYA).encode()))

    for user in (MAYA, TOM, *range(TOM + 1, TOM + 200)):
        await leave_traces(file_store, user)
    assert hits() > 5
    await file_store.people.delete_user(MAYA, NOON)
    assert hits() == 0
    await file_store.aclose()
    assert hits() == 0


async def test_a_deletion_is_completed_on_the_next_start_where_a_kill_cut_it_short(
    store: Store, tmp_path: Path, url: str | None
) -> None:
    await leave_traces(store, MAYA)
    deletions = Deletions.open(tmp_path)
    deletions.add(Tombstone(deletions.mark(MAYA), NOON))
    async with aclosing(await Store.open(tmp_path, url)) as again:
        assert set((await rows(again, MAYA)).values()) == {0}


async def test_who_comes_back_after_a_deletion_is_kept(
    store: Store, tmp_path: Path, url: str | None
) -> None:
    await leave_traces(store, MAYA)
    await store.people.delete_user(MAYA, NOON)
    await leave_traces(store, MAYA)
    async with aclosing(await Store.open(tmp_path, url)) as again:
        assert set((await rows(again, MAYA)).values()) == {1}


def test_the_file_of_deletions_names_nobody_and_a_cut_line_is_none(tmp_path: Path) -> None:
    deletions = Deletions.open(tmp_path)
    first, second = (Tombstone(deletions.mark(user), NOON) for user in (MAYA, TOM))
    deletions.add(first)
    file = tmp_path / "deletions.txt"
    assert file.stat().st_mode & 0o077 == 0
    with file.open("a") as cut:
        cut.write(second.mark[:20])
    again = Deletions.open(tmp_path)
    assert again.all() == {first}
    again.add(second)
    assert again.all() == {first, second}
    assert again.mark(MAYA) == deletions.mark(MAYA) != again.mark(TOM)
    assert str(MAYA) not in file.read_text()
