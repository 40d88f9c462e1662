"""How the bot is, as an owner reads it: problems first."""

from __future__ import annotations

import math
from importlib import metadata
from typing import TYPE_CHECKING

from bot import words_rooms
from bot.escape import fit
from bot.rooms_view import card, small
from bot.setup_view import next_posts
from knowledge.model import Severity

if TYPE_CHECKING:
    import datetime

    from discord.ui import LayoutView

    from bot.notebooks import Difference, Notebook
    from bot.setup_view import Setting
    from knowledge.model import Problem
    from knowledge.quiz.items import Bank

_PROBLEMS_SHOWN = 5
_NOTES_SHOWN = 10
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


def status(
    notebook: Notebook,
    bank: Bank,
    setting: Setting,
    posts: str,
    unanswered: int,
    latency: float,
) -> LayoutView:
    """Return the state of the notes and of the server; `latency` in seconds, NaN before any."""
    library = notebook.library
    problems = sorted(
        {*library.problems, *bank.problems}, key=lambda one: (_ORDER.index(one.severity), one)
    )
    milliseconds = round(latency * 1000) if math.isfinite(latency) else None
    ready = sum(item.ready for item in bank.items)
    texts = [
        f"### {words_rooms.STATUS_TITLE}",
        _problems(problems),
        words_rooms.notebook_here(fit(notebook.name, 60, links=False))
        + f"\n{words_rooms.counted(len(library.notes), len(library.glossary.terms), ready)}",
        posts,
        *([words_rooms.unanswered(unanswered)] if setting.server.keeps_unanswered else []),
        small(words_rooms.running(metadata.version("studyhall"), milliseconds)),
    ]
    return card(texts)


def changed(name: str, found: Difference) -> LayoutView:
    """Return what changed in the notes of a notebook, and which problems are new."""
    added, edited, removed = (len(each) for each in (found.added, found.changed, found.removed))
    title = words_rooms.notes_changed(fit(name, 60, links=False), added, edited, removed)
    signed = [
        *((words_rooms.NEW, path) for path in found.added),
        *((words_rooms.CHANGED, path) for path in found.changed),
        *((words_rooms.REMOVED, path) for path in found.removed),
    ]
    lines = [f"- {sign}: {fit(path, 120, links=False)}" for sign, path in signed[:_NOTES_SHOWN]]
    if len(signed) > _NOTES_SHOWN:
        lines.append(words_rooms.more(len(signed) - _NOTES_SHOWN))
    texts = [title, "\n".join(lines)]
    if found.problems:
        texts.append(_problems(found.problems))
    return card(texts)


def posts_to_come(setting: Setting, now: datetime.datetime) -> str:
    """Return when the next daily questions come, or that none will."""
    return next_posts(setting, now) if setting.schedules else words_rooms.NO_POSTS


def _problems(found: list[Problem] | tuple[Problem, ...]) -> str:
    if not found:
        return words_rooms.ALL_WELL
    lines = [f"- {fit(str(problem), 250, links=False)}" for problem in found[:_PROBLEMS_SHOWN]]
    if len(found) > _PROBLEMS_SHOWN:
        lines.append(f"- {words_rooms.more(len(found) - _PROBLEMS_SHOWN)}")
    return "\n".join([words_rooms.problems(len(found)), *lines])
