"""The tables of everything that is remembered.

A column `user_id` holds a person's id and nothing else does: what `people.py` exports and deletes
is found by that name. Texts that people wrote are nowhere but in `unanswered`, where a server has
asked for it. `migrations/` makes these tables; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from bot.store.columns import Document, Instant, Number, Snowflake, Texts, Weekdays

SCHEMA = 1
"""Number of the newest migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

server = Table(
    "server",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", Text, nullable=False),
    Column("notebook", Text, nullable=False),
    Column("manager_role", Snowflake),
    Column("keeps_unanswered", Boolean, nullable=False),
    Column("left_at", Instant),
)

channel = Table(
    "channel",
    metadata,
    Column("guild", Snowflake, nullable=False, index=True),
    Column("channel", Snowflake, primary_key=True, autoincrement=False),
    Column("notebook", Text, nullable=False),
    Column("listens", Boolean, nullable=False),
)

notice = Table(
    "notice",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("channel", Snowflake, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("told_at", Instant, nullable=False),
)

schedule = Table(
    "schedule",
    metadata,
    Column("guild", Snowflake, nullable=False, index=True),
    Column("channel", Snowflake, primary_key=True, autoincrement=False),
    Column("slot", Text, primary_key=True),
    Column("local_time", Time, nullable=False),
    Column("zone", Text, nullable=False),
    Column("weekdays", Weekdays, nullable=False),
    Column("topics", Texts, nullable=False),
    Column("role", Snowflake),
    Column("reveal_after", Integer),
    Column("reveals_at_once", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("notebook", Text, nullable=False),
    Column("since", Instant, nullable=False),
)

post = Table(
    "post",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("channel", Snowflake, primary_key=True, autoincrement=False),
    Column("local_date", Date, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("item_id", Text, nullable=False, index=True),
    Column("item", Document, nullable=False),
    Column("key_version", Integer, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("message_id", Snowflake),
    Column("owner", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", Instant),
    Column("claimed_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("zone_version", Text, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("reveal_at", Instant),
    Column("reveals_at_once", Boolean, nullable=False),
    Column("closed_at", Instant),
    Column("revealed_at", Instant),
    UniqueConstraint("id"),
)

answer = Table(
    "answer",
    metadata,
    Column("post_id", ForeignKey("post.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild", Snowflake, nullable=False, index=True),
    Column("channel", Snowflake, nullable=False),
    Column("item_id", Text, nullable=False, index=True),
    Column("options", Texts, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("assisted", Boolean, nullable=False),
    Column("void", Boolean, nullable=False),
    Column("key_version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "user_id"),
    Index(None, "at"),
)

assist = Table(
    "assist",
    metadata,
    Column("post_id", ForeignKey("post.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Index(None, "user_id"),
)

practice = Table(
    "practice",
    metadata,
    Column("id", Number, primary_key=True),
    Column("user_id", Snowflake, nullable=False, index=True),
    Column("guild", Snowflake),
    Column("item_id", Text, nullable=False, index=True),
    Column("concept", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("options", Texts, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

card = Table(
    "card",
    metadata,
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("notebook", Text, primary_key=True),
    Column("concept", Text, primary_key=True),
    Column("state", Document, nullable=False),
    Column("due", Instant, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("reviewed_at", Instant),
    Index(None, "user_id", "due"),
)

learner = Table(
    "learner",
    metadata,
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("exam_date", Date),
    Column("new_a_day", Integer, nullable=False),
    Column("reviews_a_day", Integer, nullable=False),
    Column("zone", Text, nullable=False),
)

exam = Table(
    "exam",
    metadata,
    Column("id", Number, primary_key=True),
    Column("user_id", Snowflake, nullable=False, index=True),
    Column("guild", Snowflake),
    Column("notebook", Text, nullable=False),
    Column("blueprint", Text, nullable=False),
    Column("paper", Texts, nullable=False),
    Column("items", Document, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("deadline", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("result", Document),
)

exam_answer = Table(
    "exam_answer",
    metadata,
    Column("exam_id", ForeignKey("exam.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("options", Texts, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

item_total = Table(
    "item_total",
    metadata,
    Column("item_id", Text, primary_key=True),
    Column("answers", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("by_option", Document, nullable=False),
)

item_flag = Table(
    "item_flag",
    metadata,
    Column("item_id", Text, primary_key=True),
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild", Snowflake),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "user_id"),
)

reattached = Table(
    "reattached",
    metadata,
    Column("old_id", Text, primary_key=True),
    Column("new_id", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Number, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("folded", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("nearest", Texts, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    UniqueConstraint("guild", "folded"),
)

asker = Table(
    "asker",
    metadata,
    Column("unanswered_id", ForeignKey("unanswered.id", ondelete="CASCADE"), primary_key=True),
    Column("mark", Text, primary_key=True),
)

waiting = Table(
    "waiting",
    metadata,
    Column("unanswered_id", ForeignKey("unanswered.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("channel", Snowflake),
    Column("at", Instant, nullable=False),
    Index(None, "user_id"),
)

opt_out = Table(
    "opt_out",
    metadata,
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("what", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("deleted_at", Instant, primary_key=True),
)

tally = Table(
    "tally",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Number, nullable=False),
)
