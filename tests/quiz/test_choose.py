"""The question of the day is the same in every process, and no question comes twice too soon."""

from __future__ import annotations

import datetime
import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.quiz.blueprint import OTHER, quotas, topic_of
from knowledge.quiz.choose import REST_DAYS, Daily, Posted, choose, days_left
from knowledge.quiz.items import Bank, Hold, Item, Kind
from knowledge.quiz.order import reordered

Ask = Callable[..., Item]

DAY = datetime.date(2026, 3, 1)


def days(count: int) -> list[datetime.date]:
    return [DAY + datetime.timedelta(number) for number in range(count)]


def bank_of(ask: Ask, count: int, **more: object) -> Bank:
    return Bank(
        tuple(
            ask(f"What is thing {number}?", "this", "that", "else", concept=f"c{number}", **more)
            for number in range(count)
        )
    )


def run(
    bank: Bank,
    count: int,
    blueprint: dict[str, float] | None = None,
    marks: Callable[[Item], tuple[int, int]] = lambda _: (0, 0),
) -> list[Daily]:
    """Post a question a day; `marks` says how many answered it, and how many rightly."""
    history: list[Posted] = []
    chosen: list[Daily] = []
    for day in days(count):
        daily = choose(bank, history, day, "a server", blueprint)
        assert daily is not None
        answered, right = marks(daily.item)
        history.append(Posted(daily.item.id, day, answered, right, daily.again))
        chosen.append(daily)
    return chosen


def test_every_process_chooses_the_same_question() -> None:
    code = """
import datetime
from knowledge.model import Place
from knowledge.quiz.choose import choose
from knowledge.quiz.items import Bank, Item, Kind, Option, Origin
options = tuple(map(Option, ("this", "that", "else")))
items = {Item(f"{n:016x}", Kind.CHOICE, Origin.WRITTEN, f"What is thing {n}?", options,
              (options[0].id,), Place("a.md", 1, 1), concept=f"c{n}") for n in range(50)}
daily = choose(Bank(tuple(items)), (), datetime.date(2026, 3, 1), "a server", {"x": 1, "y": 2})
print(daily.item.id, [option.text for option in daily.item.options])
"""
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1
    assert len(printed.pop()) > 16


def test_the_order_of_the_bank_decides_nothing(ask: Ask) -> None:
    bank = bank_of(ask, 9)
    turned = Bank(tuple(reversed(bank.items)))
    assert choose(bank, (), DAY, "a") == choose(turned, (), DAY, "a")


def test_another_date_or_server_has_other_questions(ask: Ask) -> None:
    bank = bank_of(ask, 40)
    by_day = {daily.item.id for day in days(30) if (daily := choose(bank, (), day, "a"))}
    by_seed = {daily.item.id for seed in range(30) if (daily := choose(bank, (), DAY, str(seed)))}
    assert len(by_day) > 10
    assert len(by_seed) > 10


@settings(max_examples=25)
@given(count=st.integers(1, 12), rounds=st.integers(1, 3), missed=st.sets(st.integers(0, 11)))
def test_no_question_comes_again_before_all_were_posted_but_those_the_group_missed(
    ask: Ask, count: int, rounds: int, missed: set[int]
) -> None:
    bank = bank_of(ask, count)
    hard = {bank.items[number].id for number in missed if number < count}
    chosen = run(bank, count * rounds, marks=lambda item: (9, 0 if item.id in hard else 9))
    first = [daily.item.id for daily in chosen if not daily.again]
    for start in range(0, len(first) - count + 1, count):
        assert len(set(first[start : start + count])) == count
    assert {daily.item.id for daily in chosen if daily.again} <= hard


def test_a_round_goes_on_when_notes_are_added_to(ask: Ask) -> None:
    bank, more = bank_of(ask, 6), bank_of(ask, 8)
    history = [Posted(daily.item.id, day) for daily, day in zip(run(bank, 9), days(9), strict=True)]
    twice = {post.item for post in history[6:]}
    for day in days(14)[9:]:
        daily = choose(more, history, day, "a server")
        assert daily is not None
        history.append(Posted(daily.item.id, day))
    assert {post.item for post in history[6:]} == {item.id for item in more.items}
    assert len(twice) == 3


