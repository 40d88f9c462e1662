"""Every sentence that people read in quizzes, reviews, exams, standings and statistics.

Sentence case, no exclamation marks, no "I"; each says what happened and what can be done next.
"""

from __future__ import annotations

QUIZ_DESCRIPTION = "Practise with questions from the notes"
QUIZ_TOPIC = "What to practise; completions forgive a typo"
QUIZ_SIZE = "How many questions, 1 to 20"
QUIZ_KIND = "Only questions of one kind"
QUIZ_PRIVATE = "Show it to you alone (unless you choose False)"
REVIEW_DESCRIPTION = "Review what is due today, in private"
REVIEW_NEW = "New questions a day from now on, 0 to 50"
REVIEW_LIMIT = "Reviews a day from now on, 1 to 200"

NO_QUESTIONS = "The notes have no question on that. Try another topic, or leave the topic out."
NO_QUESTIONS_HERE = "The notes have no question on that. `/quiz` offers what they have."
NO_SUCH_TOPIC = "The notes have no topic of that name. Choose one of those offered while you type."
NOT_YOURS = "This quiz is somebody else's. `/quiz` starts one of your own."
ITEM_GONE = "The notes have changed, and this question with them. Go on with the next."
NOT_AN_ANSWER = "That names no answer to this question. Write it as the question says."
ALREADY_ANSWERED = "Answered before; the first answer here counts."

ANSWER = "Answer"
MATCH = "Match"
SUBMIT = "Submit"
LEAVE_OUT = "Leave it out"
NEXT = "Next"
EXPLAIN = "Explain"
SHOW_NOTE = "Show the note"
FLAG = "Flag"
WAS_RIGHT = "I was right"
WAS_WRONG = "I was wrong"
WAS_EASY = "That was easy"
ONLY_MISSED = "Only the missed ones"
QUIZ_ME = "Quiz me on this"
TAKE_UP = "Ask about them again"

MODAL_TITLE = "Your answer"
TYPED_LABEL = "In words; for pairs like A2 B1"

READ_AGAIN = "Read again"
NOTHING_MORE = "The notes say no more about this than was shown."
FLAGGED = "Noted for the authors of the notes. No words of yours are kept with it."
FLAGGED_BEFORE = "You have flagged this question before; the authors have it."
OVERRIDDEN = "Noted for the authors: your answer should count as right. The grade here stays."
COMES_BACK = "It comes back in `/review`."

NOTHING_DUE = "Nothing is due today."
NOTHING_TO_REVIEW = "There is nothing to review yet: the notes have no questions to ask."
LIMIT_REACHED = "That is all for today; what waits comes tomorrow."
LEECH = "This was forgotten {count} times and is put aside now. Reading helps more than asking:"
PUT_ASIDE = "Put aside because they were forgotten often"
EASIER = "It comes later then."

EXAM_DESCRIPTION = "Practice exams against the clock"
EXAM_START = "Sit a practice exam, in private; one that is running goes on"
EXAM_BLUEPRINT = "An exam that the notes describe; all topics without it"
EXAM_LENGTH = "How many questions; a shorter exam has less time in proportion"
EXAM_DATE = "Tell the day of the real exam: reviews are packed before it"
EXAM_WHEN = "The day as 2026-12-31; leave it out to forget the day"
NO_SUCH_EXAM = "The notes describe no exam of that name. Leave it out for one on all topics."
NO_EXAM = "The notes have no question for an exam: it takes questions with options."
NOT_YOUR_EXAM = "This exam is somebody else's. `/exam start` begins one of your own."
EXAM_GONE = "This exam is not kept any more. `/exam start` begins another."
TIME_OVER = "The time is over. What was answered before counts."
BACK = "Back"
FLAG_EXAM = "Flag"
UNFLAG = "Take the flag away"
LOOK_OVER = "Finish"
END_NOW = "End the exam"
FIRST_OPEN = "First open one"
FIRST_FLAGGED = "First flagged one"
GO_BACK = "Back to the questions"
WHAT_WAS_MISSED = "What was missed"
TO_RESULT = "Result"
NOTHING_CHOSEN = "Nothing was chosen."
OTHER_TOPICS = "Others"
OPEN = "Open"
FLAGGED_ONES = "Flagged"
BAD_DATE = "That is no day. Write it as 2026-12-31."
PAST_DATE = "That day is not ahead. Write one from tomorrow on."
DATE_FORGOTTEN = "The day of the exam is forgotten; reviews come when they are due."

LEADERBOARD_DESCRIPTION = "Who answers the daily questions best; speed counts for nothing"
LEADERBOARD_PERIOD = "Since when answers count"
LEADERBOARD_BOARD = "Points, or accuracy from 10 answers on"
LEADERBOARD = {"week": "This week", "month": "This month", "all": "Of all time"}
BOARDS = {"points": "points", "accuracy": "accuracy"}
BOARD_RULES = (
    "First answers to daily questions. A right one is a point, of several answers a part; "
    "true or false gives none, nor does an answer that was looked up. Speed counts for nothing."
)
ACCURACY_RULES = (
    "By the share of right answers that is sure with so few of them; from 10 answers on."
)
NOBODY_YET = "Nobody is on this board yet. The daily questions fill it."
LEAVE_ME_OUT = "Leave me out"
COUNT_ME_IN = "Count me in"
LEFT_OUT = "You are on no leaderboard of this server any more. Your answers are kept for yourself."
COUNTED_IN = "You are on the leaderboards of this server, with all your answers so far."
STATS_DESCRIPTION = "How you are doing, shown to you alone"
STATS_ZONE = "Your time zone from now on, such as Europe/Berlin: when your days begin"
NO_SUCH_ZONE = "There is no such time zone. Choose one of those offered while you type."
YOURS = "You"
THIS_SERVER = "This server"
NO_ANSWERS = "No answers yet. `/quiz`, `/review` and the daily questions fill this."
NO_SCHEDULES = "No channel has daily questions. `/daily set` starts them."


