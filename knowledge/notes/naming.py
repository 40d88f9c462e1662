"""A file's name or a heading as people should read it."""

from __future__ import annotations

import re
from typing import Final

_SUFFIX: Final = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
# Notion's exports end every name in the page's id.
_NOTION_ID: Final = re.compile(r" [0-9a-f]{32}$")
# The ways in which authors number their notes. A number that is part of the name stands bare
# ("3 tier architecture", "5G networks", "2024 review", "802.11 Wi-Fi", "404 - Not Found").
_DASH: Final = r"[-\u2013\u2014]"
_ORDINAL: Final = re.compile(
    rf"""
    [0-9]{{2}}(?:-[0-9]{{2}})+      # 18-02 Services, 18-02_services
      (?: [ ]+{_DASH}[ ]+ | [ ]*[._)\]:][ ]* | [ ]+ )
  | 0[0-9]{{1,2}}                   # 03 Compute, 03_compute, 01 - Intro
      (?: [ ]*(?:{_DASH}|[._)\]:])+[ ]* | [ ]+ )
  | [0-9]{{1,2}}                    # 20. Serverless, 1) Intro, 1 - Intro, 3_compute
      (?: [.:][ ]+ | [ ]*\)[ ]* | [ ]+{_DASH}[ ]+ | _+ )
  | [0-9]{{1,2}}(?:\.[0-9]{{1,2}})+ # 1.2. Lambda, 1.2) Lambda
      (?: [.)][ ]+ | [ ]+{_DASH}[ ]+ )
    """,
    re.VERBOSE,
)
# A hyphen joins words that belong together ("x-ray", "Wi-Fi") unless it stands for a space.
_SHORTEST_SLUG_WORD: Final = 3


def shown_title(name: str) -> str:
    """Return the name without suffix, export id, numbering and the signs that stand for spaces.

    A number is dropped only where it counts: zero-padded ("03 Compute", "18-02 Services"), or of
    at most two digits with a separator after it ("20. Serverless", "1) Intro", "01 - Intro",
    "03_notes"). A bare number stays, and so does a name that would be left without a letter.
    """
    title = _SUFFIX.sub("", " ".join(name.replace("%20", " ").split()))
    title = _NOTION_ID.sub("", title).lstrip("~ ").rstrip() or name.strip()
    found = _ORDINAL.match(title)
    if found and any(letter.isalpha() for letter in title[found.end() :]):
        title = title[found.end() :]
    return _with_spaces(title)


def _with_spaces(title: str) -> str:
    """Return the title with spaces for underscores and hyphens, where it has no space itself."""
    if " " in title or not any(letter.isalpha() for letter in title):
        return title
    if "_" in title.strip("_") and not title.startswith("_"):
        title = " ".join(title.replace("_", " ").split())
    words = title.split("-")
    if " " in title or len(words) == 1:
        return title
    all_words = all(any(letter.isalpha() for letter in word) for word in words[:-1]) and words[-1]
    long_words = all(len(word) >= _SHORTEST_SLUG_WORD for word in words)
    is_slug = len(words) > 2 or (long_words and title == title.lower())
    return " ".join(words) if all_words and is_slug else title
