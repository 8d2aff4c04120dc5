"""Đơn vị cũ → đơn vị mới: names lead to one unit, people move, numbers can be counted by either."""

from __future__ import annotations

import pytest

from conference.delegates import (
    AliasTaken,
    Unit,
    UnitAlias,
    UnitIntoItself,
    UnitMissing,
    add_alias,
    all_units,
    allot,
    find_delegates,
    merge_unit,
)
from conference.eligibility import Nominee
from conference.eligibility.nominees import NomineeKind
from conference.refusals import NotFound
from tests.conference.list.acting import add, add_one, count, do, facts, person, row
from tests.factories import all_rows


def unit_of(db, name):
    return row(db, add_one(db, f"Người của {name}", unit=name)).unit_id


def units(db):
    return {unit.name: unit for unit in all_rows(db, Unit)}


def test_units_stand_by_their_first_syllable(db):
    names = ["Hạ Long", "Ủy ban", "An Dương", "Hà Nam", "Hà Giang", "Đồ Sơn", "Dương Kinh"]
    do(db, allot, dict.fromkeys(names, 1))

    with db.reading() as session:
        ordered = [unit.name for unit in all_units(session)]

    assert ordered == [
        "An Dương", "Dương Kinh", "Đồ Sơn", "Hà Giang", "Hà Nam", "Hạ Long", "Ủy ban",
    ]  # fmt: skip


def test_numbers_are_allotted_before_anybody_is_named(db):
    assert do(db, allot, {" Phường  Lê Chân": 5, "Xã Đại Sơn": None}) == 2
    assert do(db, allot, {"Phường Lê Chân": 5}) == 0
    assert do(db, allot, {"Phường Lê Chân": None}) == 1

    assert units(db)["Phường Lê Chân"].allotted is None
    assert units(db)["Xã Đại Sơn"].allotted is None
    assert len(facts(db, "UnitsAllotted")) == 2
    with pytest.raises(UnitMissing):
        do(db, allot, {"Phường A": 1, " ": 2})
    assert "Phường A" not in units(db)


def test_a_number_for_a_former_name_is_one_for_the_present_unit(db):
    present = unit_of(db, "Sở Nội vụ")
    do(db, add_alias, "Sở Lao động", present)

    do(db, allot, {"Sở Lao động": 7})

    assert units(db)["Sở Nội vụ"].allotted == 7


def test_a_merged_unit_moves_its_people_and_keeps_what_the_file_said(db):
    people = add(db, person("Lê An", unit="Sở Cũ"), person("Trần Bình", unit="Sở Cũ"))
    former, present = row(db, people[0]).unit_id, unit_of(db, "Sở Mới")

    assert do(db, merge_unit, former, present) == 2

    moved = row(db, people[0])
    assert (moved.unit.name, moved.unit_as_given) == ("Sở Mới", "Sở Cũ")
    assert list(units(db)) == ["Sở Mới"]
    assert facts(db, "UnitMerged") == [
        {"former_unit_id": former, "unit_id": present, "delegates": 2}
    ]
    assert row(db, add_one(db, "Vũ Chi", unit="Sở Cũ")).unit_id == present
    with db.reading() as session:
        assert len(session.scalars(find_delegates("so moi")).all()) == 4


def test_numbers_and_receivers_go_with_a_merged_unit(db):
    do(db, allot, {"Sở Cũ": 3, "Sở Mới": 4, "Phòng A": 2, "Phòng B": None})
    found = units(db)
    db.write(lambda s: setattr(s.get_one(Unit, found["Sở Cũ"].id), "receiver", "Bà Hoa"))

    do(db, merge_unit, found["Sở Cũ"].id, found["Sở Mới"].id)
    do(db, merge_unit, found["Phòng B"].id, found["Phòng A"].id)

    assert (units(db)["Sở Mới"].allotted, units(db)["Sở Mới"].receiver) == (7, "Bà Hoa")
    assert units(db)["Phòng A"].allotted == 2


def test_a_former_name_of_a_former_name_leads_to_the_unit_of_today(db):
    oldest, old, today = (unit_of(db, name) for name in ("Sở Cũ Nhất", "Sở Cũ", "Sở Mới"))

    do(db, merge_unit, oldest, old)
    do(db, merge_unit, old, today)

    assert {alias.name: alias.unit_id for alias in all_rows(db, UnitAlias)} == {
        "Sở Cũ Nhất": today, "Sở Cũ": today,
    }  # fmt: skip
    assert row(db, add_one(db, unit="Sở Cũ Nhất")).unit.name == "Sở Mới"


def test_a_nominee_of_a_merged_unit_is_not_lost(db):
    former, present = unit_of(db, "Sở Cũ"), unit_of(db, "Sở Mới")
    nominee = {"kind": NomineeKind.COLLECTIVE, "name": "Phòng A", "unit_id": former}
    db.write(lambda s: s.add(Nominee(**nominee)))

    do(db, merge_unit, former, present)

    (kept,) = all_rows(db, Nominee)
    assert kept.unit_id == present


def test_a_former_name_that_is_a_unit_of_the_list_is_merged(db):
    former, present = unit_of(db, "Sở Cũ"), unit_of(db, "Sở Mới")

    assert do(db, add_alias, "Sở  Cũ", present) == 1
    assert former not in {unit.id for unit in all_rows(db, Unit)}


def test_a_former_name_is_noted_once(db):
    present, other = unit_of(db, "Sở Mới"), unit_of(db, "Sở Khác")

    assert do(db, add_alias, "Sở Cũ", present) == 0
    assert do(db, add_alias, "Sở Cũ", present) == 0

    assert count(db, UnitAlias) == len(facts(db, "UnitMerged")) == 1
    with pytest.raises(AliasTaken) as refused:
        do(db, add_alias, "Sở Cũ", other)
    assert refused.value.details == {"unit": "Sở Mới"}


def test_what_leads_nowhere_is_refused(db):
    present = unit_of(db, "Sở Mới")

    for wrong, refusal in (
        (lambda: do(db, merge_unit, present, present), UnitIntoItself),
        (lambda: do(db, merge_unit, present, 99), NotFound),
        (lambda: do(db, merge_unit, 99, present), NotFound),
        (lambda: do(db, add_alias, " ", present), UnitMissing),
        (lambda: do(db, add_alias, "Sở Cũ", 99), NotFound),
        (lambda: do(db, add_alias, "Sở Mới", present), UnitIntoItself),
    ):
        with pytest.raises(refusal):
            wrong()
    assert count(db, UnitAlias) == 0


def test_numbers_of_a_unit_under_two_names_are_one_sum(db):
    present = unit_of(db, "Sở Nội vụ")
    do(db, add_alias, "Sở Lao động", present)

    assert do(db, allot, {"Sở Nội vụ": 5, "Sở Lao động": 7}) == 1

    assert units(db)["Sở Nội vụ"].allotted == 12
    assert do(db, allot, {"Sở Lao động": 7, "Sở Nội vụ": 5}) == 0
