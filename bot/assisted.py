"""Asking the notes about an open daily question: it is answered, and the later answer is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import failures
from bot.questions import restored
from knowledge.quiz.identity import normalised_stem
from knowledge.spelling import likeness

if TYPE_CHECKING:
    from bot.services import Services

ALIKE = 80.0
"""From this likeness on, 0 to 100, a question is that of the day: it was copied, or nearly."""
SHARED = 0.8
"""From this share of the stem's words on it was copied with something around it."""
_FEWEST = 4
"""Words of a stem that are enough to be known again among others."""


async def note(services: Services, guild: int | None, user: int, asked: str) -> None:
    """Mark whoever asks nearly the words of an open daily question; in no server, of any.

    Call it before the answer is shown; an error is logged and keeps nobody from an answer.
    """
    with failures.logged("marking an assisted answer"):
        for post in await services.memory.posts.open_in(guild):
            if is_about(asked, restored(post.item).stem):
                await services.memory.answers.mark_assisted(post.id, user, services.clock())


def is_about(asked: str, stem: str) -> bool:
    """Tell whether what was asked is nearly the text of a question, or holds it."""
    one, other = normalised_stem(asked), normalised_stem(stem)
    if likeness(one, other, ALIKE):
        return True
    wanted = set(other.split())
    return len(wanted) >= _FEWEST and len(wanted & set(one.split())) >= SHARED * len(wanted)
