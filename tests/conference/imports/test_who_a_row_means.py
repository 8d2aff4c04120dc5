"""A row means a delegate by number, or by name and unit; where that is not sure, it is asked."""

from __future__ import annotations

import pytest

from conference.delegates import add_alias, mark_namesakes, name_seat_holder
from conference.imports import Choices, Standing
from tests.conference.imports.bringing import (
    bring,
    looked_at,
    people,
    person,
    row,
    standings,
    withdraw,
)
from tests.factories import AT, BY

OTHER_UNIT = "Sở Nội vụ"


@pytest.fixture
def listed(db):
    """Three people: two of one name in one unit, told apart by the year, and one alone."""
    bring(
        db,
        [
            row(1, "Lê Kiên", birth_year=1970, position="Kế toán"),
            row(2, "Lê Kiên", birth_year=1980, position="Lái xe"),
            row(3, "Phạm Thị Hoà", position="Văn thư", citizen_number="031085001234"),
        ],
    )
    return db


def test_the_same_words_are_the_same_people(listed):
    rows = [
        row(1, "Lê Kiên", birth_year=1980, position="Lái xe"),
        row(2, "Phạm Thị Hoà", position="Văn thư"),
        row(3, "Lê Kiên", birth_year=1970, position="Kế toán"),
    ]

    found = looked_at(listed, rows)

    assert [one.standing for one in found.rows] == [Standing.UNCHANGED] * 3
    assert [one.delegate_id for one in found.rows] == [2, 3, 1]
    assert found.missing == ()


def test_a_name_is_one_name_wherever_its_tone_is_written(listed):
    found = looked_at(listed, [row(1, "PHẠM THỊ HÒA")])

    assert found.rows[0].delegate_id == 3
    assert [change.column for change in found.rows[0].changes] == ["full_name"]


def test_of_two_namesakes_in_one_unit_the_year_decides(listed):
    found = looked_at(listed, [row(1, "Lê Kiên", birth_year=1980, position="Bảo vệ")])

    assert (found.rows[0].standing, found.rows[0].delegate_id) == (Standing.CHANGED, 2)
    assert found.missing == (1, 3)


def test_without_a_year_nobody_knows_which_of_two_namesakes_is_meant(listed):
    found = looked_at(listed, [row(1, "Lê Kiên", position="Bảo vệ")])

    assert found.rows[0].standing is Standing.ASK
    assert found.rows[0].alike == (1, 2)


def test_as_many_rows_as_namesakes_need_no_answer_where_nothing_changes(listed):
    assert standings(listed, [row(1, "Lê Kiên"), row(2, "Lê Kiên")]) == ["unchanged"] * 2


def test_two_rows_that_both_could_be_one_delegate_are_asked_about(listed):
    rows = [row(1, "Phạm Thị Hoà", birth_year=1985), row(2, "Phạm Thị Hoà", birth_year=1990)]

    found = looked_at(listed, rows)

    assert [one.standing for one in found.rows] == [Standing.ASK] * 2
    assert [one.alike for one in found.rows] == [(3,), (3,)]


def test_a_second_row_of_somebody_already_found_is_asked_about(listed):
    rows = [row(n, "Phạm Thị Hoà", position="Văn thư") for n in (1, 2)]

    assert standings(listed, rows) == ["unchanged", "ask"]


def test_another_year_in_the_same_unit_may_be_a_correction_and_is_asked(listed):
    assert standings(listed, [row(1, "Lê Kiên", birth_year=1971)]) == ["ask"]


def test_another_year_in_another_unit_is_another_person(listed):
    assert standings(listed, [row(1, "Lê Kiên", unit=OTHER_UNIT, birth_year=1971)]) == ["new"]


def test_who_moved_to_another_unit_is_asked_about(listed):
    found = looked_at(listed, [row(1, "Lê Kiên", unit=OTHER_UNIT, birth_year=1970)])

    assert (found.rows[0].standing, found.rows[0].alike) == (Standing.ASK, (1,))


