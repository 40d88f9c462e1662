"""What kind of fact a question asks for: by its form, or by a word like `price`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.answers.kinds import (
    BYTES,
    CODE,
    DATE,
    DENIAL,
    LENGTH,
    MARK,
    MASS,
    MONEY,
    NAMED,
    NUMBER,
    OCCASION,
    SHARE,
    SPAN,
    beginning_of,
    bills,
    facts_in,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

DENIAL_WORDS: Final = 16
"""A longer question denies something by the way."""


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        kind, _, rest = line.strip().partition(": ")
        for word in rest.split():
            found[word] = (*found.get(word, ()), f"{MARK}{kind}")
    return found


ATTRIBUTES: Final = _table(
    """
    money: price prices priced pricing cost costs fee fees expensive cheap cheaper cheapest free
    money: prezzo costo costa preis kosten kostet precio cuesta prix coute pris koster
    mass: weight weigh weighs heavy mass peso pesa gewicht poids vaegt
    bytes: size capacity storage bandwidth throughput length
    bytes: kapazitat grosse dimensione capacita storrelse lunghezza lange laenge
    span: duration timeout lifetime retention latency delay period interval often
    span: dauer durata duree varighed lunghezza
    date: year date anno jahr ano annee
    length: length height distance depth width tall altezza lunghezza distanza hohe
    code: command commands cmd comando comandi befehl kommando commande snippet
    share: percent percentage percentuale prozent
    """
)
"""Folded words that ask for a kind of fact, with the kinds that a text may hold in their place."""

KEEPING: Final = frozenset(
    {
        *("kept", "keep", "keeps", "stored", "retained", "last", "lasts", "take", "takes", "stay"),
        *("stays", "live", "lives", "conservati", "conservato", "dura", "gehalten", "dauert"),
        *("gespeichert", "varer", "gemt"),
    }
)
"""Words beside `how long` that any time says too."""
_NAMES: Final = {
    BYTES: "size",
    CODE: "command",
    DATE: "date",
    LENGTH: "length",
    MASS: "weight",
    MONEY: "price",
    NAMED: "reason for the name",
    NUMBER: "number",
    OCCASION: "time",
    SHARE: "percentage",
    SPAN: "duration",
}
_NO_NOUNS: Final = frozenset(
    {"cheap", "expensive", "free", "heavy", "often", "priced", "tall", "weigh", "weighs"}
)

_FORMS: Final = tuple(
    (kinds, re.compile(form))
    for kinds, form in (
        ((MONEY,), r"\bprice\b"),
        (
            (NAMED,),
            (
                r"^why\b.*\b(?:re)?(?:called|named?)\b|^perche si chiama\b|^warum heisst\b"
                r"|^hvorfor (?:hedder|kaldes)\b|^por que se llama\b"
            ),
        ),
        (
            (DATE,),
            (
                r"\bwhen (?:was|were|did)\b"
                r"|\b(?:what|which) (?:year|date|century|decade|month|day)\b"
                r"|\bin che anno\b|\bquando (?:e|fu|nacque)\b|\bwann (?:wurde|war)\b"
                r"|^hvornar (?:blev|var)\b"
            ),
        ),
        (
            (DATE, OCCASION),
            (
                r"^(?:since )?when\b|\bwhen (?:do|does|is|are|will)\b|^(?:da )?quando\b"
                r"|^(?:seit )?wann\b|^cuando\b|^quand\b|^hvornar\b"
            ),
        ),
        (
            (SPAN, LENGTH),
            (
                r"\bhow long\b|\bquanto (?:dura|tempo)\b|\bwie lange?\b|\bhvor lang"
                r"|\bcombien de temps\b"
            ),
        ),
        ((SPAN, OCCASION), r"\bhow (?:often|fast|quickly|soon)\b"),
        (
            (MONEY,),
            r"\bhow much (?:does|do|is|did|are)\b.*\b(?:cost|pay|charge)|\bquanto costa\b",
        ),
        ((LENGTH,), r"\bhow (?:tall|high|deep|wide|far)\b"),
        ((MASS,), r"\bhow heavy\b"),
        ((BYTES, LENGTH, NUMBER), r"\bhow (?:big|large)\b"),
        (
            (NUMBER,),
            (
                r"\bhow (?:many|much|old)\b|\bnumber of\b|\b(?:max|maximum|min|minimum)\b"
                r"|\bquant[ieoa]\b|\bwie (?:viele?|gross|hoch)\b|\bcuant[oa]s?\b|\bcombien\b"
                r"|\bhvor (?:mange|meget|stor)\b"
                r"|\bwhat (?:percent|percentage|number|portion|fraction)\b"
            ),
        ),
    )
)
_HINTS: Final = frozenset(
    {
        *("price", "why", "perche", "warum", "hvorfor", "por", "when", "quando", "wann", "cuando"),
        *("quand", "hvornar", "year", "date", "century", "decade", "month", "day", "anno", "how"),
        *("quanto", "quanti", "quante", "quanta", "wie", "hvor", "combien", "number", "max", "min"),
        *("maximum", "minimum", "cuanto", "cuantos", "cuanta", "cuantas", "percent", "percentage"),
        *("portion", "fraction"),
    }
)
"""Words of which every form has one: most questions have none, and are read a third sooner."""
_ASKS_BEGINNING = re.compile(
    r"^(?:who|when|what year|in what year|which year|in which year|chi|quando|in che anno|wer|wann"
    r"|hvem|hvornar|qui|quand|quien|cuando)\b"
)
_ASKS_DENIAL = re.compile(
    rf"^(?:(?!{DENIAL}\b)\S+ )?(?:who|what|which|where|when|why|how|che|chi|was|wer|wo|wann|hvad"
    rf"|hvem|hvor)\b(?: \S+){{0,3}}? ?{DENIAL}\b"
)


def name_of_wanted(kinds: Sequence[str], asked: Sequence[str]) -> str:
    """Return what a fact is called that is asked for by form, or by one of some folded words."""
    for word in asked:
        if word in ATTRIBUTES:
            return word if word not in _NO_NOUNS else _NAMES[ATTRIBUTES[word][0]]
    return _NAMES[kinds[0]] if kinds else ""


def names_attribute(word: str) -> bool:
    """Whether a folded word asks for something about a thing, such as its price."""
    return word in ATTRIBUTES or bills(word)


def wanted(asked: str) -> tuple[str, ...]:
    """Return the kinds of fact that folded words ask for by their form; any of them will do."""
    if _HINTS.isdisjoint(asked.split()):
        return ()
    return next((kinds for kinds, form in _FORMS if form.search(asked)), ())


def holds(kinds: Sequence[str], text: str) -> bool:
    """Whether a text holds a fact of one of the kinds; any text does where none is asked for."""
    return not kinds or not set(kinds).isdisjoint(facts_in(text))


def asked_beginning(asked: str, word: str) -> str:
    """Return the kind that says who began something, or when, where a word of a question asks it.

    `founded` is not `found`, and `who created it` is not answered by how to create one.
    """
    return beginning_of(word) if _ASKS_BEGINNING.search(asked) else ""


def asks_denial(asked: str) -> bool:
    """Whether folded words ask what is not so."""
    return asked.count(" ") < DENIAL_WORDS and bool(_ASKS_DENIAL.search(asked))
