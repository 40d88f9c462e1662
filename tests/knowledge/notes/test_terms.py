"""A glossary in which a few notes were exchanged says what one of the same notes made anew says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from knowledge.notes.names import note_names
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.notes.terms import Named, amended, build_glossary

NAMES = (
    "Acme Queue", "Queue", "Acme Bucket", "Bucket", "Acme Table", "Table", "Acme Zone", "zone",
    "Dead Letter Queue (DLQ)", "DLQ", "acme tool", "Use Case", "Bucket (storage)", "queue",
)  # fmt: skip
LINES = st.sampled_from(
    [
        *(f"## {name}" for name in NAMES),
        *(f"**{name}** does something." for name in NAMES),
        "A Dead Letter Queue (DLQ) keeps messages.",
        "Plain words.",
    ]
)
ALIASES = st.sampled_from(["", "", "", "---\naliases: [Line, Row]\n---\n"])
TEXTS = st.builds(
    lambda head, title, lines: f"{head}# {title}\n\n" + "\n\n".join(lines),
    ALIASES,
    st.sampled_from(NAMES),
    st.lists(LINES, max_size=9),
)
FOLDERS = st.dictionaries(st.sampled_from("abcdefg"), TEXTS, max_size=7)


def named(path: str, text: str) -> Named:
    note = parse_note(RawNote(path, text, "", ()), path)
    return note.note, note_names(note.note, note.sections)


def folder(texts: dict[str, str]) -> list[Named]:
    return [named(path, text) for path, text in sorted(texts.items())]


def exchanged(before: dict[str, str], after: dict[str, str]) -> tuple[list[Named], list[Named]]:
    """Return the notes that are left out or changed as they were, and as they are."""
    gone = {path: text for path, text in before.items() if after.get(path) != text}
    come = {path: text for path, text in after.items() if before.get(path) != text}
    return folder(gone), folder(come)


@given(FOLDERS, FOLDERS, st.sets(st.sampled_from("abcdefg"), min_size=5))
def test_names_put_in_and_taken_out_leave_what_all_names_make(
    before: dict[str, str], other: dict[str, str], stays: set[str]
) -> None:
    kept = {path: text for path, text in before.items() if path in stays}
    after = {path: text for path, text in other.items() if path not in stays} | kept
    order = {path: position for position, path in enumerate(sorted(after))}
    found = amended(build_glossary(folder(before)), *exchanged(before, after), order)
    anew = build_glossary(folder(after))
    if found is not None:
        assert found.makings is not None
        assert anew.makings is not None
        assert found == anew
        assert list(found.by_key.items()) == list(anew.by_key.items())
        same_memory = found.makings.forms._replace(folded=anew.folded)
        assert replace(found.makings, forms=same_memory) == anew.makings


def test_a_new_name_is_put_in_without_reading_the_others_again() -> None:
    before = {"a": "# Queue\n\n**Bucket** holds.", "b": "# Table\n\n**Bucket** keeps."}
    after = {**before, "a": "# Queue\n\n**Bucket** holds.\n\n**Zone** is new."}
    found = amended(build_glossary(folder(before)), *exchanged(before, after), {"a": 0, "b": 1})
    assert found == build_glossary(folder(after))
    assert found is not None
    assert [term.name for term in found.terms] == ["Queue", "Table", "Bucket", "Zone"]


def test_a_new_family_changes_names_everywhere() -> None:
    before = {"a": "**Acme Queue** a.\n\n**Acme Table** b.\n\n**Acme Zone** c.\n\n**Queue** d."}
    more = {**before, "b": "**Acme Bucket** e.\n\n**Bucket** f."}
    assert (
        amended(build_glossary(folder(before)), *exchanged(before, more), {"a": 0, "b": 1}) is None
    )
    assert build_glossary(folder(more)).families == {"acme"}


def test_a_new_acronym_is_another_name_in_any_note() -> None:
    before = {"a": "# Dead Letter Queue\n\nWords."}
    more = {**before, "b": "A Dead Letter Queue (DLQ) keeps messages."}
    assert (
        amended(build_glossary(folder(before)), *exchanged(before, more), {"a": 0, "b": 1}) is None
    )
