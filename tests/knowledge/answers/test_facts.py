"""The kinds of fact in a text are those that its patterns find; words only say where to look."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.kinds import _BEGINNINGS, _LOOKS, _NUMERAL, _WITHOUT_FIGURE, NUMBER, facts_in
from knowledge.text import fold

PARTS = (
    "a", "an", "hour", "week", "milli", "seconds", "milliseconds", "forever", "per", "cent",
    "percentage", "half", "nines", "free", "no", "extra", "cost", "gratuito", "before", "century",
    "broke", "out", "co", "founded", "cofounded", "set", "up", "available", "since", "created",
    "by", "da", "in", "1", "2019", "%", "$", "mai", "ended", "twenty", "one", "hundreds", "oak",
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(st.sampled_from(PARTS), st.sampled_from((" ", "-", "", "_", ", ", "'"))), max_size=8
).map(lambda parts: "".join(part + between for part, between in parts))


@given(TEXTS)
def test_no_kind_of_fact_is_missed_for_want_of_a_hint(text: str) -> None:
    folded = fold(text)
    expected = [kind for kind, (_, said) in _BEGINNINGS.items() if re.search(said, folded)]
    if re.search(rf"\d|\b(?:{_NUMERAL})\b", folded):
        expected += [NUMBER, *(kind for kind, looks in _LOOKS.items() if re.search(looks, folded))]
    else:
        expected += [kind for kind in _WITHOUT_FIGURE if re.search(_LOOKS[kind], folded)]
    assert list(facts_in(text)) == expected
