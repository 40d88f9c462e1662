"""Words that name the parts of a question: its answer, its explanation, the mark of a key."""

from __future__ import annotations

import re
from typing import Final

_ANSWER: Final = (
    r"(?:the\s+)?(?:(?:correct|right|official|model|suggested)\s+)?"
    r"(?:answer\s+keys?|answers?|ans|keys?|solutions?|options?(?=\s+(?:is|are)\b))(?:\s?\(s\))?"
    r"|correct"
    r"|(?:la\s+|le\s+)?rispost[ae](?:\s+(?:corrett[ae]|esatt[ae]|giust[ae]))?|soluzion[ei]"
    r"|(?:richtige\s+)?antwort(?:en)?|l\u00f6sung(?:en)?"
    r"|(?:la\s+|las\s+)?respuestas?(?:\s+correctas?)?|soluci(?:\u00f3n|ones)"
    r"|(?:la\s+|les\s+)?(?:bonnes?\s+)?r\u00e9ponses?(?:\s+correctes?)?"
    r"|(?:a\s+|as\s+)?respostas?(?:\s+corretas?|\s+certas?)?"
    r"|(?:rigtigt?\s+|korrekt\s+|r\u00e4tt\s+)?svar|(?:juiste?\s+)?antwoord(?:en)?"
    r"|\u7b54\u6848|\u6b63\u89e3|\u6b63\u786e\u7b54\u6848|\u7b54\u3048"
)
ANSWER_LABEL = re.compile(
    rf"[\s>*_`#-]{{0,12}}(?:{_ANSWER})"
    r"(?:\s+(?:is|are|ist|sind|\u00e8|es|est|er))?[*_`]{0,3}\s*"
    r"(?:[:\uff1a=]|[\u2013\u2014-](?=\s)|$|(?=[*_(\[]{0,3}[A-J](?:[)\].,*_]|\s*$)))\s*[*_`]{0,3}\s*",
    re.IGNORECASE,
)
"""`Answer:`, `**Correct answers:**`, `Ans:` and the like; what stands behind it is the answer."""
EXPLANATION_LABEL = re.compile(
    r"[\s>*_`#-]{0,12}(?:overall\s+)?(?:explanations?|expl|explained|reasons?|reasoning|why|because"
    r"|rationale|justification|feedback|spiegazione|motivazione|perch\u00e9|erkl\u00e4rung|begr\u00fcndung"
    r"|explicaci\u00f3n|justificaci\u00f3n|explications?|explica\u00e7\u00e3o|forklaring|uitleg|f\u00f6rklaring"
    r"|\u89e3\u6790|\u89e3\u8aac)[*_`]{0,3}\s*(?:[:\uff1a\u2013\u2014-]|$)\s*[*_`]{0,3}\s*",
    re.IGNORECASE,
)
CARD_MARKS: Final = frozenset({"?", "??"})
"""Alone on a line of a note that opts in, they part a card's front from its back."""
_FOLD = re.compile(r"</?(?:details|summary)\b", re.IGNORECASE)
RIGHT_MARK = re.compile(
    r"(?:[*_]{0,3}[(\[]\s*(?:the\s+)?(?:correct(?:\s+answer)?|right(?:\s+answer)?|answer|true"
    r"|corrett[ao]|giust[ao]|esatt[ao]|richtig|korrekt|correct[ao]|correcte|bonne|corret[ao]|cert[ao]"
    r"|rigtig|juist|r\u00e4tt)\s*[)\]][*_]{0,3}|[\u2705\u2714\u2611]\ufe0f?)[\s.]*$",
    re.IGNORECASE,
)
"""What an author writes behind the right option."""
_RIGHT_SIGN = re.compile(r"^[\u2705\u2714\u2611]\ufe0f?\s*")
_WRONG_SIGN = re.compile(r"^[\u274c\u2716\u2717\u2718\u2610]\ufe0f?\s*|[\u274c\u2716]\ufe0f?\s*$")


def ends_options(text: str) -> bool:
    """Whether a line ends a list of options: the label of an answer or explanation, or a fold."""
    first = text[:1]
    if first == "<":
        return bool(_FOLD.match(text))
    return bool(ANSWER_LABEL.match(text) or EXPLANATION_LABEL.match(text))


def without_right_mark(text: str) -> tuple[str, bool]:
    """Return an option without the mark of being right or wrong, and whether it was right."""
    for mark in (RIGHT_MARK, _RIGHT_SIGN):
        if found := mark.search(text):
            return (text[: found.start()] + text[found.end() :]).strip(), True
    return _WRONG_SIGN.sub("", text).strip(), False
