"""Present, left, absent with a reason or without: by group, by unit, by lane, by minute."""

from __future__ import annotations

import pytest

from conference.clock import to_ms
from conference.delegates import Reply, Substitute, name_substitute, note_reply, withdraw_delegates
from tests.conference.arrivals.hall import back, come, figures, go, minutes, undo
from tests.conference.list.acting import add_one, change, do, person, propose
from tests.factories import AT, GROUP, GUESTS, UNIT, make_delegates, make_station, scan


def of(named, name):
    """Give one group's or unit's numbers."""
    return next(one for one in named if one["name"] == name)


def numbers(count):
    names = ("listed", "present", "left", "excused", "absent")
    return tuple(count[name] for name in names)


@pytest.fixture
def five(db):
    """Five of the counted group, of one unit."""
    return [one.id for one in make_delegates(db, count=5)]


def test_before_anybody_comes_all_are_awaited(db, five):
    shown = figures(db)

    assert numbers(shown["total"]) == (5, 0, 0, 0, 5)
    assert (shown["curve"], shown["lanes"], shown["quorum"]) == ([], [], None)


def test_who_came_who_left_and_who_said_no_are_told_apart(db, five):
    come(db, five[0])
    come(db, five[1])
    go(db, five[1], minutes(1))
    do(db, note_reply, five[2], reply=Reply.ABSENT, words="Ốm")

    shown = figures(db)

    assert numbers(shown["total"]) == (5, 1, 1, 1, 2)
    assert numbers(of(shown["units"], UNIT)) == (5, 1, 1, 1, 2)
    assert shown["total"]["came"] == 2


def test_who_said_no_and_comes_after_all_is_present(db, five):
    do(db, note_reply, five[0], reply=Reply.ABSENT, words="Ốm")

    come(db, five[0])

    assert numbers(figures(db)["total"]) == (5, 1, 0, 0, 4)


def test_an_entry_that_was_taken_back_counts_for_nothing(db, five):
    come(db, five[0])

    undo(db, five[0], minutes(2))

    shown = figures(db)
    assert numbers(shown["total"]) == (5, 0, 0, 0, 5)
    assert shown["curve"] == []


def test_who_was_taken_off_the_list_with_a_reason_is_absent_with_one_and_no_more_on_it(db, five):
    do(db, withdraw_delegates, [five[0]], reason="Nghỉ ốm")

    total = figures(db)["total"]

    assert numbers(total) == (4, 0, 0, 1, 4)
    assert total["withdrawn"] == 1


def test_whoever_sends_a_substitute_is_not_counted_twice(db, five):
    who = Substitute("Trần Bình", "Phó phòng", "12/CV", "Giám đốc Sở")

    do(db, name_substitute, five[0], who)

    assert numbers(figures(db)["total"]) == (5, 0, 0, 0, 5)


def test_a_proposal_that_was_never_approved_is_nobodys_absence(db, five):
    (proposed,) = propose(db, person("Lê Chờ"))

    do(db, withdraw_delegates, [proposed], reason="Không thuộc diện mời")

    assert numbers(figures(db)["total"]) == (5, 0, 0, 0, 5)


def test_a_group_that_does_not_count_stands_apart(db, five):
    guest = add_one(db, "Lê Khách", group=GUESTS)
    come(db, guest)

    shown = figures(db)

    assert numbers(shown["total"]) == (6, 1, 0, 0, 5)
    assert numbers(shown["counted"]) == (5, 0, 0, 0, 5)
    assert numbers(of(shown["groups"], GUESTS)) == (1, 1, 0, 0, 0)
    assert numbers(of(shown["groups"], GROUP)) == (5, 0, 0, 0, 5)


def test_a_unit_of_whom_nobody_is_left_is_not_shown(db):
    one = add_one(db, unit="Đơn vị cũ")
    assert len(figures(db)["units"]) == 1

    change(db, one, unit="Đơn vị mới")

    assert [unit["name"] for unit in figures(db)["units"]] == ["Đơn vị mới"]


def test_a_unit_says_whether_its_head_is_here(db, five):
    for nth in range(3):
        change(db, five[nth], heads_delegation=True)
    come(db, five[0])
    come(db, five[1])
    go(db, five[1], minutes(1))

    heads = of(figures(db)["units"], UNIT)["heads"]

    assert {head["id"]: head["state"] for head in heads} == {
        five[0]: "present", five[1]: "left", five[2]: "absent",
    }  # fmt: skip
    assert heads[0]["name"] == "Nguyễn Văn Khách 1"


def test_the_curve_has_who_came_in_each_minute_and_who_was_inside_after_it(db, five):
    come(db, five[0], AT)
    come(db, five[1], minutes(0.5))
    come(db, five[2], minutes(3))
    go(db, five[0], minutes(3.5))
    back(db, five[0], minutes(9))

    curve = figures(db, minutes(10))["curve"]

    at = [to_ms(minutes(n)) for n in (0, 3, 9)]
    assert curve == [(at[0], 2, 2, 2), (at[1], 1, 2, 2), (at[2], 0, 3, 3)]


def test_each_lane_tells_who_came_through_it_and_its_pace(db):
    people = make_delegates(db, count=3)
    first, _ = make_station(db, "Quầy 1")
    second, _ = make_station(db, "Quầy 2")
    scan(db, people[0].code, station=first, at=AT)
    scan(db, people[0].code, station=first, at=minutes(12))
    scan(db, "not a code", foreign=True, station=first, at=minutes(12))
    scan(db, people[1].code, station=second, at=AT)
    come(db, people[2].id, minutes(12))

    lanes = figures(db, minutes(13))["lanes"]

    minute = to_ms(minutes(12))
    assert [(lane["name"], lane["came"], lane["minutes"]) for lane in lanes] == [
        ("Quầy 1", 1, [(minute, 2)]), ("Quầy 2", 1, []), ("", 1, [(minute, 1)]),
    ]  # fmt: skip


def test_whoever_leaves_before_having_come_by_a_stations_clock_was_inside_for_a_moment(db, five):
    come(db, five[0], minutes(5))
    go(db, five[0], minutes(4))

    curve = figures(db, minutes(10))["curve"]

    assert [inside for _, _, inside, _ in curve] == [0]
