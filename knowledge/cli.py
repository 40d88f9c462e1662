"""The commands about notes: `ask`, `lookup` and `check`, without Discord."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from knowledge import terminal
from knowledge.answers.answer import Answer, Entry, Unknown, Unsure
from knowledge.errors import QuestionFileError
from knowledge.library import STARTER, Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.answers.answer import Response, Source
    from knowledge.answers.options import Choice
    from knowledge.model import Place

    Run = Callable[[argparse.Namespace], int]

OK: Final = 0
FAILED: Final = 1
"""The notes have errors, or do not answer."""
CLOSED: Final = 141
"""Whoever read the output had enough: what a shell reports of a program that this ends."""

_STATUS: Final = {Answer: "answered", Unsure: "unsure", Unknown: "unknown"}

LINE_CAP: Final = 1_000_000
"""Bytes of one line of a file of questions."""

_ASK_EXAMPLES: Final = """examples:
  studyhall ask "what is fargate?"                     from the starter notes
  studyhall ask "whats a queue" --notes ~/notes        from yours
  studyhall ask --notes ~/aws ~/azure                  a prompt, over two folders
  studyhall ask "s3 classes" --json                    for a program
  studyhall ask < questions.txt                        many, one a line
  studyhall ask --batch questions.jsonl --json         many: {"id": ..., "question": ...} a line

The exit code is 0 when the notes answer, 1 when they do not, 2 for a mistake in the command;
for a file of questions 0 when all were asked.

With --json each answer is an object on a line of its own:
  id             as it was given
  status         answered, unsure or unknown
  text           the words to show; empty when unknown
  confidence     0 to 1
  passages       up to five, the best first: text, note, heading, lines, score
  did_you_mean   terms that may have been meant
  milliseconds   what it took
  beside         only where the notes say what two things are and do not compare them:
                 the end of `text`, which is of the second, with its note, heading, lines
  choice         only where a question came with options: the number of the best, from 0
  decided        and whether the notes settle it
"""
_LOOKUP_EXAMPLES: Final = """examples:
  studyhall lookup "step functions"
  studyhall lookup lamda --notes ~/notes               spelling is mended

The exit code is 1 when no term is near.
"""
_CHECK_EXAMPLES: Final = """examples:
  studyhall check ~/notes                              what was understood, and what to mend
  studyhall check ~/notes --json                       the same for a program

The exit code is 1 when there are errors.
"""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Mount the commands; each leaves its function as `run`, which returns the exit code."""
    ask = mount(commands, "ask", "answer a question from the notes", _ASK_EXAMPLES, run_ask)
    ask.add_argument("question", nargs="?", help="what you want to know; none: a prompt")
    add_notes(ask)
    ask.add_argument(
        "--why", action="store_true", help="say what decided it: words, passages, the line"
    )
    ask.add_argument(
        "--semantic",
        default="off",
        metavar="on|off|DIR",
        help="weigh meaning beside words; DIR holds a sentence model's files (default: off)",
    )
    ask.add_argument("--batch", type=Path, metavar="FILE", help="questions, a JSON object a line")
    add_json(ask, "print JSON, one object a question")
    lookup = mount(
        commands, "lookup", "say what the notes say about a term", _LOOKUP_EXAMPLES, run_lookup
    )
    lookup.add_argument("term", help="its name, misspelt or not")
    add_notes(lookup)
    add_json(lookup, "print JSON")
    check = mount(
        commands, "check", "report what is understood of the notes", _CHECK_EXAMPLES, run_check
    )
    check.add_argument("notes", nargs="+", type=Path, metavar="DIR", help="folders of notes")
    add_json(check, "print JSON")
    check.set_defaults(state=None)


def mount(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    purpose: str,
    examples: str,
    run: Run,
) -> argparse.ArgumentParser:
    """Add a command and return its parser; what it prints may be piped and cut off."""
    command = commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=lambda options: _until_closed(run, options), fail=command.error)
    return command


def add_notes(command: argparse.ArgumentParser) -> None:
    """Add the options that name folders of notes and where their index is kept."""
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


def add_json(command: argparse.ArgumentParser, purpose: str) -> None:
    """Add the option of those who read the output by a program."""
    command.add_argument("--json", action="store_true", help=purpose)


def _until_closed(run: Run, options: argparse.Namespace) -> int:
    """Run the command; end quietly when its output is wanted no longer."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    return code


def run_ask(options: argparse.Namespace) -> int:
    """Answer one question, a file of them, or a prompt."""
    if options.batch is not None:
        return _batch(options)
    library = _meant(open_library(options), options)
    if options.question is not None:
        asked = Question(None, options.question)
        return FAILED if isinstance(_answer(library, asked, options), Unknown) else OK
    if sys.stdin.isatty() and sys.stdout.isatty() and not options.json:
        terminal.prompt(library, options.notes, options.state)
        return OK
    asked_lines = (Question(None, line.strip()) for line in sys.stdin if line.strip())
    kinds = {type(_answer(library, asked, options)) for asked in asked_lines}
    return FAILED if kinds == {Unknown} else OK


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a program asks it."""

    identity: object
    """Whatever the asker calls it; given back as it is."""
    text: str
    options: tuple[str, ...] = ()
    """Of an exam question: the answers to choose from."""


