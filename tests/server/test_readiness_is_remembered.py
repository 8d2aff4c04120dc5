"""The lines of readiness are looked at anew after what changes them, and not while guests come."""

from __future__ import annotations

import datetime as dt

from conference.database import Database
from conference.identity import describe_conference
from conference.readiness import Check, Gate, Standing
from server.remembered_checks import remembered
from tests.factories import AT, BY, make_delegates, scan


def test_a_look_is_remembered_until_something_or_the_day_changes(db: Database) -> None:
    [an] = make_delegates(db, "Nguyễn Văn An")
    looks: list[dt.datetime] = []

    def check(_session: object, now: dt.datetime) -> list[Check]:
        looks.append(now)
        return [Check("line", Gate.EVENING_BEFORE, Standing.CARE, f"{len(looks)}")]

    checks = remembered([check])

    def title(now: dt.datetime = AT) -> str:
        with db.reading() as session:
            [line] = checks(session, now)
        return line.title

    first = title(), title(AT + dt.timedelta(minutes=5))
    scan(db, an.code)
    scan(db, an.code)
    after_arrivals = title()
    db.write(lambda s: describe_conference(s, {"contact": "Văn phòng"}, at=AT, by=BY))
    after_a_change = title()

    assert first == ("1", "1")
    assert after_arrivals == "1"
    assert after_a_change == "2"
    assert title(AT + dt.timedelta(days=1)) == "3"
