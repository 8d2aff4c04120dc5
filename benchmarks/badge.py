"""A badge from its words to the printer's bytes: drawn and encoded as the spooler does it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.figures import Figure, percentile, scaled
from conference.codes import CodeKind, new_code
from conference.delegates import NewDelegate
from conference.printing import ClaimedSheet, SheetKind
from printers.artwork import Fonts
from printers.sheets import sheet_drawer
from seed.demo import DEMO_PLAN, made_up_delegates
from seed.plan import load_plan
from server.dress import Assets

BADGES = 450
WARM_UP = 8
"""Badges drawn before: fonts are opened and the title set once a day, not once a delegate."""


@dataclass(frozen=True)
class _Drawn:
    """How long one badge took, and how long its stream is."""

    wall_ms: float
    cpu_ms: float
    stream_bytes: int


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Draw the demo's delegates' badges, each name as often as another."""
    draw = sheet_drawer(Fonts(Assets().fonts))
    sheets = _sheets(scaled(BADGES, scale) + WARM_UP)
    drawn = []
    for sheet in sheets:
        began, began_cpu = time.perf_counter(), time.process_time()
        stream = draw(sheet)
        wall_ms = (time.perf_counter() - began) * 1000
        drawn.append(_Drawn(wall_ms, (time.process_time() - began_cpu) * 1000, len(stream)))
    warm = drawn[WARM_UP:]
    walls_ms = [one.wall_ms for one in warm]
    what = "badge, rendered and encoded"
    yield Figure(f"{what}, median", statistics.median(walls_ms), "ms")
    yield Figure(f"{what}, p95", percentile(walls_ms, 95), "ms")
    yield Figure(f"{what}, processor, median", statistics.median(b.cpu_ms for b in warm), "ms")
    yield Figure(f"{what}, first of the day", drawn[0].wall_ms, "ms")
    yield Figure(f"{what}, stream, median", statistics.median(b.stream_bytes for b in warm), "B")


def _sheets(count: int) -> list[ClaimedSheet]:
    plan = load_plan(DEMO_PLAN)
    people = list(made_up_delegates(plan))
    badge_words = {group.name: group.badge_word for group in plan.groups}
    return [
        _sheet(nth, people[nth % len(people)], plan.title_lines, badge_words)
        for nth in range(count)
    ]


def _sheet(
    nth: int, person: NewDelegate, title_lines: tuple[str, ...], badge_words: dict[str, str]
) -> ClaimedSheet:
    words = {
        "title_lines": list(title_lines),
        "full_name": person.full_name,
        "position": person.position,
        "unit": person.unit,
        "group": badge_words[person.group],
        "seat": person.seat,
        "card_number": f"{nth:04d}",
        "code": new_code(CodeKind.BADGE, "042"),
        "rehearsal": False,
    }
    return ClaimedSheet(nth, SheetKind.BADGE, words, 1)
