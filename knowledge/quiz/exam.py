"""A practice exam: a paper by an exam's blueprint, and its result by topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping  # noqa: TC003 - blueprints are decoded by these annotations
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from knowledge.quiz.blueprint import quotas, topic_of
from knowledge.quiz.choose import askable, concept_of
from knowledge.quiz.grade import Verdict, grade
from knowledge.quiz.items import Item, Origin
from knowledge.quiz.order import reordered, share

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from knowledge.quiz.items import Bank
    from knowledge.quiz.typed import Known

LOWEST: Final = 100
RANGE: Final = 900
"""Results are shown from 100 to 1000, as some exams do."""
ESTIMATE: Final = (
    "A practice estimate: 100 plus 900 times the share of right answers. "
    "The scale of the real exam is not public."
)


QUESTIONS: Final = 65
UNSCORED: Final = 15
MINUTES: Final = 90
PASSING: Final = 700
"""What preparation sites say of one cloud exam; every exam's makers publish their own."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What an exam is made of, as its makers or preparation sites describe it."""

    weights: Mapping[str, float] = field(default_factory=dict)
    """Topic -> its share, in any unit; empty: topics as they come."""
    questions: int = QUESTIONS
    unscored: int = UNSCORED
    """So many of them are made by rule, where there are such, and tried out: they do not count.
    At most a quarter of a paper; a shorter one has fewer in proportion."""
    minutes: int = MINUTES
    passing: int = PASSING
    """On the scale from 100 to 1000."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions of one practice exam."""

    items: tuple[Item, ...]
    """In the order to ask them, their options in the order to show."""
    unscored: frozenset[str]
    """Ids of those that do not count."""
    missing: Mapping[str, int]
    """Topic -> questions of its share that the notes do not have; other topics fill in."""


@dataclass(frozen=True, slots=True)
class TopicResult:
    """How a topic went."""

    topic: str
    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class Result:
    """How a practice exam went; partly right is not right, as in exams."""

    right: int
    asked: int
    """Questions that count; what was not answered is wrong."""
    estimate: int
    """100 to 1000, see `ESTIMATE`."""
    passed: bool
    topics: tuple[TopicResult, ...]
    """In the blueprint's order."""


def make_paper(
    bank: Bank,
    blueprint: Blueprint,
    day: datetime.date,
    seed: str,
    asked_before: Iterable[str] = (),
) -> Paper:
    """Return a paper, decided by the arguments alone; shorter where the bank is.

    Questions asked less often `before` (ids, once for each time) come first, and no concept comes
    twice while others are there.
    """
    times = Counter(asked_before)
    items = sorted(
        askable(bank),
        key=lambda item: (times[item.id], share(seed, day, item.id), item.id),
    )
    total = min(blueprint.questions, len(items))
    made = [item for item in items if item.origin is Origin.GENERATED]
    unscored = min(blueprint.unscored, blueprint.questions // 4)
    on_trial = made[: unscored * total // max(1, blueprint.questions)]
    by_topic: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item not in on_trial:
            by_topic[topic_of(item, blueprint.weights)].append(item)
    count = total - len(on_trial)
    given = quotas(blueprint.weights, count, {name: len(has) for name, has in by_topic.items()})
    wished = quotas(blueprint.weights, count, dict.fromkeys(blueprint.weights, count))
    chosen = [*on_trial]
    for topic, number in given.items():
        chosen += _apart(by_topic[topic], number, {concept_of(item) for item in chosen})
    chosen.sort(key=lambda item: (share(seed, day, "place", item.id), item.id))
    return Paper(
        tuple(reordered(item, seed, day) for item in chosen),
        frozenset(item.id for item in on_trial),
        {name: wish - given[name] for name, wish in wished.items() if wish > given[name]},
    )


def _apart(items: Sequence[Item], count: int, asked: set[str]) -> list[Item]:
    """Return so many items in their order, those of concepts asked already last."""
    fresh: list[Item] = []
    others: list[Item] = []
    concepts = set(asked)
    for item in items:
        (others if concept_of(item) in concepts else fresh).append(item)
        concepts.add(concept_of(item))
    return [*fresh, *others][:count]


def result(
    paper: Paper,
    responses: Mapping[str, Sequence[str]],
    blueprint: Blueprint,
    known: Known | None = None,
) -> Result:
    """Return how a paper went; `responses` holds for each item's id what `grade` takes."""
    asked: Counter[str] = Counter(dict.fromkeys(blueprint.weights, 0))
    right: Counter[str] = Counter()
    for item in paper.items:
        if item.id in paper.unscored:
            continue
        topic = topic_of(item, blueprint.weights)
        asked[topic] += 1
        found = grade(item, responses.get(item.id, ()), known)
        right[topic] += found.verdict is Verdict.RIGHT
    total, hits = asked.total(), right.total()
    points = LOWEST + round(RANGE * hits / total) if total else LOWEST
    topics = tuple(
        TopicResult(topic, right[topic], number) for topic, number in asked.items() if number
    )
    return Result(hits, total, points, points >= blueprint.passing, topics)
