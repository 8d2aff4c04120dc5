"""The kiosk's room and page: the programme, how the door is run, whether badges come out."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from conference.agenda import rundown_revision
from conference.clock import to_ms
from conference.doors import change_door
from conference.identity import DOOR_OPENS_AHEAD, Sitting
from conference.refusals import NotReadable
from conference.stations import BadgePrinting, Station, StationKind, add_station
from tests.factories import AT, BY, DAY
from tests.server.conftest import HTML, Served
from tests.waiting import until

AN_HOUR = dt.timedelta(hours=1)


def told(served: Served, screen: Any) -> dict[str, Any]:
    """The newest snapshot that the kiosk's screen has got."""
    got = [m["args"][0] for m in screen.get_received("/kiosk") if m["name"] == "snapshot"]
    snapshot: dict[str, Any] = got[-1] if got else {}
    return snapshot


def asked(served: Served) -> dict[str, Any]:
    return told(served, served.screen("/kiosk", "door"))


def begin_first_item(served: Served) -> None:
    with served.db.reading() as session:
        revision = rundown_revision(session)
    body = {"cue_id": str(uuid.uuid4()), "command": "start", "revision": revision}
    assert served.client("stage").post("/stage/cues", json=body).status_code == 200


def test_the_idle_page_gets_the_programme_and_nothing_that_is_not_public(served: Served) -> None:
    snapshot = asked(served)

    assert snapshot["items"][0] == {
        "number": "1", "title": "Văn nghệ chào mừng", "state": "planned",
        "start_ms": snapshot["items"][0]["start_ms"],
    }  # fmt: skip
    assert snapshot["items"][0]["start_ms"] < snapshot["items"][1]["start_ms"]
    assert set(snapshot) == {
        "room", "revision", "server_ms", "clock_turn", "until_ms", "rehearsal", "conference",
        "phase", "silent", "silent_until_ms", "now_title", "support_desk", "preprinted", "items",
        "printing", "days",
    }  # fmt: skip


def test_a_kiosk_knows_the_conferences_days(served: Served) -> None:
    assert asked(served)["days"] == [DAY.isoformat()]


def test_the_door_falls_silent_with_the_first_item(served: Served) -> None:
    before = asked(served)
    begin_first_item(served)
    after = asked(served)

    assert (before["silent"], after["silent"]) == (False, True)
    assert after["now_title"] == "Văn nghệ chào mừng"
    assert [item["state"] for item in after["items"]][:2] == ["live", "planned"]
    assert after["revision"] > before["revision"]


def test_the_door_of_the_next_sitting_greets_again(served: Served) -> None:
    ends = served.clock() + dt.timedelta(hours=5)
    begin_first_item(served)
    afternoon = Sitting(ordinal=2, name="Buổi chiều", starts_at=ends, ends_at=ends + AN_HOUR)
    served.db.write(lambda s: s.add(afternoon))

    morning = asked(served)
    served.clock.forward(hours=3)
    later = asked(served)

    assert morning["silent"] is True
    assert morning["silent_until_ms"] == to_ms(ends - DOOR_OPENS_AHEAD)
    assert (later["silent"], later["silent_until_ms"]) == (False, None)


def test_how_the_door_is_run_is_told_at_once(served: Served) -> None:
    served.server.start()
    screen = served.screen("/kiosk", "door")

    changes = {"support_desk": "số 3", "preprinted": True}
    served.db.write(lambda s: change_door(s, changes, at=AT, by=BY))

    snapshot = until(lambda: told(served, screen))
    while not snapshot["preprinted"]:
        snapshot = until(lambda: told(served, screen))
    assert snapshot["support_desk"] == "số 3"


@pytest.mark.parametrize(
    ("command", "reason"), [("pause", "hết giấy"), ("pause", ""), ("resume", "hết giấy")]
)
def test_a_kiosk_knows_whether_badges_come_out(served: Served, command: str, reason: str) -> None:
    served.server.start()
    body = {"command": "pause", "reason": reason}
    assert served.client("print").post("/print/spooler", json=body).status_code == 200
    body["command"] = command
    assert served.client("print").post("/print/spooler", json=body).status_code == 200

    assert asked(served)["printing"] is (command == "resume")


@pytest.mark.parametrize(
    ("printing", "prints"), [(BadgePrinting.OFF, "false"), (BadgePrinting.ONCE, "true")]
)
def test_a_station_that_prints_nothing_does_not_mind_a_printer(
    served: Served, printing: BadgePrinting, prints: str
) -> None:
    kiosk = served.client()
    offer = served.db.write(
        lambda s: add_station(s, name="Quầy 1", kind=StationKind.KIOSK, at=served.clock(), by=BY)
    )
    served.db.write(lambda s: setattr(s.get_one(Station, offer.station_id), "printing", printing))
    assert kiosk.post("/api/pair", json={"pairing_code": offer.pairing_code}).status_code == 200

    page = kiosk.get("/kiosk", headers=HTML).text

    assert f'data-prints="{prints}"' in page
    assert "Quầy 1" in page


def test_the_page_itself_names_the_desk_for_when_the_server_is_gone(served: Served) -> None:
    served.db.write(lambda s: change_door(s, {"support_desk": "số 3"}, at=AT, by=BY))

    page = served.client().get("/kiosk", headers=HTML).text

    assert 'data-role="desk">số 3<' in page
    assert "Văn phòng Sở" in page


def test_the_page_opens_even_when_nothing_can_be_read(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def unreadable() -> Iterator[Any]:
        raise NotReadable
        yield

    monkeypatch.setattr(served.db, "reading", unreadable)

    answer = served.client().get("/kiosk", headers=HTML)

    assert answer.status_code == 200
    assert 'data-role="desk" hidden' in answer.text
