"""Words that everybody uses are no slips, and say less of what is asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from spellchecker import SpellChecker

from knowledge import Library, Unknown
from knowledge.answers.meaning import Embedder, embed_passages
from knowledge.answers.query import understand
from knowledge.everyday import (
    COMMON,
    LIGHTEST,
    LISTS,
    OFTEN,
    EverydayWords,
    as_kept,
    common_words,
    everyday_words,
)
from knowledge.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from knowledge.answers.query import Query

    Write = Callable[[Path, Mapping[str, str]], Path]

ACCOUNTS = {
    "password.md": "# Password\n\nA password proves who you are. It is stored as a hash.\n",
    "passkey.md": "# Passkey\n\nA passkey signs in by a key that never leaves the phone.\n",
    "lock.md": "# Lock\n\nAfter five wrong tries the account is locked for an hour.\n",
}


@pytest.fixture
def accounts(tmp_path: Path, write: Write) -> Library:
    return Library.open([write(tmp_path / "accounts", ACCOUNTS)])


def read(library: Library, question: str) -> Query:
    return understand(question, library._known)


def weight(library: Library, question: str, word: str) -> float:
    return next(each.weight for each in read(library, question).asked if each.written == word)


@pytest.mark.parametrize("language", sorted(LISTS))
def test_a_common_word_keeps_a_share_of_its_weight(language: str) -> None:
    common = common_words(language)
    assert LIGHTEST <= min(common.values()) < 0.4
    assert max(common.values()) <= 1
    assert common.keys() <= everyday_words(language).keys()


@pytest.mark.parametrize("language", ["english", "italian"])
def test_the_lists_are_read_as_their_own_library_reads_them(language: str) -> None:
    own = SpellChecker(LISTS[language], distance=1).word_frequency
    counted: Counter[str] = Counter()
    for word, count in own.items():
        counted[fold(word)] += count if count >= OFTEN else 0
    assert everyday_words(language) == +counted


def test_what_a_library_keeps_are_the_same_words() -> None:
    kept = EverydayWords(as_kept(["italian", "klingon"]))
    assert kept["italian"] == everyday_words("italian").keys()
    assert "perche" in kept["italian"]
    assert "perche" not in kept["klingon"]
    assert kept["german"] == everyday_words("german")


def test_the_commoner_a_word_is_the_less_it_keeps() -> None:
    counts, common = everyday_words("english"), common_words("english")
    assert min(counts.values()) >= OFTEN
    assert common.keys() == {word for word, count in counts.items() if count > COMMON}
    shares = [common[word] for word in sorted(common, key=counts.__getitem__)]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("language", ["danish", "swedish", "klingon"])
def test_a_language_without_a_list_has_no_everyday_words(language: str) -> None:
    assert everyday_words(language) == {}
    assert common_words(language) == {}


@pytest.mark.parametrize(
    ("language", "word"),
    [("italian", "perche"), ("german", "konnen"), ("spanish", "manana"), ("french", "tres")],
)
def test_everyday_words_are_folded_as_questions_are(language: str, word: str) -> None:
    assert word in everyday_words(language)


@pytest.mark.parametrize(
    ("language", "word"),
    [("italian", "da"), ("german", "schon"), ("french", "compte"), ("spanish", "porque")],
)
def test_words_that_fold_alike_are_counted_together(language: str, word: str) -> None:
    assert everyday_words(language)[word] > COMMON
    assert common_words(language)[word] < 1


def test_a_word_that_everybody_uses_is_never_read_as_another(accounts: Library) -> None:
    response = accounts.ask("how do i renew a passport")
    assert isinstance(response, Unknown)
    assert response.missing == ("renew", "passport")
    assert response.corrections == ()
    assert read(accounts, "how do i renew a passport").everyday == 2


@pytest.mark.parametrize("slip", ["pasword", "passwrod", "passwoord", "passsword"])
def test_a_real_slip_is_still_mended(accounts: Library, slip: str) -> None:
    query = read(accounts, f"what is a {slip}")
    assert [(each.written, each.read_as) for each in query.corrections] == [(slip, "password")]
    assert (query.missing, query.everyday) == ((), 0)


def test_everyday_words_are_those_of_the_notes_languages_and_of_english(
    tmp_path: Path, write: Write
) -> None:
    english = Library.open([write(tmp_path / "n", {"p.md": "# Passeporto\n\nA tale of one.\n"})])
    french = Library.open(
        [
            write(
                tmp_path / "f",
                {"p.md": "# La ville\n\nLe passeporto est dans la ville des rois.\n"},
            )
        ]
    )
    asked = "comment est le passeport de la reine"
    assert french.languages == ("french",)
    assert "passeport" in read(french, asked).missing
    assert "passeport" not in read(english, asked).missing  # a list more would take .3 s to read


def test_a_common_word_weighs_less_unless_it_is_a_term_of_the_notes(
    tmp_path: Path, write: Write
) -> None:
    told = {**ACCOUNTS, "sea.md": "# Sea\n\nShips sail where the water is deep.\n"}
    term = {**ACCOUNTS, "water.md": "# Water\n\nWater is wet, and ships sail on it.\n"}
    one = Library.open([write(tmp_path / "told", told)])
    other = Library.open([write(tmp_path / "term", term)])
    for question in ("what is water", "ships on deep water in winter"):
        whole = other.index.idf("water")
        assert weight(other, question, "water") == whole
        assert one.index.idf("water") == whole
        assert weight(one, question, "water") == whole * common_words("english")["water"]


def test_what_is_common_is_told_by_the_notes_language(tmp_path: Path, write: Write) -> None:
    mare = "Le navi vanno dove l'acqua del mare e alta, e non tornano che di notte.\n"
    italian = Library.open([write(tmp_path / "it", {"mare.md": f"# Mare\n\n{mare}"})])
    assert italian.languages == ("italian",)
    assert italian._known.common == common_words("italian")


def test_an_edit_reads_no_list_again(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "accounts", ACCOUNTS)
    Library.open([folder], state=tmp_path / "state")
    write(folder, {"lock.md": "# Lock\n\nAn account is locked for a day.\n"})
    monkeypatch.setattr("knowledge.joining.common_words", None)
    monkeypatch.setattr("knowledge.joining.as_kept", None)
    edited = Library.open([folder], state=tmp_path / "state")
    assert edited._known.common == common_words("english")


def test_a_sentence_model_weighs_words_by_itself(accounts: Library) -> None:
    embedder = Embedder("flat", lambda texts: np.full((len(texts), 4), 0.5, np.float32))
    vectors = embed_passages(accounts.passages, embedder, None)
    assert vectors is not None
    with_meaning = accounts.with_meaning(vectors, embedder)
    question = "does a phone leave the account"
    assert weight(accounts, question, "phone") < accounts.index.idf("phone")
    assert weight(with_meaning, question, "phone") == accounts.index.idf("phone")
    assert accounts._known.common == common_words("english")
