"""The commands about questions: `items`, `quiz` and `export`, without Discord."""

from __future__ import annotations

import argparse
import datetime
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from knowledge.cli import add_json, add_notes, mount, open_library, place_fields, print_json
from knowledge.errors import ExchangeError

if TYPE_CHECKING:
    from knowledge.library import Library
    from knowledge.quiz.exam import Blueprint, Paper
    from knowledge.quiz.exchange.written import Written
    from knowledge.quiz.grade import Grade
    from knowledge.quiz.items import Bank, Item
    from knowledge.quiz.typed import Known
    from knowledge.quiz_terminal import Sheet

OK: Final = 0
FAILED: Final = 1
"""There is nothing to show or to ask."""
FORMATS: Final = ("aiken", "anki", "apkg", "gift", "jsonl")
QUESTIONS: Final = 10
"""Questions of a practice where none are asked for."""

_ITEMS_EXAMPLES: Final = """examples:
  studyhall items --notes ~/notes                      every question, with its answer
  studyhall items --notes ~/notes --held               those that are kept back, and why
  studyhall items --notes ~/notes --json               an object a line, for a program

The exit code is 1 when there are none.
"""
_QUIZ_EXAMPLES: Final = """examples:
  studyhall quiz                                       ten questions from the starter notes
  studyhall quiz --notes ~/notes --topic security      on one topic, tag, folder or heading
  studyhall quiz --notes ~/notes --exam                65 questions in 90 minutes
  studyhall quiz --exam --weights security=30 billing=12 --questions 20 --minutes 25

Answer with a letter, or several. Ctrl-D ends, with the score so far.
"""
_EXPORT_EXAMPLES: Final = """examples:
  studyhall export --to anki cards.txt --notes ~/notes       text that Anki imports
  studyhall export --to apkg cards.apkg --notes ~/notes      a package (extra `anki`)
  studyhall export --to gift questions.gift                  for Moodle
  studyhall export --to jsonl bank.jsonl                     everything, without loss

Importing the file again changes the cards that are there: their ids stay.
"""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Mount the commands; each leaves its function as `run`, which returns the exit code."""
    items = mount(commands, "items", "list the questions of the notes", _ITEMS_EXAMPLES, run_items)
    add_notes(items)
    add_json(items, "print JSON, one object an item")
    origin = items.add_mutually_exclusive_group()
    origin.add_argument("--written", action="store_true", help="only those that notes ask")
    origin.add_argument("--generated", action="store_true", help="only those made from facts")
    items.add_argument("--held", action="store_true", help="those kept back, with the reasons")
    quiz = mount(commands, "quiz", "practise with the notes' questions", _QUIZ_EXAMPLES, run_quiz)
    add_notes(quiz)
    quiz.add_argument("--questions", type=_positive, metavar="N", help="how many")
    quiz.add_argument("--topic", default="", help="a topic, tag, folder or heading")
    quiz.add_argument("--exam", action="store_true", help="a timed paper, with a result at the end")
    quiz.add_argument("--minutes", type=_positive, metavar="N", help="of an exam (default: 90)")
    quiz.add_argument(
        "--weights", nargs="+", type=_weight, default=[], metavar="TOPIC=N", help="an exam's shares"
    )
    quiz.add_argument("--seed", metavar="TEXT", help="the same seed asks the same questions")
    export = mount(
        commands, "export", "write the questions to a file", _EXPORT_EXAMPLES, run_export
    )
    export.add_argument("file", type=Path, metavar="FILE", help="is written anew")
    export.add_argument("--to", choices=FORMATS, required=True, help="the file's format")
    add_notes(export)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _weight(text: str) -> tuple[str, float]:
    topic, _, number = text.rpartition("=")
    if not topic or not float(number) >= 0:
        raise argparse.ArgumentTypeError("a topic and its share, such as security=30")
    return topic, float(number)


def run_items(options: argparse.Namespace) -> int:
    """List the items; 1 when there are none of the kind that is asked for."""
    from knowledge.quiz.items import Origin  # noqa: PLC0415 - `ask` starts quicker without it

    bank = open_library(options).bank
    items = bank.held if options.held else bank.ready
    if options.generated:
        items = tuple(item for item in items if item.origin is Origin.GENERATED)
    if options.written:
        items = tuple(item for item in items if item.origin is not Origin.GENERATED)
    if options.json:
        for item in items:
            print_json(item_fields(item))
    else:
        sheet = _sheet(options)
        for item in items:
            sheet.item(item)
        sheet.summary(bank, len(items))
    return OK if items else FAILED


def item_fields(item: Item) -> dict[str, Any]:
    """Return an item as programs are told of it.

    What is typed has `accepted` answers instead of options; pairs are a choice among pairings;
    what may not be asked says why in `holds`.
    """
    from knowledge.quiz.pairing import as_choice  # noqa: PLC0415 - as above

    item = as_choice(item)
    fields: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind.value,
        "stem": item.stem,
        "options": [option.text for option in item.options],
        "answer": list(item.answer),
        "explanation": item.explanation,
        "origin": item.origin.value,
        **place_fields(item.cited),
        "quote": item.quote,
        "source_text": item.source_text,
    }
    if item.accepted and not item.options:
        fields["accepted"] = list(item.accepted)
    if item.holds:
        fields["holds"] = [{"code": hold.code, "reason": hold.reason} for hold in item.holds]
    return fields


def run_quiz(options: argparse.Namespace) -> int:
    """Practise, or sit an exam; 1 when there is nothing to ask."""
    library = open_library(options)
    seed = options.seed if options.seed is not None else time.strftime("%Y-%m-%d %H:%M:%S")
    if options.exam:
        return _exam(library, options, seed)
    from knowledge.quiz.practice import practise  # noqa: PLC0415 - as above

    sheet = _sheet(options)
    run = practise(library.bank, options.questions or QUESTIONS, seed, options.topic)
    if run.current is None:
        sheet.line("The notes have no question on that.", "yellow")
        return FAILED
    known = _known(library)
    while run.current is not None:
        item = run.current
        sheet.question(item, len(run.grades) + 1, len(run.items))
        found = _answered(item, known, sheet)
        if found is None:
            break
        sheet.grade(item, found)
        run = run.graded(_judged(found, sheet))
    sheet.score(run)
    return OK


def _answered(item: Item, known: Known, sheet: Sheet) -> Grade | None:
    """Return the grade of what is typed; None at the end of the input."""
    from knowledge.quiz.grade import grade  # noqa: PLC0415 - as above
    from knowledge.quiz.practice import answer  # noqa: PLC0415

    while (typed := sheet.typed()) is not None:
        if not typed:
            return grade(item, ())
        found = answer(item, typed, known)
        if found is not None:
            return found
        sheet.line("That names no answer. Try again, or press Enter to leave it out.")
    return None


def _judged(found: Grade, sheet: Sheet) -> Grade:
    """Return a grade; one that is left to the person after asking for it."""
    from knowledge.quiz.grade import Verdict  # noqa: PLC0415 - as above
    from knowledge.quiz.practice import judged  # noqa: PLC0415

    if found.verdict is not Verdict.SELF:
        return found
    sheet.line("Were you right? y or n")
    said = sheet.typed() or ""
    return judged(found, right=said.lower().startswith("y"))


def _exam(library: Library, options: argparse.Namespace, seed: str) -> int:
    """Sit an exam: no grade before the end, and none for what comes after the time."""
    from knowledge.quiz import exam  # noqa: PLC0415 - as above

    sheet = _sheet(options)
    blueprint = exam.Blueprint(
        dict(options.weights),
        options.questions or exam.QUESTIONS,
        minutes=options.minutes or exam.MINUTES,
    )
    today = datetime.date.fromisoformat(time.strftime("%Y-%m-%d"))
    paper = exam.make_paper(library.bank, blueprint, today, seed)
    if not paper.items:
        sheet.line("The notes have no question for an exam.", "yellow")
        return FAILED
    responses = _sit(paper, blueprint, sheet)
    found = exam.result(paper, responses, blueprint, _known(library))
    sheet.result(paper, found, blueprint.passing)
    return OK


def _sit(paper: Paper, blueprint: Blueprint, sheet: Sheet) -> dict[str, list[str]]:
    """Return the responses given within the time, by id."""
    from knowledge.quiz.practice import chosen_ids  # noqa: PLC0415 - as above

    end = time.perf_counter() + 60 * blueprint.minutes
    responses: dict[str, list[str]] = {}
    for number, item in enumerate(paper.items, 1):
        left = max(0, round((end - time.perf_counter()) / 60))
        sheet.question(item, number, len(paper.items), f"{left} minutes left")
        typed = sheet.typed()
        while typed and (chosen := chosen_ids(item, typed)) is None:
            sheet.line("That names no answer. Try again, or press Enter to leave it out.")
            typed = sheet.typed()
        if typed is None:
            break
        if time.perf_counter() > end:
            sheet.line("The time is over; this answer does not count.", "yellow")
            break
        if typed:
            responses[item.id] = chosen or []
    return responses


def run_export(options: argparse.Namespace) -> int:
    """Write the items that may be asked to a file; 1 when there are none."""
    bank = open_library(options).bank
    written = _written(bank, options)
    content = written.content if isinstance(written.content, bytes) else written.content.encode()
    try:
        options.file.write_bytes(content)
    except OSError as error:
        raise ExchangeError(
            f"the file cannot be written: {error.strerror}",
            path=str(options.file),
            remedy="Name a file in a folder that you may write to.",
        ) from error
    _sheet(options).written(options.file, written)
    return OK if written.count else FAILED


def _written(bank: Bank, options: argparse.Namespace) -> Written[str] | Written[bytes]:
    """Return the file's content. JSON holds the items that are kept back too."""
    from knowledge.quiz.exchange.aiken import write_aiken  # noqa: PLC0415 - as above
    from knowledge.quiz.exchange.anki_text import write_anki_text  # noqa: PLC0415
    from knowledge.quiz.exchange.apkg import write_apkg  # noqa: PLC0415
    from knowledge.quiz.exchange.gift import write_gift  # noqa: PLC0415
    from knowledge.quiz.exchange.jsonl import write_jsonl  # noqa: PLC0415

    if options.to == "jsonl":
        return write_jsonl(bank.items)
    if options.to == "apkg":
        moment = time.mktime(time.localtime())
        return write_apkg(bank.ready, options.notes[0].resolve().name or "Studyhall", moment)
    writers = {"aiken": write_aiken, "anki": write_anki_text, "gift": write_gift}
    return writers[options.to](bank.ready)


def _sheet(options: argparse.Namespace) -> Sheet:
    from knowledge.quiz_terminal import Sheet  # noqa: PLC0415 - colours cost a tenth of a second

    return Sheet.over(options.notes)


def _known(library: Library) -> Known:
    from knowledge.quiz.typed import Known  # noqa: PLC0415 - as above

    return Known(library.glossary, library.index.written)
