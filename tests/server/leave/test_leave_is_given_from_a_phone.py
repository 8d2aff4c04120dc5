"""A desk asks, the supervisor's phone shows it, one answer counts, and the delegate is admitted."""

from __future__ import annotations

import pytest

from conference.printing import PrintState
from conference.stations import set_printing
from tests.factories import AT, BY, arrivals, badge_jobs
from tests.server.conftest import HTML, Served
from tests.server.leave.asking import ask, at_station, close_the_list, decide, person
from tests.server.test_screens_follow import newest
from tests.waiting import until


def test_the_page_opens_with_rules_and_reasons_in_words(served: Served) -> None:
    page = served.client("supervisor").get("/kiosk/leave", headers=HTML)

    assert page.status_code == 200
    assert "Đã hết giờ đón tiếp" in page.text
    assert page.text.count('data-role="preset"') == 8


@pytest.mark.parametrize("role", [None, "reception", "vip_reception", "mc"])
def test_the_room_is_the_supervisors(served: Served, role: str | None) -> None:
    assert not served.screen("/kiosk", "leave", role).is_connected("/kiosk")


def test_a_request_reaches_the_phone_and_the_yes_the_station(running: Served) -> None:
    close_the_list(running)
    one = person(running)
    _, desk = at_station(running, "Quầy 2")
    phone = running.screen("/kiosk", "leave", "supervisor")
    assert newest(phone, "/kiosk")["waiting"] == []

    asked = ask(running, one.id, desk)

    (waits,) = until(lambda: newest(phone, "/kiosk").get("waiting"))
    assert (waits["name"], waits["rule"], waits["words"], waits["station"]) == (
        one.full_name, "list_closed", "Xe đến muộn", "Quầy 2",
    )  # fmt: skip
    answer = decide(running, asked.json["leave_id"])
    assert answer.json["verdict"] == "admitted"
    assert [entry.station_name for entry in arrivals(running.db)] == ["Quầy 2"]
    shown = until(lambda: [s for s in [newest(phone, "/kiosk")] if s and not s["waiting"]])
    assert [done["state"] for done in shown[0]["decided"]] == ["granted"]


def test_the_badge_comes_out_at_the_printers_of_the_station_that_asked(served: Served) -> None:
    close_the_list(served)
    station, desk = at_station(served, "Quầy 2")
    served.db.write(
        lambda s: set_printing(
            s, station.id, printing=station.printing, pool="máy in bàn 2", at=AT, by=BY
        )
    )
    asked = ask(served, person(served).id, desk)

    answer = decide(served, asked.json["leave_id"])

    (job,) = badge_jobs(served.db)
    assert (job.pool, job.state) == ("máy in bàn 2", PrintState.QUEUED)
    assert answer.json["badge"]["pool"] == "máy in bàn 2"


def test_a_no_tells_the_desk_why(served: Served) -> None:
    close_the_list(served)
    _, desk = at_station(served, "Quầy 2")
    asked = ask(served, person(served).id, desk)

    answer = decide(served, asked.json["leave_id"], granted=False, words="Hội trường đã đủ")

    (leave,) = desk.get("/kiosk/leave/asked").json["leaves"]
    assert answer.json == {"done": True}
    assert (leave["state"], leave["decided_words"]) == ("declined", "Hội trường đã đủ")
    assert arrivals(served.db) == []


def test_the_second_supervisor_is_refused_with_the_name_of_the_first(served: Served) -> None:
    close_the_list(served)
    asked = ask(served, person(served).id)
    decide(served, asked.json["leave_id"], granted=False)

    late = decide(served, asked.json["leave_id"], role="admin")

    assert late.status_code == 409
    assert late.json["error"]["code"] == "leave_decided_already"
    assert late.json["error"]["details"]["name"]
    assert arrivals(served.db) == []


def test_a_desk_may_ask_no_more(served: Served) -> None:
    desk = served.client("reception")
    asked = ask(served, person(served).id)

    done = desk.post(f"/kiosk/leave/{asked.json['leave_id']}/withdraw", json={})

    (leave,) = desk.get("/kiosk/leave/asked").json["leaves"]
    assert (done.json, leave["state"]) == ({"done": True}, "withdrawn")


def test_only_who_asked_or_a_supervisor_asks_no_more(served: Served) -> None:
    close_the_list(served)
    asked = ask(served, person(served).id, served.client("supervisor"))
    path = f"/kiosk/leave/{asked.json['leave_id']}/withdraw"

    other = served.client("reception").post(path, json={})
    done = served.client("admin").post(path, json={})

    assert other.json["error"]["code"] == "leave_of_another"
    assert done.json == {"done": True}


@pytest.mark.parametrize(
    ("body", "status"),
    [({"rule": "not_on_list"}, 409), ({"rule": "because"}, 422), ({"words": " "}, 409),
     ({"request_id": "short"}, 422), ({"words": "a" * 301}, 422)],
)  # fmt: skip
def test_a_request_that_cannot_be_one_is_refused(served: Served, body, status: int) -> None:
    answer = ask(served, person(served).id, **body)

    assert answer.status_code == status
    assert answer.json["error"]["sentence"]
