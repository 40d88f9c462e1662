"""Answers tell how hard an item is and whether its key is right, from enough of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.quiz.difficulty import Alarm, Answered, ItemStatistics, statistics_of
from knowledge.quiz.items import Item

Ask = Callable[..., Item]


@pytest.fixture
def item(ask: Ask) -> Item:
    return ask("What burns?", "a sun", "a moon", "a comet", "a rock")


def answers(item: Item, *counts: int) -> list[Answered]:
    """So many people for each option in turn."""
    chosen = [option for option, count in zip(item.options, counts, strict=False)
              for _ in range(count)]  # fmt: skip
    return [
        Answered(f"user {number}", item.id, (option.id,), option.id in item.keys)
        for number, option in enumerate(chosen)
    ]


def test_few_answers_are_counted_and_no_more(item: Item) -> None:
    counts = dict(zip((option.id for option in item.options), (5, 2, 0, 0), strict=True))
    assert statistics_of([item], answers(item, 5, 2)) == [
        ItemStatistics(item.id, 7, 5, None, None, None, counts, None, ())
    ]


def test_from_eight_answers_the_share_is_shown_with_its_error(item: Item) -> None:
    found = statistics_of([item], answers(item, 5, 3))[0]
    assert found.share_right == 0.6
    assert found.error == pytest.approx(0.1732, abs=1e-4)


@pytest.mark.parametrize(("answered", "error"), [(20, 0.11), (50, 0.07)])
def test_more_answers_leave_less_error(item: Item, answered: int, error: float) -> None:
    found = statistics_of([item], answers(item, answered // 2, answered // 2))[0]
    assert found.error == pytest.approx(error, abs=0.005)


def test_a_wrong_option_chosen_more_than_the_key_is_an_alarm_from_twenty_answers(
    item: Item,
) -> None:
    assert statistics_of([item], answers(item, 9, 10))[0].alarms == ()
    assert statistics_of([item], answers(item, 9, 11))[0].alarms == (Alarm.WRONG_KEY,)
    assert statistics_of([item], answers(item, 10, 10))[0].alarms == ()


def test_of_several_keys_the_least_chosen_is_compared(ask: Ask) -> None:
    item = ask("What burns? (Choose TWO)", "a sun", "a star", "a moon", right=(0, 1))
    sun, star, moon = (option.id for option in item.options)
    both = [Answered(f"a{n}", item.id, (sun, star), right=True) for n in range(10)]
    wrong = [Answered(f"b{n}", item.id, (sun, moon), right=False) for n in range(11)]
    assert statistics_of([item], [*both, *wrong])[0].alarms == (Alarm.WRONG_KEY,)


def test_an_option_nobody_believes_is_named_from_forty_answers(item: Item) -> None:
    moon, comet, rock = (option.id for option in item.options[1:])
    assert statistics_of([item], answers(item, 29, 10))[0].idle is None
    found = statistics_of([item], answers(item, 30, 8, 2))[0]
    assert (found.idle, found.alarms) == ((rock,), (Alarm.IDLE,))
    assert {moon, comet}.isdisjoint(found.idle or ())


def test_an_item_that_who_knows_more_gets_wrong_is_an_alarm_from_fifty_answers(
    item: Item, ask: Ask
) -> None:
    others = [ask(f"What else {number}?", "this", "that") for number in range(4)]

    def crowd(size: int, *, turned: bool) -> list[Answered]:
        """Half of the people know everything else; `turned`: it is the other half that is right."""
        return [
            Answered(f"user {n}", each.id, (), right=knows != (turned and each is item))
            for n in range(size)
            for knows in [n % 2 == 0]
            for each in (item, *others)
        ]

    good = statistics_of([item], crowd(50, turned=False))[0]
    bad = statistics_of([item], crowd(50, turned=True))[0]
    assert good.discrimination == pytest.approx(1)
    assert Alarm.WEAK not in good.alarms
    assert bad.discrimination == pytest.approx(-1)
    assert Alarm.WEAK in bad.alarms
    assert statistics_of([item], crowd(49, turned=True))[0].discrimination is None


def test_an_item_that_has_nothing_to_do_with_the_others_tells_nobody_apart(
    item: Item, ask: Ask
) -> None:
    other = ask("What else?", "this", "that")
    crowd = [
        Answered(f"user {n}", each.id, (), right=right)
        for n in range(60)
        for each, right in ((item, n % 2 == 0), (other, n % 4 < 2))
    ]
    found = statistics_of([item], crowd)[0]
    assert found.discrimination == pytest.approx(0)
    assert Alarm.WEAK in found.alarms


@given(st.permutations(range(24)))
def test_the_order_of_answers_does_not_matter(ask: Ask, order: list[int]) -> None:
    items = [ask(f"What is it {number}?", "this", "that") for number in range(3)]
    made = [
        Answered(f"user {number % 8}", items[number // 8].id, (), right=number % 3 == 0)
        for number in range(24)
    ]
    assert statistics_of(items, [made[number] for number in order]) == statistics_of(items, made)
