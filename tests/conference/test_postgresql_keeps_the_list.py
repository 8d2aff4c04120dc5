"""What the list promises on SQLite holds on PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from conference.base import table_of
from conference.copies import become_rehearsal
from conference.delegates import (
    Delegate,
    Reply,
    SeatTaken,
    Unit,
    WordsTooLong,
    add_delegates,
    approve_delegates,
    change_delegate,
    count_replies,
    delegate_history,
    find_delegates,
    issue_missing_codes,
    list_rows,
    list_versions,
    mark_namesakes,
    merge_unit,
    note_reply,
    note_sent,
    take_back,
    take_back_substitution,
    withdraw_delegates,
)
from conference.delegates.checks import checks
from conference.readiness import Standing
from tests.conference.list.acting import add, add_one, change, do, lock, person, row, send
from tests.factories import AT, BY, UNIT, at_one_instant, make_conference


@pytest.fixture
def db(postgres_db):
    make_conference(postgres_db)
    return postgres_db


def test_a_list_is_made_changed_locked_and_read(db):
    an, binh = add(db, person("Nguyễn Thị Hoà", seat="A-1"), person("Nguyễn Thị Hòa"))
    do(db, mark_namesakes)
    change(db, binh, unit="Phòng Chuyển đổi số", position="Trưởng phòng")
    locked = lock(db)

    with db.reading() as session:
        assert [one["mark"] for one in list_rows(session)] == ["A", "B"]
        assert list_versions(session)[0].rows == list_rows(session)
        assert [one.id for one in session.scalars(find_delegates("chuyen hoà"))] == [binh]
        kinds = {one.kind for one in delegate_history(session, binh)}
    assert (locked.number, lock(db).repeat) == (1, True)
    assert {"DelegateChanged", "NamesakesMarked"} <= kinds
    assert row(db, an).seat == "A-1"


def test_a_number_that_no_row_can_have_says_so_by_its_state(db):
    # `server.errors` answers it as "not found"; SQLite finds nothing.
    with pytest.raises(DataError) as told, db.reading() as session:
        session.get(Delegate, 2**31)

    assert told.value.orig.sqlstate == "22003"


def test_card_numbers_go_on_as_numbers(db):
    first = add_one(db)
    db.write(lambda s: setattr(s.get_one(Delegate, first), "card_number", "9999"))

    later = [add_one(db) for _ in range(2)]

    assert [row(db, one).card_number for one in later] == ["10000", "10001"]


def test_one_seat_has_one_holder_whoever_is_faster(db):
    ids = add(db, person("Lê An"), person("Trần Bình"))

    outcomes = at_one_instant([lambda one=one: change(db, one, seat="A-1") for one in ids])

    assert ["seat"] in outcomes
    assert sorted(type(one).__name__ for one in outcomes) == ["SeatTaken", "list"]


def test_the_database_itself_forbids_two_on_one_seat_but_not_the_withdrawn(db):
    an, binh = add(db, person("Lê An", seat="A-1"), person("Trần Bình"))
    with pytest.raises(IntegrityError):
        db.write(
            lambda s: s.execute(update(Delegate).where(Delegate.id == binh).values(seat="A-1"))
        )

    do(db, withdraw_delegates, [an], reason="Bận")
    change(db, binh, seat="A-1")

    with pytest.raises(SeatTaken):
        do(db, approve_delegates, [an])
    with pytest.raises(SeatTaken):
        do(db, take_back, [an])


def test_what_is_too_long_for_a_column_is_a_refusal_and_no_fault(db):
    for words in ({"full_name": "Ă" * 201}, {"own_address": "Ă" * 41}, {"note": "Ă" * 501}):
        with pytest.raises(WordsTooLong):
            add(db, person(**words))
    longest = " ".join(["Ă"] * 100)

    assert row(db, add_one(db, longest, unit="Ơ" * 300)).full_name == longest


def test_answers_are_counted_and_checks_look_at_them(db):
    an, binh = add(db, person("Lê An"), person("Trần Bình"))
    do(db, issue_missing_codes)
    do(db, note_sent, [an], sent_by="Văn thư", on=AT)
    do(db, note_reply, binh, reply=Reply.CONFIRMED)

    with db.reading() as session:
        counted = count_replies(session)
        standing = {line.code: line.standing for line in checks(session, AT)}
    assert (counted[Reply.NONE], counted[Reply.CONFIRMED]) == (1, 1)
    assert standing["list_locked"] is Standing.MISSING
    assert standing["codes_issued"] is Standing.IN_ORDER


def test_a_substitute_comes_and_goes_and_a_rehearsal_keeps_all_of_it(db):
    an = add_one(db, seat="A-1")
    substitute = send(db, an)
    db.write(lambda s: become_rehearsal(s, at=AT, by=BY))

    assert do(db, take_back_substitution, substitute) == an
    assert row(db, an).seat == "A-1"


def test_a_merged_unit_moves_its_people(db):
    an = add_one(db, unit="Sở Cũ")
    former, present = row(db, an).unit_id, row(db, add_one(db)).unit_id

    assert do(db, merge_unit, former, present) == 1
    assert row(db, an).unit.name == UNIT
    with pytest.raises(IntegrityError):
        db.write(lambda s: s.execute(insert(table_of(Unit)), [{"name": UNIT, "receiver": ""}]))


def test_a_command_of_many_rows_is_one_transaction(db):
    people = [person("Lê An", seat="A-1"), person("Trần Bình", seat="A-1")]

    with pytest.raises(SeatTaken):
        db.write(lambda s: add_delegates(s, people, at=AT, by=BY))
    an = add_one(db)
    with pytest.raises(SeatTaken):
        add_one(db, "Vũ Chi", seat="B-1")
        db.write(lambda s: change_delegate(s, an, {"seat": "B-1"}, at=AT, by=BY))

    with db.reading() as session:
        assert len(session.scalars(select(Delegate)).all()) == 2
