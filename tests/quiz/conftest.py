"""Questions in a line of code each, and any question at all, for the tests of the quiz room."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import strategies as st

from knowledge.model import Place
from knowledge.quiz.identity import generated_id, written_ids
from knowledge.quiz.items import Hold, Item, Kind, Option, Origin

# Tests are no package, so what they share is found beside them.
sys.path.insert(0, str(Path(__file__).parent / "shared"))

Ask: TypeAlias = Callable[..., Item]

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
PLACES = st.builds(
    Place, TEXTS, st.integers(1, 99), st.integers(1, 99), st.lists(TEXTS, max_size=3).map(tuple)
)
OPTIONS = st.builds(Option, TEXTS, TEXTS, st.none() | PLACES)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any item that a reader or a rule could make."""
    options = tuple(draw(st.lists(OPTIONS, max_size=6, unique_by=lambda option: option.id)))
    kind = draw(st.sampled_from(Kind))
    paired = kind is Kind.PAIRS
    return Item(
        draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        kind,
        draw(st.sampled_from(Origin)),
        draw(TEXTS),
        options,
        () if paired else tuple(option.id for option in options if draw(st.booleans())),
        draw(PLACES),
        quote=draw(TEXTS),
        explanation=draw(TEXTS),
        accepted=tuple(draw(st.lists(TEXTS, max_size=3))),
        partners=tuple(draw(TEXTS) for _ in options) if paired else (),
        concept=draw(TEXTS),
        relation=draw(TEXTS),
        topic=draw(TEXTS),
        tags=tuple(draw(st.lists(TEXTS, max_size=2))),
        syntax=draw(TEXTS),
        source_text=draw(TEXTS),
        holds=tuple(draw(st.lists(st.builds(Hold, TEXTS, TEXTS), max_size=2))),
    )


def make(
    stem: str,
    *options: str,
    right: int | tuple[int, ...] = 0,
    note: str = "note.md",
    **more: Any,  # noqa: ANN401 - any field of an item
) -> Item:
    """A question about `concept`; the first option is right unless `right` says otherwise."""
    texts = tuple(map(Option, options))
    places = (right,) if isinstance(right, int) else right
    kind = Kind.CHOICE if len(places) == 1 else Kind.SEVERAL
    origin = more.pop("origin", Origin.WRITTEN)
    line = more.pop("line", 1)
    concept = more.pop("concept", "")
    if origin is Origin.GENERATED:
        identity = generated_id(kind.value, concept, "is")
    else:
        identity = written_ids([(stem, options)])[0]
    made: dict[str, Any] = {
        "id": identity,
        "kind": kind if options else Kind.TYPED,
        "origin": origin,
        "stem": stem,
        "options": texts,
        "keys": tuple(texts[at].id for at in places) if options else (),
        "place": Place(note, line, line, more.pop("heading", ())),
        "concept": concept,
    }
    return Item(**(made | more))


@pytest.fixture(scope="session")
def ask() -> Ask:
    return make


@pytest.fixture(scope="session")
def any_item() -> st.SearchStrategy[Item]:
    return items()
