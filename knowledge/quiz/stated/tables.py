"""What the rows of a table say of the name in their first cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.model import Kind
from knowledge.quiz.stated.labels import relation_of
from knowledge.quiz.stated.said import How, Relation, Said, clean, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import Block
    from knowledge.quiz.grammar import Grammar


def of_row(block: Block, grammar: Grammar) -> Iterator[Said]:
    """Yield what each further cell says of the first, and the group that the table makes."""
    if block.kind is not Kind.ROW or block.label:
        return
    cells = block.cells
    name = clean(cells[0])
    if len(cells) < 2 or len(block.parents) < 2 or not is_name(name, grammar):
        return
    columns = [clean(column) for column in block.parents]
    group = " | ".join(columns)
    yield Said(name, Relation.PART_OF, columns[0] or group, block.text, How.CELL, group)
    for cell, column in zip(cells[1:], columns[1:], strict=False):
        if column and cell.strip():
            relation = relation_of(column) or Relation.FEATURE
            yield Said(name, relation, cell.strip(), block.text, How.CELL, column)
