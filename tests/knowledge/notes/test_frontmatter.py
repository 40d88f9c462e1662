"""What is read from the top of a note, and what stays in its body."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Furniture, Problem, Severity
from knowledge.notes.frontmatter import (
    HEAD_CAP,
    Head,
    _mapping,
    _parse_yaml,
    _Refusal,
    _Strings,
    names_in,
    read_head,
    read_nested,
)

HEADS = Path(__file__).parents[2] / "notes" / "heads"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n````note\n(?P<note>.*?)\n````\n"
    r"(?:\n````head\n(?P<head>.*?)\n````\n)?",
    re.MULTILINE | re.DOTALL,
)


def cases(name: str) -> list[object]:
    text = (HEADS / name).read_text(encoding="utf-8")
    found = list(CASE.finditer(text))
    assert len(found) == len(re.findall("^````note", text, re.MULTILINE))
    return [pytest.param(case["note"], case["head"] or "", id=case["title"]) for case in found]


def written(head: Head) -> str:
    """Write a head as the case files do."""
    lines = [
        f"{item.first}-{item.last} {item.reason}"
        if item.last > item.first
        else f"{item.first} {item.reason}"
        for item in head.furniture
    ]
    lines += [f"{key} = {' | '.join(texts)}" for key, texts in head.fields.items()]
    lines += [f"problem in line {problem.line}" for problem in head.problems]
    return "\n".join(lines)


def head_of(inner: str, sign: str = "---") -> Head:
    return read_head("a.md", [sign, *inner.split("\n"), sign, "Body"])


@pytest.mark.parametrize(("note", "head"), cases("read.md"))
def test_a_head_gives_its_fields_and_its_lines(note: str, head: str) -> None:
    assert written(read_head("a.md", note.split("\n"))) == head


@pytest.mark.parametrize(("note", "head"), cases("left.md"))
def test_what_may_be_knowledge_stays_in_the_body(note: str, head: str) -> None:
    assert read_head("a.md", note.split("\n")) == Head({}, (), ())
    assert head == ""


def test_a_note_without_lines_has_no_head() -> None:
    assert read_head("a.md", []) == Head({}, (), ())


def test_a_problem_says_where_and_what_to_do() -> None:
    assert head_of("title: Lambda: the basics").problems == (
        Problem(
            "a.md",
            2,
            Severity.WARNING,
            "The front matter is not valid YAML here and was read line by line.",
            "Put values that hold a colon or begin with a sign in quotes.",
        ),
    )


BOMB = "a: &a [x, x, x]\n" + "\n".join(
    f"{name}: &{name} [*{before}, *{before}]"
    for before, name in zip("abcdef", "bcdefg", strict=True)
)
HOSTILE = {
    "alias bomb": BOMB,
    "merge-key bomb": "a: &a {x: 1}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b]}",
    "anchor": "title: &x Lambda",
    "type": "a: !!python/object/apply:os.system [ls]",
    "type of bytes": "a: !!binary aGk=",
    "type of a date that is none": "a: !!timestamp 2023-13-45",
    "1,000 nested lists": "a: " + "[" * 1_000,
    "16,000 nested lists": "a: " + "[" * 16_000,
    "nested lists, below the count of brackets": "a: " + "[" * 20 + "]" * 20,
    "nested dashes": "a:\n" + "- " * 8_000,
    "nested by indent": "\n".join(" " * depth + "a:" for depth in range(150)),
    "many keys": "\n".join(f"k{number}: v" for number in range(1_500)),
    "too long": "title: x\n" + "\n".join(f"k{number}: v" for number in range(100_000)),
    "one long value": "title: " + "x" * 10_000_000,
    "tab": "title: x\n\ttags: y",
    "colons": "title: a: b: c",
    "impossible escape": 'title: "\\UFFFFFFFF"',
    "a key that is a list": "{a: {b: c}}: d\ntitle: x",
    "two documents": "title: x\n--- y",
    "signs": "title: %x\ntags: @y\nid: `z`",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_read_by_line_with_a_warning(name: str) -> None:
    head = head_of(HOSTILE[name])
    last = HOSTILE[name].count("\n") + 3
    assert head.furniture == (Furniture(1, last, "front matter"),)
    assert [problem.severity for problem in head.problems] == [Severity.WARNING]
    assert all(0 < problem.line <= last for problem in head.problems)
    assert sum(len(text) for texts in head.fields.values() for text in texts) <= HEAD_CAP


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("d: 2023-13-45", ("2023-13-45",)),
        ("d: 2023-02-30", ("2023-02-30",)),
        ("d: " + "9" * 5_000, ("9" * 5_000,)),
        ("d: 1" + ":59" * 5_000, ("1" + ":59" * 5_000,)),
        ("d: no", ("no",)),
        ("d: 1.10", ("1.10",)),
        ("d: 0x1F", ("0x1F",)),
        ("d: ~", ("~",)),
        ('d: "a\\ud800b"', ("a\N{REPLACEMENT CHARACTER}b",)),
        ('d: "\\ud83d\\ude00"', ("\N{GRINNING FACE}",)),
        ('d: "a\\0b"', ("ab",)),
        ('d: "a\\nb"', ("a b",)),
    ],
)
def test_every_scalar_is_the_text_that_was_written(line: str, texts: tuple[str, ...]) -> None:
    assert head_of(line) == Head({"d": texts}, (Furniture(1, 3, "front matter"),), ())


@pytest.mark.parametrize(
    "inner",
    [
        "title = 1\n" + "a." * 7_000 + "a = 1",
        "[" + "a." * 7_000 + "a]\ntitle = 1",
        "title = " + "[" * 8_000,
        "title = 0x" + "F" * 15_000,
        "title = " + "9" * 5_000,
    ],
)
def test_hostile_toml_is_read_by_line_with_a_warning(inner: str) -> None:
    head = head_of(inner, "+++")
    assert list(head.fields) == ["title"]
    assert len(head.problems) == 1


@pytest.mark.parametrize(
    "line",
    [
        '{"title": ' + "[" * 10_000 + "]" * 10_000 + "}",
        '{"title": "' + "x" * 100_000 + '"}',
        '["title"]',
        '{"title": 1} and more',
    ],
)
def test_hostile_json_on_the_first_line_is_left_alone(line: str) -> None:
    assert read_head("a.md", [line]) == Head({}, (), ())


def test_numbers_of_json_stay_as_they_are_written() -> None:
    head = head_of('{"a": 1.10, "b": ' + "9" * 5_000 + ', "c": NaN}')
    assert head.fields == {"a": ("1.10",), "b": ("9" * 5_000,), "c": ("NaN",)}


def test_a_long_text_of_bullets_between_rules_is_no_head() -> None:
    bullets = "examples:\n" + "\n".join(f"- `S{number}`: objects" for number in range(2_000))
    assert head_of(bullets) == Head({}, (), ())


def test_nested_values_are_strings_lists_and_dicts() -> None:
    lines = [
        "---",
        "Quiz:",
        "  - question: What is FaaS?",
        "    choices: [Functions, Files]",
        "    points: 1.10",
        "title: Lambda",
        "---",
    ]
    item = {"question": "What is FaaS?", "choices": ["Functions", "Files"], "points": "1.10"}
    assert read_nested("a.md", lines) == {"quiz": [item], "title": "Lambda"}


def test_nested_values_of_a_broken_head_are_its_plain_fields() -> None:
    assert read_nested("a.md", ["---", "title: a: b", "---"]) == {"title": ["a: b"]}
    assert read_nested("a.md", ["# Lambda"]) == {}


def test_json_nested_too_deeply_loses_its_depths() -> None:
    nested = read_nested("a.md", ["---", '{"a": ' + "[" * 12 + "]" * 12 + "}", "---"])
    depth = 0
    value = nested["a"]
    while isinstance(value, list) and value:
        value, depth = value[0], depth + 1
    assert depth == 7


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (("a, b",), ("a", "b")),
        (("a", "b"), ("a", "b")),
        (("#a #b",), ("a", "b")),
        (("#a, #b",), ("a", "b")),
        (("[[a]]",), ("a",)),
        (("[[a|shown]], [[b#part]]",), ("a", "b")),
        (("[[a]] [[b]]",), ("a", "b")),
        (("[a, b]",), ("a", "b")),
        (("a", "a, b"), ("a", "b")),
        (("C#", "Step  Functions"), ("C#", "Step Functions")),
        (("#flashcards/aws",), ("flashcards/aws",)),
        (("#", " , ", ""), ()),
    ],
)
def test_names_come_clean_from_every_spelling(
    values: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert names_in(values) == names


def test_many_brackets_among_tags_cost_little() -> None:
    began = time.process_time()
    assert len(names_in(["[[a" * 50_000])) == 1
    assert time.process_time() - began < 30  # a square of the length would take hours


LINE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *(
                "---",
                "+++",
                "...",
                "{}",
                "",
                "# Title",
                "title: x",
                "- a",
                "tags: #a #b",
                "a: [",
                "}",
            ),
            *(
                "2025-06-15",
                "Status :",
                "Created: May 3, 2024",
                "Reviewed: No",
                "alias:: b",
                "====",
            ),
            *("Class: x", "#a #b", "a = 1", "  a: b", '{"title": 1}', "a: &b", "? x", "prose here"),
        ]
    ),
)


@settings(max_examples=1_000, deadline=None)
@given(st.lists(LINE, max_size=15), st.sampled_from([[], ["---"], ["+++"], ["# Title", ""]]))
def test_any_lines_give_a_head_with_true_and_separate_lines(
    lines: list[str], start: list[str]
) -> None:
    lines = [*start, *lines]
    head = read_head("a.md", lines)
    taken = [line for item in head.furniture for line in range(item.first, item.last + 1)]
    assert taken == sorted(set(taken))
    assert set(taken) <= set(range(1, len(lines) + 1))
    assert all(0 < problem.line <= len(lines) + 1 for problem in head.problems)
    assert all(text for texts in head.fields.values() for text in (texts, *texts))
    for text in (*head.fields, *(text for texts in head.fields.values() for text in texts)):
        text.encode()  # raises for a lone surrogate
    read_nested("a.md", lines)


PLAIN = st.lists(
    st.tuples(
        st.from_regex(r"[A-Za-z]\w{0,8}", fullmatch=True),
        st.text("ab1 ./-_yn:#'[]~", max_size=8),
    ),
    min_size=1,
    max_size=4,
)


@given(PLAIN)
def test_lines_that_need_no_parser_are_read_as_yaml_reads_them(
    fields: list[tuple[str, str]],
) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in fields)
    try:
        told = _parse_yaml(text)
    except _Refusal:
        return
    by_yaml = yaml.load(text, Loader=_Strings)  # noqa: S506 - a SafeLoader
    assert told == _mapping(by_yaml)
