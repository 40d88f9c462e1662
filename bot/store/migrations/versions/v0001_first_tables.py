"""The tables of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table."""
    _servers()
    _posts()
    _items()
    _learning()
    _questions()
    _rest()


def _servers() -> None:
    op.create_table(
        "server",
        sa.Column("guild", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("manager_role", sa.BigInteger),
        sa.Column("keeps_unanswered", sa.Boolean, nullable=False),
        sa.Column("left_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("guild", name="pk_server"),
    )
    op.create_table(
        "channel",
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("listens", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_channel"),
    )
    op.create_index("ix_channel_guild", "channel", ["guild"])
    op.create_table(
        "notice",
        sa.Column("guild", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("told_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild", "channel", "kind", name="pk_notice"),
    )
    op.create_table(
        "schedule",
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("local_time", sa.Time, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("weekdays", sa.Integer, nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("role", sa.BigInteger),
        sa.Column("reveal_after", sa.Integer),
        sa.Column("reveals_at_once", sa.Boolean, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("channel", "slot", name="pk_schedule"),
    )
    op.create_index("ix_schedule_guild", "schedule", ["guild"])


def _posts() -> None:
    op.create_table(
        "post",
        sa.Column("guild", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("key_version", sa.Integer, nullable=False),
        sa.Column("text_hash", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("attempted_at", sa.BigInteger),
        sa.Column("claimed_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("zone_version", sa.Text, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("reveal_at", sa.BigInteger),
        sa.Column("reveals_at_once", sa.Boolean, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("revealed_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("guild", "channel", "local_date", "slot", name="pk_post"),
        sa.UniqueConstraint("id", name="uq_post_id"),
    )
    op.create_index("ix_post_item_id", "post", ["item_id"])
    op.create_index("ix_post_state", "post", ["state"])
    op.create_table(
        "answer",
        sa.Column("post_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("assisted", sa.Boolean, nullable=False),
        sa.Column("void", sa.Boolean, nullable=False),
        sa.Column("key_version", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name="fk_answer_post_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "user_id", name="pk_answer"),
    )
    op.create_index("ix_answer_at", "answer", ["at"])
    op.create_index("ix_answer_guild", "answer", ["guild"])
    op.create_index("ix_answer_item_id", "answer", ["item_id"])
    op.create_index("ix_answer_user_id", "answer", ["user_id"])
    op.create_table(
        "assist",
        sa.Column("post_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name="fk_assist_post_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "user_id", name="pk_assist"),
    )
    op.create_index("ix_assist_user_id", "assist", ["user_id"])


def _items() -> None:
    op.create_table(
        "item_total",
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("by_option", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("item_id", name="pk_item_total"),
    )
    op.create_table(
        "item_flag",
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "user_id", name="pk_item_flag"),
    )
    op.create_index("ix_item_flag_user_id", "item_flag", ["user_id"])
    op.create_table(
        "reattached",
        sa.Column("old_id", sa.Text, nullable=False),
        sa.Column("new_id", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("old_id", name="pk_reattached"),
    )


def _learning() -> None:
    op.create_table(
        "practice",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("concept", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practice"),
    )
    op.create_index("ix_practice_at", "practice", ["at"])
    op.create_index("ix_practice_item_id", "practice", ["item_id"])
    op.create_index("ix_practice_user_id", "practice", ["user_id"])
    op.create_table(
        "card",
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("concept", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.Column("suspended", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("reviewed_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("user_id", "notebook", "concept", name="pk_card"),
    )
    op.create_index("ix_card_user_id_card_due", "card", ["user_id", "due"])
    op.create_table(
        "learner",
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("exam_date", sa.Date),
        sa.Column("new_a_day", sa.Integer, nullable=False),
        sa.Column("reviews_a_day", sa.Integer, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_learner"),
    )
    op.create_table(
        "exam",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("notebook", sa.Text, nullable=False),
        sa.Column("blueprint", sa.Text, nullable=False),
        sa.Column("paper", sa.Text, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("deadline", sa.BigInteger, nullable=False),
        sa.Column("finished_at", sa.BigInteger),
        sa.Column("result", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_exam"),
    )
    op.create_index("ix_exam_user_id", "exam", ["user_id"])
    op.create_table(
        "exam_answer",
        sa.Column("exam_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("flagged", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["exam_id"], ["exam.id"], name="fk_exam_answer_exam_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("exam_id", "position", name="pk_exam_answer"),
    )


def _questions() -> None:
    op.create_table(
        "unanswered",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("nearest", sa.Text, nullable=False),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("first_at", sa.BigInteger, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unanswered"),
        sa.UniqueConstraint("guild", "folded", name="uq_unanswered_guild_folded"),
    )
    op.create_index("ix_unanswered_expires_at", "unanswered", ["expires_at"])
    op.create_table(
        "asker",
        sa.Column("unanswered_id", NUMBER, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["unanswered_id"], ["unanswered.id"], name="fk_asker_unanswered_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unanswered_id", "mark", name="pk_asker"),
    )
    op.create_table(
        "waiting",
        sa.Column("unanswered_id", NUMBER, nullable=False),
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["unanswered_id"],
            ["unanswered.id"],
            name="fk_waiting_unanswered_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("unanswered_id", "user_id", name="pk_waiting"),
    )
    op.create_index("ix_waiting_user_id", "waiting", ["user_id"])


def _rest() -> None:
    op.create_table(
        "opt_out",
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "guild", "what", name="pk_opt_out"),
    )
    op.create_table(
        "tombstone",
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("deleted_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("mark", "deleted_at", name="pk_tombstone"),
    )
    op.create_table(
        "tally",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_tally"),
    )
    op.execute("INSERT INTO tally (name, value) VALUES ('writes', 0)")
