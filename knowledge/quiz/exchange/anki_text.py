"""Items as a text file that Anki imports, and imports again without doubling."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from knowledge.quiz.exchange.anki import card
from knowledge.quiz.exchange.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.quiz.items import Item

_HEAD = (
    "#separator:tab\n#html:true\n#notetype:Basic\n#columns:ID\tFront\tBack\tTags\n"
    "#guid column:1\n#tags column:4\n"
)
"""What Anki from 2.1.54 reads at the top of a text file; its manual, "Text files"."""


def write_anki_text(items: Iterable[Item]) -> Written[str]:
    """Return the items as tab-separated lines, the first column their ids as GUIDs."""
    out = io.StringIO()
    out.write(_HEAD)
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    count = 0
    for item in items:
        made = card(item)
        rows.writerow((made.guid, made.front, made.back, " ".join(made.tags)))
        count += 1
    return Written(out.getvalue(), count)
