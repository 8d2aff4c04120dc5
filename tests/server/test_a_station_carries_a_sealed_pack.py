"""A paired station takes along what it needs without the server; a thief reads nobody in it."""

from __future__ import annotations

import gzip
import json

import pytest
from sqlalchemy import select

import kiosk.packs
from conference.attendance.carrying import last_sequence
from conference.attendance.leaving import leave
from conference.delegates import Delegate, Unit, withdraw_delegates
from conference.doors import change_door
from kiosk.pack import unsealing
from kiosk.packs import BADGES_WAIT_MS, MADE_APART_MS, _came_text
from kiosk.routes import STATION_COOKIE
from tests.factories import AT, BY, make_station
from tests.server.conftest import Served

PACK = "/kiosk/pack"
PRESENCE = "/kiosk/pack/presence"


@pytest.fixture
def station(served: Served):
    _, token = make_station(served.db, "Quầy 9")
    client = served.client()
    client.set_cookie(STATION_COOKIE, token)
    return client


def opened(pack: bytes) -> tuple[dict, bytes]:
    """The heading of a pack, and all behind it."""
    length = int.from_bytes(pack[4:8], "little")
    return json.loads(pack[8 : 8 + length]), pack[8 + length :]


def withdraw_one(served: Served) -> None:
    with served.db.reading() as session:
        one = session.scalar(select(Delegate.id).where(Delegate.state == "approved"))
    served.db.write(lambda s: withdraw_delegates(s, [one], reason="Ốm", at=AT, by=BY))


@pytest.mark.parametrize("path", [PACK, PRESENCE])
def test_a_device_that_is_no_station_gets_a_sentence_and_no_pack(served: Served, path) -> None:
    answer = served.client().get(path)

    assert answer.status_code == 401
    assert "ghép" in answer.get_json()["error"]["sentence"]


def test_nobody_is_named_in_a_pack(served: Served, station) -> None:
    pack = station.get(PACK).data

    with served.db.reading() as session:
        people = list(session.scalars(select(Delegate)))
        words = {one.full_name for one in people} | {one.seat for one in people} | {
            unit.name for unit in session.scalars(select(Unit))
        } | {one.position for one in people}  # fmt: skip
        numbers = {one.card_number for one in people}
    _, sealed = opened(pack)
    assert len(people) > 100
    assert [word for word in words if word and word.encode() in pack] == []
    assert [code for code in served.codes if code.encode() in pack] == []
    assert [number for number in numbers if json.dumps(number).encode() in sealed] == []


def test_two_packs_of_the_same_list_have_no_record_in_common(served: Served, station) -> None:
    heading, first = opened(station.get(PACK).data)
    withdraw_one(served)
    served.clock.forward(milliseconds=MADE_APART_MS)
    later, second = opened(station.get(PACK).data)

    assert heading["salt"] != later["salt"]
    index = unsealing(served.codes[0], b"another salt")[0]
    assert index not in first
    rows = {first[24 * nth : 24 * nth + 16] for nth in range(heading["records"])}
    assert all(row not in second for row in rows)


def test_records_of_short_and_of_long_names_are_padded(served: Served, station) -> None:
    heading, sealed = opened(station.get(PACK).data)

    table = (sealed[24 * nth + 20 : 24 * nth + 24] for nth in range(heading["records"]))
    lengths = {int.from_bytes(row, "little") for row in table}
    assert {length % 64 for length in lengths} == {16}


def test_a_pack_is_made_once_until_the_list_changes(served: Served, station) -> None:
    first = station.get(PACK)
    revision = first.headers["X-Hoinghi-Pack"]
    served.scan(served.codes[0])

    assert station.get(f"{PACK}?have={revision}").status_code == 204
    withdraw_one(served)
    # Many changes within seconds make one new pack.
    assert station.get(f"{PACK}?have={revision}").status_code == 204
    served.clock.forward(milliseconds=MADE_APART_MS)
    assert station.get(f"{PACK}?have={revision}").headers["X-Hoinghi-Pack"] != revision


