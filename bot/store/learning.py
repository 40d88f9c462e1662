"""What one person learns: attempts, review cards, limits, and runs through exam papers."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, select, update

from bot.store import tables
from bot.store.database import record
from bot.store.records import Card, Exam, ExamAnswer, Learner, Practice

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Database

_practice = tables.practice.c
_card = tables.card.c
_exam = tables.exam.c
_exam_answer = tables.exam_answer.c


class Learning:
    """A person's practice and review: nobody else is shown any of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record_practice(self, attempt: Practice) -> None:
        """Keep an attempt; every one is kept."""
        async with self._database.writing() as connection:
            await connection.execute(tables.practice.insert().values(_values(attempt)))

    async def practice_of(
        self, user: int, since: datetime.datetime | None = None, item_id: str | None = None
    ) -> tuple[Practice, ...]:
        """Return a person's attempts, at one item or at all, oldest first."""
        statement = select(tables.practice).where(_practice.user_id == user)
        if item_id is not None:
            statement = statement.where(_practice.item_id == item_id)
        if since is not None:
            statement = statement.where(_practice.at >= since)
        async with self._database.reading() as connection:
            rows = await connection.execute(statement.order_by(_practice.at, _practice.id))
        found = []
        for row in rows.all():
            values = row._asdict()
            del values["id"]
            found.append(Practice(**values))
        return tuple(found)

    async def put_card(self, card: Card) -> None:
        """Keep a card as it is now."""
        await self._database.put(
            tables.card, _values(card), keys=["user_id", "notebook", "concept"]
        )

    async def card(self, user: int, concept: str, notebook: str = "") -> Card | None:
        """Return a person's card of a concept."""
        statement = select(tables.card).where(
            _card.user_id == user, _card.notebook == notebook, _card.concept == concept
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return None if row is None else record(Card, row)

    async def cards_of(self, user: int, notebook: str | None = None) -> tuple[Card, ...]:
        """Return all cards of a person, suspended ones too, by due time."""
        statement = select(tables.card).where(_card.user_id == user)
        if notebook is not None:
            statement = statement.where(_card.notebook == notebook)
        return await self._cards(statement)

    async def due(
        self, user: int, now: datetime.datetime, notebook: str | None = None, limit: int = 40
    ) -> tuple[Card, ...]:
        """Return the cards due by now, longest due first, without suspended ones."""
        statement = select(tables.card).where(
            _card.user_id == user, _card.due <= now, _card.suspended.is_(False)
        )
        if notebook is not None:
            statement = statement.where(_card.notebook == notebook)
        return await self._cards(statement, limit)

    async def _cards(self, statement: Any, limit: int | None = None) -> tuple[Card, ...]:  # noqa: ANN401 - a select
        ordered = statement.order_by(_card.due, _card.notebook, _card.concept).limit(limit)
        async with self._database.reading() as connection:
            rows = (await connection.execute(ordered)).all()
        return tuple(record(Card, row) for row in rows)

    async def reviewed_since(self, user: int, since: datetime.datetime) -> tuple[int, int]:
        """Return how many new cards and how many reviews a person had since then: their limits."""
        made = func.count().filter(_card.made_at >= since)
        again = func.count().filter(and_(_card.reviewed_at >= since, _card.made_at < since))
        statement = select(made, again).where(_card.user_id == user)
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one()
        return int(row[0]), int(row[1])

    async def learner(self, user: int) -> Learner:
        """Return how a person wants to review; the usual limits where they never said."""
        statement = select(tables.learner).where(tables.learner.c.user_id == user)
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return Learner(user) if row is None else record(Learner, row)

    async def set_learner(self, learner: Learner) -> None:
        """Keep how a person wants to review."""
        await self._database.put(tables.learner, _values(learner), keys=["user_id"])


class Exams:
    """Runs through papers; each press is saved before it is acknowledged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(  # noqa: PLR0913 - a run is fixed when it starts
        self,
        user: int,
        *,
        guild: int | None,
        paper: Sequence[str],
        items: Mapping[str, Any],
        blueprint: str,
        started_at: datetime.datetime,
        deadline: datetime.datetime,
        notebook: str = "",
    ) -> Exam:
        """Begin a run. A person's earlier unfinished one stays as it is: see `open_of`."""
        statement = (
            tables.exam.insert()
            .values(
                user_id=user,
                guild=guild,
                notebook=notebook,
                blueprint=blueprint,
                paper=tuple(paper),
                items=items,
                started_at=started_at,
                deadline=deadline,
            )
            .returning(_exam.id)
        )
        async with self._database.writing() as connection:
            number = (await connection.execute(statement)).scalar_one()
            return await _one_exam(connection, number)

    async def get(self, exam_id: int) -> Exam | None:
        """Return a run with its answers."""
        async with self._database.reading() as connection:
            try:
                return await _one_exam(connection, exam_id)
            except LookupError:
                return None

    async def open_of(self, user: int) -> Exam | None:
        """Return a person's unfinished run, the newest one, past its deadline or not."""
        found = await self._numbers(user, _exam.finished_at.is_(None))
        return await self.get(found[-1]) if found else None

    async def of_user(self, user: int) -> tuple[Exam, ...]:
        """Return a person's runs, oldest first."""
        found = [await self.get(number) for number in await self._numbers(user)]
        return tuple(exam for exam in found if exam is not None)

    async def _numbers(self, user: int, *where: Any) -> Sequence[int]:  # noqa: ANN401 - conditions
        statement = select(_exam.id).where(_exam.user_id == user, *where)
        async with self._database.reading() as connection:
            return (await connection.execute(statement.order_by(_exam.id))).scalars().all()

    async def answer(
        self,
        exam_id: int,
        position: int,
        at: datetime.datetime,
        *,
        options: Sequence[str] | None = None,
        flagged: bool | None = None,
    ) -> Exam | None:
        """Set the options or the flag at a position, and return the run as it is now.

        What is None stays. None is returned, and nothing changed, after the deadline, after the
        end, and for a position or run that is not there.
        """
        async with self._database.writing() as connection:
            lock = select(tables.exam).where(_exam.id == exam_id).with_for_update()
            run = (await connection.execute(lock)).one_or_none()
            if run is None or run.finished_at is not None or at > run.deadline:
                return None
            if not 0 <= position < len(run.paper):
                return None
            changed: dict[str, Any] = {"at": at}
            if options is not None:
                changed["options"] = tuple(options)
            if flagged is not None:
                changed["flagged"] = flagged
            await connection.execute(
                self._database.insert(tables.exam_answer)
                .values(
                    {"exam_id": exam_id, "position": position, "options": (), "flagged": False}
                    | changed
                )
                .on_conflict_do_update(index_elements=["exam_id", "position"], set_=changed)
            )
            return await _one_exam(connection, exam_id)

    async def finish(self, exam_id: int, at: datetime.datetime, result: Mapping[str, Any]) -> bool:
        """End a run with its result; tell whether this call did: the first result stands."""
        statement = (
            update(tables.exam)
            .where(_exam.id == exam_id, _exam.finished_at.is_(None))
            .values(finished_at=at, result=result)
        )
        async with self._database.writing() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def abandon(self, exam_id: int) -> bool:
        """Forget a run that is not finished; tell whether there was one."""
        statement = delete(tables.exam).where(_exam.id == exam_id, _exam.finished_at.is_(None))
        async with self._database.writing() as connection:
            return (await connection.execute(statement)).rowcount == 1


async def _one_exam(connection: AsyncConnection, exam_id: int) -> Exam:
    run = (await connection.execute(select(tables.exam).where(_exam.id == exam_id))).one_or_none()
    if run is None:
        raise LookupError("no such exam")
    rows = await connection.execute(
        select(_exam_answer.position, _exam_answer.options, _exam_answer.flagged)
        .where(_exam_answer.exam_id == exam_id)
        .order_by(_exam_answer.position)
    )
    return Exam(**run._asdict(), answers=tuple(record(ExamAnswer, row) for row in rows.all()))


def _values(value: Practice | Card | Learner) -> dict[str, Any]:
    return asdict(value)