def test_the_answer_same_person_moves_the_delegate(listed):
    rows = [row(1, "Lê Kiên", unit=OTHER_UNIT, birth_year=1970, position="Kế toán")]

    done = bring(listed, rows, choices=Choices(people={"Sheet1!1": "1"}))

    assert (done.added, done.changed) == (0, 1)
    assert people(listed)[0].unit.name == OTHER_UNIT
    assert standings(listed, rows) == ["unchanged"]


def test_the_answer_another_person_adds_one(listed):
    rows = [row(1, "Lê Kiên", unit=OTHER_UNIT)]

    done = bring(listed, rows, choices=Choices(people={"Sheet1!1": "other"}))

    assert done.added == 1
    assert standings(listed, rows) == ["unchanged"]


def test_the_answer_not_this_row_leaves_it_out(listed):
    rows = [row(1, "Lê Kiên", unit=OTHER_UNIT)]

    choices = Choices(people={"Sheet1!1": "leave_out"})

    assert standings(listed, rows, choices) == ["left_out"]
    assert bring(listed, rows, choices=choices).added == 0


@pytest.mark.parametrize(("rest", "standing"), [("other", "new"), ("leave_out", "left_out")])
def test_one_answer_may_be_for_all_that_are_not_answered(listed, rest, standing):
    rows = [row(1, "Lê Kiên", unit=OTHER_UNIT), row(2, "Lê Kiên"), row(3, "Võ Tám")]

    choices = Choices(people={"Sheet1!2": "2"}, rest=rest)

    assert standings(listed, rows, choices) == [standing, "unchanged", "new"]


def test_two_rows_cannot_both_be_one_delegate(listed):
    rows = [row(1, "Lê Kiên", unit=OTHER_UNIT), row(2, "Lê Kiên", birth_year=1970)]

    found = looked_at(listed, rows, Choices(people={"Sheet1!1": "1", "Sheet1!2": "1"}))

    assert [one.standing for one in found.rows] == [Standing.CHANGED, Standing.ASK]


def test_an_answer_that_names_nobody_is_asked_again(listed):
    found = standings(listed, [row(1, "Lê Kiên")], Choices(people={"Sheet1!1": "999"}))

    assert found == ["ask"]


def test_a_card_number_finds_its_delegate_in_any_unit(listed):
    found = looked_at(listed, [row(1, "Lê Kiên", card="2", unit=OTHER_UNIT)])

    assert (found.rows[0].standing, found.rows[0].delegate_id) == (Standing.CHANGED, 2)


def test_a_card_number_with_another_name_is_asked_about(listed):
    found = looked_at(listed, [row(1, "Lê Văn Kiên", card="0001")])

    assert (found.rows[0].standing, found.rows[0].alike) == (Standing.ASK, (1,))


def test_a_corrected_spelling_is_a_change_once_it_is_answered(listed):
    rows = [row(1, "Lê Văn Kiên", card="0001")]

    bring(listed, rows, choices=Choices(people={"Sheet1!1": "1"}))

    assert people(listed)[0].full_name == "Lê Văn Kiên"


def test_the_number_of_an_id_finds_whoever_has_another_name_now(listed):
    found = looked_at(listed, [row(1, "Phạm Hoà", citizen_number="031085001234")])

    assert (found.rows[0].standing, found.rows[0].delegate_id) == (Standing.CHANGED, 3)


def test_another_number_of_an_id_is_no_proof_of_the_same_person(listed):
    assert standings(listed, [row(1, "Phạm Thị Hoà", citizen_number="031085009999")]) == ["ask"]


def test_a_row_without_a_unit_takes_no_unit_away(listed):
    found = looked_at(listed, [row(1, "Phạm Thị Hoà", card="3", unit="")])

    assert found.rows[0].standing is Standing.UNCHANGED


