"""How fast, how large and how right answers are, by the number of sections, beside other engines.

    python tests/bench/answers.py [--sections 1000 10000 100000] [--peers] [--notes FOLDER] [--json]

Times are of the processor where nothing else is said: other work on the machine changes them less.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from corpus import edited, write_corpus
from peers import peers
from questions import MONSTERS, hostile, planted
from timing import Times, pace, seconds, timed

from knowledge.answers.answer import Unknown
from knowledge.answers.query import understand
from knowledge.answers.ranking import rank
from knowledge.library import Library
from knowledge.notes.reader import list_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from questions import Planted

Figures: TypeAlias = dict[str, Any]
QUESTIONS: Final = 1_000
HOSTILE: Final = 5_000
EDITS: Final = 12
STARTS: Final = 5
WARM: Final = 50
"""Questions asked before the clock runs: what is made at the first question is timed by `first`."""
SLOW: Final = 150
"""Questions put to an engine that takes 20 ms and more for one."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is to be measured."""

    peers: bool
    seed: int
    questions: int = QUESTIONS
    hostile: int = HOSTILE


def measure(notes: Path, options: Options) -> Figures:
    """Return all figures of one folder of notes."""
    size = sum(file.size for file in list_notes(notes).files)
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        tell("  reading, in a process of its own")
        figures: Figures = {"bytes": size, "pace_before_ms": pace()}
        figures["build"] = apart("build", notes, "")
        library = Library.open([notes], state=state)
        figures |= {
            "notes": len(library.notes),
            "sections": library.sections,
            "passages": len(library.passages),
            "saved_mb": round(sum(file.stat().st_size for file in state.iterdir()) / 1e6, 1),
        }
        asked = planted(library.passages, options.questions + WARM, _chance(options))
        tell(f"  {len(asked)} questions")
        figures["engines"] = engines(library, asked, options)
        tell("  first answers of new processes")
        figures["first"] = first_answers(notes, state, [each.question for each in asked[:STARTS]])
        tell("  hostile questions")
        figures["hostile"] = unfriendly(library, options)
        tell("  edits")
        figures["pace_ms"] = pace()
        figures["edit"] = edits(notes, library, _chance(options))
    return figures


def _chance(options: Options) -> Random:
    return Random(options.seed)  # noqa: S311 - the same questions every time


def engines(library: Library, asked: Sequence[Planted], options: Options) -> Figures:
    """Return each engine's times and how often it is right, all on the same questions."""
    number_of = {passage.place: at for at, passage in reversed(list(enumerate(library.passages)))}
    known = library._known

    def whole(question: str) -> list[int]:
        return [number_of[source.place] for source in getattr(library.ask(question), "sources", ())]

    def search(question: str) -> list[int]:
        ranked = rank(understand(question, known), library.index)
        return [scored.passage for scored in ranked]

    found = {"whole answer": judged(whole, asked), "its search": judged(search, asked)}
    for engine in peers() if options.peers else ():
        tell(f"  {engine.name}")
        time, _ = seconds(lambda engine=engine: engine.build(library.passages))  # type: ignore[misc]
        slow = engine.name == "rapidfuzz over titles" and len(library.passages) > 5_000
        found[engine.name] = judged(engine.search, asked[: SLOW if slow else None])
        found[engine.name]["build_s"] = time["processor_s"]
    return found


def judged(search: Callable[[str], list[int]], asked: Sequence[Planted]) -> Figures:
    """Return the times of a way to search, and the share of first passages that answer."""
    for each in asked[:WARM]:
        search(each.question)
    counted = asked[WARM:]
    times, outputs = timed(search, [each.question for each in counted])
    right = [
        bool(output) and output[0] in each.passages
        for each, output in zip(counted, outputs, strict=True)
    ]
    among = [
        not each.passages.isdisjoint(output[:5])
        for each, output in zip(counted, outputs, strict=True)
    ]
    clean = [hit for hit, each in zip(right, counted, strict=True) if not each.mistyped]
    slips = [hit for hit, each in zip(right, counted, strict=True) if each.mistyped]
    return {
        **times.summary(),
        "clean": _share(clean),
        "mistyped": _share(slips),
        "5": _share(among),
    }


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / max(1, len(hits)), 3)


def unfriendly(library: Library, options: Options) -> Figures:
    """Return the times of hostile questions, and of a million characters at once."""
    questions = hostile(library.passages, options.hostile, _chance(options))
    times, _ = timed(library.ask, questions)
    monsters, _ = timed(library.ask, MONSTERS)
    return {**times.summary(), "questions": len(questions), "million": monsters.summary()["max"]}


def edits(notes: Path, library: Library, chance: Random) -> Figures:
    """Return how long after the edit of one note a library that knows it is ready, and answers."""
    files = [notes / stamp.path for stamp in list_notes(notes).files]
    ready, answered = Times([], []), Times([], [])
    for number in range(EDITS):
        word = f"editword{chance.choice('abcdefghij')}{chance.choice('klmnopqrst')}"
        file = chance.choice(files)
        file.write_text(edited(file.read_text(), word))
        one, (after,) = timed(lambda old: Library.open([notes], before=old), [library])
        two, (answer,) = timed(after.ask, [f"what is {word}"])
        if after.reread != 1 or (isinstance(answer, Unknown) and answer.missing):
            sys.exit(f"edit {number}: {after.reread} notes were read, {answer}")
        ready, answered, library = ready.then(one), answered.then(one.with_more(two)), after
    return {**ready.summary(), "answered": answered.summary()["p50"]}


