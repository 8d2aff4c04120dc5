"""One delegate's page: what each role sees, and what is done there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conference.attendance import Attendance
from conference.delegates import (
    DUTY_NAMES,
    AddressForm,
    Delegate,
    EntryCode,
    ListState,
    NewDelegate,
    Reply,
    Unit,
    add_delegates,
    merge_unit,
    note_reply,
    note_sent,
    withdraw_delegates,
)
from conference.delegates.entry_codes import replace_codes
from conference.operators import Role
from conference.verdicts import Reason
from tests.factories import AT, BY, GROUP, UNIT, all_rows, make_station, scan
from tests.server.roster.conftest import Office

PRIVATE = {
    "phone": "0912345678", "email": "tung@example.vn", "citizen_number": "031085001234",
    "ethnicity": "Tày", "party_member": "yes", "birth_date": "1985-03-02", "note": "Ăn chay",
}  # fmt: skip
KEPT = ["citizen_number", "ethnicity", "party_member"]


@pytest.fixture
def person(open_office: Callable[..., Office]) -> Office:
    """An office that keeps sensitive fields; delegate 1 has all of them."""
    office = open_office(kept_fields=KEPT)
    assert office.send("/admin/delegates/1", PRIVATE).status_code == 200
    return office


def seen(office: Office, role: str) -> set[str]:
    page = office.page("/admin/delegates/1", role)
    tick = {"party_member": 'name="party_member"', "birth_date": "1985-03-02"}
    return {name for name, value in PRIVATE.items() if tick.get(name, value) in page}


def test_the_organiser_sees_what_is_kept(person: Office) -> None:
    assert seen(person, "admin") == set(PRIVATE)


def test_a_supervisor_sees_contacts_and_nothing_sensitive(person: Office) -> None:
    assert seen(person, "supervisor") == {"phone", "email", "birth_date", "note"}


@pytest.mark.parametrize("role", ["reception", "vip_reception"])
def test_reception_sees_neither_contacts_nor_sensitive_words(person: Office, role: str) -> None:
    assert seen(person, role) == set()
    assert "Điện thoại" not in person.read("/admin/delegates/1", role).split("Đã diễn ra")[0]
    assert "Đặng Thị Ánh" in person.read("/admin/delegates/1", role)


def test_the_list_itself_carries_no_contact_for_anybody(person: Office) -> None:
    pages = [person.page("/admin/delegates", role) for role in ("admin", "reception")]

    assert not [value for value in ("0912345678", "tung@example.vn") if value in "".join(pages)]


def test_what_the_organiser_does_not_keep_is_neither_shown_nor_taken(office: Office) -> None:
    refused = office.send("/admin/delegates/1", {"ethnicity": "Tày"})

    assert refused.json["error"]["code"] == "field_not_kept"
    assert 'name="ethnicity"' not in office.page("/admin/delegates/1")


def test_only_what_was_sent_is_changed(office: Office) -> None:
    before = office.row(1).phone

    answer = office.send(
        "/admin/delegates/1", {"position": "Phó Giám đốc", "direct_producer": "no"}
    )
    row = office.row(1)

    assert sorted(answer.json["columns"]) == ["direct_producer", "position"]
    assert (row.position, row.direct_producer, row.phone) == ("Phó Giám đốc", False, before)


def test_a_date_of_birth_says_the_year_too(office: Office) -> None:
    office.send("/admin/delegates/1", {"birth_date": "1985-03-02"})

    assert office.row(1).birth_year == 1985


@pytest.mark.parametrize("odd", [{"birth_year": "85"}, {"sex": "x"}, {"state": "approved"}])
def test_what_no_delegate_can_have_is_refused(office: Office, odd: dict[str, str]) -> None:
    assert office.send("/admin/delegates/1", odd).status_code == 422


def test_the_own_form_of_address_comes_and_goes(office: Office) -> None:
    own = {"own_address_form": "verbatim", "own_address": "Mẹ Việt Nam Anh hùng"}

    office.send("/admin/delegates/1", own)
    verbatim = office.row(1).address
    office.send("/admin/delegates/1", {"own_address_form": ""})

    assert verbatim == "Mẹ Việt Nam Anh hùng"
    assert office.row(1).own_address_form is None
    assert office.row(1).address == "đại biểu"


def test_the_unit_as_the_file_gave_it_is_shown_beside_the_present_one(office: Office) -> None:
    (unit_id,) = {row.unit_id for row in all_rows(office.db, Delegate)}

    def merge(session):
        new = Unit(name="Sở mới")
        session.add(new)
        session.flush()
        merge_unit(session, unit_id, new.id, at=AT, by=BY)

    office.db.write(merge)

    assert "Đơn vị ghi trong hồ sơ: Phòng Chuyển đổi số" in office.read("/admin/delegates/1")


def test_a_new_code_kills_the_old_and_the_page_shows_no_code(office: Office) -> None:
    old = office.people[0].code

    office.send("/admin/delegates/1/code")
    page = office.page("/admin/delegates/1")
    active = {row.digits for row in all_rows(office.db, EntryCode) if row.delegate_id == 1} - {old}

    assert scan(office.db, old)["reason"] == Reason.REPLACED
    assert "đang có hiệu lực" in page
    assert not [digits for digits in (old, *active) if digits in page]


def test_who_has_no_code_is_given_one_and_who_lost_it_is_told(office: Office) -> None:
    new = {"words": {"full_name": "Phạm Thị Mới", "unit": UNIT, "group": GROUP}}
    new_id = office.send("/admin/delegates", new).json["id"]

    before = office.read(f"/admin/delegates/{new_id}")
    office.db.write(lambda s: replace_codes(s, 1))

    assert "Mã giấy mời chưa cấp" in before
    assert "Cấp mã giấy mời" in before
    assert "đã bị thay, không dùng được" in office.read("/admin/delegates/1")


def test_a_substitute_comes_and_the_delegate_comes_after_all(office: Office) -> None:
    coming = {"full_name": "Lê Thị Dự Thay", "position": "Phó Giám đốc", "letter": "12/CV",
              "approver": "Giám đốc Sở"}  # fmt: skip

    incomplete = office.send("/admin/delegates/1/substitute", coming | {"approver": ""})
    b = office.send("/admin/delegates/1/substitute", coming).json["id"]
    of_a, of_b = office.read("/admin/delegates/1"), office.read(f"/admin/delegates/{b}")
    on_list = office.read("/admin/list")
    again = office.send(f"/admin/delegates/{b}/substitute/take-back")

    assert incomplete.json["error"]["code"] == "approver_missing"
    assert "Người dự thay: Lê Thị Dự Thay" in of_a
    assert "Dự thay cho: Đặng Thị Ánh" in of_b
    assert "12/CV" in on_list
    assert again.json["id"] == 1
    assert office.row(1).state is ListState.APPROVED
    assert "Hủy việc dự thay" in office.read("/admin/delegates/1").split("Đã diễn ra")[1]


def test_whoever_came_on_an_unnamed_seat_is_named_by_reception(office: Office) -> None:
    seat = NewDelegate("Đại diện Sở Y tế", UNIT, GROUP, named=False)
    (seat_id,) = office.db.write(lambda s: add_delegates(s, [seat], at=AT, by=BY))

    offered = office.page(f"/admin/delegates/{seat_id}", "vip_reception")
    office.send(f"/admin/delegates/{seat_id}/holder", {"full_name": "Vũ Thị Hà"}, "vip_reception")

    assert 'data-role="holder"' in offered
    assert office.row(seat_id).full_name == "Vũ Thị Hà"
    assert 'data-role="holder"' not in office.page(f"/admin/delegates/{seat_id}")


def test_a_duty_is_given_and_ends(office: Office) -> None:
    office.send("/admin/delegates/1/duties", {"duty": "chair", "held": True})
    held, on_list = office.page("/admin/delegates/1"), office.read("/admin/list")
    office.send("/admin/delegates/1/duties", {"duty": "chair", "held": False})

    assert 'data-duty="chair" data-name="Chủ trì" checked' in held
    assert "Chủ trì Đặng Thị Ánh" in on_list
    assert 'data-name="Chủ trì" checked' not in office.page("/admin/delegates/1")
    assert len(DUTY_NAMES) == office.page("/admin/delegates/1").count('data-role="duty"')


def test_whoever_may_only_look_sees_the_duties_in_words(office: Office) -> None:
    office.send("/admin/delegates/1/duties", {"duty": "secretary", "held": True})

    assert "Nhiệm vụ tại hội nghị Thư ký" in office.read("/admin/delegates/1", "reception")


def test_the_invitation_says_when_it_went_and_what_came_back(office: Office) -> None:
    sent = {"sent_by": "Bưu điện", "receiver": "Văn thư", "on": AT}
    office.db.write(lambda s: note_sent(s, [1], **sent, at=AT, by=BY))
    office.db.write(
        lambda s: note_reply(s, 1, reply=Reply.ABSENT, words="Đi công tác", at=AT, by=BY)
    )

    text = office.read("/admin/delegates/1")

    assert "Phát hành 20/11/2026, Bưu điện; Văn thư" in text
    assert "Trả lời báo vắng (Đi công tác)" in text


def test_the_history_names_what_when_and_who(office: Office) -> None:
    station, _ = make_station(office.db, "Quầy 1")
    scan(office.db, office.people[0].code, station=station)
    office.send("/admin/delegates/1", {"position": "Kỹ sư", "seat": "A-01"})
    office.send("/admin/delegates/withdraw", {"delegate_ids": [1], "reason": "Ốm"})
    office.send("/admin/delegates/take-back", {"delegate_ids": [1]})
    office.send("/admin/delegates/1/duties", {"duty": "chair", "held": True})
    office.db.write(lambda s: note_reply(s, 1, reply=Reply.CONFIRMED, at=AT, by="system"))
    office.db.write(lambda s: note_reply(s, 1, reply=Reply.NONE, at=AT, by="nobody:9"))

    history = office.read("/admin/delegates/1").split("Đã diễn ra")[1]

    for line in (
        "20/11/2026 13h42Điểm danhQuầy 1",
        "Sửa thông tin: Chức vụ, GhếNguyễn Thị Miền",
        "Rút khỏi danh sáchNguyễn Thị Miền",
        "Hoàn tác: việc rút khỏi danh sách",
        "Giao nhiệm vụ: Chủ trì",
        "Ghi trả lời giấy mời: đã xác nhận dựhệ thống",
        "chưa trả lờinơi khác",
    ):
        assert line in history
    assert len(all_rows(office.db, Attendance)) == 1


def test_an_approval_after_the_lock_is_called_a_supplement(office: Office) -> None:
    office.lock()
    office.db.write(lambda s: withdraw_delegates(s, [1], reason="Ốm", at=AT, by=BY))
    why = {"delegate_ids": [1], "approver": "Giám đốc", "reason": "Đã khỏi"}
    office.send("/admin/delegates/approve", why)

    text = office.read("/admin/delegates/1")

    assert "Duyệt bổ sung sau khi chốt danh sách" in text
    assert "Lý do bổ sung Đã khỏi" in text


def test_every_reader_opens_the_page_and_nobody_else(office: Office) -> None:
    opened = {
        role.value
        for role in Role
        if office.client(role).get("/admin/delegates/1").status_code == 200
    }

    assert opened == {"admin", "supervisor", "reception", "vip_reception"}


@pytest.mark.parametrize("number", [999, "9" * 26])
def test_nobody_has_this_number(office: Office, number: object) -> None:
    answers = [
        office.client().get(f"/admin/delegates/{number}").status_code,
        office.send(f"/admin/delegates/{number}", {"position": "Kỹ sư"}).status_code,
    ]

    assert answers == [404, 404]


def test_each_form_of_address_can_be_chosen(office: Office) -> None:
    page = office.page("/admin/delegates/1")

    assert all(f'value="{form.value}"' in page for form in AddressForm)
