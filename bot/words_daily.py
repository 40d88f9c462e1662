"""Every sentence of the daily questions: the post, its receipts, its reveal, and its settings.

Sentence case, no exclamation marks, no "I". Moments are Discord timestamps: each reader sees them
in their own zone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY, WORKDAYS, WEEKEND = "every day", "Monday to Friday", "Saturday and Sunday"
ALL_TOPICS = "all"

SUBMIT = "Submit"
WHY = "Why?"
FLAG = "Flag"
PRACTISE = "Practise more"
FLAG_REASONS = {
    "key": "The key is wrong",
    "several": "More than one is right",
    "unclear": "It is unclear",
    "other": "Something else",
}
"""Code of a reason -> its button."""
FLAG_ASKED = "What is wrong with this question? The authors of the notes see it without your name."
FLAGGED = "Noted for the authors of the notes."
FLAGGED_BEFORE = "You have flagged this question already; it stands."

UNKNOWN = "This question is not known here any more; the next one is."
NOT_THIS_WAY = "That is not an answer to this question; press one of its letters."
RIGHT = "**Right.**"
WRONG = "**Not right.**"
THE_KEY = "the answer"
NOT_DECIDED = "The notes give the key without a sentence that supports it."
ASSISTED = (
    "It gives no points, as you asked the notes about it while it was open. It counts for your "
    "streak."
)
PRACTICE = "The question is closed, so this was practice."
NO_ANSWER_OF_YOURS = "You did not answer this question while it was open."
NOT_PERMITTED_YET = "Why is told at the reveal, when everybody has had the chance to answer."


def heading(
    number: int, topic: str, closes: datetime.datetime | None, *, late: bool, is_open: bool
) -> str:
    """Return the first line of a post; `number` is 0 for a test, `topic` is safe to send."""
    parts = [f"Daily question {number}" if number else "Daily question", topic]
    if is_open:
        parts.append(f"closes {_when(closes, 'R')}" if closes else "closes with the next question")
    if late:
        parts.append("posted late")
    return " · ".join(part for part in parts if part)


def how_many(count: int) -> str:
    """Say how many options are right, for an item whose reader may have missed it."""
    return f"Choose {count}, then submit. Press any letter to begin."


def choosing(chosen: Sequence[str], count: int) -> str:
    """Say what is chosen so far."""
    so_far = ", ".join(chosen) or "nothing yet"
    return f"Chosen: {so_far}. Choose {count}, then submit; nobody else sees this."


def counted(letters: str, closes: datetime.datetime | None) -> str:
    """Acknowledge a first answer."""
    shown = f"{_when(closes, 'R')}" if closes else "with the next question"
    return f"Your answer: {letters}. The key is shown {shown}."


def counted_at_once(letters: str) -> str:
    """Acknowledge a first answer where right or wrong follows."""
    return f"Your answer: {letters}."


def repeated(letters: str) -> str:
    """Say that an earlier answer stands."""
    return f"Your first answer, {letters}, counts."


def repeated_otherwise(letters: str, now: str) -> str:
    """Say that an earlier answer stands, and that another one was practice."""
    return f"Your first answer, {letters}, counts; {now} is kept as practice, for you alone."


def revealed(answered: int, right: int) -> str:
    """Say how many answered, under a revealed question."""
    if not answered:
        return "Nobody answered."
    return f"{answered} answered, {right} right"


def next_question(at: datetime.datetime) -> str:
    """Say when the next question comes."""
    return f"Next question {_when(at, 'R')}"


def your_answer(letters: str, *, right: bool) -> str:
    """Recall a person's first answer after the reveal."""
    return f"Your answer: {letters}, {'right' if right else 'not right'}."


def the_key(options: str) -> str:
    """Name the right options; `options` is safe to send."""
    return f"The answer: {options}"


def not_right(letter: str, why: str) -> str:
    """Say why an option is wrong; `why` is safe to send."""
    return f"**{letter}** is not it: {why}"


# What an owner reads

GROUP = "The daily question of a channel"
SET = "Set when this or another channel gets its daily question; what you leave out stays"
SHOW = "Show what is set, when the next questions come, and how long the questions last"
PAUSE = "Stop the daily questions of a channel for a while"
RESUME = "Start paused daily questions again"
TEST = "Show how a question would look, and look for missing permissions"
REMOVE = "Remove the daily questions of a channel; what was posted stays"
O_TIME = "Local time, such as 9:00 or 18:30"
O_ZONE = "Time zone: begin to type a city; a typo is forgiven"
O_CHANNEL = "The channel; this one if left out"
O_DAYS = "Days: every day, mon-fri, or such as mon, wed, fri"
O_TOPICS = "Topics, with commas between; all topics if left out, or `all`"
O_ROLE = "The only role that a post may mention"
O_NO_ROLE = "Mention no role any more"
O_REVEAL = "When the key is shown"
O_AT_ONCE = "Tell each person right or wrong at once, instead of at the reveal"
O_POST = "Post it to the channel, marked as a test, instead of showing it to you alone"
TEST_MARK = "A test: nothing is counted, and the buttons do nothing."

REVEALS: dict[str, int | None] = {
    "after 1 hour": 1,
    "after 3 hours": 3,
    "after 6 hours": 6,
    "after 12 hours": 12,
    "after 24 hours": 24,
    "after 2 days": 48,
    "with the next question": None,
}
"""Choices for the time of the reveal, in hours; None for the next post."""

