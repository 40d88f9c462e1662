"""The commands about notes: `ask`, `lookup` and `check`, without Discord."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from knowledge import terminal
from knowledge.answers.answer import Answer, Entry, Unknown, Unsure
from knowledge.check import report
from knowledge.errors import QuestionFileError
from knowledge.library import STARTER, Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.answers.answer import Response, Source
    from knowledge.model import Place

OK: Final = 0
FAILED: Final = 1
"""The notes have errors, or do not answer."""

LINE_CAP: Final = 1_000_000
"""Characters of one line of a batch file."""

_ASK_EXAMPLES: Final = """examples:
  studyhall ask "what is fargate?"                     from the starter notes
  studyhall ask "whats a queue" --notes ~/notes        from yours
  studyhall ask --notes ~/aws ~/azure                  a prompt, over two folders
  studyhall ask "s3 classes" --json                    for a program
  studyhall ask --batch questions.jsonl --json         many: {"id": ..., "question": ...} a line
"""
_LOOKUP_EXAMPLES: Final = """examples:
  studyhall lookup "step functions"
  studyhall lookup lamda --notes ~/notes               spelling is mended
"""
_CHECK_EXAMPLES: Final = """examples:
  studyhall check ~/notes                              what was understood, and what to mend
  studyhall check ~/notes --json                       the same for a program

The exit code is 1 when there are errors.
"""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Mount the commands; each leaves its function as `run`, which returns the exit code."""
    ask = _command(commands, "ask", "answer a question from the notes", _ASK_EXAMPLES)
    ask.add_argument("question", nargs="?", help="what you want to know; none: a prompt")
    _add_notes(ask)
    ask.add_argument("--batch", type=Path, metavar="FILE", help="questions, a JSON object a line")
    ask.add_argument("--json", action="store_true", help="print JSON, one object a question")
    ask.set_defaults(run=run_ask)
    lookup = _command(commands, "lookup", "say what the notes say about a term", _LOOKUP_EXAMPLES)
    lookup.add_argument("term")
    _add_notes(lookup)
    lookup.add_argument("--json", action="store_true", help="print JSON")
    lookup.set_defaults(run=run_lookup)
    check = _command(commands, "check", "report what is understood of the notes", _CHECK_EXAMPLES)
    check.add_argument("notes", nargs="+", type=Path, metavar="DIR", help="folders of notes")
    check.add_argument("--json", action="store_true", help="print JSON")
    check.set_defaults(run=run_check, state=None)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    purpose: str,
    examples: str,
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_notes(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--notes",
        nargs="+",
        type=Path,
        default=[STARTER],
        metavar="DIR",
        help="folders of Markdown notes (default: the starter notes)",
    )
    command.add_argument(
        "--state",
        type=Path,
        default=terminal.state_folder(),
        metavar="DIR",
        help="where the index is kept between runs (default: %(default)s)",
    )


def run_ask(options: argparse.Namespace) -> int:
    """Answer one question, a file of them, or a prompt."""
    library = open_library(options)
    if options.batch is not None:
        for line in answer_batch(library, options.batch):
            print(line)
        return OK
    if options.question is None:
        return _prompt(library)
    return _answer(library, options.question, options)


def _answer(library: Library, question: str, options: argparse.Namespace) -> int:
    begin = time.perf_counter()
    response = library.ask(question)
    elapsed = time.perf_counter() - begin
    if options.json:
        print(json.dumps(as_json(None, response, elapsed), ensure_ascii=False))
    else:
        terminal.show_response(response, options.notes)
    return FAILED if isinstance(response, Unknown) else OK


def _prompt(library: Library) -> int:
    """Answer question after question: with history on a terminal, line by line from a pipe."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        terminal.prompt(library)
        return OK
    for line in sys.stdin:
        if line.strip():
            terminal.show_response(library.ask(line.strip()), [])
    return OK


def open_library(options: argparse.Namespace) -> Library:
    """Return the library of the folders, with a progress bar where reading takes long."""
    with terminal.progress("Reading notes") as progress:
        return Library.open(options.notes, state=options.state, progress=progress)


def answer_batch(library: Library, path: Path) -> Iterator[str]:
    """Yield one JSON object a question of the file, in order. Raises `QuestionFileError`."""
    for identity, question in read_questions(path):
        begin = time.perf_counter()
        response = library.ask(question)
        elapsed = time.perf_counter() - begin
        yield json.dumps(as_json(identity, response, elapsed), ensure_ascii=False)


def read_questions(path: Path) -> Iterator[tuple[object, str]]:
    """Yield (id, question) of each line of the file. Raises `QuestionFileError`."""
    try:
        lines = path.open(encoding="utf-8")
    except OSError as error:
        raise QuestionFileError(
            f"the file cannot be read: {error.strerror}",
            path=str(path),
            remedy="Name a JSONL file.",
        ) from error
    with lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line[:LINE_CAP])
            except ValueError:
                found = None
            if not isinstance(found, dict) or not isinstance(found.get("question"), str):
                raise QuestionFileError(
                    "the line is no question",
                    path=str(path),
                    line=number,
                    remedy='Write one object a line: {"id": 1, "question": "..."}',
                )
            yield found.get("id"), found["question"]


def as_json(identity: object, response: Response, seconds: float) -> dict[str, Any]:
    """Return a response as the object that other programs rely on."""
    shared: dict[str, Any] = {
        "id": identity,
        "question": response.question,
        "status": "unknown",
        "text": "",
        "confidence": 0.0,
        "passages": [],
        "did_you_mean": list(getattr(response, "did_you_mean", ())),
        "read_as": {each.written: each.read_as for each in response.corrections},
        "milliseconds": round(seconds * 1000, 3),
    }
    if isinstance(response, Answer):
        shared |= {
            "status": "unsure" if isinstance(response, Unsure) else "answered",
            "text": response.text,
            "place": _place(response.place),
            "confidence": response.confidence,
            "passages": [_source(source) for source in response.sources],
            "related": list(response.related),
        }
    else:
        shared |= {"nearest": list(response.nearest), "missing": list(response.missing)}
    return shared


def _source(source: Source) -> dict[str, Any]:
    return {
        "text": source.text,
        **_place(source.place),
        "score": source.score,
        "date": source.date.text if source.date else None,
        "also_in": [_place(place) for place in source.also_in],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "note": place.note,
        "heading": list(place.heading),
        "lines": [place.first, place.last],
    }


def run_lookup(options: argparse.Namespace) -> int:
    """Say what the notes say about a term."""
    entry = open_library(options).lookup(options.term)
    if options.json:
        print(json.dumps(_entry(entry), ensure_ascii=False))
    else:
        terminal.show_entry(entry, options.notes)
    return FAILED if isinstance(entry, Unknown) else OK


def _entry(entry: Entry | Unknown) -> dict[str, Any]:
    if isinstance(entry, Unknown):
        return {"status": "unknown", "term": entry.question, "nearest": list(entry.nearest)}
    return {
        "status": "found",
        "term": entry.term,
        "aliases": list(entry.aliases),
        "text": "\n".join(block.text for block in entry.shown),
        **_place(entry.definition.place_of(entry.shown)),
        "used_in": [_place(place) for place in entry.used_in],
        "related": list(entry.related),
    }


def run_check(options: argparse.Namespace) -> int:
    """Report what is understood of the notes; 1 when there are errors."""
    found = report(open_library(options))
    if options.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        terminal.show_report(found)
    return FAILED if found.errors else OK


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of these commands alone: `python -m knowledge.cli ask ...`."""
    parser = argparse.ArgumentParser(prog="studyhall")
    add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    return code
