"""Items as messages: the question with its lettered options, and what tells a right answer's why.

Everything that a note says is made inert and cut to size on its way out; the sum of the rooms below
stays within what one message can hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import msgspec
from discord import ButtonStyle
from discord.ui import ActionRow, Button, Container, LayoutView, Separator, TextDisplay

from bot import render, words_daily
from bot.daily_presses import Letter, Submit, Turn, write
from bot.escape import fit
from knowledge.quiz.items import Item, Kind
from knowledge.quiz.practice import LETTERS
from knowledge.quiz.stated.labels import unlabelled

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from bot.render import Look
    from bot.store.records import Post
    from knowledge.quiz.items import Option

QUESTION_COLOUR = 0x5865F2
REVEAL_COLOUR = 0x3BA55D
STEM_ROOM = 900  # Discord: 4,000 in all the texts of a message, in the units of `escape.units`
OPTIONS_ROOM = 1500
QUOTE_ROOM = 450
EXPLANATION_ROOM = 300
WHYS_ROOM = 700
TOPIC_ROOM = 80
MOST_LETTERS = len(LETTERS)
_HEADLINE = 160
"""Units of a stem that can be a headline; a longer one would fill a phone."""
_BUTTONS_A_ROW = 5  # Discord: buttons in an action row


def snapshot(item: Item, *, again: bool = False) -> Mapping[str, Any]:
    """Return an item as JSON values, for keeping; the section around its quote is left out.

    `again` is kept beside: whether it was brought back because the group had missed it.
    """
    return {**msgspec.to_builtins(replace(item, source_text="")), "again": again}


def restored(kept: Mapping[str, Any]) -> Item:
    """Return the item of a snapshot. Raises `msgspec.ValidationError` if it is none."""
    return msgspec.convert(kept, Item)


def stem(item: Item, room: int = STEM_ROOM) -> str:
    """Return the question, as a headline where it is short."""
    shown = fit(item.stem, room, links=False).replace("\n", " ")
    return f"### {shown}" if len(shown) <= _HEADLINE else f"**{shown}**"


def options(item: Item, room: int = OPTIONS_ROOM) -> str:
    """Return the options, each on a line with its letter."""
    wide = each(room, len(item.options))
    return "\n".join(
        f"**{letter}**\u2002{one_line(option.text, wide)}"
        for letter, option in zip(LETTERS, item.options, strict=False)
    )


def one_line(text: str, room: int) -> str:
    """Return a text inert, on one line."""
    return fit(" ".join(text.split()), room, links=False)


def support(item: Item, look: Look, room: int = QUOTE_ROOM) -> str:
    """Return the sentence of the notes that supports the key, and where it stands."""
    quote = fit(plain(item, item.quote), room)
    lines = [f"> {line}" for line in quote.split("\n")] if quote else [words_daily.NOT_DECIDED]
    return "\n".join([*lines, f"-# {render.place_line(item.cited, look)}"])


def plain(item: Item, text: str) -> str:
    """Return words of the notes that support the key, without a label before them."""
    keys = (option.text for option in item.options if option.id in item.keys)
    return unlabelled(text, " ".join((item.stem, *keys)))


def why_not(option: Option) -> str:
    """Return what the notes say of a wrong option, without a label before it; may be empty."""
    return unlabelled(option.why, option.text)


def explanation(item: Item, room: int = EXPLANATION_ROOM) -> str:
    """Return what the author explains, unless the quote says the same; may be empty."""
    same = " ".join(item.explanation.split()) in " ".join(item.quote.split())
    return "" if same else fit(plain(item, item.explanation), room)


def whys(item: Item, room: int = WHYS_ROOM) -> str:
    """Return what the notes say of each wrong option, if they say anything; may be empty."""
    told = [
        (letter, option)
        for letter, option in lettered(item)
        if option.why and option.id not in item.keys
    ]
    wide = each(room, len(told))
    return "\n".join(
        words_daily.not_right(letter, one_line(why_not(option), wide)) for letter, option in told
    )


def lettered(item: Item) -> list[tuple[str, Option]]:
    """Return the options with the letters that they are shown with."""
    return list(zip(LETTERS, item.options, strict=False))


def letters(item: Item, chosen: Iterable[str]) -> str:
    """Return the letters of options, by their ids: `A`, or `A, C`."""
    wanted = set(chosen)
    found = [letter for letter, option in lettered(item) if option.id in wanted]
    return ", ".join(found) or "–"  # noqa: RUF001 - nothing that can be shown any more


def ids(item: Item, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the options that letters stand for; a letter that none has is left out."""
    by_letter = {letter: option.id for letter, option in lettered(item)}
    return tuple(by_letter[letter] for letter in chosen if letter in by_letter)


