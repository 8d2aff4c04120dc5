"""A desk admits whom it found without a code; a rule is set aside by a supervisor only."""

from __future__ import annotations

import logging

import pytest
from argon2 import PasswordHasher

from conference.attendance import Attendance, Scan
from conference.delegates import Delegate, ListState
from conference.operators import find_operator, set_pin
from kiosk.contract import Answer, Answers
from tests.factories import AT, all_rows, arrivals, make_station, new_id
from tests.server.conftest import Served

PIN = "482915"


def person(served: Served, nth: int = 0) -> int:
    return int(all_rows(served.db, Delegate)[nth].id)


def by_hand(served: Served, delegate_id: int, role: str = "reception", **more):
    body = {"scan_id": new_id(), "delegate_id": delegate_id, "source": "name_search", **more}
    return served.client(role).post("/api/check-in/by-hand", json=body)


def off_the_list(served: Served, delegate_id: int) -> None:
    served.db.write(
        lambda s: setattr(s.get_one(Delegate, delegate_id), "state", ListState.PROPOSED)
    )


def test_who_was_found_by_name_is_admitted_as_by_a_scan(served: Served) -> None:
    one = person(served)

    answer = by_hand(served, one, source="card_number", sequence=4, device_ms=1_795_156_920_000)

    assert Answer.model_validate(answer.json).verdict == "admitted"
    (row,) = all_rows(served.db, Scan)
    assert (row.source, row.sequence, row.delegate_id) == ("card_number", 4, one)
    assert row.by.startswith("operator:")


@pytest.mark.parametrize("source", ["paper", "vip_reception", "camera"])
def test_a_desk_cannot_pass_for_the_paper_list_or_the_vip_reception(
    served: Served, source: str
) -> None:
    answer = by_hand(served, person(served), source=source)

    assert answer.status_code == 422
    assert all_rows(served.db, Scan) == []


@pytest.mark.parametrize("more", [{"sequence": 2**31}, {"delegate_id": 2**31}])
def test_a_number_that_the_tables_do_not_hold_is_refused(
    served: Served, more: dict[str, int]
) -> None:
    body = {"scan_id": new_id(), "delegate_id": person(served), "source": "name_search"}

    answer = served.client("reception").post("/api/check-in/by-hand", json=body | more)

    assert answer.status_code == 422
    assert all_rows(served.db, Scan) == []


def test_the_same_scan_id_again_gets_the_same_bytes(served: Served) -> None:
    one, scan_id = person(served), new_id()

    first, again = (by_hand(served, one, scan_id=scan_id) for _ in range(2))

    assert first.data == again.data


def test_reception_may_not_set_a_rule_aside_alone(served: Served) -> None:
    one = person(served)
    off_the_list(served, one)

    plain = by_hand(served, one)
    with_reason = by_hand(served, one, reason="Đại biểu từ xa")

    assert (plain.json["verdict"], plain.json["reason"]) == ("refused", "not_approved")
    assert (with_reason.status_code, with_reason.json["error"]["code"]) == (
        409,
        "supervisor_needed",
    )
    assert arrivals(served.db) == []


@pytest.mark.parametrize("role", ["supervisor", "admin"])
def test_a_supervisor_sets_a_rule_aside_by_being_signed_in(served: Served, role: str) -> None:
    one = person(served)
    off_the_list(served, one)

    answer = by_hand(served, one, role, reason="Đại biểu từ xa")

    assert answer.json["verdict"] == "admitted"
    assert all_rows(served.db, Scan)[-1].overrode.startswith("Đại biểu từ xa")


def test_a_supervisors_pin_does_the_same_at_the_desk(served: Served) -> None:
    one = person(served)
    off_the_list(served, one)
    with served.db.reading() as session:
        supervisor = find_operator(session, "supervisor")
    assert supervisor is not None
    served.db.write(lambda s: set_pin(s, supervisor.id, PasswordHasher().hash(PIN), at=AT, by="x"))

    wrong = by_hand(served, one, reason="Từ xa", pin="111112")
    right = by_hand(served, one, reason="Từ xa", pin=PIN)

    assert wrong.json["error"]["code"] == "pin_wrong"
    assert right.json["verdict"] == "admitted"
    assert all_rows(served.db, Scan)[-1].by == f"operator:{supervisor.id}"


