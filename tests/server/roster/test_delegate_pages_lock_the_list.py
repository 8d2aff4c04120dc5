"""The page of the approved list: counts, the lock, namesakes, groups."""

from __future__ import annotations

import pytest

from conference.delegates import DelegateGroup
from conference.identity import describe_conference
from tests.factories import AT, BY, GROUP, all_rows
from tests.server.roster.conftest import Office


def group_id(office: Office, name: str = GROUP) -> int:
    return next(one.id for one in all_rows(office.db, DelegateGroup) if one.name == name)


@pytest.mark.parametrize(
    ("capacity", "words"),
    [
        (150, "6 / 150 đại biểu theo kế hoạch còn 144"),
        (6, "6 / 6 đại biểu theo kế hoạch đã đủ số lượng"),
        (4, "6 / 4 đại biểu theo kế hoạch vượt 2"),
        (None, "6 đại biểu được tính vào số lượng Kế hoạch không giới hạn số lượng."),
    ],
)
def test_the_gauge_says_how_many_are_still_free(
    office: Office, capacity: int | None, words: str
) -> None:
    changes = {"capacity": capacity}
    office.db.write(lambda s: describe_conference(s, changes, at=AT, by=BY))

    assert words in office.read("/admin/list")


def test_the_lock_is_a_numbered_version_and_the_same_list_is_locked_once(office: Office) -> None:
    draft = office.read("/admin/list")

    first, again = (office.send("/admin/list/lock").json for _ in range(2))
    locked = office.read("/admin/list")
    office.send("/admin/delegates/1", {"position": "Giám đốc"})
    touched = office.read("/admin/list")
    second = office.send("/admin/list/lock").json

    assert "Chưa chốt lần nào" in draft
    assert (first["number"], first["count"], first["repeat"]) == (1, 6, False)
    assert (again["number"], again["repeat"]) == (1, True)
    assert "Chưa có thay đổi từ lần chốt này" in locked
    assert "Có thay đổi sau lần chốt này" in touched
    assert second["number"] == 2


def test_an_arrival_does_not_make_the_locked_list_look_changed(office: Office) -> None:
    office.lock()
    office.send("/admin/delegates/1/duties", {"duty": "chair", "held": True})

    assert "Chưa có thay đổi từ lần chốt này" in office.read("/admin/list")


def test_supplements_stand_with_their_approver_and_substitutes_apart(office: Office) -> None:
    office.lock()
    new = {"full_name": "Bùi Bổ Sung", "unit": "Sở Y tế", "group": GROUP}
    office.send("/admin/delegates", {"words": new, "approver": "Giám đốc", "reason": "Mới mời"})
    office.send(
        "/admin/delegates/1/substitute", {"full_name": "Lê Thị Dự Thay", "approver": "Giám đốc"}
    )

    text = office.read("/admin/list")

    assert "Bùi Bổ Sung Sở Y tế Giám đốc Mới mời" in text
    assert "Bổ sung sau khi chốt 1" in text
    assert "Dự thay 1" in text


def test_namesakes_are_marked_once(office: Office) -> None:
    before = office.read("/admin/list")

    counts = [office.send("/admin/list/namesakes").json["count"] for _ in range(2)]

    assert "Trùng họ tên 1" in before
    assert counts == [2, 0]
    assert "Trần Hòa (A)" in office.read("/admin/list")
    assert "(A)" in office.read("/admin/delegates?only=namesakes")


def test_a_group_is_changed_and_its_delegates_are_addressed_anew(office: Office) -> None:
    path = f"/admin/list/groups/{group_id(office)}"

    answer = office.send(path, {"address_form": "comrade", "most": "100", "counted": False})
    row = next(one for one in all_rows(office.db, DelegateGroup) if one.name == GROUP)

    assert sorted(answer.json["columns"]) == ["address_form", "counted", "most"]
    assert (row.most, row.counted, row.protocol_rank) == (100, False, 50)
    assert office.row(1).address == "đồng chí"
    assert office.send(path, {"most": ""}).json["columns"] == ["most"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"name": " "}, 409),
        ({"name": "Khách mời"}, 409),
        ({"address_form": "verbatim"}, 422),
        ({"protocol_rank": 0}, 422),
        ({"key": "models"}, 422),
    ],
)
def test_a_group_that_cannot_be_is_refused(
    office: Office, words: dict[str, object], status: int
) -> None:
    answer = office.send(f"/admin/list/groups/{group_id(office)}", words)

    assert answer.status_code == status
    assert group_id(office)


def test_a_group_over_its_largest_number_is_marked_and_nobody_is_stopped(office: Office) -> None:
    office.send(f"/admin/list/groups/{group_id(office)}", {"most": 4})

    assert "6 vượt 2" in office.read("/admin/list")


def test_a_supervisor_reads_the_page_and_is_offered_nothing_to_change(office: Office) -> None:
    page = office.page("/admin/list", "supervisor")

    assert "save-group" not in page
    assert "open-lock" not in page
    assert GROUP in page


@pytest.mark.parametrize("role", ["reception", "vip_reception", "mc"])
def test_nobody_else_opens_the_page(office: Office, role: str) -> None:
    assert office.client(role).get("/admin/list").status_code == 403


def test_the_moment_of_the_lock_is_the_halls(office: Office) -> None:
    office.lock()

    assert "13h42, 20/11/2026 · Nguyễn Thị Miền" in office.read("/admin/list")
    assert AT.hour == 6
