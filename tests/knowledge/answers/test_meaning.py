"""Meaning beside the words: vectors kept by what they say, and a real model where there is one."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.answers.answer import Correction
from knowledge.answers.meaning import (
    BATCH,
    SAVED_EVERY,
    TEXT_CAP,
    Embedder,
    Meaning,
    MeaningUnavailable,
    calibrated,
    embed_passages,
    embedded_text,
    fused,
    load_embedder,
    nearest,
    question_as_read,
)
from knowledge.errors import StudyhallError
from knowledge.model import Block, Kind, Passage, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MODEL_FOLDER = Path(__file__).parents[4] / "shared" / "models" / "all-MiniLM-L6-v2"
SIZE = 16
with_model = [
    pytest.mark.skipif(not MODEL_FOLDER.is_dir(), reason="../shared/models is not here"),
    pytest.mark.skipif(
        importlib.util.find_spec("fastembed") is None, reason="fastembed is not installed"
    ),
]


@dataclass
class Hashing:
    """A sentence model of no sense: a text's vector is made of its hash; it notes what it reads."""

    read: list[str] = field(default_factory=list)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.read.extend(texts)
        rows = [hashlib.blake2b(text.encode(), digest_size=SIZE).digest() for text in texts]
        vectors = np.array([list(row) for row in rows], np.float32) - np.float32(127.5)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def passages(*texts: str) -> list[Passage]:
    return [
        Passage(Place("a.md", 1, 1, ("Title", "Part")), (Block(Kind.PARAGRAPH, text, 1, 1),))
        for text in texts
    ]


def cosines(texts: Sequence[str], cache: Path | None, model: Hashing) -> list[float]:
    vectors = embed_passages(passages(*texts), Embedder("hashing", model), cache)
    assert vectors is not None
    return [float(each) for each in vectors.cosines(Hashing()(["the question"])[0])]


TEXTS = [f"text {number}" for number in range(3 * BATCH + 1)]


def test_vectors_stand_in_the_order_of_the_passages(tmp_path: Path) -> None:
    expected = cosines(TEXTS, None, Hashing())
    shuffled = sorted(range(len(TEXTS)), key=lambda number: number * 7 % len(TEXTS))
    for _ in ("fresh", "from the cache"):
        found = cosines([TEXTS[number] for number in shuffled], tmp_path, Hashing())
        assert found == [expected[number] for number in shuffled]


def test_kept_vectors_are_the_models_own_within_two_thousandths() -> None:
    question = Hashing()(["the question"])[0]
    exact = Hashing()([embedded_text(each) for each in passages(*TEXTS)]) @ question
    assert np.abs(exact - cosines(TEXTS, None, Hashing())).max() < 0.005  # of 16 numbers, not 384


def test_an_edit_embeds_only_the_passage_that_changed(tmp_path: Path) -> None:
    before = cosines(TEXTS, tmp_path, Hashing())
    model = Hashing()
    edited = [*TEXTS[:5], "edited", *TEXTS[6:]]
    after = cosines(edited, tmp_path, model)
    assert model.read == ["Title > Part\nedited"]
    assert after[:5] + after[6:] == before[:5] + before[6:]
    assert after == cosines(edited, None, Hashing())


def test_equal_passages_are_embedded_once() -> None:
    model = Hashing()
    first, second = cosines(["same", "same"], None, model)
    assert (len(model.read), first) == (1, second)


def test_what_one_library_embedded_stays_when_another_is_embedded(tmp_path: Path) -> None:
    cosines(TEXTS, tmp_path, Hashing())
    cosines(["another library"], tmp_path, Hashing())
    model = Hashing()
    cosines(TEXTS, tmp_path, model)
    assert model.read == []


def test_vectors_of_one_model_are_not_taken_for_anothers(tmp_path: Path) -> None:
    cosines(TEXTS, tmp_path, Hashing())
    model = Hashing()
    embed_passages(passages(*TEXTS), Embedder("another", model), tmp_path)
    assert len(model.read) == len(TEXTS)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[:0], id="empty"),
        pytest.param(lambda content: content[:-1], id="cut by a byte"),
        pytest.param(lambda content: content[:40], id="cut within its head"),
        pytest.param(lambda content: b"x" + content[1:], id="of another kind"),
        pytest.param(lambda content: content[:-9] + b"x" + content[-8:], id="one byte changed"),
        pytest.param(lambda content: content + content, id="written twice"),
    ],
)
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    expected = cosines(TEXTS, tmp_path, Hashing())
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    model = Hashing()
    assert cosines(TEXTS, tmp_path, model) == expected
    assert len(model.read) == len(TEXTS)
    assert sorted(file.read_bytes()) == sorted(whole)


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert cosines(TEXTS, blocked / "below", Hashing()) == cosines(TEXTS, None, Hashing())


def test_stopping_keeps_what_was_done(tmp_path: Path) -> None:
    counted: list[tuple[int, int]] = []
    first = Hashing()
    embedder = Embedder("hashing", first)
    found = embed_passages(
        passages(*TEXTS),
        embedder,
        tmp_path,
        progress=lambda done, total: counted.append((done, total)),
        stop=lambda: len(first.read) >= 2 * BATCH,
    )
    assert found is None
    assert counted == [(BATCH, len(TEXTS)), (2 * BATCH, len(TEXTS))]
    second = Hashing()
    assert cosines(TEXTS, tmp_path, second) == cosines(TEXTS, None, Hashing())
    assert len(second.read) == len(TEXTS) - 2 * BATCH