def test_a_reason_that_no_rule_needs_is_no_leave(served: Served) -> None:
    answer = by_hand(served, person(served), reason="Quên giấy mời")

    assert answer.json["verdict"] == "admitted"
    assert all_rows(served.db, Scan)[0].overrode == ""


def test_nobody_of_that_number_is_not_found(served: Served) -> None:
    assert by_hand(served, 9_999).status_code == 404
    assert by_hand(served, 9_999, "admin", reason="x").status_code == 404


def test_thirty_people_of_a_delegation_come_in_one_request(served: Served) -> None:
    people = [row.id for row in all_rows(served.db, Delegate)[:30]]
    scans = [{"scan_id": new_id(), "delegate_id": one} for one in people]

    answer = served.client("reception").post("/api/check-in/delegation", json={"scans": scans})

    verdicts = [one.verdict for one in Answers.model_validate(answer.json).answers]
    assert verdicts == ["admitted"] * 30
    assert {row.source for row in all_rows(served.db, Scan)} == {"delegation"}


def test_one_who_is_not_there_leaves_the_others_of_a_delegation_standing(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    people = [person(served, 0), 9_999, person(served, 1)]
    scans = [{"scan_id": new_id(), "delegate_id": one} for one in people]

    with caplog.at_level(logging.CRITICAL):
        answer = served.client("reception").post("/api/check-in/delegation", json={"scans": scans})

    verdicts = [one["verdict"] for one in answer.json["answers"]]
    assert verdicts == ["admitted", "undecided", "admitted"]


def test_an_entry_is_taken_back_and_people_leave_and_return(served: Served) -> None:
    one, client = person(served), served.client("reception")
    by_hand(served, one)

    def ask(path: str, reason: str = "") -> dict[str, object]:
        return client.post(path, json={"delegate_id": one, "reason": reason}).json

    done = [
        ask("/api/leave", "Có việc"), ask("/api/leave", "Có việc"), ask("/api/return"),
        ask("/api/check-in/undo", "Nhầm người"),
    ]  # fmt: skip
    again = client.post("/api/check-in/undo", json={"delegate_id": one, "reason": "Nhầm"})
    silent = client.post("/api/leave", json={"delegate_id": one})

    assert [one["changed"] for one in done] == [True, False, True, True]
    assert (again.status_code, again.json["error"]["code"]) == (409, "not_come")
    assert silent.json["error"]["code"] == "not_come"
    assert all_rows(served.db, Attendance)[0].undo_reason == "Nhầm người"


def test_a_desk_that_is_a_station_is_named_in_the_answer(served: Served) -> None:
    _, token = make_station(served.db, "Bàn 1")
    client = served.client("reception")
    client.set_cookie("hoinghi_station", token)

    body = {"scan_id": new_id(), "delegate_id": person(served), "source": "name_search"}
    answer = client.post("/api/check-in/by-hand", json=body)

    assert answer.json["first"]["station"] == "Bàn 1"


def test_what_is_sent_again_touches_nothing_that_came_later(served: Served) -> None:
    one, client = person(served), served.client("reception")

    def stands() -> dict[str, int]:
        found = client.get(f"/api/delegates/{one}").json
        return {"entry_id": found["entry_id"], "moves": found["moves"]}

    def ask(path: str, seen: dict[str, int]):
        return client.post(path, json={"delegate_id": one, "reason": "Có việc", **seen}).json

    by_hand(served, one)
    inside = stands()
    ask("/api/leave", inside)
    outside = stands()
    ask("/api/return", outside)
    late_leave = ask("/api/leave", inside)
    ask("/api/leave", stands())
    late_return = ask("/api/return", outside)
    undone = ask("/api/check-in/undo", inside)
    again = ask("/api/check-in/undo", inside)
    by_hand(served, one)
    late_undo = ask("/api/check-in/undo", inside)

    assert (undone["changed"], again["changed"]) == (True, False)
    late = (late_leave, late_return, late_undo)
    assert [answer["error"]["code"] for answer in late] == ["entry_moved"] * 3
    assert stands()["entry_id"] != inside["entry_id"]
