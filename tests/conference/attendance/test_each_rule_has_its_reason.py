"""Every rule of the door keeps people out under its own name, and a leave sets it aside once."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.attendance import LEAVE_MAY_SET_ASIDE, Scan, leave
from conference.codes import CodeKind, new_code
from conference.copies import become_rehearsal
from conference.delegates import CodeState, EntryCode, ListState
from conference.printing import PrintState, mark_uncertain
from conference.verdicts import RULE_NAMES, Reason
from tests.conference.attendance.doors import (
    MORNING,
    badge_of,
    by_hand,
    change,
    group_of,
    hand_out_badge,
    run_door,
    two_sittings,
)
from tests.factories import (
    AT,
    all_rows,
    arrivals,
    badge_jobs,
    make_delegates,
    print_next,
    scan,
    send_next,
)


def test_a_full_hall_keeps_out_and_who_leaves_makes_room(db):
    an, binh, chi = make_delegates(db, "Nguyễn Văn An", "Lê Bình", "Trần Chi")
    run_door(db, hall_capacity=2)

    reasons = [scan(db, one.code)["reason"] for one in (an, binh, chi)]
    db.write(lambda s: _leave(s, an.id))
    after = [scan(db, one.code)["reason"] for one in (chi, an)]

    assert reasons == ["admitted", "admitted", "capacity"]
    assert after == ["admitted", "capacity"]


def _leave(session, delegate_id):

    return leave(session, delegate_id, reason="Việc gấp", station_name="", at=AT, by="x")


def test_who_is_inside_is_a_repeat_also_when_the_hall_is_full_or_the_list_closed(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    run_door(db, hall_capacity=1, closed=True)

    assert scan(db, an.code)["reason"] == "repeat"


def test_a_closed_list_admits_nobody_new_and_lets_back_in_who_had_left(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    scan(db, an.code)
    db.write(lambda s: _leave(s, an.id))
    run_door(db, closed=True)

    assert scan(db, binh.code)["reason"] == "list_closed"
    assert scan(db, an.code)["reason"] == "returned"


def test_a_group_comes_to_its_own_sittings(empty_db):
    two_sittings(empty_db)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    group_of(empty_db, an.id, sitting_ordinals=[2])

    morning, afternoon = scan(empty_db, an.code, at=MORNING), scan(empty_db, an.code)

    assert (morning["reason"], afternoon["reason"]) == ("wrong_sitting", "admitted")


def test_a_badge_handed_out_beforehand_admits_where_the_conference_lets_it(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    badges = [hand_out_badge(db, one.id) for one in (an, binh)]

    before = scan(db, badges[0])
    run_door(db, badges_admit=True)
    after = scan(db, badges[1])

    assert before["reason"] == "badge_not_invitation"
    assert (after["reason"], after["delegate"]["name"]) == ("admitted", "Lê Bình")


def test_a_badge_opens_later_sittings_and_an_invitation_only_while_it_may(empty_db):
    two_sittings(empty_db)
    an, binh, chi = make_delegates(empty_db, "Nguyễn Văn An", "Lê Bình", "Trần Chi")
    for one in (an, binh):
        scan(empty_db, one.code, at=MORNING)
        print_next(empty_db)
    run_door(empty_db, invitations_admit=False)

    by_badge = scan(empty_db, badge_of(empty_db, an.id))
    by_invitation = scan(empty_db, binh.code)
    never_came = scan(empty_db, chi.code)

    assert by_badge["reason"] == "admitted"
    assert by_invitation["reason"] == "invitation_not_badge"
    assert never_came["reason"] == "admitted"


def test_a_badge_of_who_has_left_brings_back(db):
    (an,) = make_delegates(db, "Nguyễn Văn An", address="ông")
    scan(db, an.code)
    print_next(db)
    db.write(lambda s: _leave(s, an.id))

    answer = scan(db, badge_of(db, an.id), at=AT + dt.timedelta(minutes=20))

    assert (answer["verdict"], answer["reason"]) == ("admitted", "returned")
    assert answer["sentence"]["vi"].startswith("Kính chào ông Nguyễn Văn An trở lại.")
    assert arrivals(db)[0].left_at is None


def test_an_award_slip_of_somebody_listed_is_no_invitation(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    slip = new_code(CodeKind.AWARD_SLIP, an.code[1:4])
    db.write(lambda s: s.add(EntryCode(digits=slip, delegate_id=an.id, kind=3)))

    before = scan(db, slip)
    scan(db, an.code)
    inside = scan(db, slip)

    assert (before["reason"], inside["reason"]) == ("slip_not_invitation", "repeat")


def test_the_scan_of_a_badge_settles_its_sheet(db):

    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    job_id = send_next(db)
    db.write(lambda s: mark_uncertain(s, job_id, fault="", at=AT, by="spooler"))

    answer = scan(db, badge_of(db, an.id))

    assert answer["reason"] == "repeat"
    assert badge_jobs(db)[0].state is PrintState.PRINTED


def test_a_replaced_badge_names_nobody(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    digits = hand_out_badge(db, an.id)
    db.write(lambda s: setattr(s.get_one(EntryCode, digits), "state", CodeState.REPLACED))

    answer = scan(db, digits)

    assert (answer["reason"], answer["delegate"]) == ("replaced", None)
    assert all_rows(db, Scan)[0].delegate_id == an.id


def keep_out(db, reason, an):
    """Let a rule keep this delegate out."""
    if reason in {Reason.NOT_APPROVED, Reason.WITHDRAWN}:
        states = {Reason.NOT_APPROVED: ListState.PROPOSED, Reason.WITHDRAWN: ListState.WITHDRAWN}
        change(db, an.id, state=states[reason])
    elif reason is Reason.WRONG_SITTING:
        group_of(db, an.id, sitting_ordinals=[7])
    elif reason is Reason.CAPACITY:
        run_door(db, hall_capacity=0)
    else:
        run_door(db, closed=True)


RULES_BY_HAND = [
    Reason.NOT_APPROVED,
    Reason.WITHDRAWN,
    Reason.WRONG_SITTING,
    Reason.CAPACITY,
    Reason.LIST_CLOSED,
]


@pytest.mark.parametrize("reason", RULES_BY_HAND)
def test_a_leave_sets_a_rule_aside_once_and_says_so_beside_the_attempt(db, reason):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Lê Bình")
    keep_out(db, reason, an)

    kept_out = by_hand(db, an.id)
    let_in = by_hand(db, an.id, overrode="Đại biểu từ xa (Phụ trách)")

    assert (kept_out["verdict"], kept_out["reason"]) == ("refused", reason)
    assert let_in["verdict"] == "admitted"
    assert [row.overrode for row in all_rows(db, Scan)] == ["", "Đại biểu từ xa (Phụ trách)"]
    assert [row.delegate_id for row in arrivals(db)] == [an.id]
    assert binh.id != an.id


def test_a_leave_that_let_nobody_in_is_not_written_down(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)

    by_hand(db, an.id, overrode="Đã ở trong hội trường")

    assert [row.overrode for row in all_rows(db, Scan)] == ["", ""]


def test_who_came_by_leave_is_a_repeat_at_the_next_scan(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    group_of(db, an.id, sitting_ordinals=[7])
    by_hand(db, an.id, overrode="Đại biểu ở xa")

    assert scan(db, an.code)["reason"] == "repeat"


def test_a_leave_for_who_is_inside_changes_nothing_and_for_who_left_brings_back(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)
    change(db, an.id, state=ListState.WITHDRAWN)

    inside = by_hand(db, an.id, overrode="Vẫn dự")
    db.write(lambda s: _leave(s, an.id))
    back = by_hand(db, an.id, overrode="Vẫn dự")

    assert (inside["reason"], back["reason"]) == ("repeat", "returned")
    assert len(arrivals(db)) == 1


def test_every_rule_that_a_leave_sets_aside_has_a_name():
    assert set(RULE_NAMES) == LEAVE_MAY_SET_ASIDE


def test_a_rehearsal_is_told_from_the_real_day_before_anything_else(empty_db):
    two_sittings(empty_db)
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    run_door(empty_db, closed=True)
    empty_db.write(lambda s: become_rehearsal(s, at=AT, by="x"))

    assert scan(empty_db, an.code)["reason"] == "real_code_in_rehearsal"
