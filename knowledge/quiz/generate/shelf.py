"""What every generator is handed, and how options are picked and put in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from knowledge.quiz.facts import Fact, How, Relation
from knowledge.quiz.gates.shape import content, misshapen, tidy
from knowledge.quiz.generate.askable import is_askable
from knowledge.quiz.generate.wording import Wording, wording_of
from knowledge.quiz.grammar import Grammar, grammar_of
from knowledge.quiz.items import Option, digest
from knowledge.quiz.stated.figures import last_figure
from knowledge.quiz.terms import Shape, Subject
from knowledge.text import fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge.quiz.gates.rivals import Evidence, Fitting
    from knowledge.quiz.terms import Lexicon

DISTRACTORS: Final = 3
"""Wrong options of a choice; two are enough, and a filler is never taken."""
FITS_USE: Final = 0.34
"""The same for uses, which things have in common more than what they are."""
FITS: Final = 0.5
"""A term that the notes give this share of a stem's weight to is no sure wrong answer."""
SHARED: Final = 5
"""A word that stands in so many names gives none of them away."""
CROWD: Final = 250
"""Members of one group, kind or note that are compared with one term: time stays linear."""
SMALL: Final = 3
"""Words of so many letters tell nothing of what is described."""
REMARK: Final = 4
"""Running text remarks on things in passing: with fewer words of content that fits many."""
KIN_MOST: Final = 60
"""Of a term's kin so many are looked at."""
KIN_NEAR: Final = 3
"""Terms of one list, heading, table or kind, or said in the same way in one note."""
KIN_CLOSE: Final = 5
"""Terms of one list, heading or table, or of one kind in one note."""
EVERYWHERE: Final = 0.05
RIVAL: Final = 0.8
"""A term that the notes describe with this share of a stem's weight is a second right answer."""


