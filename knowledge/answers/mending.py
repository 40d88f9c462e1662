"""The words of a question as they are read: joined, split and repaired where no note has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from knowledge.answers.answer import Correction
from knowledge.answers.asking import SCENE
from knowledge.answers.wanted import ATTRIBUTES
from knowledge.spelling import edits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from knowledge.answers.query import Understanding

WORD_CAP: Final = 64
"""Letters of a word that may be two written as one."""
REPAIRS_CAP: Final = 12
"""Words of one question that are repaired at most, the first ones: each costs a look at the
vocabulary."""
TRUSTED: Final = 5
"""Letters from which one edit leaves little else that could be meant; initials are wrong in one
slip of twenty."""
JOINED_LEAST: Final = 5
"""Letters that two words written as one have at least."""
LONGEST_NAME: Final = 6
"""Words of a question that are looked up together as one name."""
_LETTERS_AND_FIGURES = re.compile(r"([^\W\d_]+)(\d+)|(\d+)([^\W\d_]+)")


@dataclass(slots=True)
class Mended:
    """The words of a question as they are read."""

    words: list[tuple[str, str, str]] = field(default_factory=list)
    """Each as written, as read, and the word whose other form it is, or nothing."""
    corrections: list[Correction] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)
    """Words that the notes also write as one with their neighbour, with that."""
    guesses: int = 0
    """Words read as others on thin evidence: two edits away, very short, or of another initial."""
    everyday: int = 0
    """How many of the missing words people use every day."""


def mend(
    found: Sequence[str],
    content: Sequence[str],
    known: Understanding,
    given: Collection[str],
    languages: Collection[str],
) -> Mended:
    """Join, split and repair words that the index does not know; exact ones are left alone.

    `found` are all words of the question, `content` those that say something, `given` those that
    stand for a kind of fact and need no note to hold them.
    """
    mended = Mended()
    neighbours = set(pairwise(found))
    at = repairs = 0
    while at < len(content):
        word = content[at]
        following = content[at + 1] if at + 1 < len(content) else ""
        joined = word + following
        is_one = joined in known.index.written and len(joined) >= JOINED_LEAST
        if is_one and (word, following) in neighbours:
            _read_joined(mended, word, following, joined, known)
            at += 2
            continue
        at += 1
        if known.roots(word):
            mended.words.append((word, word, ""))
        elif word in SCENE:
            continue
        elif word in ATTRIBUTES or word in given:
            mended.words.append((word, word, ""))
        elif pair := _parts(word, known):
            mended.corrections.append(Correction(word, " ".join(pair)))
            mended.words.extend((word, part, "") for part in pair)
        elif any(word in known.everyday[language] for language in languages):
            mended.words.append((word, word, ""))
            mended.missing.append(word)
            mended.everyday += 1
        else:
            repairs += 1
            near = known.speller.nearest(word) if repairs <= REPAIRS_CAP else ()
            _read_near(mended, word, near)
    _add_other_forms(mended, known)
    return mended


def _parts(word: str, known: Understanding) -> tuple[str, str] | None:
    """Return the two words that the notes hold, of which one is made; None where it is none.

    A slip of one letter in a longer word is likelier than two words, of which one is a small one.
    """
    if len(word) > WORD_CAP:
        return None
    if mixed := _LETTERS_AND_FIGURES.fullmatch(word):  # `x25` for `X.25`, `dsm5` for `DSM-5`
        left, right = (part for part in mixed.groups() if part)
        return (left, right) if {left, right} <= known.index.written.keys() else None
    pair = known.speller.split(word)
    if pair is None or not any(map(known.is_small, pair)):
        return pair
    near = known.speller.nearest(word)
    return None if near and edits(word, near[0]) == 1 else pair


def _read_joined(
    mended: Mended, word: str, following: str, joined: str, known: Understanding
) -> None:
    """Read two words that the notes write as one; where they mostly stand apart, either way."""
    counts = known.index.written
    apart = min(counts.get(word, 0), counts.get(following, 0))
    if known.roots(word) and known.roots(following) and apart > counts[joined]:
        for part in (word, following):
            mended.words.append((part, part, ""))
            mended.joined[part] = joined
        return
    mended.words.append((joined, joined, ""))
    mended.corrections.append(Correction(f"{word} {following}", joined))


def _read_near(mended: Mended, word: str, near: Sequence[str]) -> None:
    if not near:
        mended.missing.append(word)
        mended.words.append((word, word, ""))
        return
    mended.corrections.append(Correction(word, near[0]))
    mended.guesses += edits(word, near[0]) > 1 or len(word) < TRUSTED or word[0] != near[0][0]
    mended.alternatives.extend(near[1:])
    mended.words.append((word, near[0], ""))


def _add_other_forms(mended: Mended, known: Understanding) -> None:
    """Add the long form of each acronym, and the acronym of each long form, that is asked for."""
    read = [word for _, word, parent in mended.words if not parent]
    acronyms, spelt_out = known.glossary.acronyms, known.glossary.spelt_out
    for word in read:
        for part in acronyms.get(word, "").split():
            if not known.is_small(part):
                mended.words.append((part, part, word))
        if word in acronyms and word in mended.missing:
            mended.missing.remove(word)
    for start, end in spans(len(read)) if spelt_out else ():
        short = spelt_out.get(" ".join(read[start:end]))
        if short and short not in read:
            mended.words.append((short, short, short))


def spans(count: int) -> Iterator[tuple[int, int]]:
    """Yield where each run of two words or more begins and ends."""
    for start in range(count):
        for end in range(start + 2, min(count, start + LONGEST_NAME) + 1):
            yield start, end
