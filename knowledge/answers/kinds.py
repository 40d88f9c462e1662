"""Kinds of fact that can be told by their looks, in any subject: a date, a price, who began it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from knowledge.text import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK: Final = "#"
"""Begins the name of a kind, so that no word is taken for one."""
NUMBER: Final = "#number"
DATE: Final = "#date"
OCCASION: Final = "#occasion"
"""What has to happen first: `before`, `every`, `once`."""
MONEY: Final = "#money"
MASS: Final = "#mass"
BYTES: Final = "#bytes"
SPAN: Final = "#span"
"""How long something takes."""
LENGTH: Final = "#length"
SHARE: Final = "#share"
"""A percentage or a fraction."""
CODE: Final = "#code"
NAMED: Final = "#named"
"""Why something has its name."""
FOUNDED: Final = "#founded"
INVENTED: Final = "#invented"
RELEASED: Final = "#released"
BORN: Final = "#born"
BEGAN: Final = "#began"
ENDED: Final = "#ended"

_FIGURE: Final = r"\d[\d.,]*\s?-?"
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|gennaio|febbraio|may|marzo|aprile|maggio|giugno|luglio"
    r"|agosto|settembre|ottobre|novembre|dicembre|januar|februar|marz|mai|maj|juni|juli|oktober"
    r"|dezember)"
)
_NUMERAL: Final = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|unlimited|infinite"
    r"|zero|single|double|twice|uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|eins?|zwei"
    r"|drei|vier|funf|sechs|sieben|acht|neun|zehn|dos|tres|cuatro|cinco|deux|trois|quatre|cinq|fem"
    r"|seks|syv|otte"
)
_UNIT: Final = (
    r"ns|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?|decades?"
    r"|secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|sekunden?|stunden?|tagen?"
    r"|wochen?|monaten?|jahren?"
)
_WITHOUT_FIGURE: Final = (OCCASION, MONEY, SPAN, SHARE, DATE, NAMED)
"""Kinds that a text may hold without a figure: `free`, `a week`, `half`, `the last century`."""
_LOOKS: Final[dict[str, str]] = {
    DATE: (
        r"(?<![\d.,$\u20ac\u00a3\[])[12]\d{3}s?\b(?![.,]?\d| ?(?:%|[kmgt]i?b\b|ms\b|bytes?\b))"
        r"|\b\d{1,4} ?(?:bc|ad|bce|ce)\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
        r"|\bcentur(?:y|ies)\b|\bsecolo\b|\bjahrhundert\b"
        rf"|\b{_MONTH}\.? \d|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b"
    ),
    OCCASION: (
        r"\b(?:before|after|during|when|whenever|while|once|until|every|daily|weekly|if|for"
        r"|quando|prima|dopo|durante|wenn|nach|bevor|nar)\b"
    ),
    MONEY: (
        r"[$\u20ac\u00a3\u00a5] ?\d|\d ?[$\u20ac\u00a3\u00a5]"
        r"|\d ?(?:usd|eur|gbp|chf|jpy|inr|cny|sek|nok|dkk|euros?|dollars?|cents?|pence|francs?"
        r"|crowns?|kron(?:er|or|en)|rupees?|yen|yuan|pesos?|lire)\b|\bfree\b"
        r"|\bno (?:extra |additional )?(?:cost|charge|fee)s?\b|\bgratis\b|\bgratuit|\bkostenlos"
    ),
    MASS: (_FIGURE + r"(?:kg|kilos?|kilograms?|grams?|lbs?|pounds?|tons?|tonnes?|mg)\b"),
    BYTES: (
        _FIGURE + r"(?:[kmgtp]i?bs?|[kmgt]bps|bits?|bytes?|kilobytes?|megabytes?|gigabytes?"
        r"|terabytes?|petabytes?)\b"
    ),
    SPAN: (
        r"(?:\d[\d.,]*\s?-?"
        r"|\b(?:a|an|one|two|three|four|five|six|seven|ten|few|un|una|due|tre|ein|eine)[ -])"
        rf"(?:{_UNIT})\b"
        r"|\b(?:milli|micro|nano)-?seconds?\b|\b(?:forever|indefinitely)\b"
    ),
    LENGTH: (
        _FIGURE + r"(?:mm|cm|km|m|meters?|metres?|kilomet(?:er|re)s?|miles?|feet|foot|ft"
        r"|inch(?:es)?|yards?|metri)\b"
    ),
    NAMED: (
        r"\bnamed (?:after|for|because|so)\b|\bcalled so\b|\bso[- ]called because\b"
        r"|\bname\w* (?:comes?|came|derives?|refers?|stems|means|originat\w+)\b|\betymolog"
        r"|\bderiv\w+ from\b|\bcalled .{0,60}\bbecause\b|\bdeve il (?:suo )?nome\b"
        r"|\bchiamat\w .{0,40}\bperche\b|\bbenannt\b|\bopkaldt\b"
    ),
    SHARE: (r"\d ?%|\bper ?cent\b|\bpercent|\b\d/\d\b|\b(?:half|third|quarter)\b|\bnines?\b"),
}
_BY: Final = r"(?: by| in \d| from| da | von | af | par | por )"
_BEGINNINGS: Final = {
    kind: (words, rf"\b(?:{words})\b|\b(?:{made}){_BY}")
    for kind, words, made in (
        (
            FOUNDED,
            (
                r"(?:co-?)?found(?:ed|ers?|ing)|established|establishment|formed|fondat[oaei]"
                r"|fondator[ei]|fondazione|gegrundet|grunder|grundung|grundlagt|fonde[es]?|fondateur"
                r"|fundad[oa]|fundador"
            ),
            r"set up|created|started",
        ),
        (
            INVENTED,
            (
                r"invent(?:ed|ors?|ion)|devised|coined|creators?|originated|discover(?:ed|y|ers?)"
                r"|authors?|pioneered|proposed|wrote|written|inventat[oaei]|inventor[ei]|creator[ei]"
                r"|ideat[oaei]|scopert[oaei]|autor[ei]|erfunden|erfinder|entdeckt|opfundet|opfinder"
                r"|opdaget|invente[es]?|inventeur|cree[es]?|inventad[oa]|cread[oa]|descubiert[oa]"
            ),
            (
                r"created|developed|designed|introduced|made|built|named|creat[oaei]|sviluppat[oaei]"
                r"|entwickelt|udviklet|desarrollad[oa]"
            ),
        ),
        (
            RELEASED,
            (
                r"releas(?:ed?|ing)|launched|announced|debuted|introduced|published|renamed"
                r"|rilasciat[oaei]|uscit[oaei]|pubblicat[oaei]|lanciat[oaei]|introdott[oaei]"
                r"|veroffentlicht|eingefuhrt|udgivet|lanceret|publie[es]?|sorti[es]?|publicad[oa]"
                r"|lanzad[oa]"
            ),
            r"created|available since|invented|developed",
        ),
        (
            BORN,
            r"born|birth|nat[oaei]|nascita|geboren|geburt|fodt|naissance|nacid[oa]|nacio",
            r"born",
        ),
        (
            BEGAN,
            (
                r"begin(?:s|ning)?|beg[au]n|starts?|started|starting|commenced|outbreak|onset"
                r"|broke out|inizi[oa]?|iniziat[oaei]|comincia(?:to)?|begann|beginnt|startede"
                r"|begyndte|commence"
                r"|debut|comenzo|empezo"
            ),
            r"began",
        ),
        (
            ENDED,
            (
                r"end(?:s|ed|ing)?|finish(?:es|ed)?|concluded|ceased|expire[sd]?|finit[oaei]|finisce"
                r"|endete|endet|sluttede|fini|termino"
            ),
            r"ended",
        ),
    )
}
"""How texts say who or what began or ended something: by these words, or by those with `by`."""
ONCE: Final = frozenset({FOUNDED, INVENTED, BORN})
"""Beginnings that have words of their own; the others are told in too many ways to ask for one."""
HINTS_KEPT: Final = 32_768
"""Words of which it is remembered what they may tell, 6 MB at most; 10,000 sections have 20,000."""
_TOKEN: Final = re.compile(r"\w+")
_DIGIT: Final = re.compile(r"\d")


_pattern: Final = cache(re.compile)
"""Patterns made when first asked for: all of them take ten milliseconds of a start."""


@cache
def _hint_looks() -> dict[str, str]:
    """Return for each kind the words, of which a text without a figure that holds it has one.

    They are made when first asked for, because a start needs none of them.
    """
    return {
        **{
            kind: re.sub(r" \w+|\\b", "", said.replace(_BY, ""))
            for kind, (_, said) in _BEGINNINGS.items()
        },
        NUMBER: _NUMERAL,
        OCCASION: _LOOKS[OCCASION].replace(r"\b", ""),
        MONEY: r"free|no|gratis|gratuit\w*|kostenlos\w*",
        SPAN: rf"{_UNIT}|(?:milli|micro|nano)seconds?|forever|indefinitely",
        SHARE: r"per|percent\w*|half|third|quarter|nines?",
        DATE: r"century|centuries|secolo|jahrhundert",
        NAMED: r"name[ds]?|called|etymolog\w+|deriv\w+|nome|chiamat\w|benannt|opkaldt",
    }


@cache
def _any_hint() -> re.Pattern[str]:
    """Return the words that tell any kind: nearly all words are none, which is seen at once."""
    return re.compile("|".join(_hint_looks().values()))


_MADE: Final = frozenset(
    {
        "built", "created", "designed", "desarrollado", "developed", "entwickelt", "made",
        "sviluppata", "sviluppato", "udviklet",
    }
)  # fmt: skip
"""Asked after `who` or `when`, these mean an invention."""
DENIAL: Final = (
    r"(?:\w+n['\u2019]t|not|never|cannot|nor|neither|non|mai|nicht|nie|keine?[nrms]?|ikke|aldrig"
    r"|pas|jamais|nunca)"
)
_BILLS = re.compile(
    r"\b(?:bill(?:ed|ing|s)?|charg(?:ed|es?|ing)|pay(?:s|ing|-per-\w+)?|paid|cost(?:s|ing)?"
    r"|pric(?:ed?|es|ing)|fattura(?:to|zione)|paga(?:re)?|costa|costo|berechnet|bezahl\w{1,4}|preis"
    r"|kostet|factur\w{1,6}|prix|precio)\b"
)
_DENIES = re.compile(
    rf"\b(?:{DENIAL}|no|without|except|unlike|lacks?|fails?|failed|senza|ohne|uden|sans|sin)\b"
)


def facts_in(text: str) -> Iterator[str]:
    """Yield the kinds of fact that a text holds; linear in its length."""
    folded = fold(text)
    return facts_of(folded, words_of(folded))


def facts_of(folded: str, found: Sequence[str], *, code: bool = False) -> Iterator[str]:
    """Yield the kinds of fact that a folded text, or line of code, holds; its words are known."""
    if code:
        yield CODE
    is_plain = folded.isascii() and "'" not in folded and "_" not in folded
    told = {*map(_HINTS.__getitem__, found if is_plain else _TOKEN.findall(folded))}
    if told <= _SILENT:
        return
    for kind, looks in _likely(_NONE.union(*told)):
        if not looks or _pattern(looks).search(folded):
            yield kind


@lru_cache(maxsize=512)
def _likely(hints: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the kinds that a text with these hints may hold, each with what it has to look like.

    Nothing where the hint is the kind itself: a word such as `before`, a figure.
    """
    begun = [(kind, said) for kind, (_, said) in _BEGINNINGS.items() if kind in hints]
    looks: list[tuple[str, str]] = [(NUMBER, ""), *_LOOKS.items()]
    if NUMBER not in hints:
        looks = [(kind, _LOOKS[kind]) for kind in _WITHOUT_FIGURE if kind in hints]
    return tuple(
        (kind, "" if kind == OCCASION else pattern)
        for kind, pattern in (*begun, *looks)
        if kind != OCCASION or kind in hints
    )


