"""The first entry queues one badge with a code of its own; nothing else at the door prints."""

from __future__ import annotations

from conference.attendance import check_in
from conference.codes import CodeKind, read_code
from conference.delegates import CodeState, EntryCode
from conference.printing import PrintState, Priority
from tests.conference.failing import failing_after
from tests.factories import all_rows, arrivals, badge_jobs, make_delegates, make_station, scan


def test_the_first_entry_queues_a_badge_that_carries_its_own_copy_of_the_words(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-12", position="Trưởng phòng")
    station, _ = make_station(db, "Quầy 1")

    scan(db, an.code, station=station)

    (job,) = badge_jobs(db)
    assert (job.state, job.priority, job.issue) == (PrintState.QUEUED, Priority.AT_THE_DESK, 1)
    assert job.requested_by == "Quầy 1"
    assert job.words == {
        "title_lines": ["HỘI NGHỊ", "TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN"],
        "full_name": "Nguyễn Văn An",
        "mark": "",
        "position": "Trưởng phòng",
        "unit": "Văn phòng Sở",
        "group": "ĐIỂN HÌNH TIÊN TIẾN",
        "seat": "A-12",
        "area": "",
        "card_number": "0001",
        "code": job.code,
        "rehearsal": False,
    }


def test_the_badge_has_a_code_of_its_own_that_is_reserved_until_it_is_sent(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    scan(db, an.code)

    (job,) = badge_jobs(db)
    (badge_code,) = (row for row in all_rows(db, EntryCode) if row.kind == CodeKind.BADGE)
    assert read_code(job.code).kind is CodeKind.BADGE
    assert (badge_code.digits, badge_code.delegate_id) == (job.code, an.id)
    assert badge_code.state is CodeState.RESERVED


def test_repeats_and_refusals_print_nothing(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)

    for code in (an.code, an.code[:-1], "https://example.vn", ""):
        scan(db, code)

    assert len(badge_jobs(db)) == 1


def test_without_badges_the_entry_counts_and_nothing_is_queued(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    answer = scan(db, an.code, badges=False)

    assert (answer["verdict"], answer["badge"]) == ("admitted", None)
    assert len(arrivals(db)) == 1
    assert badge_jobs(db) == []


def test_an_entry_that_fails_leaves_neither_entry_nor_badge(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    failing_after(db, lambda s, at: check_in(s, scan_id="lost", scanned=an.code, at=at))

    assert arrivals(db) == []
    assert badge_jobs(db) == []
    assert scan(db, an.code, scan_id="lost")["verdict"] == "admitted"
