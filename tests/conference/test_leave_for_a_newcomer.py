"""A walk-in or a substitute for whom leave is asked: once, for one person, and nobody sent away."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from conference.attendance import AtStation, admit_by_hand, leave
from conference.attendance.records import ScanSource
from conference.delegates import (
    NO_APPROVAL,
    Approval,
    Delegate,
    ListState,
    NewDelegate,
    ProposedSubstitute,
    RequestOfAnother,
    Substitute,
    SubstituteGone,
    SubstituteWaits,
    add_at_the_door,
    approve_delegates,
    substitutions,
    take_back_substitution,
    withdraw_delegates,
)
from conference.doors import change_door
from conference.overrides import (
    AbsentIsInside,
    LeaveOfAnother,
    Newcomer,
    Override,
    OverrideState,
    RuleChanged,
    all_leaves,
    ask_leave,
    ask_substitute,
    decide_leave,
    grant_leave_at_once,
    put_substitute,
    put_walk_in,
    withdraw_leave,
)
from conference.refusals import NotFound
from conference.verdicts import RULE_NAMES, Reason
from tests.factories import (
    AT,
    BY,
    GROUP,
    UNIT,
    all_rows,
    arrivals,
    make_conference,
    make_database,
    make_delegates,
    make_station,
    new_id,
)

LATER = AT + dt.timedelta(minutes=3)
DESK, OTHER_DESK = "operator:9", "operator:77"


def binh(approver: str = "", **words: Any) -> Substitute:
    return Substitute("Lê Thị Bình", "", letter="12/GC", approver=approver, **words)


def walk_in(db, request_id, *, name="Trần Mới", unit=UNIT, approval=NO_APPROVAL) -> Newcomer:
    person = NewDelegate(full_name=name, unit=unit, group=GROUP)
    how: Any = {"request_id": request_id, "approval": approval, "station": AtStation()}
    return db.write(lambda s: put_walk_in(s, person, **how, at=AT, by=DESK))


def propose(db, absent_id, who=None, *, request_id=None, station=None) -> Newcomer:
    how: Any = {"request_id": request_id or new_id(), "station": station or AtStation()}
    return db.write(lambda s: ask_substitute(s, absent_id, who or binh(), **how, at=AT, by=DESK))


def put(db, absent_id, request_id) -> Newcomer:
    comes = binh("Trần Thị Bích")
    how: Any = {"request_id": request_id, "at": LATER, "by": DESK}
    return db.write(lambda s: put_substitute(s, absent_id, comes, **how))


def ask(db, delegate_id, rule) -> int:
    how: Any = {"request_id": new_id(), "delegate_id": delegate_id, "rule": rule, "words": "Cử đến"}
    return db.write(lambda s: ask_leave(s, **how, at=AT, by=DESK))


def decide(db, leave_id, *, granted=True) -> Any:
    how: Any = {"granted": granted, "words": "Đúng người", "approver": "Bích", "at": LATER}
    answer = db.write(lambda s: decide_leave(s, leave_id, **how, by=BY))
    return answer and json.loads(answer)


def come_in(db, delegate_id):
    how: Any = {"scan_id": new_id(), "source": ScanSource.NAME_SEARCH, "at": AT, "by": DESK}
    return json.loads(db.write(lambda s: admit_by_hand(s, delegate_id, **how)))


def set_door(db, **changes: Any) -> None:
    db.write(lambda s: change_door(s, changes, at=AT, by=BY))


def withdraw(db, delegate_id):
    db.write(lambda s: withdraw_delegates(s, [delegate_id], reason="Nhầm", at=AT, by=BY))


def the(db, delegate_id) -> Delegate:
    with db.reading() as session:
        return session.get_one(Delegate, delegate_id)


def waiting_words(db) -> list[str]:
    return [row.words for row in all_rows(db, Override) if row.state is OverrideState.WAITING]


@pytest.fixture
def an(db):
    """Give the one who is to be replaced, with a seat."""
    (an,) = make_delegates(db, "Nguyễn Văn An", seat="A-01")
    return an


def test_who_took_the_last_place_is_the_same_newcomer_at_the_second_press(tmp_path):
    full = make_database(tmp_path)
    make_conference(full, capacity=1)
    request_id = new_id()

    first, again = (walk_in(full, request_id) for _ in range(2))

    assert first == again == Newcomer(first.delegate_id)
    assert len(all_rows(full, Delegate)) == 1
    full.close()


def test_a_desks_request_is_for_one_name_and_one_unit(db, an):
    request_id = new_id()
    walk_in(db, request_id)
    proposed = new_id()
    propose(db, an.id, request_id=proposed)

    for other in ({"unit": "Phòng Khác"}, {"name": "Trần Khác"}):
        with pytest.raises(RequestOfAnother):
            walk_in(db, request_id, **other)
    with pytest.raises(RequestOfAnother):
        propose(db, an.id, binh(unit="Phòng Khác"), request_id=proposed)

    assert len(all_rows(db, Delegate)) == 3


def test_nobody_is_asked_to_come_for_somebody_unknown(db):
    with pytest.raises(NotFound):
        propose(db, 999)


def test_nobody_is_replaced_while_in_the_hall_on_any_road(db, an):
    asked = propose(db, an.id)
    come_in(db, an.id)

    with pytest.raises(AbsentIsInside) as late:
        decide(db, asked.leave_id)
    with pytest.raises(AbsentIsInside):
        propose(db, an.id)
    with pytest.raises(AbsentIsInside):
        put(db, an.id, new_id())

    assert late.value.details == {"name": "Nguyễn Văn An"}
    assert (the(db, an.id).state, the(db, an.id).seat) == (ListState.APPROVED, "A-01")
    assert [one.delegate_id for one in arrivals(db)] == [an.id]


def test_whoever_has_left_may_send_somebody(db, an):
    come_in(db, an.id)
    gone: Any = {"reason": "Về sớm", "station_name": "", "seen": None, "at": LATER, "by": DESK}
    db.write(lambda s: leave(s, an.id, **gone))

    assert put(db, an.id, new_id()).leave_id is None


def test_a_pin_sent_twice_names_one_substitute(db, an):
    request_id = new_id()

    first, again = (put(db, an.id, request_id) for _ in range(2))

    assert first == again
    assert len(all_rows(db, Delegate)) == 2


def test_a_pin_for_who_was_only_proposed_approves_them_and_asks_nobody_any_more(db, an):
    request_id = new_id()
    asked = propose(db, an.id, request_id=request_id)

    named = put(db, an.id, request_id)

    assert named == Newcomer(asked.delegate_id)
    assert (the(db, named.delegate_id).seat, the(db, an.id).state) == ("A-01", ListState.WITHDRAWN)
    assert waiting_words(db) == []


def test_a_dialog_opened_again_with_a_pin_names_no_second_substitute(db, an):
    asked, request_id = propose(db, an.id), new_id()

    first, again = (put(db, an.id, request_id) for _ in range(2))

    assert first == again == Newcomer(asked.delegate_id)
    assert len(all_rows(db, Delegate)) == 2


def test_asking_again_for_who_waits_asks_once_and_for_who_is_approved_not_at_all(db, an):
    request_id = new_id()
    first, again = propose(db, an.id), propose(db, an.id, request_id=request_id)
    put(db, an.id, request_id)

    late = propose(db, an.id, request_id=request_id)

    assert first == again
    assert late == Newcomer(first.delegate_id)
    assert len(all_rows(db, Override)) == 1


def test_whoever_is_added_at_the_door_by_one_request_is_added_once(db):
    request_id, person = new_id(), NewDelegate("Trần Mới", UNIT, GROUP)

    ids = [
        db.write(lambda s: add_at_the_door(s, person, request_id=request_id, at=AT, by=DESK))
        for _ in range(2)
    ]

    assert ids[0] == ids[1]
    assert len(all_rows(db, Delegate)) == 1


def test_a_pin_does_not_bring_back_who_was_declined(db, an):
    request_id = new_id()
    decide(db, propose(db, an.id, request_id=request_id).leave_id, granted=False)

    with pytest.raises(SubstituteGone):
        put(db, an.id, request_id)

    assert the(db, an.id).state is ListState.APPROVED


def test_a_later_leave_for_who_was_declined_sends_nobody_away(db, an):
    asked = propose(db, an.id)
    decide(db, asked.leave_id, granted=False)
    come_in(db, an.id)

    decide(db, ask(db, asked.delegate_id, Reason.WITHDRAWN))

    assert {one.delegate_id for one in arrivals(db)} == {an.id, asked.delegate_id}
    assert (the(db, an.id).state, the(db, an.id).seat) == (ListState.APPROVED, "A-01")


@pytest.mark.parametrize("takes_off", [
    lambda db, comes: db.write(lambda s: take_back_substitution(s, comes, at=AT, by=BY)),
    withdraw,
])  # fmt: skip
def test_a_later_leave_for_who_stood_in_once_does_not_stand_in_again(db, an, takes_off):
    asked = propose(db, an.id)
    decide(db, asked.leave_id)
    takes_off(db, asked.delegate_id)
    before = the(db, an.id).state

    decide(db, ask(db, asked.delegate_id, Reason.WITHDRAWN))

    assert the(db, asked.delegate_id).state is ListState.APPROVED
    assert the(db, an.id).state is before
    assert all_rows(db, ProposedSubstitute) == []


def test_what_was_decided_still_says_in_whose_place(db, an):
    decide(db, propose(db, an.id).leave_id)

    with db.reading() as session:
        assert [one.stands_in_for for one in all_leaves(session)] == ["Nguyễn Văn An"]


def test_the_office_approves_no_proposed_substitute_beside_the_absent(db, an):
    asked = propose(db, an.id)
    (other,) = make_delegates(db, "Vũ Cường")
    withdraw(db, other.id)
    approval = Approval("Bích", "Đủ giấy tờ", may_exceed=True)

    def approve(*ids):
        db.write(lambda s: approve_delegates(s, ids, approval=approval, at=AT, by=BY))

    with pytest.raises(SubstituteWaits) as waits:
        approve(asked.delegate_id, other.id)
    approve(other.id)
    decide(db, asked.leave_id)

    assert waits.value.details == {"name": "Lê Thị Bình"}
    with db.reading() as session:
        assert [one.substitute_id for one in substitutions(session)] == [asked.delegate_id]


def full_hall(db):
    (sits,) = make_delegates(db, "Phạm Cúc")
    come_in(db, sits.id)
    set_door(db, hall_capacity=1)


def test_a_supervisor_reads_of_the_rule_behind_the_list_and_says_yes_to_both(db, an):
    full_hall(db)

    asked = propose(db, an.id)
    words = waiting_words(db)
    answer = decide(db, asked.leave_id)

    assert words == [f"{RULE_NAMES[Reason.CAPACITY]}. Giấy cử: 12/GC"]
    assert answer["verdict"] == "admitted"


def test_a_rule_behind_the_list_that_came_up_since_is_asked_about_anew(db, an):
    asked = propose(db, an.id)
    full_hall(db)

    with pytest.raises(RuleChanged):
        decide(db, asked.leave_id)
    kept = (the(db, an.id).state, len(arrivals(db)))
    answer = decide(db, ask(db, asked.delegate_id, Reason.NOT_APPROVED))

    assert kept == (ListState.APPROVED, 1)
    assert answer["verdict"] == "admitted"


def test_a_pin_for_the_list_opens_no_full_hall(db, an):
    full_hall(db)
    withdraw(db, an.id)
    given: Any = {"delegate_id": an.id, "rule": Reason.WITHDRAWN, "words": "Đã gặp"}
    given |= {"station": AtStation(), "asked_by": DESK, "approver": "Bích"}

    with pytest.raises(RuleChanged):
        db.write(lambda s: grant_leave_at_once(s, request_id=new_id(), **given, at=AT, by=BY))

    assert the(db, an.id).state is ListState.WITHDRAWN
    assert len(arrivals(db)) == 1


def test_only_who_asked_their_station_or_a_supervisor_takes_a_request_back(db):
    people = make_delegates(db, "An Một", "An Hai", "An Ba")
    station, _ = make_station(db, "Quầy 2")
    other, _ = make_station(db, "Quầy 3")
    asked = [
        propose(db, one.id, request_id=new_id(), station=AtStation(station.id, station.name))
        for one in people
    ]

    def ask_no_more(newcomer, **how: Any) -> None:
        db.write(lambda s: withdraw_leave(s, newcomer.leave_id, at=LATER, **how))

    for elsewhere in (None, other.id):
        with pytest.raises(LeaveOfAnother):
            ask_no_more(asked[0], station_id=elsewhere, by=OTHER_DESK)
    still = the(db, asked[0].delegate_id).state
    ask_no_more(asked[0], by=DESK)
    ask_no_more(asked[1], station_id=station.id, by=OTHER_DESK)
    ask_no_more(asked[2], supervises=True, by=OTHER_DESK)

    assert still is ListState.PROPOSED
    assert waiting_words(db) == []
