"""Answers, entries and reports as a person reads them on a terminal; plain text where it is piped."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import user_cache_path

from knowledge.answers.answer import Unknown, Unsure
from knowledge.model import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console
    from rich.text import Text

    from knowledge.answers.answer import Entry, Response, Source
    from knowledge.check import Report
    from knowledge.library import Library
    from knowledge.model import Block, Place

NOT_COVERED: Final = "The notes do not cover this."
MANY: Final = 200
"""Notes from which reading them is long enough for a progress bar."""

_COLOURS: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def state_folder() -> Path:
    """Return where the index is kept between runs on this system."""
    return user_cache_path("studyhall")


def console() -> Console:
    """Return the place to print to: colours on a terminal, plain text in a pipe."""
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that --json need not pay

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function (done, total) that draws a bar on a terminal; None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, visible=False)
        yield lambda done, total: bar.update(
            task, completed=done, total=total, visible=total >= MANY
        )


def show_response(response: Response, folders: Sequence[Path]) -> None:
    """Print an answer: the words first, then where they stand."""
    out = console()
    for each in response.corrections:
        out.print(f"read as: {each.read_as}", style="dim", markup=False)
    if isinstance(response, Unknown):
        out.print(NOT_COVERED, style="yellow")
        if response.nearest:
            out.print("Closest topics: " + " \u00b7 ".join(response.nearest), markup=False)
        return
    asked = _asked(response.question, [each.read_as for each in response.corrections])
    for block in response.shown:
        out.print(_line(block, asked))
    out.print()
    first, *others = response.sources
    _print_place(out, response.place, folders, first)
    for place in first.also_in:
        out.print(f"  also in: {_where(place)}", style="dim", markup=False)
    if others:
        out.print("See also", style="dim")
        for source in others:
            _print_place(out, source.place, folders, source)
    if isinstance(response, Unsure) and response.did_you_mean:
        out.print("Did you mean: " + " \u00b7 ".join(response.did_you_mean), markup=False)


def show_entry(entry: Entry | Unknown, folders: Sequence[Path]) -> None:
    """Print what the notes say about a term."""
    out = console()
    if isinstance(entry, Unknown):
        out.print(NOT_COVERED, style="yellow")
        if entry.nearest:
            out.print("Closest terms: " + " \u00b7 ".join(entry.nearest), markup=False)
        return
    title = entry.term + (f"  ({', '.join(entry.aliases)})" if entry.aliases else "")
    out.print(title, style="bold", markup=False)
    for block in entry.shown:
        out.print(_line(block, _asked(entry.term, [])))
    out.print()
    _print_place(out, entry.definition.place_of(entry.shown), folders, entry.definition)
    if entry.used_in:
        out.print("Used in", style="dim")
        for place in entry.used_in:
            _print_place(out, place, folders)
    if entry.related:
        out.print("Related: " + " \u00b7 ".join(entry.related), markup=False)


def show_report(found: Report) -> None:
    """Print problems, the worst first, then a table of what was understood."""
    from rich.table import Table  # noqa: PLC0415 - as above

    out = console()
    for problem in found.problems:
        out.print(str(problem), style=_COLOURS[problem.severity], markup=False)
    if found.problems:
        out.print()
    table = Table(box=None, show_header=False)
    for name, value in (
        ("notes read", found.notes),
        ("sections", found.sections),
        ("passages", found.passages),
        ("terms", found.terms),
        ("acronyms", found.acronyms),
        ("notes with a date", found.dated),
        ("lines left out (contents lists, links, marks)", found.furniture),
        ("languages", ", ".join(found.languages)),
        ("errors", found.errors),
        ("other problems", len(found.problems) - found.errors),
    ):
        table.add_row(name, str(value))
    out.print(table)


def prompt(library: Library) -> None:
    """Ask and answer until Ctrl-D, with a history that is kept and terms that complete."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - only a prompt needs it
    from prompt_toolkit.history import FileHistory  # noqa: PLC0415

    from knowledge.completer import TermCompleter  # noqa: PLC0415

    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(folder / "history")),
        completer=TermCompleter(library),
        complete_while_typing=False,
    )
    console().print(
        f"{len(library.notes)} notes. Ask a question; Tab completes terms, Ctrl-D ends.",
        style="dim",
    )
    while True:
        try:
            question = session.prompt("? ")
        except (EOFError, KeyboardInterrupt):
            return
        if question.strip():
            show_response(library.ask(question), [])


def _asked(question: str, read_as: Sequence[str]) -> frozenset[str]:
    from knowledge.text import words  # noqa: PLC0415 - cheap, but a stemmer comes with it

    return frozenset(word for word in words(" ".join((question, *read_as))) if len(word) > 2)


def _line(block: Block, asked: frozenset[str]) -> Text:
    """Return a block as a line, with the asked words bold."""
    from rich.text import Text  # noqa: PLC0415 - as above

    if block.kind is Kind.HEADING:
        return Text(block.text, style="bold")
    if block.kind is Kind.CODE:
        return Text("\n".join(f"    {line}" for line in block.text.split("\n")), style="cyan")
    if block.kind is Kind.ROW and len(block.parents) == len(block.cells) > 1:
        pairs = zip(block.parents, block.cells, strict=True)
        text = "\n".join(f"{name}: {cell}" if name else cell for name, cell in pairs)
    else:
        text = block.text
    lead = "  " * block.level + f"{block.label or '-'} " if block.kind is Kind.ITEM else ""
    shown = Text(lead + text)
    shown.highlight_words(asked, style="bold", case_sensitive=False)
    return shown


def _where(place: Place) -> str:
    return " \u203a ".join(place.heading) or place.note


def _print_place(
    out: Console, place: Place, folders: Sequence[Path], source: Source | None = None
) -> None:
    """Print `path:line` with the headings; on a terminal the path opens the file."""
    from rich.text import Text  # noqa: PLC0415 - as above

    lines = f"{place.first}" if place.first == place.last else f"{place.first}-{place.last}"
    link = (folders[0] / place.note).resolve().as_uri() if len(folders) == 1 else ""
    text = Text("  ")
    text.append(f"{place.note}:{lines}", style=f"blue link {link}" if link else "blue")
    text.append(f"  {_where(place)}")
    if source is not None and source.date is not None:
        text.append(f"  \u00b7 {source.date.text}", style="dim")
    out.print(text)
