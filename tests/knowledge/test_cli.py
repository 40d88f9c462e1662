"""The commands `ask`, `lookup` and `check`: what they print, and the code they end with."""

from __future__ import annotations

import io
import json
import os
import re
import select
import struct
import subprocess
import sys
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from bot.cli import main
from knowledge import (
    Block,
    Correction,
    Kind,
    Library,
    NoteDate,
    Place,
    Source,
    Unknown,
    Unsure,
    terminal,
)

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Studyhall: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]

unix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and terminals are others there")
CONTRACT = ["id", "status", "text", "confidence", "passages", "did_you_mean", "milliseconds"]
HEAVY = {"discord", "pydantic", "rich", "prompt_toolkit", "sqlalchemy", "simcord"}


class Commands:
    """The commands inside this process, over one folder of notes."""

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self._notes = ["--notes", str(folder), "--state", str(folder.parent / "state")]
        self._capture = capture
        self._patch = patch

    def run(self, *arguments: str, stdin: bytes = b"", notes: bool = True) -> tuple[int, str, str]:
        """The exit code, the output and the errors of a command."""
        stream = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        self._patch.setattr(sys, "stdin", stream)
        try:
            code = main([*arguments, *(self._notes if notes else [])])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        return code, *self._capture.readouterr()

    def json(self, *arguments: str, stdin: bytes = b"") -> list[dict[str, Any]]:
        _, output, errors = self.run(*arguments, "--json", stdin=stdin)
        assert errors == ""
        assert output.isascii()
        return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def commands(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    return Commands(folder, capsys, monkeypatch)


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


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "x", "--notes", "missing"],
        ["ask", "x", "--notes", "file"],
        ["lookup", "x", "--notes", "missing"],
        ["check", "missing"],
        ["ask", "--batch", "missing"],
        ["ask", "--batch", "."],
    ],
)
def test_a_mistake_is_one_line_on_the_standard_error(
    commands: Commands, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(folder)
    (folder / "file").write_text("")
    code, output, errors = commands.run(*arguments, notes=False)
    assert (code, output) == (2, "")
    assert errors.startswith("studyhall: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["ask", "x", "--unknown"], ["lookup"], ["check"], ["ask", "x", "--batch", "y"]],
)
def test_a_wrong_command_shows_how_it_is_used(commands: Commands, arguments: list[str]) -> None:
    code, output, errors = commands.run(*arguments, notes=False)
    assert (code, output) == (2, "")
    assert errors.startswith("usage: studyhall")


@pytest.mark.parametrize("command", [[], ["ask"], ["lookup"], ["check"]])
def test_help_shows_examples(commands: Commands, command: list[str]) -> None:
    code, output, _ = commands.run(*command, "--help", notes=False)
    assert code == 0
    assert f"examples:\n  studyhall {' '.join(command)}" in output


def test_a_term_is_looked_up(commands: Commands) -> None:
    code, output, _ = commands.run("lookup", "fargte")
    assert code == 0
    assert output.split("\n")[0].startswith("AWS Fargate")
    assert "  serverless/Fargate.md:2  AWS Fargate\n" in output
    (entry,) = commands.json("lookup", "glacier")
    assert (entry["status"], entry["term"], entry["note"], entry["lines"]) == (
        "found",
        "S3 Glacier",
        "storage.md",
        [5, 5],
    )


def test_a_term_that_no_note_has_is_unknown(commands: Commands) -> None:
    code, output, _ = commands.run("lookup", "photosynthesis")
    assert (code, output) == (1, "The notes do not cover this.\n")
    (entry,) = commands.json("lookup", "photosynthesis")
    assert entry == {"status": "unknown", "term": "photosynthesis", "nearest": []}


def test_sound_notes_pass_the_check(commands: Commands, folder: Path) -> None:
    code, output, errors = commands.run("check", str(folder), notes=False)
    assert (code, errors) == (0, "")
    assert output.split("\n")[0].split() == ["notes", "read", "4"]


def test_errors_fail_the_check_and_come_first(commands: Commands, folder: Path) -> None:
    (folder / "picture.md").write_bytes(b"\x89PNG\x00\x00\x01\x02" * 200)
    code, output, _ = commands.run("check", str(folder), notes=False)
    assert code == 1
    assert output.startswith("picture.md:1: ")
    code, output, _ = commands.run("check", str(folder), "--json", notes=False)
    found = json.loads(output)
    assert (code, found["errors"], found["problems"][0]["path"]) == (1, 1, "picture.md")


def test_notes_cannot_steer_the_terminal(commands: Commands, folder: Path) -> None:
    (folder / "evil.md").write_text("# Kinesis\nKinesis \x1b]0;owned\x07reads \x9b31mstreams.\n")
    _, output, _ = commands.run("ask", "what does kinesis read \x1b[2J")
    assert "reads" in output
    assert not {"\x1b", "\x07", "\x9b"} & set(output)


def test_a_process_answers_and_ends_with_the_code(studyhall: Studyhall, folder: Path) -> None:
    asked = studyhall("ask", "whats fargate", "--notes", folder, "--json")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert json.loads(asked.stdout)["status"] == "answered"
    plain = studyhall("ask", "--notes", folder, stdin="who won the world cup\n")
    assert (plain.returncode, plain.stderr) == (1, "")
    missing = studyhall("ask", "x", "--notes", folder / "missing")
    assert (missing.returncode, missing.stdout, missing.stderr.count("\n")) == (2, "", 1)


def test_output_of_another_encoding_is_no_trouble(studyhall: Studyhall, folder: Path) -> None:
    (folder / "storage.md").write_text("# Lager\nDas Lager faßt 5 Töpfe, 漢字 🙂.\n", "utf-8")
    for arguments in (["--json"], []):
        asked = studyhall(
            "ask",
            "lager",
            "--notes",
            folder,
            *arguments,
            environment={"PYTHONIOENCODING": "ascii"},
        )
        assert (asked.returncode, asked.stderr) == (0, "")


@unix
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_reader_that_had_enough_ends_the_command_quietly(folder: Path, form: list[str]) -> None:
    command = [sys.executable, "-m", "bot", "ask", *form, "--notes", str(folder)]
    with subprocess.Popen(
        [*command, "--state", str(folder.parent / "state")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"what is lambda\n" * 200)
        process.stdin.close()
        errors = process.stderr.read()
        assert (errors, process.wait(timeout=30)) == (b"", 141)


def test_asking_for_a_program_loads_nothing_heavy(folder: Path) -> None:
    asked = "import sys; from bot.cli import main; main(sys.argv[1:]);print(*sys.modules)"
    Library.open([folder], state=folder.parent / "state")
    output = subprocess.run(
        [
            *(sys.executable, "-c", asked, "ask", "whats fargate", "--json", "--notes", folder),
            *("--state", folder.parent / "state"),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    loaded = {name.partition(".")[0] for name in output.splitlines()[-1].split()}
    assert HEAVY & loaded == set()
    assert "knowledge.reading" not in output.splitlines()[-1].split()


def test_the_library_alone_needs_neither_discord_nor_an_event_loop() -> None:
    output = subprocess.run(
        [sys.executable, "-c", "import sys, knowledge; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert (HEAVY | {"asyncio", "bot"}) & set(output.split()) == set()


STEERING = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x1b\x07]*(?:\x1b\\|\x07))|[\x08\r]")


class Terminal:
    """A pseudo-terminal with the command in it."""

    def __init__(self, *arguments: str, columns: int = 60) -> None:
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
            command = [sys.executable, "-m", "bot", *arguments]
            os.execv(sys.executable, command)  # noqa: S606 - the command itself, no shell
        self.seen = ""
        self._expected = 0

    @property
    def shown(self) -> str:
        """What was shown, without colours and movements."""
        return STEERING.sub("", self.seen)

    def expect(self, text: str) -> None:
        """Read until the text is shown after what was expected before; fail when it never is."""
        while (at := self.shown.find(text, self._expected)) < 0:
            ready, _, _ = select.select([self._file], [], [], 20)
            assert ready, f"{text!r} did not come: {self.shown[self._expected :]!r}"
            assert self._read(), f"it ended before {text!r}: {self.shown!r}"
        self._expected = at + len(text)

    def _read(self) -> bool:
        try:
            read = os.read(self._file, 65_536)
        except OSError:
            return False
        self.seen += read.decode(errors="replace")
        if b"\x1b[6n" in read:
            os.write(self._file, b"\x1b[1;1R")  # it asked where the cursor is
        return bool(read)

    def type(self, text: str) -> None:
        os.write(self._file, text.encode())

    def end(self) -> int:
        while select.select([self._file], [], [], 30)[0] and self._read():
            pass
        os.close(self._file)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


@unix
def test_a_terminal_shows_colours_and_links_and_wraps(folder: Path) -> None:
    state = str(folder.parent / "state")
    (folder / "serverless/Fargate.md").write_text(
        "# AWS Fargate\n- AWS Fargate runs containers without any instances to choose or mend.\n"
    )
    screen = Terminal("ask", "what is fargate", "--notes", str(folder), "--state", state)
    assert screen.end() == 0
    assert "\x1b[1mFargate\x1b[0m" in screen.seen
    assert (folder / "serverless/Fargate.md").as_uri() in screen.seen
    assert "Reading notes" not in screen.seen
    assert [line.rstrip() for line in screen.shown.splitlines()[:3]] == [
        "- AWS Fargate runs containers without any instances to",
        "  choose or mend.",
        "",
    ]


@unix
def test_many_notes_show_how_far_reading_is(
    tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    many = write(tmp_path / "many", {f"{n}.md": f"# Note {n}\nText.\n" for n in range(200)})
    arguments = ["ask", "note 7", "--notes", str(many), "--state", str(tmp_path / "state")]
    first = Terminal(*arguments)
    first.end()
    second = Terminal(*arguments)
    second.end()
    assert "Reading notes" in first.shown
    assert "Reading notes" not in second.shown


@unix
def test_the_prompt_completes_in_spite_of_a_typo_and_remembers(folder: Path) -> None:
    state = folder.parent / "state"
    screen = Terminal("ask", "--notes", str(folder), "--state", str(state))
    screen.expect("Ctrl-D ends.")
    screen.expect("?")
    screen.type("what is fargte\t")
    screen.expect("AWS Fargate")
    screen.type("\r")
    screen.expect("Fargate.md:")
    screen.expect("?")
    screen.type("\x04")
    assert screen.end() == 0
    assert "+what is AWS Fargate" in (state / "history").read_text()


def test_a_missing_sentence_model_leaves_words_alone_and_says_so(
    commands: Commands, tmp_path: Path
) -> None:
    missing = str(tmp_path / "no-model")
    code, output, errors = commands.run("ask", "whats fargate", "--semantic", missing)
    assert code == 0
    assert "Fargate" in output
    assert errors.startswith("Words alone: ")
    assert errors.count("\n") == 1


COMPARED = {
    "boats.md": "# Boats\n\n## Kayak\n\nA kayak is a narrow boat for one person.\n",
    "ships.md": "# Ships\n\n## Trawler\n\nA trawler is a ship that pulls a net.\n",
}


def test_both_sides_of_a_comparison_are_printed_each_with_its_place(
    tmp_path: Path,
    write: Callable[[Path, Mapping[str, str]], Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commands = Commands(write(tmp_path / "notes", COMPARED), capsys, monkeypatch)
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