@dataclass(frozen=True)
class Shelf:
    """Everything that is known while items are made."""

    lexicon: Lexicon
    evidence: Evidence
    languages: Mapping[str, str]
    """The language of each note, by its path."""
    kin: dict[str, tuple[tuple[int, Subject], ...]] = field(default_factory=dict)
    """What was found of kinship so far; each term is asked for several times."""
    lent: set[str] = field(default_factory=set)
    """Terms whose description stands in an item about another already."""
    fits: dict[tuple[str, str], Fitting] = field(default_factory=dict)
    """What was found to fit descriptions so far."""

    def wording(self, fact: Fact) -> Wording:
        """Return how to ask in the language of the fact's note."""
        return wording_of(self.languages.get(fact.place.note, "english"))

    def grammar(self, fact: Fact) -> Grammar:
        """Return the small words of the fact's note."""
        return grammar_of(self.languages.get(fact.place.note, "english"))

    @cached_property
    def described(self) -> Mapping[str, tuple[tuple[Fact, str], ...]]:
        """The descriptions of each term that stand alone, surest first: fact and tidied words."""
        return {
            subject.key: tuple(found)
            for subject in self.lexicon.subjects
            if is_askable(subject, self.lexicon, self.grammar(subject.facts[0]))
            and (found := self._descriptions(subject))
        }

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that so many names have in common that they point to none of them."""
        counts = Counter(
            word for subject in self.lexicon.subjects for word in set(words(subject.name))
        )
        return frozenset(word for word, count in counts.items() if count >= SHARED)

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Words of one name in twenty, such as a vendor's: in stem and key they tell nothing."""
        counts = Counter(
            word for subject in self.lexicon.subjects for word in set(words(subject.name))
        )
        least = max(SHARED, EVERYWHERE * len(self.lexicon.subjects))
        return frozenset(word for word, count in counts.items() if count >= least)

    def _descriptions(self, subject: Subject) -> list[tuple[Fact, str]]:
        found = []
        seen: set[str] = set()
        for fact in sorted(subject.said(Relation.IS), key=lambda fact: SUREST[fact.how]):
            value = tidy(fact.value)
            mark = " ".join(words(value))
            grammar = self.grammar(fact)
            if fact.how is How.SENTENCE and content(words(value), grammar) < REMARK:
                continue
            if mark not in seen and not misshapen(value, grammar):
                seen.add(mark)
                found.append((fact, value))
        return found

    def siblings(self, subject: Subject, least: int = 1) -> tuple[Subject, ...]:
        """Return the terms that can stand beside a term as options, the nearest of kin first.

        `least` is the kinship that each has at least, see `KIN_NEAR`.
        """
        if subject.key not in self.kin:
            self.kin[subject.key] = self._kin(subject)
        return tuple(other for kin, other in self.kin[subject.key] if kin >= least)

    def _kin(self, subject: Subject) -> tuple[tuple[int, Subject], ...]:
        scored = []
        near: dict[str, Subject] = {}
        every = [self.lexicon.groups[group] for group in sorted(subject.groups)]
        every.append(self.by_kind.get(subject.kind, ()) if subject.kind else ())
        every += (self.by_note.get(note, ()) for note in sorted(self.notes_of[subject.key]))
        for members in every:
            near.update((other.key, other) for other in _some(members, subject.key))
        for other in near.values():
            kin = self._kinship(subject, other)
            if kin > 0:
                like = self.likeness(subject, other)
                scored.append((-kin, -like, digest(f"{subject.key}|{other.key}"), other))
        ranked = sorted(scored, key=lambda each: each[:3])
        return tuple((-kin, other) for kin, _, _, other in ranked[:KIN_MOST])

    def likeness(self, one: Subject, other: Subject) -> float:
        """Return how much the descriptions of two terms have in common: rare words count more."""
        shared = self.told_by[one.key] & self.told_by[other.key]
        return sum((1 / self.tellers[word] for word in sorted(shared)), 0.0)

    @cached_property
    def told_by(self) -> Mapping[str, frozenset[str]]:
        """The words, without endings, by which the notes describe each term."""
        return {
            subject.key: frozenset(
                stem(word)
                for _, value in self.described.get(subject.key, ())
                for word in words(value)
                if len(word) > SMALL
            )
            for subject in self.lexicon.subjects
        }

    @cached_property
    def tellers(self) -> Counter[str]:
        """How many terms each word describes."""
        return Counter(word for told in self.told_by.values() for word in told)

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Subject, ...]]:
        """The described terms of each kind."""
        found: dict[str, list[Subject]] = {}
        for subject in self.lexicon.subjects:
            if subject.kind and subject.key in self.described:
                found.setdefault(subject.kind, []).append(subject)
        return {kind: tuple(members) for kind, members in found.items()}

    @cached_property
    def by_note(self) -> Mapping[str, tuple[Subject, ...]]:
        """The described terms of each note."""
        found: dict[str, dict[str, Subject]] = {}
        for subject in self.lexicon.subjects:
            if subject.key in self.described:
                for fact in subject.facts:
                    found.setdefault(fact.place.note, {})[subject.key] = subject
        return {note: tuple(members.values()) for note, members in found.items()}

    @cached_property
    def figures(self) -> Mapping[str, tuple[float, ...]]:
        """The figures of each unit, folded, that end a sentence of the notes."""
        found: dict[str, set[float]] = {}
        for subject in self.lexicon.subjects:
            for fact in subject.said(Relation.NUMBER):
                figure = last_figure(tidy(fact.value))
                if figure:
                    unit = (figure["unit"] or figure["percent"] or "").lower()
                    found.setdefault(unit, set()).add(float(figure["number"].replace(",", "")))
        return {unit: tuple(sorted(values)) for unit, values in found.items()}

    def fitting(self, subject: Subject, value: str) -> Fitting:
        """Return what the notes give a description of a term to."""
        known = self.fits.get((subject.key, value))
        if known is None:
            known = self.fits[subject.key, value] = self.evidence.fitting(value, subject.key)
        return known

    def alike(
        self, subject: Subject, value: str, longest: int, shorter: float
    ) -> tuple[Fact, str] | None:
        """Return a term's description of about the length of another: not too long or short."""
        for fact, theirs in self.described.get(subject.key, ()):
            if shorter * len(value) <= len(theirs) <= longest:
                return fact, theirs
        return None

    def group_mark(self, fact: Fact) -> str:
        """Return the group that a fact puts its term into, as the lexicon names it."""
        return f"{fact.place.note}|{fold(fact.label or fact.value)}"

    def _kinship(self, one: Subject, other: Subject) -> int:
        """Return how near of kind two terms are; 0 where they cannot stand side by side."""
        if one.key == other.key or one.shape is not other.shape or related(one, other):
            return 0
        if other.key not in self.described and not other.said(Relation.USE):
            return 0
        shares_group = not one.groups.isdisjoint(other.groups)
        shares_kind = bool(one.kind and one.kind == other.kind)
        shares_note = not self.notes_of[one.key].isdisjoint(self.notes_of[other.key])
        said_alike = not self.sure_hows[one.key].isdisjoint(self.sure_hows[other.key])
        if not (shares_group or shares_kind or (shares_note and said_alike)):
            return 0
        kin = 4 * shares_group + 2 * shares_kind + 3 * shares_note
        return kin + (is_plural(one.name) == is_plural(other.name))

    @cached_property
    def notes_of(self) -> Mapping[str, frozenset[str]]:
        """The notes that state something of each term."""
        return {
            subject.key: frozenset(fact.place.note for fact in subject.facts)
            for subject in self.lexicon.subjects
        }

    @cached_property
    def sure_hows(self) -> Mapping[str, frozenset[How]]:
        """The ways in which each term is defined: for a proper name any, else the sure ones."""
        sure = {How.LEAD, How.CELL, How.LABEL, How.SENTENCE, How.CALLED}
        return {
            subject.key: frozenset(
                fact.how
                for fact in subject.said(Relation.IS)
                if fact.how in sure or subject.shape is Shape.PROPER
            )
            for subject in self.lexicon.subjects
        }


