"""Leaderboards and statistics as messages, and the buttons of who wants to be on a board."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from discord.ui import Button, DynamicItem
from discord.utils import format_dt

from bot import failures
from bot import words_practice as said
from bot.lasting import services_of
from bot.practice_view import card, small, topic_line
from knowledge.quiz.standings import Board

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    import discord
    from discord.ui import LayoutView

    from bot.render import Look
    from bot.scoring import Mine
    from knowledge.quiz.standings import Period, Standing

SHOWN = 10
_TOPICS_SHOWN = 8
_CHANNELS_SHOWN = 15
_NOON = datetime.time(12, tzinfo=datetime.UTC)
"""A day that Discord shows in zones from -12 to +11 hours is the same in all of them then."""


class Membership(DynamicItem[Button[Any]], template=r"pb:(?P<wish>in|out)"):
    """Takes whoever presses it off the leaderboards of the server, or puts them back."""

    def __init__(self, wish: str) -> None:
        self.wish = wish
        name = said.COUNT_ME_IN if wish == "in" else said.LEAVE_ME_OUT
        super().__init__(Button(label=name, custom_id=f"pb:{wish}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the wish."""
        return cls(match["wish"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Keep the wish, and say so in private."""
        async with failures.told(
            "a wish about leaderboards", lambda text: failures.privately(interaction, text)
        ):
            services, guild = services_of(interaction), interaction.guild_id
            if guild is None:
                return
            people = services.memory.people
            if self.wish == "out":
                await people.opt_out(interaction.user.id, guild, services.clock())
            else:
                await people.opt_in(interaction.user.id, guild)
            told = said.LEFT_OUT if self.wish == "out" else said.COUNTED_IN
            await failures.privately(interaction, told)


BUTTONS = (Membership,)


def leaderboard(rows: Sequence[Standing], board: Board, period: Period, look: Look) -> LayoutView:
    """Return who stands where; people are mentioned, which tells nobody."""
    lines = [f"**{row.rank}**\u2002<@{row.user}> {_score(row, board)}" for row in rows[:SHOWN]]
    rules = said.BOARD_RULES if board is Board.POINTS else said.ACCURACY_RULES
    texts = [
        f"### {said.LEADERBOARD[period]}: {said.BOARDS[board]}",
        "\n".join(lines) or said.NOBODY_YET,
        small(rules),
    ]
    return card(look.accent, texts, [[Membership("out").item, Membership("in").item]])


@dataclass(frozen=True, slots=True)
class Supply:
    """For how many days a channel has questions."""

    channel: int
    days: int


def statistics(found: Mine, supplies: Sequence[Supply] | None, look: Look) -> LayoutView:
    """Return how a person does, and what the server's channels have; None outside a server."""
    lines = [said.streak(found.streak, found.zone)]
    lines += [said.share_right(found.right, found.answered)] if found.answered else []
    lines.append(said.review_today(found.due, found.new))
    if found.exam is not None:
        lines.append(said.exam_on(format_dt(datetime.datetime.combine(found.exam, _NOON), "D")))
    if (last := found.last_exam) is not None:
        lines.append(said.last_exam(last.right, last.asked, last.estimate))
    topics = "\n".join(
        topic_line(one.topic, one.right, one.answered) for one in found.topics[:_TOPICS_SHOWN]
    )
    texts = [f"### {said.YOURS}", "\n".join(lines), topics or said.NO_ANSWERS]
    if supplies is not None:
        shown = [said.supply(f"<#{one.channel}>", one.days) for one in supplies[:_CHANNELS_SHOWN]]
        texts += [f"### {said.THIS_SERVER}", "\n".join(shown) or said.NO_SCHEDULES]
    return card(look.accent, texts, [])


def _score(row: Standing, board: Board) -> str:
    if board is Board.ACCURACY:
        return said.on_accuracy(row.right, row.answered, int(100 * row.lower))
    return said.on_board(f"{row.points:g}", row.right, row.answered)
