"""Words by which a question is known: that it asks, how many answers it wants, what it excepts."""

from __future__ import annotations

import re
from typing import Final

NUMBERS: Final = {
    word: count
    for count, words in {
        1: "one una uno ein eine eins un une en et uma um een ett",
        2: "two due zwei dos deux to duas dois twee tv\u00e5 both",
        3: "three tre drei tres trois tr\u00eas drie",
        4: "four quattro vier cuatro quatre fire quatro fyra",
        5: "five cinque f\u00fcnf cinco cinq fem vijf",
        6: "six sei sechs seis seks zes sex",
    }.items()
    for word in words.split()
}
"""Numbers up to six in the languages of `text.LANGUAGES`; exams have at most six options."""

_NUMBER: Final = "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"|[1-9]"
_CHOOSE: Final = (
    r"choose|select|pick|mark|check|tick|scegli(?:ere|ete)?|seleziona(?:re|te)?|indica(?:re)?|"
    r"w\u00e4hlen?(?: sie)?|kreuzen sie|elige|elija|escoge|escoja|seleccion[ae]r?|"
    r"choisis(?:sez|ir)?|s\u00e9lectionnez|cochez|v\u00e6lg|marker|escolh[ae]|selecione|kies|"
    r"selecteer|v\u00e4lj"
)
_COUNT = re.compile(
    rf"(?:^|[.?!:;,(\[\u2013\u2014-]\s*)(?:please\s+)?(?:{_CHOOSE})\s+(?:\w+\s+){{0,2}}?({_NUMBER})\b"
    r"(?!-)",
    re.IGNORECASE,
)
_COUNT_CJK = re.compile(r"[\u9009\u9078][\u62e9\u64c7]?([\u4e8c\u4e24\u5169\u4e09\u56db\u4e942-6])")
_CJK_COUNT = re.compile(r"([\u4e8c\u4e09\u56db\u4e942-6])\u3064(?:\u3092)?\u9078")
_CJK_NUMBERS: Final = {
    "\u4e8c": 2, "\u4e24": 2, "\u5169": 2, "\u4e09": 3, "\u56db": 4, "\u4e94": 5,
}  # fmt: skip
_ONE_OR_MORE = re.compile(
    r"\b(?:one or (?:more|several)|at least one|uno o pi\u00f9|una o pi\u00f9|eine oder mehrere"
    r"|uno o m\u00e1s|una o m\u00e1s|une ou plusieurs|uma ou mais|en eller flere|een of meer)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(rf"\bwhich\s+(?:of\s+the\s+following\s+)?({_NUMBER})\s", re.IGNORECASE)
_ALL = re.compile(
    r"\ball (?:that|which) (?:apply|are (?:true|correct))|\b(?:choose|select|mark|check) all\b"
    r"|\balle(?:s)? (?:zutreffende|richtige)n?\b|\btutt[ei] (?:le|i|quelle) "
    r"|\btodas las (?:que|respuestas|opciones)\b|\btoutes les (?:r\u00e9ponses|bonnes)\b"
    r"|\balle (?:rigtige|korrekte|juiste)\b|\btodas as (?:que|op\u00e7\u00f5es|respostas)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    rf"\s*[(\[](?:please\s+)?(?:{_CHOOSE})\b[^()\[\]]{{0,60}}[)\]]\s*\.?$"
    r"|\s*[\uff08(][^()\uff08\uff09]{0,20}[\u9009\u9078][^()\uff08\uff09]{0,20}[\uff09)]$",
    re.IGNORECASE,
)
_ENDS_ASKING = re.compile(
    r"[?\uff1f\u061f\u037e][\s\"'\u201d\u2019)\]*_.]*$|\.{4,}[\s.]*$|\u2026[\s.\u2026]*$|_{3,}[.:\s]*$"
)
_EXCEPTS = re.compile(
    r"\b(?:EXCEPT|NOT|LEAST|FALSE|INCORRECT|NICHT|AUSSER|EXCEPTO|SAUF|ECCETTO|TRANNE|NON|IKKE|UNDTAGEN)\b"
    r"|\b(?:except|excluding)\b\W*$"
    r"|\b(?:is|are|does|do|can|was|were)\s+not\b|\b(?:isn|aren|doesn|don|can)['\u2019]?t\b|\bcannot\b"
    r"|\b(?:false|incorrect|wrong|least|nicht|falsch|falsa|falso|errata|ikke|non)\b"
)
_ENDS_EXCEPT = re.compile(
    r"\b(?:EXCEPT|except|AUSSER|au\u00dfer|EXCEPTO|excepto|SAUF|sauf|ECCETTO|eccetto|TRANNE|tranne"
    r"|UNDTAGEN|undtagen|EXCETO|exceto|BEHALVE|behalve|UTOM|utom)\b(?: for)?[\s:.\u2026_]*$"
)
NUMBERED = re.compile(
    r"(?:\*\*|__)?(?:(?:question|questions?|quiz|domanda|frage|pregunta|sp\u00f8rgsm\u00e5l|vraag|fr\u00e5ga"
    r"|quest\u00e3o|pergunta|exercise|problem)\s*(?:#|no\.?|nr\.?)?\s*\d{1,4}|q\s?\.?\s?#?\d{1,4}"
    r"|(?:question|domanda|frage|pregunta|q)(?=\s*:))"
    r"\s*(?:\(\d+\))?\s*(?:\*\*|__)?\s*(?:[.:)\u2013\u2014-]|$|(?=\s))\s*(?:\*\*|__)?\s*",
    re.IGNORECASE,
)
"""`Question 12:`, `Q12.`, `Q:` and the like, in front of a stem."""
_ORDINAL = re.compile(r"\A\s*(?:\*\*|__)?\(?\d{1,4}\s?[.)](?:\s+(?=\S)|(?=[^\d\s]))")

ANY: Final = 0
"""`wanted` says so where every right option is to be chosen."""


def asks(text: str) -> bool:
    """Whether a plain text asks: a question mark, a gap or an exception at its end, or a count."""
    text = text.rstrip()[-400:]
    bare = _INSTRUCTION.sub("", text)
    return bool(
        _ENDS_ASKING.search(bare)
        or _ENDS_EXCEPT.search(bare)
        or bare != text
        or (_COUNT.search(text) and ("?" in text or text.endswith((")", "."))))
    )


def wanted(stem: str) -> tuple[int, ...]:
    """Return how many keys a stem allows: what it says, else one; (`ANY`,) where it says all.

    `Which two ...?` allows one key too: two things may stand in one option.
    """
    if _ALL.search(stem) or (_ONE_OR_MORE.search(stem) and _COUNT.search(stem)):
        return (ANY,)
    if found := _COUNT.search(stem) or _COUNT_CJK.search(stem) or _CJK_COUNT.search(stem):
        word = found[1].lower()
        return (NUMBERS.get(word) or _CJK_NUMBERS.get(word) or int(word),)
    if found := _WHICH.search(stem):
        word = found[1].lower()
        return (NUMBERS.get(word) or int(word), 1)
    return (1,)


def excepts(stem: str) -> bool:
    """Whether a stem asks for what is not so."""
    return bool(_EXCEPTS.search(stem))


def without_number(text: str) -> str:
    """Return a stem, raw or plain, without `Question 12:`, `Q12.` or `12.` in front."""
    if found := NUMBERED.match(text):
        rest = text[found.end() :]
        return rest if rest.strip(" *_") else ""
    return _ORDINAL.sub(lambda mark: "".join(sign for sign in mark[0] if sign in "*_"), text, 1)
