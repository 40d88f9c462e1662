"""Bytes of a note to its text, whatever encoding and line ends they are in."""

from __future__ import annotations

import codecs
from typing import Final

from knowledge.model import Problem, Severity

# How much of a file is looked at to tell UTF-16 without a mark from a binary file.
_SAMPLE: Final = 4_096
# Odd bytes come out of the decoder as U+DC80 to U+DCFF. Windows-1252 leaves five of them
# undefined; those keep their Latin-1 meaning.
_ODD_BYTES: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(128, 256)
}
# What `str.splitlines` takes for the end of a line although editors, and our line numbers, do not.
_NO_LINE_ENDS: Final = str.maketrans(
    dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ") | {"\0": None}
)


def decode(
    path: str, content: bytes, *, is_cut: bool = False
) -> tuple[str, tuple[Problem, ...]] | Problem:
    """Return the text and what was guessed of it; a `Problem` alone for a binary file.

    In the text only line feeds end a line, and neither NULs nor lone surrogates are left.
    `is_cut`: the bytes go on, so that half a character at their end is no mistake.
    """
    if content.startswith(codecs.BOM_UTF8):
        return _utf_8(path, content.removeprefix(codecs.BOM_UTF8), is_cut=is_cut)
    big_endian = _is_big_endian(content)
    if big_endian is not None:
        read = codecs.utf_16_be_decode if big_endian else codecs.utf_16_le_decode
        text, _ = read(content, "replace", not is_cut)
        return _with_line_feeds(text.removeprefix("\ufeff")), ()
    if b"\0" in content:
        return Problem(
            path,
            content.count(b"\n", 0, content.index(0)) + 1,
            Severity.ERROR,
            "This is a binary file, not text, and is not read.",
            "Take it out of the notes' folder, or give it another suffix.",
        )
    return _utf_8(path, content, is_cut=is_cut)


def _is_big_endian(content: bytes) -> bool | None:
    """Return the byte order of UTF-16, or None where the bytes are not UTF-16.

    Without a mark it is evident from Latin letters, which leave a NUL in every second byte.
    """
    if content.startswith(codecs.BOM_UTF16_LE):
        return False
    if content.startswith(codecs.BOM_UTF16_BE):
        return True
    sample = content[:_SAMPLE]
    pairs = len(sample) // 2
    first, second = sample[::2].count(0), sample[1::2].count(0)
    few, many = sorted((first, second))
    if len(content) % 2 or not pairs or many < 0.4 * pairs or few > 0.05 * pairs:
        return None
    return first > second


def _utf_8(path: str, content: bytes, *, is_cut: bool) -> tuple[str, tuple[Problem, ...]]:
    """Read UTF-8, and any byte that cannot be UTF-8 as Windows-1252.

    That reads a file of Windows-1252 as a whole: its letters beyond ASCII stand alone, and alone
    they are never UTF-8.
    """
    try:
        return _with_line_feeds(codecs.utf_8_decode(content, "strict", not is_cut)[0]), ()
    except UnicodeDecodeError as error:
        line_end = b"\n" if b"\n" in content else b"\r"
        line = content.count(line_end, 0, error.start) + 1
    guess = Problem(
        path,
        line,
        Severity.WARNING,
        "The file is not UTF-8 on this line; its odd bytes were read as Windows-1252.",
        "Save it as UTF-8.",
    )
    text, _ = codecs.utf_8_decode(content, "surrogateescape", not is_cut)
    return _with_line_feeds(text.translate(_ODD_BYTES)), (guess,)


def _with_line_feeds(text: str) -> str:
    """Return the text with a line feed after each line and nowhere else, without NULs."""
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return text.translate(_NO_LINE_ENDS)
