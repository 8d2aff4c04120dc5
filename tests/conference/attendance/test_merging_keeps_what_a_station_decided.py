"""What a station decided without the server stands: recorded, never judged away, odd ones told."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.attendance import (
    DecidedBy,
    DisputedEntry,
    DisputeKind,
    Movement,
    Scan,
    ScanSource,
    check_in,
    merge_scan,
    present_ids,
    statistics,
)
from conference.attendance.leaving import leave, take_back_entry
from conference.clock import to_ms
from conference.codes import CodeKind, new_code
from conference.copies import become_rehearsal
from conference.delegates import EntryCode, withdraw_delegates
from conference.doors import Door, change_door
from conference.identity import Sitting
from conference.journal import JournalEntry
from conference.printing import PrintState, mark_uncertain
from conference.verdicts import Reason, Verdict
from tests.factories import (
    AT,
    BY,
    all_rows,
    arrivals,
    badge_jobs,
    make_conference,
    make_database,
    make_delegates,
    make_sitting,
    make_station,
    new_id,
    scan,
    scan_text,
    send_next,
)

LATER = AT + dt.timedelta(minutes=20)
"""When the network came back."""


def merge_text(db, code, shown=Verdict.ADMITTED, **how):
    asked = {"scan_id": new_id(), "device_at": AT, "at": LATER} | how
    return db.write(lambda session: merge_scan(session, scanned=code, shown=shown, **asked))


def merge(db, code, shown=Verdict.ADMITTED, **how):
    return json.loads(merge_text(db, code, shown, **how))


def disputes(db):
    return [(one.kind, one.delegate_id) for one in all_rows(db, DisputedEntry)]


def withdraw(db, delegate_id):
    db.write(lambda s: withdraw_delegates(s, [delegate_id], reason="Đi công tác", at=AT, by=BY))


def test_whom_a_station_admitted_came_when_the_station_says(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    station, _ = make_station(db, "Quầy 1")

    answer = merge(db, an.code, station=station, sequence=7, source=ScanSource.CAMERA)

    (came,) = arrivals(db)
    assert (came.first_at, came.station_name, came.source) == (AT, "Quầy 1", ScanSource.CAMERA)
    (attempt,) = all_rows(db, Scan)
    assert (attempt.decided_by, attempt.shown, attempt.verdict) == (
        DecidedBy.STATION, Verdict.ADMITTED, Verdict.ADMITTED,
    )  # fmt: skip
    assert (attempt.sequence, attempt.device_at, attempt.at) == (7, AT, LATER)
    assert (answer["verdict"], answer["decided_by"], answer["shown"]) == (
        "admitted", "station", "admitted",
    )  # fmt: skip
    assert answer["disputed"] is None
    assert answer["first"] == {"at_ms": to_ms(AT), "station": "Quầy 1"}
    assert answer["badge"] == {"queued": True, "pool": ""}
    assert len(badge_jobs(db)) == 1
    assert disputes(db) == []


@pytest.mark.parametrize(
    ("device_at", "came_at"),
    [
        (AT, AT),
        (LATER + dt.timedelta(seconds=40), LATER),
        (LATER + dt.timedelta(hours=1), LATER),
        (LATER - dt.timedelta(days=2), LATER),
        (None, LATER),
    ],
    ids=["just now", "a little fast", "an hour fast", "days ago", "no clock"],
)
def test_a_clock_that_cannot_be_right_is_not_believed(db, device_at, came_at):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    merge(db, an.code, device_at=device_at)

    assert arrivals(db)[0].first_at == came_at


def test_a_morning_scan_that_comes_in_after_noon_counts_for_the_morning(empty_db):
    morning = make_sitting(1, "Sáng", dt.time(8, 0), dt.time(11, 30))
    afternoon = make_sitting(2, "Chiều", dt.time(13, 30), dt.time(16, 0))
    make_conference(empty_db, sittings=[morning, afternoon])
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")

    merge(empty_db, an.code, device_at=AT - dt.timedelta(hours=4))

    sittings = {one.id: one.ordinal for one in all_rows(empty_db, Sitting)}
    assert [sittings[one.sitting_id] for one in arrivals(empty_db)] == [1]


def test_two_stations_that_admitted_one_code_are_both_kept_and_a_supervisor_is_told(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    first, second = make_station(db, "Quầy 1")[0], make_station(db, "Quầy 2")[0]

    merge(db, an.code, station=first)
    answer = merge(db, an.code, station=second, device_at=AT + dt.timedelta(minutes=3))

    assert (answer["verdict"], answer["disputed"]) == ("admitted", "double")
    assert answer["judged"] == {"verdict": "repeat", "reason": "repeat"}
    assert answer["first"] == {"at_ms": to_ms(AT), "station": "Quầy 1"}
    assert [one.station_name for one in arrivals(db)] == ["Quầy 1"]
    kept, other = all_rows(db, Scan)
    (dispute,) = all_rows(db, DisputedEntry)
    assert (dispute.kind, dispute.kept_scan_id, dispute.other_scan_id) == (
        DisputeKind.DOUBLE, kept.id, other.id,
    )  # fmt: skip
    assert other.shown is Verdict.ADMITTED
    assert len(badge_jobs(db)) == 1
    assert all_rows(db, Movement) == []


def test_the_entry_that_a_third_one_disputes_is_still_the_first(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)

    for _ in range(2):
        merge(db, an.code)

    kept = {one.kept_scan_id for one in all_rows(db, DisputedEntry)}
    assert kept == {all_rows(db, Scan)[0].id}


def test_whom_the_server_would_have_refused_is_inside_all_the_same(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    withdraw(db, an.id)

    answer = merge(db, an.code)

    assert (answer["verdict"], answer["reason"]) == ("admitted", "admitted")
    assert answer["judged"] == {"verdict": "refused", "reason": "withdrawn"}
    assert answer["sentence"]["vi"].startswith("Kính chào")
    assert answer["delegate"]["name"] == "Nguyễn Văn An"
    assert answer["first"] == {"at_ms": to_ms(AT), "station": ""}
    assert (answer["shown"], answer["disputed"]) == ("admitted", "would_be_refused")
    assert [one.delegate_id for one in arrivals(db)] == [an.id]
    (dispute,) = all_rows(db, DisputedEntry)
    assert (dispute.kind, dispute.kept_scan_id) == (DisputeKind.WOULD_BE_REFUSED, None)
    assert badge_jobs(db) == []


def test_somebody_nobody_knows_whom_a_station_admitted_is_told_to_the_supervisor(db):
    answer = merge(db, "12345")

    assert (answer["verdict"], answer["reason"]) == ("refused", "damaged")
    assert answer["disputed"] == "would_be_refused"
    assert arrivals(db) == []
    assert disputes(db) == [(DisputeKind.WOULD_BE_REFUSED, None)]


def test_whom_a_rehearsal_let_in_is_kept_as_its_scan_and_no_supervisor_is_asked(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    rehearsed = new_code(CodeKind.INVITATION, an.code[1:4], rehearsal=True)

    answer = merge(db, rehearsed)

    (attempt,) = all_rows(db, Scan)
    assert (attempt.reason, attempt.shown) == (Reason.REHEARSAL_CODE, Verdict.ADMITTED)
    assert answer["decided_by"] == DecidedBy.STATION
    assert disputes(db) == arrivals(db) == []


@pytest.mark.parametrize("shown", [Verdict.ADMITTED, Verdict.REPEAT])
def test_whom_the_real_door_let_in_is_not_spent_on_a_rehearsal(empty_db, shown):
    make_conference(empty_db)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    empty_db.write(lambda s: become_rehearsal(s, at=AT, by=BY))

    answer = merge(empty_db, an.code, shown)

    # Not taken in: the station keeps it, and brings it when the real conference is open again.
    assert (answer["verdict"], "decided_by" in answer) == ("undecided", False)
    assert all_rows(empty_db, Scan) == disputes(empty_db) == []


def test_whom_another_conference_let_in_is_left_to_that_one(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    number = "123" if an.code[1:4] != "123" else "456"

    answer = merge(db, new_code(CodeKind.INVITATION, number))

    assert (answer["verdict"], "decided_by" in answer) == ("undecided", False)
    assert all_rows(db, Scan) == disputes(db) == []


def test_a_code_of_another_conference_that_the_station_sent_to_the_desk_is_taken_in(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    number = "123" if an.code[1:4] != "123" else "456"

    merge(db, new_code(CodeKind.INVITATION, number), Verdict.REFUSED)

    assert [one.reason for one in all_rows(db, Scan)] == [Reason.OTHER_CONFERENCE]


def test_a_full_hall_is_no_dispute_for_who_is_in_it_already(db):
    (an, binh) = make_delegates(db, "Nguyễn Văn An", "Trần Thị Bình")
    db.write(lambda s: change_door(s, {"hall_capacity": 1}, at=AT, by=BY))
    scan(db, an.code)

    answer = merge(db, binh.code)

    assert (answer["verdict"], answer["disputed"]) == ("admitted", None)
    assert len(arrivals(db)) == 2


def test_a_list_that_was_closed_since_is_no_dispute_for_who_came_before(db):
    (an, binh) = make_delegates(db, "Nguyễn Văn An", "Trần Thị Bình")
    run_door(db, closed=True, at=AT - dt.timedelta(minutes=20))
    run_door(db, closed=False, at=AT - dt.timedelta(minutes=10))
    run_door(db, closed=True, at=AT + dt.timedelta(minutes=5))
    run_door(db, support_desk="số 3", at=LATER)

    before = merge(db, an.code, device_at=AT)
    after = merge(db, binh.code, device_at=AT + dt.timedelta(minutes=6))

    assert (before["disputed"], before["badge"]) == (None, {"queued": True, "pool": ""})
    assert (after["judged"]["reason"], after["disputed"]) == ("list_closed", "would_be_refused")
    assert len(arrivals(db)) == 2


def test_a_list_that_nobody_was_seen_to_close_was_closed_all_the_time(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    db.write(lambda s: s.add(Door(id=1, closed=True)))

    assert merge(db, an.code)["disputed"] == "would_be_refused"


def run_door(db, *, at, **changes):
    db.write(lambda s: change_door(s, changes, at=at, by=BY))


@pytest.mark.parametrize("shown", [Verdict.REPEAT, Verdict.REFUSED, Verdict.UNDECIDED, None])
def test_nobody_enters_whom_the_station_did_not_admit(db, shown):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    answer = merge(db, an.code, shown)

    assert arrivals(db) == []
    assert badge_jobs(db) == []
    assert disputes(db) == []
    assert (answer["first"], answer["badge"]) == (None, None)
    assert answer["verdict"] == answer["shown"] == str(shown or Verdict.UNDECIDED)
    assert answer["judged"] == {"verdict": "admitted", "reason": "admitted"}
    (attempt,) = all_rows(db, Scan)
    assert (attempt.verdict, attempt.shown) == (Verdict.ADMITTED, shown or Verdict.UNDECIDED)


@pytest.mark.parametrize(
    ("shown", "why", "reason", "words"),
    [
        (Verdict.REFUSED, Reason.LIST_CLOSED, "list_closed", "bàn hỗ trợ"),
        (Verdict.REFUSED, None, "not_on_list", "bàn hỗ trợ"),
        (Verdict.REFUSED, Reason.ADMITTED, "not_on_list", "bàn hỗ trợ"),
        (Verdict.REPEAT, Reason.REPEAT, "repeat", "Kính chào đại biểu Nguyễn Văn An trở lại."),
        (Verdict.UNDECIDED, Reason.UNDECIDED, "undecided", "vui lòng chờ"),
        (None, None, "undecided", "vui lòng chờ"),
    ],
)
def test_the_answer_is_what_the_person_saw_and_bids_nobody_in_who_is_not_inside(  # noqa: PLR0917
    db, shown, why, reason, words
):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    answer = merge(db, an.code, shown, shown_reason=why, scan_id="scan-0001")
    again = scan(db, an.code, scan_id="scan-0001")

    assert answer == again
    assert answer["reason"] == reason
    assert words in answer["sentence"]["vi"]
    assert "lúc ." not in answer["sentence"]["vi"]
    assert arrivals(db) == []


def test_a_repeat_names_the_hour_where_the_records_have_it(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    withdraw(db, an.id)

    answer = merge(db, an.code, Verdict.REPEAT, shown_reason=Reason.REPEAT)

    assert (answer["verdict"], answer["judged"]["reason"]) == ("repeat", "withdrawn")
    assert "đã điểm danh lúc 13h42" in answer["sentence"]["vi"]


def test_a_station_is_counted_by_what_it_showed(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Trần Thị Bình")
    station, _ = make_station(db, "Quầy 1")
    withdraw(db, binh.id)

    for _ in range(2):
        merge(db, an.code, Verdict.REFUSED, station=station)
    merge(db, binh.code, Verdict.ADMITTED, station=station)
    scan(db, an.code, station=station)

    with db.reading() as session:
        (counted,) = statistics(session, all_rows(db, Sitting)[0].id).stations
    assert (counted.attempts, counted.admitted, counted.refused) == (4, 2, 2)
    assert len(arrivals(db)) == 2


def test_a_scan_that_is_sent_again_changes_nothing(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    withdraw(db, an.id)

    once = merge_text(db, an.code, scan_id="scan-0001")
    recorded = len(all_rows(db, JournalEntry))
    again = merge_text(db, an.code, scan_id="scan-0001", at=LATER + dt.timedelta(minutes=9))

    assert once == again
    assert len(all_rows(db, Scan)) == len(arrivals(db)) == len(disputes(db)) == 1
    assert len(all_rows(db, JournalEntry)) == recorded


def test_an_answer_that_got_lost_on_the_way_is_given_again_byte_for_byte(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    lost = scan_text(db, an.code, scan_id="scan-0001")

    merged = merge_text(db, an.code, scan_id="scan-0001")

    assert merged == lost
    assert len(arrivals(db)) == len(badge_jobs(db)) == 1
    assert disputes(db) == []


def test_a_lost_refusal_of_somebody_the_station_then_admitted_is_in_dispute(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    withdraw(db, an.id)
    lost = scan_text(db, an.code, scan_id="scan-0001")

    merged = [merge_text(db, an.code, scan_id="scan-0001") for _ in range(2)]

    assert merged == [lost, lost]
    assert disputes(db) == [(DisputeKind.WOULD_BE_REFUSED, an.id)]
    assert [one.delegate_id for one in arrivals(db)] == [an.id]
    (attempt,) = all_rows(db, Scan)
    assert (attempt.decided_by, attempt.shown) == (DecidedBy.STATION, Verdict.ADMITTED)


def test_an_entry_taken_back_is_not_brought_back_by_a_lost_answer(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code, scan_id="scan-0001")
    db.write(lambda s: take_back_entry(s, an.id, reason="Nhầm người", at=AT, by=BY))

    merge(db, an.code, scan_id="scan-0001")

    assert present_ids_of(db) == set()


def present_ids_of(db):
    with db.reading() as session:
        return present_ids(session, all_rows(db, Sitting)[0].id)


def test_who_had_left_and_came_back_at_a_station_of_its_own_is_back(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code, at=AT - dt.timedelta(minutes=30))
    left_at = AT - dt.timedelta(minutes=10)
    db.write(
        lambda s: leave(s, an.id, reason="Việc riêng", station_name="Quầy 1", at=left_at, by=BY)
    )

    answer = merge(db, an.code)

    assert (answer["reason"], answer["disputed"]) == ("returned", None)
    assert present_ids_of(db) == {an.id}
    assert [(one.kind.value, one.at) for one in all_rows(db, Movement)][-1] == ("returned", AT)


def test_who_left_only_after_a_station_had_let_somebody_in_was_inside_then(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code, at=AT - dt.timedelta(minutes=30))
    left_at = AT + dt.timedelta(minutes=10)
    db.write(
        lambda s: leave(s, an.id, reason="Việc riêng", station_name="Quầy 1", at=left_at, by=BY)
    )

    answer = merge(db, an.code)

    assert (answer["judged"]["reason"], answer["disputed"]) == ("repeat", "double")
    assert present_ids_of(db) == set()


def test_a_card_number_taken_down_at_the_desk_lets_its_delegate_in(db):
    make_delegates(db, "Nguyễn Văn An", "Trần Thị Bình")

    known = merge(db, "0002", source=ScanSource.CARD_NUMBER)
    unknown = merge(db, "0999", source=ScanSource.CARD_NUMBER)

    assert known["delegate"]["name"] == "Trần Thị Bình"
    assert (unknown["reason"], unknown["disputed"]) == ("not_on_list", "would_be_refused")
    assert len(arrivals(db)) == 1


def test_a_badge_in_hand_settles_its_sheet(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    job_id = send_next(db)
    db.write(lambda s: mark_uncertain(s, job_id, fault="", at=AT, by="spooler"))
    badge = next(one.digits for one in all_rows(db, EntryCode) if one.kind == CodeKind.BADGE)

    answer = merge(db, badge, Verdict.REPEAT)

    assert answer["reason"] == Reason.REPEAT
    assert badge_jobs(db)[0].state is PrintState.PRINTED


def test_shuffled_doubled_and_interleaved_merges_lose_nobody_and_admit_nobody_twice(tmp_path):
    db = make_database(tmp_path)
    make_conference(db)
    stations = [make_station(db, f"Quầy {nth}")[0] for nth in range(3)]
    made = st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans())

    @settings(max_examples=25)
    @given(st.lists(made, max_size=14), st.randoms(use_true_random=False))
    def merged_in_any_order(scans, chance):
        people = make_delegates(db, count=4)
        before = len(all_rows(db, Scan)), len(disputes(db)), len(badge_jobs(db))
        own: list[set[int]] = [set(), set(), set()]
        sent, admitted = [], {}
        for nth, (station, person, reached) in enumerate(scans):
            wanted = {
                "scan_id": new_id(), "scanned": people[person].code, "station": stations[station],
                "sequence": nth, "device_at": AT + dt.timedelta(seconds=nth),
            }  # fmt: skip
            again = person in own[station]
            own[station].add(person)
            if reached and not again:
                # The server had judged it and its answer got lost.
                db.write(lambda s, wanted=wanted: check_in(s, at=wanted["device_at"], **wanted))
            shown = Verdict.REPEAT if again else Verdict.ADMITTED
            if shown is Verdict.ADMITTED:
                admitted[person] = admitted.get(person, 0) + 1
            sent.append(wanted | {"shown": shown, "at": LATER})
        sent += [one for one in sent if chance.random() < 0.5]
        chance.shuffle(sent)
        answers: dict[str, str] = {}
        for one in sent:
            text = db.write(lambda s, one=one: merge_scan(s, **one))
            assert answers.setdefault(one["scan_id"], text) == text

        entered = [one.delegate_id for one in arrivals(db)]
        came = {people[person].id for person in admitted}
        assert {one.id for one in people} & set(entered) == came
        assert len(entered) == len(set(entered))
        assert len(all_rows(db, Scan)) - before[0] == len(scans)
        assert len(disputes(db)) - before[1] == sum(admitted.values()) - len(admitted)
        assert len(badge_jobs(db)) - before[2] == len(admitted)
        assert all_rows(db, Movement) == []

    merged_in_any_order()
    db.close()
