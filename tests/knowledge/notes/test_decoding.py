"""Whatever bytes a note consists of, its text is clean and its lines are true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Problem, Severity
from knowledge.notes.decoding import decode


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\rb\nc", "a b\nc"),
        (b"a\r\r\nb", "a \nb"),
        ("a\u2028b\x85c\vd\fe\x1cf\u2029g".encode(), "a b c d e f g"),
        ("caf\u00e9 \u4e2d".encode("utf-8-sig"), "caf\u00e9 \u4e2d"),
        ("caf\u00e9\r\n\u4e2d".encode("utf-16"), "caf\u00e9\n\u4e2d"),
        (b"\xfe\xff" + "caf\u00e9".encode("utf-16-be"), "caf\u00e9"),
        ("# Title\n\ntext".encode("utf-16-le"), "# Title\n\ntext"),
        ("# Title\n\ntext".encode("utf-16-be"), "# Title\n\ntext"),
        (b"\xff\xfe" + "a\0b".encode("utf-16-le"), "ab"),
        (b"\xff\xfea\x00\x00\xd8", "a\N{REPLACEMENT CHARACTER}"),
        (b"\xff\xfea\x00b", "a\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_every_encoding_and_line_end_gives_lines_that_end_in_line_feeds(
    content: bytes, text: str
) -> None:
    assert decode("a.md", content) == (text, ())


@pytest.mark.parametrize(
    ("content", "text", "line"),
    [
        (b"one\ncaf\xe9 \x93quoted\x94 \x80", "one\ncaf\u00e9 \u201cquoted\u201d \u20ac", 2),
        (b"one\r\ntwo\r\n\x92", "one\ntwo\n\u2019", 3),
        (b"one\rtwo\r\x92", "one\ntwo\n\u2019", 3),
        ("caf\u00e9 ".encode() + b"\x92s", "caf\u00e9 \u2019s", 1),
        (b"\x81\x8d\x8f\x90\x9d", "\x81\x8d\x8f\x90\x9d", 1),
        (b"\x85", "\u2026", 1),
        (b"\xed\xa0\x80", "\u00ed\u00a0\u20ac", 1),
        (b"\xc0\xaf", "\u00c0\u00af", 1),
        (b"caf\xc3", "caf\u00c3", 1),
    ],
)
def test_other_bytes_are_read_as_windows_1252_with_the_first_line(
    content: bytes, text: str, line: int
) -> None:
    decoded = decode("a.md", content)
    assert isinstance(decoded, tuple)
    assert decoded[0] == text
    assert [(p.path, p.line, p.severity) for p in decoded[1]] == [("a.md", line, Severity.WARNING)]


@pytest.mark.parametrize(
    "content", [b"a\0b and more", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 100, b"\0", b"text\0"]
)
def test_a_binary_file_is_not_read(content: bytes) -> None:
    problem = decode("a.md", content)
    assert isinstance(problem, Problem)
    assert problem.severity is Severity.ERROR


def test_a_character_that_is_cut_off_at_the_end_is_no_mistake() -> None:
    assert decode("a.md", "aé".encode()[:-1], is_cut=True) == ("a", ())
    assert decode("a.md", "aé".encode("utf-16")[:-1], is_cut=True) == ("a", ())


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_give_clean_text_or_a_problem(content: bytes, is_cut: bool) -> None:  # noqa: FBT001
    decoded = decode("a.md", content, is_cut=is_cut)
    if isinstance(decoded, tuple):
        text, problems = decoded
        assert "\0" not in text
        assert "\r" not in text
        assert text.encode().decode() == text
        assert len(text.splitlines()) in {text.count("\n"), text.count("\n") + 1}
        assert all(problem.line <= text.count("\n") + 1 for problem in problems)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
def test_utf_8_comes_back_as_it_was_written(text: str) -> None:
    kept = text.replace("\u2028", " ").replace("\u2029", " ")
    assert decode("a.md", text.encode("utf-8-sig")) == (kept, ())
