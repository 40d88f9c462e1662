"""Completions of the core as the choices that Discord offers while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.escape import label, units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.answers.answer import Completion

CHOICES = 25  # Discord: choices an option may offer
_ROOM = 100  # Discord: a choice's name, and its value
_TERM_ROOM = 60


def terms(found: Iterable[Completion]) -> list[app_commands.Choice[str]]:
    """Return the completions as `term · note`; a term is sent whole or not at all."""
    choices = []
    for one in found:
        shown = label(one.term, _TERM_ROOM)
        if shown and units(one.term) <= _ROOM:
            note = label(one.note, _ROOM - units(shown) - 3)
            name = f"{shown} · {note}" if note not in {"", shown} else shown
            choices.append(app_commands.Choice(name=name, value=one.term))
    return choices[:CHOICES]


def questions(
    typed: str, found: Iterable[Completion], endings: Iterable[Completion]
) -> list[app_commands.Choice[str]]:
    """Return a question as typed, then terms for the whole of it, then for its last word.

    The question itself is first once it has several words: Discord sends the choice on top when
    somebody picks one in haste, and the terms must not push the question aside.
    """
    head, _, _ = typed.rpartition(" ")
    choices = []
    if head.strip():
        choices.append(app_commands.Choice(name=label(typed, _ROOM), value=typed[:_ROOM]))
    choices += terms(found)
    for one in endings:
        ended = f"{head} {one.term}"
        if head.strip() and units(ended) <= _ROOM and label(ended, _ROOM):
            choices.append(app_commands.Choice(name=label(ended, _ROOM), value=ended))
    once = {choice.value: choice for choice in reversed(choices)}
    return list(reversed(once.values()))[:CHOICES]
