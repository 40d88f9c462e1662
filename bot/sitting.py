"""A practice exam from its start to its result: what is kept of a run, and what comes of it."""

from __future__ import annotations

import asyncio
import datetime
import json
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from bot.questions import restored, snapshot
from knowledge.errors import StudyhallError
from knowledge.quiz.blueprint_file import read_blueprints
from knowledge.quiz.choose import askable
from knowledge.quiz.exam import Blueprint, Paper, Result, make_paper, result
from knowledge.quiz.grade import Verdict, grade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.practising import Desk
    from bot.store import Store
    from bot.store.records import Exam
    from knowledge.library import Library

_KEPT = 4
"""Libraries whose blueprints are kept: those of the notebooks in use."""


@dataclass(frozen=True)
class Sitting:
    """A run through a paper as it stands now."""

    run: Exam
    name: str
    """What the notes call the exam; empty where they name none."""
    blueprint: Blueprint
    paper: Paper

    @cached_property
    def chosen(self) -> Mapping[int, tuple[str, ...]]:
        """Ids of the options chosen, by place; places left open are missing."""
        return {one.position: one.options for one in self.run.answers if one.options}

    @cached_property
    def flagged(self) -> tuple[int, ...]:
        """Places that were flagged."""
        return tuple(one.position for one in self.run.answers if one.flagged)

    @cached_property
    def open(self) -> tuple[int, ...]:
        """Places without as many options chosen as there are right ones."""
        return tuple(
            place
            for place, item in enumerate(self.paper.items)
            if len(self.chosen.get(place, ())) != len(item.keys)
        )

    @cached_property
    def missed(self) -> tuple[int, ...]:
        """Places that were not answered rightly, those that do not count among them."""
        return tuple(
            place
            for place, item in enumerate(self.paper.items)
            if grade(item, self.chosen.get(place, ())).verdict is not Verdict.RIGHT
        )

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.run.finished_at is not None

    @property
    def outcome(self) -> Result | None:
        """How it went; None before the end."""
        return None if self.run.result is None else msgspec.convert(self.run.result, Result)


async def start(desk: Desk, name: str, length: int | None) -> Sitting | None:
    """Begin a run and return it; None where the notes have no question for it.

    A shorter paper, by wish or for want of questions, has less time in proportion. Questions that
    the person had in earlier runs come last.
    """
    store, now = desk.services.memory, desk.services.clock()
    blueprints = await blueprints_of(desk.notebook.library)
    blueprint = blueprints.get(name) or Blueprint(_topics(desk), unscored=0)
    wanted = replace(blueprint, questions=min(length or blueprint.questions, blueprint.questions))
    before = await store.exams.of_user(desk.user)
    paper = await asyncio.to_thread(
        make_paper,
        desk.bank,
        wanted,
        now.date(),
        f"{desk.user}-{len(before)}",
        [item for run in before for item in run.paper],
    )
    if not paper.items:
        return None
    share = len(paper.items) / blueprint.questions
    minutes = max(1, round(blueprint.minutes * share))
    sheet = {
        "name": name,
        "blueprint": msgspec.to_builtins(replace(wanted, minutes=minutes)),
        "unscored": sorted(paper.unscored),
        "missing": dict(paper.missing),
    }
    run = await store.exams.start(
        desk.user,
        guild=desk.guild,
        paper=[item.id for item in paper.items],
        items={item.id: snapshot(item) for item in paper.items},
        blueprint=json.dumps(sheet, ensure_ascii=False),
        started_at=now,
        deadline=now + datetime.timedelta(minutes=minutes),
        notebook=desk.notebook.name,
    )
    return sitting_of(run)


def sitting_of(run: Exam) -> Sitting:
    """Return a run of the store as it was begun, whatever became of the notes since."""
    sheet: dict[str, Any] = json.loads(run.blueprint)
    items = tuple(restored(run.items[item_id]) for item_id in run.paper)
    return Sitting(
        run,
        sheet["name"],
        msgspec.convert(sheet["blueprint"], Blueprint),
        Paper(items, frozenset(sheet["unscored"]), sheet["missing"]),
    )


async def answered(
    store: Store,
    sitting: Sitting,
    place: int,
    now: datetime.datetime,
    *,
    options: tuple[str, ...] | None = None,
    flagged: bool | None = None,
) -> Sitting:
    """Keep what was pressed, and return the run as it is then; past its time it has ended."""
    run = await store.exams.answer(sitting.run.id, place, now, options=options, flagged=flagged)
    return await current(store, sitting.run.id, now) if run is None else sitting_of(run)


async def current(store: Store, number: int, now: datetime.datetime) -> Sitting:
    """Return a run as it is now: one whose time is over ends here. Raises `LookupError`."""
    run = await store.exams.get(number)
    if run is None:
        raise LookupError("no such exam")
    sitting = sitting_of(run)
    if not sitting.over and now > run.deadline:
        return await ended(store, sitting, run.deadline)
    return sitting


async def ended(store: Store, sitting: Sitting, at: datetime.datetime) -> Sitting:
    """End a run with its result, and return it; of two ends at once the first stands."""
    # Read again: an answer kept since the run was read counts.
    run = await store.exams.get(sitting.run.id) or sitting.run
    latest = sitting_of(run)
    responses = {
        item.id: latest.chosen.get(place, ()) for place, item in enumerate(latest.paper.items)
    }
    found = result(latest.paper, responses, latest.blueprint)
    await store.exams.finish(run.id, at, msgspec.to_builtins(found))
    return sitting_of(await store.exams.get(run.id) or run)


def _topics(desk: Desk) -> Mapping[str, float]:
    """Return every topic with as much weight as it has questions, for an exam without domains."""
    return dict(Counter(item.topic for item in askable(desk.bank) if item.topic).most_common())


async def blueprints_of(library: Library) -> Mapping[str, Blueprint]:
    """Return the exams that the notes describe, read beside the event loop once per library."""
    for known, found in _known:
        if known is library:
            return found
    made = await asyncio.to_thread(_read, library)
    _known[:] = [(library, made), *_known][:_KEPT]
    return made


_known: list[tuple[Library, Mapping[str, Blueprint]]] = []


def _read(library: Library) -> Mapping[str, Blueprint]:
    try:
        return read_blueprints(library.folders)[0]
    except StudyhallError:
        return {}  # the folder is gone for the moment: the watcher tells of it
