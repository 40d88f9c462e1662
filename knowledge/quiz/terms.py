"""The terms that questions are made of: their names, what kind they are, what they belong to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from knowledge.quiz.facts import Fact, Relation
from knowledge.quiz.grammar import Grammar, grammar_of
from knowledge.quiz.stated.said import clean
from knowledge.text import fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from knowledge.notes.glossary import Glossary

GROUP_LEAST: Final = 3
"""A group of fewer members says little of what kind they are."""
FAMILY_FRONTS: Final = 2
"""A name that stands behind more different words in front is no short form of any of them."""
HEAD_FIRST: Final = frozenset({"italian", "spanish", "french", "portuguese"})
"""Languages whose noun stands before what qualifies it."""
LIGHT: Final = frozenset(
    {
        "art", "category", "class", "collection", "combination", "conjunto", "ensemble", "form",
        "forma", "group", "grupo", "gruppe", "gruppo", "insieme", "kind", "list", "member",
        "number", "one", "part", "parte", "partie", "piece", "series", "set", "teil", "tipo",
        "type", "version",
    }
)  # fmt: skip
"""Nouns that say no kind where `of` follows: `a type of ...`."""


_ABSTRACT = re.compile(
    r"(?:ity|ness|ment|tion|sion|ency|ancy|ance|ence|ism|ship|ing|t\u00e0|zione|mento|heit|keit|ung"
    r"|t\u00e9|dad|ci\u00f3n|dade|\u00e7\u00e3o|heid|hed)$"
)
"""Endings of words for ideas, in the languages whose inflections `text` knows."""


class Shape(StrEnum):
    """What a name looks like: names of one shape can stand beside each other as options."""

    PROPER = "proper"
    """Capitals inside: a name of one thing, or an acronym."""
    COMMON = "common"
    """A word or phrase of the language."""
    CODE = "code"
    """Digits, dots or signs inside: a command, a model, a size."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A term with all that the notes state of it."""

    name: str
    key: str
    aliases: tuple[str, ...]
    shape: Shape
    kind: str
    """What kind of thing it is, in the words of the notes: a stem, or nothing."""
    groups: frozenset[str]
    """The lists, headings and tables that it stands in, each with its note."""
    parents: tuple[str, ...]
    """The names of those groups, the commonest first."""
    facts: tuple[Fact, ...]
    weight: int
    """How prominently the glossary has it; 0 where it is only stated in passing."""
    given: bool = False
    """Whether its author named its type."""

    def said(self, relation: Relation) -> tuple[Fact, ...]:
        """Return the facts of one relation, in the order of the notes."""
        return tuple(fact for fact in self.facts if fact.relation is relation)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How the notes write."""

    languages: Mapping[str, str]
    """The language of each note, by its path."""
    small: AbstractSet[str]
    """Words that also stand without a capital."""


@dataclass(frozen=True)
class Extra:
    """What an author adds in `glossary.yaml`: types, parents and other names of terms."""

    types: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """Every term of the notes that something is stated of."""

    subjects: tuple[Subject, ...]
    families: frozenset[str]

    @cached_property
    def by_key(self) -> Mapping[str, Subject]:
        """Each name and alias, folded, with its term."""
        found: dict[str, Subject] = {}
        for subject in self.subjects:
            for name in (subject.key, *map(fold_name, (subject.name, *subject.aliases))):
                found.setdefault(name, subject)
        return found

    @cached_property
    def groups(self) -> Mapping[str, tuple[Subject, ...]]:
        """The members of each group, in the order of their names."""
        found: dict[str, list[Subject]] = defaultdict(list)
        for subject in self.subjects:
            for group in subject.groups:
                found[group].append(subject)
        return {group: tuple(members) for group, members in found.items()}

    def find(self, name: str) -> Subject | None:
        """Return the term of that name, with or without a family's name in front."""
        folded = fold_name(name)
        head, _, rest = folded.partition(" ")
        return self.by_key.get(folded) or (self.by_key.get(rest) if head in self.families else None)


def fold_name(name: str) -> str:
    """Return the folded words of a name, its bracket left out, its plural taken off."""
    folded = " ".join(words(_bare(name)) or words(name))
    return folded[:-1] if len(folded) > 4 and folded[-1] == "s" and folded[-2] != "s" else folded


def _bare(name: str) -> str:
    head, _, rest = name.partition("(")
    _, _, tail = rest.partition(")")
    return (head.strip() + " " + tail.strip()).strip() if rest else name


def build_lexicon(
    facts: Sequence[Fact],
    glossary: Glossary,
    extra: Extra | None = None,
    languages: Mapping[str, str] | None = None,
    small: AbstractSet[str] = frozenset(),
) -> Lexicon:
    """Return the lexicon of all facts; `languages` gives the language of each note's path.

    `small` are the words that the notes also write without a capital.
    """
    joined = _joined({fold_name(fact.term) for fact in facts}, glossary.families)
    short = _shortened(facts, glossary)
    by_key: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        folded = fold_name(fact.term)
        folded = joined.get(folded, folded)
        by_key[short.get(folded, folded)].append(fact)
    made = extra or Extra()
    spoken = languages or {}
    subjects = [
        _subject(key, found, glossary, made, Spoken(spoken, small))
        for key, found in by_key.items()
        if key
    ]
    return Lexicon(
        tuple(sorted(subjects, key=lambda subject: (subject.key, subject.name))),
        glossary.families,
    )


