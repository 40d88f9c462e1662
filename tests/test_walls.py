"""The walls of docs/architecture.md: what may know what."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "knowledge").rglob("*.py"))
FLOOR = {"__init__", "errors", "everyday", "model", "spelling", "text"}
TOP = {
    "banking",
    "check",
    "cli",
    "completer",
    "joining",
    "library",
    "quiz_cli",
    "quiz_terminal",
    "reading",
    "saved",
    "terminal",
}

IMPORTERS = {
    "Stemmer": {"knowledge/text.py", "knowledge/saved.py"},
    "fsrs": {"knowledge/quiz/review.py"},
    "genanki": {"knowledge/quiz/exchange/apkg.py"},
    "msgspec": {
        "knowledge/banking.py",
        "knowledge/quiz/exchange/jsonl.py",
        "knowledge/quiz/review.py",
        "knowledge/saved.py",
    },
    "pathspec": {"knowledge/notes/reader.py"},
    "platformdirs": {"knowledge/terminal.py"},
    "prompt_toolkit": {"knowledge/completer.py", "knowledge/terminal.py"},
    "rapidfuzz": {"knowledge/spelling.py"},
    "spellchecker": {"knowledge/everyday.py"},
    "rich": {"knowledge/terminal.py"},
    "time": {"knowledge/cli.py", "knowledge/quiz_cli.py"},
    "yaml": {"knowledge/notes/frontmatter.py"},
}
"""The only modules of the core that may import a library."""
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "time_ns", "random"}


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions and for types too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(library: str) -> set[str]:
    return {
        name(file)
        for file in CORE
        if any(module.split(".")[0] == library for module in imports(file))
    }


def rooms(file: Path) -> set[str]:
    """The second parts of what a file imports of the core: `notes`, `library` and so on."""
    return {module.split(".")[1] for module in imports(file) if module.startswith("knowledge.")}


def test_the_contracts_of_the_project_file_are_kept() -> None:
    command = shutil.which("lint-imports", path=sysconfig.get_path("scripts"))
    if command is None:
        pytest.skip("import-linter is not installed")
    checked = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("library", sorted(IMPORTERS))
def test_a_library_is_imported_only_where_it_is_at_home(library: str) -> None:
    assert importers(library) <= IMPORTERS[library]


@pytest.mark.parametrize(
    "module", ["asyncio", "bot", "discord", "pickle", "random", "secrets", "sqlite3", "uuid"]
)
def test_the_core_does_without(module: str) -> None:
    assert importers(module) == set()


def test_the_core_asks_no_clock() -> None:
    asked = {
        f"{name(file)}:{node.lineno}"
        for file in CORE
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and isinstance(node.value, ast.Name | ast.Attribute)
        and ast.unparse(node.value)
        in {"datetime", "datetime.datetime", "datetime.date", "date", "time"}
    }
    assert asked == set()


def test_only_the_reader_opens_notes() -> None:
    opening = {"open", "read_bytes", "read_text"}
    openers = {
        name(file)
        for file in CORE
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in opening)
            or (
                isinstance(node.func, ast.Attribute)
                and node.func.attr in opening
                and ast.unparse(node.func.value) != "Library"
            )
        )
    }
    assert "knowledge/notes/reader.py" in openers
    assert openers <= {
        "knowledge/answers/meaning.py",  # a model's files and its vectors
        "knowledge/cli.py",  # a file of questions
        "knowledge/everyday.py",  # lists of words
        "knowledge/notes/reader.py",
        "knowledge/saved.py",  # the saved index
    }


def test_the_floor_stands_on_itself() -> None:
    below = [file for file in CORE if file.parent.name == "knowledge" and file.stem in FLOOR]
    assert len(below) == len(FLOOR)
    for file in below:
        if file.stem != "__init__":  # the public face shows what the rooms make
            assert rooms(file) <= FLOOR, name(file)


@pytest.mark.parametrize(
    ("room", "neighbours"),
    [("notes", {"notes"}), ("answers", {"notes", "answers"}), ("quiz", {"notes", "quiz"})],
)
def test_a_room_imports_the_floor_and_its_neighbours(room: str, neighbours: set[str]) -> None:
    for file in (ROOT / "knowledge" / room).rglob("*.py"):
        assert rooms(file) <= FLOOR | neighbours, name(file)


def test_every_module_of_the_core_has_its_place() -> None:
    top = {file.stem for file in CORE if file.parent.name == "knowledge"}
    assert top == FLOOR | TOP
