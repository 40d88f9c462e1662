"""What bullets say by where they hang: attributes of a thing, members of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.model import Kind
from knowledge.quiz.stated.definitions import parted
from knowledge.quiz.stated.headings import named_by
from knowledge.quiz.stated.labels import relation_of
from knowledge.quiz.stated.said import How, Relation, Said, clean, is_name, without_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.model import Block, Section
    from knowledge.quiz.grammar import Grammar

LABEL_CAP: Final = 60
Parents = tuple[str, ...]
"""The bullets above a bullet."""


def of_label(section: Section, block: Block, grammar: Grammar) -> Iterator[Said]:
    """Yield what `Description: ...` or `Use case: ...` says of the bullet or heading above it."""
    found = parted(block, grammar) or _any_label(block)
    if found is None:
        return
    relation = relation_of(found[0])
    term = _above(section, block, grammar)
    if relation is not None and term:
        yield Said(term, relation, found[1], block.text, How.LABEL, found[0])


def of_labelled_list(section: Section, block: Block, grammar: Grammar) -> Iterator[Said]:
    """Yield what a bullet under a label (`Use cases:`, then bullets) says of what is above it."""
    if not block.parents or parted(block, grammar) is not None:
        return
    relation = relation_of(clean(block.parents[-1]))
    above = block.parents[-2] if len(block.parents) > 1 else ""
    term = _name(above, grammar) if above else named_by(_heading(section), grammar)
    if relation in {Relation.USE, Relation.FEATURE} and term:
        yield Said(term, relation, block.text, block.text, How.LABEL, clean(block.parents[-1]))


def described(section: Section, grammar: Grammar) -> frozenset[Parents]:
    """Return the bullets whose bullets describe them label by label: `Description:`, `Billing:`."""
    found: set[Parents] = set()
    for block in section.blocks:
        if block.kind is Kind.ITEM:
            name = parted(block, grammar)
            if name and relation_of(name[0]) is not None:
                found.add(block.parents)
    return frozenset(found)


def of_attribute(section: Section, block: Block, grammar: Grammar) -> Iterator[Said]:
    """Yield what stands under any other label beside a known one."""
    found = parted(block, grammar)
    term = _above(section, block, grammar)
    if found and term:
        yield Said(term, Relation.FEATURE, found[1], block.text, How.LABEL, found[0])


def _any_label(block: Block) -> tuple[str, str, bool] | None:
    head, mark, rest = block.text.partition(":")
    return (clean(head), rest.strip(), False) if mark and rest and len(head) < LABEL_CAP else None


def _heading(section: Section) -> str:
    first = section.blocks[0]
    return first.text if first.kind is Kind.HEADING else section.place.heading[-1]


def _above(section: Section, block: Block, grammar: Grammar) -> str:
    return (
        _name(block.parents[-1], grammar) if block.parents else named_by(_heading(section), grammar)
    )


def _name(text: str, grammar: Grammar) -> str:
    """Return the name that a bullet is, or begins with."""
    head = text.partition(": ")[0]
    name = without_article(clean(head), grammar)[0]
    return name if is_name(name, grammar) else ""


def members(section: Section, grammar: Grammar) -> Iterator[tuple[int, Said]]:
    """Yield (block, member of a group): short bullets under another bullet or a heading."""
    heading = clean(_heading(section))
    labelled = described(section, grammar)
    groups: dict[str, list[tuple[int, str]]] = {}
    for position, block in enumerate(section.blocks):
        if block.kind is not Kind.ITEM:
            continue
        group = clean(block.parents[-1]) if block.parents else heading
        name = "" if block.parents in labelled else _member(block, grammar)
        if name and relation_of(name) is None and group and len(group) <= LABEL_CAP:
            groups.setdefault(group, []).append((position, name))
    for group, found in groups.items():
        if relation_of(group) is None and group.casefold() not in {
            name.casefold() for _, name in found
        }:
            for position, name in found:
                text = section.blocks[position].text
                yield position, Said(name, Relation.PART_OF, group, text, How.LIST, group)


def _member(block: Block, grammar: Grammar) -> str:
    found = parted(block, grammar)
    name = found[0] if found else clean(block.text)
    name = without_article(name, grammar)[0]
    return name if is_name(name, grammar) else ""


def of_subheadings(sections: Sequence[Section], grammar: Grammar) -> Iterator[tuple[int, Said]]:
    """Yield (section, member): a heading belongs to the one above it."""
    for position, section in enumerate(sections):
        path = section.place.heading
        if len(path) < 2 or section.blocks[0].kind is not Kind.HEADING:
            continue
        name, group = named_by(path[-1], grammar), clean(path[-2])
        if name and group and len(group) <= LABEL_CAP:
            text = section.blocks[0].text
            yield position, Said(name, Relation.PART_OF, group, text, How.HEADING, group)
