"""Addresses, headers and numbers that no page of ours sends are answered, never with a fault."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DataError

from conference.operators import open_to_all
from tests.factories import new_id
from tests.server.conftest import HTML, Served

BEYOND_64_BITS = 10**25


@pytest.mark.parametrize("target", ["http://[", "//[", "/\r\nX-Odd: 1", "\x00"])
def test_a_sign_in_with_an_odd_way_back_leads_to_the_first_page(
    served: Served, target: str
) -> None:
    client = served.client()

    asked = client.get("/sign-in", query_string={"next": target}, headers=HTML)
    back = served.sign_in(client, "mc", served.passwords["mc"], next=target)

    assert asked.status_code == 200
    assert back.status_code == 302
    assert "X-Odd" not in back.headers


def test_an_origin_that_is_no_address_is_foreign(served: Served) -> None:
    answer = served.client().post("/sign-out", headers={"Origin": "http://["})

    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["[", "[::1", "]", "[x]", "a\u2100b"])
def test_a_host_that_is_no_name_is_not_ours(served: Served, host: str) -> None:
    latin = host.encode().decode("latin-1")

    answer = served.client().get("/api/health", headers={"Host": latin})

    assert answer.status_code == 400


@pytest.mark.parametrize("group", ["9" * 26, "9" * 5000, "-1", "x"])
def test_a_group_that_no_group_can_be_narrows_nothing(served: Served, group: str) -> None:
    client = served.client("reception")

    answer = client.get(f"/admin/delegates?group={group}", headers=HTML)

    assert answer.status_code == 200


@pytest.mark.parametrize("digits", ["9" * 26, "9" * 300, "9" * 5000])
@pytest.mark.parametrize(
    "path",
    ["/admin/recipients/{}/certificate", "/admin/batches/{}/certificates", "/print/jobs/{}/settle"],
)
def test_a_number_in_the_address_that_nothing_can_have_is_not_found(
    served: Served, path: str, digits: str
) -> None:
    body = {"request_id": new_id(), "answer": "printed"}

    answer = served.client("admin").post(path.format(digits), json=body)

    assert answer.status_code == 404
    assert answer.json["error"]["code"] in {"not_found", "page_unknown"}


@pytest.mark.parametrize("digits", ["9" * 26, "9" * 300, "9" * 5000])
def test_a_sheet_that_no_printer_can_have_printed_is_not_found(served: Served, digits: str) -> None:
    assert served.client("print").get(f"/print/sheets/{digits}.png").status_code == 404


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/stage/cues", {"command": "start", "revision": BEYOND_64_BITS}),
        ("/stage/cues", {"command": "start", "revision": -1}),
        ("/stage/cues", {"command": "start", "revision": 1, "item_id": BEYOND_64_BITS}),
        ("/stage/awards/cues", {"command": "call", "revision": 1, "batch_id": BEYOND_64_BITS}),
        ("/stage/awards/cues", {"command": "call", "revision": BEYOND_64_BITS, "batch_id": 1}),
        ("/stage/begin-soon", {"revision": BEYOND_64_BITS}),
        # PostgreSQL keeps four bytes of a row's number.
        ("/stage/cues", {"command": "start", "revision": 1, "item_id": 2**31}),
        ("/stage/messages/read", {"message_id": 2**31, "view": "mc"}),
        ("/stage/cue-sheet/state", {"cue_id": 2**31, "state": "done", "seen": "done"}),
    ],
)
def test_a_number_in_a_body_that_nothing_can_have_is_a_malformed_request(
    served: Served, path: str, more: dict[str, object]
) -> None:
    answer = served.client("stage").post(path, json={"cue_id": new_id(), **more})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "odd", ["12345678\n", "12345678 ", "1234567é", "1234\x005678", "../../../x"]
)
def test_the_id_of_a_request_is_letters_digits_and_hyphens(served: Served, odd: str) -> None:
    asked = [
        served.client().post("/api/check-in", json={"scan_id": odd, "code": "1"}),
        served.client("stage").post(
            "/stage/cues", json={"cue_id": odd, "command": "start", "revision": 1}
        ),
        served.client("stage").post(
            "/stage/awards/cues",
            json={"cue_id": odd, "command": "call", "revision": 1, "batch_id": 1},
        ),
        served.client("admin").post("/admin/recipients/1/certificate", json={"request_id": odd}),
    ]

    assert [answer.status_code for answer in asked] == [422] * 4


@pytest.mark.parametrize("auth", [["x"], "x", 7, {"room": ["hall"]}, {"room": None}, {}, None])
def test_a_socket_that_names_its_room_oddly_is_refused(served: Served, auth: object) -> None:
    screen = served.server.socketio.test_client(
        served.server.app, namespace="/stage", auth=auth, flask_test_client=served.client()
    )

    assert not screen.is_connected("/stage")


class OutOfRange(Exception):  # noqa: N818 - as psycopg names it
    sqlstate = "22003"


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OSError(28, "No space left on device"), 500),
        # What PostgreSQL answers to `id = 2147483648`.
        (DataError("SELECT", {}, OutOfRange()), 404),
        (DataError("SELECT", {}, ValueError()), 500),
    ],
)
def test_a_number_that_no_row_can_have_is_not_found_and_a_real_fault_is_still_a_fault(
    served: Served, fault: Exception, status: int
) -> None:
    def fail() -> str:
        raise fault

    served.server.app.add_url_rule("/fault", view_func=open_to_all(fail))
    served.server.app.config["PROPAGATE_EXCEPTIONS"] = False

    assert served.client().get("/fault").status_code == status
