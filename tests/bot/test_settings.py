"""Settings are read once, all mistakes are told together, and the token is never shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.settings import Notebook, Settings, SettingsError, find, load
from knowledge.library import STARTER

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "MTA.secret.value"  # noqa: S105 - a token of nobody


def written(folder: Path, text: str) -> Path:
    path = folder / "studyhall.yaml"
    path.write_text(text, "utf-8")
    return path


def mistakes(path: Path, **environ: str) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        load(path, environ)
    return str(raised.value).splitlines()


def test_without_a_file_the_starter_notes_are_read() -> None:
    settings, warnings = load(None, {})
    assert settings.notes == (STARTER,)
    assert settings.token is None
    assert warnings == ()


def test_the_file_speaks_of_paths_from_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    path = written(tmp_path, "notes: notes\ndata: state\naccent: '#00AA55'\nlog_level: DEBUG\n")
    assert find(tmp_path) == path
    settings, _ = load(path, {})
    assert settings.notes == (tmp_path / "notes",)
    assert settings.data == tmp_path / "state"
    assert settings.accent == 0x00AA55
    assert settings.log_level == "debug"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    path = written(tmp_path, "notes: [a]\ndata: state\n")
    both = os.pathsep.join(str(tmp_path / name) for name in ("b", "c"))
    settings, _ = load(path, {"STUDYHALL_NOTES": both, "STUDYHALL_TOKEN": TOKEN})
    assert settings.notes == (tmp_path / "b", tmp_path / "c")
    assert settings.data == tmp_path / "state"
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "note: notes\n"
        "notes:\n  - missing\n"
        "base_url: http://plain.example/{path}\n"
        "log_level: loud\n"
        "accent: [1, 2]\n"
        "data:\n  nested: true\n"
        "log_level: info\n",
    )
    found = mistakes(path)
    assert [line.split(": ")[0] for line in found] == [
        f"studyhall.yaml:{number}" for number in (1, 2, 4, 5, 6, 7, 9)
    ]
    assert "Did you mean `notes`?" in found[0]
    assert "there is no folder" in found[1]
    assert "is not an https address" in found[2]
    assert "stands twice" in found[6]
    assert all(line.endswith(")") for line in found)


def test_notebooks_have_names_and_folders(tmp_path: Path) -> None:
    for name in ("all", "law", "cases", "cells"):
        (tmp_path / name).mkdir()
    law, biology = (
        Notebook(name="Law", folders=(tmp_path / "law", tmp_path / "cases")),
        Notebook(name="Biology", folders=(tmp_path / "cells",)),
    )
    named = "notebooks:\n  Law: [law, cases]\n  Biology: cells\n"
    settings, _ = load(written(tmp_path, named), {})
    assert settings.books == (law, biology)
    settings, _ = load(
        written(tmp_path, named + "notes: all\nlog_channel: '123456789012345678'"), {}
    )
    assert settings.books[0].folders == (tmp_path / "all",)
    assert settings.books[1:] == (law, biology)
    assert settings.log_channel == 123456789012345678
    alone, _ = load(None, {})
    assert [book.folders for book in alone.books] == [(STARTER,)]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("notebooks:\n  Law: gone\n", 2, "there is no folder"),
        ("notebooks:\n  Law: .\n  LAW: .\n", 1, "two have one name"),
        ("notebooks:\n  Law:\n", 2, "has no folder"),
        ("notebooks:\n  Notes: .\n", 2, "the first one's name"),
        (f"notebooks:\n  {'x' * 60}: .\n", 2, "has no usable name"),
        ("notebooks: [law]\n", 1, "has no names"),
        ("notebooks:\n  Law:\n    deep: .\n", 2, "is nested"),
        ("log_channel: general\n", 1, "is no channel's id"),
    ],
)
def test_mistakes_in_notebooks_have_their_lines(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    (mistake,) = mistakes(written(tmp_path, text))
    assert mistake.startswith(f"studyhall.yaml:{line}: ")
    assert said in mistake


@pytest.mark.parametrize(
    "template",
    [
        "https://notes.example/",
        "https://user@notes.example/{path}",
        "https://notes.example/{path}{0.__class__}",
        "https://notes.example/{path})[x](https://evil.example",
        "javascript:{path}",
        "https://[half/{path}",
    ],
)
def test_a_template_that_cannot_be_a_link_is_refused(tmp_path: Path, template: str) -> None:
    (line,) = mistakes(written(tmp_path, f"base_url: '{template}'\n"))
    assert line.startswith("studyhall.yaml:1: `base_url`")


@pytest.mark.parametrize(
    ("text", "line"),
    [("notes: [a\n", 2), ("- a list\n", 1), ("a: b: c\n", 1), ("just words\n", 1)],
)
def test_what_is_not_yaml_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (mistake,) = mistakes(written(tmp_path, text))
    assert mistake.startswith(f"studyhall.yaml:{line}: ")


def test_a_file_that_cannot_be_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "studyhall.yaml"
    assert "cannot be read" in mistakes(path)[0]
    path.write_bytes(b"notes: \xff\xfe")
    assert "not UTF-8" in mistakes(path)[0]
    path.write_text("#" * 70_000)
    assert "too long" in mistakes(path)[0]
    path.write_text("x: " + "[" * 5000)
    assert "is not YAML" in mistakes(path)[0]
    path.write_text("")
    assert load(path, {})[0] == Settings()


def test_a_token_in_the_settings_file_is_a_mistake_and_not_repeated(tmp_path: Path) -> None:
    (line,) = mistakes(written(tmp_path, f"token: {TOKEN}\n"))
    assert "does not belong in this file" in line
    assert "reset the token" in line
    assert TOKEN not in line


def test_the_token_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    secret.chmod(0o600)
    path = written(tmp_path, "token_file: token\n")
    settings, warnings = load(path, {})
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN
    assert warnings == ()
    secret.chmod(0o644)
    assert "can be read by others" in load(path, {})[1][0]
    secret.write_text("two words")
    assert "does not hold one token" in mistakes(path)[0]
    secret.unlink()
    assert mistakes(path)[0].startswith("studyhall.yaml:1: the token file cannot be read")


def test_the_token_is_in_no_text_of_the_settings() -> None:
    settings, _ = load(None, {"STUDYHALL_TOKEN": TOKEN})
    assert TOKEN not in f"{settings} {settings!r} {settings.model_dump_json()}"


def test_a_variable_nearly_named_like_a_setting_is_a_mistake() -> None:
    with pytest.raises(SettingsError, match="Did you mean STUDYHALL_NOTES"):
        load(None, {"STUDYHALL_NOTE": "x"})
    load(None, {"STUDYHALL_COLOR_OF_THE_SHED": "x"})
