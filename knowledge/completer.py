"""Terms of the notes as completions at the terminal's prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.document import Document

    from knowledge.library import Library


class TermCompleter(Completer):
    """Completes the last word with terms of the library, misspelt or not."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Yield the likeliest terms for the word before the cursor."""
        del complete_event
        word = document.get_word_before_cursor(WORD=True)
        if not word:
            return
        for found in self._library.complete(word, 10):
            yield Completion(found.term, -len(word), display_meta=found.note)
