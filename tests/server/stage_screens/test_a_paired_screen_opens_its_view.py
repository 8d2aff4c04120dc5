"""A paired screen opens its view's page and room without a sign-in, and nothing else."""

from __future__ import annotations

import pytest

from conference.screens import View
from tests.server.conftest import HTML, Served
from tests.server.stage_screens.paired import Device, listed, new_screen, post, told
from tests.waiting import until

STAFF_PAGES = {"/stage/mc", "/stage/control", "/stage/screens", "/admin/", "/print/", "/kiosk/desk"}


def code_of(served: Served, device: Device) -> str:
    code: str = post(served, f"/screens/{device.id}/code").json["pairing_code"]
    return code


def test_the_address_of_screens_asks_for_digits_and_then_leads_to_the_view(served: Served) -> None:
    asked = served.client().get("/stage/screen", headers=HTML)

    led = new_screen(served).browser.get("/stage/screen")

    assert asked.status_code == 200
    assert 'data-page="screen"' in asked.text
    assert (led.status_code, led.headers["Location"]) == (303, "/stage/mc?screen")


def test_a_staff_view_opens_for_its_screen_and_no_other_page_does(served: Served) -> None:
    device = new_screen(served)

    opened = {page for page in STAFF_PAGES if device.open(page) == 200}

    assert opened == {"/stage/mc"}
    assert served.client().get("/stage/mc").status_code == 401


def test_a_screen_changes_nothing_on_the_stage_not_even_at_its_own_address(
    served: Served,
) -> None:
    device = new_screen(served, view="cues")
    paths = ["cues", "hall", "messages", "screens", "guests", f"screens/{device.id}/view"]

    answers = {device.browser.post(f"/stage/{path}", json={}).status_code for path in paths}

    assert answers == {401}


def test_it_joins_its_views_room_and_no_other(served: Served) -> None:
    device = new_screen(served)

    joined = {
        room
        for room in ("mc", "control", "hall", "lobby")
        if device.follow(room).is_connected("/stage")
    }

    assert joined == {"mc", "hall", "lobby"}
    office = served.server.socketio.test_client(
        served.server.app,
        namespace="/admin",
        auth={"room": "office", "screen": True},
        flask_test_client=device.browser,
    )
    assert not office.is_connected("/admin")


def test_whoever_signs_in_on_a_screen_has_both(served: Served) -> None:
    device = new_screen(served)
    served.sign_in(device.browser, "print", served.passwords["print"])

    assert (device.open("/stage/mc"), device.open("/print/"), device.open("/admin/")) == (
        200,
        200,
        403,
    )


def test_a_switched_screen_is_told_at_once_and_loses_the_other_view(running: Served) -> None:
    device = new_screen(running)
    page = device.follow("mc")
    page.get_received("/stage")

    post(running, f"/screens/{device.id}/view", view="timer")
    [you] = until(lambda: told(page, "you"))
    running.server.screens.beat()

    assert you == {"screen": {"id": device.id, "name": "Bục MC", "view": "timer"}}
    assert not page.is_connected("/stage")
    assert device.open("/stage/mc") == 302
    assert not device.follow("mc").is_connected("/stage")
    # Opened again by the browser itself, it does not end at the sign-in.
    assert (
        device.browser.get("/stage/mc?screen", headers=HTML).headers["Location"] == "/stage/screen"
    )
    assert device.browser.get("/stage/screen").headers["Location"] == "/stage/timer?screen"


def test_a_forgotten_screen_is_told_so_and_is_put_out(running: Served) -> None:
    device = new_screen(running)
    page = device.follow("mc")
    page.get_received("/stage")

    post(running, f"/screens/{device.id}/forget")
    until(lambda: told(page, "forgotten"))
    running.server.screens.beat()

    assert not page.is_connected("/stage")
    assert device.open("/stage/mc") == 302
    assert device.open("/stage/screen") == 200
    assert listed(running)["screens"] == []


def test_another_device_with_a_new_code_puts_the_first_one_out(served: Served) -> None:
    first = new_screen(served)
    page = first.follow("mc")
    other = served.client()

    code = code_of(served, first)
    still = page.is_connected("/stage")
    other.post("/api/pair", json={"pairing_code": code})

    def put_out() -> bool:
        served.server.screens.beat()
        return not page.is_connected("/stage")

    assert still
    assert until(put_out)
    assert [one.open("/stage/mc") for one in (first, Device(served, first.id, other))] == [302, 200]


