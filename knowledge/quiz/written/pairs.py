"""`Q:` with `A:` below it, and questions with `Answer:` below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.quiz.written.asking import asks
from knowledge.quiz.written.draft import Draft
from knowledge.quiz.written.sheet import shown, told
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.quiz.written.line import Line
    from knowledge.quiz.written.sheet import Sheet

STEM_WORDS: Final = 4
"""Words from which a `Q:` is taken for a question though it does not ask."""
STEM_CAP: Final = 12
"""Lines between `Q:` and `A:`."""
ANSWER_CAP: Final = 60
"""Lines of an answer."""

_QUESTION = re.compile(
    r"(?:\*\*|__)?(?:Q|Question|Frage|Domanda|Pregunta|Pergunta|Sp\u00f8rgsm\u00e5l|Vraag|Fr\u00e5ga|\u95ee|\u95ee\u9898|\u8cea\u554f)"
    r"\s?#?\d{0,3}(?:\*\*|__)?\s?[:.)\uff1a](?:\*\*|__)?\s*(?=\S)",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"(?:\*\*|__)?(?:Ans|Answer|Antwort|Risposta|Respuesta|R\u00e9ponse|Resposta|Svar|Antwoord|\u7b54\u6848)"
    r"(?:\*\*|__)?\s?[:\uff1a](?:\*\*|__)?\s*",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[DFP]\s?\d{0,3}\s?[:.)]\s*(?=\S)")
"""`P:` of Spanish and Portuguese, `D:` of French and Italian, `F:` of German; also legends."""
_ANSWER = re.compile(
    r"(?:\*\*|__)?(?:A|Ans|Answer|Antwort|Risposta|Respuesta|R\u00e9ponse|Resposta|Svar|Antwoord|R|\u7b54|\u7b54\u6848|\u56de\u7b54)"
    r"\s?#?\d{0,3}(?:\*\*|__)?\s?[:.\uff1a](?:\*\*|__)?\s*",
    re.IGNORECASE,
)


def read_pairs(sheet: Sheet) -> Iterator[Draft]:
    """Yield every `Q:` that has its `A:`, and those without one that ask."""
    position = 0
    while position < len(sheet.lines):
        line = sheet.at(position)
        found = _label(line)
        if found is None:
            position += 1
            if line.is_text and _SPELLED.match(line.body):
                first = _asked_above(sheet, position - 1)
                if first >= 0:
                    draft = _pair(sheet, first, position - 1, 0)
                    yield draft
                    position = draft.last
            continue
        answer = _answer_line(sheet, position, line)
        stem = line.body[found.end() :]
        if answer < 0 or _is_legend(found[0], stem):
            if answer < 0 and not line.level and asks(shown(stem)):
                yield Draft("Q: A:", stem, line.number, line.number)
            position += 1
            continue
        draft = _pair(sheet, position, answer, found.end())
        yield draft
        position = draft.last


def _asked_above(sheet: Sheet, at: int) -> int:
    """Return where the question right above an answer begins, or -1 if nothing there asks."""
    last = at - 1
    while last >= max(0, at - 2) and sheet.at(last).is_blank:
        last -= 1
    first = last
    line = sheet.at(first)
    if first < 0 or not (line.is_text or line.level) or line.quote != sheet.at(at).quote:
        return -1
    while first > last - STEM_CAP and not (line.mark or line.level):
        line = sheet.at(first - 1)
        if first == 0 or not line.is_text:
            break
        first -= 1
    return first if asks(shown(sheet.at(last).body)) else -1


def _label(line: Line) -> re.Match[str] | None:
    if not (line.is_text or line.level):
        return None
    return _QUESTION.match(line.body) or _SHORT.match(line.body)


def _is_legend(label: str, stem: str) -> bool:
    """Whether a letter and its colon only say what the letter stands for: `Q: heat`, `A: area`."""
    letter = label.strip("*_ .:)").upper()
    if len(letter) > 1 or asks(shown(stem)):
        return False
    return letter != "Q" or len(words(stem)) < STEM_WORDS


def _answer_line(sheet: Sheet, position: int, question: Line) -> int:
    """Return the position of the answer's first line, or -1."""
    for at in range(position + 1, min(position + STEM_CAP, len(sheet.lines))):
        line = sheet.at(at)
        if line.is_text and line.quote == question.quote and _ANSWER.match(line.body):
            return at
        if line.level or line.is_rule or _QUESTION.match(line.body):
            return -1
    return -1


def _pair(sheet: Sheet, first: int, at: int, label: int) -> Draft:
    above = (sheet.at(line) for line in range(first, at))
    stem = " ".join(line.body for line in above if line.is_text or line.level)
    line = sheet.at(at)
    found = _ANSWER.match(line.body)
    opening = shown(line.body[found.end() :]) if found else ""
    last = at
    if not opening:
        last = max(at, sheet.next_text(at + 1, 1) - 1)
    while last + 1 < min(len(sheet.lines), at + ANSWER_CAP):
        below = sheet.at(last + 1)
        if below.is_blank or below.level or below.is_rule or below.quote != line.quote:
            break
        if _QUESTION.match(below.body) or (below.mark and below.indent <= sheet.at(first).indent):
            break
        last += 1
    rest = told(map(sheet.at, range(at + 1, last + 1)))
    is_flowing = opening and last > at and not (sheet.at(at + 1).mark or sheet.at(at + 1).code)
    answer = (" " if is_flowing else "\n").join(part for part in (opening, rest) if part)
    return Draft("Q: A:", stem[label:], first + 1, last + 1, answer)
