"""Finding a question again after its author reworded it, so that it keeps its history."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Final

from knowledge.model import Problem, Severity
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
RARE_WORDS: Final = 5
"""So many of a stem's rarest word beginnings look for its like."""
CANDIDATES: Final = 10
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
    merged: tuple[Match, ...] = ()
    """Became the same as a question that was there before, and still is: its copy, corrected."""
    lost: tuple[str, ...] = ()
    """Old ids that stand for no question any longer, those of the doubts among them."""

    def applied(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return the items, those that were found again under their old id."""
        old = {match.new: match.old for match in self.kept}
        return tuple(replace(item, id=old[item.id]) if item.id in old else item for item in items)

    def problems(self, new: Iterable[Item]) -> tuple[Problem, ...]:
        """Return what to ask the authors of the notes: one notice for each doubt."""
        items = {item.id: item for item in new}
        return tuple(
            Problem(
                items[doubt.new].place.note,
                items[doubt.new].place.first,
                Severity.NOTICE,
                f"This question may be one that was asked before: {doubt.reason}.",
                f"Write ^{doubt.old} behind it if it is; its history is kept then.",
            )
            for doubt in self.doubts
            if doubt.new in items
        )


def reattach(old: Sequence[Item], new: Sequence[Item]) -> Reattached:
    """Find the questions of `old` whose ids are not in `new` among those that `new` adds.

    Each is found at most once, first in its own note, then elsewhere. A question about another
    concept, or made by rule where the other is written, is never the same. One whose figures or
    negations differ asks something else until its author says otherwise.
    """
    now, before = {item.id: item for item in reversed(new)}, {item.id for item in old}
    gone = {item.id: item for item in reversed(old) if item.id not in now}
    vanished = [_face(item) for item in reversed(gone.values())]
    if not vanished:
        return Reattached()
    found = _pairs(vanished, [_face(item) for item in now.values() if item.id not in before])
    kept = _each_once(pair for pair in found if not pair.doubtful)
    settled = {match.old for match in kept}
    missing = [one for one in vanished if one.item.id not in settled]
    copies = [item for item in now.values() if item.id in before] if missing else []
    merged: dict[str, Match] = {}
    for pair in _pairs(missing, [_face(item) for item in copies]):
        if not pair.doubtful:
            merged.setdefault(pair.match.old, pair.match)
    settled |= merged.keys()
    taken = {match.new for match in kept}
    doubts = _each_once(
        pair
        for pair in found
        if pair.doubtful and pair.match.old not in settled and pair.match.new not in taken
    )
    lost = tuple(one.item.id for one in vanished if one.item.id not in settled)
    return Reattached(kept, doubts, tuple(merged.values()), lost)


def _each_once(pairs: Iterable[_Pair]) -> tuple[Match, ...]:
    """Return the matches in their order, each question in one of them only."""
    done: set[str] = set()
    matches: list[Match] = []
    for pair in pairs:
        ends = {pair.match.old, pair.match.new}
        if not done & ends:
            done |= ends
            matches.append(pair.match)
    return tuple(matches)


def _pairs(vanished: Sequence[_Face], others: Sequence[_Face]) -> list[_Pair]:
    """Return the questions that may be one, the likest first."""
    there = _Others.of(others)
    pairs = [pair for one in vanished for other in there.near(one) for pair in _pair(one, other)]
    return sorted(pairs, key=lambda pair: pair.order)


@dataclass(frozen=True, slots=True)
class _Face:
    """What a question is known by."""

    item: Item
    stem: str
    beginnings: frozenset[str]
    concept: str


def _face(item: Item) -> _Face:
    stem = normalised_stem(item.stem)
    beginnings = frozenset(word[:BEGINNING] for word in stem.split())
    return _Face(item, stem, beginnings, " ".join(words(item.concept)))


def _options(item: Item) -> str:
    return _joined(option.text for option in item.options)


def _key(item: Item) -> str:
    right = item.partners or [item.options[at].text for at in item.answer] or item.accepted[:1]
    return _joined(right)


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(sorted(map(normalised_stem, texts)))


@dataclass(frozen=True, slots=True)
class _Others:
    """The questions that are there now, arranged so that those like another are soon found."""

    faces: Sequence[_Face]
    by_note: Mapping[str, Sequence[int]]
    by_beginning: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, faces: Sequence[_Face]) -> _Others:
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
        shared: Counter[int] = Counter()
        for word in rarest[:RARE_WORDS]:
            shared.update(self.by_beginning[word])
        likely = nsmallest(CANDIDATES, shared, key=lambda number: (-shared[number], number))
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
    options: float
    """Likeness of the options, 0 to 100."""

    @property
    def order(self) -> tuple[bool, float, float, str, str]:
        """What is decided first: near before far, then the likest."""
        match = self.match
        return self.far, -match.likeness, -self.options, match.old, match.new


def _pair(one: _Face, other: _Face) -> Iterator[_Pair]:
    """Yield the pair, if the two may be one question."""
    made = {one.item.origin, other.item.origin}
    if len(made) > 1 and Origin.GENERATED in made:
        return
    if one.concept and other.concept and one.concept != other.concept:
        return
    alike = likeness(one.stem, other.stem, PERHAPS)
    if not alike:
        return
    options = likeness(_options(one.item), _options(other.item))
    against = _against(one, other, alike, options)
    if against and made == {Origin.GENERATED}:
        return  # nobody wrote it: there is no author to ask
    match = Match(other.item.id, one.item.id, round(alike, 1), against or "the stem is alike")
    yield _Pair(match, bool(against), one.item.place.note != other.item.place.note, options)


def _against(one: _Face, other: _Face, alike: float, options: float) -> str:
    """Return what makes it doubtful that two questions with like stems are one; may be empty."""
    if alike < SAME_STEM:
        return "the stem was reworded"
    if figures(one.stem) != figures(other.stem):
        return "a figure in the stem differs"
    if negations(one.stem) != negations(other.stem):
        return "a negation was added or taken away"
    if _key(one.item) == _key(other.item):
        return ""
    if options >= SAME_OPTIONS and one.item.options:
        return ""
    return "key and options differ"
