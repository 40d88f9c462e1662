"""Paragraphs of several defined terms, a line each, taken apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.model import Kind, Section
from knowledge.notes.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.model import Block

_LEAD = re.compile(r"\s{0,3}(?P<mark>\*\*|__)(?P<lead>[^*_\n]{2,80})(?P=mark)")
LEAST: Final = 2
"""So many lines that begin with a marked name make a list of terms of a paragraph."""


def taken_apart(sections: Sequence[Section], lines: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections with a block for each line of a paragraph that lists marked terms.

    Markdown joins such lines into one paragraph; their author sees a glossary.
    """
    return tuple(
        Section(section.place, tuple(_blocks(section.blocks, lines)))
        if any(_may_list(block) for block in section.blocks)
        else section
        for section in sections
    )


def _may_list(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and block.last > block.first


def _blocks(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[Block]:
    for block in blocks:
        own = lines[block.first - 1 : block.last]
        starts = [at for at, line in enumerate(own) if _LEAD.match(line)]
        if not _may_list(block) or len(starts) < LEAST:
            yield block
            continue
        for first, end in zip([0, *starts], [*starts, len(own)], strict=True):
            text = plain(" ".join(own[first:end]))
            if not text:
                continue
            found = _LEAD.match(own[first])
            lead = plain(found["lead"]).rstrip(" :") if found else ""
            yield replace(
                block,
                text=text,
                first=block.first + first,
                last=block.first + end - 1,
                lead=lead if text.startswith(lead) else "",
            )
