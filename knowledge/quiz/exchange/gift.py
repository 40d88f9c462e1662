"""Items in Moodle's GIFT format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.quiz.exchange.written import TITLE_CAP, LeftOut, Written, one_line, where
from knowledge.quiz.items import Item, Kind, Option
from knowledge.quiz.typed import is_long

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"[\\~=#{}:]")
_FORMAT = re.compile(r"\[\w+\]")
_NO_TAG = re.compile(r"[^\w /-]")
_WEIGHT = re.compile(r"%-?\d+(?:\.\d*)?%")


def write_gift(items: Iterable[Item]) -> Written[str]:
    """Return the items, a question a paragraph; ids and tags stand in comments as Moodle reads.

    Of several right answers each counts its share, and a wrong one takes as much off.
    """
    written: list[str] = []
    left_out: list[LeftOut] = []
    for item in items:
        reason = _reason(item)
        if reason:
            left_out.append(LeftOut(item, reason))
        else:
            written.append(_question(item))
    return Written("\n".join(written), len(written), tuple(left_out))


def _reason(item: Item) -> str:
    """Return why GIFT cannot hold an item; nothing where it can."""
    texts = [option.text for option in item.options]
    if item.kind is Kind.PAIRS and any("->" in text for text in (*texts, *item.partners)):
        return "an arrow in a name or description would be read as the one between them"
    if item.kind is not Kind.PAIRS and any(map(_WEIGHT.match, map(one_line, texts))):
        return "an option begins as a weight does"
    if item.options and item.kind is not Kind.PAIRS and not item.keys:
        return "no option is right"
    return "" if item.options or item.accepted else "it has no answer"


def _question(item: Item) -> str:
    tags = "".join(f" [tag:{_NO_TAG.sub('', tag)}]" for tag in item.tags)
    title = one_line(item.stem)[:TITLE_CAP]
    stem = one_line(item.stem)
    shown = f"[plain]{_escaped(stem)}" if _FORMAT.match(stem) else _escaped(stem)
    lines = [f"// [id:{item.id}]{tags}", f"::{_escaped(title)}::{shown} {{", *_answers(item)]
    told = "\n".join(part for part in (item.explanation, where(item.place)) if part)
    return "\n".join([*lines, f"####{_escaped(told)}", "}", ""])


def _answers(item: Item) -> list[str]:
    if item.kind is Kind.PAIRS:
        joined = zip(item.options, item.partners, strict=False)
        return [
            f"={_escaped(one_line(option.text))} -> {_escaped(one_line(partner))}"
            for option, partner in joined
        ]
    if item.kind is Kind.TRUTH:
        return ["TRUE" if item.answer == (0,) else "FALSE"]
    if not item.options:
        short = [answer for answer in item.accepted if not is_long(answer)]
        return [f"={_escaped(one_line(answer))}" for answer in short]  # none: an essay
    if len(item.keys) == 1:
        signs = ["=" if option.id in item.keys else "~" for option in item.options]
    else:
        share = f"{100 / len(item.keys):.5f}".rstrip("0").rstrip(".")
        signs = [
            f"~%{share}%" if option.id in item.keys else f"~%-{share}%" for option in item.options
        ]
    return [_option(sign, option) for sign, option in zip(signs, item.options, strict=True)]


def _option(sign: str, option: Option) -> str:
    why = f"#{_escaped(one_line(option.why))}" if option.why else ""
    return f"{sign}{_escaped(one_line(option.text))}{why}"


def _escaped(text: str) -> str:
    """Return a text whose signs mean nothing; a line break is written as one."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\r", "").replace("\n", "\\n")
