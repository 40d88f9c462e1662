"""The nouns of the store: what goes in and comes out; all moments have their zone.

Ids of Discord are its integers. An item is known by the id of its `knowledge.quiz` value; where it
must outlive the note, its JSON is kept beside it.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

DAILY = "daily"
"""The slot of a channel's daily question; another slot is another post of the same day."""
STANDINGS = "standings"
"""What a person can opt out of: being named in standings."""
_EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What holds in a whole server."""

    guild: int
    zone: str = "UTC"
    """IANA name; what a channel's schedule starts from."""
    notebook: str = ""
    """Name of the folders of notes; empty for the first."""
    manager_role: int | None = None
    keeps_unanswered: bool = False
    """Whether questions that the notes do not cover are kept for their authors."""
    left_at: datetime.datetime | None = None
    """When the bot was removed; 30 days later everything of the server is purged."""


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """What holds in one channel."""

    guild: int
    channel: int
    notebook: str = ""
    """Empty for the server's."""
    listens: bool = False
    """Whether plain messages with a question mark are answered."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a channel gets its question of the day; one per channel and slot."""

    guild: int
    channel: int
    local_time: datetime.time
    """Without a zone; hour and minute."""
    zone: str
    """IANA name, one of `bot.schedule.ZONES`."""
    since: datetime.datetime
    """When it was set or last resumed: nothing that was due before is made up for."""
    slot: str = DAILY
    weekdays: frozenset[int] = _EVERY_DAY
    """Monday is 0."""
    topics: tuple[str, ...] = ()
    """Empty for all."""
    role: int | None = None
    """The only role that a post may mention."""
    reveal_after: int | None = 24
    """Hours; None for "with the next post"."""
    reveals_at_once: bool = False
    """Whether a first answer is told right or wrong before the reveal."""
    paused: bool = False
    notebook: str = ""


class PostState(StrEnum):
    """How far a post has come."""

    CLAIMED = "claimed"
    """It is to be in the channel; whether it is, only Discord knows."""
    POSTED = "posted"
    FAILED = "failed"
    """Discord refused it for good: no permission, no channel, a message it does not take."""
    SKIPPED = "skipped"
    """It was too late for it."""
    DELETED = "deleted"
    """It was posted, and deleted there before we heard of it."""


@dataclass(frozen=True, slots=True)
class PostKey:
    """What there is one post of."""

    guild: int
    channel: int
    local_date: datetime.date
    slot: str = DAILY

    @property
    def id(self) -> str:
        """24 capital letters and digits, the same in every process.

        It is the nonce that Discord knows a repeated send by (at most 25 characters), and stands in
        the buttons, by which the post is found again in the channel.
        """
        text = f"{self.guild}|{self.channel}|{self.local_date.isoformat()}|{self.slot}"
        return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode("ascii")[:24]


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as it is claimed: from then on every attempt sends the same question."""

    key: PostKey
    item_id: str
    item: Mapping[str, Any]
    """The item as JSON, so that the reveal works after its note is gone."""
    due_at: datetime.datetime
    zone: str
    zone_version: str = ""
    key_version: int = 1
    late: bool = False
    reveal_at: datetime.datetime | None = None
    """None for "with the next post"."""
    reveals_at_once: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One row per server, channel, local date and slot."""

    guild: int
    channel: int
    local_date: datetime.date
    slot: str
    id: str
    """`PostKey.id`: the nonce, and what the buttons carry."""
    number: int
    """Counted from 1 in the channel and slot; 0 for a day that was skipped."""
    item_id: str
    item: Mapping[str, Any]
    key_version: int
    text_hash: str
    """SHA-256 of the item's JSON, to see that a retry sends what was claimed."""
    state: PostState
    reason: str
    """Why it failed or was skipped."""
    message_id: int | None
    owner: str
    attempts: int
    """Sends begun; counted before each, so that 0 means that nothing can be in the channel."""
    attempted_at: datetime.datetime | None
    claimed_at: datetime.datetime
    due_at: datetime.datetime
    zone: str
    zone_version: str
    late: bool
    reveal_at: datetime.datetime | None
    reveals_at_once: bool
    closed_at: datetime.datetime | None
    """From then on no answer is a first one."""
    revealed_at: datetime.datetime | None

    @property
    def key(self) -> PostKey:
        """What it is the post of."""
        return PostKey(self.guild, self.channel, self.local_date, self.slot)

    @property
    def is_open(self) -> bool:
        """Whether first answers still count."""
        return self.state in {PostState.CLAIMED, PostState.POSTED} and self.closed_at is None


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of claiming a post."""

    post: Post
    fresh: bool
    """Whether this call made the row."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's first answer to a post: the one that counts."""

    post_id: str
    user_id: int
    guild: int
    channel: int
    item_id: str
    options: tuple[str, ...]
    """Ids of the options chosen."""
    right: bool
    assisted: bool
    """Whether the notes were asked about it while the post was open: no points."""
    void: bool
    """Whether the question was withdrawn: no points, no loss."""
    key_version: int
    at: datetime.datetime


