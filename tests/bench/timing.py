"""Times of many runs, on the wall's clock and on the processor's, and how much memory is held."""

from __future__ import annotations

import resource
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns, process_time_ns
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    _In = TypeVar("_In")
    _Out = TypeVar("_Out")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds a run: wall for people, processor for comparisons on a busy machine."""

    wall: Sequence[float]
    processor: Sequence[float]

    def then(self, others: Times) -> Times:
        """Return these runs and others behind them."""
        return Times([*self.wall, *others.wall], [*self.processor, *others.processor])

    def with_more(self, others: Times) -> Times:
        """Return the runs, each with what was done right behind it."""
        return Times(
            [one + other for one, other in zip(self.wall, others.wall, strict=True)],
            [one + other for one, other in zip(self.processor, others.processor, strict=True)],
        )

    def summary(self) -> dict[str, float]:
        """Return medians, 99th percentiles and the longest, in milliseconds."""
        return {
            "p50": round(statistics.median(self.processor), 3),
            "p99": round(percentile(self.processor, 0.99), 3),
            "max": round(max(self.processor), 3),
            "wall_p50": round(statistics.median(self.wall), 3),
            "wall_p99": round(percentile(self.wall, 0.99), 3),
            "wall_max": round(max(self.wall), 3),
        }


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def timed(run: Callable[[_In], _Out], inputs: Iterable[_In]) -> tuple[Times, list[_Out]]:
    """Run each input once; return the times and what came out."""
    wall: list[float] = []
    processor: list[float] = []
    outputs: list[_Out] = []
    for each in inputs:
        wall_start, start = perf_counter_ns(), process_time_ns()
        output = run(each)
        end, wall_end = process_time_ns(), perf_counter_ns()
        wall.append((wall_end - wall_start) / 1e6)
        processor.append((end - start) / 1e6)
        outputs.append(output)
    return Times(wall, processor), outputs


def seconds(run: Callable[[], _Out]) -> tuple[dict[str, float], _Out]:
    """Run once; return the seconds on both clocks, and what came out."""
    times, (output,) = timed(lambda _: run(), [None])
    return {
        "processor_s": round(times.processor[0] / 1e3, 3),
        "wall_s": round(times.wall[0] / 1e3, 3),
    }, output


def pace() -> float:
    """Return the processor's milliseconds for 200,000 additions: twice as many, twice as slow now.

    What else runs on the machine shares caches and clock; figures compare at the same pace.
    """
    times, _ = timed(lambda _: sum(at for at in range(200_000)), range(7))
    return round(statistics.median(times.processor), 1)


def memory() -> tuple[float, float]:
    """Return the megabytes that this process holds now, and the most it has held."""
    status = Path("/proc/self/status")
    if status.exists():
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(fields["VmRSS"].split()[0]) / 1024, int(fields["VmHWM"].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    most = most / 1024 if sys.platform == "darwin" else most
    return most, most
