"""Two answers that do not agree are both kept; a supervisor writes what was found out, once."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from conference.attendance import (
    DecidedBy,
    DisputedEntry,
    DisputeKind,
    DisputeSettledAlready,
    DisputeWordsMissing,
    Scan,
    count_open_disputes,
    disputes,
    note_dispute,
    settle_dispute,
)
from conference.refusals import NotFound
from conference.verdicts import Verdict
from tests.factories import (
    AT,
    BY,
    all_rows,
    arrivals,
    make_delegates,
    make_station,
    scan,
)

LATER = AT + dt.timedelta(minutes=5)


def scans_of(db):
    with db.reading() as session:
        return list(session.scalars(select(Scan.id).order_by(Scan.id)))


def note(db, **what):
    asked = {
        "kind": DisputeKind.DOUBLE, "delegate_id": None, "sitting_id": 1, "kept_scan_id": None,
        "at": AT, "by": "station:1",
    } | what  # fmt: skip
    return db.write(lambda s: note_dispute(s, **asked))


def settle(db, disputed_id, words="Cùng một người", by=BY):
    db.write(lambda s: settle_dispute(s, disputed_id, words=words, at=LATER, by=by))


def one_of_two_lanes(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", position="Trưởng phòng")
    for name, sequence in (("Quầy 1", 7), ("Quầy 2", 12)):
        station, _ = make_station(db, name)
        scan(db, an.code, station=station, sequence=sequence, device_at=AT)
    kept, other = scans_of(db)
    return an, note(db, delegate_id=an.id, kept_scan_id=kept, other_scan_id=other)


def test_both_scans_are_seen_side_by_side(db):
    one_of_two_lanes(db)

    with db.reading() as session:
        (found,) = disputes(session)
        waiting = count_open_disputes(session)

    assert (found.name, found.position, found.unit) == (
        "Nguyễn Văn An", "Trưởng phòng", "Văn phòng Sở",
    )  # fmt: skip
    assert (found.kept.station, found.kept.sequence, found.kept.shown) == (
        "Quầy 1", 7, Verdict.ADMITTED,
    )  # fmt: skip
    assert (found.other.station, found.other.sequence, found.other.shown) == (
        "Quầy 2", 12, Verdict.REPEAT,
    )  # fmt: skip
    assert (found.other.device_at, found.other.decided_by) == (AT, DecidedBy.SERVER)
    assert waiting == 1


def test_a_dispute_without_delegate_station_or_kept_scan_is_seen_too(db):
    scan(db, "0" * 27)
    (other,) = scans_of(db)
    note(db, kind=DisputeKind.WOULD_BE_REFUSED, other_scan_id=other)

    with db.reading() as session:
        (found,) = disputes(session)

    assert (found.name, found.unit, found.kept, found.other.station) == ("", "", None, "")


def test_a_scan_is_in_dispute_once(db):
    an, first = one_of_two_lanes(db)
    _, other = scans_of(db)

    again = note(db, delegate_id=an.id, other_scan_id=other)

    assert again == first
    assert len(all_rows(db, DisputedEntry)) == 1


def test_settling_takes_nothing_away_and_puts_it_behind_those_that_wait(db):
    _, first = one_of_two_lanes(db)
    scan(db, "0" * 27)
    note(db, other_scan_id=scans_of(db)[-1])

    settle(db, first)

    with db.reading() as session:
        found, waiting = disputes(session), count_open_disputes(session)
    assert [one.settled_words for one in found] == ["", "Cùng một người"]
    assert (found[1].settled_by, found[1].settled_at, waiting) == (BY, LATER, 1)
    assert (len(scans_of(db)), len(arrivals(db))) == (3, 1)


def test_settling_needs_words_and_a_dispute(db):
    _, disputed = one_of_two_lanes(db)

    with pytest.raises(DisputeWordsMissing):
        settle(db, disputed, "  ")
    with pytest.raises(NotFound):
        settle(db, 999)

    assert all_rows(db, DisputedEntry)[0].settled_at is None


def test_the_first_supervisors_words_stand(db):
    _, disputed = one_of_two_lanes(db)
    settle(db, disputed)

    settle(db, disputed)
    with pytest.raises(DisputeSettledAlready):
        settle(db, disputed, "Hai người khác nhau", by="operator:2")

    assert all_rows(db, DisputedEntry)[0].settled_words == "Cùng một người"
