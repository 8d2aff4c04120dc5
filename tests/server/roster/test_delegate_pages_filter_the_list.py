"""The address says which delegates are shown; what no list can answer narrows nothing."""

from __future__ import annotations

import pytest

from conference.delegates import (
    ListState,
    NewDelegate,
    add_delegates,
    change_delegate,
    withdraw_delegates,
)
from tests.factories import AT, BY, GROUP, GUESTS, UNIT, scan
from tests.server.roster.conftest import NAMES, Office


def add(office: Office, name: str, **words: object) -> int:
    """Put one more person on the list; give the id."""
    state = words.pop("state", ListState.APPROVED)
    person = NewDelegate(**({"full_name": name, "unit": UNIT, "group": GUESTS} | words))
    (new_id,) = office.db.write(lambda s: add_delegates(s, [person], state=state, at=AT, by=BY))
    return new_id


def test_who_has_come_and_who_has_not_are_told_apart(office: Office) -> None:
    scan(office.db, office.people[1].code)

    assert office.listed("here=yes") == ["Nguyễn Văn Tùng"]
    assert sorted(office.listed("here=no")) == sorted(set(NAMES) - {"Nguyễn Văn Tùng"})


def test_a_long_list_is_read_page_by_page(office: Office) -> None:
    people = [NewDelegate(full_name=f"Đỗ Thị {n}", unit=UNIT, group=GUESTS) for n in range(240)]
    office.db.write(lambda s: add_delegates(s, people, state=ListState.PROPOSED, at=AT, by=BY))

    pages = [office.listed(f"state=proposed&page={page}") for page in (1, 2, 3)]
    beyond, nonsense = (office.listed(f"state=proposed&page={page}") for page in ("99", "x"))

    assert [len(page) for page in pages] == [100, 100, 40]
    assert len({name for page in pages for name in page}) == 240
    assert (beyond, nonsense) == (pages[2], pages[0])
    assert "/admin/delegates?state=proposed&amp;page=3" in office.page(
        "/admin/delegates?state=proposed&page=2"
    )


def test_each_state_has_its_own_list_and_its_count(office: Office) -> None:
    add(office, "Phạm Thị Mới", state=ListState.PROPOSED)
    office.db.write(
        lambda s: withdraw_delegates(s, [office.people[0].id], reason="Đi công tác", at=AT, by=BY)
    )

    assert office.listed("state=proposed") == ["Phạm Thị Mới"]
    assert office.listed("state=withdrawn") == ["Đặng Thị Ánh"]
    assert len(office.listed("state=approved")) == 5
    assert "Đề nghị 1 Đã duyệt 5 Đã rút 1" in office.read("/admin/delegates")
    assert "Đi công tác" in office.read("/admin/delegates?state=withdrawn")


def test_a_unit_and_a_group_narrow_the_list(office: Office) -> None:
    new_id = add(office, "Phạm Thị Mới")
    unit_id, group_id = office.row(new_id).unit_id, office.row(new_id).group_id

    assert office.listed(f"unit={unit_id}") == ["Phạm Thị Mới"]
    assert office.listed(f"group={group_id}") == ["Phạm Thị Mới"]


def test_the_offices_questions_are_answered(office: Office) -> None:
    seat = {"seat": "A-01"}
    office.db.write(lambda s: change_delegate(s, office.people[0].id, seat, at=AT, by=BY))
    unnamed = add(office, "Đại diện Sở Y tế", named=False)
    office.lock()
    added = {"full_name": "Bùi Bổ Sung", "unit": UNIT, "group": GROUP}
    office.send("/admin/delegates", {"words": added, "approver": "Giám đốc", "reason": "Mới mời"})

    assert "Đặng Thị Ánh" not in office.listed("only=no_seat")
    assert office.listed("only=unnamed") == ["Đại diện Sở Y tế"]
    assert office.listed("only=namesakes") == ["Trần Hòa", "Trần Hoà"]
    assert office.listed("only=supplement") == ["Bùi Bổ Sung"]
    assert office.row(unnamed).named is False


def test_a_namesake_who_was_withdrawn_confuses_nobody(office: Office) -> None:
    withdrawn = office.id_of("Trần Hoà")
    office.db.write(lambda s: withdraw_delegates(s, [withdrawn], reason="Ốm", at=AT, by=BY))

    assert office.listed("only=namesakes") == []


@pytest.mark.parametrize(
    "odd",
    ["state=nowhere", "here=maybe", "only=x", "unit=-1", "group=" + "9" * 5000, "group=٣"],
)
def test_what_no_list_can_answer_narrows_nothing(office: Office, odd: str) -> None:
    assert len(office.listed(odd)) == len(NAMES)


def test_a_states_link_keeps_what_else_was_asked(office: Office) -> None:
    page = office.page("/admin/delegates?q=tr%E1%BA%A7n&here=no")

    assert 'href="/admin/delegates?q=tr%E1%BA%A7n&amp;here=no&amp;state=proposed"' in page


def test_an_empty_list_and_an_empty_answer_say_what_to_do(office: Office) -> None:
    assert "Vui lòng thử gõ ít từ hơn" in office.read("/admin/delegates?q=khong+co+ai")
