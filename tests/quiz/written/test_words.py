"""The words of questions: how many answers one wants, whether it asks, which option a key names."""

from __future__ import annotations

import pytest

from knowledge.quiz.written.asking import ANY, asks, excepts, wanted, without_number
from knowledge.quiz.written.keys import read_key
from knowledge.quiz.written.speaking import contradicts


@pytest.mark.parametrize(
    ("stem", "counts"),
    [
        ("Which river is the longest?", (1,)),
        ("Which rivers flow north? (Choose TWO)", (2,)),
        ("Which rivers flow north? Choose 3.", (3,)),
        ("Which rivers flow north? (Select the two best answers.)", (2,)),
        ("Which two rivers flow north?", (2, 1)),
        ("Which two-tier plan is it?", (1,)),
        ("Which of the following 3 rivers flow north?", (3, 1)),
        ("You choose two routers. Which cable joins them?", (1,)),
        ("Which rivers flow north? Select all that apply.", (ANY,)),
        ("Which rivers flow north? (Select one or more)", (ANY,)),
        ("Welche fließen nach Norden? (Wählen Sie zwei)", (2,)),
        ("Quali scorrono a nord? Scegli due.", (2,)),
        ("¿Cuáles? (Elige tres)", (3,)),
        ("Lesquels ? (Choisissez deux)", (2,)),
        ("\u4e0b\u5217\u54ea\u4e9b\u662f\u6cb3\u6d41\uff1f\uff08\u9009\u4e24\u9879\uff09", (2,)),
        (
            "\u5ddd\u306f\u3069\u308c\u3067\u3059\u304b\uff1f2\u3064\u9078\u3073\u306a\u3055\u3044",
            (2,),
        ),
    ],
)
def test_a_stem_says_how_many_it_wants(stem: str, counts: tuple[int, ...]) -> None:
    assert wanted(stem) == counts


@pytest.mark.parametrize(
    "text",
    [
        "Which river?",
        "which river ?",
        'Who said "why?"',
        "Which river? (Choose two)",
        "These are rivers, EXCEPT .........",
        "These are rivers, except:",
        "The longest river is ____",
        "The longest river is \u2026",
        "\u54ea\u4e9b\u662f\u6cb3\u6d41\uff1f\uff08\u9009\u4e24\u9879\uff09",
        "Choose two (of these).",
    ],
)
def test_a_text_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    ["A river", "Rivers? Yes, many.", "Rivers of the north:", "e.g. ...", "Except rivers", ""],
)
def test_a_text_tells(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("stem", "is_one"),
    [
        ("All of these are rivers, EXCEPT ....", True),
        ("Which of these is NOT a river?", True),
        ("Which of these is not a river?", True),
        ("What is false about rivers?", True),
        ("Which river is the longest?", False),
        ("Which knot holds?", False),
    ],
)
def test_a_stem_asks_for_an_exception(stem: str, *, is_one: bool) -> None:
    assert excepts(stem) is is_one


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Question 12: Which?", "Which?"),
        ("**Q3.** Which?", "Which?"),
        ("Q: Which?", "Which?"),
        ("12. Which?", "Which?"),
        ("**7) Which?**", "**Which?**"),
        ("Frage 4 \u2013 Welcher?", "Welcher?"),
        ("Question 12", ""),
        ("Which of (S3) 4. and t3. is it?", "Which of (S3) 4. and t3. is it?"),
        ("Questions of rivers", "Questions of rivers"),
        ("1984 was written by whom?", "1984 was written by whom?"),
        ("3.5 litres are how many pints?", "3.5 litres are how many pints?"),
    ],
)
def test_a_stem_loses_its_number(text: str, stem: str) -> None:
    assert without_number(text) == stem


RIVERS = ("Rhine", "Elbe", "Danube", "a long brook", "Po")


@pytest.mark.parametrize(
    ("text", "keys", "behind"),
    [
        ("B", (1,), ""),
        ("b", (1,), ""),
        ("(C)", (2,), ""),
        ("**A**", (0,), ""),
        ("B, E", (1, 4), ""),
        ("E,B", (1, 4), ""),
        ("AC", (0, 2), ""),
        ("Ac", (0, 2), ""),
        ("A and C", (0, 2), ""),
        ("A, B and C", (0, 1, 2), ""),
        ("A & C", (0, 2), ""),
        ("A und C", (0, 2), ""),
        ("A / C", (0, 2), ""),
        ("B Explanation: it flows north", (1,), "Explanation: it flows north"),
        ("B, it flows north", (1,), "it flows north"),
        ("C, A river of the east", (2,), "A river of the east"),
        ("C, a river of the east", (2,), "a river of the east"),
        ("B. Elbe", (1,), "Elbe"),
        ("Option B", (1,), ""),
        ("Danube", (2,), ""),
        ("danube", (2,), ""),
        ("Danube, because it is long", (2,), "Danube, because it is long"),
        ("Rhine, Elbe", (0, 1), ""),
        ("Rhine and Po", (0, 4), ""),
        ("a long brook", (3,), ""),
        ("a long brook in the hills", (3,), "a long brook in the hills"),
        ("a short brook", None, "a short brook"),
        ("F", None, ""),
        ("A, F", None, ""),
        ("Nile", None, "Nile"),
        ("Bad", None, "Bad"),
        ("see below", None, "see below"),
    ],
)
def test_a_key_names_options(text: str, keys: tuple[int, ...] | None, behind: str) -> None:
    assert read_key(text, RIVERS, "A") == (keys, behind)


METALS = ("Iron", "Liquid mercury", "Lead")


@pytest.mark.parametrize(
    ("stem", "told", "is_against"),
    [
        ("Which is a metal of ships?", "Iron is strong and cheap.", False),
        ("Which is a metal of ships?", "Lead is strong and cheap.", True),
        ("Which is a metal of ships?", "Lead is not strong. Iron is.", False),
        ("Which is a metal of ships?", "Lead is not strong.", False),
        ("Which is a metal of ships?", "It is strong, and lead is soft.", False),
        ("Which is a metal of ships?", "The correct answer is lead.", True),
        ("Which is a metal of ships?", "The right option is: Liquid mercury, no doubt.", True),
        ("Which is a metal of ships?", "", False),
        ("Which is NOT soft?", "Lead is soft.", False),
        ("Which is NOT soft?", "Lead is not soft.", True),
    ],
)
def test_an_explanation_speaks_against_the_key(stem: str, told: str, *, is_against: bool) -> None:
    assert contradicts(stem, METALS, (0,), told) is is_against


def test_the_initials_of_the_key_stand_for_it() -> None:
    options = ("Simple Queue Service", "Step Functions")
    assert not contradicts("Which one holds messages?", options, (0,), "Step Functions uses SQS.")
    assert contradicts("Which one holds messages?", options, (0,), "Step Functions uses it.")