def test_a_name_with_its_mark_means_that_namesake(listed):
    listed.write(lambda s: mark_namesakes(s, at=AT, by=BY))

    found = looked_at(listed, [row(1, "Lê Kiên (B)"), row(2, "Lê Kiên (A)"), row(3, "Võ (Z)")])

    assert [one.delegate_id for one in found.rows] == [2, 1, None]
    assert [one.standing.value for one in found.rows] == ["unchanged", "unchanged", "new"]


def test_a_former_name_of_a_unit_is_that_unit(listed):
    unit_id = people(listed)[0].unit_id
    listed.write(lambda s: add_alias(s, "Phòng Hành chính", unit_id=unit_id, at=AT, by=BY))

    found = looked_at(listed, [row(1, "Võ Tám", unit="PHÒNG HÀNH CHÍNH")])

    assert found.rows[0].incoming.person.unit == "Văn phòng Sở"
    assert found.new_units == ()


@pytest.mark.parametrize("words", ["VĂN PHÒNG SỞ", "Văn  phòng - Sở", "Van phong So"])
def test_a_unit_is_known_however_it_is_written(listed, words):
    found = looked_at(listed, [row(1, "Phạm Thị Hoà", unit=words)])

    assert found.rows[0].standing is Standing.UNCHANGED


def test_units_that_differ_by_a_tone_are_two(listed):
    bring(listed, [row(1, "Võ Tám", unit="Xã Tân Hưng")])

    found = looked_at(
        listed, [row(2, "Võ Chín", unit="Xã Tân Hùng"), row(3, "A", unit="Xa Tan Hu")]
    )

    assert found.new_units == ("Xã Tân Hùng", "Xa Tan Hu")


def test_a_unit_without_accents_that_may_be_two_is_neither(listed):
    bring(listed, [row(1, "Võ Tám", unit="Xã Tân Hưng"), row(2, "Võ Chín", unit="Xã Tân Hùng")])

    assert looked_at(listed, [row(3, "Võ Mười", unit="Xa Tan Hung")]).new_units == ("Xa Tan Hung",)


def test_a_new_unit_written_in_two_ways_is_made_once(db):
    rows = [
        row(1, "Võ Tám", unit="Trường THPT Hoà Bình"),
        row(2, "Võ A", unit="Trường THPT HÒA BÌNH"),
    ]

    bring(db, rows)

    assert {one.unit.name for one in people(db)} == {"Trường THPT Hoà Bình"}


def test_a_seat_of_a_unit_is_the_seat_and_no_person(db):
    rows = [row(1, "Đại diện Sở Nội vụ"), row(2, "Đại diện Sở Y tế", position="Lãnh đạo")]
    bring(db, rows)

    assert [one.named for one in people(db)] == [False, False]
    assert standings(db, rows) == ["unchanged", "unchanged"]
    assert looked_at(db, rows[:1]).missing == (2,)


def test_another_spelling_of_a_seat_names_nobody(db):
    bring(db, [row(1, "Đại diện Sở KHCN")])

    bring(
        db,
        [row(1, "Đại diện Sở Khoa học và Công nghệ", card="1")],
        choices=Choices(people={"Sheet1!1": "1"}),
    )

    [seat] = people(db)
    assert (seat.full_name, seat.named) == ("Đại diện Sở Khoa học và Công nghệ", False)


@pytest.mark.parametrize("note", ["", "Ngồi hàng đầu"])
def test_a_seat_whose_holder_has_come_is_not_asked_for_again(db, note):
    rows = [row(1, "Đại diện Sở Nội vụ", position="Lãnh đạo", note=note)]
    bring(db, rows)
    db.write(
        lambda s: name_seat_holder(s, 1, full_name="Võ Tám", position="Phó Giám đốc", at=AT, by=BY)
    )

    found = looked_at(db, rows)

    assert found.rows[0].standing is Standing.UNCHANGED
    assert found.missing == ()


