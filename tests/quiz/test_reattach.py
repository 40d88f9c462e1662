"""Questions are found again after their author edited them, and keep their history."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Place, Severity
from knowledge.quiz.identity import written_ids
from knowledge.quiz.items import Item, Kind, Option, Origin
from knowledge.quiz.reattach import Match, Reattached, reattach

if TYPE_CHECKING:
    from collections.abc import Sequence

Ask = Callable[..., Item]

VERSIONS = (
    """
## Which planet is clossest to the sun?
- [ ] Venus
- [x] Mercury
- [ ] Mars
## Which of these planets have rings? (Choose TWO)
- [x] Saturn
- [x] Uranus
- [ ] Venus
## How long does Jupiter need for one turn?
- [x] 10 hours
- [ ] 24 hours
- [ ] 59 days
## Which planet has the most moons known today?
- [ ] Jupiter
- [x] Neptune
- [ ] Saturn
## Which is true?
- [x] Stars burn
- [ ] Moons burn
""",
    # typing mistakes mended, a key corrected, the order changed, a question put in front
    """
## What is a comet made of?
- [x] Ice and dust
- [ ] Molten iron
## Which planet has the most moons known today?
- [ ] Neptune
- [ ] Jupiter
- [x] Saturn
## Which planet is closest to the sun?
- [ ] Venus
- [x] Mercury
- [ ] Mars
## Which of these **planets** have rings? Select two.
- [x] Uranus
- [x] Saturn
- [ ] Venus
## How long does Jupiter need for one turn?
- [x] 10 hours
- [ ] 24 hours
- [ ] 59 days
## Which is true?
- [x] Stars burn
- [ ] Moons burn
""",
    # a stem that another question shares now; options reworded under a like stem
    """
