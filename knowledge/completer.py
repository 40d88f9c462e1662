"""What the terminal's prompt offers: terms of the notes as completions, and earlier questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prompt_toolkit.document import Document

    from knowledge.answers.answer import Completion as Term
    from knowledge.library import Library

WORDS: int = 3
"""Words before the cursor that may be one term."""
OFFERED: int = 10


class TermCompleter(Completer):
    """Completes the last words with terms of the library, misspelt or not."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Yield the likeliest terms for the words before the cursor: the longest run that fits."""
        del complete_event
        typed = document.current_line_before_cursor
        if not typed or typed[-1].isspace():
            return
        starts = [at for at in range(len(typed)) if at == 0 or typed[at - 1].isspace()]
        seen: set[str] = set()
        for start in [at for at in starts if not typed[at].isspace()][-WORDS:]:
            written = typed[start:]
            for found in self._library.complete(written, OFFERED):
                if found.term not in seen and self._fits(written, found):
                    seen.add(found.term)
                    yield Completion(found.term, -len(written), display_meta=found.note)

    def _fits(self, written: str, found: Term) -> bool:
        """Tell whether a term takes the place of several words: then it holds as many itself."""
        return len(found.term.split()) >= len(written.split())


def history(state: Path) -> History:
    """Return the questions asked before, kept in `state` where that can be written."""
    path = state / "history"
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)
