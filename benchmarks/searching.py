"""Searching a list of 10,000 delegates, beside the cheapest question the same database answers.

Measured inside the server process, as a page asks: a reading session, the question, its rows with
unit and group as objects. The trivial question asks for one delegate by an indexed number, in a
session of its own as well; both take turns.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.figures import Figure, percentile, scaled
from conference.clock import hall_moment
from conference.database import Database
from conference.delegates import (
    SEARCH_LIMIT,
    Delegate,
    DelegateGroup,
    NewDelegate,
    add_delegates,
    find_delegates,
)
from conference.identity import Conference, Sitting, new_conference

DAY = dt.date(2026, 11, 20)
AT = hall_moment(DAY, dt.time(7, 30))

DELEGATES = 10_000
ROUNDS = 40
QUERIES = (
    "nguyen", "nvt", "đặng", "hoà", "tung nguyen", "don vi 12", "phong ban 7", "4567", "a-777", "",
)  # fmt: skip

_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()  # noqa: SIM905 - a list of words reads as one
_MIDDLE = "Văn Thị Hữu Đức Minh Thanh Ngọc".split()  # noqa: SIM905 - the same
_GIVEN = "An Bình Châu Dũng Đào Giang Hà Hòa Khánh Lan Miền Nga Quý Tùng Uyên Vân Yến".split()  # noqa: SIM905 - the same


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Make a list, ask in turns, and give times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database()
        db.open(f"sqlite:///{Path(folder) / 'list.sqlite'}")
        took_s = _fill(db, scaled(DELEGATES, scale))
        searches_ms, trivial_ms = _ask(db, scaled(ROUNDS, scale))
        db.close()
    yield Figure("10,000 delegates put on the list in one transaction", took_s, "s")
    name, trivial = "search among 10,000 delegates", "one delegate by an indexed number"
    for percent in (50, 95):
        yield Figure(f"{name}, p{percent}", percentile(searches_ms, percent), "ms")
    yield Figure(f"{trivial}, median", statistics.median(trivial_ms), "ms")
    against = statistics.median(trivial_ms)
    yield Figure(f"{name}, p95", percentile(searches_ms, 95) / against, "ratio", trivial)


def _fill(db: Database, count: int) -> float:
    people = _people(count)

    def prepare(session: Any) -> None:
        conference = Conference(plan="bench", form="", name="Hội nghị", title_lines=["HỘI NGHỊ"])
        conference.superior_body = conference.host = conference.place = conference.contact = ""
        conference.venue_lines, conference.held_on = [], DAY
        conference.sittings = [Sitting(ordinal=1, name="Sáng", starts_at=AT, ends_at=AT)]
        new_conference(session, conference, at=AT, by="bench")
        session.add(DelegateGroup(ordinal=1, name="Đại biểu", badge_word="ĐẠI BIỂU"))

    db.write(prepare)
    began_s = time.perf_counter()
    db.write(lambda session: len(add_delegates(session, people, at=AT, by="bench")))
    return time.perf_counter() - began_s


def _ask(db: Database, rounds: int) -> tuple[list[float], list[float]]:
    searches_ms, trivial_ms = [], []
    numbers = random.Random(7)
    for nth in range(rounds + 1):
        for query in QUERIES:
            search = find_delegates(query).limit(SEARCH_LIMIT)
            one = select(Delegate.full_name).where(Delegate.id == numbers.randrange(1, DELEGATES))
            took = _timed_ms(lambda search=search: _read(db, search))
            least = _timed_ms(lambda one=one: _read(db, one))
            if nth:  # the first round compiles the statements
                searches_ms.append(took)
                trivial_ms.append(least)
    return searches_ms, trivial_ms


def _read(db: Database, question: Any) -> None:
    with db.reading() as session:
        session.scalars(question).all()


def _timed_ms(work: Callable[[], None]) -> float:
    began_s = time.perf_counter()
    work()
    return (time.perf_counter() - began_s) * 1000


def _people(count: int) -> list[NewDelegate]:
    draw = random.Random(42)
    return [
        NewDelegate(
            full_name=f"{draw.choice(_FAMILY)} {draw.choice(_MIDDLE)} {draw.choice(_GIVEN)}",
            unit=f"Phòng ban {nth % 40}, Đơn vị {nth % 300}",
            group="Đại biểu",
            seat=f"A-{nth}",
            phone=f"09{draw.randrange(10**8):08d}",
        )
        for nth in range(count)
    ]
