"""Text of others is shown as its words and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from study_server import live

from bot.escape import escape, fence, fit, honest, label, split, units

HOSTILE = st.text(
    st.sampled_from("ab1 \n`*_~|<>[]()@#:/\\.-+&!\u200b\u202e\u0301é😀\ud800\x00t")
) | st.lists(
    st.sampled_from(
        ["@everyone", "<@1>", "<@&2>", "<#3>", "</a:4>", "<t:5:R>", "<a:b:6>", ":smile:", "[x](y)",
         "https://a.example/_b_", "||x||", "```", "> ", "# ", "1. ", "\n", " ", "a"]
    )
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("@everyone", r"\@everyone"),
        ("<@&12> <#3>", r"\<\@&12> \<#3>"),
        ("</ask:55>", r"\</ask:55>"),
        ("<t:0:R>", r"\<t\:0:R>"),
        ("[see](https://evil.example)", r"\[see\](https://evil.example)"),
        ("at https://a.example/x_y, then", "at https://a.example/x_y, then"),
        ("https://a.example/**b**", r"https\://a.example/\*\*b\*\*"),
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("99.9% of 3.5 s", "99.9% of 3.5 s"),
        ("-# small", r"\-# small"),
        (":smile: at 10:30:15", r"\:smile: at 10\:30:15"),
        ("snake_case_name", r"snake\_case\_name"),
        ("a\u202eb\u200b", "ab"),
        ("a\u2028b", "a b"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
        ("\ud800", ""),
    ],
)
def test_signs_that_do_something_are_shown_instead(written: str, sent: str) -> None:
    assert escape(written) == sent


def test_a_character_hidden_between_two_signs_does_not_revive_them() -> None:
    assert live(escape("<\u200b@1> @\u2060everyone\n\u200b> quote")) == []


@given(HOSTILE | st.text())
def test_nothing_stays_alive(text: str) -> None:
    assert live(escape(text)) == []


@given(st.text())
def test_the_words_are_kept_when_the_backslashes_are_read_as_discord_reads_them(text: str) -> None:
    sent = escape(text, links=False)
    read = ""
    escaped = False
    for sign in sent:
        if sign == "\\" and not escaped:
            escaped = True
        else:
            read += sign
            escaped = False
    assert read == honest(text)


@pytest.mark.parametrize("unit", ["[a](", "*_", "http://", "`", ":a", "\u0301", " ", "1. \n", "a"])
def test_a_million_characters_take_linear_time(unit: str) -> None:
    assert units(escape(unit * (1_000_000 // len(unit)))) <= 2_000_000


@given(HOSTILE | st.text(), st.integers(8, 60))
def test_a_cut_text_fits_and_is_inert(text: str, room: int) -> None:
    cut = fit(text, room)
    assert units(cut) <= room
    assert live(cut) == []
    assert not cut.endswith("\\") or cut.endswith("\\\\")


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"])), st.integers(8, 60))
def test_the_pieces_of_a_text_hold_all_of_it(text: str, room: int) -> None:
    pieces = split(text, room, links=False)
    assert all(0 < units(piece) <= room for piece in pieces)
    whole = escape(text, links=False)
    assert "".join("".join(pieces).split()).replace("\\", "") == "".join(whole.split()).replace(
        "\\", ""
    )


@given(HOSTILE | st.text(), st.integers(60, 200))
def test_code_stays_in_closed_fences(code: str, room: int) -> None:
    for piece in fence(code, "python", room):
        assert units(piece) <= room
        assert piece.startswith("```python\n")
        assert piece.endswith("\n```")
        assert piece.count("```") == 2


def test_code_is_parted_between_lines() -> None:
    assert fence("a = 1\nb = 2\nc = 3", "py", 24) == (
        "```py\na = 1\nb = 2\n```",
        "```py\nc = 3\n```",
    )


@given(st.text(), st.integers(5, 40))
def test_a_label_is_one_line_that_fits(text: str, room: int) -> None:
    shown = label(text, room)
    assert units(shown) <= room
    assert "\n" not in shown
