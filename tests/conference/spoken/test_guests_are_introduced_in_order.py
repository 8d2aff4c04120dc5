"""Who is in the hall is introduced once, guests before hosts; no line moves while it is read."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from conference.delegates import Delegate, DelegateGroup, GroupKind, Unit
from conference.honoured_guests import GuestState, hand_to_mc
from conference.introductions import (
    GroupLineTooLong,
    Manner,
    introduction,
    is_of_host,
    mark_introduced,
    office_of,
    set_manner,
)
from conference.refusals import NotFound
from conference.scripts import word_sentence
from tests.conference.guests.acting import do, facts, receive, touch
from tests.factories import BY, GROUP, Invited

SITTING = 1


def come(db, *guests: Invited) -> None:
    """Let guests come into the hall, and put them on the MC's list."""
    for one in guests:
        touch(db, one, GuestState.IN_HALL)
    do(db, hand_to_mc, [one.id for one in guests])


def shown(db):
    with db.reading() as session:
        return introduction(session, SITTING)


def names(db) -> list[str]:
    return [line.text for line in shown(db).lines]


def mark(db, *guests: Invited, **how) -> list[int]:
    return do(db, mark_introduced, SITTING, [one.id for one in guests], **how)


def describe(db, guest: Invited, **words) -> None:
    db.write(lambda s: s.execute(update(Delegate).where(Delegate.id == guest.id).values(**words)))


def together(db, *guests: Invited, line: str = "các đồng chí lãnh đạo các phòng") -> None:
    for one in guests:
        do(db, set_manner, one.id, Manner(by_name=False, group_line=line))


def from_outside(db, *guests: Invited) -> None:
    for one in guests:
        do(db, set_manner, one.id, Manner(said_of_host=False))


