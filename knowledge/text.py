"""One definition of "the same word": folding, words, stems, and what counts as quoted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING, Final

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TEXT_CAP: Final = 4_000_000
"""Characters that are folded at most; a note is shorter (reader.py)."""

STEMS_KEPT: Final = 32_768
"""Words of a language whose stem is remembered, 6 MB at most; 10,000 sections have 20,000."""

MARKS_CAP: Final = 4
"""Combining marks kept in a row: more are decoration, and normalising them is quadratic."""

_MARK_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{MARKS_CAP + 1},}}")
"""Where marks of any script may stand in a row: they are neither letters nor space."""
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_CONTROLS: Final = bytes(code for code in range(128) if _INVISIBLE.match(chr(code)))
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W\d_]{1,3}(?![^\W_]))?")
_SPACED: Final = bytes(code if chr(code) in ascii_lowercase + digits else 32 for code in range(256))
"""ASCII with a space for all that is in no word: parting at spaces takes a quarter of a pattern."""
_IDENTIFIER = re.compile(r"(?<![^\W_])[a-z]{2,20}(?:[A-Z][a-z]{1,20}){1,6}(?![^\W_])")
_IDENTIFIER_PART = re.compile(r"[A-Z]?[a-z]+")
_HUMP: Final = b"aA"
_CASES: Final = bytes(
    ord("a" if chr(code) in ascii_lowercase else "A" if chr(code) in ascii_uppercase else " ")
    for code in range(256)
)
"""ASCII letters by their case: hardly any text has a capital behind a small letter, and to look for
that takes a tenth of what the pattern takes."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LINK_TARGET = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"https?://\S+")
_NO_WORD = re.compile(r"[^\w]+|_")

_LOOKALIKES: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04cf\u03bf\u03b1\u03bd\u0501\u051b",
    "aeopcyxisjloavdq",
)
"""Cyrillic and Greek letters that pass for Latin; only words that also hold Latin are mended."""


def fold(text: str) -> str:
    """Return the text lower-cased and compatible: NFKC, accents off, invisible characters out.

    At most `TEXT_CAP` characters are looked at; the cost is linear in them.
    """
    text = text[:TEXT_CAP]
    if text.isascii() and text.isprintable():
        return text.lower()
    if text.isascii():
        return text.encode().translate(None, _CONTROLS).decode().lower()
    text = _INVISIBLE.sub("", text)
    if text.isascii():
        return text.lower()
    text = _MARK_RUN.sub(_few_marks, text)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)[:TEXT_CAP])
    text = "".join(
        letter for letter in text if not unicodedata.combining(letter) or letter in "\u3099\u309a"
    )
    return unicodedata.normalize("NFC", text).lower().replace("\u2019", "'").replace("\u00df", "ss")


def _few_marks(found: re.Match[str]) -> str:
    """Return a run of signs and marks without what goes beyond `MARKS_CAP` marks in a row."""
    kept: list[str] = []
    marks = 0
    for letter in found[0]:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MARKS_CAP:
            kept.append(letter)
    return "".join(kept)


def words(text: str) -> list[str]:
    """Return the folded words of a text in order; Chinese, Japanese and Korean as character pairs.

    A possessive `'s` is dropped, other apostrophes close up (`don't` is `dont`).
    """
    return words_of(fold(text))


def words_of(folded: str) -> list[str]:
    """Return the words of a folded text, as `words` does."""
    if "," in folded:
        folded = _DIGIT_COMMA.sub("", folded)
    if folded.isascii():
        if "'" not in folded:
            return folded.encode().translate(_SPACED).decode().split()
        return [_bare(word) for word in _WORD.findall(folded)]
    found = _WORD.findall(folded)
    if "'" in folded:
        found = [_bare(word) for word in found]
    if _CJK.search(folded):
        return list(_with_pairs(found))
    return [word if word.isascii() else _latinised(word) for word in found]


def parts_of_identifiers(text: str) -> list[str]:
    """Return the folded words of which identifiers like `initialDelaySeconds` are made, in order.

    A name that begins with a capital is no identifier: `CloudFront` is one word to its users.
    """
    if _HUMP not in text.encode(errors="replace").translate(_CASES):
        return []
    return [
        part.lower()
        for found in _IDENTIFIER.findall(text)
        for part in _IDENTIFIER_PART.findall(found)
    ]


def _bare(word: str) -> str:
    return word.removesuffix("'s").replace("'", "")


def _with_pairs(found: Iterable[str]) -> Iterator[str]:
    for word in found:
        if not _CJK.search(word):
            yield _latinised(word)
            continue
        end = 0
        for run in _CJK.finditer(word):
            if run.start() > end:
                yield word[end : run.start()]
            letters = run[0]
            yield from (letters[at : at + 2] for at in range(max(1, len(letters) - 1)))
            end = run.end()
        if end < len(word):
            yield word[end:]


def _latinised(word: str) -> str:
    """Return a word of Latin letters with foreign look-alikes among them as all Latin."""
    if word.isascii() or not any("a" <= letter <= "z" for letter in word):
        return word
    return word.translate(_LOOKALIKES)


LANGUAGES: Final = (
    "english",
    "italian",
    "spanish",
    "german",
    "french",
    "danish",
    "portuguese",
    "dutch",
    "swedish",
)
"""Languages whose inflections are known here, by Snowball's names; English where none is seen."""


class _Stems(dict[str, str]):
    """Words of one language, each with its stem once that was asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer(language, 0)  # it need not remember them, too

    def __missing__(self, word: str) -> str:
        if len(self) >= STEMS_KEPT:
            self.clear()
        is_inflected = len(word) >= 4 and word.isalpha()
        root: str = self._stemmer.stemWord(word) if is_inflected else word
        self[word] = root
        return root


@lru_cache(maxsize=len(LANGUAGES))
def stems(language: str) -> Mapping[str, str]:
    """Return the stem of every word, as `stem` does; for many words the quicker way."""
    return _Stems(language)


def stem(word: str, language: str = "english") -> str:
    """Return the word without its inflection; words with digits and short ones stay."""
    return stems(language)[word]


def same_words_in_order(quote: str, source: str) -> bool:
    """Whether the quote's words stand in the source in order, possibly with others between.

    Words are compared as a reader of the raw file would: link targets and addresses left out.
    """
    there = iter(_raw_words(source))
    return all(word in there for word in _raw_words(quote))


def _raw_words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", _MARK_RUN.sub(_few_marks, text))
    text = _ADDRESS.sub(" ", _LINK_TARGET.sub("] ", text))
    text = (
        text.lower()
        .replace("&", " and ")
        .replace("\u2019", "'")
        .replace("'s ", " ")
        .replace("'", "")
    )
    return _NO_WORD.sub(" ", text).split()
