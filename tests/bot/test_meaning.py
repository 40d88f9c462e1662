"""Passages are read for their meaning beside the answers, and again when notes change."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.meaning import MeaningReader
from bot.services import Services
from bot.settings import Settings, SettingsError, load
from knowledge.answers.answer import Answer
from knowledge.answers.meaning import Embedder, MeaningUnavailable
from knowledge.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


def _embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Words hashed to directions: near where words are shared, as a small model would be."""
    rows = np.zeros((len(texts), 64), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().split():
            row[hashlib.blake2b(word.encode()).digest()[0] % 64] += 1
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows


def model(_: Settings) -> Embedder:
    return Embedder("hashed words", _embed)


@pytest.fixture(name="services")
def _services(tmp_path: Path) -> Services:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("# Tides\n\nThe moon pulls the sea twice a day.\n")
    settings = Settings(notes=(notes,), data=tmp_path / "data", semantic="on")
    return Services(settings, Library.open([notes]))


async def read_once(services: Services) -> None:
    reader = MeaningReader(services, model)
    reader._embedder = model(services.settings)
    await reader.read()


async def test_the_library_that_knows_takes_the_others_place(services: Services) -> None:
    before = services.library
    await read_once(services)
    assert services.library is not before
    assert services.library.meaning is not None
    response = services.library.ask("what pulls the sea")
    assert isinstance(response, Answer)
    assert response.text == "The moon pulls the sea twice a day."


async def test_what_was_read_once_is_not_read_again(services: Services) -> None:
    await read_once(services)
    read: list[str] = []

    def listening(texts: Sequence[str]) -> NDArray[np.float32]:
        read.extend(texts)
        return _embed(texts)

    services.library = Library.open(services.settings.notes)
    reader = MeaningReader(services, model)
    reader._embedder = Embedder("hashed words", listening)
    await reader.read()
    assert read == []
    assert services.library.meaning is not None


async def test_notes_that_changed_meanwhile_keep_their_place(services: Services) -> None:
    newer = Library.open(services.settings.notes)

    def changing(texts: Sequence[str]) -> NDArray[np.float32]:
        services.library = newer
        return _embed(texts)

    reader = MeaningReader(services, model)
    reader._embedder = Embedder("hashed words", changing)
    await reader.read()
    assert services.library is newer
    assert newer.meaning is None


async def test_without_a_model_the_words_answer_and_one_line_says_so(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    def none(_: Settings) -> Embedder:
        raise MeaningUnavailable("the package fastembed is not installed")

    reader = MeaningReader(services, none)
    with caplog.at_level(logging.WARNING, "bot.meaning"):
        reader.start()
        assert reader._task is not None
        await reader._task
    assert [record.getMessage() for record in caplog.records] == [
        "words alone: the package fastembed is not installed"
    ]
    assert services.library.meaning is None


async def test_a_bank_that_was_made_is_handed_on(services: Services) -> None:
    bank = services.library.bank
    await read_once(services)
    assert services.library.bank is bank


def test_a_model_is_a_folder_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "studyhall.yaml"
    file.write_text("semantic: model\n")
    with pytest.raises(SettingsError, match="there is no folder"):
        load(file, {})
    (tmp_path / "model").mkdir()
    assert load(file, {})[0].semantic == str(tmp_path / "model")
    file.write_text("semantic: on\n")
    assert load(file, {})[0].semantic == "on"
