"""The terms that notes define: names from titles, headings, bold leads and tables; acronyms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.model import Kind
from knowledge.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.model import Note, Section

TERM_CAP: Final = 60
"""A longer name is a sentence."""
WORDS_CAP: Final = 7
FAMILY: Final = 2
"""So many names that stand with and without a word in front make that word a family's name."""
FAMILY_NAMES: Final = 4
"""A family has at least so many names; with fewer a shared first word is chance."""
TAIL_LEAST: Final = 4
"""Letters of a name's last word that may stand for the whole name."""
ATTRIBUTE: Final = 3
"""A name under so many headings of one note (`Use Case`) is an attribute of things, no thing."""
TEMPLATE: Final = 5
"""A lower heading in so many notes is a template's."""

_ORDINAL = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[a-zA-Z][.)]|[ivx]+[.)])\s+|^[\W_]+")
_BRACKETED = re.compile(r"\s*[(\uff08]([^()\uff08\uff09]{1,60})[)\uff09]\s*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&/-]{0,7}[A-Z0-9]|[A-Z][0-9]{1,2}")
_REST = r"[\w\u2019']{0,30}(?:-[\w\u2019']{1,30}){0,3}"
"""What follows the first letter of a word; bounded, and no two ways to read it."""
_SPELT_OUT = re.compile(
    rf"(?<![\w\u2019'])((?:[A-Z\u00c0-\u00dc]{_REST}|of|the|and|for|as|to|in|on|a|by"
    rf"|di|de|del|della|und|der|et)(?: [A-Z\u00c0-\u00dca-z\u00e0-\u00fc]{_REST}){{0,6}})"
    r"\s{0,3}\(\s{0,3}([A-Z][A-Za-z0-9&-]{1,8}?)s?\s{0,3}\)"
)
_SHORT_FIRST = re.compile(r"\b([A-Z][A-Za-z0-9&-]{1,8})s?\s*\(([^()]{4,60})\)")
_SENTENCE_MARK = re.compile(r"[.!?;]\s|[?!]$|\s[-\u2013\u2014]\s|:\s")
_QUESTION = re.compile(
    r"^(?:what|why|how|when|where|who|which|is|are|can|does|do|create|get|show|list|explain|define|step|example|exercise|note|q\d*|question)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A name that the notes use for something they describe."""

    name: str
    """As the notes write it, most often."""
    aliases: tuple[str, ...]
    """Other names and acronyms of the same thing."""
    note: str
    """Path of the note that says most about it."""
    weight: int
    """How prominently the notes name it: 3 for a title, 2 for a heading, 1 for a lead or a cell."""


class FoldedNames(dict[str, str]):
    """Names with their folded words; those of an earlier glossary are not folded again."""

    def __init__(self, earlier: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._earlier = earlier or {}

    def __missing__(self, name: str) -> str:
        folded = self._earlier.get(name)
        if folded is None:
            folded = " ".join(words(name))
        self[name] = folded
        return folded

    def forget_earlier(self) -> None:
        """Let go of names that were not asked for again."""
        self._earlier = {}


class _Group(NamedTuple):
    """Mentions of one thing, and the term that they make."""

    mentions: list[tuple[str, str, int]]
    """Name, path of the note, and weight."""
    given: Sequence[str]
    """Aliases that the author gave."""
    term: Term


@dataclass(frozen=True)
class Glossary:
    """All terms, the weightiest first, and the acronyms of the notes both ways."""

    terms: tuple[Term, ...]
    acronyms: Mapping[str, str]
    """Folded acronym -> folded words it stands for."""
    families: frozenset[str]
    """Folded words, like a vendor's name, that stand in front of names without changing them."""
    folded: FoldedNames = field(default_factory=FoldedNames, compare=False, repr=False)
    """What was folded once; the glossary of changed notes begins with it."""
    groups: Mapping[str, _Group] = field(default_factory=dict, compare=False, repr=False)
    """What each term was made of, for the same purpose."""

    @cached_property
    def by_key(self) -> Mapping[str, Term]:
        """Every name and alias, as `key` gives it, with its term."""
        found: dict[str, Term] = {}
        for term in self.terms:
            found.setdefault(_without_family(self.folded[term.name], self.families), term)
            for name in term.aliases:
                found.setdefault(_without_family(self.folded[name], self.families), term)
        return found

    @cached_property
    def spelt_out(self) -> Mapping[str, str]:
        """Folded words -> the acronym they are shortened to."""
        return {long: short for short, long in self.acronyms.items()}

    def find(self, name: str) -> Term | None:
        """Return the term of that name, case, family name and plural aside."""
        return self.named(words(name))

    def named(self, folded: Sequence[str]) -> Term | None:
        """Return the term of that name, given as folded words."""
        if len(folded) > 1 and folded[0] in self.families:
            folded = folded[1:]
        wanted = " ".join(folded)
        return (
            self.by_key.get(wanted)
            or self.by_key.get(wanted.removesuffix("s"))
            or self.by_tail.get(wanted)
        )

    @cached_property
    def by_word(self) -> Mapping[str, Term]:
        """Each folded word of a name, with the weightiest term that has it."""
        found: dict[str, Term] = {}
        for term in self.terms:
            for word in self.folded[term.name].split():
                found.setdefault(word, term)
        return found

    @cached_property
    def by_tail(self) -> Mapping[str, Term]:
        """Names without their first word, where only one term has that rest: `fargate`."""
        found: dict[str, Term | None] = {}
        for name, term in self.by_key.items():
            _, _, rest = name.partition(" ")
            if len(rest) >= TAIL_LEAST and " " not in rest:
                found[rest] = term if found.get(rest, term) is term else None
        return {rest: term for rest, term in found.items() if term is not None}


def key(name: str, families: frozenset[str] = frozenset()) -> str:
    """Return what makes two names the same: folded words without a family's name in front."""
    return _without_family(" ".join(words(name)), families)


def _without_family(folded: str, families: frozenset[str]) -> str:
    head, _, rest = folded.partition(" ")
    return rest if rest and head in families else folded


@dataclass(frozen=True, slots=True)
class NoteNames:
    """What one note names: the glossary's raw material."""

    mentions: tuple[tuple[str, int], ...]
    """Names, each with the weight of its place."""
    acronyms: tuple[tuple[str, str], ...]
    attributes: tuple[str, ...]
    """Keys of names that stand under so many headings that they name no thing."""
    headings: tuple[str, ...]
    """Keys of the headings below the title."""


def note_names(note: Note, sections: Sequence[Section]) -> NoteNames:
    """Collect what a note names."""
    acronyms: dict[str, str] = {}
    headings: dict[str, None] = {}
    under: dict[str, set[object]] = defaultdict(set)
    for section in sections:
        if len(section.place.heading) > 1:
            headings[key(section.place.heading[-1])] = None
        for block in section.blocks:
            acronyms.update(_acronyms(block.text))
            is_heading = block.kind is Kind.HEADING
            name = block.text if is_heading else block.lead
            if name and len(name) <= TERM_CAP:
                above = section.place.heading[:-1] if is_heading else section.place.heading
                if is_heading or name not in above:
                    under[key(name)].add((above, block.parents))
    return NoteNames(
        tuple(_mentions(note, sections)),
        tuple(acronyms.items()),
        tuple(name for name, places in under.items() if len(places) >= ATTRIBUTE),
        tuple(headings),
    )


def build_glossary(
    notes: Sequence[tuple[Note, NoteNames]], earlier: Glossary | None = None
) -> Glossary:
    """Return the glossary of the notes; their order only breaks ties.

    `earlier` is the glossary of the notes before they changed: it saves time, and nothing else.
    """
    folded = FoldedNames(earlier.folded if earlier else None)
    headings = Counter(name for _, names in notes for name in names.headings)
    attributes = {name for _, names in notes for name in names.attributes}
    attributes.update(name for name, count in headings.items() if count >= TEMPLATE)
    distinct = {name for _, names in notes for name, _ in names.mentions}
    base_of = {
        name: _without_brackets(name)[0] for name in distinct if folded[name] not in attributes
    }
    families = _families(set(base_of.values()), folded)
    group_of = {name: _without_family(folded[base], families) for name, base in base_of.items()}
    groups: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for note, names in notes:
        for name, weight in names.mentions:
            if name in group_of:
                groups[group_of[name]].append((name, note.path, weight))
    acronyms = dict(pair for _, names in notes for pair in names.acronyms)
    given = {
        _without_family(folded[note.title], families): note.aliases
        for note, _ in notes
        if note.aliases
    }
    spelt_out: dict[str, list[str]] = defaultdict(list)
    for short, long in acronyms.items():
        spelt_out[long].append(short)
        if short != long:
            spelt_out[short].append(short)
    forms = _Forms(acronyms, spelt_out, folded)
    same_forms = earlier is not None and list(earlier.acronyms.items()) == list(acronyms.items())
    known = earlier.groups if earlier and same_forms else {}
    made: dict[str, _Group] = {}
    for group, found in groups.items():
        if group:
            own = given.get(group, ())
            old = known.get(group)
            is_same = old is not None and old.mentions == found and old.given == own
            made[group] = old if old and is_same else _Group(found, own, _term(found, forms, own))
    terms = [group.term for group in made.values()]
    terms.sort(key=attrgetter("name"))
    terms.sort(key=attrgetter("weight"), reverse=True)
    folded.forget_earlier()
    return Glossary(tuple(terms), acronyms, families, folded, made)


class _Forms(NamedTuple):
    """What the notes say of names' short and long forms."""

    acronyms: Mapping[str, str]
    by_form: Mapping[str, Sequence[str]]
    """Acronyms by either form, in the order in which they were read."""
    folded: FoldedNames


def _term(found: Sequence[tuple[str, str, int]], forms: _Forms, given: Sequence[str]) -> Term:
    shown: Counter[str] = Counter()
    where: Counter[str] = Counter()
    aliases: dict[str, None] = dict.fromkeys(given)
    if len(found) == 1 and not given and "(" not in found[0][0]:
        ((name, path, weight),) = found
        best = name.strip()
        if "\uff08" not in name and forms.folded[best] not in forms.by_form:
            return Term(best, (), path, weight)
    for name, path, weight in found:
        base, inside = _without_brackets(name)
        shown[base] += weight
        where[path] += weight
        if inside:
            aliases[inside] = None
    best = max(shown.items(), key=lambda pair: (pair[1], -len(pair[0]), pair[0]))[0]
    for name in shown:
        if name != best:
            aliases[name] = None
    folded = forms.folded[best]
    for short in forms.by_form.get(folded, ()):
        long = forms.acronyms[short]
        aliases[short.upper() if long == folded else long] = None
    others = tuple(alias for alias in aliases if alias and fold(alias) != fold(best))
    note = min(where.items(), key=lambda pair: (-pair[1], pair[0]))[0]
    return Term(best, others, note, sum(where.values()))


def _mentions(note: Note, sections: Sequence[Section]) -> Iterator[tuple[str, int]]:
    """Yield (name, weight) for each place where a note names something."""
    if _is_name(note.title):
        yield note.title, 3
    for alias in note.aliases:
        yield alias, 1
    for section in sections:
        for block in section.blocks:
            if block.kind is Kind.HEADING:
                name, weight = _ORDINAL.sub("", block.text).strip(" :"), 2
            elif block.lead:
                name, weight = _ORDINAL.sub("", block.lead).strip(" :"), 1
            elif block.kind is Kind.ROW and not block.label:
                name, weight = block.cells[0], 1
            else:
                continue
            if _is_name(name):
                yield name, weight


def _is_name(name: str) -> bool:
    """Whether words name a thing, rather than say or ask something."""
    return (
        2 <= len(name) <= TERM_CAP
        and any(letter.isalpha() for letter in name)
        and name.count(" ") < WORDS_CAP
        and not _SENTENCE_MARK.search(name)
        and not _QUESTION.match(name)
        and "$" not in name
    )


def _without_brackets(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets behind it, and that."""
    found = _BRACKETED.search(name) if "(" in name or "\uff08" in name else None
    if not found:
        return name.strip(), ""
    base = (name[: found.start()] + " " + name[found.end() :]).strip()
    inside = found[1].strip()
    return (base, inside if _is_short_for(inside, base) else "") if base else (name, "")


def _families(every: Iterable[str], folded: FoldedNames) -> frozenset[str]:
    """Return words that stand capitalised in front of names which also do without them."""
    keys = {folded[name] for name in every}
    parts = [(head, rest) for head, _, rest in (name.partition(" ") for name in keys) if rest]
    heads = Counter(head for head, _ in parts)
    often = {
        head for head, count in heads.items() if count >= FAMILY_NAMES and head not in _SMALL_WORDS
    }
    if not often:
        return frozenset()
    pairs = Counter(head for head, rest in parts if head in often and rest in keys)
    found = {head for head, count in pairs.items() if count >= FAMILY}
    if not found:
        return frozenset()
    firsts = {name.partition(" ")[0] for name in every}
    return frozenset(found - {head for head in firsts if head == head.lower()})


def _acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Yield (acronym, words) that a text explains itself, folded."""
    if "(" not in text:
        return
    for found in _SPELT_OUT.finditer(text):
        long = _initialled(found[1], found[2])
        if long:
            yield fold(found[2]), " ".join(words(long))
    for found in _SHORT_FIRST.finditer(text):
        if _ACRONYM.fullmatch(found[1]) and _is_short_for(found[1], found[2]):
            yield fold(found[1]), " ".join(words(found[2]))


def _initialled(before: str, short: str) -> str:
    """Return the last words before the bracket whose initials are the acronym, or nothing."""
    found = before.split()
    for start in range(len(found) - 1, -1, -1):
        if fold(found[start]) in _SMALL_WORDS:
            continue
        candidate = " ".join(found[start:])
        if _is_short_for(short, candidate):
            return candidate
    return ""


_SMALL_WORDS: Final = frozenset(
    {
        "a", "an", "and", "as", "at", "by", "de", "del", "della", "der", "di", "et", "for", "in",
        "la", "le", "of", "on", "the", "to", "und", "with",
    }
)  # fmt: skip


def _is_short_for(short: str, long: str) -> bool:
    """Whether initials make the acronym; a digit repeats the letter before it (`S3`, `EC2`)."""
    letters = ""
    for letter in fold(short):
        if letter.isdigit() and letters and 1 < int(letter) < 10:
            letters += letters[-1] * (int(letter) - 1)
        elif letter.isalnum():
            letters += letter
    parts = [part for part in re.split(r"[\s/-]+", fold(long)) if part]
    every = "".join(part[0] for part in parts)
    main = "".join(part[0] for part in parts if part not in _SMALL_WORDS)
    return len(letters) > 1 and len(parts) > 1 and letters in {every, main}
