"""Questions with planted answers, made from passages, and questions that mean nobody well."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.answers.asking import SMALL
from knowledge.answers.passages import segments
from knowledge.model import Kind
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from knowledge.model import Passage

KINDS: Final = {"name": 35, "keywords": 25, "fragment": 30, "long": 10}
"""Ways to ask, with their shares in percent: what is X; the passage's rarest words in any order;
some words of a sentence; two sentences of a passage as an exam question tells a story."""
MISTYPED: Final = 0.5
"""Share of the questions with one slip of the keyboard in a word of five letters or more."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Planted:
    """A question with the passages that answer it, by their numbers."""

    question: str
    passages: frozenset[int]
    kind: str
    mistyped: bool


def planted(passages: Sequence[Passage], count: int, chance: Random) -> list[Planted]:
    """Return so many questions, each different; fewer where the passages do not yield them."""
    headings: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    named: Counter[str] = Counter()
    for number, passage in enumerate(passages):
        where = (passage.place.note, passage.place.heading)
        if where not in headings and passage.place.heading:
            named[passage.place.heading[-1].lower()] += 1
        headings.setdefault(where, set()).add(number)
    found: dict[str, Planted] = {}
    for _ in range(count * 4):
        if len(found) == count:
            break
        number = chance.randrange(len(passages))
        passage = passages[number]
        (kind,) = chance.choices(tuple(KINDS), tuple(KINDS.values()))
        answers = frozenset({number})
        if kind == "name":
            heading = passage.place.heading
            if len(heading) < 2 or named[heading[-1].lower()] > 1 or not 3 < len(heading[-1]) < 60:
                continue
            answers = frozenset(headings[passage.place.note, heading])
        question = _MAKERS[kind](passage, chance)
        if not question:
            continue
        mistyped = chance.random() < MISTYPED
        if mistyped:
            question = slipped(question, chance)
        found.setdefault(question, Planted(question, answers, kind, mistyped))
    return list(found.values())


def slipped(question: str, chance: Random) -> str:
    """Return the question with one letter of one longer word dropped, doubled, swapped or wrong."""
    parts = question.split(" ")
    long = [at for at, word in enumerate(parts) if len(word) > 4 and word.isalpha()]
    if not long:
        return question
    chosen = chance.choice(long)
    word = parts[chosen]
    at = chance.randrange(1, len(word) - 1)
    parts[chosen] = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
        )
    )
    return " ".join(parts)


def _name(passage: Passage, chance: Random) -> str:
    return chance.choice(("what is {}", "whats {}", "{}", "explain {}")).format(
        passage.place.heading[-1].lower()
    )


def _sentences(passage: Passage) -> list[list[str]]:
    found = [
        words(segment.text)
        for segment in segments(passage)
        if passage.blocks[segment.block].kind is not Kind.HEADING
    ]
    return [sentence for sentence in found if len(sentence) > 7]


def _fragment(passage: Passage, chance: Random) -> str:
    sentences = _sentences(passage)
    if not sentences:
        return ""
    sentence = chance.choice(sentences)
    start = chance.randrange(len(sentence) - 6)
    return " ".join(sentence[start : start + 7])


def _keywords(passage: Passage, chance: Random) -> str:
    content = sorted(
        {
            word
            for sentence in _sentences(passage)
            for word in sentence
            if word not in SMALL["english"] and len(word) > 3
        }
    )
    return " ".join(chance.sample(content, 4)) if len(content) > 3 else ""


def _long(passage: Passage, chance: Random) -> str:
    sentences = _sentences(passage)
    if len(sentences) < 2:
        return ""
    first, second = chance.sample(sentences, 2)
    return f"A company has {' '.join(first)}. {' '.join(second)}. Which of these should it choose?"


_MAKERS: Final[dict[str, Callable[[Passage, Random], str]]] = {
    "name": _name,
    "fragment": _fragment,
    "keywords": _keywords,
    "long": _long,
}


def hostile(passages: Sequence[Passage], count: int, chance: Random) -> list[str]:
    """Return so many questions that are long, short, strange or all of it."""
    some = [chance.choice(passages).text for _ in range(200)]
    return [_HOSTILE[at % len(_HOSTILE)](chance.choice(some), chance) for at in range(count)]


def _noise(chance: Random, first: int, last: int, count: int) -> str:
    return "".join(chr(chance.randint(first, last)) for _ in range(count))


_HOSTILE: Final[tuple[Callable[[str, Random], str], ...]] = (
    lambda text, chance: " ".join(slipped(word, chance) for word in text.split()),
    lambda text, chance: " ".join(chance.choices(text.split() or ["a"], k=2000))[:2000],
    lambda _, chance: " ".join(_noise(chance, 97, 122, 2) for _ in range(300)),
    lambda _, chance: " ".join(_noise(chance, 97, 122, chance.randint(4, 12)) for _ in range(250)),
    lambda _, chance: _noise(chance, 33, 64, 2000),
    lambda _, chance: "a" + _noise(chance, 0x300, 0x36F, 1999),
    lambda _, chance: " ".join(_noise(chance, 0x5D0, 0x5EA, 5) for _ in range(300)),
    lambda _, chance: "\u202e" + " ".join(_noise(chance, 0x627, 0x64A, 6) for _ in range(250)),
    lambda _, chance: _noise(chance, 0x4E00, 0x9FFF, 1500),
    lambda _, chance: _noise(chance, 1, 0xD7FF, 2000),
    lambda text, _: (text.replace(" ", "") * 20)[:2000],
    lambda _, chance: chance.choice(("", " ", "?", "is", "to be", "\x00", "the " * 500)),
    lambda _, chance: _noise(chance, 97, 122, 1) * 2000,
)
MONSTERS: Final = ("a" * 1_000_000, "ab " * 333_333, "\u0301" * 1_000_000, "\u05d0 " * 500_000)
"""A million characters straight into the core; Discord lets 2,000 through."""
