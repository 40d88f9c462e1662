"""What the pages for people say is true: their commands run, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.app import COGS
from bot.cli import main, parser
from bot.settings import Settings
from knowledge import STARTER, Library
from knowledge.quiz.items import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/discord.md",
    "docs/notes.md",
    "tests/README.md",
)
LINK = re.compile(r"(?:\]\(|src=\")([^)\"#\s]+)[^)\"]*[)\"]")
CODE = re.compile(r"`[^`\n]*`")
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
ASKED = r"\w\?( \(Choose two\.\)| #flashcard|::.*)?$|\{\{c1::"
"""What ends a question of the examples, or makes a gap."""
MODULE = re.compile(r"`((?:knowledge|bot)/[\w/]*\.py)`")


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def commands(page: str) -> Iterator[list[str]]:
    """The `studyhall` commands of a page's examples, comments off."""
    for fence in FENCE.findall(read(page)):
        for line in fence.replace("\\\n", " ").splitlines():
            for command in line.split("&&"):
                words = shlex.split(command, comments=True)
                if words[:1] == ["studyhall"]:
                    yield words[1:]


def questions_of(page: str) -> list[str]:
    """The examples of questions, as notes."""
    part = read(page).partition("## Questions")[2].partition("### What kind")[0]
    return re.findall(r"^```markdown\n(.*?)^```", part, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", (tmp_path / "stdin").open("w+"))
    monkeypatch.setattr("knowledge.terminal.state_folder", lambda: tmp_path / "state")


@pytest.mark.parametrize(
    "command",
    [each for each in commands("README.md") if each[0] in {"ask", "lookup", "check"}],
    ids=" ".join,
)
def test_an_example_of_the_readme_works(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    here = [str(STARTER) if word == "~/notes" else word for word in command]
    assert main(here) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "do not cover" not in captured.out


@pytest.mark.parametrize("page", ["README.md", "docs/discord.md", "docs/notes.md"])
def test_every_command_of_a_page_is_understood(page: str) -> None:
    found = list(commands(page))
    assert found
    for command in found:
        assert parser().parse_args(command).run


@pytest.mark.parametrize("example", questions_of("docs/notes.md"))
def test_a_question_as_the_page_for_authors_shows_it_is_read(example: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(example, encoding="utf-8")
    library = Library.open([tmp_path])
    asked = len(re.findall(ASKED, example, re.MULTILINE))
    written = [item for item in library.bank.items if item.origin is Origin.WRITTEN]
    assert len(written) == asked > 0


def test_the_readme_says_how_to_begin() -> None:
    text = read("README.md")
    assert 'pip install . && studyhall ask "what is fargate?"' in text
    assert 'pip install -e ".[dev]" && pytest -n auto' in text
    assert 'pip install ".[demo]" && studyhall demo' in text


def test_the_example_of_the_settings_names_each_of_them() -> None:
    named = set(
        re.findall(r"^(?:# )?([a-z_]+):", read("docs/studyhall.example.yaml"), re.MULTILINE)
    )
    assert set(Settings.model_fields) - {"token"} - named == set()


def test_every_command_of_the_bot_is_explained_to_owners() -> None:
    page = read("docs/discord.md")
    for cog in COGS:
        for command in cog.__cog_app_commands__:
            assert re.search(rf"`(/|/\w+ )?{command.name}\b", page), command.name


def test_the_first_example_is_answered_by_the_starter_notes(starter_library: Library) -> None:
    answer = starter_library.ask("what is fargate?")
    assert "Fargate" in getattr(answer, "text", "")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_that_are_there(page: str) -> None:
    folder = (ROOT / page).parent
    links = {link for link in LINK.findall(CODE.sub("", read(page))) if "://" not in link}
    assert {link for link in links if not (folder / link).exists()} == set()


def test_the_architecture_names_every_module_there_is() -> None:
    there = {
        file.relative_to(ROOT).as_posix()
        for package in ("knowledge", "bot")
        for file in (ROOT / package).rglob("*.py")
    }
    named = set(MODULE.findall(read("docs/architecture.md")))
    assert (there - named, named - there) == (set(), set())
