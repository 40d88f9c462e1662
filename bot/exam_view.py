"""A practice exam as messages: a question, what is open before the end, the result, the misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ButtonStyle
from discord.ui import Button
from discord.utils import format_dt

from bot import questions
from bot import words_practice as said
from bot.escape import fit, label
from bot.exam_presses import Act, Press, write
from bot.practice_presses import marks
from bot.practice_view import (
    RIGHT,
    WRONG,
    card,
    letters_of,
    option_label,
    small,
    stem_and_options,
    support,
    topic_line,
)
from bot.words import left_out
from knowledge.quiz.exam import ESTIMATE
from knowledge.quiz.items import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord.ui import LayoutView

    from bot.render import Look
    from bot.sitting import Sitting
    from knowledge.quiz.exam import Result

_TOPICS_SHOWN = 10
_PLACES_SHOWN = 30
_NAME_ROOM = 60
_LABEL_ROOM = 38


def question(sitting: Sitting, place: int, look: Look, notice: str = "") -> LayoutView:
    """Return a question of a running exam, with what is chosen so far."""
    item = sitting.paper.items[place]
    total = len(sitting.paper.items)
    chosen = sitting.chosen.get(place, ())
    flagged = place in sitting.flagged
    head = said.exam_head(place + 1, total, format_dt(sitting.run.deadline, "R"))
    texts = [small(f"{head} · {said.FLAGGED_ONES.lower()}" if flagged else head)]
    texts += [notice, stem_and_options(item)]
    if chosen:
        texts.append(small(said.chosen(letters_of(item, chosen))))
    elif item.kind is Kind.SEVERAL:
        texts.append(small(said.choose_so_many(len(item.keys))))
    moves = [
        _button(said.BACK, _press(sitting, Act.GO, place - 1), disabled=place == 0),
        _button(said.NEXT, _press(sitting, Act.GO, place + 1), disabled=place + 1 == total),
        _button(
            said.UNFLAG if flagged else said.FLAG_EXAM,
            _press(sitting, Act.UNFLAG if flagged else Act.FLAG, place),
        ),
        _button(said.LOOK_OVER, _press(sitting, Act.LOOK_OVER, place)),
    ]
    return card(look.accent, texts, [_options(sitting, place, chosen), moves])


def overview(sitting: Sitting, place: int, look: Look) -> LayoutView:
    """Return what is open and flagged, with the way to the end."""
    total = len(sitting.paper.items)
    texts = [f"### {said.overview(total - len(sitting.open), total)}"]
    rows = [[_button(said.END_NOW, _press(sitting, Act.DONE), ButtonStyle.danger)]]
    jumps = [_button(said.GO_BACK, _press(sitting, Act.GO, place))]
    for lead, name, places in (
        (said.OPEN, said.FIRST_OPEN, sitting.open),
        (said.FLAGGED_ONES, said.FIRST_FLAGGED, sitting.flagged),
    ):
        if places:
            texts.append(said.places(lead, _numbers(places)))
            if places[0] != place:
                jumps.append(_button(name, _press(sitting, Act.GO, places[0])))
    texts.append(small(said.exam_ends(format_dt(sitting.run.deadline, "R"))))
    once = list({button.custom_id: button for button in reversed(jumps)}.values())
    return card(look.accent, texts, [list(reversed(once)), *rows])


def outcome(sitting: Sitting, found: Result, notice: str = "") -> LayoutView:
    """Return how an exam went, by topic, and what that is worth."""
    passing = sitting.blueprint.passing
    name = fit(sitting.name, _NAME_ROOM, links=False)
    heading = said.exam_result(found.right, found.asked)
    texts = [
        notice,
        f"### {f'{name}: ' if name else ''}{heading}",
        f"**{said.estimate(found.estimate, passing, passed=found.passed)}**",
        "\n".join(_bars(found)),
        "\n".join(_small_print(sitting)),
    ]
    rows = []
    if sitting.missed:
        first = _press(sitting, Act.VIEW_MISSED, sitting.missed[0])
        rows.append([_button(said.WHAT_WAS_MISSED, first, ButtonStyle.primary)])
    return card(RIGHT if found.passed else WRONG, texts, rows)


def missed(sitting: Sitting, place: int, look: Look) -> LayoutView:
    """Return a question that was missed: what was chosen, what is right, and why."""
    item = sitting.paper.items[place]
    chosen = sitting.chosen.get(place, ())
    mine = said.your_answer(letters_of(item, chosen)) if chosen else said.NOTHING_CHOSEN
    right = said.right_answer(letters_of(item, item.keys), len(item.keys))
    texts = [
        small(said.missed_head(place + 1, len(sitting.paper.items))),
        stem_and_options(item),
        f"{mine}\n**{right}**",
        questions.whys(item),
        support(item, look),
    ]
    later = next((one for one in sitting.missed if one > place), None)
    tools = [_button(said.TO_RESULT, _press(sitting, Act.RESULT))]
    if later is not None:
        following = _press(sitting, Act.VIEW_MISSED, later)
        tools.insert(0, _button(said.NEXT, following, ButtonStyle.primary))
    return card(WRONG, texts, [tools])


def _options(sitting: Sitting, place: int, chosen: tuple[str, ...]) -> list[Button[LayoutView]]:
    item = sitting.paper.items[place]
    buttons = []
    for number, option in enumerate(item.options):
        if len(item.keys) > 1:
            others = tuple(one for one in chosen if one != option.id)
            after = others if option.id in chosen else (*chosen, option.id)[-len(item.keys) :]
        else:
            after = (option.id,)
        style = ButtonStyle.primary if option.id in chosen else ButtonStyle.secondary
        press = _press(sitting, Act.ANSWER, place, marks(after))
        buttons.append(_button(option_label(item, number), press, style))
    return buttons


def _bars(found: Result) -> list[str]:
    shown = found.topics[:_TOPICS_SHOWN]
    lines = [topic_line(one.topic, one.right, one.asked) for one in shown]
    left = len(found.topics) - len(shown)
    return [*lines, left_out(left)] if left else lines


def _small_print(sitting: Sitting) -> list[str]:
    lines = [small(ESTIMATE)]
    if sitting.paper.unscored:
        lines.append(small(said.on_trial(len(sitting.paper.unscored))))
    for topic, count in list(sitting.paper.missing.items())[:_TOPICS_SHOWN]:
        lines.append(small(said.lacking(fit(topic, _NAME_ROOM, links=False), count)))
    return lines


def _numbers(places: Sequence[int]) -> str:
    shown = ", ".join(str(place + 1) for place in places[:_PLACES_SHOWN])
    return f"{shown} …" if len(places) > _PLACES_SHOWN else shown


def _press(sitting: Sitting, act: Act, place: int = 0, chosen: tuple[str, ...] = ()) -> Press:
    return Press(act, sitting.run.id, max(0, place), chosen)


def _button(
    name: str,
    press: Press,
    style: ButtonStyle = ButtonStyle.secondary,
    *,
    disabled: bool = False,
) -> Button[LayoutView]:
    custom_id = write(press)
    return Button(
        label=label(name, _LABEL_ROOM), custom_id=custom_id, style=style, disabled=disabled
    )
