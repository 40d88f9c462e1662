"""Every sentence that a person in Discord reads, kept together so that they sound alike.

Sentence case, no exclamation marks, no "I"; each says what happened and what can be done next.
"""

from __future__ import annotations

NOT_COVERED = "The notes do not cover this."
DISAGREE = "**The notes disagree.** The newest comes first."
UNDATED = "undated"
CLOSEST_TOPICS = "Closest topics"
DID_YOU_MEAN = "Did you mean"
PASSAGE_CHANGED = "That passage has changed since; ask again."
THANKS = {
    "up": "Noted as helpful. No name is kept with it.",
    "down": "Noted as not helpful. No name is kept with it.",
}
NOT_SAVED = "Your vote could not be saved this time; the answer is not affected."
COMMANDS_CHANGED = "The commands have changed since; try again in a minute."
NOT_ALLOWED = "That command cannot be used here."

WHOLE_PASSAGE = "Whole passage"
WHOLE_PASSAGES = "Whole passages"
NEXT_PAGE = "Next"
PREVIOUS_PAGE = "Back"
HELPFUL = "👍"
NOT_HELPFUL = "👎"

HELP = (
    "Ask a question about the notes. The answer is in their own words, with the place they stand.\n"
    "- mention {bot} with the question, or reply to one of its messages\n"
    "- `/ask` asks too, and can answer you alone\n"
    "- `/lookup` finds a term while you type"
)

ASK_DESCRIPTION = "Ask the notes a question"
ASK_QUESTION = "Your question, in your own words"
ASK_PRIVATE = "Show the answer to you alone"
WHY_DESCRIPTION = "Say why a question was answered as it was"
LOOKUP_DESCRIPTION = "Look up a term of the notes"
LOOKUP_TERM = "The term; completions forgive a typo"
LOOKUP_PRIVATE = "Show the entry to you alone"


def more_passages(count: int) -> str:
    """Name the button that shows the passages after the first."""
    return "1 more passage" if count == 1 else f"{count} more passages"


def left_out(count: int) -> str:
    """Say how many things stay behind the button."""
    return f"… {count} more"


def lines(first: int, last: int) -> str:
    """Name the lines of a place."""
    return f"line\u00a0{first}" if first == last else f"lines\u00a0{first}–{last}"  # noqa: RUF001


def missing(words: str) -> str:
    """Name the words that no note holds; `words` is safe to send."""
    return f"Not in the notes: {words}"


def page(number: int, count: int) -> str:
    """Name the page shown."""
    return f"page {number} of {count}"


def failed(code: str) -> str:
    """Own up to a mistake of ours, with the code that the log line carries too."""
    return f"Something went wrong on our side; nothing was lost. It has been logged as {code}."
