"""The door over HTTP: one answer per scan, whatever a scanner or a stranger sends."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from conference.codes import CodeKind, check_digits, new_code
from tests.server.conftest import Served

CITIZEN_CARD = "031085001234|123456789|Nguyễn Văn A|01011985|Nam|Hải Phòng|01012021"


def foreign_number(code: str) -> str:
    """A right code of another conference."""
    number = f"{(int(code[1:4]) + 1) % 1000:03d}"
    return code[0] + number + code[4:25] + check_digits(code[0] + number + code[4:25])


def test_an_invitation_is_admitted_once_and_repeated_after_that(served: Served) -> None:
    first, second = served.scan(served.codes[0]), served.scan(served.codes[0] + "\r\n")

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json["verdict"] == "admitted"
    assert first.json["badge"] == {"queued": True, "pool": ""}
    assert first.json["delegate"]["seat"] == "A-01"
    assert second.json["verdict"] == "repeat"
    assert second.json["first"]["at_ms"] == first.json["first"]["at_ms"]
    assert second.json["badge"] is None


def test_the_same_scan_sent_again_gets_the_same_bytes(served: Served) -> None:
    body = {"scan_id": "0a6f6c0e-0000-4000-8000-000000000001", "code": served.codes[1]}

    first = served.client().post("/api/check-in", json=body)
    served.clock.forward(minutes=5)
    again = served.client().post("/api/check-in", json=body)

    assert first.data == again.data


@pytest.mark.parametrize(
    ("scanned", "foreign", "reason"),
    [
        ("{unknown}", False, "not_on_list"),
        ("{damaged}", False, "damaged"),
        ("12345678", False, "damaged"),
        ("{other}", False, "other_conference"),
        ("{badge}", False, "badge_not_invitation"),
        ("{slip}", False, "slip_not_invitation"),
        ("{rehearsal}", False, "rehearsal_code"),
        (CITIZEN_CARD, True, "citizen_card"),
        ("https://vi.wikipedia.org/wiki/QR", True, "foreign"),
        ("https://vi.wikipedia.org/wiki/QR", False, "foreign"),
        ("7" * 10_000, False, "foreign"),
        ("\x00" * 27, False, "foreign"),
        ("１２３４５６７８９", False, "foreign"),
        ("", False, "foreign"),
        ("🎉" * 40, False, "foreign"),
    ],
)
def test_what_is_no_invitation_gets_a_courteous_sentence(
    served: Served, scanned: str, foreign: bool, reason: str
) -> None:
    number = served.codes[0][1:4]
    code = scanned.format(
        unknown=new_code(CodeKind.INVITATION, number),
        damaged=served.codes[0][:-1] + str((int(served.codes[0][-1]) + 1) % 10),
        other=foreign_number(served.codes[0]),
        badge=new_code(CodeKind.BADGE, number),
        slip=new_code(CodeKind.AWARD_SLIP, number),
        rehearsal=new_code(CodeKind.INVITATION, number, rehearsal=True),
    )

    answer = served.scan(code, foreign=foreign)

    assert answer.status_code == 200
    assert (answer.json["verdict"], answer.json["reason"]) == ("refused", reason)
    assert "kính mời" in answer.json["sentence"]["vi"].casefold()
    assert answer.json["sentence"]["en"]
    for accusing in ("từ chối", "không hợp lệ", "thu hồi", "muộn"):
        assert accusing not in answer.json["sentence"]["vi"]


def test_nothing_of_a_citizen_card_is_kept_or_logged(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    served.scan(CITIZEN_CARD, foreign=True)
    served.db.close()

    stored = b"".join(file.read_bytes() for file in Path(served.folder.conferences).iterdir())
    assert b"031085001234" not in stored
    assert "031085001234" not in caplog.text


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"code": "1"}', '{"scan_id": "x", "code": "1"}', "\x00"]
)
def test_a_malformed_request_is_no_verdict_and_no_fault_of_ours(served: Served, body: str) -> None:
    answer = served.client().post(
        "/api/check-in", data=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422
    assert answer.json["error"]["code"] == "bad_request"
    assert "verdict" not in answer.json


def test_a_body_longer_than_anything_we_take_is_refused(served: Served) -> None:
    answer = served.scan("7" * 70_000)

    assert answer.status_code == 413
    assert answer.json["error"]["code"] == "too_large"


def test_a_database_that_cannot_record_is_undecided_and_may_be_judged_again(
    served: Served,
) -> None:
    body = {"scan_id": "0a6f6c0e-0000-4000-8000-000000000002", "code": served.codes[2]}
    url = served.db.url
    assert url is not None
    served.db.close()

    during = served.client().post("/api/check-in", json=body)
    served.db.open(url)
    after = served.client().post("/api/check-in", json=body)

    assert during.status_code == 200
    assert during.json["verdict"] == "undecided"
    assert after.json["verdict"] == "admitted"


def test_a_paired_station_is_named_in_the_answer(served: Served) -> None:
    admin, kiosk = served.client("admin"), served.client()
    offer = admin.post("/admin/stations", json={"name": "Quầy 1", "kind": "kiosk"}).json

    paired = kiosk.post("/api/pair", json={"pairing_code": offer["pairing_code"]})
    answer = served.scan(served.codes[3], kiosk)

    assert paired.json == {"station": "Quầy 1", "page": "/kiosk"}
    assert answer.json["first"]["station"] == "Quầy 1"
    assert "Quầy 1" in kiosk.get("/kiosk").text
    assert "Quầy 1" in admin.get("/admin/stations", headers={"Accept": "text/html"}).text


def test_a_pairing_code_works_once(served: Served) -> None:
    offer = served.client("admin").post("/admin/stations", json={"name": "Quầy 2"}).json
    served.client().post("/api/pair", json={"pairing_code": offer["pairing_code"]})

    again = served.client().post("/api/pair", json={"pairing_code": offer["pairing_code"]})

    assert again.status_code == 409
    assert again.json["error"]["code"] == "pairing_code_unknown"


def test_a_cookie_that_names_no_station_is_a_station_without_a_name(served: Served) -> None:
    kiosk = served.client()
    kiosk.set_cookie("hoinghi_station", "made-up")

    answer = served.scan(served.codes[4], kiosk)

    assert answer.json["first"]["station"] == ""


def test_badges_can_be_switched_off(serve) -> None:
    served = serve(print_badges=False)

    answer = served.scan(served.codes[0])

    assert answer.json["verdict"] == "admitted"
    assert answer.json["badge"] is None


def test_the_answer_is_what_the_contract_says(served: Served) -> None:
    answer = json.loads(served.scan(served.codes[5]).data)

    assert list(answer) == [
        "scan_id", "verdict", "reason", "sentence", "delegate", "first", "badge", "rehearsal",
        "decided_ms",
    ]  # fmt: skip
    assert set(answer["delegate"]) == {
        "id", "name", "mark", "position", "unit", "group", "colour", "seat", "area", "card_number"
    }  # fmt: skip


def test_a_tablet_that_was_replaced_is_no_station_any_more(served: Served) -> None:
    admin, lost, new = served.client("admin"), served.client(), served.client()
    for tablet in (lost, new):
        offer = admin.post("/admin/stations", json={"name": "Quầy 1"}).json
        tablet.post("/api/pair", json={"pairing_code": offer["pairing_code"]})
        served.scan(served.codes[8 if tablet is lost else 9], tablet)

    names = [
        served.scan(served.codes[nth], tablet).json["first"]["station"]
        for nth, tablet in ((10, lost), (11, new))
    ]

    assert names == ["", "Quầy 1"]
