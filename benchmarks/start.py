"""From the exec of `hoinghi serve` to its first answer, against importing what it stands on."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, ratio, scaled
from benchmarks.serving import prepare, serving, workplace

ROUNDS = 5
IMPORTS = "import flask, sqlalchemy, gevent"


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Start the server on the demo and import its libraries, in turns."""
    starts_ms, imports_ms = [], []
    with workplace() as place:
        prepared = prepare(place / "start")
        for warm_up in [True] + [False] * scaled(ROUNDS, scale):
            imported_ms, started_ms = _import_ms(), _start_ms(prepared.path)
            if not warm_up:
                imports_ms.append(imported_ms)
                starts_ms.append(started_ms)
    imports = f'python -c "{IMPORTS}"'
    yield Figure("start until the first answer", statistics.median(starts_ms), "ms")
    yield Figure(imports, statistics.median(imports_ms), "ms")
    yield ratio("start until the first answer", starts_ms, against=imports_ms, of=imports)


def _start_ms(folder: Path) -> float:
    began = time.perf_counter()
    with serving(folder):
        return (time.perf_counter() - began) * 1000


def _import_ms() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True)
    return (time.perf_counter() - began) * 1000
