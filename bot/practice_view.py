"""Questions, grades and ends of quizzes and reviews as Discord messages.

A finished view each, of Components V2 as everywhere; nothing is remembered but the buttons' ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from discord import ButtonStyle
from discord.ui import Button, Container, LayoutView, TextDisplay
from discord.utils import format_dt

from bot import questions
from bot import words_practice as said
from bot.escape import fit, label
from bot.passages import chunks
from bot.practice_presses import (
    About,
    Act,
    Asked,
    Go,
    Press,
    Review,
    Run,
    Step,
    TakeUp,
    chosen_of,
    marks,
    write,
)
from bot.render import place_line
from knowledge.model import Kind as BlockKind
from knowledge.quiz.grade import Reason, Verdict
from knowledge.quiz.items import Item, Kind
from knowledge.quiz.practice import LETTERS, shown_partners
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.practice_presses import Where
    from bot.practising import Kept
    from bot.render import Look
    from knowledge.model import Passage, Place
    from knowledge.quiz.grade import Grade
    from knowledge.quiz.items import Option

OPTION_ROOM = 200
_OPTIONS_ROOM = 1000
"""Twice, as of pairs, with a stem they stay under Discord's 4,000 for the texts of a message."""
_WORDS_ROOM = 600
_WHY_ROOM = 260
_NAME_ROOM = 80
_BEFORE_NAME = 2
"""Words of an explanation that may stand before the name: an article, or a label."""
_NOTE_ROOM = 1800
_LABEL_ROOM = 38
BAR = 10
"""Signs of a bar; it stands beside a name on a phone."""
_READ_SHOWN = 8
RIGHT, WRONG, PARTLY = 0x3BA55D, 0xED4245, 0xF0B232
"""Colours of an edge; the words beside it say the same."""
_COLOURS = {
    Verdict.RIGHT: RIGHT,
    Verdict.WRONG: WRONG,
    Verdict.PARTLY: PARTLY,
    Verdict.SELF: PARTLY,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it stands in a message."""

    item: Item
    where: Where
    tries: int
    head: str
    """How far the person is."""

    def step(self, act: Act, chosen: Sequence[str] = ()) -> Step:
        """Return what a button of the message does."""
        return Step(act, self.where, self.item.id, self.tries, marks(chosen))


def question(shown: Shown, look: Look, chosen: tuple[str, ...] = ()) -> LayoutView:
    """Return a question to be answered; `chosen` are ids of options picked so far."""
    item = shown.item
    texts = [small(_about(shown)), stem_and_options(item)]
    if item.kind is Kind.SEVERAL:
        letters = [
            option_label(item, at) for at, one in enumerate(item.options) if one.id in chosen
        ]
        texts.append(small(said.choose(len(item.keys), ", ".join(letters))))
    tools = [_button(said.LEAVE_OUT, shown.step(Act.LEAVE))]
    if shown.where == Review():
        tools.append(_button(said.SHOW_NOTE, shown.step(Act.HINT)))
    return card(look.accent, texts, [*_answers(shown, chosen), tools])


def verdict(
    shown: Shown, found: Grade, kept: Kept | None, look: Look, chosen: tuple[str, ...] = ()
) -> LayoutView:
    """Return how an answer was, what is right, and what supports it.

    `kept` is None where the person is still to judge an answer of their own.
    """
    item = shown.item
    texts = [small(_about(shown)), questions.stem(item)]
    texts.append("\n".join(_judgement(item, found, chosen)))
    texts.append(support(item, look))
    if kept is None:
        judge = (
            _button(said.WAS_RIGHT, shown.step(Act.YES), ButtonStyle.primary),
            _button(said.WAS_WRONG, shown.step(Act.NO)),
        )
        return card(_COLOURS[found.verdict], texts, [judge])
    texts += _after(shown, kept)
    tools = [
        _button(said.NEXT, Go(_next(shown.where)), ButtonStyle.primary),
        _button(said.EXPLAIN, About(Asked.EXPLAIN, item.id)),
        _button(said.SHOW_NOTE, About(Asked.NOTE, item.id)),
        _button(said.FLAG, About(Asked.FLAG, item.id)),
    ]
    if _is_typed(item) and found.verdict is Verdict.WRONG and found.reason is not Reason.NOTHING:
        tools.append(_button(said.WAS_RIGHT, About(Asked.OVERRIDE, item.id)))
    easy = (
        [_button(said.WAS_EASY, shown.step(Act.EASY))]
        if shown.where == Review() and found.verdict is Verdict.RIGHT and kept.first is None
        else []
    )
    return card(_COLOURS[found.verdict], texts, [tools, easy])


def run_end(run: Run, missed: Sequence[Item], look: Look) -> LayoutView:
    """Return how a quiz went, and what to read again."""
    texts = [f"### {said.finished(run.right.bit_count(), run.asked.bit_count())}"]
    places = list(dict.fromkeys(item.cited for item in missed))[:_READ_SHOWN]
    if places:
        lines = "\n".join(f"- {place_line(place, look)}" for place in places)
        texts.append(f"{said.READ_AGAIN}\n{lines}")
    rows = [[_button(said.ONLY_MISSED, Go(run.again()), ButtonStyle.primary)]] if run.missed else []
    return card(look.accent, texts, rows)


def review_end(sentences: Sequence[str], aside: Sequence[Place], look: Look) -> LayoutView:
    """Return that nothing is left to review today, and what was put aside."""
    texts = ["\n".join(sentences)]
    if aside:
        lines = "\n".join(f"- {place_line(place, look)}" for place in aside[:_READ_SHOWN])
        texts.append(f"{said.PUT_ASIDE}:\n{lines}")
    return card(look.accent, texts, [[_button(said.TAKE_UP, TakeUp())]] if aside else [])


def explanation(item: Item, look: Look) -> LayoutView:
    """Return what the notes say of the answer, and of each wrong option."""
    parts = dict.fromkeys(questions.plain(item, text) for text in (item.explanation, item.quote))
    texts = [fit(part, _WORDS_ROOM) for part in parts if part]
    for option in item.options:
        if option.why and option.id not in item.keys:
            where = f"\n{small(place_line(option.place, look))}" if option.place else ""
            texts.append(_why(option, _WHY_ROOM) + where)
    texts = texts or [said.NOTHING_MORE]
    return card(look.accent, [*texts[:10], small(place_line(item.cited, look))], [])


def note(passage: Passage, line: int, look: Look) -> LayoutView:
    """Return the passage of a note that a question rests on, from the heading above a line on."""
    pieces = chunks(passage.blocks, _NOTE_ROOM)
    if len(pieces) > 1:
        blocks = passage.blocks
        here = next((at for at, block in enumerate(blocks) if block.last >= line), 0)
        while here and blocks[here].kind is not BlockKind.HEADING:
            here -= 1
        pieces = chunks(blocks[here:], _NOTE_ROOM)
    text = (pieces or ("…",))[0] + ("\n…" if len(pieces) > 1 else "")
    return card(look.accent, [text, small(place_line(passage.place, look))], [])


def stem_and_options(item: Item) -> str:
    """Return a question with its options lettered, or the descriptions of pairs numbered."""
    parts = [questions.stem(item)]
    if item.kind is not Kind.TRUTH and item.options:
        parts.append(questions.options(item, _OPTIONS_ROOM))
    if item.kind is Kind.PAIRS:
        room = questions.each(_OPTIONS_ROOM, len(item.partners))
        partners = enumerate(shown_partners(item), 1)
        parts.append("\n".join(f"**{at}**\u2002{fit(one, room)}" for at, one in partners))
    return "\n\n".join(parts)


def support(item: Item, look: Look) -> str:
    """Return the words of the notes that an answer rests on, and where they stand.

    Of pairs the answer shows the words already.
    """
    quote = "" if item.kind is Kind.PAIRS else questions.plain(item, item.quote)
    lines = [f"> {line}" for line in fit(quote, _WORDS_ROOM).split("\n") if line]
    if not item.quote and item.explanation:
        lines.append(fit(questions.plain(item, item.explanation), _WORDS_ROOM))
    return "\n".join([*lines, small(place_line(item.cited, look))])


def option_label(item: Item, number: int) -> str:
    """Return what stands on the button of an option: its letter, or true and false themselves."""
    if item.kind is Kind.TRUTH:
        return label(item.options[number].text, _LABEL_ROOM)
    return LETTERS[number]


def letters_of(item: Item, chosen: Sequence[str]) -> str:
    """Return what stands on the buttons of options, by their ids."""
    return ", ".join(
        option_label(item, number)
        for number, option in enumerate(item.options)
        if option.id in chosen
    )


def bar(part: int, whole: int) -> str:
    """Return a share as a bar of text."""
    filled = round(BAR * part / whole) if whole else 0
    return "█" * filled + "░" * (BAR - filled)


def topic_line(topic: str, right: int, answered: int) -> str:
    """Return how a topic went: its name above its bar, as no line of a phone holds both."""
    name = fit(topic, _NAME_ROOM, links=False) or said.OTHER_TOPICS
    return f"{name}\u00a0· {said.share(right, answered)}\n`{bar(right, answered)}`"


def card(
    colour: int, texts: Sequence[str], rows: Sequence[Sequence[Button[LayoutView]]]
) -> LayoutView:
    """Return texts with an edge in a colour, and rows of buttons under them."""
    actions = [part for row in rows for part in questions.rows(row)]
    displays = [TextDisplay[LayoutView](text) for text in texts if text.strip()]
    return questions.finished(Container(*displays, *actions, accent_colour=colour))


def _answers(shown: Shown, chosen: tuple[str, ...]) -> list[list[Button[LayoutView]]]:
    """Return the buttons to answer with."""
    item = shown.item
    if _is_typed(item) or item.kind is Kind.PAIRS:
        name = said.MATCH if item.kind is Kind.PAIRS else said.ANSWER
        return [[_button(name, shown.step(Act.WRITE), ButtonStyle.primary)]]
    if item.kind is not Kind.SEVERAL:
        return [
            [
                _button(
                    option_label(item, number),
                    shown.step(Act.ANSWER, [option.id]),
                    ButtonStyle.primary,
                )
                for number, option in enumerate(item.options)
            ]
        ]
    toggles = []
    for number, option in enumerate(item.options):
        others = tuple(one for one in chosen if one != option.id)
        after = others if option.id in chosen else (*chosen, option.id)
        toggles.append(
            _button(
                option_label(item, number),
                shown.step(Act.CHOOSE, after[-len(item.keys) :]),
                ButtonStyle.primary if option.id in chosen else ButtonStyle.secondary,
            )
        )
    submit = _button(said.SUBMIT, shown.step(Act.ANSWER, chosen), ButtonStyle.success)
    submit.disabled = len(chosen) != len(item.keys)
    return [toggles, [submit]]


def _judgement(item: Item, found: Grade, chosen: tuple[str, ...]) -> list[str]:
    lines = []
    if chosen:
        mine = [_named(item, option) for option in chosen_of(item, marks(chosen))]
        lines.append(said.your_answer(", ".join(mine)))
    if item.kind is Kind.PAIRS:
        pairs = zip(item.options, item.partners, strict=False)
        right = [
            f"- {fit(one.text, 80, links=False)}: {fit(other, OPTION_ROOM)}" for one, other in pairs
        ]
        return [found.reason.value, *right]
    if found.verdict is Verdict.RIGHT:
        return [*lines, f"**{found.reason.value}**"]
    keys = [_named(item, key) for key in item.keys] or [fit(text, 400) for text in found.right]
    lines += [f"**{found.reason.value}**", said.right_answer(", ".join(keys), len(keys))]
    lines += [small(_why(option, OPTION_ROOM)) for option in found.mistakes if option.why]
    return lines


def _why(option: Option, room: int) -> str:
    """Return what the notes say about an option, its name before it unless they begin with it."""
    told = questions.why_not(option)
    why = fit(told, room, links=False)
    name = words(option.text)
    begun = words(told)[: len(name) + _BEFORE_NAME]
    if " ".join(name) in " ".join(begun):
        return why
    return f"**{fit(option.text, _NAME_ROOM, links=False)}:** {why}"


def _named(item: Item, option_id: str) -> str:
    number = next((at for at, one in enumerate(item.options) if one.id == option_id), None)
    if number is None:
        return ""
    text = fit(item.options[number].text, OPTION_ROOM, links=False)
    return text if item.kind is Kind.TRUTH else f"**{LETTERS[number]}** {text}"


def _after(shown: Shown, kept: Kept) -> list[str]:
    """Return what becomes of the question."""
    lines = [said.ALREADY_ANSWERED] if kept.first is not None else []
    if kept.leech:
        lines.append(said.LEECH.format(count=kept.leech))
    elif kept.due is not None and isinstance(shown.where, Run):
        lines.append(said.COMES_BACK)
    elif kept.due is not None:
        lines.append(said.again(format_dt(kept.due, "D")))
    return [small(" ".join(lines))] if lines else []


def _next(where: Where) -> Where:
    return where.onward() if isinstance(where, Run) else Review()


def _about(shown: Shown) -> str:
    topic = fit(shown.item.topic, 60, links=False)
    return f"{shown.head} · {topic}" if topic else shown.head


def _is_typed(item: Item) -> bool:
    return not item.options


def small(text: str) -> str:
    """Return a line of small print."""
    return "-# " + text.replace("\n", " ")


def _button(
    name: str, press: Press, style: ButtonStyle = ButtonStyle.secondary
) -> Button[LayoutView]:
    return Button(label=label(name, _LABEL_ROOM), custom_id=write(press), style=style)
