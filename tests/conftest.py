"""Notes to read and commands to run, for the tests of the library and of the command line."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from knowledge import STARTER, Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.answers.index import Index

Write: TypeAlias = Callable[[Path, Mapping[str, str]], Path]
Typos: TypeAlias = Callable[[str, random.Random], list[tuple[str, str]]]

NOTES = {
    "serverless/Lambda.md": """---
title: AWS Lambda
date: 2025-06-15
---
AWS Lambda runs code without servers. A function runs for at most 15 minutes.

## Billing
Lambda is billed by the request and by the millisecond.

| Plan | Price |
| --- | --- |
| Free | nothing for 1 million requests |
| Paid | 0.20 dollars for 1 million requests |
""",
    "serverless/Fargate.md": """# AWS Fargate
AWS Fargate runs containers without instances to manage.

- Disk: 20 GB of storage are included.
- No time limit: a task may run for months.
""",
    "storage.md": """# Storage
Amazon Simple Storage Service (S3) keeps objects in buckets.

## Classes
**S3 Glacier** keeps archives that are rarely read, for little money.
""",
    "queues.md": """# Queues
A dead-letter queue collects the messages that could not be processed.
Amazon SQS keeps a message for at most 14 days.
""",
}
QUESTIONS = (
    "what is lambda",
    "how long may a lamda function run",
    "how is lambda billed",
    "whats fargate",
    "how much disk does fargate have",
    "what does S3 stand for",
    "glacier",
    "dead letter queue",
    "how long does sqs keep a message",
    "who won the world cup",
    "",
)
NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok",
    "o": "ipl", "p": "ol", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb",
    "h": "gjyn", "j": "hkum", "k": "jli", "l": "kop", "z": "xa", "x": "zcs", "c": "xvd", "v": "cbf",
    "b": "vng", "n": "bmh", "m": "njk",
}  # fmt: skip


def write_notes(folder: Path, notes: Mapping[str, str]) -> Path:
    for path, text in notes.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def index_value(index: Index) -> dict[str, Any]:
    """An index as what it says: stems by their names, not by their numbers."""
    names = {row: root for root, row in index.vocabulary.items()}
    return {
        "postings": {
            root: [part.tolist() for part in index.postings(root)[:2]] for root in index.vocabulary
        },
        "stream": [names.get(number) for number in index.stream.tolist()],
        "starts": index.starts.tolist(),
        "blocks": index.blocks.tolist(),
        "lengths": index.lengths.tolist(),
        "note_of": index.note_of.tolist(),
        "section_of": index.section_of.tolist(),
        "written": dict(index.written),
    }


def library_value(library: Library) -> dict[str, Any]:
    """All that a library says, to be compared with another."""
    return {
        "notes": library.notes,
        "problems": library.problems,
        "passages": library.passages,
        "index": index_value(library.index),
        "terms": library.glossary.terms,
        "acronyms": dict(library.glossary.acronyms),
        "languages": library.languages,
        "sections": library.sections,
        "furniture": library.furniture,
        "answers": [library.ask(question) for question in QUESTIONS],
        "completions": [library.complete(typed) for typed in ("lam", "fargte", "s3", "")],
    }


def one_typo_each(name: str, chance: random.Random) -> list[tuple[str, str]]:
    """A name with each kind of slip once, at a place left to chance."""
    at = chance.randrange(1, len(name) - 1)
    near = chance.choice(NEIGHBOURS.get(name[at].lower(), "e"))
    other = chance.choice(NEIGHBOURS.get(name[0].lower(), "e"))
    return [
        ("dropped", name[:at] + name[at + 1 :]),
        ("swapped", name[:at] + name[at + 1] + name[at] + name[at + 2 :]),
        ("neighbour", name[:at] + near + name[at + 1 :]),
        ("doubled", name[:at] + name[at] + name[at:]),
        ("first letter", other + name[1:]),
    ]


@pytest.fixture(scope="session")
def write() -> Write:
    return write_notes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four notes."""
    return write_notes(tmp_path / "notes", NOTES)


@pytest.fixture(scope="session")
def questions() -> tuple[str, ...]:
    return QUESTIONS


@pytest.fixture(scope="session")
def value() -> Callable[[Library], dict[str, Any]]:
    return library_value


@pytest.fixture(scope="session")
def typos() -> Typos:
    return one_typo_each


@pytest.fixture(scope="session")
def starter_library() -> Library:
    return Library.open([STARTER])


@pytest.fixture
def studyhall(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command as a process of its own, away from the repository and from anyone's state."""

    def run(
        *arguments: str | Path, stdin: str = "", environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        command: Sequence[str] = [sys.executable, "-m", "bot", *map(str, arguments)]
        state = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env={"PATH": "", **state, **(environment or {})},
        )

    return run
