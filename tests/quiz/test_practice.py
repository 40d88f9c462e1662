"""Practice understands letters, words and pairs; the commands about questions do what they say."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from knowledge import quiz_cli
from knowledge.model import Place
from knowledge.notes.glossary import Glossary
from knowledge.quiz.exchange.jsonl import read_jsonl
from knowledge.quiz.grade import Reason, Verdict
from knowledge.quiz.items import Bank, Hold, Item, Kind, Origin
from knowledge.quiz.practice import Practice, answer, judged, practise, shown_partners

if TYPE_CHECKING:
    from pathlib import Path

Ask = Callable[..., Item]

PLACE = Place("sky.md", 7, 9, ("The sky", "What burns"))


@pytest.fixture
def sun(ask: Ask) -> Item:
    return ask("What burns?", "a sun", "a moon", "a comet", place=PLACE, topic="stars",
               explanation="Suns burn.", source_text="Suns burn. Moons do not.")  # fmt: skip


@pytest.fixture
def pairs(ask: Ask) -> Item:
    item = ask("Match.", "sun", "moon", "comet", place=PLACE)
    return replace(item, kind=Kind.PAIRS, keys=(), partners=("burns", "reflects", "melts"))


@pytest.mark.parametrize("typed", ["a", "A", " a. ", "(A)", "a sun", "Sun", "the suns"])
def test_an_option_is_named_by_its_letter_or_its_words(sun: Item, typed: str) -> None:
    found = answer(sun, typed)
    assert found is not None
    assert found.verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("typed", "mistake"), [("b", "a moon"), ("C", "a comet"), ("moon", "a moon")]
)
def test_a_wrong_option_is_named_so_too(sun: Item, typed: str, mistake: str) -> None:
    found = answer(sun, typed)
    assert found is not None
    assert (found.verdict, [option.text for option in found.mistakes]) == (
        Verdict.WRONG, [mistake],
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["d", "z", "what?", "1", "", "  "])
def test_what_names_no_option_is_no_answer(sun: Item, typed: str) -> None:
    assert answer(sun, typed) is None


@pytest.mark.parametrize(
    "typed", ["ac", "A C", "c,a", "a and c", "A & C", "A; C.", "a und c", "aca"]
)
def test_several_letters_are_read_however_they_are_written(ask: Ask, typed: str) -> None:
    item = ask("Which burn? (Choose TWO)", "suns", "moons", "stars", right=(0, 2))
    found = answer(item, typed)
    assert found is not None
    assert found.verdict is Verdict.RIGHT
    assert answer(item, "suns") is None


def test_every_letter_alone_is_a_letter(ask: Ask) -> None:
    texts = [f"thing {number}" for number in range(10)]
    item = ask("Which?", *texts)
    chosen = [answer(item, letter) for letter in "abcdefghij"]
    assert [found.mistakes[0].text for found in chosen[1:] if found] == texts[1:]


@pytest.mark.parametrize(
    ("typed", "right"), [("t", True), ("true", True), ("F", False), ("b", False)]
)
def test_true_and_false_are_understood(ask: Ask, typed: str, right: bool) -> None:  # noqa: FBT001
    item = replace(ask("A sun burns.", "True", "False"), kind=Kind.TRUTH)
    found = answer(item, typed)
    assert found is not None
    assert (found.verdict is Verdict.RIGHT) == right


def test_pairs_are_named_by_letters_and_numbers_or_numbers_in_order(pairs: Item) -> None:
    shown = shown_partners(pairs)
    numbers = [shown.index(partner) + 1 for partner in pairs.partners]
    written = [
        " ".join(f"{letter}{number}" for letter, number in zip("ABC", numbers, strict=True)),
        ", ".join(f"{letter} - {number}" for letter, number in zip("abc", numbers, strict=True)),
        " ".join(map(str, numbers)),
    ]
    found = [answer(pairs, typed) for typed in written]
    assert [each.verdict for each in found if each] == [Verdict.RIGHT] * 3
    part = answer(pairs, f"A{numbers[0]}")
    assert part is not None
    assert (part.verdict, len(part.mistakes)) == (Verdict.PARTLY, 2)
    assert [answer(pairs, typed) for typed in ("A9", "J1", "no idea", "1 2 3 1")] == [None] * 4


def test_an_answer_that_is_a_sentence_is_judged_by_its_writer(ask: Ask) -> None:
    item = replace(
        ask("Why does a sun burn?"), accepted=("It is so heavy that hydrogen fuses in it",)
    )
    found = answer(item, "because of its weight")
    assert found is not None
    assert found.verdict is Verdict.SELF
    right, wrong = judged(found, right=True), judged(found, right=False)
    assert (right.verdict, right.points, right.reason) == (Verdict.RIGHT, 1, Reason.RIGHT)
    assert (wrong.verdict, wrong.points, wrong.reason) == (Verdict.WRONG, 0, Reason.WRONG)


@given(st.data(), st.text())
def test_whatever_is_typed_is_an_answer_or_none(
    any_item: st.SearchStrategy[Item], data: st.DataObject, text: str
) -> None:
    item = data.draw(any_item)
    typed = data.draw(st.sampled_from([text, "A", "a b", "A1 B2", "1 2", item.stem]))
    found = answer(item, typed)
    assert found is None or 0 <= found.points <= 1


def test_a_practice_asks_other_concepts_first_and_keeps_to_its_topic(ask: Ask) -> None:
    bank = Bank(
        tuple(
            ask(
                f"What is {n}?",
                "this",
                "that",
                concept=f"c{n // 3}",
                topic="odd" if n % 2 else "even",
            )
            for n in range(12)
        )
    )
    run = practise(bank, 4, "seed")
    assert len({item.concept for item in run.items}) == 4
    assert practise(Bank(tuple(reversed(bank.items))), 4, "seed") == run
    assert practise(bank, 4, "another seed") != run
    assert {item.topic for item in practise(bank, 9, "seed", "odd").items} == {"odd"}
    assert practise(bank, 9, "seed", "none").current is None


def test_a_practice_counts_points_and_what_was_missed(sun: Item, ask: Ask) -> None:
    other = ask("What melts?", "a comet", "a sun")
    run = Practice((sun, other))
    for typed in ("a", "b"):
        assert run.current is not None
        found = answer(run.current, typed)
        assert found is not None
        run = run.graded(found)
    assert (run.current, run.points, run.missed) == (None, 1, (other,))


@dataclass
class Notes:
    """A library of a few questions, and the commands over it."""

    bank: Bank
    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    glossary: Glossary = field(default_factory=lambda: Glossary((), {}, frozenset()))
    index: Any = field(default_factory=lambda: SimpleNamespace(written={}))

    def run(self, *arguments: str, typed: str = "") -> tuple[int, str]:
        """The exit code and what is printed."""
        self.patch.setattr(quiz_cli, "open_library", lambda _: self)
        self.patch.setattr(sys, "stdin", io.StringIO(typed))
        code = main([*arguments, "--notes", str(self.folder)])
        return code, self.capture.readouterr().out


@pytest.fixture
def notes(
    sun: Item,
    ask: Ask,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Notes:
    held = replace(
        ask("What is a sun?", "a sun", "a moon", "a comet"),
        origin=Origin.GENERATED,
        holds=(Hold("X01", "The key stands in the stem."),),
    )
    made = ask(
        "What melts?", "a comet", "a sun", "a moon", origin=Origin.GENERATED, concept="comet"
    )
    return Notes(Bank((sun, made, held)), tmp_path, capsys, monkeypatch)


def test_items_are_listed_with_their_answers(notes: Notes) -> None:
    code, out = notes.run("items")
    assert code == 0
    for part in ("What burns?", "\u2713  a sun", "B  a moon", "Suns burn.", "sky.md:7-9",
                 "2 shown; the notes give 2 items to ask, and 1 that are kept back."):  # fmt: skip
        assert part in out
    assert "What is a sun?" not in out


@pytest.mark.parametrize(
    ("option", "stems"),
    [
        ("--written", ["What burns?"]),
        ("--generated", ["What melts?"]),
        ("--held", ["What is a sun?"]),
    ],
)
def test_items_may_be_of_one_origin_or_kept_back(
    notes: Notes, option: str, stems: list[str]
) -> None:
    code, out = notes.run("items", "--json", option)
    assert (code, [json.loads(line)["stem"] for line in out.splitlines()]) == (0, stems)


def test_a_program_gets_the_fields_it_was_promised(notes: Notes, sun: Item) -> None:
    _, out = notes.run("items", "--json", "--written")
    assert json.loads(out) == {
        "id": sun.id,
        "kind": "choice",
        "stem": "What burns?",
        "options": ["a sun", "a moon", "a comet"],
        "answer": [0],
        "explanation": "Suns burn.",
        "origin": "written",
        "note": "sky.md",
        "heading": ["The sky", "What burns"],
        "lines": [7, 9],
        "quote": "",
        "source_text": "Suns burn. Moons do not.",
    }


def test_a_program_learns_why_an_item_is_kept_back(notes: Notes) -> None:
    _, out = notes.run("items", "--json", "--held")
    assert json.loads(out)["holds"] == [{"code": "X01", "reason": "The key stands in the stem."}]


def test_a_program_gets_typed_answers_beside_the_fields_and_pairs_as_a_choice(
    notes: Notes, pairs: Item, ask: Ask
) -> None:
    typed = replace(ask("A sun is made of"), accepted=("hydrogen", "H"))
    notes.bank = Bank((typed, pairs))
    one, other = (json.loads(line) for line in notes.run("items", "--json")[1].splitlines())
    assert (one["options"], one["answer"], one["accepted"]) == ([], [], ["hydrogen", "H"])
    assert (other["id"], other["kind"], len(other["options"])) == (pairs.id, "choice", 3)
    assert len(other["answer"]) == 1


def test_items_to_type_to_match_and_kept_back_are_listed_too(
    notes: Notes, pairs: Item, ask: Ask
) -> None:
    typed = replace(ask("A sun is made of"), accepted=("hydrogen", "H"))
    notes.bank = Bank((typed, pairs, *notes.bank.held))
    out = notes.run("items")[1]
    assert "\u2713 hydrogen / H" in out
    assert "moon: reflects" in out
    assert "not asked: X01, The key stands in the stem." in notes.run("items", "--held")[1]


def test_a_mistake_is_answered_with_what_the_notes_say(
    notes: Notes, sun: Item, pairs: Item, ask: Ask
) -> None:
    moon = replace(sun.options[1], why="A moon reflects light.")
    notes.bank = Bank((replace(sun, options=(sun.options[0], moon)),))
    assert "a moon: A moon reflects light." in notes.run("quiz", typed="moon\n")[1]
    several = ask("Which burn? (Choose TWO)", "suns", "moons", "stars", right=(0, 2))
    typed = replace(ask("A sun is made of"), accepted=("hydrogen",))
    for item, answered, shown in (
        (pairs, "1 1 1", "sun: burns"),
        (several, "b", "Letters, such as A C"),
        (typed, "iron", "\u2713  hydrogen"),
    ):
        notes.bank = Bank((item,))
        assert shown in notes.run("quiz", typed=f"{answered}\n")[1]


def test_an_exam_says_what_the_notes_lack_and_what_did_not_count(notes: Notes, ask: Ask) -> None:
    notes.bank = Bank(
        tuple(
            ask(f"Is it {n}?", "1 day", "2 days", origin=Origin.GENERATED, concept=f"c{n}",
                topic="stars")
            for n in range(20)
        )
    )  # fmt: skip
    arguments = ("--weights", "stars=1", "moons=1", "--questions", "20")
    out = notes.run("quiz", "--exam", *arguments, typed="a\nwhat?\n\n")[1]
    assert "That names no answer." in out
    assert "5 questions made by rule were tried out and not counted." in out
    assert "The notes lack 7 questions on moons." in out


def test_notes_without_questions_end_every_command_with_one(notes: Notes) -> None:
    notes.bank = Bank()
    codes = [
        notes.run(*command.split())[0]
        for command in ("items", "quiz", "quiz --exam", "export --to gift", "quiz --topic none")
        for command in [command.replace("gift", f"gift {notes.folder / 'none.gift'}")]
    ]
    assert codes == [1, 1, 1, 1, 1]


def test_practice_asks_grades_explains_and_counts(notes: Notes, sun: Item) -> None:
    notes.bank = Bank((sun,))
    code, out = notes.run("quiz", "--seed", "x", typed="what?\nmoon\n")
    assert code == 0
    for part in ("1 of 1 \u00b7 stars", "What burns?", "That names no answer.",
                 "That is not what the notes say.", "Suns burn.", "0 of 1 points",
                 "Read again", "sky.md:7-9"):  # fmt: skip
        assert part in out
    assert "1 of 1 points" in notes.run("quiz", typed="a sun\n")[1]


def test_practice_ends_where_the_input_does(notes: Notes) -> None:
    assert "Nothing was answered." in notes.run("quiz")[1]
    assert "0 of 1 points" in notes.run("quiz", typed="\n")[1]


def test_a_sentence_is_judged_by_its_writer_at_the_terminal(notes: Notes, ask: Ask) -> None:
    item = replace(ask("Why?"), accepted=("It is so heavy that hydrogen fuses in it",))
    notes.bank = Bank((item,))
    assert "1 of 1 points" in notes.run("quiz", typed="its weight\ny\n")[1]
    assert "0 of 1 points" in notes.run("quiz", typed="its weight\nn\n")[1]


def test_an_exam_grades_at_its_end_and_says_what_that_is_worth(notes: Notes, ask: Ask) -> None:
    notes.bank = Bank(
        tuple(
            ask(f"Is it {n}?", "1 day", "2 days", topic="stars" if n % 2 else "moons")
            for n in range(4)
        )
    )
    typed = "a\na\n\nB\n"
    code, out = notes.run("quiz", "--exam", "--weights", "stars=1", "moons=1", typed=typed)
    assert code == 0
    assert "90 minutes left" in out
    assert "2 of 4 right" in out
    assert "about 550 of 1000, not passed (from 700)" in out
    assert "The scale of the real exam is not public." in out
    assert out.index("4 of 4") < out.index("right")


def test_an_exam_is_over_when_its_time_is(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 100_000, 1000))
    monkeypatch.setattr("knowledge.quiz_cli.time.perf_counter", lambda: next(ticks))
    _, out = notes.run("quiz", "--exam", "--minutes", "10", typed="a\na\n")
    assert "The time is over" in out
    assert "0 of 2 right" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["quiz", "--questions", "0"],
        ["quiz", "--weights", "stars"],
        ["quiz", "--weights", "stars=-1"],
        ["export", "--to", "word", "a.doc"],
        ["items", "--written", "--generated"],
    ],
)
def test_a_mistake_in_a_command_is_told(notes: Notes, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as mistake:
        notes.run(*arguments)
    assert mistake.value.code == 2


@pytest.mark.parametrize("name", ["aiken", "anki", "gift", "jsonl", "apkg"])
def test_questions_are_exported(notes: Notes, name: str) -> None:
    if name == "apkg":
        pytest.importorskip("genanki")
    file = notes.folder / f"bank.{name}"
    code, out = notes.run("export", "--to", name, str(file))
    assert code == 0
    assert f"{3 if name == 'jsonl' else 2} items written to" in out
    if name == "jsonl":
        assert read_jsonl(file.read_text(encoding="utf-8"), "") == (notes.bank.items, ())
    else:
        assert file.stat().st_size > 50


def test_an_export_says_what_it_left_out_and_what_went_wrong(notes: Notes, pairs: Item) -> None:
    notes.bank = Bank((*notes.bank.items, pairs))
    _, out = notes.run("export", "--to", "aiken", str(notes.folder / "a.txt"))
    assert "1 left out: Aiken has no answers but letters." in out
    assert notes.run("export", "--to", "aiken", str(notes.folder / "no" / "a.txt"))[0] == 2
