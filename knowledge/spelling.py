"""Nearest known words, with cut-offs by length; the only importer of rapidfuzz.

Distance is optimal string alignment: a transposition costs one, because half of all slips of the
keyboard are swaps. Words are matched against words, never a question against whole texts.
The library is imported where it is used: questions without a slip start ten milliseconds sooner.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

SHORTEST: Final = 4
"""Words of one to three letters are never repaired: half of the alphabet is one edit away."""

LONGEST: Final = 40
"""No word of a question is longer; more is keyboard mash, and costs time."""

MOST_EDITS: Final = 3
"""Edits of one word that are mended, the longest."""

LIKENESS_CAP: Final = 1_000
"""Characters of a text that are compared; an exam question has a few hundred."""


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """Return how much two texts are alike, 0 to 100: the share of letters that stay in order.

    Below `least` it is 0, which is found out sooner. Only `LIKENESS_CAP` characters are compared.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - see above

    return fuzz.ratio(one[:LIKENESS_CAP], other[:LIKENESS_CAP], score_cutoff=least)


def edits(one: str, other: str) -> int:
    """Return how many letters were dropped, added, changed or swapped between two words."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    return int(OSA.distance(one, other))


def edits_allowed(length: int) -> int:
    """Return how many edits still make the same word: one up to 6 letters, two to 9, then three.

    At a similarity of 0.7 and more these are the cut-offs that win back 86 % of what misspellings
    lose on a textbook's questions.
    """
    if length < SHORTEST:
        return 0
    if length < 7:
        return 1
    return 2 if length < 10 else MOST_EDITS


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Words by length, each with its letters as bits."""

    words: Sequence[str]
    begins: Sequence[int]
    """For each length where the words of at least so many letters begin."""
    lengths: NDArray[np.int8]
    letters: NDArray[np.uint64]

    def likely(self, word: str, edits: int) -> list[str]:
        """Return all words within so many edits, and a few others; alike in every process.

        An edit that keeps the length changes two bits at most, any other one.
        """
        size = len(word)
        first, last = self.begins[size - edits], self.begins[size + edits + 1]
        changed = np.bitwise_count(self.letters[first:last] ^ _bits(word))
        changed += np.abs(self.lengths[first:last] - size).view(np.uint8)
        near = (changed <= 2 * edits).nonzero()[0] + first
        return [self.words[at] for at in near.tolist()]


def _shelf(found: Iterable[str]) -> _Shelf:
    by_length: dict[int, list[str]] = {}
    for word in found:
        by_length.setdefault(len(word), []).append(word)
    ordered = sorted(by_length.items())
    lengths = np.repeat(
        np.array([length for length, _ in ordered], np.int8),
        [len(words) for _, words in ordered],
    )
    return _Shelf(
        [word for _, words in ordered for word in words],
        lengths.searchsorted(np.arange(LONGEST + MOST_EDITS + 2)).tolist(),
        lengths,
        np.concatenate([_letters(words) for _, words in ordered] or [np.empty(0, np.uint64)]),
    )


def _letters(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return which letters are in words of one length, and which are there twice, as bits."""
    codes = "".join(words).encode("utf-32-le", "surrogatepass")
    bits = np.uint64(1) << (np.frombuffer(codes, "<u4").reshape(len(words), -1) % 32).astype(
        np.uint64
    )
    once = np.zeros(len(words), np.uint64)
    twice = np.zeros(len(words), np.uint64)
    for column in bits.T:
        twice |= once & column
        once |= column
    letters: NDArray[np.uint64] = once | twice << np.uint64(32)
    return letters


def _bits(word: str) -> np.uint64:
    """Return the same for one word."""
    once = twice = 0
    for letter in word:
        bit = 1 << ord(letter) % 32
        twice |= once & bit
        once |= bit
    return np.uint64(once | twice << 32)


@dataclass(frozen=True)
class Speller:
    """The words that are known, with how often each occurs."""

    known: Mapping[str, int]

    @cached_property
    def _shelf(self) -> _Shelf:
        """The words that can be meant: of so many letters, and without digits."""
        return _shelf(
            word
            for word in self.known
            if SHORTEST - 1 <= len(word) <= LONGEST
            and (word.isalpha() or not any(letter.isdigit() for letter in word))
        )

    def nearest(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """Return the known words a misspelt one may mean: fewest edits first, then the commonest.

        Only words within `edits_allowed`. Words with digits are never guessed.
        """
        if not SHORTEST <= len(word) <= LONGEST or any(letter.isdigit() for letter in word):
            return ()
        from rapidfuzz import process  # noqa: PLC0415 - see above
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

        allowed = edits_allowed(len(word))
        found: list[tuple[int, bool, int, str]] = []
        for known, distance, _ in process.extract(
            word,
            self._shelf.likely(word, allowed),
            scorer=OSA.distance,
            score_cutoff=allowed,
            limit=None,
        ):
            if distance <= edits_allowed(max(len(known), len(word))):
                found.append((int(distance), known[0] != word[0], -self.known[known], known))
        return tuple(known for *_, known in sorted(found)[:limit])

    def split(self, word: str) -> tuple[str, str] | None:
        """Return two known words written as one, or None; of several the likeliest pair."""
        best: tuple[int, str, str] | None = None
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if left in self.known and right in self.known:
                count = min(self.known[left], self.known[right])
                if best is None or count > best[0]:
                    best = (count, left, right)
        return best[1:] if best and (len(best[1]) > 2 or len(best[2]) > 2) else None


def nearest_name(written: str, names: Sequence[str], allowed: int) -> list[tuple[str, int]]:
    """Return the names within so many edits of what was written, as wholes, each with its edits."""
    if not allowed:
        return []
    from rapidfuzz import process  # noqa: PLC0415 - see above
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    found = process.extract(written, names, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return [(name, int(edits)) for name, edits, _ in found]