def progress(number: int, total: int, right: int) -> str:
    """Say how far a quiz has come."""
    return f"{number} of {total} · {right} right"


def finished(right: int, total: int) -> str:
    """Say how a quiz went."""
    return f"{right} of {total} right"


def due(count: int, minutes: int) -> str:
    """Say how much there is to review."""
    about = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{count} due · about {about}"


def waiting(count: int) -> str:
    """Say how much is due, but over today's limit."""
    return f"{count} more wait for tomorrow"


def next_due(moment: str) -> str:
    """Say when there is something to review; `moment` is a timestamp of Discord's."""
    return f"Next: {moment}."


def again(moment: str) -> str:
    """Say when a question comes back; `moment` is a timestamp of Discord's."""
    return f"See you again {moment}."


def choose(count: int, letters: str) -> str:
    """Say how many options are to be chosen, and which are so far."""
    asks = f"Choose {count}, then press {SUBMIT}."
    return f"Chosen: {letters}. {asks}" if letters else asks


def share(right: int, answered: int) -> str:
    """Say how many of some answers were right."""
    return f"{right} of {answered}"


def your_answer(text: str) -> str:
    """Repeat what was chosen; `text` is safe to send."""
    return f"Your answer: {text}"


def right_answer(text: str, count: int) -> str:
    """Name what is right; `text` is safe to send."""
    return f"Right: {text}" if count == 1 else f"Right together: {text}"


def exam_head(number: int, total: int, deadline: str) -> str:
    """Say how far an exam is; `deadline` is a timestamp of Discord's."""
    return f"{number} of {total} · ends {deadline}"


def exam_ends(deadline: str) -> str:
    """Say when an exam ends; `deadline` is a timestamp of Discord's."""
    return f"The time ends {deadline}."


def missed_head(number: int, total: int) -> str:
    """Name a question of an exam that has ended."""
    return f"Question {number} of {total}"


def choose_so_many(count: int) -> str:
    """Say how many options are to be chosen in an exam."""
    return f"Choose {count}."


def chosen(letters: str) -> str:
    """Repeat what is chosen so far."""
    return f"Chosen: {letters}"


def overview(answered: int, total: int) -> str:
    """Say how many questions of an exam have an answer."""
    return f"{answered} of {total} answered"


def places(lead: str, numbers: str) -> str:
    """Name questions by their numbers."""
    return f"{lead}: {numbers}"


def exam_result(right: int, asked: int) -> str:
    """Say how an exam went."""
    return f"{right} of {asked} right"


def estimate(points: int, passing: int, *, passed: bool) -> str:
    """Say what a result is worth on the scale, and on which side of the line it is."""
    verdict = "over the pass line" if passed else "under the pass line"
    return f"about {points} of 1000, {verdict} of {passing}"


def on_trial(count: int) -> str:
    """Say that some questions did not count."""
    return (
        "1 question made by rule was tried out and not counted."
        if count == 1
        else f"{count} questions made by rule were tried out and not counted."
    )


def lacking(topic: str, count: int) -> str:
    """Say what the notes lack for an exam; `topic` is safe to send."""
    noun = "question" if count == 1 else "questions"
    return f"The notes lack {count} {noun} on {topic}."


def date_kept(moment: str, moved: int) -> str:
    """Say that the day of an exam is kept; `moment` is a timestamp of Discord's."""
    brought = (
        "Nothing was due after it."
        if not moved
        else f"{moved} that were due after it come before it now."
    )
    return f"The exam is {moment}. {brought}"


def on_board(points: str, right: int, answered: int) -> str:
    """Say what a person has on the board of points."""
    noun = "point" if points == "1" else "points"
    return f"{points} {noun} · {right} of {answered} right"


def on_accuracy(right: int, answered: int, sure: int) -> str:
    """Say what a person has on the board of accuracy; `sure` is in percent."""
    return f"{right} of {answered} right · surely over {sure} %"


def streak(days: int, zone: str) -> str:
    """Say how many days in a row were answered, rightly or not; `zone` is an IANA name."""
    shown = "1 day" if days == 1 else f"{days} days"
    return f"Streak: {shown} of daily questions answered (days in {zone})"


def share_right(right: int, answered: int) -> str:
    """Say how many of all answers were right."""
    return f"Right: {right} of {answered}"


def review_today(due_now: int, new: int) -> str:
    """Say what `/review` would ask today."""
    return f"`/review` today: {due_now} due, {new} new"


def exam_on(moment: str) -> str:
    """Name the day of the exam; `moment` is a timestamp of Discord's."""
    return f"Exam {moment}"


def last_exam(right: int, asked: int, points: int) -> str:
    """Say how the last practice exam went."""
    return f"Last practice exam: {right} of {asked} right, about {points} of 1000"


def supply(channel: str, days: int) -> str:
    """Say for how long the notes have daily questions; `channel` is a mention."""
    shown = "1 day" if days == 1 else f"{days} days"
    return f"{channel}: questions for {shown} before they come again"
