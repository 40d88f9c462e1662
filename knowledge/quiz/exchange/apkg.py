"""Items as a package that Anki opens; needs the extra `anki`."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Final

from knowledge.errors import ExchangeError
from knowledge.quiz.exchange.anki import card
from knowledge.quiz.exchange.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.quiz.items import Item

MODEL: Final = 1_683_004_771
"""The number of our kind of card, the same for ever: by it Anki knows cards that it has."""
_CSS: Final = ".card { font-family: sans-serif; font-size: 1.2em; text-align: left }"


def write_apkg(items: Iterable[Item], name: str, moment: float) -> Written[bytes]:
    """Return the items as a deck of that name; their ids are its cards' GUIDs.

    `moment` is in seconds of Unix time and stands in the package as its date. Raises
    `ExchangeError` where the extra `anki` is not installed.
    """
    try:
        import genanki  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ExchangeError(
            "packages for Anki need a library that is not installed",
            remedy="Run `pip install 'studyhall[anki]'`, or export to `anki`, its text format.",
        ) from error

    model = genanki.Model(
        MODEL,
        "Studyhall",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Front}}",
                "afmt": '{{FrontSide}}<hr id="answer">{{Back}}',
            }
        ],
        css=_CSS,
    )
    number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")
    deck = genanki.Deck(number | 1 << 30, name)
    for item in items:
        made = card(item)
        deck.add_note(
            genanki.Note(model, [made.front, made.back], guid=made.guid, tags=list(made.tags))
        )
    out = io.BytesIO()
    genanki.Package(deck).write_to_file(out, timestamp=moment)
    return Written(out.getvalue(), len(deck.notes))