def _answer(library: Library, asked: Question, options: argparse.Namespace) -> Response:
    """Answer a question on the standard output."""
    begin = time.perf_counter()
    response = library.ask(asked.text)
    choice = library.choose(asked.text, asked.options) if asked.options else None
    elapsed = time.perf_counter() - begin
    if options.json:
        print_json(as_json(asked.identity, response, elapsed, choice))
    else:
        terminal.show_response(response, options.notes)
        if options.why:
            terminal.show_why(library.why(asked.text))
    return response


def _batch(options: argparse.Namespace) -> int:
    """Answer a file of questions; nothing is printed, nor any note read, before all are read."""
    if options.question is not None:
        options.fail("a question and --batch do not go together")
    questions = list(read_questions(options.batch))
    library = _meant(open_library(options), options)
    for asked in questions:
        if not options.json:
            terminal.show_question(asked.text)
        _answer(library, asked, options)
    return OK


def open_library(options: argparse.Namespace) -> Library:
    """Return the library of the folders, with a progress bar where reading takes long."""
    with terminal.progress("Reading notes") as progress:
        return Library.open(options.notes, state=options.state, progress=progress)


def _meant(library: Library, options: argparse.Namespace) -> Library:
    """Return the library with its meaning, if that is wanted and can be had."""
    if options.semantic == "off":
        return library
    from knowledge.answers.meaning import (  # noqa: PLC0415 - words alone need none of it
        MeaningUnavailable,
        embed_passages,
        load_embedder,
    )

    folder = None if options.semantic == "on" else Path(options.semantic)
    try:
        embedder = load_embedder(
            folder=folder, downloads=options.state / "models", threads=os.cpu_count() or 1
        )
        with terminal.progress("Reading for meaning") as progress:
            vectors = embed_passages(library.passages, embedder, options.state, progress=progress)
    except MeaningUnavailable as error:
        print(f"Words alone: {error}", file=sys.stderr)
        return library
    return library.with_meaning(vectors, embedder) if vectors is not None else library


def read_questions(path: Path) -> Iterator[Question]:
    """Yield the question of each line of the file. Raises `QuestionFileError`."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _question(line, path, number)
    except OSError as error:
        raise QuestionFileError(
            f"the file cannot be read: {error.strerror}",
            path=str(path),
            remedy="Name a file of questions.",
        ) from error


def _question(line: bytes, path: Path, number: int) -> Question:
    found: object = None
    if len(line) <= LINE_CAP:
        try:
            found = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            found = None
    if not isinstance(found, dict) or not isinstance(found.get("question"), str):
        raise QuestionFileError(
            "the line is no question",
            path=str(path),
            line=number,
            remedy='Write one object a line: {"id": 1, "question": "..."}',
        )
    offered = found.get("options")
    texts = tuple(map(str, offered)) if isinstance(offered, list) else ()
    return Question(found.get("id"), found["question"], texts)


def print_json(value: object) -> None:
    """Print one line. It is ASCII: no reader takes a character of a note for the end of it."""
    print(json.dumps(value))


def as_json(
    identity: object, response: Response, seconds: float, choice: Choice | None = None
) -> dict[str, Any]:
    """Return a response as the object that other programs rely on.

    `choice` adds which option of an exam question the notes support; `beside` is there only in a
    comparison that no passage makes: what the notes say of the other side, which ends `text` too.
    """
    found = response if isinstance(response, Answer) else None
    guesses = response.did_you_mean if isinstance(response, (Unsure, Unknown)) else ()
    return {
        "id": identity,
        "status": _STATUS[type(response)],
        "text": found.text if found else "",
        "confidence": found.confidence if found else 0.0,
        "passages": [_source(source) for source in found.sources] if found else [],
        "did_you_mean": list(guesses),
        "milliseconds": round(seconds * 1000, 3),
        **_beside(found),
        **({"choice": choice.option, "decided": choice.decided} if choice else {}),
    }


def _beside(found: Answer | None) -> dict[str, Any]:
    if found is None or found.beside is None:
        return {}
    return {"beside": {"text": found.beside.text, **place_fields(found.beside.place)}}


def _source(source: Source) -> dict[str, Any]:
    return {"text": source.text, **place_fields(source.place), "score": source.score}


def place_fields(place: Place) -> dict[str, Any]:
    """Return where something stands, as programs are told."""
    return {
        "note": place.note,
        "heading": list(place.heading),
        "lines": [place.first, place.last],
    }


def run_lookup(options: argparse.Namespace) -> int:
    """Say what the notes say about a term."""
    entry = open_library(options).lookup(options.term)
    if options.json:
        print_json(_entry(entry))
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
        **place_fields(entry.definition.place_of(entry.shown)),
        "used_in": [place_fields(place) for place in entry.used_in],
        "related": list(entry.related),
    }


def run_check(options: argparse.Namespace) -> int:
    """Report what is understood of the notes; 1 when there are errors."""
    from knowledge.check import report  # noqa: PLC0415 - `ask` starts quicker without it

    found = report(open_library(options))
    if options.json:
        print_json(found.as_json())
    else:
        terminal.show_report(found)
    return FAILED if found.errors else OK
