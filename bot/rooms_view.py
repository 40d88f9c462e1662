"""Cards of the everyday commands and the owner's side: words of ours around words of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from bot import presses, words_rooms
from bot.escape import fit, label, units
from bot.passages import brief
from bot.render import place_line
from knowledge.model import Kind, Place
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import discord

    from bot.notebooks import Notebook
    from bot.render import Look
    from knowledge.answers.answer import Entry, Source
    from knowledge.answers.comparing import Attribute, Comparison, Said
    from knowledge.answers.options import Choice
    from knowledge.answers.pasted import Pasted
    from knowledge.model import Block, Passage

QUIET = 0x80848E
"""Edge of what is neither an answer nor a question."""
TEXT_ROOM = 3600  # Discord: 4,000 in all the texts of a message
LABEL_ROOM = 38  # what a phone shows of a button's label; Discord: 80
_QUOTE_ROOM = 220
_WEIGHT = 3
"""What a word of an option counts beside one of its question, in choosing what to quote."""
_VALUE_ROOM = 200
_ATTRIBUTES_SHOWN = 8
_SINGLE_SHOWN = 4
_PLACES_SHOWN = 4
_BUTTONS_A_ROW = 5  # Discord: buttons in an action row
_DEFINITION_ROOM = 450
Row: TypeAlias = "Sequence[discord.ui.Item[Any]]"


def card(texts: Iterable[str], rows: Iterable[Row] = (), colour: int = QUIET) -> LayoutView:
    """Return texts, already safe to send, with rows of buttons or a select under them.

    Texts beyond what a message takes are left out, the last first.
    """
    view = LayoutView(timeout=None)
    room = TEXT_ROOM
    parts: list[TextDisplay[LayoutView]] = []
    for text in texts:
        if text.strip() and units(text) <= room:
            parts.append(TextDisplay(text))
            room -= units(text)
    kept = [ActionRow[LayoutView](*row) for row in rows if row]
    view.add_item(Container(*(parts or [TextDisplay("…")]), *kept, accent_colour=colour))
    view.stop()
    return view


def with_row(view: LayoutView, row: Row) -> LayoutView:
    """Return the card with one more row at its end."""
    container = view.children[0]
    if isinstance(container, Container):
        container.add_item(ActionRow(*row))
    return view


def small(text: str) -> str:
    """Return a text as small print of one line."""
    return "-# " + text.replace("\n", " ")


def button(name: str, custom_id: str, **options: Any) -> Button[Any]:  # noqa: ANN401 - discord.py's
    """Return a button with a label cut to what a phone shows."""
    return Button(label=label(name, LABEL_ROOM), custom_id=custom_id, **options)


def choice(pasted: Pasted, found: Choice, notebook: Notebook) -> LayoutView:
    """Return which option of a pasted question the notes support, and what speaks for each."""
    lines = [small(fit(pasted.stem, 200, links=False))]
    if found.option is None:
        return card([*lines, f"### {words_rooms.NO_OPTION}", words_rooms.NO_OPTION_MORE])
    best = found.option
    title = words_rooms.best_supported(
        pasted.letters[best], fit(pasted.options[best], 200, links=False)
    )
    verdict = (
        words_rooms.SETTLED if found.decided else words_rooms.not_settled(pasted.letters[best])
    )
    lines += [f"### {title}", verdict]
    passages = notebook.library.passages
    order = sorted(range(len(found.support)), key=lambda at: (at != best, at))
    for at in order:
        witness = found.witnesses[at]
        name = f"{pasted.letters[at]}\u00a0 {fit(pasted.options[at], 80, links=False)}"
        lead = words_rooms.for_option(name) if at == best else words_rooms.against_option(name)
        if witness is None:
            lines.append(f"{lead}\n{words_rooms.NO_WITNESS}")
            continue
        passage = passages[witness]
        others = {
            word for one in pasted.options[:at] + pasted.options[at + 1 :] for word in words(one)
        }
        own = set(words(pasted.options[at]))
        block = _telling(passage, own - others or own, words(pasted.stem))
        quote, where = _quoted(passage, block, notebook.look)
        lines.append(f"{lead}\n“{quote}”\n{where}")
    return card(lines, colour=notebook.look.accent if found.decided else QUIET)


def comparison(entries: tuple[Entry, Entry], found: Comparison | None, look: Look) -> LayoutView:
    """Return two terms side by side: what each is, what both have, then what only one has."""
    names = [fit(entry.term, 80, links=False) for entry in entries]
    lines = [f"### {words_rooms.against(*names)}"]
    both = found.both[:_ATTRIBUTES_SHOWN] if found else ()
    single = found.single[:_SINGLE_SHOWN] if found else ()
    for name, entry in zip(names, entries, strict=True):
        shown = _beside_attributes(entry, (*both, *single))
        place = entry.definition.place_of(shown)
        body = brief(shown, _DEFINITION_ROOM).text
        lines.append(f"**{name}**\n{body}\n{small(place_line(place, look))}")
    if found is not None:
        lines += [_attribute(row, names) for row in both]
        if single:
            lines.append(small(words_rooms.ONLY_ONE))
            lines += [_attribute(row, names) for row in single]
        if left := len(found.both) + len(found.single) - len(both) - len(single):
            lines.append(small(words_rooms.more(left)))
        lines += [small(line) for line in _places((*both, *single), look)]
    if found is None or not found.both:
        lines.append(small(words_rooms.NOTHING_IN_COMMON))
    return card(lines, colour=look.accent)


def _beside_attributes(entry: Entry, rows: Sequence[Attribute]) -> Sequence[Block]:
    """Return what a term is, without what is said again as an attribute below; never nothing."""
    told = [said.place for row in rows for said in (row.left, row.right) if said is not None]
    note = entry.definition.place.note
    own = [
        block
        for block in entry.shown
        if not any(at.note == note and at.first <= block.first <= at.last for at in told)
    ]
    return own if any(block.kind is not Kind.HEADING for block in own) else entry.shown


def hits(typed: str, found: Sequence[Source], look: Look) -> LayoutView:
    """Return the passages that a search found: a few words of each, its place, its button."""
    lines = [small(words_rooms.searched(fit(typed, 150, links=False)))]
    rows: list[list[Button[Any]]] = []
    for number, source in enumerate(found, 1):
        passage = source.passage()
        quote, where = _quoted(passage, _telling(passage, words(typed), ()), look)
        lines.append(f"**{number}.** {quote}\n{where}")
        if (custom_id := presses.write(presses.Show((source.key,)))) is not None:
            if not rows or len(rows[-1]) == _BUTTONS_A_ROW:
                rows.append([])
            rows[-1].append(button(str(number), custom_id))
    if not found:
        lines.append(words_rooms.NOTHING_FOUND)
    return card(lines, rows, look.accent if found else QUIET)


def _telling(passage: Passage, first: Collection[str], then: Collection[str]) -> Block:
    """Return the block of a passage that has most of some words, and then of others."""

    def worth(block: Block) -> tuple[int, bool]:
        said = {*words(block.text), *(word for above in block.parents for word in words(above))}
        found = _WEIGHT * len(said.intersection(first)) + len(said.intersection(then))
        return found, block.kind is not Kind.HEADING

    return max(passage.blocks, key=worth)


def _quoted(passage: Passage, block: Block, look: Look) -> tuple[str, str]:
    """Return the words of a block, cut, and where they stand, as small print."""
    place = passage.place
    here = Place(place.note, block.first, block.last, place.heading)
    quote = fit(" ".join(block.text.split()), _QUOTE_ROOM)
    return quote, small(place_line(here, look))


def _attribute(row: Attribute, names: Sequence[str]) -> str:
    lines = [f"**{fit(row.name, 80, links=False)}**"]
    for name, said in zip(names, (row.left, row.right), strict=True):
        if said is not None:
            lines.append(f"{name}: {_said(said)}")
    return "\n".join(lines)


def _places(rows: Iterable[Attribute], look: Look) -> list[str]:
    """Return where attributes stand: a line for each of the first few headings."""
    found: dict[tuple[str, tuple[str, ...]], Place] = {}
    for row in rows:
        for said in (row.left, row.right):
            if said is None:
                continue
            one = said.place
            before = found.setdefault((one.note, one.heading), one)
            found[one.note, one.heading] = Place(
                one.note, min(before.first, one.first), max(before.last, one.last), one.heading
            )
    return [place_line(place, look) for place in list(found.values())[:_PLACES_SHOWN]]


def _said(said: Said) -> str:
    return fit(" ".join(said.text.split()), _VALUE_ROOM)
