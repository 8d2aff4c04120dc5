"""Scans that waited are sent together, and each gets its own verdict, whatever another does."""

from __future__ import annotations

import json
import logging

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

import kiosk.api_scans
from conference.attendance import Scan, check_in
from conference.delegates import Delegate
from conference.refusals import NotRecorded
from kiosk.contract import Answer, Answers
from tests.factories import AT, all_rows, arrivals, badge_jobs, make_station, new_id
from tests.server.conftest import Served


@pytest.fixture
def station(served: Served) -> FlaskClient:
    """A paired device that nobody is signed in at."""
    _, token = make_station(served.db, "Quầy 1")
    client = served.client()
    client.set_cookie("hoinghi_station", token)
    return client


def one(code: str, **more: object) -> dict[str, object]:
    return {"scan_id": new_id(), "code": code, "source": "scanner"} | more


def send(client: FlaskClient, *scans: dict[str, object]):
    return client.post("/api/check-in/batch", json={"scans": list(scans)})


def test_each_scan_gets_its_verdict_in_its_place(served: Served, station: FlaskClient) -> None:
    scans = [one(served.codes[0]), one("12345"), one(served.codes[0]), one(served.codes[1])]

    answer = send(station, *scans)

    answers = Answers.model_validate(answer.json).answers
    assert [each.verdict for each in answers] == ["admitted", "refused", "repeat", "admitted"]
    assert [each.scan_id for each in answers] == [scan["scan_id"] for scan in scans]


def test_the_same_batch_again_gets_the_same_bytes(served: Served, station: FlaskClient) -> None:
    scans = [one(code) for code in served.codes[:5]]

    first, again = send(station, *scans), send(station, *scans)

    assert first.data == again.data
    assert len(all_rows(served.db, Scan)) == len(badge_jobs(served.db)) == 5


