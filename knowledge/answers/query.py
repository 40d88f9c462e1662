"""A question to what is asked: the words that matter, mended, with their weights and the intent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from knowledge.answers.asking import HOW, PARTICLES, SCENE, SCENE_WEIGHT, SMALL, asking_language
from knowledge.answers.kinds import SPAN
from knowledge.answers.mending import LONGEST_NAME, mend
from knowledge.answers.sides import Side, parted
from knowledge.answers.wanted import (
    ATTRIBUTES,
    KEEPING,
    asked_beginning,
    asks_denial,
    names_attribute,
    wanted,
)
from knowledge.text import fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.answers.answer import Correction
    from knowledge.answers.index import Index
    from knowledge.everyday import EverydayWords
    from knowledge.notes.glossary import Glossary
    from knowledge.spelling import Speller

READ_CAP: Final = 4_000
"""Characters of a question that are looked at; Discord sends at most 2,000."""
CHARACTERS_CAP: Final = 600
"""Characters of a question that are searched for, the rarest words kept."""
WORDS_CAP: Final = 64
FORM: Final = "#form"
"""Stands among the asked words for `when`, `how many` and the like."""
LONG_FORM_WEIGHT: Final = 0.1
"""What each word of `simple storage service` counts when `s3` was asked."""


class Intent(StrEnum):
    """What kind of answer is wanted."""

    DEFINITION = "definition"
    """What X is."""
    LIST = "list"
    """Kinds, examples or features of X."""
    COMPARISON = "comparison"
    """X against Y."""
    WHICH = "which"
    """The name of what does Y."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """One word that is asked for."""

    written: str
    """As the question writes it, folded."""
    roots: tuple[str, ...]
    """Its stems in the languages of the notes that the index knows; none for an unknown word."""
    weight: float
    """Inverse document frequency, lowered for words that only set a scene."""
    stands_for: str = ""
    """The asked word whose other form this is: its acronym, its long form, its parts."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked."""

    question: str
    asked: tuple[Asked, ...]
    intent: Intent
    wanted: tuple[str, ...] = ()
    """Kinds of fact of which one is asked for by the question's form."""
    begun: tuple[str, ...] = ()
    """Kinds that say who or what began or ended something, where that is asked."""
    of_a_kind: bool = False
    """Whether a kind of fact is asked for, by the form or by a word."""
    subjects: tuple[tuple[str, ...], ...] = ()
    """Stems of the terms that the question names, each as a sequence."""
    things: tuple[str, ...] = ()
    """The terms that the question names, as it reads them, but for those that ask (`price`)."""
    corrections: tuple[Correction, ...] = ()
    missing: tuple[str, ...] = ()
    """Words that no note holds, as written."""
    alternatives: tuple[str, ...] = ()
    """Other words a doubtful one may mean, the likeliest first."""
    length: int = 0
    """Number of all words of the question, those that only ask among them."""
    denies: bool = False
    """Whether it asks what is not so: `what doesn't X do`."""
    guesses: int = 0
    """Words read as others on thin evidence: two edits away, very short, or of another initial."""
    sides: tuple[Side, ...] = ()
    """The two things that a comparison sets against each other, where the question is plain."""
    everyday: int = 0
    """How many of the missing words people use every day: they may say the same in other words."""

    @property
    def about(self) -> tuple[tuple[str, ...], ...]:
        """What is to be defined or compared: the terms named, else all the asked words together."""
        if self.sides:
            return tuple(side.roots for side in self.sides)
        if len(self.subjects) > (self.intent is Intent.COMPARISON):
            return self.subjects
        own = tuple(asked.roots[0] for asked in self.asked if asked.roots and not asked.stands_for)
        if self.intent is Intent.COMPARISON:
            return tuple((root,) for root in own)
        return (own,) if own else ()

    @property
    def size(self) -> int:
        """Number of words asked for, their other forms aside."""
        return sum(1 for asked in self.asked if not asked.stands_for and asked.written != FORM)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the notes teach about reading questions."""

    index: Index
    glossary: Glossary
    speller: Speller
    languages: tuple[str, ...]
    common: Mapping[str, float]
    """Words that people use every day, with the share of weight each keeps."""
    everyday: EverydayWords

    def roots(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word that the index knows."""
        rows = self.index.vocabulary
        found = [root for language in self.languages if (root := stem(word, language)) in rows]
        return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))

    def is_small(self, word: str, asked_in: str = "english") -> bool:
        """Whether a word only holds sentences together, in a question of some language."""
        if not word.isascii() and len(word) <= 2 and not PARTICLES.isdisjoint(word):
            return word not in self.index.written
        return word in _small_words(frozenset((*self.languages, "english", asked_in)))