## What is a comet made of?
- [x] Ice and dust
- [ ] Molten iron
## Which planet has the most moons known nowadays?
- [ ] Neptune
- [ ] Jupiter
- [x] Saturn
## Which planet is closest to the sun?
- [ ] Venus
- [x] Mercury
- [ ] Mars
- [ ] Earth
## Which of these planets have rings? (Choose TWO)
- [x] Uranus and its rings
- [x] Saturn and its rings
- [ ] Venus and its clouds
## How long does Jupiter need for one turn?
- [x] 10 hours
- [ ] 24 hours
- [ ] 59 days
## Which is true?
- [x] A year on Venus is shorter than its day
- [ ] A year on Venus is longer than its day
## Which is true?
- [x] Stars burn
- [ ] Moons burn
""",
)


def read(note: str) -> tuple[Item, ...]:
    """The questions of a note, as a reader of check boxes reads them."""
    parts = [part.strip().split("\n") for part in re.split(r"^## ", note, flags=re.MULTILINE)[1:]]
    texts = [(stem, tuple(line[6:] for line in lines)) for stem, *lines in parts]
    return tuple(
        Item(
            identity,
            Kind.CHOICE,
            Origin.WRITTEN,
            stem,
            tuple(map(Option, options)),
            tuple(Option(line[6:]).id for line in lines if "x" in line[:5]),
            Place("planets.md", 1, 1),
        )
        for identity, (stem, options), (_, *lines) in zip(
            written_ids(texts), texts, parts, strict=True
        )
    )


def first_words(items: Sequence[Item]) -> dict[str, str]:
    return {item.id: " ".join(item.stem.replace("*", "").split()[:4]) for item in items}


def test_history_is_kept_over_the_versions_of_a_note() -> None:
    first, *later = map(read, VERSIONS)
    items = first
    for version in later:
        found = reattach(items, version)
        assert (found.lost, found.doubts) == ((), ())
        items = found.applied(version)
    before, after = first_words(first), first_words(items)
    assert {identity: after.get(identity) for identity in before} == {
        **before,
        first[0].id: "Which planet is closest",
    }
    burning = next(item for item in items if item.options[0].text == "Stars burn")
    assert burning.id == first[4].id


def test_nothing_is_found_where_nothing_vanished(ask: Ask) -> None:
    old = (ask("What is a star?", "a sun", "a moon"),)
    new = (*old, ask("What is a stars?", "a sun", "a moon"))
    assert reattach(old, new) == Reattached()


def pair(ask: Ask, old: str, new: str, **more: object) -> tuple[Item, Item]:
    return ask(old, "a sun", "a moon", "a comet"), ask(new, "a sun", "a moon", "a comet", **more)


def test_a_reworded_stem_with_the_same_options_keeps_its_id_though_the_key_moved(ask: Ask) -> None:
    old, new = pair(
        ask, "Which body shines by itself?", "Which body shines all by itself?", right=2
    )
    found = reattach([old], [new])
    assert found == Reattached((Match(new.id, old.id, 93.1, "the stem is alike"),))
    assert found.applied([new]) == (replace(new, id=old.id),)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Which body shines by itself?", "Which body shines at night itself?", "reworded"),
        ("Which of 15 bodies shines by itself?", "Which of 50 bodies shines by itself?", "figure"),
        ("Which body is shining by itself?", "Which body is not shining by itself?", "negation"),
    ],
)
def test_what_may_ask_something_else_is_left_to_the_author(
    ask: Ask, old: str, new: str, reason: str
) -> None:
    one, other = pair(ask, old, new)
    found = reattach([one], [other])
    assert (found.kept, found.lost) == ((), (one.id,))
    assert [(doubt.old, doubt.new) for doubt in found.doubts] == [(one.id, other.id)]
    assert reason in found.doubts[0].reason
    (problem,) = found.problems([other])
    assert (problem.path, problem.line, problem.severity) == ("note.md", 1, Severity.NOTICE)
    assert f"^{one.id}" in problem.remedy


def test_a_like_stem_with_another_key_and_other_options_is_left_to_the_author(ask: Ask) -> None:
    old = ask("Which body shines by itself?", "a sun", "a moon", "a comet")
    new = ask("Which body shines all by itself?", "a lamp", "a mirror", "a candle")
    assert [doubt.reason for doubt in reattach([old], [new]).doubts] == ["key and options differ"]


def test_a_question_about_another_concept_is_never_the_same(ask: Ask) -> None:
    old = ask("What does the service keep in rows?", "a", "b", "c", concept="Row store")
    new = ask("What does the service keep in row?", "a", "b", "c", concept="Column store")
    assert reattach([old], [new]) == Reattached(lost=(old.id,))


def test_a_made_question_never_becomes_a_written_one(ask: Ask) -> None:
    made = ask("What shines by itself?", "a sun", "b", concept="Sun", origin=Origin.GENERATED)
    written = ask("What shines by itself?", "a sun", "b")
    assert reattach([made], [written]) == Reattached(lost=(made.id,))


def test_of_two_like_questions_the_one_in_the_same_note_is_the_one(ask: Ask) -> None:
    old = ask("Which body shines by itself?", "a sun", "a moon", note="here.md")
    near = ask("Which body shone by itself?", "a sun", "a moon", note="here.md")
    far = ask("Which body shines by its self?", "a sun", "a moon", note="there.md")
    assert [match.new for match in reattach([old], [far, near]).kept] == [near.id]


def test_a_question_that_moved_to_another_note_is_found_there(ask: Ask) -> None:
    old, new = pair(ask, "Which body shines by itself?", "Which body shines all by itself?")
    moved = replace(new, place=Place("other.md", 9, 9))
    assert [match.new for match in reattach([old], [moved]).kept] == [new.id]


def test_a_corrected_copy_of_a_question_that_is_there_is_merged_into_it(ask: Ask) -> None:
    kept = ask("Which body shines by itself?", "a sun", "a moon")
    copy = ask("Whitch body shines by itself?", "a sun", "a moon")
    found = reattach([kept, copy], [kept])
    assert found == Reattached(merged=(Match(kept.id, copy.id, 98.2, "the stem is alike"),))


def test_a_removed_question_is_lost(ask: Ask) -> None:
    gone = ask("Which body shines by itself?", "a sun", "a moon")
    stays = ask("What is the name of the red planet?", "Mars", "Venus")
    assert reattach([gone, stays], [stays]) == Reattached(lost=(gone.id,))


WORD = ("sun", "moon", "star", "comet", "ring", "orbit", "dust", "not", "5", "7")
WORDS = st.lists(st.sampled_from(WORD), max_size=8)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_each_question_is_found_at_most_once_and_none_is_forgotten(
    old: list[list[str]], new: list[list[str]]
) -> None:
    before, after = read(note(old)), read(note(new))
    found = reattach(before, after)
    vanished = {item.id for item in before} - {item.id for item in after}
    added = {item.id for item in after} - {item.id for item in before}
    kept = [match.old for match in found.kept]
    assert sorted([*kept, *(match.old for match in found.merged), *found.lost]) == sorted(vanished)
    assert {match.new for match in (*found.kept, *found.doubts)} <= added
    renamed = [item.id for item in found.applied(after)]
    assert len(set(renamed)) == len({item.id for item in after})


def note(stems: list[list[str]]) -> str:
    return "".join(f"## Why {' '.join(words)}\n- [x] yes\n- [ ] perhaps\n" for words in stems)
