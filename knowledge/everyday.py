"""Words that people use every day: they are no slips, and say little of what is asked about.

The only importer of `spellchecker`, whose lists count the words of film subtitles.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from knowledge.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS: Final = {
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
    "spanish": "es",
}
"""Languages whose everyday words are known, with the names of their lists."""
OFTEN: Final = 1_000
"""A word counted less often may be a slip itself: the lists hold some. English has 19,000 above."""
COMMON: Final = 100_000
"""A word counted so often says less than one that is rare outside of the notes too."""
LIGHTER: Final = 0.4
"""What a word of ten times that count loses of its weight."""
LIGHTEST: Final = 0.3
"""What is left at least. docs/answers.md has the figures of all three."""


@cache
def everyday_words(language: str) -> Mapping[str, int]:
    """Return the folded everyday words of a language with their counts; none without a list of it.

    Reading a list takes a fifth of a second, once.
    """
    if language not in LISTS:
        return {}
    # Most starts find common words saved, and every word of a question in the notes.
    from spellchecker import SpellChecker  # noqa: PLC0415

    counted = SpellChecker(LISTS[language], distance=1).word_frequency
    found: Counter[str] = Counter()
    for word, count in counted.items():
        if count >= OFTEN:
            found[fold(word)] += count  # `da` and `dà` are one word to a question
    return found


def common_words(language: str) -> dict[str, float]:
    """Return the commonest folded words of a language, each with the share of weight it keeps."""
    return {
        word: round(max(LIGHTEST, 1 - LIGHTER * math.log10(count / COMMON)), 3)
        for word, count in everyday_words(language).items()
        if count > COMMON
    }