def test_how_the_door_is_run_now_is_taken_along_at_once(served: Served, station) -> None:
    revision = station.get(PACK).headers["X-Hoinghi-Pack"]
    served.db.write(lambda s: change_door(s, {"closed": True}, at=AT, by=BY))

    assert station.get(f"{PACK}?have={revision}").status_code == 200


def test_badges_printed_since_are_taken_along_after_a_while(served: Served, station) -> None:
    revision = station.get(PACK).headers["X-Hoinghi-Pack"]
    served.scan(served.codes[0])

    served.clock.forward(milliseconds=BADGES_WAIT_MS - 1)
    assert station.get(f"{PACK}?have={revision}").status_code == 204
    served.clock.forward(milliseconds=1)
    assert station.get(f"{PACK}?have={revision}").status_code == 200


def test_who_has_come_is_told_apart_from_the_pack(served: Served, station) -> None:
    served.scan(served.codes[0], station, sequence=4)
    served.scan(served.codes[1], station, sequence=5)

    told = station.get(PRESENCE).get_json()

    assert told["pack"] == station.get(PACK).headers["X-Hoinghi-Pack"]
    assert (told["last_sequence"], told["station"]) == (5, "Quầy 9")
    assert told["came"]["places"] == ["Quầy 9"]
    assert [row[1:] for row in told["came"]["people"]] == [[told["server_ms"], 0, 0]] * 2


def test_who_has_come_is_not_told_twice(served: Served, station) -> None:
    served.scan(served.codes[0], station)
    known = station.get(PRESENCE).get_json()["came_revision"]

    again = station.get(f"{PRESENCE}?have={known}").get_json()
    assert again["came"] is None

    served.scan(served.codes[1], station)
    newer = station.get(f"{PRESENCE}?have={known}").get_json()
    assert len(newer["came"]["people"]) == 2


def test_two_stations_that_ask_at_once_are_each_told_what_their_revision_says(
    served: Served, station, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.scan(served.codes[0], station)
    newer = []

    def another_asks_meanwhile(*asked):
        monkeypatch.setattr(kiosk.packs, "last_sequence", last_sequence)
        served.scan(served.codes[1], station)
        newer.append(station.get(PRESENCE).get_json())
        return last_sequence(*asked)

    monkeypatch.setattr(kiosk.packs, "last_sequence", another_asks_meanwhile)
    older = station.get(PRESENCE).get_json()

    assert [len(told["came"]["people"]) for told in (older, *newer)] == [1, 2]
    assert older["came_revision"] != newer[0]["came_revision"]


def test_who_has_come_is_not_forgotten_for_a_slower_answer(
    served: Served, station, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.scan(served.codes[0], station)
    made = []

    def slowly(*asked):
        text = _came_text(*asked)
        made.append(text)
        if len(made) == 1:
            served.scan(served.codes[1], station)
            station.get(PRESENCE)
        return text

    monkeypatch.setattr(kiosk.packs, "_came_text", slowly)
    station.get(PRESENCE)
    station.get(PRESENCE)

    assert len(made) == 2


def test_who_went_out_is_told_with_the_hour(served: Served, station) -> None:
    delegate_id = served.scan(served.codes[0], station).get_json()["delegate"]["id"]
    served.db.write(
        lambda s: leave(s, delegate_id, reason="Việc", station_name="Quầy 9", at=AT, by=BY)
    )

    (row,) = station.get(PRESENCE).get_json()["came"]["people"]

    assert row[3] > 0


def test_who_has_come_goes_over_the_air_packed(served: Served, station) -> None:
    answer = station.get(PRESENCE, headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "came" in json.loads(gzip.decompress(answer.data))


def test_the_pages_can_be_installed_and_name_their_files(served: Served) -> None:
    worker = served.client().get("/kiosk/sw.js")
    about = served.client().get("/kiosk/app.webmanifest")

    assert worker.headers["Service-Worker-Allowed"] == "/kiosk"
    assert "importScripts(" in worker.text
    assert "/static/kiosk" in worker.text
    assert json.loads(about.text)["start_url"] == "/kiosk"
