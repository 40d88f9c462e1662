"""The strict check: what a reader found becomes a question, or a problem for its author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.model import Problem, Severity
from knowledge.quiz.items import Kind
from knowledge.quiz.written.asking import ANY, wanted, without_number
from knowledge.quiz.written.draft import Fault
from knowledge.quiz.written.question import Question
from knowledge.quiz.written.sheet import shown
from knowledge.quiz.written.speaking import contradicts
from knowledge.text import words

if TYPE_CHECKING:
    from knowledge.quiz.written.draft import Draft
    from knowledge.quiz.written.sheet import Sheet

STEM_CAP: Final = 3_000
"""Characters of a stem; the longest of 2,575 exam questions has under 1,500."""
ANSWER_CAP: Final = 4_000
"""Characters of an answer or explanation that are kept."""

TRUTHS: Final = frozenset({"true", "vero", "wahr", "richtig", "verdadero", "vrai", "verdadeiro",
    "sandt", "waar", "sant", "yes"})  # fmt: skip
FALSEHOODS: Final = frozenset({"false", "falso", "falsch", "faux", "falsk", "onwaar", "falskt",
    "niet waar", "no"})  # fmt: skip
"""True and false in the languages of `text.LANGUAGES`."""

_PICTURE = re.compile(r"!\[|<img\b", re.IGNORECASE)
_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9-]{4,40})$")
_TAGS_BEFORE = re.compile(r"\A(?:#[^\W\d_][\w/-]{0,80}\s+)+")
_TAGS_BEHIND = re.compile(r"(?:\s#[^\W\d_][\w/-]{0,80}){1,20}$")
_COUNTS: Final = ("None", "1", "TWO", "THREE", "FOUR", "FIVE", "SIX")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question that is not asked, and why."""

    syntax: str
    fault: Fault
    problem: Problem


def check(draft: Draft, sheet: Sheet) -> Question | Refusal:
    """Return the question that a draft holds if nothing about it is wrong."""
    stem = _stem(draft)
    options = tuple(shown(option.text) for option in draft.options)
    marked = tuple(at for at, option in enumerate(draft.options) if option.right)
    keys = marked if draft.keyed is None else draft.keyed
    fault = draft.fault or _fault(draft, stem, options, marked)
    if fault is not None:
        return _refused(draft, fault, sheet, len(keys), wanted(stem))
    place = sheet.place(draft.first, draft.last)
    whys = tuple(option.why for option in draft.options)
    return Question(
        draft.syntax,
        draft.kind or _kind(stem, options, keys),
        stem,
        options,
        keys,
        _kept(draft.answer),
        _kept(_explanation(draft, keys)),
        place,
        draft.given_id or _given_id(draft, sheet),
        draft.tags,
        draft.topic or sheet.deck_at(draft.first),
        whys if any(whys) else (),
        draft.accepted,
        draft.partners,
    )


def _stem(draft: Draft) -> str:
    """Return the plain stem, without its number and the tags around it."""
    stem = without_number(shown(_BLOCK_ID.sub("", draft.stem)))[:STEM_CAP]
    if "#" in stem:
        stem = _TAGS_BEHIND.sub("", _TAGS_BEFORE.sub("", stem)) or stem
    return stem


def _given_id(draft: Draft, sheet: Sheet) -> str:
    """Return the author's own id, `^name` behind any of the question's lines; empty without one."""
    for line in sheet.lines[draft.first - 1 : draft.last]:
        if "^" in line.text and not line.code and (found := _BLOCK_ID.search(line.text)):
            return found[1]
    return ""


def _fault(
    draft: Draft, stem: str, options: tuple[str, ...], marked: tuple[int, ...]
) -> Fault | None:
    """Return what is wrong with a draft, the worst first."""
    keys = marked if draft.keyed is None else draft.keyed
    if _PICTURE.search(draft.stem) or any(_PICTURE.search(each.text) for each in draft.options):
        return Fault.NEEDS_PICTURE
    if not words(stem):
        return Fault.NO_STEM
    if not options:
        return None if draft.answer.strip() else Fault.UNANSWERED
    if draft.kind is Kind.PAIRS:
        return None
    return _fault_of_options(draft, stem, options, marked) if keys else Fault.UNANSWERED


def _fault_of_options(
    draft: Draft, stem: str, options: tuple[str, ...], marked: tuple[int, ...]
) -> Fault | None:
    keys = marked if draft.keyed is None else draft.keyed
    counts = wanted(stem)
    told = "\n".join((draft.answer, draft.explanation, *(draft.options[key].why for key in keys)))
    is_other_count = ANY not in counts and len(keys) not in counts and draft.kind is None
    found = {
        Fault.EMPTY_OPTION: not all(options),
        Fault.SAME_OPTIONS: len(set(map(str.casefold, options))) < len(options),
        Fault.TWO_KEYS: draft.keyed is not None and bool(marked) and set(keys) != set(marked),
        Fault.ALL_RIGHT: len(keys) == len(options),
        Fault.COUNT: is_other_count,
        Fault.CONTRADICTED: contradicts(stem, options, keys, told),
    }
    return next((fault for fault, is_so in found.items() if is_so), None)


def _kind(stem: str, options: tuple[str, ...], keys: tuple[int, ...]) -> Kind:
    if not options:
        return Kind.TYPED
    names = {" ".join(words(option)) for option in options}
    if len(options) == 2 and names & TRUTHS and names & FALSEHOODS:
        return Kind.TRUTH
    return Kind.SEVERAL if len(keys) > 1 or wanted(stem) == (ANY,) else Kind.CHOICE


def _explanation(draft: Draft, keys: tuple[int, ...]) -> str:
    """Return what the author says for the key: below the options, else under the right ones."""
    if draft.explanation:
        return draft.explanation
    return "\n".join(
        draft.options[key].why for key in keys if draft.options and draft.options[key].why
    )


def _kept(text: str) -> str:
    """Return an answer or explanation as it is kept."""
    return _BLOCK_ID.sub("", text[:ANSWER_CAP]).strip()


def _refused(
    draft: Draft, fault: Fault, sheet: Sheet, keys: int, counts: tuple[int, ...]
) -> Refusal:
    verb = "is" if keys == 1 else "are"
    facts = {
        "keys": f"{'One option' if keys == 1 else f'{keys} options'} {verb}",
        "wanted": "one" if counts[0] == 1 else str(counts[0]),
        "keys_count": _COUNTS[keys] if keys < len(_COUNTS) else str(keys),
        "detail": draft.answer or "it cannot be read",
    }
    problem = Problem(
        sheet.note.path,
        draft.first,
        draft.severity or Severity.WARNING,
        fault.sentence.format(**facts),
        fault.remedy.format(**facts),
    )
    return Refusal(draft.syntax, fault, problem)
