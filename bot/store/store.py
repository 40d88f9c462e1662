"""The store: one value that holds every subject, opened once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.store import keeping
from bot.store.answers import Answers
from bot.store.deletions import Deletions
from bot.store.items import Items
from bot.store.learning import Exams, Learning
from bot.store.opening import open_database
from bot.store.people import People
from bot.store.posts import Posts
from bot.store.questions import Questions
from bot.store.servers import Servers

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Store:
    """All remembered state, by subject; every method may raise `StoreUnavailableError`."""

    database: Database
    servers: Servers
    posts: Posts
    answers: Answers
    items: Items
    learning: Learning
    exams: Exams
    questions: Questions
    people: People

    @classmethod
    async def open(cls, folder: Path, url: str | None = None) -> Self:
        """Open the file in the data folder, or PostgreSQL at `url`; make or update its tables.

        Deletions that a restored database has not heard of are done before this returns. Raises
        `StoreError`; a database made by a newer version is left untouched.
        """
        database = await open_database(folder, url)
        deletions = Deletions.open(folder)
        store = cls(
            database=database,
            servers=Servers(database),
            posts=Posts(database),
            answers=Answers(database),
            items=Items(database),
            learning=Learning(database),
            exams=Exams(database),
            questions=Questions(database, deletions),
            people=People(database, deletions),
        )
        await store.people.replay()
        return store

    async def purge(self, now: datetime.datetime) -> keeping.Purged:
        """Remove what was kept for its time: call it once a day."""
        return await keeping.purge(self.database, now)

    async def forget_server(self, guild: int) -> None:
        """Remove all that belongs to a server."""
        await keeping.forget_server(self.database, guild)

    async def aclose(self) -> None:
        """Close every connection; asked something later, it opens new ones."""
        await self.database.close()
