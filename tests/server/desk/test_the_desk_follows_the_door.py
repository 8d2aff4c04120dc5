"""The desks' room: counts, what is new at which station, how each station prints."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from conference.delegates import Duty, give_duty
from conference.handing import USUAL_ITEMS, hand_over, set_items
from conference.overrides import ask_leave
from conference.rooms import revision_of
from conference.standing_in import PlaceFate, decide_place
from conference.stations import BadgePrinting, set_printing
from conference.verdicts import Reason
from kiosk.desk import desk_room
from tests.factories import AT, BY, make_sitting, new_id
from tests.server.desk.conftest import Desk
from tests.server.roster.conftest import Office


def snapshot(desk: Desk) -> dict[str, Any]:
    with desk.office.db.reading() as session:
        return desk_room().question(session, AT)


def revision(desk: Desk) -> int:
    with desk.office.db.reading() as session:
        return revision_of(session, desk_room())


def test_a_check_in_is_counted_and_names_the_station_where_something_is_new(desk: Desk) -> None:
    before, seen = snapshot(desk), revision(desk)

    desk.check_in(desk.id_of("Nguyễn Văn Tùng"))
    after = snapshot(desk)

    assert (before["present"], after["present"]) == (0, 1)
    assert before["newest"] == {}
    assert list(after["newest"]) == [str(desk.station_id)]
    assert revision(desk) > seen


def test_a_station_that_prints_otherwise_is_shown_so_at_once(desk: Desk) -> None:
    seen = revision(desk)

    desk.office.db.write(
        lambda s: set_printing(
            s, desk.station_id, printing=BadgePrinting.OFF, pool="", at=AT, by=BY
        )
    )

    assert snapshot(desk)["stations"] == {str(desk.station_id): {"printing": "off", "pool": ""}}
    assert revision(desk) > seen


def test_what_the_open_card_shows_of_a_person_is_followed(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    write = desk.office.db.write
    seen = [revision(desk)]

    desk.plan_hall((tung, "A-01"))
    seen.append(revision(desk))
    (item, *_) = write(lambda s: set_items(s, USUAL_ITEMS, at=AT, by=BY))
    seen.append(revision(desk))
    write(lambda s: hand_over(s, tung, item, station_name="", at=AT, by=BY))
    seen.append(revision(desk))
    write(lambda s: give_duty(s, tung, Duty.PRESIDIUM, at=AT, by=BY))
    seen.append(revision(desk))
    # Of a duty that is kept free the list itself would tell.
    write(lambda s: decide_place(s, tung, "name_plate", fate=PlaceFate.KEEP_FREE, at=AT, by=BY))
    seen.append(revision(desk))

    assert seen == sorted(set(seen))


def test_who_waits_for_leave_is_counted(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    body = {
        "request_id": "request-1", "delegate_id": tung, "rule": "list_closed", "words": "Đã chờ",
    }  # fmt: skip

    asked = desk.send("/kiosk/leave", body).json
    while_waiting = snapshot(desk)["leaves"]
    no = {"granted": False, "words": "Chưa rõ người"}
    desk.send(f"/kiosk/leave/{asked['leave_id']}/decide", no, "supervisor")

    assert while_waiting == {"waiting": 1, "decided": 0}
    assert snapshot(desk)["leaves"] == {"waiting": 0, "decided": 1}


def test_who_waited_in_the_morning_is_not_counted_in_the_afternoon(open_office: Any) -> None:
    morning = make_sitting(1, "Sáng", dt.time(7, 30), dt.time(11, 0))
    afternoon = make_sitting(2, "Chiều", dt.time(13, 30), dt.time(16, 0))
    office: Office = open_office(sittings=[morning, afternoon])
    leave = {"request_id": new_id(), "rule": Reason.LIST_CLOSED, "words": "Đã chờ", "by": BY}
    tung = office.id_of("Nguyễn Văn Tùng")
    office.db.write(
        lambda s: ask_leave(s, delegate_id=tung, at=AT - dt.timedelta(hours=5), **leave)
    )

    with office.db.reading() as session:
        counted = desk_room().question(session, AT)["leaves"]

    assert counted == {"waiting": 0, "decided": 0}


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("reception", True), ("supervisor", True), ("admin", True),
        ("mc", False), ("print", False), ("vip_reception", False), (None, False),
    ],
)  # fmt: skip
def test_the_room_opens_to_those_of_the_desk(role: str | None, *, opens: bool) -> None:
    assert desk_room().opens_to(role) is opens
