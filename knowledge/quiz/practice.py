"""Practice without a group: which items to ask, what was typed in answer, and how it went."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.quiz.blueprint import topic_of
from knowledge.quiz.choose import concept_of
from knowledge.quiz.grade import Grade, Reason, Verdict, grade, grade_typed
from knowledge.quiz.items import Item, Kind
from knowledge.quiz.order import reordered, share
from knowledge.text import fold

if TYPE_CHECKING:
    from knowledge.quiz.items import Bank
    from knowledge.quiz.typed import Known

LETTERS: Final = "ABCDEFGHIJ"
"""What options are called; no item has more than ten."""

_BETWEEN = re.compile(r"\s(?:and|und|et|og|och|en)\s|[,;&+./()\s]+", re.IGNORECASE)
_PAIR = re.compile(r"([A-J])\s?[-=:>]*\s?(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Practice:
    """A run of questions, and the grades so far."""

    items: tuple[Item, ...]
    grades: tuple[Grade, ...] = ()

    @property
    def current(self) -> Item | None:
        """The question to answer next; None at the end."""
        return self.items[len(self.grades)] if len(self.grades) < len(self.items) else None

    @property
    def points(self) -> float:
        """The sum of the points; what was left to one's own judgement adds what was said of it."""
        return sum(found.points for found in self.grades)

    @property
    def missed(self) -> tuple[Item, ...]:
        """Questions that were not answered rightly."""
        answered = zip(self.items, self.grades, strict=False)
        return tuple(item for item, found in answered if found.verdict is not Verdict.RIGHT)

    def graded(self, found: Grade) -> Practice:
        """Return the practice after one more answer."""
        return replace(self, grades=(*self.grades, found))


def practise(bank: Bank, count: int, seed: str, topic: str = "") -> Practice:
    """Return a practice of at most `count` questions, decided by the arguments alone.

    `topic` keeps those whose topic, tags, folders or headings are called so. No concept comes
    twice while others are there.
    """
    wanted = {topic: 1.0} if topic else {}
    items = [item for item in bank.ready if not topic or topic_of(item, wanted) == topic]
    items.sort(key=lambda item: (share(seed, item.id), item.id))
    fresh: list[Item] = []
    others: list[Item] = []
    concepts: set[str] = set()
    for item in items:
        (others if concept_of(item) in concepts else fresh).append(item)
        concepts.add(concept_of(item))
    return Practice(tuple(reordered(item, seed) for item in [*fresh, *others][:count]))


def shown_partners(item: Item) -> tuple[str, ...]:
    """Return the descriptions of `pairs` in the order to show them, which gives nothing away."""
    return tuple(sorted(item.partners, key=lambda partner: (share(item.id, partner), partner)))


def answer(item: Item, text: str, known: Known | None = None) -> Grade | None:
    """Return the grade of what was typed, or None where it is no answer to this item.

    Options are named by letters, in any case, together or apart (`b`, `AC`, `a, c`), or by their
    words; `pairs` by a letter and a number each (`A2 B1`), or the numbers in order (`2 1`).
    """
    if item.kind is Kind.PAIRS:
        partners = _partners(item, text)
        return None if partners is None else grade(item, partners)
    if not item.options:
        return grade_typed(item, text, known) if text.strip() else None
    chosen = chosen_ids(item, text)
    if chosen is not None:
        return grade(item, chosen)
    if item.kind is Kind.SEVERAL:
        return None
    found = grade_typed(item, text, known)
    named = found.verdict is Verdict.RIGHT or found.mistakes
    return found if named or (item.kind is Kind.CLOZE and text.strip()) else None


def judged(found: Grade, *, right: bool) -> Grade:
    """Return a grade that was left to the person who answered, with that person's judgement."""
    if right:
        return replace(found, verdict=Verdict.RIGHT, points=1.0, reason=Reason.RIGHT)
    return replace(found, verdict=Verdict.WRONG, points=0.0, reason=Reason.WRONG)


def chosen_ids(item: Item, text: str) -> list[str] | None:
    """Return the ids of the options that letters name, or the beginning of `true` and `false`.

    None where they name none.
    """
    letters = _BETWEEN.sub("", text.strip()).upper()
    places = [LETTERS.find(letter) for letter in letters]
    if places and all(0 <= place < len(item.options) for place in places):
        return [item.options[place].id for place in dict.fromkeys(places)]
    begun = fold(text.strip())
    if item.kind is Kind.TRUTH and begun:
        found = [option.id for option in item.options if fold(option.text).startswith(begun)]
        return found if len(found) == 1 else None
    return None


def _partners(item: Item, text: str) -> list[str] | None:
    """Return the description given to each name; None where letters and numbers do not say it."""
    shown = shown_partners(item)
    pairs = [(LETTERS.index(letter.upper()), int(number)) for letter, number in _PAIR.findall(text)]
    if not pairs:
        pairs = [(place, int(number)) for place, number in enumerate(re.findall(r"\d{1,2}", text))]
    fits = all(place < len(item.options) and 1 <= number <= len(shown) for place, number in pairs)
    if not pairs or not fits:
        return None
    given = dict(pairs)
    return [shown[given[place] - 1] if place in given else "" for place in range(len(item.options))]
