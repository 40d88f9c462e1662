"""Figures with their units that a note gives under the name of a thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.model import Kind
from knowledge.quiz.stated.said import How, Relation, Said, is_name, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import Block
    from knowledge.quiz.grammar import Grammar

FIGURE = re.compile(
    r"(?<![\w.,/:-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,7}(?:\.\d{1,4})?)"
    r"(?:\s?(?P<percent>%)|\s?(?P<unit>[^\W\d_]{1,14}))(?![\w/-])"
)
"""A number with its unit: `15 minutes`, `30 GB`, `99.9 %`."""
END = re.compile(r"[\s.!)]*$")


def last_figure(sentence: str) -> re.Match[str] | None:
    """Return the figure that a sentence ends with, so that a gap can stand at its end."""
    found = None
    for found in FIGURE.finditer(sentence):  # noqa: B007 - the last one is wanted
        pass
    return found if found and END.match(sentence, found.end()) else None


def of_figures(term: str, block: Block, grammar: Grammar) -> Iterator[Said]:
    """Yield the sentences of a block that end with a figure."""
    if block.kind not in {Kind.ITEM, Kind.PARAGRAPH} or not term or not is_name(term, grammar):
        return
    for sentence in sentences(block.text):
        found = last_figure(sentence)
        if found:
            yield Said(term, Relation.NUMBER, sentence, sentence, How.FIGURE, found[0])
