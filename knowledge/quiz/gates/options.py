"""What is wrong with options, seen beside each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.quiz.gates import wording
from knowledge.text import stem as root
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from knowledge.quiz.items import Item

    Found = tuple[str, str]

SHOWN: Final = 80
"""Discord: characters of a button's label."""
TELLING: Final = 4
"""Letters of a word that is noticed when it stands in stem and key."""
LONGER: Final = 1.25
LETTERS_MORE: Final = 6
_FIGURE = re.compile(r"[^\w]*(\d+(?:,\d{3})*(?:\.\d+)?)\s*(%|[^\W\d_]{0,14})\W*")


def option_flaws(item: Item, common: AbstractSet[str] = frozenset()) -> Iterator[Found]:
    """Yield (code, what) for every flaw of an item's options."""
    texts = [option.text.strip() for option in item.options]
    answer = item.answer
    keys = [texts[at] for at in answer]
    others = [text for at, text in enumerate(texts) if at not in answer]
    yield from _counted(item, texts)
    for check in (_same, _long, _contained, _joined, _loaded, _pieces, _unordered):
        yield from check(texts)
    if keys and others:
        yield from _weak(keys, others)
        yield from _clang(item.stem, keys, others, common)
        if len(keys) == 1:
            yield from _longest(keys[0], others)
            yield from _converges(keys[0], others)


def _counted(item: Item, texts: Sequence[str]) -> Iterator[Found]:
    right = len(item.answer)
    if len(texts) < 3:
        yield "X10", f"{len(texts)}"
    if not right or right != len(item.keys) or right == len(texts):
        yield "X03", f"{right} of {len(texts)}"
    asked = wording.CHOOSE.search(item.stem)
    if asked and asked[1].lower() != "all":
        wanted = wording.NUMBERS[asked[1].lower()]
        if wanted != right:
            yield "X04", f"{wanted} asked, {right} right"
    elif right > 1 and not asked:
        yield "X04", f"{right} right, none asked"


def _same(texts: Sequence[str]) -> Iterator[Found]:
    seen: set[str] = set()
    for text in texts:
        folded = " ".join(words(text))
        if folded in seen:
            yield "X02", text
        seen.add(folded)


def _long(texts: Sequence[str]) -> Iterator[Found]:
    longest = max(map(len, texts), default=0)
    if longest > SHOWN:
        yield "X05", f"{longest} characters"


def _contained(texts: Sequence[str]) -> Iterator[Found]:
    folded = [" ".join(words(text)) for text in texts]
    for one in folded:
        for other in folded:
            if len(one) >= 3 and one != other and f" {one} " in f" {other} ":
                yield "X13", one
                return


def _joined(texts: Sequence[str]) -> Iterator[Found]:
    for text in texts:
        if wording.NONE_OF.search(text):
            yield "F03", text
        elif wording.ALL_OF.search(text):
            yield "F09", text
        elif wording.JOINED.match(text) and len(words(text)) < 10:
            yield "F14", text


def _loaded(texts: Sequence[str]) -> Iterator[Found]:
    for code, loaded in (("F11", wording.ABSOLUTE), ("F17", wording.VAGUE)):
        hit = next((word for text in texts for word in words(text) if word in loaded), "")
        if hit:
            yield code, hit


def _weak(keys: Sequence[str], others: Sequence[str]) -> Iterator[Found]:
    def has(text: str) -> bool:
        found = words(text)
        return len(found) > 3 and not wording.WEAK_ABSOLUTE.isdisjoint(found)

    if any(map(has, others)) and not any(map(has, keys)):
        yield "F11", "in wrong options only"


def _pieces(texts: Sequence[str]) -> Iterator[Found]:
    for text in texts:
        if wording.HEADING_PIECE.search(text):
            yield "X15", text
        if wording.DEBRIS.search(text):
            yield "X06", text


def _unordered(texts: Sequence[str]) -> Iterator[Found]:
    figures = [_FIGURE.fullmatch(text) for text in texts]
    values = [float(found[1].replace(",", "")) for found in figures if found]
    if len(values) == len(texts) > 2 and values != sorted(values) != values[::-1]:
        yield "F16", ", ".join(texts)


def _longest(key: str, others: Sequence[str]) -> Iterator[Found]:
    longest = max(map(len, others))
    if len(key) > LONGER * longest and len(key) - longest >= LETTERS_MORE:
        yield "F04", f"{len(key)} characters against {longest}"


def _roots(text: str) -> set[str]:
    return {root(word) for word in words(text) if len(word) > 2}


def _clang(
    stem: str, keys: Sequence[str], others: Sequence[str], common: AbstractSet[str]
) -> Iterator[Found]:
    """Yield the words of the stem that stand in the key alone: they point to it."""
    key, rest = _roots(" ".join(keys)), _roots(" ".join(others))
    said = _roots(stem) - {root(word) for word in common}
    shared = {word for word in (key & said) - rest if len(word) >= TELLING}
    if shared and len(keys) == 1:
        yield "F12", ", ".join(sorted(shared))


def _converges(key: str, others: Sequence[str]) -> Iterator[Found]:
    """Yield the key where it shares most words with the others, as right options often do."""
    if len(others) < 3:
        return
    every = [_roots(text) for text in (key, *others)]
    shares = [
        sum(len(own & rest) for at, rest in enumerate(every) if at != position) / max(1, len(own))
        for position, own in enumerate(every)
    ]
    partners = [
        sum(bool(own & rest) for at, rest in enumerate(every) if at != position)
        for position, own in enumerate(every)
    ]
    first, *rest = shares
    if len(every[0]) > 1 and first and first >= 1.5 * max(rest) and partners[0] > max(partners[1:]):
        yield "F07", key