def first_answers(notes: Path, state: Path, questions: Sequence[str]) -> Figures:
    """Return the median over some new processes, from their start to their end."""
    runs: list[Figures] = []
    for question in questions:
        start = perf_counter()
        found = apart("first", notes, str(state), question)
        runs.append({**found, "wall_s": round(perf_counter() - start, 3)})
    return sorted(runs, key=lambda run: run["wall_s"])[len(runs) // 2]


def apart(what: str, notes: Path, *arguments: str) -> Figures:
    """Return what `apart.py` prints."""
    root = Path(__file__).parent.parent.parent
    run = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "apart.py"), what, str(notes), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    found: Figures = json.loads(run.stdout)
    return found


def tell(text: str) -> None:
    """Write a line of progress."""
    sys.stderr.write(text + "\n")


def table(figures: Figures) -> str:
    """Return the figures of one folder as Markdown."""
    build, first, hostile_, edit = (figures[key] for key in ("build", "first", "hostile", "edit"))
    base = figures["engines"]["its search"]["p50"]
    counts = f"{figures['sections']:,} sections, {figures['passages']:,} passages"
    lines = [
        f"### {counts}, {figures['notes']:,} notes, {figures['bytes'] / 1e6:.1f} MB\n",
        "| engine | p50 ms | p99 ms | beside its search | hit@1 | mistyped | hit@5 | build s |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, each in figures["engines"].items():
        row = (
            name, f"{each['p50']:.2f}", f"{each['p99']:.2f}", f"{each['p50'] / base:.1f}",
            *(f"{each[key]:.3f}" for key in ("clean", "mistyped", "5")), each.get("build_s", ""),
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(str, row))} |")
    whole = figures["engines"]["whole answer"]
    speed = figures["bytes"] / 1e6 / build["processor_s"]
    lines.append(f"""
- pace: {figures["pace_before_ms"]} ms for 200,000 additions before, {figures["pace_ms"]} after
- whole answer on the wall: p50 {whole["wall_p50"]:.2f} ms, p99 {whole["wall_p99"]:.2f}
- build: {build["processor_s"]} s (wall {build["wall_s"]}), {speed:.1f} MB/s
- memory over the interpreter: {build["imports_mb"]} MB imported, {build["held_mb"]} MB with the
  library, {build["asked_mb"]} MB once asked, {build["most_mb"]} MB at most
- saved index: {figures["saved_mb"]} MB; first answer of a new process {first["wall_s"]} s on the
  wall, {first["processor_s"]} s, {first["held_mb"]} MB
- one note edited: p50 {edit["p50"]:.0f} ms, longest {edit["max"]:.0f}; wall {edit["wall_p50"]:.0f},
  {edit["wall_max"]:.0f}; with the first answer {edit["answered"]:.0f}
- {hostile_["questions"]:,} hostile questions: p50 {hostile_["p50"]:.2f} ms, p99
  {hostile_["p99"]:.1f}, longest {hostile_["max"]:.1f}; a million characters
  {hostile_["million"]:.1f}
""")
    return "\n".join(lines)


def main() -> None:
    """Measure each size, and each folder of notes that is named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sections", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--notes", type=Path, nargs="*", default=[], help="real notes, too")
    parser.add_argument("--peers", action="store_true", help="other engines (extra `bench`)")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--hostile", type=int, default=HOSTILE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="figures instead of tables")
    given = parser.parse_args()
    options = Options(given.peers, given.seed, given.questions, given.hostile)
    found: list[Figures] = []
    with tempfile.TemporaryDirectory() as folder:
        places = [*_made(Path(folder), given.sections, given.seed), *_copied(folder, given.notes)]
        for name, place in places:
            tell(name)
            found.append({"corpus": name, **measure(place, options)})
            if not given.json:
                sys.stdout.write(f"{name}\n\n{table(found[-1])}\n")
                sys.stdout.flush()
    if given.json:
        sys.stdout.write(json.dumps(found))


def _made(folder: Path, sizes: Sequence[int], seed: int) -> list[tuple[str, Path]]:
    places = []
    for sections in sizes:
        place = folder / f"made-{sections}"
        tell(f"making {sections:,} sections")
        write_corpus(place, sections, seed)
        places.append((f"Made of chance, {sections:,} sections", place))
    return places


def _copied(folder: str, notes: Sequence[Path]) -> list[tuple[str, Path]]:
    """Copy the notes of real folders: the edits are not to touch them."""
    if not notes:
        return []
    place = Path(folder) / "real"
    for number, root in enumerate(notes):
        for stamp in list_notes(root).files:
            target = place / str(number) / stamp.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / stamp.path).read_bytes())
    return [("Real notes", place)]


if __name__ == "__main__":
    main()
