"""Every attempt can be read again by the staff, and the door is counted."""

from __future__ import annotations

import datetime as dt

from conference.attendance import (
    ScanSource,
    attempts,
    leave,
    passages,
    statistics,
    take_back_entry,
)
from conference.delegates import ListState
from conference.operators import Role
from tests.conference.attendance.doors import by_hand, change
from tests.factories import (
    AT,
    GUESTS,
    make_delegates,
    make_operator,
    make_station,
    scan,
)


def read(db, question, *given, **how):
    with db.reading() as session:
        return question(session, *given, **how)


def test_an_attempt_says_who_was_scanned_where_how_and_by_whom(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    operator = make_operator(db, "tiep", Role.RECEPTION)
    station, _ = make_station(db, "Quầy 1")
    at_device = AT - dt.timedelta(seconds=3)
    scan(db, an.code, station=station, sequence=17, source=ScanSource.CAMERA, device_at=at_device)
    by_hand(db, binh.id, by=f"operator:{operator}")
    scan(db, "https://example.vn")

    foreign, hand, first = read(db, attempts)

    assert (first.name, first.unit, first.station) == ("Nguyễn Văn An", "Văn phòng Sở", "Quầy 1")
    assert (first.sequence, first.source, first.device_at) == (17, "camera", at_device)
    assert (first.by, first.by_name) == (f"station:{station.id}", "Quầy 1")
    assert (hand.source, hand.by_name) == ("name_search", "Nguyễn Thị Miền")
    assert (foreign.delegate_id, foreign.name, foreign.reason) == (None, "", "foreign")
    assert (foreign.by, foreign.by_name) == ("door", "")


def test_attempts_are_read_on_from_where_one_stopped(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    station, _ = make_station(db, "Quầy 1")
    for code in (an.code, an.code, binh.code):
        scan(db, code, station=station)
    scan(db, binh.code)

    newest = read(db, attempts, limit=1)
    behind = read(db, attempts, after=2)
    of_an = read(db, attempts, delegate_id=an.id)
    here = read(db, attempts, station_id=station.id)

    assert [one.id for one in newest] == [4]
    assert [one.id for one in behind] == [3, 4]
    assert [one.reason for one in of_an] == ["repeat", "admitted"]
    assert [one.id for one in here] == [3, 2, 1]


def test_a_delegates_comings_and_goings_stand_in_their_order(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    minutes = [AT + dt.timedelta(minutes=nth) for nth in range(5)]
    scan(db, an.code, at=minutes[0])
    db.write(lambda s: leave(s, an.id, reason="Gọi điện", station_name="Q2", at=minutes[1], by="x"))
    scan(db, an.code, at=minutes[2])
    db.write(lambda s: take_back_entry(s, an.id, reason="Nhầm", at=minutes[3], by="x"))
    scan(db, an.code, at=minutes[4])

    seen = read(db, passages, an.id)

    assert [(one.kind, one.at, one.reason) for one in seen] == [
        ("entered", minutes[0], ""),
        ("left", minutes[1], "Gọi điện"),
        ("returned", minutes[2], ""),
        ("taken_back", minutes[3], "Nhầm"),
        ("entered", minutes[4], ""),
    ]


def test_the_door_is_counted_by_group_unit_station_and_minute(db):
    guests = make_delegates(db, "Vũ Khách", "Đỗ Khách", group=GUESTS, unit="Sở Nội vụ")
    people = make_delegates(db, "Nguyễn Văn An", "Lê Bình", "Trần Chi")
    an, binh = people[:2]
    change(db, guests[1].id, state=ListState.WITHDRAWN)
    station, _ = make_station(db, "Quầy 1")
    scan(db, an.code, station=station, sequence=4)
    scan(db, an.code, station=station, sequence=5)
    scan(db, binh.code, at=AT + dt.timedelta(minutes=2))
    scan(db, guests[1].code)
    db.write(lambda s: leave(s, binh.id, reason="Gọi", station_name="", at=AT, by="x"))

    counted = read(db, statistics, 1)

    total = counted.all
    assert (total.listed, total.came, total.present, total.left) == (4, 2, 1, 1)
    assert [(one.name, one.listed, one.came, one.present) for one in counted.units] == [
        ("Sở Nội vụ", 1, 0, 0),
        ("Văn phòng Sở", 3, 2, 1),
    ]
    assert sum(one.came for one in counted.groups) == 2
    stations = {one.name: one for one in counted.stations}
    here = stations["Quầy 1"]
    assert (here.attempts, here.admitted, here.repeats, here.refused) == (2, 1, 1, 0)
    assert (here.last_sequence, here.last_at) == (5, AT)
    assert (stations[""].id, stations[""].refused) == (None, 1)
    minute = AT.replace(second=0, microsecond=0)
    assert counted.entries_per_minute == [(minute, 1), (minute + dt.timedelta(minutes=2), 1)]
    assert sum(number for _, number in counted.attempts_per_minute) == 4


def test_an_entry_taken_back_is_counted_nowhere(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    db.write(lambda s: take_back_entry(s, an.id, reason="Nhầm", at=AT, by="x"))

    counted = read(db, statistics, 1)

    assert (counted.all.came, counted.entries_per_minute) == (0, [])
