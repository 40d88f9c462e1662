"""Optional meaning beside the words: passages and questions as unit vectors of a sentence model.

The words stay in charge: a passage's similarity is added to what its words score, so that it
settles what the words leave open. Without the package, its model or the network there is
`MeaningUnavailable`, and the words answer alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from knowledge.errors import StudyhallError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.answers.answer import Correction
    from knowledge.model import Passage

    Embed = Callable[[Sequence[str]], NDArray[np.float32]]
    Progress = Callable[[int, int], None]
    Stop = Callable[[], bool]

MODEL: Final = "sentence-transformers/all-MiniLM-L6-v2"
"""English, 23 to 90 MB, seven milliseconds a question on one core."""

TEXT_CAP: Final = 1_200
"""Characters of a text that are embedded: about the 256 tokens that sentence models read. The
headings above a passage are embedded with it: hit@1 of the cosine added falls by up to 2.4 points
without them, by up to 3.6 where the text is cut at 400; docs/answers.md has the figures."""
BATCH: Final = 8
"""Texts embedded between two looks at whether to stop; larger batches are no quicker."""
SAVED_EVERY: Final = 64
"""Batches after which what is done is written down."""
UNUSED_CAP: Final = 20_000
"""Vectors kept for other notes than those of now, 8 MB: several libraries share one file."""

WEIGHT: Final = 0.7
"""What a similarity of 1 counts beside the words: this share of all that is asked. From 0.55 to
0.95 the DEV figures move by less than a point."""
NEAREST: Final = 50
"""Passages that are looked at for their meaning, beside those for their words."""

_CODES: Final = 127
"""A vector is kept as whole numbers of one byte and a scale: a quarter of the size, similarities
within 0.002, and no slower to multiply."""
_BLOCK: Final = 4_096
"""Vectors multiplied at once, so that their floats stay in the processor's cache."""
_NAME: Final = b"studyhall vectors 1\n"
_CHECKSUM: Final = 32
_KEY: Final = 16


class MeaningUnavailable(StudyhallError):  # noqa: N818 - a state that callers fall back from
    """There is no sentence model to be had; the words answer alone."""


