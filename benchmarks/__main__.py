"""`python -m benchmarks [names]`: one JSON object per line on standard output, nothing else."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks import (
    badge,
    check_ins,
    documents,
    door,
    fan_out,
    importing,
    kiosk,
    searching,
    stage,
    start,
)
from benchmarks.figures import Figure, say

Measure = Callable[[float], Iterator[Figure]]

CASES: dict[str, Measure] = {
    "badge": badge.measure,
    "start": start.measure,
    "fan-out": fan_out.measure,
    "stage": stage.measure,
    "check-ins": check_ins.measure,
    "door": door.measure,
    "importing": importing.measure,
    "documents": documents.measure,
    "searching": searching.measure,
    "kiosk": kiosk.measure,
}
QUICK_SCALE = 0.02


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the named cases, or all; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(CASES))
    parser.add_argument("--quick", action="store_true", help="tiny counts: see that it works")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.names) - set(CASES))
    if unknown:
        parser.error(f"no such case: {', '.join(unknown)}")
    for name in given.names or CASES:
        began = time.perf_counter()
        say(f"{name} … (load average {_load_average()})")
        for figure in CASES[name](QUICK_SCALE if given.quick else 1.0):
            print(figure.line(), flush=True)
        say(f"{name}: {time.perf_counter() - began:.0f} s")
    return 0


def _load_average() -> str:
    if not hasattr(os, "getloadavg"):
        return "not known"
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())
