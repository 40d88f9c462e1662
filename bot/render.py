"""The core's values as Discord messages; the one place that knows what a message is made of.

Messages are Components V2: they need no "Embed Links" permission, are shown to people who have
turned embeds off, and keep the buttons inside the card they belong to. A message holds no state:
its buttons say what they mean in their `custom_id`, and the view is finished before it is sent, so
that discord.py does not keep every message ever sent in memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from discord import ButtonStyle, SeparatorSpacing
from discord.ui import ActionRow, Button, Container, LayoutView, Separator, TextDisplay

from bot import words, words_practice
from bot.escape import fit, label, units
from bot.passages import Brief, brief, chunks
from bot.practice_presses import Draw
from bot.practice_presses import write as drawn
from bot.presses import KEYS_SHOWN, Ask, Judge, Press, Show, write
from knowledge.answers.answer import Answer, Entry, Unknown, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.answers.answer import Correction, Response, Source
    from knowledge.model import Block, NoteDate, Place

BODY_ROOM = 1800  # two screens of a phone
_CARD_ROOM = 4000  # Discord: in all the texts of a message
PAGE_ROOM = 2000
_TITLE_ROOM = 200
_TITLE_SIGNS = 8  # what makes a title a title
_ASKS_ROOM = 20  # "Did you mean:"
_PLACE_ROOM = 300
_ALSO_SHOWN = 3
_STATED = 3  # notes quoted where they disagree
_STATED_ROOM = 160
_STATED_PLACE_ROOM = 80
_BUTTONS_A_ROW = 5  # Discord: buttons in an action row
_LABEL_ROOM = 38  # what a phone shows of a button's label; Discord: 80
_URL_ROOM = 300

_COVERED = 0x5865F2
_DOUBTFUL = 0xF0B232
_NOT_COVERED = 0x80848E


@dataclass(frozen=True, slots=True)
class Look:
    """What the owner has settled about messages."""

    base_url: str | None = None
    """Where notes can be read: a template with `{path}`, `{first}` and `{last}`."""
    accent: int = _COVERED
    """Colour of an answer's edge."""


def response(found: Response, look: Look, *, asked: bool = False) -> LayoutView:
    """Return what the notes say as a message; with `asked`, the question stands above it."""
    above = (
        [_small(fit(found.question, 200, links=False))] if asked and found.question.strip() else []
    )
    match found:
        case Unknown():
            return _not_covered(found, above)
        case Unsure():
            return _answer(found, look, above, colour=_DOUBTFUL)
        case _:
            return _answer(found, look, above, colour=look.accent)


def entry(found: Entry, look: Look) -> LayoutView:
    """Return what the notes say about a term as a message."""
    body = brief(found.shown, BODY_ROOM)
    names = ", ".join(fit(alias, 60, links=False) for alias in found.aliases[:5])
    title = f"### {fit(found.term, _TITLE_ROOM, links=False)}"
    small = [
        *([_small(f"also called {names}")] if names else []),
        _small(_where(found.definition.place_of(found.shown), found.definition.date, look)),
        *_also(found.used_in, "used in"),
        *_read_as(found.corrections),
    ]
    whole = body.whole and found.shown == found.definition.blocks
    buttons = [_read_on([] if whole else [found.definition], ())]
    related = [_button(term, Ask(term, lookup=True)) for term in _once(found.related)]
    return _card(look.accent, [f"{title}\n{body.text}"], small, [buttons, related])


def passages(sources: Sequence[Source], page: int, keys: tuple[str, ...], look: Look) -> LayoutView:
    """Return a page of passages, each followed by its place; pages are counted from 0."""
    pages = _pages(sources, look)
    number = min(page, len(pages) - 1)
    turns = [
        _button(name, Show(keys, to, turn=True))
        for name, to in ((words.PREVIOUS_PAGE, number - 1), (words.NEXT_PAGE, number + 1))
        if 0 <= to < len(pages)
    ]
    texts: list[TextDisplay[LayoutView] | Separator[LayoutView]] = []
    for text in pages[number]:
        texts += [*([Separator[LayoutView]()] if texts else []), TextDisplay[LayoutView](text)]
    if len(pages) > 1:
        texts.append(TextDisplay(_small(words.page(number + 1, len(pages)))))
    return _finished(Container(*texts, *_rows([turns]), accent_colour=look.accent))


def sentence(text: str) -> LayoutView:
    """Return a few words of our own as a message."""
    return _finished(TextDisplay(text))


