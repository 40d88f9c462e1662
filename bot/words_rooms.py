"""Every sentence of the everyday commands, the owner's side and privacy.

Sentence case, no exclamation marks, no "I"; each says what happened and what can be done next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

DEFINE_DESCRIPTION = "What the notes say a term is"
COMPARE_DESCRIPTION = "Two terms side by side, from the notes"
TOPIC_DESCRIPTION = "Read all that the notes say about a topic"
NOTES_DESCRIPTION = "Browse the notes"
SEARCH_DESCRIPTION = "Find passages of the notes by their words"
TERM = "A term of the notes; completions forgive a typo"
FIRST_TERM = "The first term; completions forgive a typo"
SECOND_TERM = "The second term"
WORDS = "Words to look for"
PRIVATE = "Show it to you alone"
ANSWER_FROM_NOTES = "Answer this from the notes"
NO_WORDS = "That message has no words that can be read here. Ask with /ask instead."

NO_OPTION = "The notes do not speak for any of the options."
NO_OPTION_MORE = "Ask about one of the options by itself to see what the notes hold of it."
SETTLED = "The notes settle this."
NO_WITNESS = "The notes say nothing about it here."
ONLY_ONE = "What the notes give for one of them only:"
NOTHING_IN_COMMON = "The notes list no attribute for both; this is what they say of each."
NOTHING_FOUND = "Nothing was found. Fewer or other words may help."
ONE_TERM_TWICE = "Both names mean the same in the notes. Choose two different terms."

NOTE_LIST = "Notes"
NO_NOTES = "There are no notes here yet."
OPEN_NOTE = "Open a note"
NOTE_GONE = "That note is no longer there; /notes shows what is."
NEXT, BACK, ALL_NOTES = "Next", "Back", "All notes"

TELL_ME = "Tell me when they do"
WILL_TELL = (
    "You will get a direct message when a changed note answers this. Only for that, your id is "
    "kept with the question, for 30 days at most; /privacy shows it."
)
QUESTION_GONE = "That question is no longer kept. Ask it again, and the button will be there."

GAPS_DESCRIPTION = "Questions that the notes did not answer"
NO_GAPS = "No question of two or more people is waiting for an answer."
GAPS_OFF = (
    "Unanswered questions are not kept here. /settings can turn it on: then their words are kept "
    "for 30 days, without names."
)
GAPS_TITLE = "Not answered by the notes"
FOR_MANAGERS = "That is for members who may manage the server, or have the role set in /setup."
IN_SERVERS = "That works in a server only."


def best_supported(letter: str, option: str) -> str:
    """Name the option with the most support; `option` is safe to send."""
    return f"Best supported: {letter}. {option}"


def not_settled(letter: str) -> str:
    """Say that the best option is no more than that."""
    return f"The notes do not settle this; {letter} is only the closest."


def for_option(name: str) -> str:
    """Introduce what speaks for an option."""
    return f"For **{name}**"


def against_option(name: str) -> str:
    """Introduce what the notes say of an option that is not the best."""
    return f"Against **{name}**: the most the notes have for it"


def against(left: str, right: str) -> str:
    """Name two terms that are compared."""
    return f"{left} and {right}"


def more(count: int) -> str:
    """Say how many attributes are left out."""
    return f"… {count} more in the notes"


def searched(query: str) -> str:
    """Name what was searched; `query` is safe to send."""
    return f"Search: {query}"


def too_soon(seconds: int) -> str:
    """Say how long to wait before the next question."""
    unit = "second" if seconds == 1 else "seconds"
    return f"That was a lot of questions at once. Ask again in {seconds} {unit}."


def now_answered(question: str, server: str) -> str:
    """Introduce the answer that somebody waited for; both texts are safe to send."""
    where = f" in {server}" if server else ""
    return f"You asked{where}: “{question}”. A changed note answers it now:"


def gap(count: int, people: int) -> str:
    """Say how often a question was asked."""
    times = "once" if count == 1 else f"{count} times"
    return f"asked {times} by {people} people"


def nearest(titles: str) -> str:
    """Name the notes that came nearest."""
    return f"nearest: {titles}"


def page(number: int, count: int) -> str:
    """Name the page shown."""
    return f"page {number} of {count}"


def last_asked(at: datetime.datetime) -> str:
    """Say when a question was last asked."""
    return f"last <t:{int(at.timestamp())}:R>"
