"""Every attempt can be read again by the staff, and the door is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from conference.attendance import (
    NOWHERE,
    ScanSource,
    attempts,
    come_back,
    enter_from_paper,
    happened,
    happened_at,
    leave,
    merge_scan,
    passages,
    statistics,
    take_back_entry,
)
from conference.clock import to_ms
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


LATER, LATEST = AT + dt.timedelta(minutes=5), AT + dt.timedelta(minutes=9)


def lines(story):
    return [(one.kind, one.at, one.station, one.words) for one in story]


def test_a_story_tells_undo_leave_and_return_with_their_reasons_and_names(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    station, _ = make_station(db, "Quầy 1")
    who = f"operator:{make_operator(db, 'tiep', Role.RECEPTION)}"
    scan(db, an.code, station=station)
    db.write(lambda s: leave(s, an.id, reason="Ra ngoài", station_name="Bàn 3", at=LATER, by=who))
    db.write(lambda s: come_back(s, an.id, station_name="Bàn 3", at=LATER, by=who))
    db.write(lambda s: take_back_entry(s, an.id, reason="Quét nhầm", at=LATEST, by=who))

    story = read(db, happened, an.id)

    assert lines(story) == [
        ("taken_back", LATEST, "", "Quét nhầm"),
        ("left", LATER, "Bàn 3", "Ra ngoài"),
        ("returned", LATER, "Bàn 3", ""),
        ("attempt", AT, "Quầy 1", ""),
    ]
    assert {one.by_name for one in story[:3]} == {"Nguyễn Thị Miền"}
    assert [one.attempt.taken_back for one in story if one.attempt] == [True]


def test_who_comes_in_again_after_an_undo_has_one_entry_that_stands(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    db.write(lambda s: take_back_entry(s, an.id, reason="Quét nhầm", at=LATER, by="x"))
    scan(db, an.code, at=LATEST)

    story = read(db, happened, an.id)

    assert [one.attempt and one.attempt.taken_back for one in story] == [False, None, True]


def test_a_return_by_a_scan_is_that_scans_line_and_told_once(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    db.write(lambda s: leave(s, an.id, reason="Ra", station_name="", at=LATER, by="x"))
    scan(db, an.code, at=LATEST)

    assert [one.kind for one in read(db, happened, an.id)] == ["attempt", "left", "attempt"]


def test_an_entry_by_leave_says_whose(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    change(db, an.id, state=ListState.PROPOSED)
    by_hand(db, an.id, overrode="Đồng ý (Trần Thị Bích)")

    (one,) = read(db, happened, an.id)

    assert one.words == "Đồng ý (Trần Thị Bích)"


def test_what_a_station_decided_alone_is_told_of_its_own_time(db):
    make_delegates(db, "Nguyễn Văn An")
    station, _ = make_station(db, "Quầy 1")
    merged = {"shown": "admitted", "device_at": AT, "at": LATEST, "station": station}
    merged["source"] = ScanSource.CARD_NUMBER
    known, nobodys = ({"scan_id": f"scan-{one}", "scanned": one} for one in ("0001", "9999"))
    for one in (known, nobodys):
        db.write(lambda s, one=one: merge_scan(s, **one, **merged))

    unknown, story = read(db, happened_at, station, limit=10)

    assert (story.at, story.recorded_at, story.name) == (AT, LATEST, "Nguyễn Văn An")
    assert (unknown.name, unknown.attempt.number) == ("", "9999")


def test_a_place_tells_what_was_done_there_and_what_became_of_its_entries(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    station, _ = make_station(db, "Quầy 1")
    other, _ = make_station(db, "Quầy 2")
    scan(db, an.code, station=station)
    scan(db, binh.code, station=other)
    db.write(lambda s: leave(s, binh.id, reason="Ra", station_name="Quầy 1", at=LATER, by="x"))
    for one in (an, binh):
        db.write(lambda s, one=one: take_back_entry(s, one.id, reason="Nhầm", at=LATEST, by="x"))

    story = read(db, happened_at, station, limit=10)

    assert [(one.kind, one.name) for one in story] == [
        ("taken_back", "Nguyễn Văn An"), ("left", "Lê Bình"), ("attempt", "Nguyễn Văn An"),
    ]  # fmt: skip


def test_a_return_by_a_scan_is_told_once_at_its_place(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    station, _ = make_station(db, "Quầy 1")
    scan(db, an.code)
    db.write(lambda s: leave(s, an.id, reason="Ra", station_name="Quầy 2", at=LATER, by="x"))
    scan(db, an.code, station=station, at=LATEST)

    assert [one.kind for one in read(db, happened_at, station, limit=10)] == ["attempt"]


def test_machines_that_were_never_paired_see_their_own_attempts_and_no_paper(db):
    an, binh, chi, dung = make_delegates(db, "Lê An", "Lê Bình", "Lê Chi", "Lê Dung")
    here, there = (replace(NOWHERE, device=device) for device in ("one", "two"))
    scan(db, an.code, station=here)
    scan(db, binh.code, station=there)
    by_hand(db, chi.id, station=here)
    db.write(lambda s: enter_from_paper(s, dung.id, scan_id="paper-1234", at=AT, by="x"))

    assert [one.name for one in read(db, happened_at, here, limit=10)] == ["Lê Chi", "Lê An"]
    assert [one.name for one in read(db, happened_at, there, limit=10)] == ["Lê Bình"]
    assert read(db, happened_at, NOWHERE, limit=10) == []


def test_whoever_came_back_is_told_the_hour_of_that_and_not_of_the_first_time(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    station, _ = make_station(db, "Quầy 1")
    scan(db, an.code)
    before = scan(db, an.code)
    db.write(lambda s: leave(s, an.id, reason="Ra", station_name="", at=LATER, by="x"))
    scan(db, an.code, station=station, at=LATEST)

    after = scan(db, an.code, at=LATEST)

    assert ("13h42" in before["sentence"]["vi"], "back" in before) == (True, False)
    assert "đã điểm danh lúc 13h51" in after["sentence"]["vi"]
    assert after["first"] == before["first"]
    assert after["back"] == {"at_ms": to_ms(LATEST), "station": "Quầy 1"}
