"""Other engines over the same passages, each as its users would set it up with an hour's care."""

from __future__ import annotations

import importlib
import sqlite3
from abc import ABC, abstractmethod
from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.answers.asking import SMALL
from knowledge.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.model import Passage

BEST: Final = 5
STOP: Final = SMALL["english"]


class Engine(ABC):
    """Passages in, numbers of passages out."""

    name: ClassVar[str]

    @abstractmethod
    def build(self, passages: Sequence[Passage]) -> None:
        """Index the passages."""

    @abstractmethod
    def search(self, question: str) -> list[int]:
        """Return the numbers of the best passages."""


def content(question: str) -> list[str]:
    """Return the words of a question that mean something; all where none does."""
    found = words(question)
    return [word for word in found if word not in STOP] or found


def heading(passage: Passage) -> str:
    """Return the headings above a passage as one line."""
    return " ".join(passage.place.heading)


class FullText(Engine):
    """SQLite FTS5 with Porter's stemmer; headings weigh four times a word of the text."""

    name = "SQLite FTS5"

    def build(self, passages: Sequence[Passage]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(heading, body, tokenize='porter unicode61')"
        )
        self._base.executemany(
            "INSERT INTO passages(rowid, heading, body) VALUES (?, ?, ?)",
            ((at, heading(each), each.text) for at, each in enumerate(passages)),
        )
        self._base.execute("INSERT INTO passages(passages) VALUES ('optimize')")

    def search(self, question: str) -> list[int]:
        return self._found(content(question))

    def _found(self, asked: Sequence[str]) -> list[int]:
        if not asked:
            return []
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(asked))
        rows = self._base.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? "
            "ORDER BY bm25(passages, 4.0, 1.0) LIMIT ?",
            (match, BEST),
        )
        return [int(row[0]) for row in rows]


class FullTextRepaired(FullText):
    """The same; a word that no passage holds is read as the nearest that one does."""

    name = "FTS5 with repair"

    def build(self, passages: Sequence[Passage]) -> None:
        super().build(passages)
        self._counts = Counter(
            word for each in passages for word in {*words(heading(each)), *words(each.text)}
        )
        self._known = sorted(self._counts)

    def search(self, question: str) -> list[int]:
        return self._found([self._repaired(word) for word in content(question)])

    def _repaired(self, word: str) -> str:
        if word in self._counts or len(word) < 4:
            return word
        allowed = 1 if len(word) < 8 else 2
        near = process.extract(
            word, self._known, scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        if not near:
            return word
        return str(min(near, key=lambda each: (each[1], -self._counts[each[0]]))[0])


class Sparse(Engine):
    """bm25s with Snowball's stemmer and its own list of small words."""

    name = "bm25s"

    def build(self, passages: Sequence[Passage]) -> None:
        self._bm25s: Any = importlib.import_module("bm25s")
        self._stemmer: Any = importlib.import_module("Stemmer").Stemmer("english")
        self._index = self._bm25s.BM25()
        texts = [f"{heading(each)}\n{each.text}" for each in passages]
        self._index.index(self._tokens(texts), show_progress=False)

    def _tokens(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - the library's own
        return self._bm25s.tokenize(
            texts, stopwords="en", stemmer=self._stemmer, show_progress=False
        )

    def search(self, question: str) -> list[int]:
        found = self._index.retrieve(self._tokens([question]), k=BEST, show_progress=False)
        return [int(number) for number in found.documents[0]]


class Tantivy(Engine):
    """tantivy in memory, stemmed, headings boosted as far as fragments bear it."""

    name = "tantivy"

    def build(self, passages: Sequence[Passage]) -> None:
        tantivy: Any = importlib.import_module("tantivy")
        schema = tantivy.SchemaBuilder()
        for field in ("heading", "body"):
            schema.add_text_field(field, tokenizer_name="en_stem")
        schema.add_unsigned_field("number", stored=True)
        self._index = tantivy.Index(schema.build())
        writer = self._index.writer(num_threads=1)
        for at, each in enumerate(passages):
            writer.add_document(tantivy.Document(heading=heading(each), body=each.text, number=at))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, question: str) -> list[int]:
        query = self._index.parse_query(
            " ".join(content(question)), ["heading", "body"], {"heading": 1.5}
        )
        hits = self._searcher.search(query, BEST).hits
        return [int(self._searcher.doc(where)["number"][0]) for _, where in hits]


class Titles(Engine):
    """rapidfuzz's WRatio over headings, as many bots do."""

    name = "rapidfuzz over titles"

    def build(self, passages: Sequence[Passage]) -> None:
        self._titles = [each.place.heading[-1] if each.place.heading else "" for each in passages]

    def search(self, question: str) -> list[int]:
        found = process.extract(question, self._titles, scorer=fuzz.WRatio, limit=BEST)
        return [number for *_, number in found]


def peers() -> Iterator[Engine]:
    """Yield the engines that can be had here."""
    needs = {Sparse: "bm25s", Tantivy: "tantivy"}
    for engine in (FullText, FullTextRepaired, Sparse, Tantivy, Titles):
        try:
            importlib.import_module(needs.get(engine, "rapidfuzz"))
        except ImportError:
            continue
        yield engine()
