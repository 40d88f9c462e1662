"""What stands below the options of a question: its key and its explanation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.quiz.written.labels import ANSWER_LABEL, CARD_MARKS, EXPLANATION_LABEL
from knowledge.quiz.written.sheet import shown
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.quiz.written.line import Line
    from knowledge.quiz.written.sheet import Sheet

FOLD_CAP: Final = 200
"""Lines of a fold, or of an explanation, that are read."""

_OPEN_FOLD = re.compile(r"<details\b[^<>]{0,200}>", re.IGNORECASE)
_CLOSE_FOLD = re.compile(r"</details\s*>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^<>]{0,200}>(.{0,300}?)</summary\s*>", re.IGNORECASE)
_KEY_TOKEN = re.compile(
    r"(?:options?\s+)?[(\[]?([A-Ja-j]{1,6})[)\]]?(?![\w'\u2019])", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"[AaEe] (?!(?:and|as|because|is|or|since|da|und|weil|car|et|perch\u00e9|porque|fordi|og|en"
    r"|want|och)\b)[a-z]{2}"
)
"""A word of several languages that is no key where a sentence goes on behind it."""
_BETWEEN_KEYS = re.compile(
    r"\s*(?:[,;/&+\uff0c\u3001]|\b(?:and|und|e|y|et|og|en|och)\b)\s*(?:(?:and|und|et|og)\s+)?|\s+",
    re.IGNORECASE,
)
_BEHIND_KEY = re.compile(r"[\s*_`]*[.,:;)\]\u2013\u2014-]*[\s*_`]*")
_ENDS_KEY = re.compile(
    r"\s*(?:$|[.:;/&)\]*_\u2013\u2014-]|,(?!\s*[a-z]*\b[a-z])|(?=[A-Z(\[])"
    r"|(?:and|und|e|y|et|og|en|och)\s+[A-J]\b)"
)
"""What stands behind a letter that is a key; behind a word stands another word."""


@dataclass(frozen=True, slots=True)
class Below:
    """What was read below some options; texts are raw."""

    last: int
    """Position of its last line."""
    key: str = ""
    """What stands behind the label of the answer; empty where there is none."""
    explanation: str = ""


def read_below(sheet: Sheet, position: int, quote: int) -> Below | None:
    """Return the key and explanation that begin at the next line with text, or None."""
    at = sheet.next_text(position)
    line = sheet.at(at)
    if at < 0 or line.code or line.level:
        return None
    if sheet.deck and line.text in CARD_MARKS:
        return _rest(sheet, at, "")
    if line.quote < quote:
        return None
    if _OPEN_FOLD.match(line.text):
        return _fold(sheet, at)
    key = _behind_label(line.text)
    return _explained(sheet, at, quote) if key is None else _rest(sheet, at, key)


def _behind_label(text: str) -> str | None:
    """Return what stands behind the label of an answer; None where there is no label."""
    found = ANSWER_LABEL.match(text)
    return text[found.end() :] if found else None


def _explained(sheet: Sheet, at: int, quote: int) -> Below | None:
    """Read an explanation that is labelled, or stands in a quotation."""
    line = sheet.at(at)
    if found := EXPLANATION_LABEL.match(line.text):
        text, last = paragraph(sheet, at + 1, line.quote)
        return Below(last, "", _joined(line.text[found.end() :], text))
    if line.quote > quote and not line.text.startswith("[!"):
        text, last = paragraph(sheet, at, line.quote)
        return Below(last, "", text)
    return None


def paragraph(sheet: Sheet, position: int, quote: int) -> tuple[str, int]:
    """Return the lines from here to a blank one or another question, and the last's position."""
    found: list[str] = []
    at = position
    while at < min(len(sheet.lines), position + FOLD_CAP):
        line = sheet.at(at)
        if not line.is_text or line.quote != quote or begins_question(line):
            break
        found.append(line.text)
        at += 1
    return "\n".join(found), at - 1


def begins_question(line: Line) -> bool:
    """Whether a line opens the next question of a list of them."""
    return line.mark[:1].isdigit() and line.indent <= 1


def _joined(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())


def _unlabelled(text: str) -> str:
    """Return an explanation without its label."""
    found = EXPLANATION_LABEL.match(text)
    return text[found.end() :] if found else text


