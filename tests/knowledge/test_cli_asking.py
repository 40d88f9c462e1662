"""The command `ask`: what it prints for people and as JSON, and the code it ends with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from knowledge import (
    Block,
    Correction,
    Kind,
    NoteDate,
    Place,
    Source,
    Unknown,
    Unsure,
    terminal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.knowledge.conftest import Commands

CONTRACT = ["id", "status", "text", "confidence", "passages", "did_you_mean", "milliseconds"]
COMPARED = {
    "boats.md": "# Boats\n\n## Kayak\n\nA kayak is a narrow boat for one person.\n",
    "ships.md": "# Ships\n\n## Trawler\n\nA trawler is a ship that pulls a net.\n",
}


def batch(folder: Path, *questions: object) -> str:
    file = folder.parent / "questions.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in questions) + "\n\n")
    return str(file)


def test_an_answer_comes_first_and_then_where_it_stands(commands: Commands) -> None:
    code, output, errors = commands.run("ask", "what is fargate")
    assert (code, errors) == (0, "")
    assert output.split("\n")[:3] == [
        "AWS Fargate runs containers without instances to manage.",
        "",
        "  serverless/Fargate.md:2  AWS Fargate",
    ]


def test_what_was_read_as_another_word_is_said(commands: Commands) -> None:
    _, output, _ = commands.run("ask", "whats fargte")
    assert output.startswith("read as: fargate\n")


def test_every_part_of_an_answer_has_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = (
        Block(Kind.HEADING, "Plans", 9, 9, level=2),
        Block(Kind.ROW, "Paid | 0.20", 12, 12, parents=("Plan", "Price")),
        Block(Kind.ITEM, "Nested", 14, 14, level=1),
        Block(Kind.ITEM, "Numbered", 15, 15, label="2."),
        Block(Kind.CODE, "a = 1\nb = 2", 16, 19, label="python"),
    )
    place = Place("serverless/Lambda.md", 9, 19, ("AWS Lambda", "Plans"))
    copy = Place("other.md", 3, 3, ("Other",))
    first = Source("k", blocks, place, 1.0, NoteDate("15 Jun 2025", None), (copy,))
    second = Source("l", blocks, Place("two.md", 1, 2), 0.5)
    corrections = (Correction("pais", "paid"), Correction("paln", "plan"))
    answer = Unsure(
        "pais paln", blocks, (first, second), 1.0, corrections, did_you_mean=("Planning",)
    )
    terminal.show_response(answer, [folder])
    assert (
        capsys.readouterr().out
        == """read as: paid, plan
Plans
Plan: Paid
Price: 0.20
  - Nested
2. Numbered
    a = 1
    b = 2

  serverless/Lambda.md:12-19  AWS Lambda \u203a Plans \u203a Plans \u00b7 15 Jun 2025
  also in: Other
See also
  two.md:1-2  two.md
Did you mean: Planning
"""
    )
    terminal.show_response(Unknown("pais", ("Plan", "Price"), ("zebra",), corrections[:1]), [])
    assert (
        capsys.readouterr().out
        == """read as: paid
