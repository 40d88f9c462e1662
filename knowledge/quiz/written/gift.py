"""Questions in GIFT format: a text with its answers in braces, `{=right ~wrong #feedback}`.

Escapes, titles, formats, categories, comments, weights and feedback are read, as the documentation
of Moodle describes them. Essays, and numbers with a tolerance, cannot be graded here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from knowledge.quiz.items import Kind
from knowledge.quiz.written.draft import Draft, Fault, Option
from knowledge.quiz.written.imported import Imported, literal, not_understood
from knowledge.quiz.written.sheet import GAP, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SYNTAX: Final = "gift"
BLOCK_CAP: Final = 40_000
"""Characters of one question."""

_ESCAPED: Final = {"~": "\ue010", "=": "\ue011", "#": "\ue012", "{": "\ue013", "}": "\ue014",
    ":": "\ue015", "\\": "\ue016"}  # fmt: skip
"""Private characters that stand for escaped signs until the question is taken apart."""
_WRITTEN: Final = str.maketrans({hidden: sign for sign, hidden in _ESCAPED.items()})
_ESCAPE = re.compile(r"\\([~=#{}:\\])")
_TITLE = re.compile(r"\s*::(.{0,400}?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.+)$")
_SKIPPED_CATEGORIES: Final = frozenset({"", "$course$", "$system$", "$module$", "top"})
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#|$)", re.IGNORECASE)
_ANSWER = re.compile(r"([=~])\s*(?:%(-?\d{1,3}(?:\.\d{1,6})?)%)?([^=~]*)")
_TOLERANT = re.compile(r"\.\.|:")


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer between the braces; texts are raw."""

    text: str
    right: bool
    whole: bool
    """Whether it alone earns all points."""
    why: str = ""


