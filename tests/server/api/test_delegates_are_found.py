"""The desk finds people by a few keys, a card or a code, and reads what happened to them."""

from __future__ import annotations

import pytest

from conference.attendance import Scan
from conference.delegates import Delegate, ListState, index_again
from kiosk.contract import (
    ByCodeAnswer,
    DelegateAnswer,
    HistoryAnswer,
    Results,
    StatisticsAnswer,
)
from tests.factories import all_rows, arrivals, make_station
from tests.server.conftest import Served


def rename(served: Served, nth: int, name: str, **columns: object) -> int:
    def change(session):
        row = session.get_one(Delegate, all_ids[nth])
        row.full_name = name
        for column, value in columns.items():
            setattr(row, column, value)
        index_again(row, row.unit.name)
        return row.id

    all_ids = [row.id for row in all_rows(served.db, Delegate)]
    return int(served.db.write(change))


def search(served: Served, query: str, **more: object) -> Results:
    answer = served.client("reception").get("/api/search", query_string={"q": query, **more})
    return Results.model_validate(answer.json)


@pytest.mark.parametrize("keys", ["hwowf", "tuwf", "tu72", "từ", "tu", "quach"])
def test_five_keys_find_a_name_however_they_were_typed(served: Served, keys: str) -> None:
    one = rename(served, 3, "Quách Từ Hường")

    names = [found.id for found in search(served, keys).results]

    assert len(keys) <= 5
    assert one in names


def test_who_is_found_comes_with_all_that_a_desk_shows(served: Served) -> None:
    one = rename(
        served, 0, "Bạch Long Vĩ", attention="Đi xe lăn", tray="khay A, ô 1", namesake_mark="B"
    )
    served.scan(served.codes[0])

    (found,) = search(served, "bach long").results

    assert (found.id, found.mark, found.attention, found.tray) == (
        one, "B", "Đi xe lăn", "khay A, ô 1",
    )  # fmt: skip
    assert (found.inside, found.left_ms) == (True, None)
    assert found.first_ms is not None


def test_no_list_is_browsed_and_no_more_than_was_asked_for_is_shown(served: Served) -> None:
    assert search(served, " ").results == []

    few = search(served, "n", limit=3)
    many = search(served, "n", limit=10**30)

    assert (len(few.results), few.more) == (3, True)
    assert 3 < len(many.results) <= 100


def test_who_is_off_the_list_stands_behind_the_others(served: Served) -> None:
    gone = rename(served, 0, "Quách Từ An", state=ListState.WITHDRAWN)
    here = rename(served, 1, "Quách Từ An")

    assert [one.id for one in search(served, "quach tu").results] == [here, gone]


def test_a_card_number_finds_its_holder(served: Served) -> None:
    assert [one.card_number for one in search(served, "0042").results] == ["0042"]


def test_a_delegate_is_shown_with_what_happened_and_what_the_door_would_say(
    served: Served,
) -> None:
    served.scan(served.codes[0])
    served.scan(served.codes[0])
    one = all_rows(served.db, Scan)[0].delegate_id

    answer = served.client("reception").get(f"/api/delegates/{one}")

    seen = DelegateAnswer.model_validate(answer.json)
    assert [attempt.reason for attempt in seen.history] == ["repeat", "admitted"]
    assert [passage.kind for passage in seen.passages] == ["entered"]
    assert (seen.now.reason, seen.now.leave) == ("repeat", False)
    assert seen.now.staff.what
    assert seen.places == f"/kiosk/places/{one}"


def test_nobody_of_that_number_is_not_found(served: Served) -> None:
    assert served.client("reception").get("/api/delegates/99999").status_code == 404


def test_a_code_finds_without_admitting(served: Served) -> None:
    client = served.client("reception")

    answer = client.post("/api/delegates/by-code", json={"code": served.codes[0]})
    unknown = client.post("/api/delegates/by-code", json={"code": "https://example.vn"})
    amid_letters = {"code": served.codes[0], "foreign": True}
    foreign = client.post("/api/delegates/by-code", json=amid_letters)

    seen = ByCodeAnswer.model_validate(answer.json)
    assert seen.delegate is not None
    assert seen.now.reason == "admitted"
    for other in (unknown, foreign):
        assert (other.json["delegate"], other.json["now"]["reason"]) == (None, "foreign")
    assert all_rows(served.db, Scan) == []


def test_a_citizen_card_finds_by_number_and_leaves_no_trace(served: Served) -> None:
    one = rename(served, 5, "Cao Thị Sáu", citizen_number="031085001234")
    card = "031085001234|142536475|Cao Thị Sáu|01011985|Nữ|Hải Phòng|01012021"

    answer = served.client("reception").post(
        "/api/delegates/by-code", json={"code": card, "foreign": True}
    )

    assert answer.json["delegate"]["id"] == one
    assert "031085001234" not in answer.text
    assert all_rows(served.db, Scan) == []


def test_history_is_read_newest_first_and_on_from_a_number(served: Served) -> None:
    station, token = make_station(served.db, "Quầy 1")
    client = served.client()
    client.set_cookie("hoinghi_station", token)
    served.scan(served.codes[0], client, sequence=1)
    served.scan("12345", client, sequence=2)
    served.scan(served.codes[1])
    staff = served.client("reception")

    everything = HistoryAnswer.model_validate(staff.get("/api/history").json)
    behind = HistoryAnswer.model_validate(staff.get("/api/history?after=1").json)
    here = HistoryAnswer.model_validate(staff.get(f"/api/history?station={station.id}").json)
    odd = staff.get("/api/history?after=" + "9" * 300)

    assert [one.id for one in everything.attempts] == [3, 2, 1]
    assert [one.id for one in behind.attempts] == [2, 3]
    assert [one.sequence for one in here.attempts] == [2, 1]
    assert odd.status_code == 200


def test_the_door_is_counted(served: Served) -> None:
    for code in [*served.codes[:3], served.codes[0]]:
        served.scan(code)
    desk = served.client("reception")
    gone = arrivals(served.db)[0].delegate_id
    desk.post("/api/leave", json={"delegate_id": gone, "reason": "Công tác khác"})

    answer = desk.get("/api/statistics")

    counted = StatisticsAnswer.model_validate(answer.json)
    assert (counted.present, counted.came, counted.left) == (2, 3, 1)
    assert counted.listed >= 100
    assert sum(one.count for one in counted.entries_per_minute) == 3
    assert sum(one.count for one in counted.attempts_per_minute) == 4
    assert sum(one.came for one in counted.groups) == 3
