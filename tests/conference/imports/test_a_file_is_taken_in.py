"""What a preview showed is written once, all of it or nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conference.attendance import Attendance
from conference.delegates import (
    Approval,
    ApprovalNeeded,
    CapacityReached,
    DelegateGroup,
    SeatTaken,
    Substitute,
    WordsTooLong,
    change_delegate,
    find_delegates,
    lock_list,
    name_substitute,
)
from conference.identity import the_conference
from conference.imports import (
    Choices,
    GroupUndecided,
    ImportDone,
    ImportedFile,
    PeopleUndecided,
    SeatClash,
    StalePreview,
    Standing,
    UnitsUndecided,
    choices_of,
    imported_files,
    remember_header,
    remembered_headers,
    written_from,
)
from conference.journal import JournalEntry
from tests.conference.imports.bringing import (
    FILE,
    bring,
    looked_at,
    other_file,
    people,
    person,
    row,
    standings,
    withdraw,
)
from tests.factories import AT, BY, GROUP, GUESTS, all_rows, new_id

GIVEN = Approval("Giám đốc Sở", "Công văn 12", may_exceed=True)


def kinds(db):
    return [one.kind for one in all_rows(db, JournalEntry)]


def allow_only(db, most):
    db.write(lambda s: setattr(the_conference(s), "capacity", most))


def test_new_people_are_added_in_the_order_of_the_file(db):
    done = bring(db, [row(1, "Võ Tám"), row(2, "An Bình")])

    assert done == ImportDone(added=2, changed=0, withdrawn=0)
    assert [(one.full_name, one.card_number) for one in people(db)] == [
        ("Võ Tám", "0001"),
        ("An Bình", "0002"),
    ]
    assert kinds(db)[-2:] == ["DelegatesListed", "ListImported"]


def test_the_file_itself_is_kept_with_its_hash(db):
    bring(db, [row(1, "Võ Tám")], import_id="one")

    with db.reading() as session:
        [kept] = imported_files(session)
        assert (kept.name, kept.sha256, kept.content) == (FILE.name, FILE.sha256, FILE.content)
        assert (kept.by_name, kept.added, kept.size) == ("Nguyễn Thị Miền", 1, 9)
        assert written_from(session, "one").id == kept.id
        assert written_from(session, "two") is None


def test_a_confirmation_that_comes_twice_writes_once(db):
    rows, same = [row(1, "Võ Tám")], new_id()
    seen = looked_at(db, rows).digest
    bring(db, rows, import_id=same, seen=seen)

    again = bring(db, rows, import_id=same, seen=seen)

    assert again == ImportDone(1, 0, 0, repeat=True)
    assert len(people(db)) == 1


def test_the_same_file_once_more_leaves_no_trace(db):
    rows = [row(1, "Võ Tám", position="Kế toán"), row(2, "An Bình")]
    bring(db, rows)
    before = kinds(db)

    assert bring(db, rows) == ImportDone(0, 0, 0)
    assert kinds(db) == before
    assert len(all_rows(db, ImportedFile)) == 1


def test_another_file_that_changes_nothing_is_kept_as_brought(db):
    bring(db, [row(1, "Võ Tám")])

    assert bring(db, [row(5, "Võ Tám")], file=other_file()) == ImportDone(0, 0, 0)
    assert len(all_rows(db, ImportedFile)) == 2


def test_a_list_that_changed_meanwhile_is_not_written_over(db):
    rows = [row(1, "Võ Tám", position="Kế toán")]
    bring(db, rows)
    newer = [row(1, "Võ Tám", position="Kế toán trưởng")]
    seen = looked_at(db, newer).digest
    db.write(lambda s: change_delegate(s, 1, {"position": "Thủ quỹ"}, at=AT, by=BY))

    with pytest.raises(StalePreview):
        bring(db, newer, seen=seen)

    assert person(db, "Võ Tám").position == "Thủ quỹ"
    assert bring(db, newer).changed == 1


def test_a_change_elsewhere_does_not_make_a_preview_stale(db):
    bring(db, [row(1, "Võ Tám"), row(2, "An Bình")])
    newer = [row(1, "Võ Tám", position="Kế toán"), row(2, "An Bình")]
    seen = looked_at(db, newer).digest
    db.write(lambda s: change_delegate(s, 2, {"phone": "0912345678"}, at=AT, by=BY))

    assert bring(db, newer, seen=seen).changed == 1


def test_an_empty_cell_takes_nothing_away(db):
    bring(db, [row(1, "Võ Tám", position="Kế toán", phone="0912345678", seat="A1", note="x")])

    assert bring(db, [row(1, "Võ Tám")]) == ImportDone(0, 0, 0)
    assert person(db, "Võ Tám").phone == "0912345678"


def test_two_who_swap_seats_meet_on_none(db):
    bring(db, [row(1, "Võ Tám", seat="A1"), row(2, "An Bình", seat="A2")])

    done = bring(db, [row(1, "Võ Tám", seat="A2"), row(2, "An Bình", seat="A1")])

    assert done.changed == 2
    assert [one.seat for one in people(db)] == ["A2", "A1"]


def test_a_seat_that_somebody_else_has_is_shown_before_and_refused(db):
    bring(db, [row(1, "Võ Tám", seat="A1")])
    rows = [row(2, "An Bình", seat="A1"), row(3, "Lê Tư", seat="A2"), row(4, "Lê Năm", seat="A2")]

    found = looked_at(db, rows)

    assert found.seat_clashes == (
        SeatClash("Sheet1!2", "A1", "Võ Tám"),
        SeatClash("Sheet1!4", "A2", "Lê Tư"),
    )
    with pytest.raises(SeatTaken):
        bring(db, rows)
    assert len(people(db)) == 1


def test_a_seat_becomes_free_when_its_holder_is_withdrawn_by_the_same_file(db):
    bring(db, [row(1, "Võ Tám", seat="A1")])

    done = bring(db, [row(2, "An Bình", seat="A1")], withdraw_missing=True)

    assert done == ImportDone(1, 0, 1)
    assert person(db, "Võ Tám").withdrawal_reason == "Không có trong tệp danh-sach.xlsx"


def test_whom_the_file_does_not_name_stays_unless_it_is_wished_otherwise(db):
    bring(db, [row(1, "Võ Tám"), row(2, "An Bình")])

    assert bring(db, [row(1, "Võ Tám"), row(3, "Lê Tư")]).withdrawn == 0
    assert looked_at(db, [row(1, "Võ Tám")]).counts()["missing"] == 2
    assert bring(db, [row(1, "Võ Tám")], withdraw_missing=True).withdrawn == 2


def test_who_was_withdrawn_may_stay_withdrawn(db):
    rows = [row(1, "Võ Tám", position="Kế toán")]
    bring(db, rows)
    withdraw(db, 1)

    assert bring(db, rows, put_back=False) == ImportDone(0, 0, 0)
    assert person(db, "Võ Tám").state == "withdrawn"


@pytest.mark.parametrize(("approve", "state"), [(True, "approved"), (False, "proposed")])
def test_who_is_put_back_is_approved_or_proposed_as_the_new_are(db, approve, state):
    bring(db, [row(1, "Võ Tám")])
    withdraw(db, 1)

    bring(db, [row(1, "Võ Tám"), row(2, "An Bình")], approve=approve)

    assert [one.state for one in people(db)] == [state, state]


def test_who_returns_and_finds_the_own_seat_taken_has_none(db):
    bring(db, [row(1, "Võ Tám", seat="A1")])
    withdraw(db, 1)
    bring(db, [row(2, "An Bình", seat="A1")])
    rows = [row(1, "Võ Tám"), row(2, "An Bình")]

    [returning, _] = looked_at(db, rows).rows
    bring(db, rows)

    assert [(c.column, c.before, c.after) for c in returning.changes] == [("seat", "A1", "")]
    assert [one.seat for one in people(db)] == ["", "A1"]


def test_who_returns_keeps_a_seat_that_is_still_free(db):
    bring(db, [row(1, "Võ Tám", seat="A1")])
    withdraw(db, 1)

    bring(db, [row(1, "Võ Tám")])

    assert person(db, "Võ Tám").seat == "A1"


def test_who_has_sent_a_substitute_is_neither_put_back_nor_is_the_substitute_missing(db):
    rows = [row(1, "Võ Tám", seat="A1")]
    bring(db, rows)
    substitute(db, 1, "An Bình")
    substitute(db, 2, "Lê Tư")

    found = looked_at(db, rows)

    assert [(one.standing, one.sits_for) for one in found.rows] == [(Standing.REPLACED, 3)]
    assert (found.missing, found.seat_clashes) == ((), ())
    assert bring(db, rows, withdraw_missing=True) == ImportDone(0, 0, 0)


def test_a_substitute_who_was_withdrawn_too_leaves_the_place_to_the_first(db):
    bring(db, [row(1, "Võ Tám")])
    substitute(db, 1, "An Bình")
    withdraw(db, 2)

    assert standings(db, [row(1, "Võ Tám")]) == ["returning"]


def substitute(db, absent_id, name):
    who = Substitute(name, "Phó phòng", "Công văn 5", "Giám đốc Sở")
    db.write(lambda s: name_substitute(s, absent_id, who, at=AT, by=BY))


def test_rows_without_an_answer_are_not_written(db):
    bring(db, [row(1, "Võ Tám")])

    with pytest.raises(PeopleUndecided) as refused:
        bring(db, [row(1, "Võ Tám", unit="Sở Nội vụ"), row(2, "An Bình")])

    assert refused.value.details == {"count": 1}
    assert len(people(db)) == 1


def test_rows_without_a_group_are_not_written(db):
    with pytest.raises(GroupUndecided) as refused:
        bring(db, [row(1, "Võ Tám", group="Khối nào đó"), row(2, "An Bình")])

    assert refused.value.details == {"count": 1}
    assert people(db) == []


def test_what_a_section_is_need_not_be_said_again(db):
    said = Choices(groups={"Khối nào đó": GUESTS, "": GROUP})
    bring(db, [row(1, "Võ Tám", group="Khối nào đó"), row(2, "An Bình", group="")], choices=said)

    bring(db, [row(1, "Bùi Ly", group="KHỐI NÀO ĐÓ")])

    assert [one.group.name for one in people(db)] == [GUESTS, GROUP, GUESTS]
    with pytest.raises(GroupUndecided):
        bring(db, [row(1, "Đỗ An", group="")])


def test_rows_without_a_unit_are_not_written(db):
    with pytest.raises(UnitsUndecided) as refused:
        bring(db, [row(1, "Võ Tám", unit=""), row(2, "An Bình")])

    assert refused.value.details == {"count": 1}


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("KHÁCH MỜI", GUESTS),
        ("điển hình tiên tiến", GROUP),
        ("Điển hình", GROUP),
        ("Kh", "chưa rõ"),
        ("", "chưa rõ"),
    ],
)
def test_a_section_is_the_group_whose_words_it_has(db, words, group):
    found = looked_at(db, [row(1, "Võ Tám", group=words)], Choices(default_group="chưa rõ"))

    assert found.groups == {words: group}
    assert found.rows[0].incoming.person.group == group


def test_a_section_is_the_group_that_the_clerk_says(db):
    rows = [row(1, "Võ Tám", group="Khối doanh nghiệp")]

    bring(db, rows, choices=Choices(groups={"Khối doanh nghiệp": GUESTS}))

    assert person(db, "Võ Tám").group.name == GUESTS


def test_a_new_group_is_made_once_and_stands_last(db):
    rows = [row(n, f"Võ {n}", group="Khối doanh nghiệp") for n in range(1, 4)]
    choices = Choices(groups={"Khối doanh nghiệp": "Doanh nghiệp"})
    bring(db, [row(9, "An Bình")])

    bring(db, [*rows, row(9, "An Bình", group="Khối doanh nghiệp")], choices=choices)

    groups = all_rows(db, DelegateGroup)
    assert [(one.name, one.badge_word) for one in groups][2:] == [("Doanh nghiệp", "ĐẠI BIỂU")]
    assert max(groups, key=lambda one: one.ordinal).name == "Doanh nghiệp"
    assert person(db, "An Bình").group.name == "Doanh nghiệp"


def test_a_group_whose_name_is_a_paragraph_is_refused(db):
    with pytest.raises(WordsTooLong):
        bring(db, [row(1, "Võ Tám", group="x")], choices=Choices(groups={"x": "y" * 201}))


def test_after_the_lock_the_new_need_an_approver(db):
    bring(db, [row(1, "Võ Tám")])
    db.write(lambda s: lock_list(s, by_name="Nguyễn Thị Miền", at=AT, by=BY))
    rows = [row(1, "Võ Tám"), row(2, "An Bình")]

    with pytest.raises(ApprovalNeeded):
        bring(db, rows)
    bring(db, rows, approval=GIVEN)

    added = person(db, "An Bình")
    assert (added.supplement, added.approver) == (True, "Giám đốc Sở")


def test_after_the_lock_the_new_may_be_proposed_by_anybody(db):
    bring(db, [row(1, "Võ Tám")])
    db.write(lambda s: lock_list(s, by_name="Nguyễn Thị Miền", at=AT, by=BY))

    assert bring(db, [row(2, "An Bình")], approve=False).added == 1


def test_more_than_the_plan_allows_needs_a_reason(db):
    allow_only(db, 1)
    rows = [row(1, "Võ Tám"), row(2, "An Bình")]

    with pytest.raises(CapacityReached):
        bring(db, rows)
    assert people(db) == []
    assert bring(db, rows, approval=GIVEN).added == 2


def test_a_move_into_a_counted_group_needs_a_reason_too(db):
    bring(db, [row(1, "Võ Tám"), row(2, "An Bình", group=GUESTS)])
    allow_only(db, 1)
    rows = [row(1, "Võ Tám"), row(2, "An Bình")]

    with pytest.raises(CapacityReached):
        bring(db, rows)
    assert bring(db, rows, approval=GIVEN).changed == 1


def test_who_leaves_the_counted_makes_room_for_who_comes(db):
    bring(db, [row(1, "An Bình", group=GUESTS), row(2, "Võ Tám")])
    allow_only(db, 1)

    done = bring(db, [row(1, "An Bình"), row(2, "Võ Tám", group=GUESTS)])

    assert done.changed == 2


def test_an_arrival_survives_whatever_a_file_changes(db):
    from tests.factories import make_delegates, scan

    [one] = make_delegates(db, "Võ Tám")
    scan(db, one.code)

    bring(db, [row(1, "Võ Tám", position="Kế toán")])

    assert [came.delegate_id for came in all_rows(db, Attendance)] == [one.id]


def test_what_a_header_means_is_remembered_and_may_be_corrected(db):
    db.write(lambda s: remember_header(s, "k", [("Nơi về", "unit")]))
    db.write(lambda s: remember_header(s, "k", [("Nơi về", "note")]))

    with db.reading() as session:
        assert remembered_headers(session) == {"k": {"Nơi về": "note"}}


def test_a_refused_file_leaves_nothing_behind(db):
    before = kinds(db)
    with pytest.raises(GroupUndecided):
        bring(db, [row(1, "Võ Tám", group="")])

    with db.reading() as session:
        assert session.scalar(select(ImportedFile)) is None
    assert kinds(db) == before


def test_choices_are_what_the_parameters_of_a_job_say():
    said = {
        "groups": {"I": GUESTS},
        "default_group": GROUP,
        "people": {"A!1": "7"},
        "rest": "other",
    }

    assert choices_of(said) == Choices({"I": GUESTS}, GROUP, {"A!1": "7"}, "other")
    assert choices_of({}) == Choices()


def test_two_may_move_to_a_unit_that_is_new(db):
    bring(db, [row(1, "Võ Tám"), row(2, "An Bình")])
    rows = [row(1, "Võ Tám", card="1", unit="Sở Á"), row(2, "An Bình", card="2", unit="Sở Á")]

    assert bring(db, rows).changed == 2
    assert {one.unit.name for one in people(db)} == {"Sở Á"}


def test_who_sent_a_substitute_claims_no_seat_by_an_old_file(db):
    rows = [row(1, "Võ Tám", seat="A1"), row(2, "Phạm Hai", seat="B7")]
    bring(db, rows)
    substitute(db, 1, "An Bình")
    db.write(lambda s: change_delegate(s, 3, {"seat": "C3"}, at=AT, by=BY))

    found = looked_at(db, [rows[0], row(2, "Phạm Hai", seat="A1"), row(3, "Lê Tư", seat="C3")])

    assert [(one.seat, one.name) for one in found.seat_clashes] == [("C3", "An Bình")]


def test_who_returns_without_a_seat_is_no_longer_found_by_it(db):
    bring(db, [row(1, "Võ Tám", seat="A1")])
    withdraw(db, 1)
    bring(db, [row(2, "An Bình", seat="A1")])

    bring(db, [row(1, "Võ Tám"), row(2, "An Bình")])

    with db.reading() as session:
        assert [one.full_name for one in session.scalars(find_delegates("a1"))] == ["An Bình"]


def test_a_new_group_is_named_by_tidy_words(db):
    given = Choices(groups={"Già làng": " Già  làng, trưởng bản "})

    bring(db, [row(1, "Võ Tám", group="Già làng")], choices=given)

    assert person(db, "Võ Tám").group.name == "Già làng, trưởng bản"