def _answer(found: Answer, look: Look, above: list[str], *, colour: int) -> LayoutView:
    best = found.sources[0]
    quotes = _quotes(found)
    after = _disagreement(found)
    places = [_small(_where(each.place, each.source.date, look)) for each in quotes]
    small = _read_as(found.corrections)
    if len(quotes) == 1:
        small = [*_also(best.also_in, "also in"), *small]
    spent = sum(units(text) + 1 for text in (*above, *after, *places, *small)) + _ASKS_ROOM
    spent += len(quotes) * (_TITLE_ROOM + _TITLE_SIGNS)
    room = min(BODY_ROOM, _CARD_ROOM - spent) // len(quotes)
    bodies = [brief(each.blocks, room) for each in quotes]
    texts: list[str | None] = [*above, *_headed_once(quotes, bodies)]
    if len(quotes) == 1:
        small = [*places, *small]
    else:
        first, second = texts[len(above) :]
        texts = [*above, first, places[0], None, second, places[1]]
    cut = [
        each.source
        for each, body in zip(quotes, bodies, strict=True)
        if not (body.whole and each.blocks == each.source.blocks)
    ]
    tools = [
        _read_on(cut, found.sources[len(quotes) :]),
        Button[LayoutView](label=words_practice.QUIZ_ME, custom_id=drawn(Draw(best.key))),
        _button(words.HELPFUL, Judge("up", best.key)),
        _button(words.NOT_HELPFUL, Judge("down", best.key)),
    ]
    doubts = _once(found.did_you_mean) if isinstance(found, Unsure) else ()
    meant = [_button(term, Ask(term), ButtonStyle.primary) for term in doubts]
    asks = words.DID_YOU_MEAN if meant else ""
    return _card(colour, [*texts, *after], small, [meant, tools], asks)


@dataclass(frozen=True, slots=True)
class _Quote:
    """Words that an answer shows, and where they stand."""

    blocks: tuple[Block, ...]
    place: Place
    source: Source


def _quotes(found: Answer) -> list[_Quote]:
    """Return what an answer shows: of a comparison that no passage makes, both sides."""
    quotes = [_Quote(found.shown, found.place, found.sources[0])]
    if (other := found.beside) is not None:
        quotes.append(_Quote(other.blocks, other.place, found.sources[1]))
    return quotes


def _headed_once(quotes: Sequence[_Quote], bodies: Sequence[Brief]) -> list[str]:
    """Return each body under its heading; one that stood above the body before is not repeated."""
    texts: list[str] = []
    for number, (each, body) in enumerate(zip(quotes, bodies, strict=True)):
        same = number and each.place.heading == quotes[number - 1].place.heading
        texts.append(body.text if same else _headed(each.place, body.text))
    return texts


def _disagreement(found: Answer) -> list[str]:
    """Return what each note says where they differ, with its date and place."""
    if not found.disagreement:
        return []
    lines = [words.DISAGREE]
    for stated in found.disagreement[:_STATED]:
        date = fit(stated.date.text, 40, links=False) if stated.date else words.UNDATED
        where = fit(" \u203a ".join(stated.place.heading[-2:]), _STATED_PLACE_ROOM, links=False)
        lines.append(f"\u201c{fit(stated.text, _STATED_ROOM)}\u201d\n{_small(f'{date} · {where}')}")
    return ["\n".join(lines)]


def _not_covered(found: Unknown, above: list[str]) -> LayoutView:
    silent = fit(found.gap.sentence, _TITLE_ROOM, links=False) if found.gap else words.NOT_COVERED
    lines = [f"### {silent}"]
    if found.missing:
        lost = ", ".join(fit(word, 40, links=False) for word in found.missing[:5])
        lines.append(words.missing(lost))
    terms = _once(found.did_you_mean) or _once(found.nearest)
    asks = words.DID_YOU_MEAN if found.did_you_mean else words.CLOSEST_TOPICS
    buttons = [[_button(term, Ask(term)) for term in terms]]
    small = _read_as(found.corrections)
    texts = [*above, "\n".join(lines)]
    return _card(_NOT_COVERED, texts, small, buttons, asks if terms else "")


def _pages(sources: Sequence[Source], look: Look) -> tuple[tuple[str, ...], ...]:
    """Return the passages in pages of at most `PAGE_ROOM` units, each passage with its place."""
    pages: list[list[str]] = []
    length = PAGE_ROOM
    for source in sources:
        place = f"\n{_small(_where(source.place, source.date, look))}"
        for chunk in chunks(source.blocks, PAGE_ROOM - units(place)) or ("",):
            text = chunk + place
            if length + units(text) > PAGE_ROOM:
                pages.append([])
                length = 0
            pages[-1].append(text)
            length += units(text)
    return tuple(tuple(page) for page in pages)


