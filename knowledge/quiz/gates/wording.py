"""Words by which a stem or an option goes wrong, folded, for the languages that are known."""

from __future__ import annotations

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABSOLUTE: Final = _words(
    """
    always never completely absolutely totally definitely impossible
    sempre mai completamente assolutamente impossibile siempre nunca totalmente absolutamente
    imposible immer niemals v\u00f6llig unm\u00f6glich toujours jamais totalement impossible nunca
    altid aldrig altijd nooit alltid aldrig
    """
)
"""Words that make a statement wrong by themselves; test-wise students strike them out."""
WEAK_ABSOLUTE: Final = _words("all only every must none entirely")
"""Such words where they stand in wrong options alone."""
VAGUE: Final = _words(
    """
    often frequently usually sometimes occasionally rarely seldom generally typically mostly many
    few several probably maybe possibly
    spesso solitamente talvolta raramente generalmente a_menudo generalmente normalmente raramente
    oft meistens manchmal selten souvent parfois rarement ofte sommetider sj\u00e6ldent vaak soms
    zelden ofta ibland s\u00e4llan
    """
)
NEGATIVE: Final = re.compile(
    r"\b(?:not|except|cannot|incorrect|least|non|tranne|excepto|nicht|au\u00dfer|pas|sauf|ikke|niet"
    r"|inte)\b",
    re.IGNORECASE,
)
LOUD: Final = re.compile(
    r"\b(?:NOT|EXCEPT|CANNOT|INCORRECT|LEAST|FALSE|NON|TRANNE|EXCEPTO|NO|NICHT|AUSSER|PAS|SAUF|IKKE"
    r"|NIET|INTE|N\u00c3O|EXCETO)\b"
)
NONE_OF: Final = re.compile(
    r"\bnone\b.{0,12}\b(?:above|these|them|mentioned|listed|options)\b|^none\b.{0,4}$|^neither\W*$"
    r"|^nessun[oa] (?:di|dei|delle)\b|^ninguna? de\b|^keine? (?:der|von)\b|^aucune? de",
    re.IGNORECASE,
)
ALL_OF: Final = re.compile(
    r"\b(?:all|any)\b.{0,8}\b(?:above|these|mentioned|listed)\b|^all of the\b"
    r"|^tutt[ie] (?:i|le|quest)|^todos? l[oa]s (?:anteriores|de)|^alle (?:der|genannten)"
    r"|^toutes? (?:les|ces)",
    re.IGNORECASE,
)
JOINED: Final = re.compile(
    r"^(?:both\b|either\b|neither\b|[a-f1-6]\s{0,2}(?:,|&|\band\b|\bor\b)\s{0,2}[a-f1-6]\b)",
    re.IGNORECASE,
)
POINTS_AWAY: Final = re.compile(
    r"\b(?:diagram|figure|image|picture|screenshot|exhibit|chart)\s+(?:above|below|shown)\b"
    r"|\b(?:shown|mentioned|described|listed|discussed|as) above\b"
    r"|\babove (?:diagram|figure|table|list)\b|\bsee (?:above|below|image|figure)\b",
    re.IGNORECASE,
)
LEANS: Final = re.compile(
    r"(?:it|its|it's|this|these|they|their|those|he|she|such|also|however|therefore|then|and|but|or"
    r"|the same|here|there)\b",
    re.IGNORECASE,
)
LEANS_ON_NOTHING: Final = re.compile(
    r"(?:it is (?:best|recommended|required)|there (?:is|are)"
    r"|(?:this|these|those|such)\s+\w+\s+(?:type|kind|of))\b",
    re.IGNORECASE,
)
DEBRIS: Final = re.compile(
    r"\*\*|(?<!_)__(?!_)|(?<!\w)`|`(?!\w)|\]\(|!\[|\[\[|\]\]|<!--|</?[a-z]+[^>]{0,80}>|\{\{|\}\}"
    r"|^\s*[#>|]|&[a-z]+;|\\n",
    re.IGNORECASE,
)
HEADING_PIECE: Final = re.compile(
    r"^\s*[-\u2013\u2014:|]|[\u2013\u2014:|-]\s*$"
    r"|\b(?:overview|summary|introduction|hands[- ]on|advantages|cheat ?sheet"
    r"|table of contents)\W*$",
    re.IGNORECASE,
)
CHOOSE: Final = re.compile(
    r"\b(?:choose|select|pick|check)\s+(?:the\s+|any\s+|exactly\s+)?"
    r"(two|three|four|five|2|3|4|5|all)\b",
    re.IGNORECASE,
)
NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
