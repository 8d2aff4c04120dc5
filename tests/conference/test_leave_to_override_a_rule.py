"""A supervisor's leave: asked at the lane, given from anywhere, once, with a reason."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import select

from conference.attendance import AtStation, Scan
from conference.delegates import (
    Delegate,
    ListState,
    Substitute,
    change_delegate,
    name_substitute,
    withdraw_delegates,
)
from conference.doors import change_door
from conference.operators import Role
from conference.overrides import (
    LeaveDecidedAlready,
    LeaveReasonNeeded,
    Override,
    OverrideState,
    RuleChanged,
    RuleStands,
    ask_leave,
    decide_leave,
    decided_leaves,
    grant_leave_at_once,
    leaves_of_station,
    waiting_leaves,
    withdraw_leave,
)
from conference.refusals import NotFound
from conference.verdicts import Reason
from tests.factories import (
    AT,
    BY,
    all_rows,
    arrivals,
    at_one_instant,
    badge_jobs,
    make_conference,
    make_database,
    make_delegates,
    make_operator,
    make_station,
    new_id,
)

LATER = AT + dt.timedelta(minutes=3)
DESK = "operator:9"


def close_the_list(db):
    db.write(lambda s: change_door(s, {"closed": True}, at=AT, by=BY))


def withdraw(db, *delegate_ids):
    db.write(lambda s: withdraw_delegates(s, delegate_ids, reason="Đi công tác", at=AT, by=BY))


def ask(db, delegate_id, **how: Any) -> int:
    asked = {
        "request_id": new_id(), "rule": Reason.LIST_CLOSED, "words": "Đến sau giờ đón tiếp",
        "at": AT, "by": DESK,
    } | how  # fmt: skip
    return db.write(lambda s: ask_leave(s, delegate_id=delegate_id, **asked))


def decide(db, leave_id, **how: Any) -> Any:
    decided = {
        "granted": True, "words": "Đúng người được mời", "approver": "Trần Thị Bích",
        "at": LATER, "by": BY,
    } | how  # fmt: skip
    answer = db.write(lambda s: decide_leave(s, leave_id, **decided))
    return None if answer is None else json.loads(answer)


def at_once(db, delegate_id, **how: Any) -> Any:
    given = {
        "request_id": new_id(), "rule": Reason.LIST_CLOSED, "words": "Đã gặp trực tiếp",
        "station": AtStation(), "asked_by": DESK, "approver": "Trần Thị Bích", "at": LATER,
        "by": BY,
    } | how  # fmt: skip
    answer = db.write(lambda s: grant_leave_at_once(s, delegate_id=delegate_id, **given))
    return json.loads(answer)


def the_delegate(db, delegate_id):
    with db.reading() as session:
        return session.get_one(Delegate, delegate_id)


def test_a_granted_request_admits_at_the_station_that_asked_and_prints_there(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    station, _ = make_station(db, "Quầy 2")
    close_the_list(db)
    leave = ask(db, an.id, station_id=station.id, station_name=station.name)

    answer = decide(db, leave)

    (entry,) = arrivals(db)
    (scan,) = all_rows(db, Scan)
    assert answer["verdict"] == "admitted"
    assert (entry.delegate_id, entry.station_name) == (an.id, "Quầy 2")
    assert scan.overrode == "Đúng người được mời (Trần Thị Bích)"
    assert [job.requested_by for job in badge_jobs(db)] == ["Quầy 2"]


def test_a_station_that_is_gone_or_never_was_one_still_admits(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    close_the_list(db)

    answer = decide(db, ask(db, an.id, station_name="Bàn hỗ trợ"), badges=False)

    assert answer["verdict"] == "admitted"
    assert [one.station_name for one in arrivals(db)] == ["Bàn hỗ trợ"]
    assert badge_jobs(db) == []


def test_a_declined_request_admits_nobody_and_keeps_the_reason(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    supervisor = make_operator(db, "phutrach", Role.SUPERVISOR)
    close_the_list(db)

    answer = decide(db, ask(db, an.id), granted=False, words="Hết chỗ", by=f"operator:{supervisor}")

    with db.reading() as session:
        (decided,) = decided_leaves(session)
    assert (answer, arrivals(db)) == (None, [])
    assert (decided.state, decided.decided_words) == (OverrideState.DECLINED, "Hết chỗ")
    assert decided.decided_by == "Nguyễn Thị Miền"


def test_somebody_withdrawn_is_approved_first_and_may_exceed_the_number(db, tmp_path):
    (tmp_path / "full").mkdir()
    full = make_database(tmp_path / "full")
    make_conference(full, capacity=1)
    (an,) = make_delegates(full, "Nguyễn Văn An")
    withdraw(full, an.id)
    make_delegates(full, "Lê Thị Bình")

    answer = decide(full, ask(full, an.id, rule=Reason.WITHDRAWN))

    an_now = the_delegate(full, an.id)
    assert answer["verdict"] == "admitted"
    assert (an_now.state, an_now.approver) == (ListState.APPROVED, "Trần Thị Bích")
    assert an_now.approval_reason == "Đúng người được mời"
    full.close()


def test_a_seat_that_was_given_away_meanwhile_is_not_taken_back(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-1")
    withdraw(db, an.id)
    (binh,) = make_delegates(db, "Lê Thị Bình", seat="A-1")

    decide(db, ask(db, an.id, rule=Reason.WITHDRAWN))

    assert [the_delegate(db, one.id).seat for one in (an, binh)] == ["", "A-1"]


def test_a_seat_that_is_still_free_is_kept(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-1")
    withdraw(db, an.id)

    decide(db, ask(db, an.id, rule=Reason.WITHDRAWN))

    assert the_delegate(db, an.id).seat == "A-1"


def test_the_own_seat_of_who_was_only_proposed_is_kept(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-1")
    db.write(lambda s: setattr(s.get_one(Delegate, an.id), "state", ListState.PROPOSED))

    decide(db, ask(db, an.id, rule=Reason.NOT_APPROVED))

    assert the_delegate(db, an.id).seat == "A-1"


@pytest.mark.parametrize("rule", [Reason.NOT_ON_LIST, Reason.OTHER_CONFERENCE, Reason.DAMAGED])
def test_a_rule_that_nobody_may_set_aside_is_not_asked_about(db, rule):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    with pytest.raises(RuleStands):
        ask(db, an.id, rule=rule)

    assert all_rows(db, Override) == []


def test_asking_needs_a_reason_and_a_delegate(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    with pytest.raises(LeaveReasonNeeded):
        ask(db, an.id, words="  ")
    with pytest.raises(NotFound):
        ask(db, 999)

    assert all_rows(db, Override) == []


def test_the_same_request_and_the_same_person_wait_once(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Thị Bình")
    request_id = new_id()

    asked = [
        ask(db, an.id, request_id=request_id),
        ask(db, an.id, request_id=request_id),
        ask(db, an.id),
        ask(db, binh.id),
    ]

    with db.reading() as session:
        waiting, elsewhere = waiting_leaves(session, 1), waiting_leaves(session, 2)
    assert asked[0] == asked[1] == asked[2] != asked[3]
    assert [one.name for one in waiting] == ["Nguyễn Văn An", "Lê Thị Bình"]
    assert elsewhere == []


def test_deciding_needs_a_reason_and_a_request(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    leave = ask(db, an.id)

    with pytest.raises(LeaveReasonNeeded):
        decide(db, leave, words="")
    with pytest.raises(NotFound):
        decide(db, 999)

    assert all_rows(db, Override)[0].state is OverrideState.WAITING


def test_of_two_supervisors_at_one_instant_one_decides(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    close_the_list(db)
    leave = ask(db, an.id)

    outcomes = at_one_instant(
        [
            lambda: decide(db, leave, granted=True, by="operator:1"),
            lambda: decide(db, leave, granted=False, by="operator:2"),
        ]
    )

    late = [one for one in outcomes if isinstance(one, LeaveDecidedAlready)]
    granted = all_rows(db, Override)[0].state is OverrideState.GRANTED
    assert len(late) == 1
    assert len(arrivals(db)) == int(granted)


def test_the_same_decision_again_gets_the_same_answer_and_admits_once(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    close_the_list(db)
    leave = ask(db, an.id)

    answers = [decide(db, leave), decide(db, leave)]

    assert answers[0] == answers[1]
    assert len(arrivals(db)) == len(all_rows(db, Scan)) == 1


def test_a_decision_that_was_carried_out_does_not_approve_again(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    withdraw(db, an.id)
    leave = ask(db, an.id, rule=Reason.WITHDRAWN)
    decide(db, leave)
    withdraw(db, an.id)

    decide(db, leave)

    assert the_delegate(db, an.id).state is ListState.WITHDRAWN


def test_the_second_supervisor_is_told_who_was_first(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    first = make_operator(db, "phutrach", Role.SUPERVISOR)
    leave = ask(db, an.id)
    decide(db, leave, granted=False, by=f"operator:{first}")

    with pytest.raises(LeaveDecidedAlready) as late:
        decide(db, leave, by="operator:99")

    assert late.value.details == {"name": "Nguyễn Thị Miền"}


def test_a_request_can_be_withdrawn_until_it_is_decided(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Thị Bình")
    gone, decided = ask(db, an.id), ask(db, binh.id)
    decide(db, decided, granted=False)

    for _ in range(2):
        db.write(lambda s: withdraw_leave(s, gone, at=LATER, by=DESK))
    with pytest.raises(LeaveDecidedAlready):
        db.write(lambda s: withdraw_leave(s, decided, at=LATER, by=DESK))
    with pytest.raises(LeaveDecidedAlready):
        decide(db, gone)

    states = [row.state for row in all_rows(db, Override)]
    assert states == [OverrideState.WITHDRAWN, OverrideState.DECLINED]


def test_a_pin_at_the_desk_admits_at_once_and_settles_what_waited(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    station, _ = make_station(db, "Quầy 1")
    close_the_list(db)
    ask(db, an.id)

    answer = at_once(db, an.id, station=station)

    assert answer["verdict"] == "admitted"
    assert [row.state for row in all_rows(db, Override)] == [OverrideState.GRANTED] * 2
    assert [row.decided_by for row in all_rows(db, Override)] == [BY] * 2
    assert len(arrivals(db)) == 1


def test_the_same_pin_request_again_gets_the_stored_answer(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    close_the_list(db)
    request_id = new_id()

    answers = [at_once(db, an.id, request_id=request_id) for _ in range(2)]

    assert answers[0] == answers[1]
    assert len(all_rows(db, Override)) == len(arrivals(db)) == 1


def test_a_pin_does_not_undo_what_another_supervisor_declined(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    request_id = new_id()
    decide(db, ask(db, an.id, request_id=request_id), granted=False, by="operator:2")

    with pytest.raises(LeaveDecidedAlready):
        at_once(db, an.id, request_id=request_id)

    assert arrivals(db) == []


def test_a_station_sees_what_it_asked_for_and_a_device_that_is_none_its_operators(db):
    an, binh, cuong = make_delegates(db, "Nguyễn Văn An", "Lê Thị Bình", "Vũ Cường")
    station, _ = make_station(db, "Quầy 1")
    ask(db, an.id, station_id=station.id, station_name=station.name)
    ask(db, binh.id)
    ask(db, cuong.id, by="operator:3")

    with db.reading() as session:
        at_station = leaves_of_station(session, station.id)
        of_desk = leaves_of_station(session, None, asked_by=DESK)

    assert [one.name for one in at_station] == ["Nguyễn Văn An"]
    assert [one.name for one in of_desk] == ["Lê Thị Bình"]


def test_long_reasons_are_kept_as_far_as_the_columns_reach(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    close_the_list(db)

    decide(db, ask(db, an.id, words="a" * 900), words="b" * 900, approver="c" * 200)

    with db.reading() as session:
        kept = session.execute(
            select(Override.words, Override.decided_words, Scan.overrode).join(
                Scan, Scan.scan_id == Override.request_id
            )
        ).one()
    assert [len(words) for words in kept] == [300, 300, 400]


def test_somebody_who_moved_on_the_list_is_shown_as_now(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    ask(db, an.id)
    db.write(lambda s: change_delegate(s, an.id, {"position": "Giám đốc"}, at=AT, by=BY))

    with db.reading() as session:
        (one,) = waiting_leaves(session, 1)

    assert (one.position, one.unit, one.rule) == ("Giám đốc", "Văn phòng Sở", Reason.LIST_CLOSED)


def send_a_substitute(db, delegate_id, at=AT):
    who = Substitute("Phạm Thị Dung", "PGĐ", letter="1", approver="Trần Thị Bích")
    db.write(lambda s: name_substitute(s, delegate_id, who, at=at, by=BY))


def test_a_yes_to_one_rule_is_none_to_another_that_has_come_up_since(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    close_the_list(db)
    leave = ask(db, an.id)
    send_a_substitute(db, an.id)

    with pytest.raises(RuleChanged):
        decide(db, leave)

    assert (arrivals(db), the_delegate(db, an.id).state) == ([], ListState.WITHDRAWN)
    assert all_rows(db, Override)[0].state is OverrideState.WAITING


def test_a_pin_sets_no_other_rule_aside_than_the_one_it_was_typed_for(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    withdraw(db, an.id)

    with pytest.raises(RuleChanged):
        at_once(db, an.id, rule=Reason.LIST_CLOSED)

    assert (arrivals(db), all_rows(db, Override)) == ([], [])


def test_a_rule_that_was_lifted_meanwhile_keeps_nobody_out(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    assert decide(db, ask(db, an.id))["verdict"] == "admitted"


def test_who_sent_a_substitute_and_comes_all_the_same_is_let_in_by_that_rules_leave(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    send_a_substitute(db, an.id)

    answer = decide(db, ask(db, an.id, rule=Reason.REPLACED))

    assert answer["verdict"] == "admitted"


def test_leave_for_a_code_that_was_replaced_is_none_for_who_sends_a_substitute_later(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    leave = ask(db, an.id, rule=Reason.REPLACED)
    send_a_substitute(db, an.id, at=LATER)

    with pytest.raises(RuleChanged):
        decide(db, leave)

    assert arrivals(db) == []


def test_one_request_is_for_one_person_and_one_rule(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Thị Bình")
    close_the_list(db)
    request_id = new_id()
    ask(db, an.id, request_id=request_id)

    with pytest.raises(RuleChanged):
        ask(db, an.id, request_id=request_id, rule=Reason.CAPACITY)
    with pytest.raises(RuleChanged):
        at_once(db, binh.id, request_id=request_id)

    assert (arrivals(db), len(all_rows(db, Override))) == ([], 1)


def test_who_waits_and_meets_another_rule_waits_for_that_one(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    ask(db, an.id)

    ask(db, an.id, rule=Reason.CAPACITY)

    with db.reading() as session:
        assert [one.rule for one in waiting_leaves(session, 1)] == [Reason.CAPACITY]


def test_a_pin_makes_a_request_for_another_rule_needless(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    close_the_list(db)
    ask(db, an.id, rule=Reason.CAPACITY)

    at_once(db, an.id)

    states = [row.state for row in all_rows(db, Override)]
    assert states == [OverrideState.WITHDRAWN, OverrideState.GRANTED]
