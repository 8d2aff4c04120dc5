"""What a measurement gives: named figures, one JSON object to a line."""

from __future__ import annotations

import json
import math
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

SIGNIFICANT_DIGITS = 4


@dataclass(frozen=True)
class Figure:
    """One measured value; of a ratio, `against` names what it is compared with."""

    name: str
    value: float
    unit: str
    against: str | None = None

    def line(self) -> str:
        """Give the figure as a JSON object on one line."""
        known = {key: value for key, value in asdict(self).items() if value is not None}
        return json.dumps(known | {"value": rounded(self.value)}, ensure_ascii=False)


def rounded(value: float) -> float:
    """Keep as many digits as a noisy machine deserves."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}")


def ratio(name: str, values: Sequence[float], *, against: Sequence[float], of: str) -> Figure:
    """Compare round by round what took turns; `of` names what is compared with."""
    per_round = [value / base for value, base in zip(values, against, strict=True)]
    return Figure(name, statistics.median(per_round), "ratio", of)


def percentile(values: Sequence[float], percent: float) -> float:
    """Give the nearest-rank percentile."""
    rank = math.ceil(percent / 100 * len(values))
    return sorted(values)[max(rank, 1) - 1]


def scaled(count: int, scale: float) -> int:
    """Give the count for a run of this scale, 1.0 being the whole one; at least one."""
    return max(1, round(count * scale))


def say(progress: str) -> None:
    """Tell whoever waits; standard output belongs to the figures."""
    print(progress, file=sys.stderr, flush=True)
