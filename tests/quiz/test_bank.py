"""A bank is made of what notes ask and state, and tells why an item may not be asked."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_to_bank import asked, bank_of, right, texts

from knowledge.model import Severity
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.quiz.bank import NoteQuiz, read_note_quiz
from knowledge.quiz.items import Bank, Kind, Origin

STORES = """# Storage

- **Bucketry** - is a cheap place for loose objects of any size.
- **Blockery** - is a disk over the network that one machine mounts.
- **Filery** - is a shared folder which whole teams open together.
- **Icebox** - is an archive for records that hardly anybody reads.
"""
ASKED = """# Practice

- Sample:
  - Where do records go that hardly anybody reads?
    - Icebix
  - Who keeps the keys of the whole data hall at night?
    - The porter

1. Which store holds loose objects?
   - A. Bucketry
   - B. Filery
   - C. Blockery

   Answer: A
"""
NAMES = ("Alder", "Birch", "Cedar", "Douglas", "Elm", "Fir", "Gingko", "Hazel")
DOES = (
    "measures the depth of rivers in spring",
    "paints barn doors with red lead",
    "counts sheep before the gate opens",
    "weighs parcels for the evening post",
    "repairs clocks that run too slowly",
    "teaches sailors to read the stars",
    "carries bread to the mountain huts",
    "tunes church organs once a year",
)


@pytest.fixture(scope="module")
def stores() -> Bank:
    return bank_of(STORES)


def test_a_description_is_asked_for_its_name(stores: Bank) -> None:
    item = asked(stores, "disk over the network", "which-term")
    assert item.stem == "Which of these is a disk over the network that one machine mounts?"
    assert texts(item) == {"Bucketry", "Blockery", "Filery", "Icebox"}
    assert right(item) == ["Blockery"]


def test_the_words_of_the_note_support_the_answer(stores: Bank) -> None:
    item = asked(stores, "disk over the network", "which-term")
    assert item.quote == STORES.splitlines()[3].removeprefix("- ").replace("**", "")
    assert (item.place.note, item.place.first) == ("note-1.md", 4)
    assert item.explanation == item.quote


def test_each_option_says_what_the_notes_say_of_it(stores: Bank) -> None:
    item = asked(stores, "disk over the network", "which-term")
    why = {
        option.text: (option.why, option.place and option.place.first) for option in item.options
    }
    assert why["Icebox"] == ("Icebox: an archive for records that hardly anybody reads", 6)


def test_every_defined_term_is_asked_for(stores: Bank) -> None:
    assert stores.covered == stores.defined == {"Bucketry", "Blockery", "Filery", "Icebox"}


def test_an_edit_elsewhere_leaves_the_ids_alone(stores: Bank) -> None:
    more = bank_of(STORES, "# Ropes\n\n**Halyard** - is a line that raises a sail.\n")
    assert {item.id for item in stores.items} <= {item.id for item in more.items}


def test_a_notes_share_can_be_kept_on_disk() -> None:
    parsed = parse_note(RawNote("a.md", STORES + ASKED, "", ()), "a.md")
    share = read_note_quiz(STORES + ASKED, parsed.note, parsed.sections)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(share), type=NoteQuiz) == share


def test_notes_without_facts_make_an_empty_bank() -> None:
    assert bank_of() == Bank()
    assert bank_of("Just a walk in the rain.").items == ()


def test_a_short_answer_with_a_slip_becomes_a_choice_among_terms_of_its_kind() -> None:
    item = asked(bank_of(STORES, ASKED), "Where do records go")
    assert item.kind is Kind.CHOICE
    assert right(item) == ["Icebox"]
    assert texts(item) == {"Bucketry", "Blockery", "Filery", "Icebox"}
    assert item.accepted[0] == "Icebix"
    assert "Icebox" in item.accepted


def test_an_answer_in_a_sentence_is_asked_by_the_term_that_it_is_about() -> None:
    note = ASKED.replace("Icebix", "Icebox is an archive that is opened once in many years.")
    item = asked(bank_of(STORES, note), "Where do records go")
    assert (item.kind, right(item)) == (Kind.CHOICE, ["Icebox"])


def test_a_question_for_what_is_none_gets_no_options_by_rule() -> None:
    note = ASKED.replace("Where do records go that", "All of these are read often, EXCEPT what")
    item = asked(bank_of(STORES, note), "EXCEPT")
    assert (item.kind, item.options, item.accepted[0]) == (Kind.TYPED, (), "Icebix")


def test_an_authors_question_is_shown_with_what_the_notes_say_of_its_answer() -> None:
    item = asked(bank_of(STORES, ASKED), "Which store holds")
    assert (item.origin, right(item)) == (Origin.WRITTEN, ["Bucketry"])
    assert item.quote == "Bucketry - is a cheap place for loose objects of any size."


def test_an_answer_that_no_note_supports_is_told_to_the_author() -> None:
    bank = bank_of(STORES, ASKED)
    item = asked(bank, "keys of the whole data hall")
    assert (item.quote, item.explanation) == ("", "Answer given by the note's author.")
    assert [(each.path, each.severity) for each in bank.problems] == [
        ("note-2.md", Severity.NOTICE)
    ]


def test_a_question_is_no_fact() -> None:
    parsed = parse_note(RawNote("a.md", ASKED, "", ()), "a.md")
    facts = read_note_quiz(ASKED, parsed.note, parsed.sections).facts
    assert {fact.place.first for fact in facts} <= {3}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(DOES)), max_size=12),
    st.integers(0, 3),
)
def test_whatever_notes_state_each_ready_item_can_be_answered(
    stated: list[tuple[str, str]], parts: int
) -> None:
    lines = [f"- **{name}**: {does}\n" for name, does in stated]
    notes = [f"# Crafts {at}\n\n{''.join(lines[at :: parts + 1])}" for at in range(parts + 1)]
    bank = bank_of(*notes)
    assert len({item.id for item in bank.items}) == len(bank.items)
    for item in bank.ready:
        ids = [option.id for option in item.options]
        assert len(set(ids)) == len(ids)
        assert set(item.keys) < set(ids)
        assert item.quote
    assert bank == bank_of(*notes)
