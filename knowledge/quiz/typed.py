"""Whether a typed answer says what the key says: words are forgiven, figures are not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from knowledge.notes.glossary import key as name_key
from knowledge.quiz.exact import NEGATIONS, Quantity, quantities
from knowledge.spelling import edits
from knowledge.text import stem, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from knowledge.notes.glossary import Glossary, Term

RESPONSE_CAP: Final = 500
"""Characters of a response that are looked at."""
LONG: Final = 6
"""A key of more words is a sentence: it can be said in too many ways to be judged by rule."""
ONE_SLIP: Final = 4
TWO_SLIPS: Final = 8
"""Words of so many letters may have one slip, or two; shorter ones none: looser rules, fit for
finding words, would take `minimum` for `maximum`."""

_LEAD = re.compile(r"\W*([^\W_]+)\s+(?=\S)")
_SIGNS = re.compile(r"[+=^#]+")
_BRACKETED = re.compile(r"\s*[(\uff08]([^()\uff08\uff09]{1,200})[)\uff09]\s*")
_ARTICLES: Final = frozenset(
    {
        "a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el",
        "los", "las", "una", "il", "lo", "gli", "i", "o", "os", "as", "um", "uma", "de", "het",
        "een", "en", "et", "ett",
    }
)  # fmt: skip
"""Left out at the beginning of an answer, in the languages whose inflections `text` knows."""


class Likeness(Enum):
    """How a typed answer compares with the key."""

    SAME = "same"
    SPELLING = "spelling"
    """The same but for slips of the keyboard."""
    ALIAS = "alias"
    """Another name of the same thing."""
    FIGURE = "figure"
    """A number, version or the like differs."""
    UNIT = "unit"
    """The number is right, its unit is missing or another."""
    NEGATION = "negation"
    """A word that turns the sense round is there in one of the two alone."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Known:
    """What the notes know of words and names."""

    glossary: Glossary | None = None
    words: Collection[str] = field(default_factory=frozenset)
    """Folded words of the notes: none of them is a slip for another."""

    @property
    def families(self) -> frozenset[str]:
        """Words that stand in front of names without changing them."""
        return self.glossary.families if self.glossary else frozenset()

    def term(self, name: str) -> Term | None:
        """Return the term that has exactly this name or alias, case and family aside."""
        return self.glossary.by_key.get(name_key(name, self.families)) if self.glossary else None


def is_long(key: str) -> bool:
    """Whether a key is too long to be compared by rule."""
    return len(words(key)) > LONG


def compare(response: str, key: str, known: Known) -> Likeness:
    """Return how a response compares with a key; any texts are fine, the cost is bounded.

    Of a key with brackets, `Domain name system (DNS)`, either part is enough, or both.
    """
    response, key = response[:RESPONSE_CAP], key[:RESPONSE_CAP]
    found = _compare(response, key, known)
    if found in _RIGHT:
        return found
    names = _parts(key)
    if names and any(_compare(response, name, known) in _RIGHT for name in names):
        return Likeness.ALIAS
    said = _parts(response)
    if said and all(_says_one(part, (key, *names), known) for part in said):
        return Likeness.ALIAS
    return found


_RIGHT: Final = frozenset({Likeness.SAME, Likeness.SPELLING, Likeness.ALIAS})


def _parts(text: str) -> tuple[str, ...]:
    """Return what a text says before its brackets and in them, or nothing."""
    inside = _BRACKETED.search(text)
    outside = _BRACKETED.sub(" ", text).strip()
    return (outside, inside[1]) if inside and outside else ()


def _says_one(said: str, names: Sequence[str], known: Known) -> bool:
    return any(_compare(said, name, known) in _RIGHT for name in names)


def _compare(response: str, key: str, known: Known) -> Likeness:
    response, key = _without_lead(response, known), _without_lead(key, known)
    said, left = quantities(response)
    asked, right = quantities(key)
    if not (asked or right):  # signs alone
        return Likeness.SAME if response == key else Likeness.OTHER
    figures = _figures(response, key, said, asked)
    same = _same_words(left, right)
    if same and figures is None:
        return Likeness.SAME
    term, meant = known.term(response), known.term(key)
    if term is not None and term == meant:
        return Likeness.ALIAS
    if _negations(left) != _negations(right):
        return Likeness.NEGATION
    alike = same or (term is None and _slips(left, right, known))
    return (figures or Likeness.SPELLING) if alike else Likeness.OTHER


def _without_lead(text: str, known: Known) -> str:
    """Return a text without articles and family names in front."""
    text = " ".join(text.split())
    while (found := _LEAD.match(text)) and set(words(found[1])) & (_ARTICLES | known.families):
        text = text[found.end() :]
    return text


def _figures(
    response: str, key: str, said: Sequence[Quantity], asked: Sequence[Quantity]
) -> Likeness | None:
    """Return what is wrong with the figures and signs of a response, or None."""
    if _SIGNS.findall(response) != _SIGNS.findall(key):
        return Likeness.FIGURE
    if len(said) == len(asked) and all(
        one.same(other) for one, other in zip(said, asked, strict=True)
    ):
        return None
    alike = [one.figure for one in said] == [other.figure for other in asked]
    return Likeness.UNIT if alike else Likeness.FIGURE


def _negations(found: Sequence[str]) -> list[str]:
    return sorted(word for word in found if word in NEGATIONS)


def _same_words(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether words are the same, inflections and where they are joined aside: `dead-letter`."""
    return "".join(left) == "".join(right) or [*map(stem, left)] == [*map(stem, right)]


def _slips(left: Sequence[str], right: Sequence[str], known: Known) -> bool:
    """Whether words are the same but for slips of the keyboard."""
    if len(left) == len(right):
        least = ONE_SLIP if len(left) == 1 else ONE_SLIP - 1
        return all(
            stem(one) == stem(other) or _slip(one, other, known, least)
            for one, other in zip(left, right, strict=True)
        )
    one, other = "".join(left), "".join(right)
    if one.startswith(other) or other.startswith(one):
        return False  # a word is missing, or one too many
    return edits(one, other) == 1 and _slip(one, other, known, ONE_SLIP)


def _slip(one: str, other: str, known: Known, least: int) -> bool:
    """Whether a word is another with a slip: not where it is a word of the notes itself.

    A word in front of which something was put or taken away is another: `asynchronous`.
    """
    length = min(len(one), len(other))
    if length < least or max(len(one), len(other)) < ONE_SLIP:
        return False
    if one in known.words or one in NEGATIONS:
        return False
    if one.endswith(other) or other.endswith(one):
        return False
    allowed = 2 if length >= TWO_SLIPS and one[0] == other[0] else 1
    return edits(one, other) <= allowed