class Receipt(StrEnum):
    """What became of a first answer."""

    COUNTED = "counted"
    REPEATED = "repeated"
    """There was one already; it stands."""
    CLOSED = "closed"
    """The post is revealed, or was never posted."""
    UNKNOWN = "unknown"
    """There is no such post."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A receipt with the answer that stands, if there is one."""

    receipt: Receipt
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Practice:
    """An attempt that counts for nobody but the person: quizzes, reviews, later answers."""

    user_id: int
    item_id: str
    right: bool
    at: datetime.datetime
    kind: str
    """`again`, `quiz`, `review`, `exam`."""
    guild: int | None = None
    concept: str = ""
    topic: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """First answers to one item, those of people who are gone or long ago among them."""

    item_id: str
    answers: int = 0
    right: int = 0
    by_option: Mapping[str, int] = field(default_factory=dict)
    """How often each option was chosen, by its id."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """An item that people called bad."""

    item_id: str
    people: int
    reasons: Mapping[str, int]
    last_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Card:
    """What a person is held to remember of one concept."""

    user_id: int
    concept: str
    state: Mapping[str, Any]
    """The scheduler's own JSON."""
    due: datetime.datetime
    made_at: datetime.datetime
    notebook: str = ""
    lapses: int = 0
    suspended: bool = False
    reviewed_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Learner:
    """How a person wants to review; QUIZ.md's limits unless they say otherwise."""

    user_id: int
    exam_date: datetime.date | None = None
    new_a_day: int = 10
    reviews_a_day: int = 40
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class ExamAnswer:
    """What stands at one position of a paper."""

    position: int
    """From 0."""
    options: tuple[str, ...]
    flagged: bool


@dataclass(frozen=True, slots=True)
class Exam:
    """One person's run through a paper."""

    id: int
    user_id: int
    guild: int | None
    notebook: str
    blueprint: str
    paper: tuple[str, ...]
    """Item ids, in the order of the paper."""
    items: Mapping[str, Any]
    """The items as JSON by id, so that a note's edit changes no running exam."""
    started_at: datetime.datetime
    deadline: datetime.datetime
    finished_at: datetime.datetime | None
    result: Mapping[str, Any] | None
    answers: tuple[ExamAnswer, ...]
    """By position; positions without one are missing."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the notes did not cover, as its askers' words fold together."""

    id: int
    guild: int
    folded: str
    text: str
    """One wording, scrubbed of mentions, ids and addresses."""
    nearest: tuple[str, ...]
    """Notes that came nearest."""
    asked: int
    askers: int
    """Different people, of whom no id is kept."""
    first_at: datetime.datetime
    last_at: datetime.datetime
    expires_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person who wants to be told when the notes cover a question."""

    unanswered_id: int
    user_id: int
    channel: int | None
    at: datetime.datetime