def test_a_concept_rests_for_a_week_while_others_are_there(ask: Ask) -> None:
    bank = Bank(
        tuple(
            ask(f"What is thing {n}?", "this", "that", concept=f"c{n // 4}", note=f"{n}.md")
            for n in range(36)
        )
    )
    concepts = [daily.item.concept for daily in run(bank, 36)]
    at = {name: [day for day, other in enumerate(concepts) if other == name] for name in concepts}
    gaps = [later - day for found in at.values() for day, later in itertools.pairwise(found)]
    assert sum(gap < REST_DAYS for gap in gaps) <= 3  # the last of a round have nothing beside them


def test_kinds_take_turns_where_they_can(ask: Ask) -> None:
    plain = bank_of(ask, 10).items
    bank = Bank((*plain[:5], *(replace(item, kind=Kind.TRUTH) for item in plain[5:])))
    kinds = [daily.item.kind for daily in run(bank, 10)]
    assert sum(one is other for one, other in itertools.pairwise(kinds)) <= 1


def test_questions_alike_in_stem_and_key_are_posted_once_a_round(ask: Ask) -> None:
    one = ask("What is a star?", "a sun", "a moon", concept="a")
    copy = ask("What is a star?", "a sun", "a comet", concept="b")
    other = ask("What is a moon?", "a rock", "a lamp", concept="c")
    twin = replace(copy, id="f" * 16)
    posted = [daily.item.id for daily in run(Bank((one, twin, other)), 4)]
    assert Counter(other.id == identity for identity in posted) == {True: 2, False: 2}
    assert {one.id, twin.id} < set(posted)


def test_what_may_not_be_asked_and_what_must_be_typed_is_not_posted(ask: Ask) -> None:
    held = replace(ask("What is held?", "a", "b", "c"), holds=(Hold("X01", "The key is there."),))
    typed = replace(ask("What is typed?"), accepted=("this",))
    assert choose(Bank((held, typed)), (), DAY, "a") is None
    assert days_left(Bank((held, typed)), ()) == 0


def test_topics_get_the_shares_that_an_exam_gives_them(ask: Ask) -> None:
    weights = {"concepts": 24.0, "security": 30.0, "technology": 34.0, "billing": 12.0}
    bank = Bank(
        tuple(
            ask(f"What is thing {n} of {name}?", "this", "that", topic=name, concept=f"{name}{n}")
            for name in weights
            for n in range(30)
        )
    )
    posted = Counter(daily.item.topic for daily in run(bank, 50, weights))
    assert posted == {"concepts": 12, "security": 15, "technology": 17, "billing": 6}


def test_a_topic_without_questions_gives_its_share_away(ask: Ask) -> None:
    bank = bank_of(ask, 8, topic="security")
    assert len(run(bank, 8, {"billing": 90, "security": 10})) == 8


def test_what_an_exam_does_not_ask_is_posted_last(ask: Ask) -> None:
    topics = ("security",) * 4 + ("billing", *("weather",) * 3)
    bank = Bank(
        tuple(
            ask(f"What is thing {n}?", "this", "that", topic=topic, concept=f"c{n}")
            for n, topic in enumerate(topics)
        )
    )
    posted = [daily.item.topic for daily in run(bank, 8, {"security": 50, "billing": 50})]
    assert posted[5:] == ["weather"] * 3


def test_every_fifth_post_may_bring_back_what_the_group_missed(ask: Ask) -> None:
    bank = bank_of(ask, 30)
    chosen = run(bank, 20, marks=lambda _: (10, 1))
    assert [number for number, daily in enumerate(chosen, 1) if daily.again] == [10, 15, 20]
    assert not any(daily.again for daily in run(bank, 20, marks=lambda _: (10, 9)))


def test_what_a_group_is_weak_in_is_asked_sooner(ask: Ask) -> None:
    strong = [ask(f"Strong {n}?", "a", "b", concept="strong") for n in range(20)]
    weak = [ask(f"Weak {n}?", "a", "b", concept="weak") for n in range(20)]
    history = [
        Posted(strong[0].id, DAY - datetime.timedelta(30), 20, 20),
        Posted(weak[0].id, DAY - datetime.timedelta(30), 20, 1),
    ]
    bank = Bank((*strong, *weak))
    asked = Counter(
        daily.item.concept
        for seed in range(200)
        if (daily := choose(bank, history, DAY, str(seed)))
    )
    assert asked["weak"] > 1.5 * asked["strong"]


def test_the_days_left_say_when_the_bank_begins_again(ask: Ask) -> None:
    bank = bank_of(ask, 5)
    history: list[Posted] = []
    left = [days_left(bank, history)]
    for day, daily in zip(days(5), run(bank, 5), strict=True):
        history.append(Posted(daily.item.id, day))
        left.append(days_left(bank, history))
        assert daily.left == left[-1] % 5
    assert left == [5, 4, 3, 2, 1, 5]


