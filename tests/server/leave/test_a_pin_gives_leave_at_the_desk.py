"""A supervisor's PIN at a desk: admits in that name; wrong ones are counted and must wait."""

from __future__ import annotations

import pytest

from conference.attendance import Scan
from conference.operators import Operator, find_operator
from conference.overrides import Override
from kiosk.pins import is_weak
from tests.factories import all_rows, arrivals, at_one_instant, new_id
from tests.server.conftest import HTML, Served
from tests.server.leave.asking import (
    PIN,
    at_station,
    by_pin,
    close_the_list,
    give_pin,
    person,
)

WRONG = "715398"


def code_of(answer) -> str:
    return str(answer.json["error"]["code"])


def choose(served: Served, pin: str, role: str = "supervisor"):
    return served.client(role).post("/kiosk/pin", json={"pin": pin})


def test_a_chosen_pin_admits_in_the_name_of_its_supervisor(served: Served) -> None:
    served.db.write(lambda s: setattr(find_operator(s, "supervisor"), "full_name", "Lê Thị Sâm"))
    close_the_list(served)
    chosen = choose(served, PIN)
    one = person(served)

    answer = by_pin(served, one.id)

    supervisor = next(op for op in all_rows(served.db, Operator) if op.sign_in_name == "supervisor")
    (leave,) = all_rows(served.db, Override)
    assert chosen.json == {"done": True}
    assert answer.json["verdict"] == "admitted"
    assert leave.decided_by == f"operator:{supervisor.id}" != leave.asked_by
    assert all_rows(served.db, Scan)[-1].overrode == "Đã gặp trực tiếp (Lê Thị Sâm)"
    assert PIN not in supervisor.pin_hash
    assert [entry.delegate_id for entry in arrivals(served.db)] == [one.id]


def test_the_page_says_whether_there_is_one(served: Served) -> None:
    pages = [served.client("supervisor").get("/kiosk/pin", headers=HTML).text]
    give_pin(served)
    pages.append(served.client("supervisor").get("/kiosk/pin", headers=HTML).text)

    assert ["Chưa có mã PIN" in page for page in pages] == [True, False]


def test_the_same_request_again_gets_the_same_bytes(served: Served) -> None:
    close_the_list(served)
    give_pin(served)
    scan_id = new_id()

    first, again = (by_pin(served, person(served).id, scan_id=scan_id) for _ in range(2))

    assert first.data == again.data
    assert len(arrivals(served.db)) == 1


def test_a_wrong_pin_admits_nobody_and_records_nothing(served: Served) -> None:
    close_the_list(served)
    give_pin(served)

    answer = by_pin(served, person(served).id, WRONG)

    assert (answer.status_code, code_of(answer)) == (409, "pin_wrong")
    assert arrivals(served.db) == all_rows(served.db, Override) == []


def test_without_any_pin_on_record_none_is_right(served: Served) -> None:
    assert code_of(by_pin(served, person(served).id)) == "pin_nobodys"


def test_after_five_wrong_pins_in_a_minute_the_right_one_waits_too(served: Served) -> None:
    close_the_list(served)
    give_pin(served)
    _, desk = at_station(served, "Quầy 1")
    one = person(served)
    wrong = []
    for _ in range(5):
        wrong.append(code_of(by_pin(served, one.id, WRONG, desk)))
        served.clock.forward(seconds=5)

    waits = by_pin(served, one.id, PIN, desk)
    served.clock.forward(seconds=35)
    admitted = by_pin(served, one.id, PIN, desk)

    assert wrong == ["pin_wrong"] * 5
    assert code_of(waits) == "pin_wait"
    assert waits.json["error"]["details"] == {"seconds": 35}
    assert admitted.json["verdict"] == "admitted"


def test_a_right_pin_in_between_does_not_give_five_more(served: Served) -> None:
    close_the_list(served)
    give_pin(served)
    _, desk = at_station(served, "Quầy 1")
    one = person(served)
    for _ in range(4):
        by_pin(served, one.id, WRONG, desk)

    right = by_pin(served, one.id, PIN, desk)
    fifth, waits = (code_of(by_pin(served, one.id, WRONG, desk)) for _ in range(2))

    assert right.json["verdict"] == "admitted"
    assert (fifth, waits) == ("pin_wrong", "pin_wait")


def test_taking_the_stations_cookie_away_does_not_give_five_more(served: Served) -> None:
    give_pin(served)
    _, desk = at_station(served, "Quầy 1")
    one = person(served)
    for _ in range(5):
        by_pin(served, one.id, WRONG, desk)

    assert code_of(by_pin(served, one.id, PIN)) == "pin_wait"


def test_many_wrong_pins_at_one_instant_count_each(served: Served) -> None:
    give_pin(served)
    one = person(served)
    desk = [served.client("reception") for _ in range(12)]

    answers = at_one_instant([lambda c=c: by_pin(served, one.id, WRONG, c) for c in desk])

    codes = sorted(code_of(answer) for answer in answers)
    assert codes == ["pin_wait"] * 7 + ["pin_wrong"] * 5


@pytest.mark.parametrize(
    "pin",
    ["12345", "1234567", "12a456", "١٢٣٤٥٦", "111111", "121212", "474747", "123123", "123321",
     "123456", "987654", "345678", "201126", "310199", "112026", ""],
)  # fmt: skip
def test_a_pin_that_a_neighbour_tries_first_is_not_taken(served: Served, pin: str) -> None:
    answer = choose(served, pin)

    assert code_of(answer) == "pin_weak"
    assert [op.pin_hash for op in all_rows(served.db, Operator) if op.pin_hash] == []


@pytest.mark.parametrize("pin", [PIN, WRONG, "906172", "471836"])
def test_others_are(pin: str) -> None:
    assert not is_weak(pin)


def test_two_supervisors_cannot_have_one_pin(served: Served) -> None:
    give_pin(served)

    taken, own_again = choose(served, PIN, "admin"), choose(served, PIN)

    assert code_of(taken) == "pin_weak"
    assert own_again.json == {"done": True}
