"""What a measurement gives: our time beside its bare limit, taken in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure; `bare` is the same work by the library or the driver alone, where there is such a thing.

    `most_times` and `least_times` bound `ours / bare`, `most` bounds `ours` itself. Without a bound it only informs.
    """

    name: str
    ours: float
    bare: float | None = None
    unit: str = "ms"
    most_times: float | None = None
    least_times: float | None = None
    most: float | None = None

    @property
    def times(self) -> float | None:
        """Return how many times the bare figure ours is."""
        return self.ours / self.bare if self.bare else None

    @property
    def is_reached(self) -> bool:
        """Tell whether every bound is kept; a ratio bound without a bare figure is not."""
        if self.most is not None and self.ours > self.most:
            return False
        if self.most_times is not None and (self.times is None or self.times > self.most_times):
            return False
        return self.least_times is None or (self.times is not None and self.times >= self.least_times)

    def bounds(self) -> str:
        """Write the bounds as a reader wants them: `<= 1.5 x, <= 16 ms`."""
        texts = [
            "" if self.most_times is None else f"<= {self.most_times:g} x",
            "" if self.least_times is None else f">= {self.least_times:g} x",
            "" if self.most is None else f"<= {self.most:g} {self.unit}",
        ]
        return ", ".join(filter(None, texts))


@dataclass(frozen=True)
class Times:
    """Milliseconds of repeated runs."""

    all: list[float]

    @property
    def median(self) -> float:
        """Return the median."""
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        """Return the time that 95 runs of 100 keep to."""
        return sorted(self.all)[min(len(self.all) - 1, int(len(self.all) * 0.95))]


def measure(work: Callable[[], object], *, runs: int = 9, warm: int = 1) -> Times:
    """Run `work` some times and return the milliseconds of each run after the warming ones."""
    for _ in range(warm):
        work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return Times(times)
