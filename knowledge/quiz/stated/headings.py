"""What a heading names, and what the first words under it say of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from knowledge.model import Kind
from knowledge.quiz.stated.definitions import parted
from knowledge.quiz.stated.labels import relation_of
from knowledge.quiz.stated.said import How, Relation, Said, clean, is_name, sentences
from knowledge.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import Section
    from knowledge.quiz.grammar import Grammar

_ASKED = re.compile(
    r"(?:what(?:['\u2019]?s| is| are)|cos['\u2019]?\u00e8|cosa sono|che cos['\u2019]\u00e8"
    r"|qu\u00e9 es"
    r"|was ist|was sind|qu['\u2019]est-ce qu[e'\u2019]|o que \u00e9|hvad er|wat is|vad \u00e4r)"
    r"\s*(?:an?\s|the\s)?(?P<term>[^?]{2,60})\??$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+[-\u2013\u2014:|]\s+(?P<tail>[^-\u2013\u2014:]{2,40})$")
_BOTH = re.compile(
    r"(?P<one>[^:\u2013\u2014]{2,60}?)(?::\s|\s[-\u2013\u2014]\s)(?P<other>[^:]{2,60})"
)
_FURNITURE: Final = """
    overview introduction intro basics summary conclusion references advantages disadvantages
    features pricing example examples details notes recap primer benefits definition description
    types hands on deep dive use cases links resources limitations drawbacks limiti limitaciones
    limitazioni einschrankungen limites begrensninger begraensninger beperkingen
    panoramica introduzione riassunto esempio esempi riepilogo vantaggi svantaggi resumen ejemplo
    ejemplos introduccion uberblick einleitung zusammenfassung beispiel beispiele apercu resume
    exemple exemples resumo exemplo exemplos oversigt eksempel overzicht voorbeeld oversikt exempel
"""


@lru_cache(maxsize=1)
def _furniture() -> frozenset[str]:
    return frozenset(words(_FURNITURE))


def named_by(heading: str, grammar: Grammar) -> str:
    """Return the thing that a heading names; nothing where it names none.

    `What is X?`, `3. X - Overview` and `X Overview` name X.
    """
    name = clean(heading)
    asked = _ASKED.match(name)
    if asked:
        name = clean(asked["term"])
    tail = _TAIL.search(name)
    if tail and _is_furniture(tail["tail"]):
        name = clean(name[: tail.start()])
    both = _BOTH.fullmatch(name)
    if both:
        short, long = both["one"], both["other"]
        if len(short) > len(long):
            short, long = long, short
        if not _is_short_for(short, long):
            return ""
        name = clean(short)
    while True:
        head, _, last = name.rpartition(" ")
        if not head or not _is_furniture(last):
            break
        name = clean(head)
    if _is_furniture(name) or relation_of(name) is not None or not is_name(name, grammar):
        return ""
    return name


def _is_short_for(short: str, long: str) -> bool:
    """Whether a name is the other's initials: `EFS: Elastic File System`."""
    letters = [letter for letter in fold(short) if letter.isalpha()]
    initials = "".join(word[0] for word in words(long))
    return "".join(letters[-len(initials) :]) == initials and len(initials) > 1


def _is_furniture(name: str) -> bool:
    found = words(name)
    return bool(found) and all(word in _furniture() for word in found)


def is_headline(name: str, grammar: Grammar) -> bool:
    """Whether words are what a heading is made of: `X Capabilities`, `Benefits of X`."""
    found = words(name)
    if len(found) < 2:
        return False
    last = _is_furniture(found[-1]) or relation_of(found[-1]) is Relation.FEATURE
    is_first = _is_furniture(found[0]) or relation_of(found[0]) is Relation.FEATURE
    return last or (is_first and found[1] in grammar.enders)


def of_heading(section: Section, grammar: Grammar) -> Iterator[tuple[int, Said]]:
    """Yield (block, what the first block under the heading says of it)."""
    if not section.blocks or section.blocks[0].kind is not Kind.HEADING:
        return
    name = named_by(section.blocks[0].text, grammar)
    if not name or len(section.blocks) < 2:
        return
    block = section.blocks[1]
    # The first sentence of a paragraph leads somewhere; the first bullet says what the thing is.
    if block.kind is not Kind.ITEM or block.level or parted(block, grammar) is not None:
        return
    first = next(iter(sentences(block.text)), "")
    if first:
        yield 1, Said(name, Relation.IS, first, block.text, How.HEADING)
