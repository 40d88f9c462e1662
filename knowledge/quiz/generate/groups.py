"""Which of several terms a list, a table or a heading of the notes holds, and which it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.quiz.facts import Fact, How, Relation
from knowledge.quiz.generate.shelf import (
    KIN_NEAR,
    Shelf,
    in_order,
    is_plural,
    option_of,
    related,
    topic_of,
)
from knowledge.quiz.identity import generated_id
from knowledge.quiz.items import Item, Kind, Option, Origin, digest
from knowledge.quiz.stated.headings import named_by
from knowledge.quiz.terms import Shape
from knowledge.text import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.quiz.terms import Subject

LEAST: Final = 3
"""Members of a group that is asked about."""
NAMED: Final = 2
"""Blocks of the notes that name a member: one that is named only once may be a remark."""
WORD: Final = 3
"""Letters of a word that may be a plural, more than."""
MOST_WORDS: Final = 5
KEYS_PER_GROUP: Final = 2
"""Questions for one member of the same group."""


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that stand under one name in one note."""

    label: str
    members: tuple[tuple[Subject, Fact], ...]


def groups_of(shelf: Shelf) -> Iterator[Group]:
    """Yield the groups of the notes whose members are terms."""
    for mark, subjects in sorted(shelf.lexicon.groups.items()):
        found: dict[str, tuple[Subject, Fact]] = {}
        for subject in subjects:
            fact = next(
                fact for fact in subject.said(Relation.PART_OF) if shelf.group_mark(fact) == mark
            )
            found[subject.key] = (subject, fact)
        members = tuple(pair for pair in found.values() if _is_member(pair[0], shelf))
        if len(members) < LEAST or 2 * len(members) < len(found):
            continue
        proper = tuple(pair for pair in members if pair[0].shape is Shape.PROPER)
        if len(proper) >= LEAST and 2 * len(proper) >= len(members):
            members = proper
        fact = members[0][1]
        label = named_by(fact.value, shelf.grammar(fact))
        if _is_label(fact, label, shelf) and _are_of_kind(members, label):
            yield Group(label, members)


def _is_member(subject: Subject, shelf: Shelf) -> bool:
    if len(subject.name.split()) > MOST_WORDS:
        return False
    return (
        subject.key in shelf.described or len(shelf.evidence.named_in.get(subject.key, ())) >= NAMED
    )


def _is_label(fact: Fact, label: str, shelf: Shelf) -> bool:
    """Whether a group's name says what its members are; a heading has to name several things."""
    if not label or fact.how is How.CELL:
        return False
    itself = shelf.lexicon.find(label)
    is_thing = itself is not None and itself.key in shelf.described
    if is_thing and itself is not None and itself.shape is Shape.PROPER:
        return False  # what stands under a thing are its features
    if " " not in label and not is_thing:
        return False
    is_english = shelf.languages.get(fact.place.note, "english") == "english"
    if fact.how is not How.HEADING and not is_english:
        return True
    return any(is_plural(word) for word in label.split() if len(word) > WORD)


def _are_of_kind(members: Sequence[tuple[Subject, Fact]], label: str) -> bool:
    """Whether a group's name says of what kind its members are, as half of them must show.

    Proper names are taken on trust; words of the language stand under topics too.
    """
    if all(member.shape is Shape.PROPER for member, _ in members):
        return True
    nouns = {stem(word) for word in words(label) if len(word) > WORD}
    shown = sum(
        bool(nouns & {member.kind, *map(stem, words(member.name))}) for member, _ in members
    )
    return 2 * shown >= len(members)


def group_items(group: Group, shelf: Shelf) -> Iterator[Item]:
    """Yield the questions for a member, for two members, and for what is none."""
    ranked = sorted(group.members, key=lambda pair: digest(f"{group.label}|{pair[0].key}"))
    for number, (subject, fact) in enumerate(ranked[:KEYS_PER_GROUP]):
        outside = outsiders(group, subject, shelf, 3)
        stem = shelf.wording(fact).member.format(group.label)
        if len(outside) > 1:
            yield _item("member", group, (subject,), outside, (stem, fact, number), shelf)
    first, second = ranked[0][0], ranked[1][0]
    fact = ranked[0][1]
    outside = outsiders(group, first, shelf, 4)
    if len(outside) >= 3 and not related(first, second):
        stem = shelf.wording(fact).members.format(group.label)
        yield _item("members", group, (first, second), outside[:3], (stem, fact, 0), shelf)
    inside = [subject for subject, _ in ranked[:3]]
    for stranger in outside[-1:]:
        stem = shelf.wording(fact).outsider.format(group.label)
        yield _item("except", group, (stranger,), inside, (stem, fact, 0), shelf)


def outsiders(group: Group, subject: Subject, shelf: Shelf, count: int) -> tuple[Subject, ...]:
    """Return terms of a member's kind that the notes nowhere name together with the group."""
    keys = {member.key for member, _ in group.members}
    label = set(words(group.label))
    there = frozenset().union(*(shelf.evidence.named_in.get(key, frozenset()) for key in keys))
    found: list[Subject] = []
    for other in shelf.siblings(subject, KIN_NEAR):
        is_outside = other.key not in keys and not any(
            related(other, member) for member, _ in group.members
        )
        if not is_outside or label & set(words(other.name)):
            continue
        if other.shape is Shape.COMMON and not shelf.notes_of[other.key].isdisjoint(
            shelf.notes_of[subject.key]
        ):
            continue  # ideas of one note fit more than one of its lists
        if shelf.evidence.named_in.get(other.key, frozenset()) & there:
            continue
        if group.label in other.parents or any(related(other, each) for each in found):
            continue
        found.append(other)
        if len(found) == count:
            break
    return tuple(found)


def _item(
    rule: str,
    group: Group,
    keys: Sequence[Subject],
    others: Sequence[Subject],
    asked: tuple[str, Fact, int],
    shelf: Shelf,
) -> Item:
    stem, fact, number = asked
    concept = group.label if rule != "member" else keys[0].name
    name = generated_id(rule, f"{fact.place.note} {group.label}", "category", number)
    options = in_order(name, (option_of(each, shelf) for each in (*keys, *others)))
    right = {Option(each.name).id for each in keys}
    members = ", ".join(member.name for member, _ in group.members)
    return Item(
        name,
        Kind.SEVERAL if len(keys) > 1 else Kind.CHOICE,
        Origin.GENERATED,
        stem,
        options,
        tuple(option.id for option in options if option.id in right),
        fact.place,
        fact.sentence,
        f"{group.label}: {members}.",
        concept=concept,
        relation="category",
        topic=topic_of(fact),
        syntax=rule,
        source_text=f"{group.label}\n{members}",
    )
