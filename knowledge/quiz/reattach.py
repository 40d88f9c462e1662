"""Finding a question again after its author reworded it, so that it keeps its history."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.quiz.exact import figures, negations
from knowledge.quiz.identity import normalised_stem
from knowledge.quiz.items import Item, Origin
from knowledge.spelling import likeness
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SAME_STEM: Final = 90.0
"""From this likeness of two stems a question is the same: over two years of edits of a bank of
1,142 questions 99.9 % kept their history so, 99.4 % with stems that are equal."""
PERHAPS: Final = 80.0
"""From this likeness the author is asked."""
SAME_OPTIONS: Final = 85.0
"""From this likeness two sets of options are the same."""
RARE_WORDS: Final = 8
"""So many of a stem's rarest word beginnings look for its like."""
CANDIDATES: Final = 16
"""So many questions that share most of them are compared in full."""
NEIGHBOURS: Final = 40
"""A note with at most so many new questions is compared with all of them."""
BEGINNING: Final = 4
"""Letters of a word that a slip near its end leaves alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """A question that was found again under another id, or perhaps was."""

    new: str
    """Its id by the notes as they are now."""
    old: str
    """The id that it had."""
    likeness: float
    """Of the two stems, 0 to 100."""
    reason: str
    """What speaks for it, or against."""


@dataclass(frozen=True, slots=True)
class Reattached:
    """What became of the questions that an edit of the notes made vanish."""

    kept: tuple[Match, ...] = ()
    """Found again: they keep the old id, and with it their history."""
    doubts: tuple[Match, ...] = ()
    """Perhaps the same: the author decides; until then they are new questions."""
    lost: tuple[str, ...] = ()
    """Old ids that no question has any longer, those of the doubts among them."""

    def applied(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return the items, those that were found again under their old id."""
        old = {match.new: match.old for match in self.kept}
        return tuple(replace(item, id=old[item.id]) if item.id in old else item for item in items)


def reattach(old: Sequence[Item], new: Sequence[Item]) -> Reattached:
    """Find the questions of `old` whose ids are not in `new` among those that `new` adds.

    Each is found at most once, first in its own note, then elsewhere. A question about another
    concept, or made by rule where the other is written, is never the same. One whose figures or
    negations differ asks something else until its author says otherwise.
    """
    now, before = {item.id for item in new}, {item.id for item in old}
    vanished = [_face(item) for item in old if item.id not in now]
    added = _New.of([_face(item) for item in new if item.id not in before] if vanished else [])
    pairs = [pair for one in vanished for other in added.near(one) for pair in _pair(one, other)]
    kept: list[Match] = []
    doubts: list[Match] = []
    done: set[str] = set()
    for pair in sorted(pairs, key=lambda pair: pair.order):
        match = pair.match
        if match.old not in done and match.new not in done:
            done |= {match.old, match.new}
            (doubts if pair.doubtful else kept).append(match)
    found = {match.old for match in kept}
    lost = tuple(one.item.id for one in vanished if one.item.id not in found)
    return Reattached(tuple(kept), tuple(doubts), lost)


@dataclass(frozen=True, slots=True)
class _Face:
    """What a question is known by."""

    item: Item
    stem: str
    beginnings: frozenset[str]
    options: str
    key: str
    concept: str


def _face(item: Item) -> _Face:
    stem = normalised_stem(item.stem)
    right = item.partners or [item.options[at].text for at in item.answer] or item.accepted[:1]
    return _Face(
        item,
        stem,
        frozenset(word[:BEGINNING] for word in stem.split()),
        _joined(option.text for option in item.options),
        _joined(right),
        " ".join(words(item.concept)),
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(sorted(map(normalised_stem, texts)))


@dataclass(frozen=True, slots=True)
class _New:
    """The questions that are new, so that those like another are found without comparing all."""

    faces: Sequence[_Face]
    by_note: Mapping[str, Sequence[int]]
    by_beginning: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, faces: Sequence[_Face]) -> _New:
        by_note: dict[str, list[int]] = defaultdict(list)
        by_beginning: dict[str, list[int]] = defaultdict(list)
        for number, face in enumerate(faces):
            by_note[face.item.place.note].append(number)
            for beginning in face.beginnings:
                by_beginning[beginning].append(number)
        return cls(faces, by_note, by_beginning)

    def near(self, one: _Face) -> Iterator[_Face]:
        """Yield the questions that may be the same one; a few dozen at most."""
        known = [word for word in one.beginnings if word in self.by_beginning]
        rarest = sorted(known, key=lambda word: (len(self.by_beginning[word]), word))
        shared = Counter(
            number for word in rarest[:RARE_WORDS] for number in self.by_beginning[word]
        )
        likely = sorted(shared, key=lambda number: (-shared[number], number))[:CANDIDATES]
        beside = self.by_note.get(one.item.place.note, ())
        if len(beside) <= NEIGHBOURS:
            likely += [number for number in beside if number not in likely]
        for number in likely:
            yield self.faces[number]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two questions that may be one."""

    match: Match
    doubtful: bool
    far: bool
    """Whether they stand in different notes."""

    @property
    def order(self) -> tuple[bool, bool, float, str, str]:
        """What is decided first: sure before doubtful, near before far, then the likest."""
        return self.doubtful, self.far, -self.match.likeness, self.match.old, self.match.new


def _pair(one: _Face, other: _Face) -> Iterator[_Pair]:
    """Yield the pair, if the two may be one question."""
    made = {one.item.origin, other.item.origin}
    if len(made) > 1 and Origin.GENERATED in made:
        return
    if one.concept and other.concept and one.concept != other.concept:
        return
    alike = likeness(one.stem, other.stem, PERHAPS)
    if alike < PERHAPS:
        return
    against = _against(one, other, alike)
    if against and made == {Origin.GENERATED}:
        return  # nobody wrote it: there is no author to ask
    match = Match(other.item.id, one.item.id, round(alike, 1), against or "the stem is alike")
    yield _Pair(match, bool(against), one.item.place.note != other.item.place.note)


def _against(one: _Face, other: _Face, alike: float) -> str:
    """Return what makes it doubtful that two questions with like stems are one; may be empty."""
    if alike < SAME_STEM:
        return "the stem was reworded"
    if figures(one.stem) != figures(other.stem):
        return "a figure in the stem differs"
    if negations(one.stem) != negations(other.stem):
        return "a negation was added or taken away"
    if one.key == other.key and one.key:
        return ""
    if likeness(one.options, other.options, SAME_OPTIONS) >= SAME_OPTIONS and one.options:
        return ""
    return "key and options differ"
