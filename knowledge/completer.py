"""What the terminal's prompt offers: terms of the notes as completions, and earlier questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from knowledge.spelling import edits, edits_allowed
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from prompt_toolkit.document import Document

    from knowledge.library import Library

WORDS: Final = 3
"""Words before the cursor that may be one term."""
OFFERED: Final = 10


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
                if found.term not in seen and _fits(words(written), words(found.term)):
                    seen.add(found.term)
                    yield Completion(found.term, -len(written), display_meta=found.note)


def _fits(written: Sequence[str], term: Sequence[str]) -> bool:
    """Tell whether a term may take the place of words: but for the last it must hold them."""
    *before, _ = written or [""]
    return any(
        all(
            edits(word, other) <= edits_allowed(len(word))
            for word, other in zip(before, term[start:], strict=False)
        )
        for start in range(len(term) - len(before))
    )


def history(state: Path) -> History:
    """Return the questions asked before, kept in `state` where that can be written."""
    path = state / "history"
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)