def _joined(keys: set[str], families: frozenset[str]) -> dict[str, str]:
    """Return for each name with a family's name in front the key that it shares without it."""
    fronts: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        head, _, rest = key.partition(" ")
        if rest and head in families:
            fronts[rest].add(head)
    return {
        f"{head} {rest}": rest
        for rest, heads in fronts.items()
        if len(heads) <= FAMILY_FRONTS and len(rest) > 1
        for head in heads
    }


def _shortened(facts: Sequence[Fact], glossary: Glossary) -> dict[str, str]:
    """Return for each name the acronym that the notes themselves put beside it, as a key."""
    keys = {fold_name(fact.term) for fact in facts}
    found = {long: short for short, long in glossary.acronyms.items() if short in keys}
    for fact in facts:
        inside = " ".join(words(fact.term.partition("(")[2].partition(")")[0]))
        folded = fold_name(fact.term)
        if inside in keys and inside != folded and len(inside) < len(folded):
            found[folded] = inside
    return {long: short for long, short in found.items() if short not in found}


def _subject(
    key: str,
    facts: Sequence[Fact],
    glossary: Glossary,
    extra: Extra,
    spoken: Spoken,
) -> Subject:
    shown = Counter(clean(_bare(fact.term)) for fact in facts)
    name = max(shown.items(), key=lambda pair: (pair[1], len(pair[0]), pair[0]))[0] or key
    names = {fold_name(each): each for each in shown}
    inside = (fact.term.partition("(")[2].partition(")")[0] for fact in facts)
    aliases = {each: None for each in (*names.values(), *inside) if each and each != name}
    acronym = glossary.spelt_out.get(" ".join(words(name)))
    spelt = glossary.acronyms.get(" ".join(words(name)))
    for other in (acronym and acronym.upper(), spelt, *extra.aliases.get(key, ())):
        if other:
            aliases[other] = None
    groups = Counter(
        (f"{fact.place.note}|{fold(fact.label or fact.value)}", fact.value)
        for fact in facts
        if fact.relation is Relation.PART_OF
    )
    parents = tuple(dict.fromkeys(parent for (_, parent), _ in groups.most_common()))
    if key in extra.parents:
        parents = (extra.parents[key], *parents)
    term = glossary.by_key.get(key) or glossary.find(name)
    return Subject(
        name,
        key,
        tuple(aliases),
        shape_of(name, spoken.small),
        extra.types.get(key) or _kind(facts, spoken.languages),
        frozenset(group for group, _ in groups) | _given_group(key, extra),
        parents,
        tuple(facts),
        term.weight if term else 0,
        key in extra.types,
    )


def _given_group(key: str, extra: Extra) -> frozenset[str]:
    return frozenset({f"|{fold(extra.parents[key])}"} if key in extra.parents else ())


def shape_of(name: str, small: AbstractSet[str] = frozenset()) -> Shape:
    """Return what a name looks like; a word that is also written small makes no proper name."""
    parts = name.split()
    if any(letter in "=<>/\\_{}[]$#*()" or letter.isdigit() for letter in name) and len(parts) < 3:
        is_acronym = name.replace("-", "").isalnum() and name[:1].isupper()
        return Shape.PROPER if is_acronym else Shape.CODE
    if any(letter.isupper() for part in parts for letter in part[1:]):
        return Shape.PROPER
    if len(parts) == 1 and _ABSTRACT.search(name):
        return Shape.COMMON
    return (
        Shape.PROPER
        if any(part[:1].isupper() and part.lower() not in small for part in parts)
        else Shape.COMMON
    )


def _kind(facts: Iterable[Fact], languages: Mapping[str, str]) -> str:
    """Return the commonest noun by which definitions say what kind of thing a term is."""
    kinds = Counter(
        kind
        for fact in facts
        if fact.relation is Relation.IS
        and (kind := genus(fact.value, languages.get(fact.place.note, "english")))
    )
    return kinds.most_common(1)[0][0] if kinds else ""


def genus(value: str, language: str = "english") -> str:
    """Return the stem of the noun that a definition begins with: `database` of `a fast database`.

    Nothing where the definition begins with no noun phrase that can be told from the small words.
    """
    grammar: Grammar = grammar_of(language)
    phrase: list[str] = []
    found = words(value[:200])
    for position, word in enumerate(found):
        if word in grammar.articles and not phrase:
            continue
        is_over = word in grammar.enders or word in grammar.links or word in grammar.finite
        if is_over or word.endswith("ing") or (word.endswith("ed") and phrase and position > 2):
            if phrase and phrase[-1] in LIGHT:
                phrase = []
                continue
            break
        phrase.append(word)
    if not phrase or len(phrase) > 5:
        return ""
    return stem(phrase[0] if language in HEAD_FIRST else phrase[-1], language)
