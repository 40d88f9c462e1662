"""The list of unanswered questions as its authors see it, most asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import room_presses, words_rooms
from bot.escape import fit
from bot.rooms_view import button, card, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord.ui import LayoutView

    from bot.notebooks import Notebook
    from bot.store.records import Unanswered

A_PAGE = 8


def listed(found: Sequence[Unanswered], notebook: Notebook, page: int) -> LayoutView:
    """Return a page of the questions; each with how often it was asked and the nearest notes."""
    if not found:
        return card([words_rooms.NO_GAPS])
    pages = [found[at : at + A_PAGE] for at in range(0, len(found), A_PAGE)]
    at = min(page, len(pages) - 1)
    titles = {note.path: note.title for note in notebook.library.notes}
    texts = [f"### {words_rooms.GAPS_TITLE}", *(_one(each, titles) for each in pages[at])]
    if len(pages) > 1:
        texts.append(small(words_rooms.page(at + 1, len(pages))))
    turns = [
        button(name, room_presses.gaps(to))
        for name, to in ((words_rooms.BACK, at - 1), (words_rooms.NEXT, at + 1))
        if 0 <= to < len(pages)
    ]
    return card(texts, [turns])


def _one(question: Unanswered, titles: dict[str, str]) -> str:
    near = ", ".join(
        fit(titles[path], 60, links=False) for path in question.nearest if path in titles
    )
    parts = [
        words_rooms.gap(question.asked, question.askers),
        words_rooms.last_asked(question.last_at),
        *([words_rooms.nearest(near)] if near else []),
    ]
    return f"{fit(question.text, 250, links=False)}\n{small(' · '.join(parts))}"
