"""Whether the explanation of a question speaks for another option than its key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.quiz.written.asking import excepts
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_DENIES = frozenset(
    {
        "not", "no", "never", "cannot", "isnt", "arent", "doesnt", "dont", "cant", "wont",
        "without", "incorrect", "wrong", "false", "instead", "unlike", "however", "although",
        "though", "but", "except", "while", "whereas", "non", "nicht", "kein", "keine",
        "nie", "falsch", "ne", "pas", "jamais", "aber", "mais", "pero", "ma", "sondern",
        "tampoco", "nunca", "ikke", "aldrig", "inte", "nao", "niet", "geen",
    }
)  # fmt: skip
"""Words by which a sentence may speak against what it names, in the languages of the notes."""
_SPEAKS_FOR = re.compile(
    r"\b(?:correct|right)\s+(?:answer|option|choice)s?\s+(?:is|are|:)\s*(?:option\s+)?(.{1,200})",
    re.IGNORECASE,
)


def contradicts(stem: str, options: Sequence[str], keys: Sequence[int], told: str) -> bool:
    """Whether an explanation says that another option is right, and names the key nowhere.

    It says so with "the correct answer is ...", or by opening with the option in a sentence that
    denies nothing. What asks for an exception explains itself by the other options; there only a
    sentence that does deny speaks for the option it names. All texts are plain.
    """
    said = words(told)
    if not said or _is_named(said, options, keys):
        return False
    others = [words(option) for at, option in enumerate(options) if at not in keys]
    if any(_opens(words(found[1]), others) for found in _SPEAKS_FOR.finditer(told)):
        return True
    sentence = words(_SENTENCE_END.split(told.strip(), 1)[0])
    denies = not _DENIES.isdisjoint(sentence)
    return _opens(sentence, others) and denies == excepts(stem)


def _opens(said: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    return any(other and list(said[: len(other)]) == list(other) for other in others)


def _is_named(said: Sequence[str], options: Sequence[str], keys: Sequence[int]) -> bool:
    """Whether a word that only a key has stands in the explanation, or the key's initials."""
    there = set(said)
    elsewhere = {
        word for at, option in enumerate(options) if at not in keys for word in words(option)
    }
    for key in keys:
        own = words(options[key])
        initials = "".join(word[0] for word in own)
        if not {word for word in own if word not in elsewhere}.isdisjoint(there):
            return True
        if initials in there or initials[1:] in there:
            return True
    return False
