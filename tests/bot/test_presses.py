"""What comes back from a button is read only if it could have been written here."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.escape import units
from bot.presses import Ask, Judge, Press, Show, read, write

KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=10, max_size=10)
PRESSES: st.SearchStrategy[Press] = st.one_of(
    st.builds(
        Show,
        st.lists(KEYS, min_size=1, max_size=5).map(tuple),
        st.integers(0, 99),
        st.booleans(),
    ),
    st.builds(Ask, st.text(max_size=120), st.booleans()),
    st.builds(Judge, st.sampled_from(["up", "down"]), KEYS),
)


@given(PRESSES)
def test_a_press_is_read_as_it_was_written(press: Press) -> None:
    written = write(press)
    if written is None:
        assert isinstance(press, Ask)
    else:
        assert read(written) == press
        assert 1 <= units(written) <= 100


@settings(max_examples=500)
@given(
    st.text(max_size=120)
    | st.from_regex(r"[mnalv]:.{0,100}")
    | st.text("mnalvupdown:,0123456789abcdef-_ \u0661\u0662", max_size=100)
)
def test_a_tampered_id_is_refused_or_means_just_itself(custom_id: str) -> None:
    press = read(custom_id)
    if press is not None and units(custom_id) <= 100:
        assert write(press) == custom_id


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "m",
        "m:0:",
        "m:00:abcdefghij",
        "m:\u0661:abcdefghij",
        "m:100:abcdefghij",
        "m:0:abcdefghij,",
        "m:0:../../etc/",
        "m:0:abcdefghij\n",
        "v:up:abcdefghij\n",
        "v:sideways:abcdefghij",
        "a:",
        "a: lambda",
        "a:lambda\n",
        "a:\x00",
        "q:1:A",
    ],
)
def test_what_was_never_written_here_means_nothing(custom_id: str) -> None:
    assert read(custom_id) is None