def _rest(sheet: Sheet, at: int, key: str) -> Below:
    """Read on behind the label of an answer: its line or the next, then an explanation."""
    quote = sheet.at(at).quote
    last = at
    if not key.strip():
        start = sheet.next_text(at + 1, 1)
        if start < 0 or not sheet.at(start).is_text:
            return Below(at)
        key, last = sheet.at(start).text, start
    text, last = paragraph(sheet, last + 1, quote)
    explanation = _unlabelled(_joined(text))
    beyond = sheet.next_text(last + 1, 1)
    line = sheet.at(beyond)
    if beyond >= 0 and line.is_text:
        found = EXPLANATION_LABEL.match(line.text)
        if found or (line.quote > quote and not line.text.startswith("[!")):
            opening = line.text[found.end() :] if found else line.text
            more, last = paragraph(sheet, beyond + 1, line.quote)
            explanation = _joined(explanation, opening, more)
    return Below(last, key, explanation)


def _fold(sheet: Sheet, at: int) -> Below | None:
    """Read a `<details>`: its label, and what it hides."""
    inside: list[str] = []
    last = at
    for last in range(at, min(len(sheet.lines), at + FOLD_CAP)):
        line = sheet.at(last)
        if line.code:
            continue
        inside.append(line.text)
        if _CLOSE_FOLD.search(line.text):
            break
    else:
        return None
    hidden = _CLOSE_FOLD.sub("", _OPEN_FOLD.sub("", "\n".join(inside), 1))
    label = _SUMMARY.search(hidden)
    found = [text for text in _SUMMARY.sub("", hidden, 1).split("\n") if shown(text)]
    if label and (named := ANSWER_LABEL.match(label[1])) and label[1][named.end() :].strip():
        return Below(last, label[1][named.end() :], _unlabelled(_joined(*found)))
    for number, text in enumerate(found):
        rest = _behind_label(text)
        if rest is not None:
            more = found[number + 1 :]
            if not rest.strip() and more:
                rest, more = more[0], more[1:]
            return Below(last, rest, _unlabelled(_joined(*found[:number], *more)))
    if not found:
        return Below(last)
    return Below(last, found[0], _unlabelled(_joined(*found[1:])))


def read_key(text: str, options: Sequence[str], first: str) -> tuple[tuple[int, ...] | None, str]:
    """Return the positions of the options that a key names, and the plain text behind it.

    None where it names no option. `first` is the letter of the first option, in its case; options
    are plain. Letters come alone, in a row (`AC`, `Ac`) or with commas and words between; a letter
    that goes on as a sentence ("C, a service for ...") is none.
    """
    plain = shown(text)
    whole = option_named(plain, options)
    if whole is not None:
        return (whole,), ""
    if _ARTICLE.match(plain):
        return _by_words(plain, options)
    keys: list[int] = []
    at = end = 0
    start = ord((first or "a").lower())
    while found := _KEY_TOKEN.match(plain, at):
        places = [ord(letter) - start for letter in found[1].lower()]
        if not _are_keys(found[1], places, keys) or (
            keys and not _ENDS_KEY.match(plain, found.end())
        ):
            break
        keys += places
        end = found.end()
        between = _BETWEEN_KEYS.match(plain, end)
        if not between:
            break
        at = between.end()
    if not keys:
        return _by_words(plain, options)
    behind = _BEHIND_KEY.match(plain, end)
    rest = plain[behind.end() if behind else end :]
    if any(not 0 <= key < len(options) for key in keys):
        return None, rest
    return tuple(sorted(set(keys))), rest


def _are_keys(letters: str, places: Sequence[int], before: Sequence[int]) -> bool:
    """Whether some letters are keys, not a word: one, or capitals in the order of the alphabet.

    Of two letters the second may be small: `Ac` is a slip of the shift key.
    """
    if len(letters) == 1:
        return not before or letters.isupper() or places[0] not in before
    is_slip = len(letters) == 2 and letters[0].isupper()
    return (letters.isupper() or is_slip) and list(places) == sorted({*places}) and places[0] >= 0


def option_named(text: str, options: Sequence[str]) -> int | None:
    """Return the option whose words these are, all of them."""
    named = words(text)
    found = [at for at, option in enumerate(options) if words(option) == named]
    return found[0] if named and len(found) == 1 else None


def _by_words(text: str, options: Sequence[str]) -> tuple[tuple[int, ...] | None, str]:
    """Return the options that a text lists in their own words, or the one it begins with."""
    parts = [option_named(part, options) for part in re.split(r"[,;]| and ", text)]
    listed = sorted({part for part in parts if part is not None})
    if len(listed) == len(parts):
        return tuple(listed), ""
    named = words(text)
    best: tuple[int, int] | None = None
    for at, option in enumerate(options):
        own = words(option)
        if own and named[: len(own)] == own and (best is None or len(own) > best[0]):
            best = (len(own), at)
    if best is not None:
        return (best[1],), text
    return None, text
