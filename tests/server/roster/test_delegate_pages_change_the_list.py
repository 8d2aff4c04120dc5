"""Adding, approving, withdrawing, and taking that back: who may, and what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conference.delegates import Delegate, ListState
from tests.factories import GROUP, all_rows
from tests.server.roster.conftest import Office

NEW = {"full_name": "Phạm Thị Mới", "unit": "Phòng Mới", "group": GROUP}
APPROVED = {"approver": "Giám đốc Sở", "reason": "Công văn 12"}


def named(office: Office, name: str) -> Delegate:
    return next(row for row in all_rows(office.db, Delegate) if row.full_name == name)


def test_a_person_is_added_with_all_that_was_filled_in(office: Office) -> None:
    words = NEW | {
        "position": "Kỹ sư", "honorific": "TS.", "sex": "female", "birth_year": "1985",
        "phone": "0987654321", "own_address_form": "verbatim", "own_address": "Thượng tọa",
        "note": "Đi cùng đoàn",
    }  # fmt: skip

    answer = office.send("/admin/delegates", {"words": words})
    row = office.row(answer.json["id"])

    assert answer.json["card_number"] == "0007"
    assert (row.full_name, row.position, row.birth_year) == ("Phạm Thị Mới", "Kỹ sư", 1985)
    assert (row.address, row.phone, row.state) == ("Thượng tọa", "0987654321", "approved")


def test_an_organiser_may_only_propose(office: Office) -> None:
    answer = office.send("/admin/delegates", {"words": NEW, "state": "proposed"})

    assert answer.json["state"] == "proposed"


def test_reception_proposes_until_somebody_is_named_who_approved(office: Office) -> None:
    proposed = office.send("/admin/delegates", {"words": NEW}, "reception")
    approved = office.send("/admin/delegates", {"words": NEW} | APPROVED, "reception")

    assert (proposed.json["state"], approved.json["state"]) == ("proposed", "approved")
    assert office.row(approved.json["id"]).approver == "Giám đốc Sở"


def test_the_largest_number_stops_reception_and_not_a_supervisor_with_a_reason(
    open_office: Callable[..., Office],
) -> None:
    office = open_office(capacity=6)
    asked = {"words": NEW} | APPROVED

    reception = office.send("/admin/delegates", asked, "reception")
    without_reason = office.send("/admin/delegates", {"words": NEW}, "supervisor")
    supervisor = office.send("/admin/delegates", asked, "supervisor")

    assert reception.json["error"]["code"] == "capacity_reached"
    assert without_reason.json["error"]["code"] == "capacity_reached"
    assert supervisor.json["state"] == "approved"


def test_after_the_lock_an_addition_needs_an_approver_and_a_reason(office: Office) -> None:
    office.lock()

    refused = office.send("/admin/delegates", {"words": NEW})
    added = office.send("/admin/delegates", {"words": NEW} | APPROVED)

    assert refused.json["error"]["code"] == "approval_needed"
    assert office.row(added.json["id"]).supplement


def test_nobody_new_brings_what_is_not_asked_of_them(office: Office) -> None:
    answer = office.send("/admin/delegates", {"words": NEW | {"citizen_number": "031085001234"}})

    assert answer.status_code == 422


def test_delegates_are_approved_and_that_is_taken_back(office: Office) -> None:
    ids = [
        office.send("/admin/delegates", {"words": NEW, "state": "proposed"}).json["id"]
        for _ in range(2)
    ]

    approved = office.send("/admin/delegates/approve", {"delegate_ids": [*ids, 1]}, "supervisor")
    moved = approved.json["delegate_ids"]
    office.send("/admin/delegates/take-back", {"delegate_ids": moved}, "supervisor")

    assert moved == ids
    assert [office.row(one).state for one in ids] == [ListState.PROPOSED] * 2
    assert office.row(1).state is ListState.APPROVED


def test_a_withdrawal_asks_why_and_can_be_taken_back_after_the_lock(office: Office) -> None:
    office.lock()
    ids = {"delegate_ids": [1, 2]}

    silent = office.send("/admin/delegates/withdraw", ids)
    done = office.send("/admin/delegates/withdraw", ids | {"reason": "Đi công tác"})
    withdrawn = office.row(1).state
    back = office.send("/admin/delegates/take-back", ids)

    assert silent.json["error"]["code"] == "reason_needed"
    assert (done.json["count"], withdrawn, back.json["count"]) == (2, ListState.WITHDRAWN, 2)
    assert office.row(1).state is ListState.APPROVED
    assert not office.row(1).supplement


def test_who_is_approved_already_is_told_as_nothing_done(office: Office) -> None:
    answer = office.send("/admin/delegates/approve", {"delegate_ids": [1, 2]})

    assert answer.json == {"done": True, "count": 0, "delegate_ids": []}


def test_somebody_elses_doing_is_not_taken_back(office: Office) -> None:
    office.send("/admin/delegates/withdraw", {"delegate_ids": [1], "reason": "Ốm"}, "supervisor")

    answer = office.send("/admin/delegates/take-back", {"delegate_ids": [1]}, "admin")

    assert answer.json["error"]["code"] == "nothing_to_take_back"


@pytest.mark.parametrize("body", [{}, {"delegate_ids": []}, {"delegate_ids": [0]}])
def test_a_bulk_command_about_nobody_is_malformed(office: Office, body: dict[str, object]) -> None:
    assert office.send("/admin/delegates/approve", body).status_code == 422


def test_a_name_is_never_corrected(office: Office) -> None:
    office.send("/admin/delegates", {"words": NEW | {"full_name": "H'HEN  niê"}})

    assert named(office, "H'HEN niê").state is ListState.APPROVED


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/admin/delegates", {"admin", "supervisor", "reception"}),
        ("/admin/delegates/approve", {"admin", "supervisor"}),
        ("/admin/delegates/withdraw", {"admin", "supervisor"}),
        ("/admin/delegates/take-back", {"admin", "supervisor"}),
        ("/admin/delegates/1", {"admin"}),
        ("/admin/delegates/1/code", {"admin", "supervisor"}),
        ("/admin/delegates/1/substitute", {"admin", "supervisor"}),
        ("/admin/delegates/1/substitute/take-back", {"admin", "supervisor"}),
        ("/admin/delegates/1/holder", {"admin", "supervisor", "reception", "vip_reception"}),
        ("/admin/delegates/1/duties", {"admin"}),
        ("/admin/list/lock", {"admin"}),
        ("/admin/list/namesakes", {"admin"}),
        ("/admin/list/groups/1", {"admin"}),
    ],
)
def test_a_role_does_only_what_is_its_own(office: Office, path: str, may: set[str]) -> None:
    from conference.operators import Role

    refused = {role for role in Role if office.send(path, {}, role).status_code == 403}

    assert {role.value for role in Role} - {role.value for role in refused} == may
