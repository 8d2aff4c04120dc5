"""A scan gets one verdict; its id gets the same answer byte for byte; a delegate enters once."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from conference.attendance import (
    DelegateCheckedIn,
    Scan,
    ScanAnswered,
    present_by_group,
    present_count,
    present_ids,
)
from conference.attendance import (
    arrivals as first_entries,
)
from conference.codes import CodeKind, new_code
from conference.journal import JournalEntry
from conference.verdicts import Verdict
from tests.factories import (
    AT,
    GUESTS,
    all_rows,
    arrivals,
    at_one_instant,
    badge_jobs,
    make_conference,
    make_database,
    make_delegates,
    make_sitting,
    make_station,
    new_id,
    scan,
    scan_text,
)


def test_the_first_scan_admits_and_greets_by_name(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", address="ông", seat="A-12", position="Trưởng phòng")
    station, _ = make_station(db, "Quầy 1")

    answer = scan(db, an.code, scan_id="5a0e0000-0000-4000-8000-000000000000", station=station)

    assert answer == {
        "scan_id": "5a0e0000-0000-4000-8000-000000000000",
        "verdict": "admitted",
        "reason": "admitted",
        "sentence": {
            "vi": "Kính chào ông Nguyễn Văn An. Kính mời ông vào hội trường, ghế A-12.",
            "en": "Welcome, Nguyễn Văn An. Please enter the hall, seat A-12.",
        },
        "delegate": {
            "id": an.id,
            "name": "Nguyễn Văn An",
            "mark": "",
            "position": "Trưởng phòng",
            "unit": "Văn phòng Sở",
            "group": "Điển hình tiên tiến",
            "colour": "",
            "seat": "A-12",
            "area": "",
            "card_number": "0001",
        },
        "first": {"at_ms": 1795156920000, "station": "Quầy 1"},
        "badge": {"queued": True, "pool": ""},
        "rehearsal": False,
        "decided_ms": 1795156920000,
    }


def test_a_second_scan_is_a_repeat_that_says_when_and_where_the_first_was(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", address="ông")
    station, _ = make_station(db, "Quầy 1")
    scan(db, an.code, station=station)

    answer = scan(db, an.code, at=AT + dt.timedelta(minutes=9))

    assert (answer["verdict"], answer["reason"]) == ("repeat", "repeat")
    assert answer["first"] == {"at_ms": 1795156920000, "station": "Quầy 1"}
    assert answer["badge"] is None
    assert answer["sentence"]["vi"].startswith("Ông Nguyễn Văn An đã điểm danh lúc 13h42.")


def test_the_same_scan_id_gets_the_same_bytes_whatever_it_carries_later(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    first = scan_text(db, an.code, scan_id="one-and-the-same")

    later = scan_text(db, an.code, scan_id="one-and-the-same", at=AT + dt.timedelta(hours=1))
    other = scan_text(db, binh.code, scan_id="one-and-the-same")

    assert first == later == other
    assert [came.delegate_id for came in arrivals(db)] == [an.id]


def test_every_attempt_leaves_a_row_and_refused_ones_nothing_of_their_text(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    at_device = AT - dt.timedelta(seconds=2)
    scan(db, an.code, device_at=at_device)
    scan(db, "031085001234|142536475|Nguyễn Văn An|01011985", foreign=True)

    admitted, refused = all_rows(db, Scan)

    assert (admitted.delegate_id, admitted.device_at, admitted.at) == (an.id, at_device, AT)
    assert (refused.verdict, refused.delegate_id) == (Verdict.REFUSED, None)
    assert "031085001234" not in refused.answer


def test_the_journal_names_the_station_or_the_door(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    station, _ = make_station(db)

    scan(db, an.code, station=station)
    scan(db, binh.code)
    scan(db, binh.code)

    kinds = {DelegateCheckedIn.kind(), ScanAnswered.kind()}
    written = [(row.kind, row.by) for row in all_rows(db, JournalEntry) if row.kind in kinds]
    assert written == [
        ("DelegateCheckedIn", f"station:{station.id}"),
        ("DelegateCheckedIn", "door"),
        ("ScanAnswered", "door"),
    ]


def test_sixty_four_scans_at_one_instant_make_one_entry_and_one_badge(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    ids = [new_id() for _ in range(64)]

    answers = at_one_instant(
        [lambda scan_id=scan_id: scan(db, an.code, scan_id=scan_id) for scan_id in ids]
    )

    verdicts = [answer["verdict"] for answer in answers]
    assert verdicts.count("admitted") == 1
    assert verdicts.count("repeat") == 63
    assert len(arrivals(db)) == 1
    assert len(badge_jobs(db)) == 1


def test_each_sitting_counts_its_own_first_entries(empty_db):
    make_conference(
        empty_db,
        sittings=[
            make_sitting(1, "Sáng", dt.time(7, 30), dt.time(11, 0)),
            make_sitting(2, "Chiều", dt.time(14, 0), dt.time(16, 30)),
        ],
    )
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")

    times = ("04:00", "08:00", "11:30", "12:00", "15:00")
    day = AT.replace(hour=0, minute=0)
    verdicts = [
        scan(empty_db, an.code, at=day + dt.timedelta(hours=int(t[:2]) - 7, minutes=int(t[3:])))[
            "verdict"
        ]
        for t in times
    ]

    assert verdicts == ["admitted", "repeat", "repeat", "admitted", "repeat"]


def test_who_has_come_is_counted_in_all_and_per_group(db):
    (guest,) = make_delegates(db, "Vũ Khách", group=GUESTS)
    scan(db, guest.code)
    an, _binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    scan(db, an.code)

    with db.reading() as session:
        total, ids = present_count(session, 1), present_ids(session, 1)
        per_group, entries = present_by_group(session, 1), first_entries(session, 1)

    assert total == 2
    assert ids == {guest.id, an.id}
    assert sorted(per_group.values()) == [1, 1]
    assert {entry.first_at for entry in entries.values()} == {AT}


def test_random_scans_admit_nobody_twice_and_keep_each_answer(tmp_path: Path):
    db = make_database(tmp_path)
    number = make_conference(db)
    people = make_delegates(db, count=4)
    codes = [
        *(one.code for one in people),
        new_code(CodeKind.INVITATION, number),
        new_code(CodeKind.INVITATION, number, rehearsal=True),
        people[0].code[:-1] + "x",
        people[0].code[:-1],
        "",
    ]
    answered: dict[str, str] = {}

    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.sampled_from(codes), st.integers(0, 12)), max_size=20))
    def scans_in_any_order(scans):
        for code, nth in scans:
            scan_id = f"scan-{nth}"
            text = scan_text(db, code, scan_id=scan_id)
            assert answered.setdefault(scan_id, text) == text

        entered = [came.delegate_id for came in arrivals(db)]
        admitted = [text for text in answered.values() if json.loads(text)["verdict"] == "admitted"]
        assert len(entered) == len(set(entered)) == len(admitted) == len(badge_jobs(db))

    scans_in_any_order()
    db.close()