def _headed(place: Place, body: str) -> str:
    """Return the body under the nearest heading; words that repeat the heading are bold instead."""
    heading = next((part for part in reversed(place.heading) if part.strip()), "")
    shown = fit(heading, _TITLE_ROOM, links=False)
    if not shown:
        return body
    bold = f"**{shown}**"
    if body.startswith(f"{bold}\n"):
        return f"### {shown}\n{body[len(bold) :].lstrip()}"
    if body.startswith(bold):
        return body
    if re.match(rf"{re.escape(shown)}(?=[ ,.:;])", body):
        return bold + body[len(shown) :]
    return f"### {shown}\n{body}"


def _where(place: Place, date: NoteDate | None, look: Look) -> str:
    """Return where words of a passage stand: headings, lines (linked if they can be), date."""
    parts = [_trail(place), _lines(place, look)]
    if date is not None:
        parts.append(fit(date.text, 40, links=False))
    return "\u00a0· ".join(part for part in parts if part)


def place_line(place: Place, look: Look) -> str:
    """Return where words stand, as markup: headings, and lines, linked if they can be."""
    return f"{_trail(place)}\u00a0· {_lines(place, look)}"


def _trail(place: Place) -> str:
    heading = [part for part in dict.fromkeys(place.heading) if part.strip()] or [place.note]
    if len(heading) > 3:
        heading = [heading[0], "…", heading[-1]]
    return " › ".join(fit(part, 80, links=False).replace("\n", " ") for part in heading)  # noqa: RUF001


def _lines(place: Place, look: Look) -> str:
    """Return the lines, linked: the words of the link are ours, so no note can hide a host."""
    shown = words.lines(place.first, place.last)
    if look.base_url is None:
        return shown
    url = (
        look.base_url.replace("{first}", str(place.first))
        .replace("{last}", str(place.last))
        .replace("{path}", quote(place.note, safe="/", errors="replace"))
    )
    return f"[{shown}]({url})" if len(url) <= _URL_ROOM else shown


def _also(places: Sequence[Place], lead: str) -> list[str]:
    if not places:
        return []
    shown = ", ".join(_trail(place) for place in places[:_ALSO_SHOWN])
    rest = f", {words.left_out(len(places) - _ALSO_SHOWN)}" if len(places) > _ALSO_SHOWN else ""
    return [_small(f"{lead}: {shown}{rest}")]


def _read_as(corrections: Sequence[Correction]) -> list[str]:
    changed = [fix.read_as for fix in corrections[:5]]
    shown = ", ".join(fit(word, 40, links=False) for word in changed)
    return [_small(f"read as: {shown}")] if shown else []


def _small(text: str) -> str:
    return "-# " + text.replace("\n", " ")


def _once(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms that a row of buttons can carry, each once."""
    able = dict.fromkeys(term for term in terms if write(Ask(term)) and label(term, _LABEL_ROOM))
    return tuple(able)[:_BUTTONS_A_ROW]


def _read_on(cut: Sequence[Source], others: Sequence[Source]) -> Button[LayoutView] | None:
    """Return the button to what is not shown: the passages that were cut, and the others."""
    shown = (*cut, *others)[:KEYS_SHOWN]
    if not shown:
        return None
    whole = words.WHOLE_PASSAGE if len(cut) == 1 else words.WHOLE_PASSAGES
    name = words.more_passages(len(others)) if others else whole
    return _button(name, Show(tuple(source.key for source in shown)))


def _button(
    name: str, press: Press, style: ButtonStyle = ButtonStyle.secondary
) -> Button[LayoutView] | None:
    """Return a button that means the press, or None where a `custom_id` cannot carry it."""
    custom_id = write(press)
    if custom_id is None:
        return None
    return Button(label=label(name, _LABEL_ROOM), custom_id=custom_id, style=style)


def _rows(rows: Sequence[Sequence[Button[LayoutView] | None]]) -> list[ActionRow[LayoutView]]:
    kept = [[button for button in row if button is not None] for row in rows]
    return [ActionRow(*row[:_BUTTONS_A_ROW]) for row in kept if row]


def _card(
    colour: int,
    texts: Sequence[str | None],
    small: Sequence[str],
    buttons: Sequence[Sequence[Button[LayoutView] | None]],
    asks: str = "",
) -> LayoutView:
    """Return a card: the words, the small print, then the buttons with what they ask.

    None among the texts is a line between them.
    """
    parts: list[TextDisplay[LayoutView] | Separator[LayoutView]] = [
        Separator() if text is None else TextDisplay(text.strip() or "…") for text in texts
    ]
    for text in ("\n".join(small), asks and f"{asks}:"):
        if text:
            space = Separator[LayoutView](visible=False, spacing=SeparatorSpacing.small)
            parts += [space, TextDisplay(text)]
    return _finished(Container(*parts, *_rows(buttons), accent_colour=colour))


def _finished(item: Container[LayoutView] | TextDisplay[LayoutView]) -> LayoutView:
    view = LayoutView(timeout=None)
    view.add_item(item)
    view.stop()
    return view