@dataclass(frozen=True, slots=True)
class Embedder:
    """A sentence model, with the scale of its cosines."""

    name: str
    """Tells its vectors from those of any other model."""
    embed: Embed
    """Texts to unit vectors, a row each; a text's vector does not depend on its neighbours."""
    unrelated: float = 0.0
    """The mean cosine of a question and a text about something else."""
    related: float = 1.0
    """The mean cosine of a question and a text that answers it; above `unrelated`."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors, a row each, in a quarter of the room."""

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.scales)

    def cosines(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosine of each with a unit vector, to within 0.002."""
        found = np.empty(len(self), np.float32)
        for start in range(0, len(self), _BLOCK):
            end = start + _BLOCK
            found[start:end] = self.codes[start:end].astype(np.float32) @ vector
        return found * self.scales


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the passages of one index mean."""

    vectors: Vectors
    """In the order of the index."""
    embedder: Embedder

    def similarities(self, question: str) -> NDArray[np.float32]:
        """Return how near each passage is to a question, whatever the model's own scale.

        0 is as near as texts about something else, 1 as near as a question's answer.
        """
        if not len(self.vectors):
            return np.empty(0, np.float32)
        vector = self.embedder.embed([question[:TEXT_CAP]])[0]
        span = self.embedder.related - self.embedder.unrelated
        cosines = self.vectors.cosines(vector)
        return ((cosines - self.embedder.unrelated) / span).astype(np.float32)


def question_as_read(question: str, corrections: Iterable[Correction]) -> str:
    """Return the question with its spelling mended, as the words were read."""
    text = question[:TEXT_CAP]
    for correction in corrections:
        pattern = rf"(?<!\w){re.escape(correction.written)}(?!\w)"
        read = correction.read_as.replace("\\", r"\\")
        text = re.sub(pattern, read, text, flags=re.IGNORECASE)
    return text


def nearest(similarities: NDArray[np.float32], count: int = NEAREST) -> NDArray[np.int64]:
    """Return the passages nearest in meaning, in the order of the notes; of equals the first."""
    return np.sort(np.argsort(-similarities, kind="stable")[:count]).astype(np.int64)


def fused(
    words: NDArray[np.float32], similarities: NDArray[np.float32], asked: float
) -> NDArray[np.float32]:
    """Return scores by words with the meaning added; `asked` is the weight of all that is asked.

    Added and not ranked anew: where one passage says far more of what is asked than any other, its
    lead is more than similarities differ by, and the words decide.
    """
    return (words + np.float32(WEIGHT * asked) * similarities).astype(np.float32)


def load_embedder(
    model: str = MODEL,
    *,
    folder: Path | None = None,
    downloads: Path | None = None,
    threads: int = 1,
) -> Embedder:
    """Return a sentence model of `fastembed`. Raises `MeaningUnavailable`.

    `folder` holds the model's files (`model.onnx`, `tokenizer.json`, ...). Without it they are
    looked for in `downloads`, and fetched to there unless HF_HUB_OFFLINE is set in the environment;
    that may take a minute to fail.
    """
    if folder is not None and not (folder / "tokenizer.json").is_file():
        raise MeaningUnavailable(
            "the folder holds no sentence model",
            path=str(folder),
            remedy="Name a folder with model.onnx and tokenizer.json, or leave it out.",
        )
    try:
        fastembed = importlib.import_module("fastembed")
    except ImportError as error:
        raise MeaningUnavailable(
            "the package fastembed is not installed",
            remedy="Install studyhall with its extra: pip install 'studyhall[semantic]'.",
        ) from error
    _silence()
    try:
        loaded = fastembed.TextEmbedding(
            model,
            cache_dir=str(downloads) if downloads else None,
            threads=threads,
            specific_model_path=str(folder) if folder else None,
        )
        return calibrated(_identity(model, folder), lambda texts: _unit(loaded.embed(list(texts))))
    except Exception as error:
        # The libraries below raise whatever they like: bare Exception, RuntimeError, OSError ...
        raise MeaningUnavailable(
            f"the sentence model {model} cannot be loaded: {_first_line(error)}",
            path=str(folder or ""),
            remedy="Check the model's name and the network, or name a folder with its files.",
        ) from error


def _silence() -> None:
    """Keep fastembed's own log off the terminal: a failure is one sentence of ours."""
    with contextlib.suppress(ImportError):
        importlib.import_module("loguru").logger.disable("fastembed")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _identity(model: str, folder: Path | None) -> str:
    """Return what tells a model's vectors from any other's: its name, or the file's content."""
    if folder is None:
        return model
    found = hashlib.blake2b(digest_size=8)
    for file in sorted(folder.rglob("*.onnx")):
        with file.open("rb") as content:
            found.update(hashlib.file_digest(content, "blake2b").digest())
    return f"{model} {found.hexdigest()}"


def _unit(rows: Iterator[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return vectors of length one; what is no number counts as nothing."""
    vectors = np.nan_to_num(np.array(list(rows), np.float32))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = vectors / np.maximum(lengths, np.float32(1e-9))
    return unit


_PAIRS: Final = (
    (
        "what is photosynthesis",
        "Photosynthesis is how plants turn light, water and carbon dioxide into sugar.",
    ),
    ("who wrote Hamlet", "Hamlet is a tragedy that William Shakespeare wrote around 1600."),
    (
        "when did the Berlin wall fall",
        "The Berlin Wall fell on 9 November 1989, and Germany was united a year later.",
    ),
    (
        "difference between TCP and UDP",
        "TCP delivers bytes in order and resends lost ones; UDP sends datagrams and forgets them.",
    ),
    (
        "how does inflation affect savings",
        "Rising prices reduce what saved money can buy, so savings lose value under inflation.",
    ),
    (
        "which organ filters blood",
        "The kidneys clean the blood and leave its waste in the urine.",
    ),
    (
        "what does a compiler do",
        "A compiler translates source code to machine code before the program is run.",
    ),
    (
        "derivative of sin x",
        "The sine function's derivative is the cosine: d/dx sin(x) = cos(x).",
    ),
)
"""Questions of eight subjects with their answers: what a model makes of them is its scale."""


def calibrated(name: str, embed: Embed) -> Embedder:
    """Return a model with its scale. Raises ValueError for one that cannot tell texts apart.

    Models differ: unrelated texts have a cosine of 0.0 in one, of 0.6 in another.
    """
    questions = embed([question for question, _ in _PAIRS])
    answers = embed([answer for _, answer in _PAIRS])
    cosines = questions @ answers.T
    own = np.eye(len(_PAIRS), dtype=bool)
    unrelated, related = float(cosines[~own].mean()), float(cosines[own].mean())
    if related <= unrelated:
        raise ValueError("it finds questions no nearer to their answers than to other texts")
    return Embedder(f"{name} {questions.shape[1]}", embed, unrelated, related)


def embedded_text(passage: Passage) -> str:
    """Return what is embedded of a passage: the headings above it, and its text."""
    return f"{' > '.join(passage.place.heading)}\n{passage.text}"[:TEXT_CAP]


def embed_passages(
    passages: Sequence[Passage],
    embedder: Embedder,
    cache: Path | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop = lambda: False,
) -> Vectors | None:
    """Return the passages' vectors in their order, or None when `stop` said so.

    Only texts that `cache` (a folder) does not know are embedded, equal ones once; what was done
    is kept there, when stopped too, and a cache that cannot be read or written costs time only.
    `progress(done, total)` counts the texts to embed. What the model raises is passed on.
    """
    keys = [_key(embedded_text(passage)) for passage in passages]
    file = None if cache is None else _file(cache, embedder.name)
    known = {} if file is None else _load(file)
    missing = {
        key: embedded_text(passage)
        for key, passage in zip(keys, passages, strict=True)
        if key not in known
    }
    todo = sorted(missing, key=lambda key: (len(missing[key]), key))
    for number, start in enumerate(range(0, len(todo), BATCH), 1):
        if stop():
            _keep(file, known, keys)
            return None
        batch = todo[start : start + BATCH]
        known.update(
            zip(batch, _packed(embedder.embed([missing[key] for key in batch])), strict=True)
        )
        if progress is not None:
            progress(min(start + BATCH, len(todo)), len(todo))
        if number % SAVED_EVERY == 0:
            _keep(file, known, keys)
    if todo:
        _keep(file, known, keys)
    return _vectors([known[key] for key in keys])


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=_KEY).digest()


def _packed(vectors: NDArray[np.float32]) -> Iterator[bytes]:
    """Yield each vector as bytes: its scale, then a code for each of its numbers."""
    scales = np.maximum(np.abs(vectors).max(axis=1), np.float32(1e-9)) / np.float32(_CODES)
    codes = np.rint(vectors / scales[:, None]).astype(np.int8)
    for scale, code in zip(scales.astype("<f4"), codes, strict=True):
        yield scale.tobytes() + code.tobytes()


def _vectors(packed: Sequence[bytes]) -> Vectors:
    if not packed:
        return Vectors(np.empty((0, 0), np.int8), np.empty(0, np.float32))
    rows = np.frombuffer(b"".join(packed), np.uint8).reshape(len(packed), -1)
    scales = np.ascontiguousarray(rows[:, :4]).view("<f4")[:, 0].astype(np.float32)
    return Vectors(np.ascontiguousarray(rows[:, 4:]).view(np.int8), scales)


def _file(folder: Path, name: str) -> Path:
    return folder / f"meaning-{hashlib.blake2b(name.encode(), digest_size=6).hexdigest()}.vectors"


def _load(file: Path) -> dict[bytes, bytes]:
    """Return text's key -> packed vector; nothing where the file is not wholly as it was left."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    start = len(_NAME) + _CHECKSUM
    payload = memoryview(content)[start + 4 :]
    size = int.from_bytes(content[start : start + 4], "little")
    sound = content.startswith(_NAME) and content[len(_NAME) : start] == _checksum(content[start:])
    if not sound or size <= _KEY or len(payload) % size:
        return {}
    return {
        bytes(payload[at : at + _KEY]): bytes(payload[at + _KEY : at + size])
        for at in range(0, len(payload), size)
    }


def _keep(file: Path | None, known: Mapping[bytes, bytes], used: Sequence[bytes]) -> None:
    """Write the vectors, those in use first; the file is whole or the old one."""
    if file is None or not known:
        return
    wanted = [key for key in dict.fromkeys(used) if key in known]
    others = known.keys() - set(wanted)
    kept = [*wanted, *[key for key in known if key in others][:UNUSED_CAP]]
    size = _KEY + len(known[kept[0]])
    payload = size.to_bytes(4, "little") + b"".join(
        key + known[key] for key in kept if len(known[key]) == size - _KEY
    )
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        import tempfile  # noqa: PLC0415 - ten milliseconds; most starts write nothing

        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        try:
            with os.fdopen(descriptor, "wb") as written:
                written.write(_NAME + _checksum(payload) + payload)
            Path(temporary).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise


def _checksum(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=_CHECKSUM).digest()