SUREST: Final = {
    How.LABEL: 0,
    How.LEAD: 1,
    How.CELL: 2,
    How.CALLED: 3,
    How.SENTENCE: 4,
    How.NAMED: 5,
    How.HEADING: 6,
    How.LIST: 7,
    How.FIGURE: 8,
}


def _some(members: Sequence[Subject], key: str) -> Sequence[Subject]:
    """Return the members, or so many of a crowd as are compared with one term: by its name."""
    if len(members) <= CROWD:
        return members
    start = int(digest(key), 16) % len(members)
    return (*members[start : start + CROWD], *members[: max(0, start + CROWD - len(members))])


def is_plural(name: str) -> bool:
    """Whether a name looks like more than one thing; only what ends in `s` does."""
    last = (words(name) or [""])[-1]
    return len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def related(one: Subject, other: Subject) -> bool:
    """Whether one term is a part, a kind or another name of the other, as their names tell."""
    mine = {name for each in (one.name, one.key, *one.aliases) for name in [fold(each)]}
    theirs = {name for each in (other.name, other.key, *other.aliases) for name in [fold(each)]}
    if mine & theirs:
        return True
    first, second = frozenset(words(one.key)), frozenset(words(other.key))
    return (
        first <= second
        or second <= first
        or one.key in map(fold, other.parents)
        or (other.key in map(fold, one.parents))
    )


def in_order(seed: str, options: Iterable[Option]) -> tuple[Option, ...]:
    """Return the options in the order that the id of their item gives them."""
    return tuple(sorted(options, key=lambda option: digest(f"{seed}|{option.id}")))


def unfit(fitting: Fitting, key: str, least: float = FITS) -> frozenset[str]:
    """Return the keys of the terms that the notes may support as well."""
    return frozenset(
        name for name, share in fitting.named.items() if share >= least and name != key
    )


def lengths_fit(key: str, others: Sequence[str]) -> bool:
    """Whether the right option is not the longest by so much that it shows: 25 %, six letters."""
    longest = max(map(len, others), default=0)
    return len(key) <= 1.25 * longest or len(key) - longest < 6


def option_of(subject: Subject, shelf: Shelf) -> Option:
    """Return a term as an option, with what the notes say of it."""
    best = shelf.described.get(subject.key, ())
    if not best:
        return Option(subject.name)
    fact, value = best[0]
    return Option(subject.name, f"{subject.name}: {value}", fact.place)


def explanation_of(subject: Subject, fact: Fact) -> str:
    """Return the supporting sentence, with the term in front where the sentence lacks it."""
    sentence = " ".join(fact.sentence.split())
    folded = " ".join(words(sentence))
    return sentence if subject.key in folded else f"{subject.name}: {sentence}"


def source_of(fact: Fact) -> str:
    """Return the headings above a statement, its term and its whole sentence."""
    return "\n".join((*fact.place.heading[-1:], fact.term, fact.sentence))


def names_of(subject: Subject) -> tuple[str, ...]:
    """Return the names of a term, the one that is shown first."""
    return (subject.name, subject.key, *subject.aliases)


def topic_of(fact: Fact) -> str:
    """Return the title of a fact's note."""
    return fact.place.heading[0] if fact.place.heading else ""
