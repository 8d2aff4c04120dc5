"""Tổng duyệt: a copy in which everything works, and from which nothing reaches the real day."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

from conference.agenda import Command, Press, give_cue, rundown_revision
from conference.database import run_here
from conference.delegates import invitations
from conference.operators import Role, add_operator, reset_password
from conference.printing import PrintState
from conference.refusals import NotRecorded
from kiosk.routes import STATION_COOKIE
from server import rehearsals
from server.conferences import open_name
from server.passwords import Passwords
from tests.factories import AT, new_id
from tests.server.conftest import HTML, Served
from tests.server.stage_screens.paired import new_screen, post
from tests.server.test_screens_follow import newest


def rehearse(served: Served, command: str, **more: bool):
    return served.client("admin").post("/admin/rehearsal", json={"command": command} | more)


def codes_of(served: Served) -> list[str]:
    with served.db.reading() as session:
        return [code for _, code in invitations(session)]


def test_a_rehearsal_leaves_the_real_day_at_nothing(running: Served) -> None:
    rehearse(running, "begin")
    rehearsal_codes = codes_of(running)
    running.scan(rehearsal_codes[0])
    running.wait_for_jobs(PrintState.PRINTED, 1)
    award = newest(running.screen("/stage", "control", "stage"), "/stage")["award"]
    for command, revision in zip(("call", "on_stage", "done"), range(9), strict=False):
        del revision
        shown = newest(running.screen("/stage", "control", "stage"), "/stage")["award"]
        running.client("stage").post(
            "/stage/awards/cues",
            json={
                "cue_id": new_id(),
                "command": command,
                "batch_id": award["batches"][0]["id"],
                "revision": shown["revision"],
            },
        )

    during = newest(running.screen("/admin", "office", "admin"), "/admin")
    proof = rehearse(running, "end").json["proof"]
    after = newest(running.screen("/admin", "office", "admin"), "/admin")

    assert (during["rehearsal"], during["present"]) == (True, 1)
    assert proof == {"present": 0, "badges": 0, "batches": 0}
    assert (after["rehearsal"], after["present"]) == (False, 0)


def test_codes_of_the_rehearsal_are_refused_by_name_on_the_real_day(served: Served) -> None:
    rehearse(served, "begin")
    rehearsal_code = codes_of(served)[0]
    rehearse(served, "end")

    answer = served.scan(rehearsal_code).json

    assert (answer["verdict"], answer["reason"]) == ("refused", "rehearsal_code")


def test_a_real_invitation_is_refused_in_the_rehearsal_and_keeps_its_worth(
    served: Served,
) -> None:
    rehearse(served, "begin")
    during = served.scan(served.codes[0]).json
    rehearse(served, "end")

    after = served.scan(served.codes[0]).json

    assert during["reason"] == "real_code_in_rehearsal"
    assert during["rehearsal"] is True
    assert after["verdict"] == "admitted"


def test_every_staff_screen_and_every_sheet_says_that_it_is_a_rehearsal(running: Served) -> None:
    rehearse(running, "begin")
    running.scan(codes_of(running)[0])
    running.wait_for_jobs(PrintState.PRINTED, 1)
    admin = running.client("admin")

    pages = ["/kiosk", "/stage/mc", "/stage/control", "/print/", "/admin/", "/admin/awards"]
    silent = [page for page in pages if "CHẠY THỬ" not in admin.get(page, headers=HTML).text]
    png = Image.open(io.BytesIO(running.picture("/print/sheets/latest.png"))).convert("L")

    assert silent == []
    assert zxingcpp.read_barcodes(np.array(png))[0].text[0] == "7"


def test_a_restart_in_the_middle_opens_the_rehearsal_again(serve) -> None:
    first = serve()
    rehearse(first, "begin")
    first.server.stop()

    again = serve()

    assert newest(again.screen("/stage", "mc", "mc"), "/stage")["rehearsal"] is True


def test_screens_are_told_to_load_anew(served: Served) -> None:
    screen = served.screen("/stage", "hall")

    rehearse(served, "begin")

    assert any(message["name"] == "reload" for message in screen.get_received("/stage"))


def test_a_rehearsal_begins_and_ends_once(served: Served) -> None:
    answers = [rehearse(served, command) for command in ("end", "begin", "begin", "end", "end")]

    codes = [answer.json.get("error", {}).get("code") for answer in answers]
    assert codes == ["not_rehearsing", None, "already_rehearsing", None, "not_rehearsing"]


def test_no_rehearsal_begins_while_the_conference_is_under_way(served: Served) -> None:
    served.db.write(
        lambda s: give_cue(
            s,
            Press(
                cue_id=new_id(), seen_revision=rundown_revision(s), command=Command.START
            ),
            at=AT, by="test",
        )
    )  # fmt: skip

    answer = rehearse(served, "begin")

    assert answer.json["error"]["code"] == "conference_under_way"


def test_a_paired_station_stays_paired_through_the_rehearsal(served: Served) -> None:
    kiosk = served.client()
    offer = served.client("admin").post("/admin/stations", json={"name": "Quầy 1"}).json
    kiosk.post("/api/pair", json={"pairing_code": offer["pairing_code"]})

    rehearse(served, "begin")
    answer = served.scan(codes_of(served)[0], kiosk).json

    assert answer["first"]["station"] == "Quầy 1"


def test_the_rehearsal_has_invitations_of_its_own(sample_invitations: None, served: Served) -> None:
    rehearse(served, "begin")
    served.server.opened.close()

    page = served.client("admin").get("/admin/", headers=HTML).text

    assert "/admin/invitations/so-khcn-demo.rehearsal.pdf" in page


def test_a_rehearsal_among_arriving_delegates_is_asked_for_twice(served: Served) -> None:
    served.scan(served.codes[0])

    first, second = rehearse(served, "begin"), rehearse(served, "begin", although=True)
    proof = rehearse(served, "end").json["proof"]

    assert first.json["error"]["code"] == "arrivals_have_begun"
    assert "1 đại biểu" in first.json["error"]["sentence"]
    assert second.json["done"] is True
    assert proof["present"] == 1


def test_two_presses_at_once_begin_one_rehearsal(running: Served) -> None:
    clients = [running.client("admin") for _ in range(2)]
    together = threading.Barrier(2)

    def press(client: FlaskClient) -> int:
        together.wait()
        return client.post("/admin/rehearsal", json={"command": "begin"}).status_code

    with ThreadPoolExecutor(2) as presses:
        answers = sorted(presses.map(press, clients))

    assert answers == [200, 409]


def test_a_plan_loaded_meanwhile_changes_nothing_about_what_is_open(served: Served) -> None:
    served.folder.file_of("another").write_bytes(b"")
    served.folder.choose("another")

    begun = rehearse(served, "begin")
    ended = rehearse(served, "end")

    assert (begun.status_code, ended.status_code) == (200, 200)
    assert ended.json["proof"] == {"present": 0, "badges": 0, "batches": 0}
    assert served.scan(served.codes[0]).json["verdict"] == "admitted"


def test_passwords_and_stations_of_the_rehearsal_are_those_of_the_real_day(
    served: Served,
) -> None:
    kiosk = served.client()
    rehearse(served, "begin")
    offer = served.client("admin").post("/admin/stations", json={"name": "Quầy 7"}).json
    kiosk.post("/api/pair", json={"pairing_code": offer["pairing_code"]})
    hashed = Passwords(run_here).hash("another")
    served.db.write(
        lambda s: reset_password(s, sign_in_name="mc", password_hash=hashed, at=AT, by="test")
    )
    served.db.write(
        lambda s: add_operator(
            s, sign_in_name="mc2", full_name="MC thứ hai", role=Role.MC, password_hash=hashed,
            at=AT, by="test",
        )
    )  # fmt: skip

    rehearse(served, "end")
    answers = [
        served.sign_in(served.client(), name, password).status_code
        for name, password in (
            ("mc", "another"),
            ("mc", served.passwords["mc"]),
            ("mc2", "another"),
        )
    ]

    assert answers == [302, 401, 302]
    assert served.scan(served.codes[0], kiosk).json["first"]["station"] == "Quầy 7"


def test_a_screen_switched_in_the_rehearsal_shows_that_from_the_first_look_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, paired = new_screen(served, view="hall"), served.server.screens.paired
    token = next(one.value for one in device.browser._cookies.values() if one.key == STATION_COOKIE)
    opened, first = served.server.opened, []
    told = opened._after_change

    def looks_at_once() -> None:
        told()
        first.append(paired.holding(token))

    rehearse(served, "begin")
    post(served, f"/screens/{device.id}/view", view="lobby")
    monkeypatch.setattr(opened, "_after_change", looks_at_once)
    rehearse(served, "end")

    assert [one.view for one in (*first, paired.holding(token))] == ["lobby", "lobby"]


def test_a_return_whose_people_could_not_be_kept_is_still_a_return(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = served.folder.open_name

    def disk_is_full(*_: object, **__: object) -> None:
        raise NotRecorded

    rehearse(served, "begin")
    monkeypatch.setattr(rehearsals, "keep_people_and_places", disk_is_full)

    ended = rehearse(served, "end")

    assert (ended.status_code, open_name(served.db)) == (503, real)
    # What a restart opens; a rehearsal would refuse every real invitation.
    assert served.folder.open_name == real
