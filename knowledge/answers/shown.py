"""Which words of a passage to show first: the sentence, list, rows or comparison that answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from knowledge.answers.passages import texts_of
from knowledge.answers.query import Intent
from knowledge.answers.ranking import ARTICLES, BEGINS, COPULAS, definition_worth, sentences_of
from knowledge.answers.reach import Bits, reaches
from knowledge.answers.sides import set_beside
from knowledge.model import Block, Kind
from knowledge.text import stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.answers.answer import Source
    from knowledge.answers.query import Query, Understanding

SHOWN_CAP: Final = 700
"""Characters shown first: one screen of a phone."""
LIST_ITEMS: Final = 7
"""Items of a list that are shown first."""
TOO_SHORT: Final = 100
"""A sentence of fewer characters is shown with the one behind it."""
LITTLE: Final = 50
"""A definition of fewer characters is hardly more than the name: what follows is shown too."""
ASKS: Final = 0.6
"""What a sentence that asks is worth beside one that says."""
FITS: Final = 0.2
"""What it is worth that a sentence holds the kind of fact asked for, as a share of all asked."""
HEADS: Final = 0.9
"""What a heading is worth beside a sentence, unless a list is asked for."""
LENT: Final = 0.6
"""What a word counts that stands in the heading or bullet above, not in the sentence."""
NOWHERE: Final = -2
"""Row of a word that no note holds."""


def choose_shown(
    query: Query, known: Understanding, source: Source, number: int
) -> tuple[Block, ...]:
    """Return the sentence, list or rows of a passage that answer, within `SHOWN_CAP`.

    `number` is the passage's place in the index.
    """
    if query.intent is Intent.COMPARISON:
        compared = beside_in(query, known, source)
        if compared:
            return _fitted(_with_subject(query, known, source, compared))
    blocks = source.blocks
    best = _best_segment(query, known, blocks, number)
    if best is None:
        return _fitted(blocks)
    at, sentence = best
    kind = blocks[at].kind
    if kind is Kind.HEADING:
        chosen = _below_heading(blocks, at)
    elif kind is Kind.ITEM:
        chosen = _with_items(query, blocks, at)
    elif kind is Kind.ROW:
        chosen = _rows(blocks, at)
    elif kind is Kind.CODE:
        chosen = blocks[max(0, at - 1) : at + 1]
    else:
        chosen = _sentences(blocks, at, sentence)
    if query.intent is Intent.DEFINITION:
        chosen = _said_more(blocks, chosen)
    return _fitted(_with_subject(query, known, source, chosen))


def beside_in(query: Query, known: Understanding, source: Source) -> Sequence[Block]:
    """Return the part of a passage that sets what is compared beside each other, if it has one."""
    heading = "".join(source.place.heading[-1:])
    return set_beside(heading, source.blocks, query.about, lambda text: roots_of(text, known))


def _best_segment(
    query: Query, known: Understanding, blocks: Sequence[Block], number: int
) -> tuple[int, int] | None:
    """Return which segment covers most of what is asked: its block, and which one of that it is.

    What it stands under lends words. None where the passage has no segment.
    """
    rows = known.index.vocabulary
    weights = {rows[root]: asked.weight for asked in query.asked for root in asked.roots}
    kinds = [rows[kind] for kind in query.wanted if kind in rows]
    bits = Bits.of([*weights, *kinds], known.index)
    weighed = [(bits.of_row[row], weight) for row, weight in weights.items()]
    wanted = bits.all(kinds)
    total = sum(weights.values()) or 1.0
    about = query.about if query.intent is Intent.DEFINITION else query.subjects
    subject = [rows.get(root, NOWHERE) for root in about[0]] if about else []
    copulas, articles = known.index.rows(COPULAS), known.index.rows(ARTICLES)
    best, best_score = None, -1.0
    within = reaches(known.index, number, blocks, bits)
    sentences = sentences_of(known.index, number)[1:] if subject else ()
    before, of_block = -1, 0
    for at, (place, own, under, _) in enumerate(within):
        of_block = of_block + 1 if place == before else 0
        before = place
        block = blocks[place]
        score = sum([weight for bit, weight in weighed if bit & own])
        score += LENT * sum([weight for bit, weight in weighed if bit & under & ~own])
        if subject and subject[0] in sentences[at] and block.kind not in _NO_PROSE:
            worth = definition_worth(sentences[at], subject, copulas, articles)
            score += total * (worth if query.intent is Intent.DEFINITION else min(worth, BEGINS))
        if own & wanted:
            score += FITS * total
        if score <= best_score + _SAME:
            continue  # whatever it is, that only takes from it
        if block.kind is Kind.HEADING and query.intent is not Intent.LIST:
            score *= HEADS
        elif texts_of(block)[of_block].endswith(_ASKING):
            score *= ASKS
        if score > best_score + _SAME:
            best, best_score = (place, of_block), score
    return best


_SAME: Final = 1e-9
"""Scores that differ by no more are equal; of these the first counts."""
_NO_PROSE: Final = frozenset({Kind.HEADING, Kind.CODE})
_ASKING: Final = ("?", "\uff1f", "....", "EXCEPT:", "EXCEPT")


def roots_of(text: str, known: Understanding) -> list[str]:
    """Return the stems of a text's words, in the notes' commonest language."""
    root_of = stems(known.languages[0])
    return [root_of[word] for word in words(text)]


def _below_heading(blocks: Sequence[Block], heading: int) -> Sequence[Block]:
    """Return a heading with what stands under it, up to the next heading of the passage."""
    end = heading + 1
    while end < len(blocks) and blocks[end].kind is not Kind.HEADING:
        end += 1
    return blocks[heading:end]


def _said_more(blocks: Sequence[Block], chosen: Sequence[Block]) -> Sequence[Block]:
    """Return what defines a thing with the sentences or items behind it, where it is very short."""
    more = list(chosen)
    last = chosen[-1].last
    for block in blocks:
        if block.first <= last or sum(len(each.text) for each in more) >= LITTLE:
            continue
        if block.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
            break
        more.append(block)
    return more


def _with_items(query: Query, blocks: Sequence[Block], chosen: int) -> Sequence[Block]:
    """Return an item with the bullets above and under it; for a list, its siblings."""
    item = blocks[chosen]
    start = chosen
    while (
        start > 0
        and item.parents
        and blocks[start - 1].kind is Kind.ITEM
        and blocks[start].level > 0
    ):
        start -= 1
    end = chosen + 1
    deeper = item.level
    if query.intent is Intent.LIST and start == chosen:
        deeper -= 1
        while start > 0 and blocks[start - 1].kind is Kind.ITEM:
            start -= 1
        if start > 0 and blocks[start - 1].text.endswith(":"):
            start -= 1
    while end < len(blocks) and blocks[end].kind is not Kind.HEADING and blocks[end].level > deeper:
        end += 1
    above = [blocks[at] for at in range(start, chosen) if _is_above(blocks, at, chosen)]
    if query.intent is Intent.LIST:
        above = list(blocks[start:chosen])
    return [*above, *blocks[chosen:end]]


def _is_above(blocks: Sequence[Block], at: int, chosen: int) -> bool:
    """Whether the bullet at `at` is one that the chosen one hangs under."""
    return blocks[at].text in blocks[chosen].parents


def _rows(blocks: Sequence[Block], chosen: int) -> Sequence[Block]:
    """Return the row that answers; for a table's head the first rows under it."""
    if not blocks[chosen].label:
        return [blocks[chosen]]
    below = blocks[chosen + 1 : chosen + 1 + LIST_ITEMS]
    return [block for block in below if block.kind is Kind.ROW]


