"""Folders of notes that nobody wrote, of any size: the same seed makes the same notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.random import Generator
    from numpy.typing import NDArray

SECTIONS_A_NOTE: Final = 12
NOTES_A_FOLDER: Final = 50
TOPIC_WORDS: Final = 60
"""Words that a note keeps coming back to."""
OWN_TOPIC: Final = 0.4
"""Share of the words with meaning that are the note's topic's."""
SMALL_SHARE: Final = 0.42
"""Share of running words in English that only hold sentences together."""
VOCABULARY: Final = 30.0
"""Heaps' law: this many words with meaning for each square root of a running word."""
SMALL: Final = (
    "the", "of", "and", "a", "to", "in", "is", "that", "for", "it", "as", "with", "on", "by",
    "are", "this", "be", "or", "from", "an", "which", "can", "at", "not", "has", "have", "its",
    "when", "their", "more", "all", "been", "one", "also", "into", "other", "than", "each",
    "these", "will", "only", "such",
)  # fmt: skip
ONSETS: Final = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "ch",
    "cl",
    "cr",
    "dr",
    "fl",
    "gr",
    "pl",
    "pr",
    "sh",
    "sl",
    "st",
    "th",
    "tr",
]
VOWELS: Final = (
    "a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou",
)  # fmt: skip
CODAS: Final = ["", "", "", "n", "r", "l", "s", "m", "nd", "st", "rk", "x"]
ENDINGS: Final = ["", "", "", "", "s", "s", "ed", "ing", "er", "ation"]


def write_corpus(folder: Path, sections: int, seed: int = 1) -> int:
    """Write at least so many sections of about 500 bytes; return the bytes written."""
    chance = np.random.default_rng(seed)
    notes = -(-sections // SECTIONS_A_NOTE)
    lexicon = _lexicon(chance, sections)
    written = 0
    for number in range(notes):
        place = folder / f"part-{number // NOTES_A_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        text = _note(chance, lexicon, number)
        (place / f"{number:05}.md").write_text(text, encoding="utf-8")
        written += len(text)
    return written


def edited(text: str, word: str) -> str:
    """Return a note's text with a sentence more at its end."""
    return f"{text}\nA **{word}** is the newest word of this note and stands nowhere else.\n"


class Lexicon:
    """Words with meaning, the commonest first, and how often each is met."""

    def __init__(self, words: NDArray[np.str_]) -> None:
        self.words = words
        rank = np.arange(len(words))
        weight = 1 / (rank + 2.7) ** 1.05  # Zipf and Mandelbrot
        self.upto = np.cumsum(weight / weight.sum())

    def pick(self, chance: Generator, count: int) -> NDArray[np.str_]:
        """Return so many words as they would be met in running text."""
        found = np.searchsorted(self.upto, chance.random(count))
        return self.words[np.minimum(found, len(self.words) - 1)]


def _lexicon(chance: Generator, sections: int) -> Lexicon:
    size = int(VOCABULARY * (sections * 80.0) ** 0.5)
    syllables = chance.integers(1, 4, size)
    words: dict[str, None] = {}
    for count in syllables.tolist():
        parts = [
            ONSETS[onset] + VOWELS[vowel] + CODAS[coda]
            for onset, vowel, coda in zip(
                chance.integers(0, len(ONSETS), count).tolist(),
                chance.integers(0, len(VOWELS), count).tolist(),
                chance.integers(0, len(CODAS), count).tolist(),
                strict=True,
            )
        ]
        word = "".join(parts)
        if len(word) > 3:
            words[word + ENDINGS[int(chance.integers(0, len(ENDINGS)))]] = None
    return Lexicon(np.array(list(words)))


def _note(chance: Generator, lexicon: Lexicon, number: int) -> str:
    topic = lexicon.words[chance.integers(40, len(lexicon.words), TOPIC_WORDS)]
    title = " ".join(chance.choice(topic, 2)).title()
    parts = [f"---\ntitle: {title}\ndate: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}\n---\n"]
    for _ in range(SECTIONS_A_NOTE):
        name = " ".join(chance.choice(topic, int(chance.integers(1, 4)))).title()
        parts.append(f"## {name}\n\n{_body(chance, lexicon, topic, name)}")
    return "\n".join(parts)


def _body(chance: Generator, lexicon: Lexicon, topic: NDArray[np.str_], name: str) -> str:
    """Return what stands under a heading: sentences, and often a list or a table."""
    kind = chance.random()
    sentences = [f"{name} is a {_running(chance, lexicon, topic, 12)}."]
    count = int(chance.integers(2, 5))
    sentences += [
        f"{_running(chance, lexicon, topic, int(chance.integers(7, 20))).capitalize()}."
        for _ in range(count)
    ]
    text = " ".join(sentences) + "\n"
    if kind < 0.4:
        items = (_running(chance, lexicon, topic, 8) for _ in range(4))
        text += "\n" + "".join(f"- {item}\n" for item in items)
    elif kind < 0.5:
        rows = (_running(chance, lexicon, topic, 6).split() for _ in range(3))
        text += "\n| Name | Value |\n| --- | --- |\n"
        text += "".join(f"| {' '.join(row[:2])} | {' '.join(row[2:])} |\n" for row in rows)
    elif kind < 0.55:
        text += (
            f"\n```\n{_running(chance, lexicon, topic, 8)} --size {chance.integers(1, 999)}\n```\n"
        )
    return text


def _running(chance: Generator, lexicon: Lexicon, topic: NDArray[np.str_], count: int) -> str:
    """Return so many words of running text."""
    own = chance.choice(topic, count)
    found = np.where(chance.random(count) < OWN_TOPIC, own, lexicon.pick(chance, count))
    small = np.array(SMALL)[np.minimum(chance.geometric(0.12, count) - 1, len(SMALL) - 1)]
    return " ".join(np.where(chance.random(count) < SMALL_SHARE, small, found).tolist())