def test_who_was_withdrawn_and_is_named_again_comes_back(listed):
    withdraw(listed, 3)
    rows = [row(1, "Phạm Thị Hoà", position="Văn thư")]

    assert standings(listed, rows) == ["returning"]
    assert bring(listed, rows).changed == 1
    assert person(listed, "Phạm Thị Hoà").state == "approved"
    assert standings(listed, rows) == ["unchanged"]


def test_who_stands_on_the_list_goes_before_who_was_withdrawn(listed):
    bring(listed, [row(1, "Phạm Thị Hoà")], choices=Choices(people={"Sheet1!1": "other"}))
    withdraw(listed, 3)

    found = looked_at(listed, [row(1, "Phạm Thị Hoà", position="Bảo vệ")])

    assert (found.rows[0].standing, found.rows[0].delegate_id) == (Standing.CHANGED, 4)


def test_a_year_that_changes_takes_the_old_date_with_it(db):
    import datetime as dt

    bring(db, [row(1, "Võ Tám", birth_year=1970, birth_date=dt.date(1970, 5, 1))])

    bring(db, [row(1, "Võ Tám", birth_year=1971)], choices=Choices(people={"Sheet1!1": "1"}))

    assert (people(db)[0].birth_year, people(db)[0].birth_date) == (1971, None)


def test_the_same_row_twice_is_one_person_and_a_question(db):
    bring(db, [row(1, "Võ Tám", position="Kế toán")])

    rows = [row(n, "Võ Tám", position="Kế toán") for n in (1, 2)]

    assert standings(db, rows) == ["unchanged", "ask"]


TWINS = {"birth_year": 1980, "phone": "0912000111"}


@pytest.mark.parametrize(
    ("choices", "second"),
    [
        (Choices(), "ask"),
        (Choices(people={"Sheet1!2": "other"}), "new"),
        (Choices(people={"Sheet1!2": "leave_out"}), "left_out"),
        (Choices(rest="other"), "new"),
        (Choices(rest="leave_out"), "left_out"),
    ],
)
def test_a_new_person_whom_two_rows_name_in_the_same_words_is_a_question(db, choices, second):
    rows = [row(n, "Võ Tám", **TWINS) for n in (1, 2)]

    found = looked_at(db, rows, choices)

    assert [one.standing for one in found.rows] == ["new", second]
    assert found.rows[1].twin == (
        "Sheet1!1" if second == "ask" or choices.rest == "leave_out" else ""
    )


def test_two_rows_of_one_name_and_unit_without_year_or_number_are_two_people(db):
    assert standings(db, [row(n, "Võ Tám") for n in (1, 2)]) == ["new", "new"]


def test_a_second_row_that_was_said_to_be_one_card_makes_nobody_new(listed):
    rows = [row(1, "Lê Văn Kiên", card="1"), row(2, "Lê Kiện", card="1", unit=OTHER_UNIT)]

    found = looked_at(listed, rows, Choices(people={"Sheet1!1": "1", "Sheet1!2": "1"}))

    assert [one.standing for one in found.rows] == [Standing.CHANGED, Standing.ASK]
    assert found.rows[1].alike == (1,)


def test_the_former_name_that_a_file_writes_stays_with_whom_it_brings(listed):
    bring(listed, [row(4, "An Bình", unit=OTHER_UNIT)])
    other = people(listed)[3].unit_id
    listed.write(lambda s: add_alias(s, "Sở Lao động", other, at=AT, by=BY))
    new = [row(5, "Võ Tám", unit="SỞ LAO ĐỘNG"), row(6, "Võ Chín", unit="SỞ NỘI VỤ")]

    bring(listed, [*new, row(2, "Lê Kiên", card="2", unit="Sở Lao động")])

    found = [(one.unit.name, one.unit_as_given) for one in people(listed) if one.id in {2, 5, 6}]
    assert found == [
        (OTHER_UNIT, "Sở Lao động"),
        (OTHER_UNIT, "Sở Lao động"),
        (OTHER_UNIT, OTHER_UNIT),
    ]