def _sentences(blocks: Sequence[Block], at: int, best: int) -> Sequence[Block]:
    """Return the sentence of a block that answers, with the next where it is short.

    Where it only announces, what follows is shown with it.
    """
    own = texts_of(blocks[at])
    text = own[best]
    if len(text) < TOO_SHORT and best + 1 < len(own):
        text = f"{text} {own[best + 1]}"
    chosen = [replace(blocks[at], text=text)]
    if text.endswith(":"):
        for below in blocks[at + 1 : at + 1 + LIST_ITEMS]:
            if below.kind not in {Kind.ITEM, Kind.CODE, Kind.ROW, Kind.MATH}:
                break
            chosen.append(below)
    return chosen


def _with_subject(
    query: Query, known: Understanding, source: Source, chosen: Sequence[Block]
) -> Sequence[Block]:
    """Return the blocks with the heading above them, where they leave out what they are about."""
    if not chosen or chosen[0].kind is Kind.HEADING:
        return chosen
    said = {root for block in chosen for root in roots_of(block.text, known)}
    asked = {root for word in query.asked if not word.stands_for for root in word.roots}
    heading = next(
        (
            block
            for block in reversed(source.blocks)
            if block.kind is Kind.HEADING and block.first < chosen[0].first
        ),
        None,
    )
    if heading is None and source.heading is not None:
        heading = source.heading
    if heading is None:
        return chosen
    named = set(roots_of(heading.text, known))
    return [heading, *chosen] if (named & asked) - said or not asked & said else chosen


def _fitted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks within `SHOWN_CAP` characters, the last one cut at a word."""
    fitted: list[Block] = []
    room = SHOWN_CAP
    for block in blocks:
        if len(block.text) + 1 <= room:
            fitted.append(block)
            room -= len(block.text) + 1
            continue
        cut = block.text.rfind(" ", 0, max(0, room - 1))
        if block.kind is Kind.CODE:
            cut = block.text.rfind("\n", 0, max(0, room - 1))
        if not fitted and cut <= 0:
            cut = room - 1
        if cut > 0 and (not fitted or cut > TOO_SHORT):
            fitted.append(replace(block, text=block.text[:cut]))
        break
    return tuple(fitted)