@cache
def _small_words(languages: frozenset[str]) -> frozenset[str]:
    """Return the small words of some languages together; of the few sets that are met."""
    return frozenset().union(*(SMALL[language] for language in languages))


def understand(question: str, known: Understanding) -> Query:
    """Return what the question asks for. Any text is fine; the cost is bounded by its caps."""
    found = words(question[:READ_CAP])
    asked_in = asking_language(found[:WORDS_CAP], {*known.languages, "english"})
    form = " ".join(found[:WORDS_CAP])
    kinds = wanted(form)
    asking = {after for how, after in pairwise(found[:WORDS_CAP]) if how in HOW} if kinds else set()
    content = [word for word in found if word not in asking and not known.is_small(word, asked_in)]
    if not content and known.glossary.named(found):
        content = found
    content = _rarest(content, known)
    origin = {word: kind for word in content if (kind := asked_beginning(form, word))}
    mended = mend(found[:WORDS_CAP], content, known, origin, {"english", *known.languages})
    spelt_out = _SPELT_OUT.search(form) is not None
    own = [read for _, read, parent in mended.words if not parent]
    names = _subjects(own, known)
    things = [name for name in names if not any(map(names_attribute, name))]
    of_things = {word for name in things for word in name}
    asked: dict[str, Asked] = {}
    for written, read, parent in mended.words:
        roots = known.roots(read) if read not in origin else _fact_roots(origin[read], known)
        weight = max(known.index.idf(root) for root in roots or ("",))
        if read in mended.joined:
            roots = tuple(dict.fromkeys((*roots, *known.roots(mended.joined[read]))))
        if read in SCENE:
            weight *= SCENE_WEIGHT
        if read not in of_things:
            weight *= known.common.get(read, 1.0)
        if parent and parent != written and not spelt_out:
            weight *= LONG_FORM_WEIGHT
        asked.setdefault(read, Asked(read, roots, weight, parent))
    _add_facts(asked, kinds, origin, known)
    subjects = tuple(tuple(stem(word, known.languages[0]) for word in name) for name in names)
    whole = not subjects or sum(len(subject) for subject in subjects) == len(own)
    intent = _intent(question, found, names_one=whole and len(subjects) < 2)
    compares = intent is Intent.COMPARISON and len(found) <= COMPARISON_WORDS
    return Query(
        question,
        tuple(asked.values()),
        intent,
        kinds,
        tuple(dict.fromkeys(origin.values())),
        bool(kinds or origin) or not ATTRIBUTES.keys().isdisjoint(content),
        subjects,
        tuple(" ".join(name) for name in things),
        tuple(mended.corrections),
        tuple(dict.fromkeys(mended.missing)),
        tuple(mended.alternatives),
        len(found),
        asks_denial(form),
        mended.guesses,
        _sides(found, mended.words, known) if compares else (),
        mended.everyday,
    )


def _sides(
    found: Sequence[str], read: Sequence[tuple[str, str, str]], known: Understanding
) -> tuple[Side, ...]:
    """Return the two things that a question compares: of each the term it names, else its words."""
    as_read: dict[str, dict[str, None]] = {}
    for written, word, parent in read:
        if not parent and not _COMPARISON.fullmatch(written):
            as_read.setdefault(written, {})[word] = None
    sides: list[Side] = []
    for part in parted(found[:WORDS_CAP]) or ():
        # A word of both sides (`state file vs lock file`) stands in each once, where it is written.
        own = [word for written in dict.fromkeys(part) for word in as_read.get(written, ())]
        names = _subjects(own, known)
        name = max(names, key=len) if names else own
        sides.append(Side(" ".join(name), tuple(stem(word, known.languages[0]) for word in name)))
    return tuple(sides) if all(side.roots for side in sides) else ()


def _fact_roots(kind: str, known: Understanding) -> tuple[str, ...]:
    return (kind,) if kind in known.index.vocabulary else ()


