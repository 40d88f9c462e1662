"""How fast folders of notes are parsed, by our scanner and by libraries: `parse.py FOLDER...`.

Libraries that are not installed are skipped. Processor time of one run each; texts are in memory.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from knowledge.answers.passages import read_passages
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote, list_notes, read_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    Parse = Callable[[RawNote], object]


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")


def ours(note: RawNote) -> object:
    return parse_note(note, note.path)


def ours_to_passages(note: RawNote) -> object:
    return list(read_passages(parse_note(note, note.path).sections))


def markdown_it(module: ModuleType) -> Parse:
    parser = module.MarkdownIt("commonmark").enable("table")
    return lambda note: parser.parse(note.text)


def markdown_it_pyrs(module: ModuleType) -> Parse:
    parser = module.MarkdownIt("commonmark").enable("table")
    return lambda note: parser.tree(note.text)


def mistune(module: ModuleType) -> Parse:
    parser = module.create_markdown(renderer=None, plugins=["table"])
    return lambda note: parser(note.text)


def pyromark(module: ModuleType) -> Parse:
    options = module.Options.ENABLE_TABLES
    return lambda note: list(module.events_with_range(note.text, options=options))


LIBRARIES: dict[str, Callable[[ModuleType], Parse]] = {
    "markdown_it": markdown_it,
    "mistune": mistune,
    "markdown_it_pyrs": markdown_it_pyrs,
    "pyromark": pyromark,
}


def parsers() -> Iterator[tuple[str, Parse]]:
    yield "ours, to blocks and sections", ours
    yield "ours, to passages", ours_to_passages
    for name, parser_of in LIBRARIES.items():
        try:
            module = importlib.import_module(name)
        except ImportError:
            tell(f"{name:30} not installed")
        else:
            yield name, parser_of(module)


def notes_in(folders: Sequence[Path]) -> list[RawNote]:
    read = [read_note(root, stamp.path) for root in folders for stamp in list_notes(root).files]
    return [note for note in read if isinstance(note, RawNote)]


def main(folders: Sequence[str]) -> None:
    notes = notes_in([Path(folder) for folder in folders])
    size = sum(len(note.text.encode()) for note in notes) / 1e6
    tell(f"{len(notes)} notes, {size:.1f} MB")
    for name, parse in parsers():
        failed = 0
        start = process_time()
        for note in notes:
            try:
                parse(note)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException:  # noqa: BLE001 - a panic of a library in Rust is no Exception
                failed += 1
        seconds = process_time() - start
        lost = f", {failed} notes failed" if failed else ""
        tell(f"{name:30} {size / seconds:6.1f} MB/s{lost}")


if __name__ == "__main__":
    main(sys.argv[1:])
