"""Reading the notes from cover to cover: their list, and one note a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ui import Select

from bot import room_presses, words_rooms
from bot.escape import fit, label, units
from bot.passages import chunks
from bot.render import place_line
from bot.rooms_view import button, card, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord.ui import LayoutView

    from bot.notebooks import Notebook
    from knowledge.model import Note, Passage

NOTES_A_PAGE = 20  # Discord: a select's options, 25
PAGE_ROOM = 2000
_TITLE_ROOM = 80
_TITLES_ROOM = 160


def note_list(notebook: Notebook, page: int) -> LayoutView:
    """Return a page of the notes' list; a page beyond the last is the last."""
    notes = sorted(notebook.library.notes, key=lambda note: (note.title.casefold(), note.path))
    if not notes:
        return card([words_rooms.NO_NOTES])
    pages = _parted(notes, NOTES_A_PAGE)
    at = min(page, len(pages) - 1)
    lines = [_line(note) for note in pages[at]]
    title = f"### {words_rooms.NOTE_LIST}: {fit(notebook.name, _TITLE_ROOM, links=False)}"
    texts = [f"{title}\n" + "\n".join(lines)]
    select: Select[LayoutView] = Select(
        custom_id=room_presses.open_note(at),
        placeholder=words_rooms.OPEN_NOTE,
        options=[
            discord.SelectOption(
                label=label(note.title, 100) or label(note.path, 100),
                value=room_presses.note_mark(note.path),
                description=label(note.path, 100) or None,
            )
            for note in pages[at]
        ],
    )
    turns = _turns(at, len(pages), room_presses.notes)
    if len(pages) > 1:
        texts.append(small(words_rooms.page(at + 1, len(pages))))
    return card(texts, [[select], turns], notebook.look.accent)


def note_page(notebook: Notebook, mark: str, page: int) -> LayoutView | None:
    """Return a page of the note with that mark; None where the notebook has no such note."""
    note = next(
        (each for each in notebook.library.notes if room_presses.note_mark(each.path) == mark), None
    )
    if note is None:
        return None
    passages = [one for one in notebook.library.passages if one.place.note == note.path]
    pages = _pages(passages, notebook)
    at = min(page, len(pages) - 1)
    back = button(words_rooms.ALL_NOTES, room_presses.notes(0))
    turns = _turns(at, len(pages), lambda to: room_presses.read_note(mark, to))
    texts = [f"### {fit(note.title, _TITLES_ROOM, links=False)}", pages[at]]
    if len(pages) > 1:
        texts.append(small(words_rooms.page(at + 1, len(pages))))
    return card(texts, [[*turns, back]], notebook.look.accent)


def _pages(passages: Sequence[Passage], notebook: Notebook) -> list[str]:
    """Return the passages in pages of at most `PAGE_ROOM` units, each passage under its place."""
    pages: list[str] = []
    for passage in passages:
        place = small(place_line(passage.place, notebook.look))
        for chunk in chunks(passage.blocks, PAGE_ROOM - units(place) - 1):
            text = f"{place}\n{chunk}"
            if pages and units(pages[-1]) + units(text) + 2 <= PAGE_ROOM:
                pages[-1] += f"\n\n{text}"
            else:
                pages.append(text)
    return pages or ["…"]


def _line(note: Note) -> str:
    date = f"\u00a0· {fit(note.date.text, 40, links=False)}" if note.date is not None else ""
    return f"- {fit(note.title, _TITLE_ROOM, links=False)}{date}"


def _turns(
    at: int, count: int, custom_id: room_presses.Turn
) -> list[discord.ui.Button[LayoutView]]:
    return [
        button(name, custom_id(to))
        for name, to in ((words_rooms.BACK, at - 1), (words_rooms.NEXT, at + 1))
        if 0 <= to < count
    ]


def _parted(notes: Sequence[Note], size: int) -> list[Sequence[Note]]:
    return [notes[at : at + size] for at in range(0, len(notes), size)]