@pytest.mark.parametrize(
    ("position", "unit", "said"),
    [
        ("Phó Giám đốc Sở", "Sở Khoa học và Công nghệ", "Phó Giám đốc Sở Khoa học và Công nghệ"),
        ("Trưởng phòng", "Phòng Chuyển đổi số", "Trưởng Phòng Chuyển đổi số"),
        ("Chánh Văn phòng Sở", "Văn phòng Sở", "Chánh Văn phòng Sở"),
        ("Chuyên viên", "Văn phòng Sở", "Chuyên viên, Văn phòng Sở"),
        ("Giám đốc Sở Nội vụ", "Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        ("", "Sở Nội vụ", "Sở Nội vụ"),
        ("Giám đốc", "", "Giám đốc"),
    ],
)
def test_an_office_says_no_word_twice(position, unit, said):
    assert office_of(position, unit) == said


@pytest.mark.parametrize(
    ("unit", "kind", "said", "of_host"),
    [
        ("Sở Khoa học và Công nghệ", GroupKind.GUEST, None, True),
        ("Thành uỷ", GroupKind.GUEST, None, False),
        ("Công ty A", GroupKind.BUSINESS, None, False),
        ("Phòng Chuyển đổi số", GroupKind.LEADER, None, True),
        ("Thành uỷ", GroupKind.LEADER, False, False),
        ("Thành uỷ", GroupKind.GUEST, True, True),
    ],
)
def test_who_belongs_to_the_host(unit, kind, said, of_host):
    guest = Delegate(full_name="A", unit=Unit(name=unit), group=DelegateGroup(kind=kind))

    assert is_of_host(guest, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", said=said) is of_host


def test_only_who_is_in_the_hall_and_on_the_list_is_introduced(db):
    an, binh, chi, dung = receive(db, "An Một", "Bình Hai", "Chi Ba", "Dung Bốn")
    come(db, an)
    touch(db, binh, GuestState.IN_HALL)
    touch(db, chi, GuestState.ARRIVED)
    do(db, hand_to_mc, [chi.id])
    touch(db, dung, GuestState.NOT_COMING)

    seen = shown(db)

    assert [line.ids for line in seen.lines] == [(an.id,)]
    assert [(one.delegate_id, one.state, one.listed) for one in seen.waiting] == [
        (binh.id, GuestState.IN_HALL, False),
        (chi.id, GuestState.ARRIVED, True),
    ]
    assert not seen.begun


def test_guests_come_before_hosts_and_each_in_protocol_order(db):
    hosts = receive(db, "Chủ Một", "Khách Một", "Chủ Hai", "Khách Hai")
    db.write(lambda s: s.execute(update(DelegateGroup).values(kind=GroupKind.LEADER)))
    from_outside(db, hosts[1], hosts[3])

    come(db, *hosts)

    assert [line.ids[0] for line in shown(db).lines] == [hosts[n].id for n in (1, 3, 0, 2)]


def test_a_line_is_read_out_and_the_name_is_never_touched(db):
    (an,) = receive(db, "Lê TP An")
    describe(db, an, honorific="Đ/c TS.", position="PGĐ Sở", address="đồng chí")
    come(db, an)

    assert names(db) == ["Đồng chí Tiến sĩ Lê TP An, Phó Giám đốc Sở, Văn phòng Sở"]


def test_a_seat_without_a_name_is_not_addressed(db):
    (an,) = receive(db, "Đại diện lãnh đạo Ban Thi đua")
    describe(db, an, named=False, position="")
    come(db, an)

    assert names(db) == ["Đại diện lãnh đạo Ban Thi đua, Văn phòng Sở"]


def test_the_office_words_the_line(db):
    (an,) = receive(db, "Lê An")
    do(db, word_sentence, "guest_by_name", "{chức vụ}: {xưng hô} {họ tên}")
    come(db, an)

    assert names(db) == ["Văn phòng Sở: đại biểu Lê An"]


def test_a_group_has_one_line_and_only_if_somebody_of_it_is_there(db):
    an, binh, chi = receive(db, "An Một", "Bình Hai", "Chi Ba")
    together(db, binh, chi)
    come(db, an)
    assert len(names(db)) == 1

    come(db, chi)
    come(db, binh)

    first, group = shown(db).lines
    assert first.ids == (an.id,)
    assert (group.ids, group.by_name) == ((binh.id, chi.id), False)
    assert group.text == "Cùng dự có các đồng chí lãnh đạo các phòng"


def test_a_group_nobody_worded_is_named_after_the_list(db):
    (an,) = receive(db, "An Một")

    kept = do(db, set_manner, an.id, Manner(by_name=False))

    assert kept.group_line == f"các vị đại biểu: {GROUP}"


def test_a_manner_is_noted_once(db):
    (an,) = receive(db, "An Một")
    for _ in range(2):
        do(db, set_manner, an.id, Manner())
        do(db, set_manner, an.id, Manner(by_name=False, group_line=" các  bác "))

    assert len(facts(db, "GuestMannerSet")) == 3


def test_a_manner_is_of_a_delegate_and_short(db):
    (an,) = receive(db, "An Một")

    with pytest.raises(NotFound):
        do(db, set_manner, 99, Manner())
    with pytest.raises(GroupLineTooLong):
        do(db, set_manner, an.id, Manner(by_name=False, group_line="a" * 201))


def test_who_joins_while_it_is_read_comes_behind_all_others(db):
    an, binh, chi, dung = receive(db, "An Một", "Bình Hai", "Chi Ba", "Dung Bốn")
    come(db, binh, dung)
    mark(db, binh)

    come(db, chi)
    come(db, an)
    first = shown(db).lines
    mark(db, dung)
    then = shown(db).lines

    assert [line.ids[0] for line in first] == [binh.id, dung.id, an.id, chi.id]
    assert [line.late for line in first] == [False, False, True, True]
    assert [(line.ids, line.late) for line in then] == [(line.ids, line.late) for line in first]
    assert [line.introduced for line in then] == [True, True, False, False]
    assert shown(db).begun


def test_before_anything_is_read_the_order_is_that_of_protocol(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, binh)
    come(db, an)

    assert [line.ids[0] for line in shown(db).lines] == [an.id, binh.id]
    assert not any(line.late for line in shown(db).lines)


def test_who_goes_out_leaves_the_lines_and_comes_back_to_the_old_place(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, an, binh)
    mark(db, binh)
    touch(db, an, GuestState.EXPECTED)
    assert [line.ids[0] for line in shown(db).lines] == [binh.id]

    come(db, an)

    assert [(line.ids[0], line.late) for line in shown(db).lines] == [
        (an.id, False),
        (binh.id, False),
    ]


def test_a_group_that_was_greeted_has_greeted_who_joins_it(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    together(db, an, binh)
    come(db, binh)
    mark(db, binh)

    come(db, an)

    (line,) = shown(db).lines
    assert (line.ids, line.introduced, line.late) == ((binh.id, an.id), True, False)


def test_marks_are_noted_once_and_taken_back(db):
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, an, binh)

    assert mark(db, an) == [an.id]
    assert mark(db, an, binh) == [binh.id]
    assert mark(db, an, binh) == []
    assert mark(db, an, introduced=False) == [an.id]
    assert [line.introduced for line in shown(db).lines] == [False, True]
    assert mark(db, binh, introduced=False) == [binh.id]
    assert not shown(db).begun
    assert len(facts(db, "GuestIntroduced")) == 4


def test_nobody_else_can_be_marked(db):
    (an,) = receive(db, "An Một")

    with pytest.raises(NotFound):
        do(db, mark_introduced, SITTING, [an.id, 99], by=BY)

    assert facts(db, "GuestIntroduced") == []
