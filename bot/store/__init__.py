"""All remembered state: `await Store.open(folder, url)`, then a subject and what it does.

No SQL stands outside this package. Records are in `records.py`; moments have their zone; a method
returns after the database has committed.

`store.servers`
    settings, set_settings, mark_left, mark_joined; channel, set_channel, channels; schedule,
    set_schedule, schedules, pause, resume, remove_schedule; tell_once, mended
`store.posts`
    claim, skip, begin_attempt, confirm, fail, give_up, mark_deleted; close, confirm_reveal; get,
    of_day, unsettled, open_in, history, due_reveals
`store.answers`
    record_first, mark_assisted; of, of_post, of_user, distribution, tallies,
    for_standings; regrade, void
`store.items`
    statistics; flag, flagged, clear_flags; reattach, reattached
`store.learning`
    record_practice, practice_of; put_card, card, cards_of, due, reviewed_since; learner,
    set_learner
`store.exams`
    start, get, open_of, of_user, answer, finish, abandon
`store.questions`
    keep, open_in, tell_me, waited_for, told, settle, stop_keeping
`store.people`
    export_user, delete_user; opt_out, opt_in, opted_out; replay (on opening)
`store`
    purge (once a day), forget_server, aclose
"""

from bot.store.errors import StoreError, StoreUnavailableError
from bot.store.store import Store

__all__ = ["Store", "StoreError", "StoreUnavailableError"]
