"""Ticks of the paper list: number, Enter; each gets its verdict, the last can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from conference.attendance import Attendance, WrittenTimeWrong
from conference.clock import in_the_hall, to_ms
from conference.delegates import Delegate, change_delegate, withdraw_delegates
from conference.doors import change_door
from conference.identity import door_setting
from conference.printing import PrintState, counts
from kiosk.paper import recent_ticks, written_moment
from tests.factories import AT, BY, all_rows, new_id
from tests.server.conftest import HTML, Served


def tick(served: Served, words: str = "", **more: Any) -> Any:
    body = {"scan_id": new_id(), "words": words, **more}
    return served.client("reception").post("/kiosk/paper/tick", json=body)


def name_of(served: Served, delegate_id: int) -> str:
    with served.db.reading() as session:
        return session.get_one(Delegate, delegate_id).full_name


@pytest.mark.parametrize("words", ["7", "0007", " 007 "])
def test_a_card_number_is_entered_at_once_zeros_or_not(served: Served, words: str) -> None:
    answer = tick(served, words).json

    assert (answer["done"], answer["verdict"]) == (True, "admitted")
    assert answer["delegate"]["name"].startswith(name_of(served, 7))
    assert answer["first_station"] == "Danh sách giấy"


def test_the_time_on_paper_is_when_the_entry_was(served: Served) -> None:
    answer = tick(served, "7", time="13h05").json

    assert answer["first_ms"] == to_ms(AT - dt.timedelta(minutes=37))


def test_who_had_come_is_a_repeat_with_the_first_time(served: Served) -> None:
    tick(served, "7", time="13h05")

    answer = tick(served, "7").json

    assert answer["verdict"] == "repeat"
    assert answer["first_ms"] == to_ms(AT - dt.timedelta(minutes=37))
    assert answer["to_do"] == ""


def test_who_may_not_come_in_is_named_to_the_staff_with_what_to_do(served: Served) -> None:
    served.db.write(lambda s: withdraw_delegates(s, [7], reason="Bận", at=AT, by=BY))

    answer = tick(served, "7").json

    assert answer["verdict"] == "refused"
    assert answer["what"]
    assert answer["to_do"]
    assert name_of(served, 7) in served.client("reception").get("/kiosk/paper", headers=HTML).text


def test_a_name_is_chosen_by_a_person_even_where_only_one_has_it(served: Served) -> None:
    served.db.write(lambda s: change_delegate(s, 7, {"full_name": "H'Hen Niê Kđăm"}, at=AT, by=BY))

    asked = tick(served, "nie kdam").json
    (choice,) = asked["choices"]
    chosen = tick(served, delegate_id=choice["id"]).json

    assert (asked["done"], choice["id"], asked["more"]) == (False, 7, False)
    assert (chosen["verdict"], chosen["delegate"]["id"]) == ("admitted", 7)


def test_many_of_a_name_are_offered_up_to_nine(served: Served) -> None:
    asked = tick(served, "nguyen").json

    assert (len(asked["choices"]), asked["more"]) == (9, True)


def test_a_number_that_is_no_card_is_asked_about_and_enters_nobody(served: Served) -> None:
    served.db.write(lambda s: change_delegate(s, 7, {"phone": "0912345777"}, at=AT, by=BY))

    asked = tick(served, "777").json

    assert (asked["done"], [choice["id"] for choice in asked["choices"]]) == (False, [7])
    assert all_rows(served.db, Attendance) == []


def test_a_number_of_two_cards_is_asked_about(served: Served) -> None:
    served.db.write(lambda s: setattr(s.get_one(Delegate, 9), "card_number", "007"))

    asked = tick(served, "7").json

    assert (asked["done"], [choice["id"] for choice in asked["choices"]]) == (False, [7, 9])


def test_reception_lets_nobody_past_a_closed_list_by_a_tick(served: Served) -> None:
    served.db.write(lambda s: change_door(s, {"closed": True}, at=AT, by=BY))

    answer = tick(served, "7").json

    assert (answer["verdict"], answer["undoable"]) == ("refused", False)
    assert answer["to_do"]
    assert all_rows(served.db, Attendance) == []


def test_the_page_names_the_sitting_and_sends_it(served: Served) -> None:
    page = served.client("reception").get("/kiosk/paper", headers=HTML).text
    with served.db.reading() as session:
        now = door_setting(session, AT).sitting_id

    answer = tick(served, "7", sitting_id=now).json

    assert f'<option value="{now}" selected>' in page
    assert answer["verdict"] == "admitted"
    assert [entry.sitting_id for entry in all_rows(served.db, Attendance)] == [now]
    assert tick(served, "8", sitting_id=99).status_code == 404


def test_a_tick_that_was_made_again_is_the_only_one_that_can_be_taken_back(served: Served) -> None:
    first, client = new_id(), served.client("reception")
    client.post("/kiosk/paper/tick", json={"scan_id": first, "words": "7"})
    client.post("/kiosk/paper/undo", json={"scan_id": first})
    tick(served, "7")

    with served.db.reading() as session:
        newest, eldest = recent_ticks(session)

    assert (newest["undoable"], newest["taken_back"]) == (True, False)
    assert (eldest["undoable"], eldest["taken_back"]) == (False, True)


@pytest.mark.parametrize("words", ["99999", "khong co ai ten nay", "  "])
def test_nobody_is_found_and_nothing_is_entered(served: Served, words: str) -> None:
    answer = tick(served, words).json

    assert (answer["done"], answer["choices"]) == (False, [])
    assert all_rows(served.db, Attendance) == []


def test_somebody_who_is_not_there_is_refused(served: Served) -> None:
    assert tick(served, delegate_id=99_999).status_code == 404


def test_the_last_tick_is_taken_back_and_the_page_says_so(served: Served) -> None:
    scan_id, client = new_id(), served.client("reception")
    client.post("/kiosk/paper/tick", json={"scan_id": scan_id, "words": "7"})
    tick(served, "8")

    undone = client.post("/kiosk/paper/undo", json={"scan_id": scan_id})
    again = client.post("/kiosk/paper/undo", json={"scan_id": scan_id})

    page = client.get("/kiosk/paper", headers=HTML).text
    assert undone.json == {"done": True}
    assert again.json["error"]["code"] == "no_tick_to_take_back"
    assert page.count('data-undone="true"') == 1
    assert "Đã nhập 2 dấu" in page


def test_no_badge_is_printed_for_who_went_in_long_ago(served: Served) -> None:
    tick(served, "7")

    with served.db.reading() as session:
        assert counts(session)[PrintState.QUEUED] == 0


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [("13h05", 13, 5), ("13:05", 13, 5), ("1305", 13, 5), ("7h", 7, 0), ("9 g 15", 9, 15)],
)
def test_times_are_read_as_people_write_them(written: str, hour: int, minute: int) -> None:
    read = written_moment(written, AT)

    assert read is not None
    hall = in_the_hall(read)
    assert (hall.date(), hall.hour, hall.minute) == (in_the_hall(AT).date(), hour, minute)


def test_no_time_is_no_time() -> None:
    assert written_moment("  ", AT) is None


@pytest.mark.parametrize("written", ["25h00", "13h75", "sáng", "7", "12345"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(WrittenTimeWrong):
        written_moment(written, AT)
