"""A fact is found where a sentence holds it; a thing that is named without it is not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import Answer, Library, Unknown

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """# Birds of the harbour

## Herring gull

- Weighs about 1.1 kg
- Lays three eggs in May

## Black-headed gull

The black-headed gull nests in reeds. It was first described by Linnaeus in 1766.

| Bird | Wing span | Voice |
|---|---|---|
| Tern | 75 cm | shrill |
| Cormorant | 140 cm | croaking |

The price of the ferry to the birds is 2 crowns.

Feeding the gulls is not allowed on the pier.
"""


@pytest.fixture(name="birds")
def _birds(tmp_path: Path) -> Library:
    (tmp_path / "birds.md").write_text(NOTE, encoding="utf-8")
    return Library.open([tmp_path])


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("herring gull weight", "1.1 kg"),
        ("how many eggs herring gull", "three eggs"),
        ("cormorant wing span", "140 cm"),
        ("when was black headed gull described", "1766"),
        ("ferry price", "2 crowns"),
    ],
)
def test_a_fact_is_found_under_the_heading_column_or_sentence_that_names_it(
    birds: Library, question: str, shown: str
) -> None:
    response = birds.ask(question)
    assert isinstance(response, Answer)
    assert shown in response.text


@pytest.mark.parametrize(
    "question",
    [
        "when was herring gull born",
        "tern weight",
        "cormorant price",
        "who founded the harbour",
        "how many eggs tern",
    ],
)
def test_what_is_named_without_the_fact_asked_for_is_not_answered(
    birds: Library, question: str
) -> None:
    assert isinstance(birds.ask(question), Unknown)
