"""Words that people use every day: they are no slips, and say little of what is asked about.

The only reader of `spellchecker`'s lists, which count the words of film subtitles.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Collection
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
_GZIP: Final = 16
"""Tells zlib that what it unpacks has the head of a gzip file."""
_ENTRY = re.compile(rb'"([^"\\\n]+)": ([0-9]{%d,})' % len(str(OFTEN)))
"""A word and its count in a list, which is JSON, where the count may be `OFTEN`."""


class EverydayWords(dict[str, Collection[str]]):
    """Everyday words by language: those that a library keeps, else read from the lists."""

    def __init__(self, kept: Mapping[str, str] | None = None) -> None:
        """Take what `as_kept` made of some languages."""
        super().__init__()
        self._kept = kept or {}

    def __missing__(self, language: str) -> Collection[str]:
        kept = self._kept.get(language)
        found = everyday_words(language) if kept is None else frozenset(kept.split("\n"))
        self[language] = found
        return found


def as_kept(languages: Iterable[str]) -> dict[str, str]:
    """Return the everyday words of some languages as a library keeps them: 160 kB of English."""
    return {language: "\n".join(everyday_words(language)) for language in languages}


@cache
def everyday_words(language: str) -> Mapping[str, int]:
    """Return the folded everyday words of a language with their counts; none without a list of it.

    Reading a list takes a tenth of a second, once.
    """
    found: Counter[str] = Counter()
    for word, count in _listed(LISTS[language]) if language in LISTS else ():
        if count >= OFTEN:
            found[fold(word)] += count  # `da` and `dà` are one word to a question
    return found


def _listed(name: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a list that may be counted `OFTEN` or more times, with their counts.

    `SpellChecker` would make a dict of ten times as many words, which takes three times as long;
    and its module is not loaded to learn where its lists are.
    """
    package = find_spec("spellchecker")
    if package is None or package.origin is None:
        raise ModuleNotFoundError(name="spellchecker")
    packed = (Path(package.origin).parent / "resources" / f"{name}.json.gz").read_bytes()
    lines = zlib.decompress(packed, zlib.MAX_WBITS | _GZIP)
    for word, count in _ENTRY.findall(lines):
        yield word.decode(), int(count)


def common_words(language: str) -> dict[str, float]:
    """Return the commonest folded words of a language, each with the share of weight it keeps."""
    return {
        word: round(max(LIGHTEST, 1 - LIGHTER * math.log10(count / COMMON)), 3)
        for word, count in everyday_words(language).items()
        if count > COMMON
    }
