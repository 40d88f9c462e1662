"""What all notes name, joined to a glossary; where few notes changed, only theirs is done again."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from knowledge.notes.glossary import FoldedNames, Glossary, Term, without_family
from knowledge.notes.names import SMALL_WORDS, without_brackets
from knowledge.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge.model import Note
    from knowledge.notes.names import NoteNames

FAMILY: Final = 2
"""So many names that stand with and without a word in front make that word a family's name."""
FAMILY_NAMES: Final = 4
"""A family has at least so many names; with fewer a shared first word is chance."""
TEMPLATE: Final = 5
"""A lower heading in so many notes is a template's."""


class _Mention(NamedTuple):
    """One place where a note names something."""

    name: str
    path: str
    weight: int


class _Group(NamedTuple):
    """Mentions of one thing in the order of the notes, and the term that they make."""

    mentions: Sequence[_Mention]
    term: Term


class _Forms(NamedTuple):
    """What the notes say of names' short and long forms."""

    acronyms: Mapping[str, str]
    by_form: Mapping[str, Sequence[str]]
    """Acronyms by either form, in the order in which they were read."""
    folded: FoldedNames


@dataclass(frozen=True, slots=True)
class Makings:
    """What a glossary was made of, so that changed notes can be taken out and put in."""

    names: Mapping[str, int]
    """How often each name is mentioned."""
    bases: Mapping[str, int]
    """Names without brackets, but for those that name no thing: of how many names each is."""
    headings: Mapping[str, int]
    """Keys of lower headings, with the number of notes that have each."""
    attributes: Mapping[str, int]
    """Keys that name no thing in a note, with the number of such notes."""
    given: Mapping[str, Sequence[str]]
    """Aliases by the key of the title whose author gave them."""
    forms: _Forms
    groups: Mapping[str, _Group]

    def names_no_thing(self, folded: str) -> bool:
        """Whether a name, given by its folded words, is an attribute's or a template's."""
        return folded in self.attributes or self.headings.get(folded, 0) >= TEMPLATE


Named: TypeAlias = "tuple[Note, NoteNames]"


def build_glossary(notes: Sequence[Named], earlier: Glossary | None = None) -> Glossary:
    """Return the glossary of the notes; their order only breaks ties.

    `earlier` is the glossary of the notes before they changed: it saves time, and nothing else.
    """
    folded = FoldedNames(earlier.folded if earlier else None)
    acronyms = dict(pair for _, names in notes for pair in names.acronyms)
    counted = Makings(
        Counter(name for _, names in notes for name, _ in names.mentions),
        {},
        Counter(name for _, names in notes for name in names.headings),
        Counter(name for _, names in notes for name in names.attributes),
        {},
        _Forms(acronyms, _by_form(acronyms), folded),
        {},
    )
    base_of = {
        name: without_brackets(name)[0]
        for name in counted.names
        if not counted.names_no_thing(folded[name])
    }
    bases = Counter(base_of.values())
    families = _families(bases, folded)
    group_of = {name: without_family(folded[base], families) for name, base in base_of.items()}
    mentions: dict[str, list[_Mention]] = defaultdict(list)
    for note, names in notes:
        for name, weight in names.mentions:
            if group := group_of.get(name):
                mentions[group].append(_Mention(name, note.path, weight))
    given = {
        without_family(folded[note.title], families): note.aliases
        for note, _ in notes
        if note.aliases
    }
    groups = {
        group: _group(found, given.get(group, ()), counted.forms)
        for group, found in mentions.items()
    }
    terms = sorted((group.term for group in groups.values()), key=_rank)
    folded.forget_earlier()
    makings = replace(counted, bases=bases, given=given, groups=groups)
    return Glossary(tuple(terms), acronyms, families, folded, makings)


