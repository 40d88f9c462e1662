"""Why an item may not be asked: each gate by its code, and what the code means."""

from __future__ import annotations

from typing import Final

from knowledge.quiz.items import Hold

MEANINGS: Final = {
    "G01": "the term is no name of a kind that others share",
    "G02": "the sentence does not say what the term is",
    "G03": "the stem names or spells out its own answer",
    "G04": "other terms of the notes fit the stem as well",
    "G05": "too few terms of the same kind stand beside it in the notes",
    "F01": "words doubled, a bracket or quotation mark left open, or no subject",
    "F03": "an option is 'none of the above'",
    "F04": "the right option is the longest",
    "F07": "the right option shares most words with the others",
    "F09": "an option is 'all of the above'",
    "F10": "the gap stands in the middle of the stem",
    "F11": "an absolute word makes an option wrong, or right, by itself",
    "F12": "a word of the stem stands in the right option alone",
    "F13": "the stem neither asks nor can be completed",
    "F14": "an option joins other options",
    "F15": "an article or a plural rules options out",
    "F16": "figures are out of order",
    "F17": "a vague word of frequency stands in an option",
    "X01": "the answer stands in the stem",
    "X02": "two options are the same",
    "X03": "no option is right, or all are",
    "X04": "the stem asks for another number of options than are right",
    "X05": "an option is too long to be shown",
    "X06": "marks of the note's markup stand in the text",
    "X07": "the stem leans on something that is not shown",
    "X08": "the notes do not support the answer",
    "X09": "the notes support a wrong option in the same place",
    "X10": "fewer than three options",
    "X11": "a negative word is not in capitals",
    "X12": "nearly the same as an earlier item",
    "X13": "one option is contained in another",
    "X14": "a wrong option is named in the stem",
    "X15": "an option is a piece of a heading",
}
"""Codes beginning with F are the item-writing flaws of Tarrant et al. 2006; X and G are our own."""

BLOCKING: Final = frozenset({"X01", "X02", "X03", "X04", "X06", "X07", "X10", "X15"})
"""What makes a question that an author wrote unfit too; the rest is the author's choice."""


def hold(code: str, what: str = "") -> Hold:
    """Return the reason for holding an item back, as a sentence for the author of the notes."""
    meaning = MEANINGS[code]
    sentence = meaning[0].upper() + meaning[1:]
    return Hold(code, f"{sentence}: {what}." if what else f"{sentence}.")