def _add_facts(
    asked: dict[str, Asked], kinds: Sequence[str], origin: Mapping[str, str], known: Understanding
) -> None:
    """Let facts of a kind stand for the word that asks for them, and for `when` or `how many`."""
    rows = known.index.vocabulary
    for read, word in list(asked.items()):
        implied = (SPAN,) if SPAN in kinds and read in KEEPING else ()
        own = tuple(kind for kind in ATTRIBUTES.get(read, implied) if kind in rows)
        if own and read not in origin:
            asked[read] = replace(word, roots=(*word.roots, *own))
    there = tuple(kind for kind in kinds if kind in rows)
    if there:
        weight = min(known.index.idf(kind) for kind in there)
        asked[FORM] = Asked(FORM, there, weight)


def _rarest(content: Sequence[str], known: Understanding) -> list[str]:
    """Return the words within the caps; where some must go, the commonest go first."""
    distinct = list(dict.fromkeys(word[:CHARACTERS_CAP] for word in content))
    size = sum(len(word) + 1 for word in distinct)
    if len(distinct) <= WORDS_CAP and size <= CHARACTERS_CAP:
        return list(content) if len(content) <= 2 * WORDS_CAP else distinct
    kept: set[str] = set()
    size = 0
    counts = known.index.written
    for word in sorted(distinct, key=lambda word: (word not in counts, counts.get(word, 0), word)):
        if len(kept) < WORDS_CAP and size + len(word) + 1 <= CHARACTERS_CAP:
            kept.add(word)
            size += len(word) + 1
    return [word for word in distinct if word in kept]


def _subjects(read: Sequence[str], known: Understanding) -> list[Sequence[str]]:
    """Return the words of the terms that the question names, longest first, none inside another."""
    found: list[Sequence[str]] = []
    free = [True] * len(read)
    for size in range(min(LONGEST_NAME, len(read)), 0, -1):
        for start in range(len(read) - size + 1):
            end = start + size
            if all(free[start:end]) and known.glossary.named(read[start:end]):
                free[start:end] = [False] * size
                found.append(read[start:end])
    return found


_COMPARISON = re.compile(
    r"\b(?:diff(?:erence)?s?|vs|versus|compared?|differ|differenza|unterschied|diferencia|forskel)\b"
)
_SPELT_OUT = re.compile(
    r"\bstands? for\b|\bper cosa sta\b|\bacronimo\b|\bacronym\b|\babbreviation\b|\bsigla\b"
    r"|\bsteht .*\bfur\b|\bstar .*\bfor\b|\bforkortelse\b|\bsignifie\b|\bsiglas\b"
)
"""Asks for the long form of an acronym."""
_LIST = re.compile(
    r"\b(?:list|types?|kinds?|examples?|name (?:two|three|four|some|the)|which .* are|features?"
    r"|benefits?|advantages|characteristics|pillars|principles|steps|stages|components|options"
    r"|tipi|quali sono|arten|tipos|typer)\b"
)
_DEFINITION = re.compile(
    r"^(?:so )?(?:what ?(?:is|s|are|re)|wh?ats|define|definition of|explain|meaning of|describe"
    r"|tell me about|cos ?e|che cos ?e|was ist|que es|qu est ce que|hvad er"
    r"|what does .* (?:mean|stand for)|purpose of)\b"
)
_WHICH = re.compile(
    r"\b(?:which|what|who|whom|whose|quale|quali|welche[rs]?|cual|quel(?:le)?|hvilken|hvilke)\b"
)
COMPARISON_WORDS: Final = 10
"""A longer question compares more than two names."""
DEFINITION_WORDS: Final = 9
"""A longer question asks more than what something is."""


def _intent(question: str, found: Sequence[str], *, names_one: bool) -> Intent:
    """Return what kind of answer is wanted, by the question's own words.

    A definition is wanted only of one thing and nothing about it: `what is the price of X` and
    `X limits` ask for something else. `names_one` says that the words are one name.
    """
    asked = " ".join(found[:WORDS_CAP])
    if _COMPARISON.search(asked):
        return Intent.COMPARISON
    is_name = len(found) <= 2 and "?" not in fold(question[:READ_CAP])
    if names_one and len(found) <= DEFINITION_WORDS and (is_name or _DEFINITION.match(asked)):
        return Intent.DEFINITION
    if _LIST.search(asked):
        return Intent.LIST
    return Intent.WHICH if _WHICH.search(asked) else Intent.OTHER