def test_what_is_done_is_kept_while_it_goes_on(tmp_path: Path) -> None:
    many = passages(*(f"text {number}" for number in range(BATCH * SAVED_EVERY + BATCH)))

    class KilledError(Exception):
        pass

    def killed() -> bool:
        if list(tmp_path.iterdir()):
            raise KilledError
        return False

    with pytest.raises(KilledError):
        embed_passages(many, Embedder("hashing", Hashing()), tmp_path, stop=killed)
    model = Hashing()
    embed_passages(many, Embedder("hashing", model), tmp_path)
    assert len(model.read) == BATCH


def test_no_passages_have_no_vectors_and_no_cache(tmp_path: Path) -> None:
    model = Hashing()
    vectors = embed_passages([], Embedder("hashing", model), tmp_path)
    assert vectors is not None
    assert Meaning(vectors, Embedder("hashing", model)).similarities("why").tolist() == []
    assert (model.read, list(tmp_path.iterdir())) == ([], [])


def test_a_passage_is_embedded_with_its_headings_and_cut() -> None:
    (short, long) = passages("Body.", "x" * 5_000)
    assert embedded_text(short) == "Title > Part\nBody."
    assert len(embedded_text(long)) == TEXT_CAP


def test_a_models_own_scale_is_taken_off() -> None:
    def crowded(texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors that share one direction: no two texts have a cosine below 0.4."""
        vectors = np.column_stack([np.full(len(texts), 1.5, np.float32), Hashing()(texts)])
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    vectors = embed_passages(passages(*TEXTS, "the question"), Embedder("crowded", crowded))
    assert vectors is not None
    embedder = Embedder("crowded", crowded, unrelated=0.7, related=0.9)
    expected = (vectors.cosines(crowded(["why"])[0]) - 0.7) / 0.2
    assert Meaning(vectors, embedder).similarities("why") == pytest.approx(expected, abs=1e-5)


def test_a_model_that_tells_no_texts_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="no nearer"):
        calibrated("same", lambda texts: np.full((len(texts), 4), 0.5, np.float32))


def test_the_nearest_come_in_the_order_of_the_notes() -> None:
    similarities = np.array([0.1, 0.9, 0.5, 0.9, 0.5, 0.0], np.float32)
    assert nearest(similarities, 3).tolist() == [1, 2, 3]
    assert nearest(similarities).tolist() == [0, 1, 2, 3, 4, 5]


def test_meaning_settles_what_words_leave_open_and_no_more() -> None:
    alike = np.array([0.2, 0.9], np.float32)
    open_question = fused(np.array([5.0, 4.9], np.float32), alike, asked=4.0)
    sure = fused(np.array([9.0, 4.9], np.float32), alike, asked=4.0)
    assert (int(open_question.argmax()), int(sure.argmax())) == (1, 0)


@pytest.mark.parametrize(
    ("question", "corrections", "read"),
    [
        ("What is Lamda?", [("lamda", "lambda")], "What is lambda?"),
        ("lamda or lamdas", [("lamda", "lambda")], "lambda or lamdas"),
        ("step fuctions", [("fuctions", "functions")], "step functions"),
        ("fire wall rules", [("fire wall", "firewall")], "firewall rules"),
        ("a+b", [("a", r"\1")], r"\1+b"),
        ("as it is", [], "as it is"),
    ],
)
def test_the_question_is_embedded_as_it_was_read(
    question: str, corrections: list[tuple[str, str]], read: str
) -> None:
    mended = tuple(Correction(written, as_read) for written, as_read in corrections)
    assert question_as_read(question, mended) == read


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastembed", None)
    with pytest.raises(MeaningUnavailable, match="fastembed is not installed") as raised:
        load_embedder()
    assert isinstance(raised.value, StudyhallError)
    assert "studyhall[semantic]" in raised.value.remedy


def test_a_folder_without_a_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MeaningUnavailable, match="holds no sentence model"):
        load_embedder(folder=tmp_path)


class TestRealModel:
    pytestmark = with_model

    @pytest.fixture(autouse=True)
    def offline(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")

    def test_it_finds_what_shares_no_word(self) -> None:
        embedder = load_embedder(folder=MODEL_FOLDER)
        vectors = embed_passages(
            passages(
                "The kidneys clean the blood and leave its waste in the urine.",
                "A queue hands each message to one reader.",
                "Wages rose by two per cent last year.",
            ),
            embedder,
        )
        assert vectors is not None
        found = Meaning(vectors, embedder).similarities("how much more do workers earn")
        assert int(found.argmax()) == 2
        assert found[2] > 0.4
        assert max(found[:2]) < 0.2

    def test_a_vector_does_not_depend_on_its_neighbours(self) -> None:
        embed = load_embedder(folder=MODEL_FOLDER).embed
        texts = ["short", "A text of middle length, with a comma.", "long " * 100]
        assert embed(texts) == pytest.approx(np.vstack([embed([text]) for text in texts]), abs=1e-5)

    @pytest.mark.parametrize(
        "damage", [("model.onnx", b"no model"), ("tokenizer.json", b"{"), ("model.onnx", None)]
    )
    def test_damaged_files_are_one_sentence(
        self, tmp_path: Path, damage: tuple[str, bytes | None]
    ) -> None:
        for file in MODEL_FOLDER.iterdir():
            (tmp_path / file.name).symlink_to(file)
        name, content = damage
        (tmp_path / name).unlink()
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(MeaningUnavailable, match="cannot be loaded"):
            load_embedder(folder=tmp_path)

    @pytest.mark.parametrize("model", ["nobody/nothing", "sentence-transformers/all-MiniLM-L6-v2"])
    def test_a_model_that_is_not_here_is_one_sentence(
        self, tmp_path: Path, model: str, capfd: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(MeaningUnavailable, match=f"{model} cannot be loaded"):
            load_embedder(model, downloads=tmp_path)
        assert capfd.readouterr() == ("", "")