@pytest.mark.parametrize(
    ("count", "given"), [(50, (12, 15, 17, 6)), (65, (16, 19, 22, 8)), (0, (0, 0, 0, 0))]
)
def test_a_paper_is_shared_out_by_largest_remainder(count: int, given: tuple[int, ...]) -> None:
    weights = dict(zip("abcd", (24, 30, 34, 12), strict=True))
    assert tuple(quotas(weights, count, dict.fromkeys("abcd", 99)).values()) == given


def test_what_a_topic_cannot_fill_goes_to_the_others() -> None:
    weights = {"a": 50.0, "b": 25.0, "c": 25.0}
    assert quotas(weights, 20, {"a": 2, "b": 99, "c": 99}) == {"a": 2, "b": 9, "c": 9}
    assert quotas(weights, 20, {"a": 2, "b": 3, OTHER: 9}) == {"a": 2, "b": 3, "c": 0, OTHER: 9}


@given(
    st.dictionaries(st.sampled_from("abcde"), st.floats(0, 100), max_size=5),
    st.integers(0, 70),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), max_size=6),
)
def test_shares_add_up_and_stay_within_what_is_there(
    weights: dict[str, float], count: int, available: dict[str, int]
) -> None:
    given_out = quotas(weights, count, available)
    assert sum(given_out.values()) == min(count, sum(available.values()))
    assert all(number <= available.get(name, 0) for name, number in given_out.items())


def test_a_topic_is_an_author_s_word_a_tag_a_folder_or_a_heading(ask: Ask) -> None:
    weights = {"Data Security": 1.0, "Billing": 2.0}
    assert topic_of(ask("a?", "b", "c", topic="data-security"), weights) == "Data Security"
    assert topic_of(ask("a?", "b", "c", tags=("exam/billing",)), weights) == "Billing"
    assert topic_of(ask("a?", "b", "c", note="billing/a.md"), weights) == "Billing"
    assert topic_of(ask("a?", "b", "c", heading=("A", "Billing")), weights) == "Billing"
    assert topic_of(ask("a?", "b", "c"), weights) == OTHER


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


def test_options_change_places_and_the_key_goes_with_them(ask: Ask) -> None:
    item = ask("Which two?", "one sun", "a moon", "a comet", "a star", right=(0, 3))
    turned = [reordered(item, seed) for seed in range(24)]
    assert len({tuple(texts(other)) for other in turned}) > 8
    for other in turned:
        assert {other.options[at].text for at in other.answer} == {"one sun", "a star"}
        assert other.keys == tuple(other.options[at].id for at in other.answer)


def test_descriptions_go_with_their_names(ask: Ask) -> None:
    item = replace(
        ask("Match.", "sun", "moon", "comet"),
        kind=Kind.PAIRS,
        keys=(),
        partners=("burns", "reflects", "melts"),
    )
    pairs = dict(zip(texts(item), item.partners, strict=True))
    for seed in range(9):
        other = reordered(item, seed)
        assert dict(zip(texts(other), other.partners, strict=True)) == pairs


@pytest.mark.parametrize(
    "options",
    [
        ("5 GB", "10 GB", "15 GB"),
        ("a sun", "a moon", "All of the above"),
        ("a sun", "a moon", "Both A and B"),
        ("a sun", "a moon", "none of these"),
    ],
)
def test_options_that_speak_of_places_and_figures_in_order_stay(
    ask: Ask, options: tuple[str, ...]
) -> None:
    item = ask("Which?", *options)
    assert [reordered(item, seed) for seed in range(9)] == [item] * 9


def test_true_stays_before_false(ask: Ask) -> None:
    item = replace(ask("The sun is a star.", "True", "False"), kind=Kind.TRUTH)
    assert [reordered(item, seed) for seed in range(9)] == [item] * 9


@given(st.data(), st.text())
def test_any_item_keeps_its_options_and_keys_in_any_order(
    any_item: st.SearchStrategy[Item], data: st.DataObject, seed: str
) -> None:
    item = data.draw(any_item)
    other = reordered(item, seed)
    assert sorted(map(repr, other.options)) == sorted(map(repr, item.options))
    assert set(other.keys) == set(item.keys)
    assert sorted(other.partners) == sorted(item.partners)