class _Hints(dict[str, frozenset[str]]):
    """Words with the kinds of fact that a text with this word may hold, and hardly any other.

    A dict rather than a cache: its look-ups are mapped over a sentence without a call for each.
    """

    def __missing__(self, token: str) -> frozenset[str]:
        if len(self) >= HINTS_KEPT:
            self.clear()
        own = _NONE
        if _any_hint().fullmatch(token):
            looks = _hint_looks().items()
            own = frozenset(kind for kind, said in looks if _pattern(said).fullmatch(token))
        if not token.isalpha() and _DIGIT.search(token):
            own |= {NUMBER}
        self[token] = own = own or _NONE
        return own


_NONE: Final[frozenset[str]] = frozenset()
_SILENT: Final = frozenset({_NONE})
_HINTS: Final = _Hints()


def beginning_of(word: str) -> str:
    """Return the kind of beginning or end that a folded word names, or nothing."""
    if word in _MADE:
        return INVENTED
    own = (kind for kind, (said, _) in _BEGINNINGS.items() if _pattern(said).fullmatch(word))
    return next(own, "")


def bills(text: str) -> bool:
    """Whether a text says how something is paid for, or a word asks it."""
    return bool(_BILLS.search(fold(text)))


def denies(text: str) -> bool:
    """Whether a text says that something is not so."""
    return bool(_DENIES.search(fold(text)))