@pytest.mark.parametrize(
    "fault",
    [
        NotRecorded(),
        IntegrityError("INSERT", {}, Exception("UNIQUE")),
        ValueError("a bug"),
        KeyError("another"),
        RuntimeError("a third"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_one_that_fails_is_undecided_and_the_others_stand(  # noqa: PLR0917 - fixtures
    served: Served,
    station: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
) -> None:
    bad = served.codes[1]

    def breaks(session, *, scanned, **given):
        if scanned == bad:
            raise fault
        return check_in(session, scanned=scanned, **given)

    scans = [one(code) for code in served.codes[:3]]
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(kiosk.api_scans, "check_in", breaks)
        broken = send(station, *scans)
    mended = send(station, *scans)

    assert broken.status_code == 200
    assert [each["verdict"] for each in broken.json["answers"]] == [
        "admitted", "undecided", "admitted",
    ]  # fmt: skip
    assert [each["verdict"] for each in mended.json["answers"]] == ["admitted"] * 3
    assert len(arrivals(served.db)) == 3
    traces = [one.exc_info[1] for one in caplog.records if one.exc_info]
    # What was foreseen is one line; a bug of ours is logged with its trace, whatever its kind.
    assert traces == ([] if isinstance(fault, NotRecorded) else [fault])


def test_what_a_station_decided_itself_stands(served: Served, station: FlaskClient) -> None:
    at_device = int(AT.timestamp() * 1000) - 60_000
    decided = one(
        served.codes[0], decided_by="station", shown="admitted", device_ms=at_device, sequence=8
    )

    answer = send(station, decided).json["answers"][0]

    (row,) = all_rows(served.db, Scan)
    assert set(answer) <= set(Answer.model_fields)
    assert answer["verdict"] == "admitted"
    assert (row.decided_by, row.shown, row.sequence) == ("station", "admitted", 8)


def test_a_card_number_typed_while_the_server_was_away_is_taken_in(
    served: Served, station: FlaskClient
) -> None:
    decided = one("0003", source="card_number", decided_by="station", shown="admitted")

    answer = send(station, decided).json["answers"][0]

    (entry,) = arrivals(served.db)
    with served.db.reading() as session:
        delegate = session.get_one(Delegate, entry.delegate_id)
    assert delegate.card_number == "0003"
    assert (answer["verdict"], answer["delegate"]) == ("admitted", None)
    assert "0003" in answer["sentence"]["vi"]


@pytest.mark.parametrize("shown", ["undecided", "repeat", "admitted", "refused"])
def test_nobody_is_named_by_trying_all_card_numbers(
    served: Served, station: FlaskClient, shown: str
) -> None:
    scans = [
        one(f"{nth:04d}", source="card_number", decided_by="station", shown=shown)
        for nth in range(1, 31)
    ]

    first, same = send(station, *scans), send(station, *scans)
    # The same scans again, as if they had been codes.
    otherwise = send(station, *(scan | {"source": "scanner"} for scan in scans))

    with served.db.reading() as session:
        names = [*session.scalars(select(Delegate.full_name))]
    assert first.data == same.data == otherwise.data
    assert {answer["delegate"] for answer in first.json["answers"]} == {None}
    said = json.dumps(first.json, ensure_ascii=False)
    assert [name for name in names if name in said] == []


def test_what_a_station_refused_is_answered_as_it_was_and_lets_nobody_in(
    served: Served, station: FlaskClient
) -> None:
    decided = one(
        served.codes[0], decided_by="station", shown="refused", shown_reason="list_closed"
    )

    answer = Answers.model_validate(send(station, decided).json).answers[0]

    assert (answer.verdict, answer.reason) == ("refused", "list_closed")
    assert answer.judged is not None
    assert answer.judged.verdict == "admitted"
    assert arrivals(served.db) == []


@pytest.mark.parametrize(
    "page_of", [{"X-Hoinghi-Rehearsal": "true"}, {"X-Hoinghi-Conference": "000"}]
)
def test_a_card_number_of_another_conferences_page_is_left_in_its_queue(
    served: Served, station: FlaskClient, page_of: dict[str, str]
) -> None:
    number = one("0003", source="card_number", decided_by="station", shown="admitted")
    code = one(served.codes[0], decided_by="station", shown="admitted")

    answer = station.post("/api/check-in/batch", json={"scans": [number, code]}, headers=page_of)

    # A number says of no conference; a code says of its own.
    assert [each["verdict"] for each in answer.json["answers"]] == ["undecided", "admitted"]
    assert "decided_by" not in answer.json["answers"][0]
    assert len(arrivals(served.db)) == len(all_rows(served.db, Scan)) == 1


def test_a_card_number_of_this_conferences_page_is_taken_in(
    served: Served, station: FlaskClient
) -> None:
    number = one("0003", source="card_number", decided_by="station", shown="admitted")

    answer = station.post(
        "/api/check-in/batch",
        json={"scans": [number]},
        headers={"X-Hoinghi-Rehearsal": "false"},
    )

    assert answer.json["answers"][0]["verdict"] == "admitted"


def test_only_a_paired_device_sends_batches(served: Served) -> None:
    answer = send(served.client(), one(served.codes[0]))

    assert (answer.status_code, answer.json["error"]["code"]) == (401, "station_needed")


@pytest.mark.parametrize("count", [0, 51])
def test_a_batch_has_one_to_fifty_scans(station: FlaskClient, count: int) -> None:
    assert send(station, *(one("1") for _ in range(count))).status_code == 422


def test_one_malformed_scan_is_a_malformed_request(served: Served, station: FlaskClient) -> None:
    answer = send(station, one(served.codes[0]), one("1", scan_id="x"))

    assert answer.status_code == 422
    assert arrivals(served.db) == []


def test_a_batch_goes_to_either_conference_like_a_scan(
    served: Served, station: FlaskClient
) -> None:
    answer = station.post(
        "/api/check-in/batch",
        json={"scans": [one(served.codes[0])]},
        headers={"X-Hoinghi-Rehearsal": "true"},
    )

    assert answer.status_code == 200