NOT_A_TIME = "That is not a time of day. Write it as 9:00 or 18:30."
NOT_DAYS = "Those are not days of the week. Write every day, mon-fri, or such as mon, wed, fri."
NOT_A_ZONE = "That time zone is not known. Begin to type a city and choose one that is offered."
NOT_A_REVEAL = "That is no time for the key. Choose one that is offered."
TIME_NEEDED = "A time is needed the first time, such as `time: 9:00`. Nothing was saved."
NOT_EVERYONE = (
    "Everybody cannot be mentioned, only a role that people can leave. Nothing was saved."
)
NO_QUESTIONS = "The notes give no question that can be asked with letters yet. Nothing was saved."
NOTHING_SET = "No channel gets daily questions yet. `/daily set` starts them."


def nothing_set(channel: int) -> str:
    """Say that a channel has no schedule."""
    return f"<#{channel}> gets no daily questions. `/daily set` starts them."


def not_topics(names: Sequence[str], nearest: Sequence[str]) -> str:
    """Say that topics have no question; the names are safe to send."""
    near = f" There are questions on {', '.join(nearest)}." if nearest else ""
    return f"No question is on {', '.join(names)}.{near} Nothing was saved."


def missing_permissions(channel: int, names: Sequence[str]) -> str:
    """Say which permissions are missing in a channel."""
    quoted = ", ".join(f"“{name}”" for name in names)
    noun = "permission" if len(names) == 1 else "permissions"
    return (
        f"Missing in <#{channel}>: {noun} {quoted}. Give it to the bot's role, then set it again."
    )


def saved(channel: int, at: datetime.datetime | None) -> str:
    """Confirm a schedule."""
    first = f" The next question comes {_when(at, 'F')}, {_when(at, 'R')}." if at else ""
    return f"Saved for <#{channel}>.{first}"


def schedule(local: datetime.time, zone: str, days: Collection[int]) -> str:
    """Say when questions come."""
    return f"{local:%H:%M} {zone}, {weekdays(days)}"


def weekdays(days: Collection[int]) -> str:
    """Name days of the week."""
    known = {
        frozenset(range(7)): EVERY_DAY,
        frozenset(range(5)): WORKDAYS,
        frozenset({5, 6}): WEEKEND,
    }
    found = known.get(frozenset(days))
    return found or ", ".join(WEEKDAYS[day] for day in sorted(days))


def reveal(hours: int | None) -> str:
    """Say when the key is shown."""
    if hours is None:
        return "key with the next question"
    return f"key after {hours} hour{'' if hours == 1 else 's'}"


def supply(days: int) -> str:
    """Say how long the questions last before they begin again."""
    if not days:
        return "All questions were asked; the next begin a new round."
    return f"{days} question{'' if days == 1 else 's'} left before the round begins again"


def next_at(at: datetime.datetime) -> str:
    """Say when the next post is due."""
    return f"next {_when(at, 'F')}, {_when(at, 'R')}"


EVERY_TOPIC = "all topics"
AT_ONCE = "right or wrong is told at once"
NO_SUPPLY = "The notes give no question on these topics."


def more_channels(count: int) -> str:
    """Say that channels were left out."""
    return f"… and {count} more channel{'' if count == 1 else 's'}"


PAUSED = "paused; `/daily resume` starts it again"


def paused(channel: int) -> str:
    """Confirm a pause."""
    return f"Daily questions in <#{channel}> are paused. `/daily resume` starts them again."


def removed(channel: int) -> str:
    """Confirm a removal."""
    return (
        f"<#{channel}> gets no daily questions any more. What was posted stays, with its answers."
    )


def tested(channel: int) -> str:
    """Confirm a test post."""
    return f"A test was posted to <#{channel}>."


def trouble(kind: str, channel: int, server: str, missing: Sequence[str]) -> str:
    """Tell an owner, once, what is wrong with a channel and what to do; `server` is safe."""
    where = f"<#{channel}> of {server}"
    names = ", ".join(f"“{name}”" for name in missing)
    match kind:
        case "no-permission":
            lacking = f" (missing: {names})" if names else ""
            return (
                f"The daily question could not be posted to {where}{lacking}. Give the bot's role "
                "what is missing; the next question is tried at its time. `/daily test` looks "
                "again."
            )
        case "channel-gone":
            return (
                f"The channel of a daily question in {server} is gone. Its questions are paused: "
                "`/daily set` starts them in another channel."
            )
        case "no-questions":
            return (
                f"There is no question for {where}: the notes, or the topics that are set, give "
                "none. It is posted as soon as there is one."
            )
        case "no-history":
            return (
                f"Whether the daily question reached {where} cannot be seen. Give the bot's role "
                "“Read Message History”; until then it is not sent again, lest it comes twice."
            )
        case "unclear":
            return (
                f"Discord did not say whether the daily question reached {where}. It is looked for "
                "again within the hour, and posted if it is not there."
            )
        case _:
            return (
                f"Discord refused the daily question for {where}. The next one is tried at its "
                "time; the log has the reason."
            )


def _when(at: datetime.datetime, style: str) -> str:
    return f"<t:{int(at.timestamp())}:{style}>"