def amended(
    earlier: Glossary, gone: Sequence[Named], come: Sequence[Named], order: Mapping[str, int]
) -> Glossary | None:
    """Return the glossary of notes of which few changed: it equals one that is built anew.

    `gone` are notes as they were, `come` as they are, `order` has the position of every note there
    is now; those that stay are in their old order. None where a change reaches further than the
    names in those notes: where acronyms, authors' aliases, families or what is no name changed.
    """
    old = earlier.makings
    if old is None or _reaching(gone) != _reaching(come):
        return None
    less, more = [names for _, names in gone], [names for _, names in come]
    counted = replace(
        old,
        names=_recounted(old.names, _mentioned(less), _mentioned(more)),
        headings=_recounted(old.headings, _headings(less), _headings(more)),
        attributes=_recounted(old.attributes, _attributes(less), _attributes(more)),
    )
    changed = chain(*(chain(_headings(own), _attributes(own)) for own in (less, more)))
    if any(old.names_no_thing(name) != counted.names_no_thing(name) for name in changed):
        return None
    folded = earlier.folded
    base_of = {
        name: without_brackets(name)[0]
        for name in chain(_mentioned(less), _mentioned(more))
        if not old.names_no_thing(folded[name])
    }
    bases = _recounted(
        old.bases,
        [base for name, base in base_of.items() if name not in counted.names],
        [base for name, base in base_of.items() if name not in old.names],
    )
    families = earlier.families
    if bases.keys() != old.bases.keys() and _families(bases, folded) != families:
        return None
    group_of = {name: without_family(folded[base], families) for name, base in base_of.items()}
    groups = dict(old.groups)
    terms = list(earlier.terms)
    paths = {note.path for note, _ in (*gone, *come)}
    for group, fresh in _by_group(come, group_of).items():
        known = groups.pop(group, None)
        kept = [each for each in known.mentions if each.path not in paths] if known else []
        if known:
            del terms[bisect_left(terms, _rank(known.term), key=_rank)]
        if kept or fresh:
            found = sorted((*kept, *fresh), key=lambda each: order[each.path])
            groups[group] = _group(found, old.given.get(group, ()), old.forms)
            insort(terms, groups[group].term, key=_rank)
    makings = replace(counted, bases=bases, groups=groups)
    return Glossary(tuple(terms), earlier.acronyms, families, folded, makings)


def _rank(term: Term) -> tuple[int, str]:
    """Return what terms are ordered by; no two have the same name."""
    return -term.weight, term.name


def _group(found: Sequence[_Mention], given: Sequence[str], forms: _Forms) -> _Group:
    return _Group(found, _term(found, forms, given))


def _by_group(come: Sequence[Named], group_of: Mapping[str, str]) -> dict[str, list[_Mention]]:
    """Return the mentions of each group that changed; some have none any more."""
    found: dict[str, list[_Mention]] = {group: [] for group in group_of.values() if group}
    for note, names in come:
        for name, weight in names.mentions:
            if group := group_of.get(name):
                found[group].append(_Mention(name, note.path, weight))
    return found


def _reaching(notes: Iterable[Named]) -> dict[str, object]:
    """Return by path what notes say of names that may stand in any other note."""
    return {
        note.path: (names.acronyms, note.aliases, note.title if note.aliases else "")
        for note, names in notes
        if names.acronyms or note.aliases
    }


def _mentioned(notes: Iterable[NoteNames]) -> Iterator[str]:
    return (name for names in notes for name, _ in names.mentions)


def _headings(notes: Iterable[NoteNames]) -> Iterator[str]:
    return (name for names in notes for name in names.headings)


def _attributes(notes: Iterable[NoteNames]) -> Iterator[str]:
    return (name for names in notes for name in names.attributes)


def _recounted(
    before: Mapping[str, int], less: Iterable[str], more: Iterable[str]
) -> dict[str, int]:
    """Return the counts with some taken away and some added; what counts nothing is left out."""
    found = dict(before)
    for name in more:
        found[name] = found.get(name, 0) + 1
    for name in less:
        found[name] -= 1
        if not found[name]:
            del found[name]
    return found


def _by_form(acronyms: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for short, long in acronyms.items():
        found[long].append(short)
        if short != long:
            found[short].append(short)
    return dict(found)


def _term(found: Sequence[_Mention], forms: _Forms, given: Sequence[str]) -> Term:
    shown: Counter[str] = Counter()
    where: Counter[str] = Counter()
    aliases: dict[str, None] = dict.fromkeys(given)
    if len(found) == 1 and not given and "(" not in found[0][0]:
        ((name, path, weight),) = found
        best = name.strip()
        if "\uff08" not in name and forms.folded[best] not in forms.by_form:
            return Term(best, (), path, weight)
    for name, path, weight in found:
        base, inside = without_brackets(name)
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


def _families(every: Iterable[str], folded: FoldedNames) -> frozenset[str]:
    """Return words that stand capitalised in front of names which also do without them."""
    keys = {*map(folded.__getitem__, every)}
    parts = [(head, rest) for head, _, rest in (name.partition(" ") for name in keys) if rest]
    heads = Counter(head for head, _ in parts)
    often = {
        head for head, count in heads.items() if count >= FAMILY_NAMES and head not in SMALL_WORDS
    }
    if not often:
        return frozenset()
    pairs = Counter(head for head, rest in parts if head in often and rest in keys)
    found = {head for head, count in pairs.items() if count >= FAMILY}
    if not found:
        return frozenset()
    firsts = {name.partition(" ")[0] for name in every}
    return frozenset(found - {head for head in firsts if head == head.lower()})
