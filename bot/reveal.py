"""The reveal of a daily question: the key, what supports it, how the group chose, why others fail.

It is made of the post's own row and its answers, so that it works after the note is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ui import Button

from bot import practice_presses, questions, words_daily
from bot.daily_presses import Flag, Why, write
from knowledge.quiz.grade import Verdict

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from discord.ui import LayoutView

    from bot.render import Look
    from bot.store.records import Answer, Post
    from knowledge.quiz.grade import Grade
    from knowledge.quiz.items import Item

_STEM_ROOM = 700
_OPTIONS_ROOM = 900
_WHYS_ROOM = 600
_BAR = 10
"""Signs of a bar; one is a tenth of those who answered."""
_FULL, _EMPTY = "█", "░"


def revealed(
    post: Post,
    item: Item,
    answers: Sequence[Answer],
    look: Look,
    following: datetime.datetime | None = None,
    passage: str | None = None,
) -> LayoutView:
    """Return what the message of a post becomes.

    `following` is when the next question is due, `passage` the key of the passage to practise.
    """
    counted = [answer for answer in answers if not answer.void]
    right = sum(answer.right for answer in counted)
    chosen = {
        option.id: sum(option.id in answer.options for answer in counted) for option in item.options
    }
    above = questions.Head.of(post).line(item, is_open=False)
    below = [words_daily.revealed(len(counted), right)]
    if following is not None:
        below.append(words_daily.next_question(following))
    texts = [
        f"{above}\n{questions.stem(item, _STEM_ROOM)}",
        _distribution(item, chosen, len(counted)),
        "\n\n".join(filter(None, [questions.support(item, look), questions.explanation(item)])),
        questions.whys(item, _WHYS_ROOM),
        f"-# {' · '.join(below)}",
    ]
    buttons = [
        Button["LayoutView"](label=words_daily.WHY, custom_id=write(Why(post.id))),
        Button["LayoutView"](label=words_daily.FLAG, custom_id=write(Flag(post.id))),
    ]
    if passage is not None:
        draw = practice_presses.write(practice_presses.Draw(passage))
        buttons.append(Button["LayoutView"](label=words_daily.PRACTISE, custom_id=draw))
    return questions.card(questions.REVEAL_COLOUR, texts, buttons)


def _distribution(item: Item, chosen: Mapping[str, int], answered: int) -> str:
    """Return each option on a line, the key marked, under it how many chose it."""
    room = questions.each(_OPTIONS_ROOM, len(item.options))
    lines = []
    for letter, option in questions.lettered(item):
        text = questions.one_line(option.text, room)
        shown = f"**{letter}**\u2002{text}"
        if option.id in item.keys:
            shown = f"**{letter}\u2002{text}** · {words_daily.THE_KEY}"
        lines.append(shown)
        if answered:
            lines.append(f"`{bar(chosen[option.id], answered)}` {chosen[option.id]}")
    return "\n".join(lines)


def bar(part: int, whole: int) -> str:
    """Return a share as ten signs; one that is over nothing has one at least."""
    full = round(_BAR * part / whole) if whole else 0
    full = max(full, int(part > 0))
    return _FULL * full + _EMPTY * (_BAR - full)


def verdict(item: Item, found: Grade, look: Look, said: str) -> LayoutView:
    """Return to one person whether an answer is right, with the sentence of the notes."""
    right = found.verdict is Verdict.RIGHT
    above = words_daily.RIGHT if right else words_daily.WRONG
    mistakes = {option.id for option in found.mistakes}
    whys = [
        words_daily.not_right(
            letter, questions.one_line(questions.why_not(option), questions.QUOTE_ROOM)
        )
        for letter, option in questions.lettered(item)
        if option.id in mistakes and option.why
    ]
    key = "" if right else words_daily.the_key(_key(item))
    texts = [
        "\n".join(filter(None, [f"{said} {above}", key])),
        "\n\n".join(filter(None, [questions.support(item, look), questions.explanation(item)])),
        "\n".join(whys),
    ]
    colour = questions.REVEAL_COLOUR if right else questions.QUESTION_COLOUR
    return questions.card(colour, texts)


def why(item: Item, answer: Answer | None, look: Look) -> LayoutView:
    """Return to one person all that the notes say about a revealed question."""
    own = words_daily.NO_ANSWER_OF_YOURS
    if answer is not None:
        own = words_daily.your_answer(questions.letters(item, answer.options), right=answer.right)
        if answer.assisted:
            own += f" {words_daily.ASSISTED}"
    texts = [
        f"{own}\n{words_daily.the_key(_key(item))}",
        questions.support(item, look, 1000),
        questions.explanation(item, 900),
        questions.whys(item, 1200),
    ]
    return questions.card(questions.REVEAL_COLOUR, texts)


def _key(item: Item) -> str:
    """Return the right options with their letters, for one line."""
    right = [pair for pair in questions.lettered(item) if pair[1].id in item.keys]
    room = questions.each(300, len(right))
    return ", ".join(
        f"**{letter}** {questions.one_line(option.text, room)}" for letter, option in right
    )
