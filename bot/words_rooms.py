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
    """Say how many things are left out."""
    return f"… {count} more"


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


SETUP_DESCRIPTION = "Set Studyhall up in this server"
STATUS_DESCRIPTION = "How Studyhall is: notes, problems, next posts"
SETTINGS_DESCRIPTION = "See what is set in this server, or change one thing"
O_ZONE = "The server's zone, like Europe/Rome; completions forgive a typo"
O_NOTEBOOK = "Which notebook is read; with a channel, only there"
O_CHANNEL = "The channel that the notebook or the listening is for"
O_LISTENS = "Whether plain questions in the channel are answered"
O_KEEPS = "Whether questions that the notes do not cover are kept for authors"
O_MANAGER = "Members with this role see /gaps and /status"

SETUP_TITLE = "Setting up"
SETUP_SAVED = "Each choice is kept at once."
LISTENS_TITLE = "**Answers without a mention**\nPlain questions are answered in these channels."
LISTENS_BLIND = (
    "The bot may not read plain messages: its operator has to set `reads_messages` and turn the "
    "Message Content intent on. Until then mentions, replies and commands are answered."
)
DAILY_TITLE = "**Daily question**"
DAILY_SEVERAL = "Several channels have one; /daily changes each of them."
DAILY_NONE = "Choose a channel to begin; /daily has more to set."
MANAGER_TITLE = "**Authors**\nMembers with this role see /gaps and /status."
NOTEBOOK_TITLE = "**Notebook**"
ZONE_BUTTON = "Zone"
GAPS_ON_BUTTON = "Keep unanswered questions"
GAPS_OFF_BUTTON = "Keep no unanswered questions"
PICK_CHANNELS = "Channels"
PICK_CHANNEL = "Channel"
PICK_TIME = "Local time"
PICK_ROLE = "Role to mention"
PICK_MANAGER = "Role of authors"
ZONE_TITLE = "Zone of this server"
ZONE_LABEL = "A place, like Rome or America/New York"
NOT_A_ZONE = "No zone is called so. A city of the zone finds it, like Rome or New York."
NOT_A_NOTEBOOK = "There is no such notebook; the completions show those there are."
CHANNEL_NEEDED = "Name the channel that is to be listened in."
CANNOT_WRITE = "Nothing was changed: the bot may not see that channel or write in it."
NOTHING_SET = "Nothing was changed."
NEW, CHANGED, REMOVED = "new", "changed", "removed"
STATUS_TITLE = "Status"
ALL_WELL = "No problems."
NO_POSTS = "No daily question is scheduled; /setup or /daily set begins one."

PRIVACY_GROUP = "What is kept about you: see it, take it, delete it"
PRIVACY_SHOW = "What is kept about you"
PRIVACY_EXPORT = "Everything that is kept about you, as a JSON file"
PRIVACY_DELETE = "Delete everything that is kept about you, everywhere"
PRIVACY_NOTHING = "Nothing is kept about you."
PRIVACY_WHY = (
    "Kept are your id with your answers, practice, reviews, exams and choices, so that they count "
    "and can be gone on with. What you write is not kept, nor your name. First answers become "
    "sums without ids after 400 days; copies of the database are kept 30 days at most."
)
PRIVACY_FILE = "This is all that is kept about you."
PRIVACY_SURE = (
    "This deletes your answers, practice, reviews, exams, choices and everything else that is kept "
    "about you, in every server. It cannot be undone; /privacy export takes a copy first."
)
DELETE_BUTTON, KEEP_BUTTON = "Delete everything", "Keep it"
PRIVACY_KEPT = "Nothing was deleted."
TABLES = {
    "answer": "answers to daily questions",
    "assist": "questions asked while a daily question was open",
    "practice": "practice answers",
    "card": "review cards",
    "learner": "settings for reviews",
    "exam": "practice exams",
    "exam_answer": "answers in practice exams",
    "flag": "flags on questions",
    "opt_out": "choices to stay out",
    "waiting": "answers waited for",
    "asker": "marks at unanswered questions",
}
"""Table of the store -> what a person calls its rows; one that is missing is shown by its name."""


def zone_set(zone: str) -> str:
    """Name the server's zone."""
    return f"Zone: {zone}"


def next_post(at: datetime.datetime, channel: int) -> str:
    """Say when and where the next daily question comes."""
    moment = int(at.timestamp())
    return f"Next: <t:{moment}:F> (<t:{moment}:R>) in <#{channel}>"


def paused(channel: int) -> str:
    """Say that a schedule is paused."""
    return f"Paused in <#{channel}>; /daily resume goes on"


def notebook_here(name: str) -> str:
    """Name the notebook that is read; `name` is safe to send."""
    return f"Notebook: {name}"


def listening(channels: str) -> str:
    """Name the channels where plain questions are answered."""
    return (
        f"Plain questions are answered in {channels}" if channels else "No channel is listened in"
    )


def keeping(*, kept: bool) -> str:
    """Say whether unanswered questions are kept."""
    return "Unanswered questions: kept for authors" if kept else "Unanswered questions: not kept"


def managers(role: int | None) -> str:
    """Name the role of authors; nobody is pinged by it."""
    return f"Role of authors: <@&{role}>" if role is not None else "Role of authors: none"


def counted(notes: int, terms: int, questions: int) -> str:
    """Say how much there is in a notebook."""
    return f"{notes} notes, {terms} terms, {questions} questions ready to be asked"


def problems(count: int) -> str:
    """Introduce the problems of the notes."""
    return f"**{count} problem{'s' if count != 1 else ''} in the notes**"


def unanswered(count: int) -> str:
    """Say how many questions wait for the notes."""
    return f"{count} unanswered question{'s' if count != 1 else ''}; /gaps lists them"


def running(version: str, milliseconds: int | None) -> str:
    """Name the version and the way to Discord and back."""
    latency = "" if milliseconds is None else f", heartbeat {milliseconds} ms"
    return f"Studyhall {version}{latency}"


def rows(count: int, table: str) -> str:
    """Say how many rows of a kind are kept of a person."""
    return f"- {TABLES.get(table, table)}: {count}"


def deleted(count: int) -> str:
    """Acknowledge a deletion."""
    entries = "entry" if count == 1 else "entries"
    return f"Deleted: {count} {entries}. Restored copies of the database forget them too."


def notes_changed(notebook: str, added: int, changed: int, removed: int) -> str:
    """Say how many notes of a notebook changed; `notebook` is safe to send."""
    parts = ((added, NEW), (changed, CHANGED), (removed, REMOVED))
    said = ", ".join(f"{count} {what}" for count, what in parts if count)
    return f"**Notes of {notebook}**: {said or 'no words changed'}"
