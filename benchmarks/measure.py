"""Times things in turn, so that changes of the machine's load meet the real thing and its reference alike."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

Act = Callable[[Any], Any]


@dataclass
class Timings:
    """How long each run took, and how many rows they met in all."""

    seconds: list[float] = field(default_factory=list)
    rows: int = 0

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20, method="inclusive")[-1] if len(self.seconds) > 1 else self.median

    def of(self, name: str) -> float:
        return self.p95 if name == "p95" else self.median


def alternate(acts: Mapping[str, Act], cases: Sequence[Any], *, rounds: int) -> dict[str, Timings]:
    """Times each act on each case. Every round reverses the order of the acts; the first is not counted.

    acts      take a case and return how many rows they met, a list of them, or as a float the seconds they
              took, if they time themselves
    returns   the timings by name of the act
    """
    found = {name: Timings() for name in acts}
    for number in range(rounds + 1):
        in_turn = list(acts.items()) if number % 2 else list(acts.items())[::-1]
        for case in cases:
            for name, act in in_turn:
                began = time.perf_counter()
                met = act(case)
                took = met if isinstance(met, float) else time.perf_counter() - began
                if number:
                    found[name].seconds.append(took)
                    found[name].rows += met if isinstance(met, int) else len(met) if _counts(met) else 0
    return found


def _counts(met: Any) -> bool:
    return isinstance(met, list | tuple | dict)


def total(timings: Iterable[Timings]) -> Timings:
    """The timings of several runs as one."""
    listed = list(timings)
    return Timings([took for one in listed for took in one.seconds], sum(one.rows for one in listed))