The notes do not cover this.
Not in the notes: zebra
Closest topics: Plan \u00b7 Price
"""
    )


def test_what_the_notes_do_not_cover_is_said(commands: Commands) -> None:
    code, output, errors = commands.run("ask", "who won the world cup")
    assert (code, errors) == (1, "")
    assert output.startswith("The notes do not cover this.\n")


def test_json_holds_the_contract_and_nothing_else(commands: Commands) -> None:
    (answer,) = commands.json("ask", "what is lambda")
    assert list(answer) == CONTRACT
    assert (answer["id"], answer["status"]) == (None, "answered")
    assert 0 < answer["confidence"] <= 1
    assert answer["milliseconds"] >= 0
    assert answer["did_you_mean"] == []
    for passage in answer["passages"]:
        assert list(passage) == ["text", "note", "heading", "lines", "score"]
    assert answer["passages"][0]["note"] == "serverless/Lambda.md"
    assert answer["passages"][0]["heading"][0] == "AWS Lambda"
    assert answer["text"] in answer["passages"][0]["text"]
    (unknown,) = commands.json("ask", "who won the world cup")
    del unknown["milliseconds"], unknown["did_you_mean"]
    assert unknown == {
        "id": None,
        "status": "unknown",
        "text": "",
        "confidence": 0.0,
        "passages": [],
    }


def test_piped_questions_are_answered_line_by_line(commands: Commands) -> None:
    piped = b"what is lambda\n\n  whats fargate \nwho won the world cup"
    code, output, _ = commands.run("ask", stdin=piped)
    assert code == 0
    assert output.count("The notes do not cover this.") == 1
    statuses = [answer["status"] for answer in commands.json("ask", stdin=piped)]
    assert statuses == ["answered", "answered", "unknown"]


@pytest.mark.parametrize(("piped", "code"), [(b"", 0), (b"zebra crossing", 1), (b"\xff\xfe\0", 1)])
def test_piped_questions_end_with_1_when_none_is_answered(
    commands: Commands, piped: bytes, code: int
) -> None:
    assert commands.run("ask", stdin=piped)[0] == code


def test_a_file_of_questions_keeps_order_and_ids(commands: Commands, folder: Path) -> None:
    identities = ["b", 2, None, {"a": [1]}, 1.5, "ü"]
    file = batch(folder, *({"id": each, "question": "what is lambda"} for each in identities))
    answers = commands.json("ask", "--batch", file)
    assert [answer["id"] for answer in answers] == identities
    assert all(list(answer) == CONTRACT for answer in answers)


def test_a_file_of_questions_can_be_read_by_people(commands: Commands, folder: Path) -> None:
    file = batch(folder, {"question": "what is lambda"}, {"question": "who won the world cup"})
    code, output, _ = commands.run("ask", "--batch", file)
    assert code == 0
    assert output.startswith("\n? what is lambda\n")
    assert "\n? who won the world cup\nThe notes do not cover this.\n" in output


@pytest.mark.parametrize(
    "question",
    [
        "",
        "\ud800",
        "\0",
        "lambda\0\ud83d",
        "a" * 100_000,
        "lambda " * 15_000,
        "ab" * 50_000,
        "\u0301" * 100_000,
    ],
    ids=["empty", "surrogate", "NUL", "half an emoji", "one word", "many", "two letters", "marks"],
)
def test_no_question_is_too_strange(commands: Commands, folder: Path, question: str) -> None:
    (answer,) = commands.json("ask", "--batch", batch(folder, {"id": 7, "question": question}))
    assert answer["id"] == 7
    code, output, errors = commands.run("ask", question.replace("\0", ""))
    assert (code in {0, 1}, bool(output), errors) == (True, True, "")


@pytest.mark.parametrize(
    "line",
    [
        b"what is lambda",
        b"{",
        b"[1]",
        b'{"id": 1}',
        b'{"question": 5}',
        b'{"question": "\xff"}',
        b"[" * 100_000,
        b'{"id": 1' + b"0" * 5_000 + b', "question": "a"}',
        b'{"question": "' + b"a" * 1_000_000 + b'"}',
    ],
    ids=["text", "half", "list", "bare id", "number", "bytes", "deep", "digits", "long"],
)
def test_a_line_that_is_no_question_is_named_before_anything_is_printed(
    commands: Commands, folder: Path, line: bytes
) -> None:
    file = folder.parent / "questions.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": 1, "question": "what is lambda"}\r\n\n' + line + b"\n")
    code, output, errors = commands.run("ask", "--batch", str(file), "--json")
    assert (code, output) == (2, "")
    remedy = 'Write one object a line: {"id": 1, "question": "..."}'
    assert errors == f"studyhall: {file}:3: the line is no question ({remedy})\n"


def test_a_missing_sentence_model_leaves_words_alone_and_says_so(
    commands: Commands, tmp_path: Path
) -> None:
    missing = str(tmp_path / "no-model")
    code, output, errors = commands.run("ask", "whats fargate", "--semantic", missing)
    assert code == 0
    assert "Fargate" in output
    assert errors.startswith("Words alone: ")
    assert errors.count("\n") == 1


def test_both_sides_of_a_comparison_are_printed_each_with_its_place(
    commands: Commands, folder: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    write(folder, COMPARED)
    _, output, _ = commands.run("ask", "kayak vs trawler")
    assert (
        output
        == """A kayak is a narrow boat for one person.

  boats.md:5  Boats \u203a Kayak

A trawler is a ship that pulls a net.

  ships.md:5  Ships \u203a Trawler
"""
    )
    (answer,) = commands.json("ask", "kayak vs trawler")
    assert list(answer) == [*CONTRACT, "beside"]
    assert answer["text"].split("\n") == [
        "A kayak is a narrow boat for one person.",
        "A trawler is a ship that pulls a net.",
    ]
    assert answer["beside"] == {
        "text": "A trawler is a ship that pulls a net.",
        "note": "ships.md",
        "heading": ["Ships", "Trawler"],
        "lines": [5, 5],
    }
