"""What kind of fact a question asks for, a number or a time, and whether a text holds one."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Wanted(StrEnum):
    """A kind of fact that can be told by its looks."""

    NUMBER = "number"
    TIME = "time"
    ANY = "any"
    """No kind that could be told."""


_TIME = re.compile(
    r"^(?:since )?when\b|\bwhen (?:was|were|did|do|does|is|are|will)\b"
    r"|\b(?:what|which) (?:year|date|century|decade|month|day)\b"
    r"|^(?:da )?quando\b|\bin che anno\b|^(?:seit )?wann\b|^cuando\b|^quand\b|^hvornar\b"
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|long|big|large|often|far|fast|old|high|tall|heavy|deep|wide)\b"
    r"|\bnumber of\b|\bwhat (?:percent|percentage|number|portion|fraction|price)\b|\bprice of\b"
    r"|\b(?:max|maximum|min|minimum)\b"
    r"|\bquant[ieoa]\b|\bwie (?:viele?|lange?|gross|hoch)\b|\bcuant[oa]s?\b|\bcombien\b"
    r"|\bhvor (?:mange|meget|lang|lange|stor)\b"
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_A_TIME = re.compile(
    r"\b[12]\d{3}s?\b|\b\d{1,4} ?(?:bc|ad|bce|ce)\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    rf"|\b{_MONTH}[a-z]{{0,6}}\.? \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|\bcentur|\bsecolo\b"
    r"|\b(?:before|after|during|whenever|while|once|every|daily|weekly)\b"
    r"|\b(?:quando|prima|dopo|durante|wenn|nach|bevor)\b"
)
_A_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|third|quarter|once"
    r"|twice|double|unlimited|infinite|zero|none|single|uno|una|due|tre|quattro|cinque|sei|sette|otto|nove"
    r"|dieci|zwei|drei|vier|en|to|tre|fire|fem)\b"
)
_LOOKS: Final = {Wanted.NUMBER: _A_NUMBER, Wanted.TIME: _A_TIME}


def wanted(asked: str) -> Wanted:
    """Return the kind of fact that folded words ask for."""
    if _TIME.search(asked):
        return Wanted.TIME
    return Wanted.NUMBER if _NUMBER.search(asked) else Wanted.ANY


def holds(kind: Wanted, text: str) -> bool:
    """Whether a text holds a fact of that kind; any text holds one of no kind."""
    looks = _LOOKS.get(kind)
    return looks is None or bool(looks.search(text.lower()))
