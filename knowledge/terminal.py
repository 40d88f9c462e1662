"""Answers, entries and reports as a person reads them: in colour, or as plain text in a pipe."""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platformdirs import user_cache_path

from knowledge.answers.answer import Unknown, Unsure
from knowledge.library import folder_prefixes
from knowledge.model import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rich.console import Console
    from rich.text import Text

    from knowledge.answers.answer import Correction, Entry, Response
    from knowledge.answers.why import Why
    from knowledge.check import Report
    from knowledge.library import Library
    from knowledge.model import Block, NoteDate, Place

NOT_COVERED: Final = "The notes do not cover this."
DISAGREE: Final = "The notes disagree; the newest comes first."
MANY: Final = 200
"""Notes from which reading them is long enough for a progress bar."""
HOLDS: Final = 5
"""Reasons why questions are held back that a report names, the commonest first."""
DOT: Final = " \u00b7 "

_COLOURS: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys rather than shows; no note or question may steer it."""


def state_folder() -> Path:
    """Return where the index is kept between runs on this system."""
    return user_cache_path("studyhall")


def console() -> Console:
    """Return the place to print to: colours on a terminal, plain text in a pipe."""
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that --json need not pay

    class _Out(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return _Out(highlight=False, soft_wrap=not sys.stdout.isatty())


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function (done, total) that draws a bar on a terminal; None elsewhere.

    Nothing is drawn, nor loaded, for less than `MANY` notes.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        advance: Callable[[int], None] | None = None

        def show(done: int, total: int) -> None:
            nonlocal advance
            if total < MANY:
                return
            if advance is None:
                advance = stack.enter_context(_bar(label, total))
            advance(done)

        yield show


@contextmanager
def _bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.update(task, completed=done)


def show_question(question: str) -> None:
    """Print one of many questions, above its answer."""
    out = console()
    out.print()
    out.print(harmless(f"? {question[:200]}", "bold"))


def show_response(response: Response, folders: Sequence[Path]) -> None:
    """Print an answer: the words first, then where they stand."""
    page = Page(console(), roots_of(folders))
    page.corrections(response.corrections)
    if isinstance(response, Unknown):
        silent = response.gap.sentence if response.gap else NOT_COVERED
        page.not_covered("Closest topics", response.nearest, response.missing, silent)
        return
    page.blocks(response.shown, response.question, response.corrections)
    first, *others = response.sources
    page.place(response.place, first.date)
    for place in first.also_in:
        page.line(f"  also in: {_where(place)}", "dim")
    if response.beside:
        page.line("")
        page.blocks(response.beside.blocks, response.question, response.corrections)
        page.place(response.beside.place, response.beside.date)
        others = others[1:]
    if response.disagreement:
        page.line(DISAGREE, "yellow")
        for stated in response.disagreement:
            page.line(f"  {stated.text}")
            page.place(stated.place, stated.date)
    if others:
        page.line("See also", "dim")
        for source in others:
            page.place(source.place, source.date)
    if isinstance(response, Unsure):
        page.names("Did you mean", response.did_you_mean)


def show_why(why: Why) -> None:
    """Print what decided a question."""
    out = console()
    out.print()
    for line in why.lines():
        out.print(harmless(line, "dim"))


def show_entry(entry: Entry | Unknown, folders: Sequence[Path]) -> None:
    """Print what the notes say about a term."""
    page = Page(console(), roots_of(folders))
    if isinstance(entry, Unknown):
        page.not_covered("Closest terms", entry.nearest, ())
        return
    page.corrections(entry.corrections)
    page.line(entry.term + (f"  ({', '.join(entry.aliases)})" if entry.aliases else ""), "bold")
    page.blocks(entry.shown, entry.term, entry.corrections)
    page.place(entry.definition.place_of(entry.shown), entry.definition.date)
    if entry.used_in:
        page.line("Used in", "dim")
        for place in entry.used_in:
            page.place(place)
    page.names("Related", entry.related)


def show_report(found: Report) -> None:
    """Print problems, the worst first, then a table of what was understood."""
    from rich.table import Table  # noqa: PLC0415 - as above

    out = console()
    for problem in found.problems:
        out.print(harmless(str(problem), _COLOURS[problem.severity]))
    if found.problems:
        out.print()
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in (
        ("notes read", found.notes),
        ("sections", found.sections),
        ("passages", found.passages),
        ("terms", found.terms),
        ("acronyms", found.acronyms),
        ("questions that the notes ask", found.written),
        ("questions made from their facts", found.made),
        ("questions held back", sum(count for _, count in found.held)),
        *((f"  {reason}", count) for reason, count in found.held[:HOLDS]),
        ("daily posts until one comes again", found.days),
        ("notes with a date", found.dated),
        ("lines left out (contents lists, links, marks)", found.furniture),
        ("languages", ", ".join(found.languages)),
        ("errors", found.errors),
        ("other problems", len(found.problems) - found.errors),
    ):
        table.add_row(name, str(value))
    out.print(table)


def prompt(library: Library, folders: Sequence[Path], state: Path) -> None:
    """Ask and answer until Ctrl-D, with a history kept in `state` and terms that complete."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - only a prompt needs it

    from knowledge.completer import TermCompleter, history  # noqa: PLC0415

    session: PromptSession[str] = PromptSession(
        history=history(state),
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
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if question.strip():
            show_response(library.ask(question), folders)


@dataclass(frozen=True, slots=True)
class Page:
    """What answers and entries have in common, printed piece by piece."""

    out: Console
    roots: Mapping[str, Path]
    """What stands before the paths of a folder's notes -> the folder."""

    def line(self, text: str, style: str = "") -> None:
        """Print a line."""
        self.out.print(harmless(text, style))

    def names(self, label: str, names: Sequence[str]) -> None:
        """Print names behind their label, where there are any."""
        if names:
            self.line(f"{label}: {DOT.join(names)}")

    def corrections(self, found: Sequence[Correction]) -> None:
        """Print how misspelt words were read."""
        if found:
            self.line(f"read as: {', '.join(each.read_as for each in found)}", "dim")

    def not_covered(
        self, label: str, nearest: Sequence[str], missing: Sequence[str], silent: str = NOT_COVERED
    ) -> None:
        """Print that the notes are silent, and what is near."""
        self.line(silent, "yellow")
        if missing:
            self.line(f"Not in the notes: {', '.join(missing)}", "dim")
        self.names(label, nearest)

    def blocks(self, shown: Sequence[Block], asked: str, found: Sequence[Correction]) -> None:
        """Print the words that answer, with those that were asked for in bold."""
        marked = _marked(" ".join((asked, *(each.read_as for each in found))))
        for block in shown:
            item = block.kind is Kind.ITEM
            self.hanging(
                "  " * block.level + f"{block.label or '-'} " if item else "", _line(block, marked)
            )
        self.out.print()

    def hanging(self, lead: str, text: Text) -> None:
        """Print a text after its lead; where a terminal wraps it, further lines stand below."""
        lines = [text] if self.out.soft_wrap else text.wrap(self.out, self.out.width - len(lead))
        for number, line in enumerate(lines):
            self.out.print(harmless(lead if number == 0 else " " * len(lead)).append_text(line))

    def place(self, place: Place, date: NoteDate | None = None) -> None:
        """Print `path:line` with the headings; on a terminal the path opens the note."""
        lines = f"{place.first}" if place.first == place.last else f"{place.first}-{place.last}"
        address = self._address(place.note)
        text = harmless("")
        text.append_text(
            harmless(f"{place.note}:{lines}", f"blue link {address}" if address else "blue")
        )
        text.append_text(harmless(f"  {_where(place)}"))
        if date is not None:
            text.append_text(harmless(f"{DOT}{date.text}", "dim"))
        self.hanging("  ", text)

    def _address(self, note: str) -> str:
        for prefix, folder in self.roots.items():
            if note.startswith(prefix):
                return (folder / note.removeprefix(prefix)).resolve().as_uri()
        return ""


def roots_of(folders: Sequence[Path]) -> dict[str, Path]:
    """Return what stands before the paths of each folder's notes -> the folder."""
    return dict(zip(folder_prefixes(folders), folders, strict=True))


def _marked(asked: str) -> re.Pattern[str] | None:
    """Return what finds the asked words in a text, endings aside; None where nothing is asked."""
    from knowledge.answers.asking import SMALL  # noqa: PLC0415 - colours alone need them
    from knowledge.text import stem, words  # noqa: PLC0415

    small = SMALL["english"]
    roots = {stem(word) for word in words(asked) if len(word) > 1 and word not in small}
    if not roots:
        return None
    either = "|".join(
        re.escape(root) for root in sorted(roots, key=lambda root: (-len(root), root))
    )
    return re.compile(rf"(?<!\w)(?:{either})\w{{0,4}}(?!\w)", re.IGNORECASE)


def harmless(text: str, style: str = "") -> Text:
    """Return a text that is shown and cannot steer the terminal."""
    from rich.text import Text  # noqa: PLC0415 - as above

    return Text(_CONTROLS.sub("", text), style)


def _line(block: Block, marked: re.Pattern[str] | None) -> Text:
    """Return a block as a person reads it: a row as `column: value` lines, code indented."""
    if block.kind is Kind.HEADING:
        return harmless(block.text, "bold")
    if block.kind in {Kind.CODE, Kind.MATH}:
        return harmless("\n".join(f"    {line}" for line in block.text.split("\n")), "cyan")
    if block.kind is Kind.ROW and len(block.parents) == len(block.cells) > 1:
        pairs = zip(block.parents, block.cells, strict=True)
        text = "\n".join(f"{name}: {cell}" if name else cell for name, cell in pairs)
    else:
        text = block.text
    shown = harmless(text)
    if marked is not None:
        shown.highlight_regex(marked, "bold")
    return shown


def _where(place: Place) -> str:
    return " \u203a ".join(place.heading) or place.note
