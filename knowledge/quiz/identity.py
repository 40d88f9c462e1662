"""Ids of questions that edits of their key, their options' order or their place leave alone."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from knowledge.quiz.items import digest
from knowledge.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MARKUP = re.compile(r"[<&*_=~`\[#>+-]")
_TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|font|i|img|kbd|li|mark|ol|p|pre|small|span|strong|su[bp]|u|ul)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\](?:\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\))")
_PAIRED = re.compile(r"(\*\*|__|==|~~)(?=\S)(.{1,2000}?)(?<=\S)\1")
_LEADING = re.compile(r"^(?:\s|[#>*+-])+(?=\s)")
_CHOOSE = re.compile(
    r"[(\[]?\b(?:choose|select|pick|w(?:a|\u00e4)hlen sie|choisissez|elija|seleccione|scegliere"
    r"|scegli|escolha|selecione|kies|v\u00e4lj|v\u00e6lg)\b(?:\s[^\W\d_]+){0,2}?"
    r"\s(?:[2-9]|two|three|four|five|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|due|tre"
    r"|quattro|dois|duas|tr\u00eas|quatro|twee|drie|tv\u00e5|to)"
    r"(?:\s[^\W\d_]+){0,2}[.:!)\]]*\s*$",
    re.IGNORECASE,
)
"""How many to choose, said at the end; in the languages whose inflections `text` knows."""
CHOOSE_CAP: Final = 60
"""Characters at the end of a stem that may say how many to choose."""
_OURS = re.compile(r"[0-9a-fA-F]{16}")
_SIGNS = re.compile(r"([+<=>^$%#\u20ac\u00a3\u2260\u2264\u2265]+)")
"""Signs that tell questions apart: C from C++, `=` from `==`."""


def normalised_stem(stem: str) -> str:
    """Return what stays of a stem without markup, case, punctuation and `(Choose TWO)`.

    Never empty for a text that is not blank.
    """
    plain = stem
    if _MARKUP.search(stem):
        plain = _TAG.sub(" ", html.unescape(stem))
        plain = _PAIRED.sub(r"\2", _LINK.sub(r"\1", plain)).replace("`", "")
        plain = _LEADING.sub("", plain).strip()
    asked = plain[:-CHOOSE_CAP] + _CHOOSE.sub("", plain[-CHOOSE_CAP:])
    found: list[str] = []
    for piece in _SIGNS.split(asked or plain):
        found += [piece] if _SIGNS.fullmatch(piece) else words(piece)
    return " ".join(found) or " ".join(fold(stem).split())


def options_mark(options: Iterable[str]) -> str:
    """Return eight characters that stand for a set of options in any order."""
    return digest("\n".join(sorted(map(normalised_stem, options))), 4)


def given_id(author: str) -> str:
    """Return the id of a question to which its author gave one of any form: 16 characters.

    An id that was given here, 16 hexadecimal characters, stands for itself: with `^` and it behind
    a question its author says that it is the one of before.
    """
    return author.lower() if _OURS.fullmatch(author) else digest(f"a|{author.strip()}")


SHARED: Final = "*"
"""Stands in `taken` for a stem that questions with different options have in common."""


def written_id(stem: str, options: Sequence[str], taken: Mapping[str, str]) -> str:
    """Return the id of a question that an author wrote: 16 characters.

    `taken` says whose a stem is: normalised stem -> `options_mark`, or `SHARED`. A stem that is
    another's too gets an id with its options in it; key, letters and place are no part of any.
    """
    base, mark = normalised_stem(stem), options_mark(options)
    return digest(f"x|{base}" if taken.get(base, mark) == mark else f"x|{base}|{mark}")


def written_ids(questions: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """Return the id of each (stem, options); the order of the questions changes none of them.

    Two that have stem and options in common have their id in common too: they are one question.
    Of questions that share no more than the stem none has the plain id, so that it can never pass
    from one to another, and a history with it.
    """
    taken: dict[str, str] = {}
    for stem, options in questions:
        base, mark = normalised_stem(stem), options_mark(options)
        taken[base] = mark if taken.get(base, mark) == mark else SHARED
    return tuple(written_id(stem, options, taken) for stem, options in questions)


def generated_id(kind: str, concept: str, relation: str, number: int = 0) -> str:
    """Return the id of a question made by rule: 16 characters.

    Neither the sentence nor the options are part of it: over two years of edits 66 % of sentences
    stayed, but 97 % of concepts. `number` tells apart what is made from one concept and relation.
    """
    return digest(f"g|{kind}|{' '.join(words(concept)) or concept}|{relation}|{number}")