def test_a_sign_out_elsewhere_leaves_the_screen_where_it_is(served: Served) -> None:
    device = new_screen(served)
    page = device.follow("mc")

    served.server.screens.beat()
    served.server.screens.beat()

    assert page.is_connected("/stage")


def test_a_screen_of_a_public_view_stays_there_when_it_is_forgotten(running: Served) -> None:
    device = new_screen(running, view="hall")
    page = device.follow("hall")

    post(running, f"/screens/{device.id}/forget")
    until(lambda: told(page, "forgotten"))
    running.server.screens.beat()

    assert page.is_connected("/stage")


def test_a_code_comes_with_the_addresses_that_other_machines_know(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.addresses.lan_addresses", lambda: ["192.168.1.5", "10.0.0.7"])
    port = served.server.settings.port

    offer = post(served, "/screens", name="Tivi sảnh", view="lobby").json
    again = post(served, f"/screens/{offer['id']}/code").json
    kiosk = served.client("admin").post("/admin/stations", json={"name": "Quầy 7"}).json

    bases = [f"http://192.168.1.5:{port}", f"http://10.0.0.7:{port}"]
    assert offer["addresses"] == again["addresses"] == [f"{one}/stage/screen" for one in bases]
    assert kiosk["addresses"] == [f"{one}/kiosk/pair" for one in bases]


@pytest.mark.parametrize(("screen", "code"), [(True, "screen"), (False, "pairing")])
def test_a_wrong_code_is_answered_in_the_words_of_the_page(
    served: Served, screen: bool, code: str
) -> None:
    body = {"pairing_code": "12345678", "screen": screen}

    answer = served.client().post("/api/pair", json=body)

    assert answer.json["error"]["code"] == f"{code}_code_unknown"


def test_a_kiosks_device_is_no_screen(served: Served) -> None:
    named = {"name": "Quầy 1", "kind": "kiosk"}
    offer = served.client("admin").post("/admin/stations", json=named).json
    browser = served.client()
    browser.post("/api/pair", json={"pairing_code": offer["pairing_code"]})

    device = Device(served, offer["station_id"], browser)

    assert (device.open("/stage/screen"), device.open("/stage/mc")) == (200, 302)
    assert post(served, f"/screens/{device.id}/flash").status_code == 404
    assert post(served, f"/screens/{device.id}/view", view="hall").status_code == 404


def test_a_name_of_a_kiosk_is_refused_and_a_new_one_is_kept(served: Served) -> None:
    served.client("admin").post("/admin/stations", json={"name": "Quầy 1", "kind": "kiosk"})
    device = new_screen(served)

    taken = post(served, f"/screens/{device.id}/name", name="Quầy 1")
    kept = post(served, f"/screens/{device.id}/name", name="Màn trái")

    assert (taken.status_code, taken.json["error"]["code"]) == (409, "station_name_taken")
    assert kept.json == {"done": True, "changed": True}
    assert [one["name"] for one in listed(served)["screens"]] == ["Màn trái"]


def test_a_screen_that_the_office_names_again_is_on_the_controls_list(served: Served) -> None:
    device, admin = new_screen(served), served.client("admin")
    post(served, f"/screens/{device.id}/forget")

    named = {"name": "Bục MC", "kind": "screen"}
    offer = admin.post("/admin/stations", json=named).json
    device.browser.post("/api/pair", json={"pairing_code": offer["pairing_code"]})
    refused = admin.post("/admin/stations", json={"name": "Bục MC", "kind": "kiosk"})

    assert [one["id"] for one in listed(served)["screens"]] == [device.id]
    assert device.browser.get("/stage/screen").headers["Location"] == "/stage/hall?screen"
    assert refused.json["error"]["code"] == "station_name_taken"


def test_every_view_has_an_address_on_the_stage(served: Served) -> None:
    device, led = new_screen(served), []

    for view in View:
        post(served, f"/screens/{device.id}/view", view=view)
        served.server.screens.paired.forget()
        led.append(device.browser.get("/stage/screen").headers["Location"])

    assert led == [f"/stage/{view}?screen" for view in View]
