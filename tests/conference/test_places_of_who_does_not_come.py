"""Who sends a substitute or cannot come: every place is listed, each is decided by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from conference.agenda import AgendaEntry, AgendaItem, AgendaStep
from conference.attendance import Attendance
from conference.awards import AwardBlock, NewRecipient, RecipientKind, arrange_batches
from conference.delegates import (
    Delegate,
    Duty,
    DutyHolder,
    ListState,
    SeatTaken,
    Substitute,
    change_delegate,
    give_duty,
    name_substitute,
    withdraw_delegates,
)
from conference.handing import ItemKind, KitItem
from conference.honoured_guests import GuestState, HonouredGuest, honoured_ids, order_guests
from conference.journal import JournalEntry
from conference.refusals import NotFound
from conference.standing_in import (
    PlaceFate,
    PlaceKind,
    PlaceWordsMissing,
    SubstituteNotListed,
    decide_place,
    pass_on,
    places_of,
    places_to_tell,
)
from conference.standing_in.places import names_office, names_person
from tests.factories import (
    AT,
    BY,
    all_rows,
    make_delegates,
    make_operator,
    make_programme,
)

LATER = AT + dt.timedelta(minutes=5)
NAME = "Lê Văn Kiên"
GIVE, FREE, OTHER = PlaceFate.GIVE_TO, PlaceFate.KEEP_FREE, PlaceFate.SOMEONE_ELSE


def write(db, command, *words, **more: Any):
    return db.write(lambda s: command(s, *words, at=LATER, by=BY, **more))


def send_substitute(db, absent, name="Phạm Thị Dung") -> int:
    who = Substitute(name, "Phó Giám đốc", letter="12/GM", approver="Trần Thị Bích")
    return write(db, name_substitute, absent.id, who)


def decide(db, person, place: str, fate: PlaceFate, **more: Any) -> bool:
    return write(db, decide_place, person.id, place, fate=fate, **more)


def held(db, person):
    with db.reading() as session:
        return places_of(session, person.id)


def place(db, person, place_id: str):
    return next(one for one in held(db, person).places if one.id == place_id)


def seats(db) -> dict[str, str]:
    return {one.full_name: one.seat for one in all_rows(db, Delegate)}


def duties(db) -> dict[int, Duty]:
    return {one.delegate_id: one.duty for one in all_rows(db, DutyHolder)}


def block(**words: str) -> AwardBlock:
    return AwardBlock(
        title="Trao giấy khen", form="Giấy khen", certificate_heading="GIẤY KHEN",
        decision="Quyết định số 215", signer_office="GIÁM ĐỐC", most_per_batch=10, **words,
    )  # fmt: skip


@pytest.fixture
def kien(db):
    (one,) = make_delegates(db, NAME, seat="A-1", area="Khu A", position="Phó Giám đốc Sở")
    return one


@pytest.fixture
def everything(db, kien):
    """Kiên holds one place of each kind."""
    make_programme(db, 20)

    def give(session):
        give_duty(session, kien.id, Duty.PRESIDIUM, at=AT, by=BY)
        order_guests(session, [kien.id], at=AT, by=BY)
        session.add(KitItem(ordinal=1, name="Cặp tài liệu", kind=ItemKind.DOCUMENT))
        said = f"Đ/c {NAME}, PGĐ"
        recipient = NewRecipient(RecipientKind.COLLECTIVE, "Phòng Kế hoạch", delegate_id=kien.id)
        awards = block(reader=said, presenter=said, flower_giver=said)
        arrange_batches(session, awards, [recipient], at=AT, by=BY)
        item = session.get_one(AgendaItem, 1)
        item.performer = said
        item.steps = [AgendaStep(ordinal=1, label="a", title="Công bố", performer=NAME.upper())]
        item.entries = [AgendaEntry(ordinal=1, title="Tham luận 1", performer=NAME)]

    db.write(give)
    return kien


def test_everything_that_somebody_holds_is_one_list(db, everything):
    found = [(one.kind.value, one.id) for one in held(db, everything).places]

    assert found == [
        ("seat", "seat"), ("name_plate", "name_plate"), ("protocol", "protocol"),
        ("duty", "duty:presidium"), ("presenter", "presenter:1"),
        ("flower_giver", "flower_giver:1"), ("reader", "reader:1"), ("recipient", "recipient:1"),
        ("performer", "performer:item:1"), ("performer", "performer:step:1"),
        ("performer", "performer:entry:1"), ("item", "item:1"),
    ]  # fmt: skip


def test_somebody_whom_the_plan_does_not_name_holds_no_place_in_it(db, everything):
    van, la = make_delegates(db, "Văn", "Trần Văn Lạ")

    people = [held(db, one) for one in (van, la)]

    assert [[one.kind for one in person.places] for person in people] == [[PlaceKind.ITEM]] * 2
    assert [(person.state, person.substitutes) for person in people] == [
        (ListState.APPROVED, [])
    ] * 2


def test_a_delegate_that_is_not_there_holds_nothing(db):
    with pytest.raises(NotFound), db.reading() as session:
        places_of(session, 999)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Đ/c Lê Văn Kiên, PGĐ Sở", True),
        ("LÊ VĂN KIÊN", True),
        ("Lê Văn Kiênh", False),
        ("Lê Văn Kiền", False),
        ("", False),
    ],
)
def test_a_name_is_found_syllable_by_syllable(said, named):
    assert names_person(said, NAME) is named


@pytest.mark.parametrize(
    ("said", "office", "unit", "named"),
    [
        ("Đ/c Giám đốc Sở", "Giám đốc", "Sở Khoa học và Công nghệ", True),
        ("Đồng chí Chánh Văn phòng Sở", "Chánh Văn phòng Sở", "Văn phòng Sở", True),
        ("Các đ/c Phó Giám đốc Sở", "Phó Giám đốc Sở", "Ban Giám đốc Sở", True),
        ("Bà Phạm Thị Dung; Ông Giám đốc", "Giám đốc", "Sở Nội vụ", True),
        ("Đ/c Phó Giám đốc Sở", "Giám đốc", "Sở Khoa học và Công nghệ", False),
        ("Đ/c Giám đốc Sở", "Giám đốc", "Trung tâm Thông tin", False),
        ("Đ/c Giám đốc Sở", "", "Sở Nội vụ", False),
        ("Chủ tịch", "Giám đốc", "Sở Nội vụ", False),
    ],
)
def test_an_office_is_found_whole_and_with_its_own_unit(said, office, unit, named):
    assert names_office(said, office, unit) is named


def test_what_carries_a_name_is_not_passed_on(db, everything):
    db.write(lambda s: s.add(KitItem(ordinal=2, name="Thẻ đại biểu", kind=ItemKind.BADGE)))

    assert [one.what for one in held(db, everything).places if one.id.startswith("item")] == [
        "Cặp tài liệu"
    ]


def test_old_and_new_spelling_of_a_tone_are_one_name():
    assert names_person("Ông Nguyễn Hoà", "Nguyễn Hòa")


def test_no_place_but_the_seat_is_inherited_and_the_seat_is_still_asked_about(db, everything):
    substitute_id = send_substitute(db, everything)

    person = held(db, everything)

    assert person.substitutes == [(substitute_id, "Phạm Thị Dung")]
    assert [one.decided for one in person.places] == [None] * len(person.places)
    seat = place(db, everything, "seat")
    assert (seat.what, seat.detail) == ("A-1", "Phạm Thị Dung")
    assert duties(db) == {everything.id: Duty.PRESIDIUM}
    with db.reading() as session:
        assert honoured_ids(session) == [everything.id]


def test_deciding_one_place_changes_no_other(db, everything):
    substitute_id = send_substitute(db, everything)

    decide(db, everything, "duty:presidium", GIVE, substitute_id=substitute_id)

    assert duties(db) == {substitute_id: Duty.PRESIDIUM}
    decided = [one.id for one in held(db, everything).places if one.decided]
    assert decided == ["duty:presidium"]


def test_the_seat_of_somebody_who_still_may_come_is_given_when_that_is_decided(db, kien):
    (binh,) = make_delegates(db, "Lê Thị Bình", seat="B-7")

    to_tell = decide(db, kien, "seat", GIVE, substitute_id=binh.id)

    assert seats(db) == {NAME: "", "Lê Thị Bình": "A-1"}
    assert to_tell is False


def test_a_seat_kept_free_is_taken_from_the_substitute_again(db, kien):
    send_substitute(db, kien)

    decide(db, kien, "seat", FREE)

    assert seats(db) == {NAME: "", "Phạm Thị Dung": ""}
    assert place(db, kien, "seat").what == "A-1"


def test_a_seat_kept_free_stays_with_whoever_is_not_off_the_list(db, kien):
    decide(db, kien, "seat", FREE)

    assert seats(db) == {NAME: "A-1"}


def test_a_seat_for_somebody_else_stays_reserved_and_the_ushers_are_told(db, kien):
    to_tell = decide(db, kien, "seat", OTHER, words="Đại diện Sở Nội vụ")

    assert seats(db) == {NAME: "A-1"}
    assert to_tell is True


def test_a_seat_decided_anew_goes_from_one_to_the_other(db, kien):
    binh, cuong = make_delegates(db, "Lê Thị Bình", "Vũ Văn Cường")
    decide(db, kien, "seat", GIVE, substitute_id=binh.id)

    decide(db, kien, "seat", GIVE, substitute_id=cuong.id)

    assert seats(db) == {NAME: "", "Lê Thị Bình": "", "Vũ Văn Cường": "A-1"}


def test_a_seat_that_the_office_gave_to_a_third_person_is_not_taken(db, kien):
    binh, cuong = make_delegates(db, "Lê Thị Bình", "Vũ Văn Cường")
    decide(db, kien, "seat", OTHER, words="Chưa rõ")
    write(db, change_delegate, kien.id, {"seat": ""})
    write(db, change_delegate, cuong.id, {"seat": "A-1"})

    with pytest.raises(SeatTaken):
        decide(db, kien, "seat", GIVE, substitute_id=binh.id)

    assert seats(db)["Vũ Văn Cường"] == "A-1"


def test_the_substitute_is_received_behind_the_guest_only_where_that_is_decided(db, kien):
    (chu,) = make_delegates(db, "Chủ tịch Đào Văn Soái")
    write(db, order_guests, [kien.id, chu.id])
    substitute_id = send_substitute(db, kien)

    to_tell = decide(db, kien, "protocol", GIVE, substitute_id=substitute_id)

    with db.reading() as session:
        order = honoured_ids(session)
        guest = session.get_one(HonouredGuest, kien.id)
    assert order == [kien.id, substitute_id, chu.id]
    assert (guest.state, to_tell) == (GuestState.SENDS_SUBSTITUTE, False)


def test_a_guest_who_does_not_come_is_not_coming_and_a_new_decision_takes_the_old_back(db, kien):
    write(db, order_guests, [kien.id])
    (binh,) = make_delegates(db, "Lê Thị Bình")
    decide(db, kien, "protocol", GIVE, substitute_id=binh.id)

    decide(db, kien, "protocol", FREE)

    with db.reading() as session:
        assert honoured_ids(session) == [kien.id]
        assert session.get_one(HonouredGuest, kien.id).state is GuestState.NOT_COMING


def test_a_guest_order_that_was_made_anew_since_is_followed(db, kien):
    write(db, order_guests, [kien.id])
    (binh,) = make_delegates(db, "Lê Thị Bình")
    decide(db, kien, "protocol", OTHER, words="Phó Chủ tịch")
    write(db, order_guests, [])

    decide(db, kien, "protocol", GIVE, substitute_id=binh.id)

    with db.reading() as session:
        assert honoured_ids(session) == [binh.id]


def test_a_substitute_whom_protocol_receives_already_keeps_the_own_place(db, kien):
    binh, chu = make_delegates(db, "Lê Thị Bình", "Đào Văn Soái")
    write(db, order_guests, [kien.id, chu.id, binh.id])

    for words in ("", "như đã báo"):
        decide(db, kien, "protocol", GIVE, substitute_id=binh.id, words=words)

    with db.reading() as session:
        assert honoured_ids(session) == [kien.id, chu.id, binh.id]


def test_a_duty_goes_to_nobody_or_to_the_next_one(db, kien):
    write(db, give_duty, kien.id, Duty.CHAIR)
    (binh,) = make_delegates(db, "Lê Thị Bình")
    decide(db, kien, "duty:chair", GIVE, substitute_id=binh.id)

    decide(db, kien, "duty:chair", FREE)

    assert duties(db) == {}
    assert place(db, kien, "duty:chair").decided.fate is FREE


def seat_and_area(db, person):
    with db.reading() as session:
        one = session.get_one(Delegate, person.id)
        return one.seat, one.area


def test_a_decision_taken_back_seats_the_substitute_where_they_sat_before(db, kien):
    (binh,) = make_delegates(db, "Lê Thị Bình", seat="B-7", area="Khu B")
    decide(db, kien, "seat", GIVE, substitute_id=binh.id)
    decide(db, kien, "seat", GIVE, substitute_id=binh.id, words="như đã báo")

    decide(db, kien, "seat", FREE)

    assert seat_and_area(db, binh) == ("B-7", "Khu B")


def test_a_seat_that_was_given_on_meanwhile_is_not_taken_back_for_the_substitute(db, kien):
    (binh,) = make_delegates(db, "Lê Thị Bình", seat="B-7", area="Khu B")
    decide(db, kien, "seat", GIVE, substitute_id=binh.id)
    (cuong,) = make_delegates(db, "Vũ Văn Cường", seat="B-7")

    decide(db, kien, "seat", FREE)

    assert (seat_and_area(db, binh), seats(db)["Vũ Văn Cường"]) == (("", "Khu B"), "B-7")
    assert cuong.id != binh.id


def test_a_substitute_who_was_seated_elsewhere_since_stays_there(db, kien):
    (binh,) = make_delegates(db, "Lê Thị Bình", seat="B-7")
    decide(db, kien, "seat", GIVE, substitute_id=binh.id)
    write(db, change_delegate, binh.id, {"seat": "C-3"})

    decide(db, kien, "seat", FREE)

    assert seats(db)["Lê Thị Bình"] == "C-3"


def test_a_guest_in_their_own_right_is_received_whatever_is_decided_later(db, kien):
    (binh,) = make_delegates(db, "Lê Thị Bình")
    write(db, order_guests, [kien.id, binh.id])
    decide(db, kien, "protocol", GIVE, substitute_id=binh.id)

    decide(db, kien, "protocol", FREE)

    with db.reading() as session:
        assert honoured_ids(session) == [kien.id, binh.id]


def test_a_duty_that_the_substitute_had_already_stays(db, kien):
    (binh,) = make_delegates(db, "Lê Thị Bình")
    for one in (kien, binh):
        write(db, give_duty, one.id, Duty.PRESIDIUM)
    decide(db, kien, "duty:presidium", GIVE, substitute_id=binh.id)

    decide(db, kien, "duty:presidium", FREE)

    assert duties(db) == {binh.id: Duty.PRESIDIUM}


@pytest.mark.parametrize(
    ("place_id", "fate", "told"),
    [
        ("presenter:1", GIVE, True),
        ("performer:entry:1", FREE, True),
        ("recipient:1", OTHER, True),
        ("item:1", GIVE, True),
        ("item:1", FREE, False),
    ],
)
def test_what_no_command_can_do_is_something_to_tell(  # noqa: PLR0917 - fixtures and cases
    db, everything, place_id, fate, told
):
    substitute_id = send_substitute(db, everything)

    to_tell = decide(
        db, everything, place_id, fate, substitute_id=substitute_id, words="Vũ Văn Cường"
    )

    assert to_tell is told


def test_what_is_to_be_told_waits_until_somebody_has(db, everything):
    supervisor = make_operator(db, "phutrach")
    decide(db, everything, "reader:1", OTHER, words="Chánh Văn phòng")
    decide(db, everything, "presenter:1", FREE)
    decide(db, everything, "seat", FREE)
    with db.reading() as session:
        before = places_to_tell(session)

    first = before[0].place.decided.id
    for _ in range(2):
        by = f"operator:{supervisor}"
        db.write(lambda s, by=by: pass_on(s, first, at=LATER, by=by))

    with db.reading() as session:
        after = places_to_tell(session)
    assert [(one.name, one.place.id) for one in before] == [
        (NAME, "reader:1"), (NAME, "presenter:1"),
    ]  # fmt: skip
    assert [one.place.id for one in after] == ["presenter:1"]
    told = place(db, everything, "reader:1").decided
    assert (told.told_at, told.told_by) == (LATER, "Nguyễn Thị Miền")


def test_only_what_is_to_be_told_can_be_ticked(db, kien):
    decide(db, kien, "seat", FREE)

    for decision_id in (1, 999):
        with pytest.raises(NotFound):
            write(db, pass_on, decision_id)


def test_a_decision_anew_has_to_be_told_anew_and_the_same_one_does_not(db, everything):
    decide(db, everything, "presenter:1", OTHER, words="Phó Giám đốc")
    decision_id = place(db, everything, "presenter:1").decided.id
    write(db, pass_on, decision_id)

    decide(db, everything, "presenter:1", OTHER, words="Phó Giám đốc")
    same = place(db, everything, "presenter:1").decided
    decide(db, everything, "presenter:1", OTHER, words="Chánh Văn phòng")
    anew = place(db, everything, "presenter:1").decided

    assert (same.told_at, anew.told_at) == (LATER, None)
    facts = [one.kind for one in all_rows(db, JournalEntry) if one.kind.startswith("Place")]
    assert facts == ["PlaceDecided", "PlacePassedOn", "PlaceDecided"]


def test_a_decision_names_a_place_a_listed_substitute_or_somebody_in_words(db, kien):
    (proposed,) = make_delegates(db, "Lê Thị Bình")
    write(db, withdraw_delegates, [proposed.id], reason="Ốm")

    with pytest.raises(NotFound):
        decide(db, kien, "presenter:1", FREE)
    for substitute_id in (None, 999, proposed.id):
        with pytest.raises(SubstituteNotListed):
            decide(db, kien, "seat", GIVE, substitute_id=substitute_id)
    with pytest.raises(PlaceWordsMissing):
        decide(db, kien, "seat", OTHER, words="  ")

    assert place(db, kien, "seat").decided is None


def test_deciding_admits_nobody(db, kien):
    decide(db, kien, "seat", FREE)

    assert all_rows(db, Attendance) == []
