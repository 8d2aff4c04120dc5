"""Whether a station prints badges, and where they come out, is a setting of the station."""

from __future__ import annotations

import pytest

from conference.attendance import AtStation
from conference.journal import JournalEntry
from conference.refusals import NotFound
from conference.stations import BadgePrinting, Station, StationPrintsOtherwise, set_printing
from tests.factories import AT, BY, all_rows, badge_jobs, make_delegates, make_station, scan


def put(db, station_id, printing, pool=""):
    return db.write(
        lambda s: set_printing(s, station_id, printing=printing, pool=pool, at=AT, by=BY)
    )


def told(db):
    return [
        row.payload
        for row in all_rows(db, JournalEntry)
        if row.kind == StationPrintsOtherwise.kind()
    ]


def test_a_station_keeps_how_it_prints_and_the_name_of_its_printers(db):
    station, _ = make_station(db)

    changed = put(db, station.id, BadgePrinting.ALWAYS, "  máy in  bàn 2 ")

    (row,) = all_rows(db, Station)
    assert (changed, row.printing, row.pool) == (True, BadgePrinting.ALWAYS, "máy in bàn 2")
    assert told(db) == [{"station_id": station.id, "printing": "always"}]


def test_what_was_so_before_is_no_news(db):
    station, _ = make_station(db)
    put(db, station.id, BadgePrinting.OFF)

    changed = put(db, station.id, BadgePrinting.OFF)

    assert not changed
    assert len(told(db)) == 1


def test_a_station_that_is_not_there_cannot_be_set(db):
    with pytest.raises(NotFound):
        put(db, 999, BadgePrinting.OFF)


@pytest.mark.parametrize(
    ("printing", "sheets"),
    [(BadgePrinting.OFF, 0), (BadgePrinting.ONCE, 1), (BadgePrinting.ALWAYS, 1)],
)
def test_a_first_entry_prints_as_the_station_is_set(db, printing, sheets):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    answer = scan(db, an.code, station=AtStation(None, "Bàn 2", "máy in bàn 2", printing))

    assert len(badge_jobs(db)) == sheets
    assert answer["badge"] == ({"queued": True, "pool": "máy in bàn 2"} if sheets else None)