def read_gift(text: str) -> Imported:
    """Return the questions of a file in GIFT format; never raises, linear in the text."""
    drafts: list[Draft] = []
    categories: list[tuple[int, tuple[str, ...]]] = [(1, ())]
    for number, lines in _blocks(text):
        kept: list[str] = []
        for at, line in enumerate(lines):
            if found := _CATEGORY.match(line.strip()):
                names = (name.strip() for name in found[1].split("/"))
                path = tuple(name for name in names if name.lower() not in _SKIPPED_CATEGORIES)
                categories.append((number + at, path))
            elif not line.lstrip().startswith("//"):
                kept.append(line)
        block = "\n".join(kept).strip()
        if block and "{" in block.replace("\\{", ""):
            topic = categories[-1][1][-1] if categories[-1][1] else ""
            draft = _question(block[:BLOCK_CAP], number, number + len(lines) - 1)
            drafts.append(replace(draft, topic=topic))
    return Imported(drafts, categories)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines between blank ones, each with its first line's number."""
    lines: list[str] = []
    for number, line in enumerate((*text.lstrip("\ufeff").split("\n"), ""), 1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield number - len(lines), lines
            lines = []


def _question(block: str, first: int, last: int) -> Draft:
    block = _ESCAPE.sub(lambda sign: _ESCAPED[sign[1]], block.replace("\\n", " "))
    if title := _TITLE.match(block):
        block = block[title.end() :]
    form = _FORMAT.match(block)
    is_markdown = False
    if form:
        is_markdown = form[1].lower() == "markdown"
        block = block[form.end() :]
    opened, closed = block.find("{"), block.rfind("}")
    if closed < opened:
        return not_understood(SYNTAX, first, last, "a brace is not closed")
    before, inside, after = block[:opened], block[opened + 1 : closed], block[closed + 1 :]
    has_gap = bool(after.strip())
    stem = f"{before.rstrip()} {GAP}{after}" if has_gap else before
    inside, _, general = inside.partition("####")
    draft = Draft(
        SYNTAX, _raw(stem, is_markdown=is_markdown), first, last,
        explanation=shown(_raw(general, is_markdown=is_markdown)),
    )  # fmt: skip
    return _answered(draft, inside.strip(), is_markdown=is_markdown, gap=has_gap)


def _raw(text: str, *, is_markdown: bool) -> str:
    """Return a text with its escaped signs again; what is no Markdown is kept as it is."""
    text = " ".join(text.translate(_WRITTEN).split())
    return text if is_markdown else literal(text)


def _answered(draft: Draft, inside: str, *, is_markdown: bool, gap: bool) -> Draft:
    """Return the question with what stands between its braces."""
    if inside.startswith("#"):
        return _number(draft, inside[1:].strip())
    if found := _TRUTH.match(inside):
        return _truth(draft, found, inside, is_markdown=is_markdown)
    answers = list(_answers(inside, is_markdown=is_markdown))
    if not answers:
        detail = "no answer begins with = or ~"
        fault = Fault.UNREADABLE if inside else Fault.UNANSWERED
        return replace(draft, answer=detail if inside else "", fault=fault)
    if "->" in inside and all(answer.right for answer in answers):
        return _pairs(draft, answers)
    if all(answer.right for answer in answers) and "~" not in inside:
        return _typed(draft, answers, Kind.CLOZE if gap else Kind.TYPED)
    keys = sum(answer.right for answer in answers)
    return replace(
        draft,
        options=tuple(Option(answer.text, answer.right, answer.why) for answer in answers),
        kind=Kind.SEVERAL if keys > 1 else Kind.CHOICE,
    )


def _typed(draft: Draft, answers: Sequence[_Answer], kind: Kind) -> Draft:
    """Return a question whose answer is typed; what earns a part of the points is left out."""
    whole = [shown(answer.text) for answer in answers if answer.whole]
    told = next((answer.why for answer in answers if answer.why), "")
    return replace(
        draft,
        answer=whole[0] if whole else "",
        accepted=tuple(whole[1:]),
        explanation=draft.explanation or told,
        kind=kind,
    )


def _answers(inside: str, *, is_markdown: bool) -> Iterator[_Answer]:
    for sign, weight, text in _ANSWER.findall(inside):
        answer, _, why = text.partition("#")
        form = _FORMAT.match(answer)
        answer = answer[form.end() :] if form else answer
        share = float(weight) if weight else (100.0 if sign == "=" else 0.0)
        yield _Answer(
            _raw(answer, is_markdown=is_markdown),
            share > 0,
            share >= 100,
            shown(_raw(why, is_markdown=is_markdown)),
        )


def _number(draft: Draft, inside: str) -> Draft:
    """Return a question for an exact number."""
    text = inside.split("#", 1)[0].strip().lstrip("=").strip().translate(_WRITTEN)
    exact = re.sub(r":0(?:\.0*)?$", "", text)
    if not exact or _TOLERANT.search(exact) or "=" in exact or "~" in exact:
        detail = "a number with a tolerance cannot be graded"
        return not_understood(SYNTAX, draft.first, draft.last, detail)
    return replace(draft, answer=exact, kind=Kind.TYPED)


def _truth(draft: Draft, found: re.Match[str], inside: str, *, is_markdown: bool) -> Draft:
    """Return a statement; of two remarks the second is for those who are right."""
    is_true = found[1][0].upper() == "T"
    told = shown(_raw(inside.rpartition("#")[2], is_markdown=is_markdown)) if "#" in inside else ""
    options = (Option("True", right=is_true), Option("False", right=not is_true))
    return replace(draft, options=options, kind=Kind.TRUTH, explanation=draft.explanation or told)


def _pairs(draft: Draft, answers: Sequence[_Answer]) -> Draft:
    sides = [answer.text.replace("\\~", "~").partition("->") for answer in answers]
    if not all(name.strip() and arrow for name, arrow, _ in sides):
        return not_understood(SYNTAX, draft.first, draft.last, "a pair needs a name and an arrow")
    return replace(
        draft,
        options=tuple(Option(name.strip()) for name, _, _ in sides),
        partners=tuple(shown(partner) for _, _, partner in sides),
        kind=Kind.PAIRS,
    )
