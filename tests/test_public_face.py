"""The public face of the core: one sorted list, and everything on it is there."""

from __future__ import annotations

import types

import knowledge


def test_the_list_of_public_names_is_true_and_sorted() -> None:
    public = {
        name
        for name, value in vars(knowledge).items()
        if not name.startswith("_")
        and not isinstance(value, types.ModuleType)
        and name != "annotations"
    }
    assert set(knowledge.__all__) == public
    constants = [name for name in knowledge.__all__ if name.isupper()]
    others = [name for name in knowledge.__all__ if not name.isupper()]
    assert knowledge.__all__ == sorted(constants) + sorted(others)


def test_every_public_class_says_what_it_is() -> None:
    for name in knowledge.__all__:
        value = getattr(knowledge, name)
        if isinstance(value, type):
            assert value.__doc__, name
            assert not value.__doc__.startswith(f"{name}("), f"{name} has no sentence of its own"


def test_every_error_is_caught_by_the_first() -> None:
    for name in knowledge.__all__:
        value = getattr(knowledge, name)
        if isinstance(value, type) and issubclass(value, Exception):
            assert issubclass(value, knowledge.StudyhallError)


def test_an_error_says_where_what_and_what_to_do() -> None:
    error = knowledge.QuestionFileError("it is odd", path="a.jsonl", line=3, remedy="Mend it.")
    assert str(error) == "a.jsonl:3: it is odd (Mend it.)"
    assert str(knowledge.StudyhallError("it is odd", path="a")) == "a: it is odd"
    assert str(knowledge.StudyhallError("it is odd")) == "it is odd"


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = knowledge.Problem("a.md", 3, knowledge.Severity.ERROR, "It is odd.", "Mend it.")
    assert str(problem) == "a.md:3: It is odd. (Mend it.)"