def wanted(item: Item) -> int:
    """Return how many options are to be chosen."""
    return len(item.keys) if item.kind is Kind.SEVERAL else 1


def topic(item: Item) -> str:
    """Return the topic for a heading."""
    return one_line(item.topic, TOPIC_ROOM)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a daily question, and what its buttons are known by."""

    post_id: str
    number: int
    """0 for a test."""
    closes: datetime.datetime | None = None
    """None for "with the next question"."""
    late: bool = False

    @classmethod
    def of(cls, post: Post) -> Self:
        """Return the head of a post."""
        return cls(post.id, post.number, post.reveal_at, post.late)

    def line(self, item: Item, *, is_open: bool = True) -> str:
        """Return it in small print."""
        said = words_daily.heading(
            self.number, topic(item), self.closes, late=self.late, is_open=is_open
        )
        return f"-# {said}"


def posted(head: Head, item: Item, *, role: int | None = None) -> LayoutView:
    """Return the message of a daily question; a test's buttons are dead.

    A role is mentioned; what `send` allows decides whether it is told.
    """
    test = not head.number
    texts = [head.line(item), f"{stem(item)}\n\n{options(item)}"]
    if wanted(item) > 1:
        texts.append(f"-# {words_daily.how_many(wanted(item))}")
    if test:
        texts.append(f"-# {words_daily.TEST_MARK}")
    buttons = [
        Button[LayoutView](
            label=letter, custom_id=write(Letter(head.post_id, letter)), disabled=test
        )
        for letter, _ in lettered(item)
    ]
    card = Container[LayoutView](
        *map(TextDisplay[LayoutView], texts), *rows(buttons), accent_colour=QUESTION_COLOUR
    )
    mention = [TextDisplay[LayoutView](f"<@&{role}>")] if role is not None else []
    return finished(*mention, card)


def choosing(post_id: str, item: Item, chosen: tuple[str, ...]) -> LayoutView:
    """Return the private message in which several options are chosen and submitted.

    Its buttons carry what is chosen, so that it works after a restart.
    """
    buttons = [
        Button[LayoutView](
            label=letter,
            custom_id=write(Turn(post_id, chosen, letter)),
            style=ButtonStyle.primary if letter in chosen else ButtonStyle.secondary,
        )
        for letter, _ in lettered(item)
    ]
    submit = Button[LayoutView](
        label=words_daily.SUBMIT,
        custom_id=write(Submit(post_id, chosen)),
        style=ButtonStyle.success,
        disabled=len(chosen) != wanted(item),
    )
    texts = [options(item), words_daily.choosing(chosen, wanted(item))]
    return finished(
        Container(
            *map(TextDisplay[LayoutView], texts),
            *rows(buttons),
            ActionRow(submit),
            accent_colour=QUESTION_COLOUR,
        )
    )


def card(
    colour: int, texts: Iterable[str], buttons: Sequence[Button[LayoutView]] = ()
) -> LayoutView:
    """Return texts, a rule between each two, and buttons, as a message."""
    parts: list[TextDisplay[LayoutView] | Separator[LayoutView]] = []
    for text in filter(None, texts):
        parts += [*([Separator[LayoutView]()] if parts else []), TextDisplay(text)]
    return finished(Container(*parts, *rows(buttons), accent_colour=colour))


def rows(buttons: Sequence[Button[LayoutView]]) -> list[ActionRow[LayoutView]]:
    """Return buttons in rows of five."""
    return [
        ActionRow(*buttons[at : at + _BUTTONS_A_ROW])
        for at in range(0, len(buttons), _BUTTONS_A_ROW)
    ]


def finished(*items: Container[LayoutView] | TextDisplay[LayoutView]) -> LayoutView:
    """Return a message that discord.py need not keep in memory: its buttons say what they mean."""
    view = LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def each(room: int, count: int) -> int:
    """Return the room of each of so many lines, with what stands before it."""
    return max(room // max(count, 1) - 12, 20)
