"""Words of a question that no note has are joined, split or repaired, by what the notes write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import Answer
from knowledge.answers.mending import REPAIRS_CAP, WORD_CAP
from knowledge.answers.query import understand

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library
    from knowledge.answers.query import Query

    Shelve = Callable[..., Library]

TRAFFIC = {
    "balancing": "# Balancing\n\nA load balancer spreads requests over the healthy targets.\n",
    "checks": "# Checks\n\nThe load balancer asks each target whether it lives.\n",
    "manifest": "# Manifest\n\nSet the kind to LoadBalancer to be given an address.\n",
    "firewall": "# Firewall\n\nA firewall drops the packets that no rule lets in.\n",
    "rules": "# Rules\n\nThe rules of a firewall are read from the top.\n",
    "legend": "# Legend\n\nThe wall of the castle stood in fire.\n",
}
STANDARDS = {
    "packets": "# X.25\n\nX.25 carries packets over leased lines.\n",
    "handbook": "# Handbooks\n\nThe DSM-5 lists disorders of the mind.\n",
    "verbs": "# Verbs\n\nAn action is what a verb names.\n",
    "plans": "# Plans\n\nThey act on a plan, then act on the next.\n",
}


@pytest.fixture(name="traffic")
def _traffic(shelve: Shelve) -> Library:
    return shelve(**TRAFFIC)


@pytest.fixture(name="standards")
def _standards(shelve: Shelve) -> Library:
    return shelve(**STANDARDS)


def read(library: Library, question: str) -> Query:
    return understand(question, library._known)


def roots(query: Query) -> dict[str, tuple[str, ...]]:
    return {each.written: each.roots for each in query.asked}


def corrections(query: Query) -> list[tuple[str, str]]:
    return [(each.written, each.read_as) for each in query.corrections]


def test_words_that_mostly_stand_apart_are_sought_apart_and_as_one(traffic: Library) -> None:
    query = read(traffic, "what is a load balancer")
    assert roots(query) == {
        "load": ("load", "loadbalanc"),
        "balancer": ("balanc", "loadbalanc"),
    }
    assert corrections(query) == []
    response = traffic.ask("what is a load balancer")
    assert isinstance(response, Answer)
    assert response.place.note == "balancing.md"
    cited = {source.place.note for source in response.sources}
    assert cited == {"balancing.md", "checks.md", "manifest.md"}


@pytest.mark.parametrize(
    "question", ["balancer load", "load of a balancer", "balancer and load", "load, then balancer"]
)
def test_words_are_joined_only_as_they_stand_side_by_side(traffic: Library, question: str) -> None:
    assert roots(read(traffic, question)) == {"load": ("load",), "balancer": ("balanc",)}


def test_words_that_the_notes_mostly_join_are_read_as_one(traffic: Library) -> None:
    query = read(traffic, "rules of a fire wall")
    assert corrections(query) == [("fire wall", "firewall")]
    assert roots(query) == {"rules": ("rule",), "firewall": ("firewal",)}
    apart = read(traffic, "fire at the wall")
    assert (corrections(apart), list(roots(apart))) == ([], ["fire", "wall"])


def test_words_are_joined_too_where_no_note_has_them_apart(shelve: Shelve) -> None:
    library = shelve(one="# Disks\n\nA snapshot keeps what a disk held.\n")
    assert corrections(read(library, "what is a snap shot")) == [("snap shot", "snapshot")]


def test_a_joined_form_of_four_letters_is_left_alone(shelve: Shelve) -> None:
    library = shelve(one="# Carts\n\nAn axle bears the wheels.\n")
    assert corrections(read(library, "ax le")) == []


@pytest.mark.parametrize(
    ("question", "asked", "note"),
    [
        ("what is x25", {"x": ("x",), "25": ("25",)}, "packets.md"),
        ("what is dsm5", {"dsm": ("dsm",), "5": ("5",)}, "handbook.md"),
    ],
)
def test_letters_and_figures_written_as_one_are_read_as_the_notes_write_them(
    standards: Library, question: str, asked: dict[str, tuple[str, ...]], note: str
) -> None:
    query = read(standards, question)
    assert roots(query) == asked
    assert corrections(query) == [(question.rsplit(maxsplit=1)[-1], " ".join(asked))]
    response = standards.ask(question)
    assert isinstance(response, Answer)
    assert response.place.note == note


@pytest.mark.parametrize("word", ["dsm4", "z25", "x25b", "dsm5"[::-1]])
def test_a_number_is_never_read_as_another(standards: Library, word: str) -> None:
    query = read(standards, f"what is {word}")
    assert (corrections(query), query.missing) == ([], (word,))


def test_a_slip_of_a_longer_word_goes_before_a_split_off_small_word(standards: Library) -> None:
    query = read(standards, "what is an acton")
    assert corrections(query) == [("acton", "action")]
    assert roots(query) == {"action": ("action",)}


def test_two_words_written_as_one_are_split_though_another_word_is_near(shelve: Shelve) -> None:
    library = shelve(
        phones="# Phones\n\nA landline needs a wire.\n",
        fields="# Fields\n\nA mine lies in the land.\n",
    )
    assert corrections(read(library, "what is a landmine")) == [("landmine", "land mine")]


def test_a_small_word_is_split_off_where_no_word_is_near(standards: Library) -> None:
    assert corrections(read(standards, "theverb")) == [("theverb", "the verb")]


def test_a_word_of_too_many_letters_is_not_split(shelve: Shelve) -> None:
    half = "ab" * (WORD_CAP // 4)
    library = shelve(one=f"# Long\n\nA name {half} and a name {half}c stand here.\n")
    assert corrections(read(library, half * 2)) == [(half * 2, f"{half} {half}")]
    assert read(library, f"{half}{half}c").missing == (f"{half}{half}c",)


def test_only_the_first_words_of_a_question_are_repaired(standards: Library) -> None:
    slips = [f"handbok{letter}" for letter in "abcdefghijklmnop"]
    query = read(standards, " ".join(slips))
    assert [written for written, _ in corrections(query)] == slips[:REPAIRS_CAP]
    assert query.missing == tuple(slips[REPAIRS_CAP:])


@pytest.mark.parametrize(
    ("slip", "read_as", "guesses"),
    [
        ("handbooka", "handbook", 0),
        ("hndboks", "handbooks", 1),
        ("vrb", "", 0),
        ("berbs", "verbs", 1),
    ],
)
def test_a_word_read_on_thin_evidence_is_a_guess(
    standards: Library, slip: str, read_as: str, guesses: int
) -> None:
    query = read(standards, f"about {slip}")
    assert corrections(query) == ([(slip, read_as)] if read_as else [])
    assert query.guesses == guesses
