"""VIP reception's page: touches, hours, ticks, the order, and its room for those signed in."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from conference.clock import in_the_hall
from conference.honoured_guests import honoured_ids, propose_guests
from conference.rooms import revision_of
from conference.seating import assign_seats, keep_hall
from kiosk.vip_room import vip_room
from tests.conference.seating.halls import one_block
from tests.factories import AT, BY
from tests.server.conftest import HTML, Served
from tests.server.test_screens_follow import newest
from tests.waiting import until

STAFF = ["vip_reception", "supervisor", "admin"]


def receive(served: Served, count: int = 3) -> list[int]:
    """Let protocol receive the first guests that are proposed; give their ids in order."""
    with served.db.reading() as session:
        ids = propose_guests(session)[:count]
    done = served.client("admin").post("/kiosk/vip/order", json={"ids": ids, "seen": []})
    assert done.json == {"done": True, "count": count}
    return ids


def touch(served: Served, guest_id: int, state: str, **more: Any) -> Any:
    body = {"touch_id": str(uuid.uuid4()), "state": state} | more
    return served.client("vip_reception").post(f"/kiosk/vip/{guest_id}/state", json=body)


def guests(served: Served) -> list[dict[str, Any]]:
    """What a telephone of the VIP reception shows."""
    shown = newest(served.screen("/kiosk", "vip", "vip_reception"), "/kiosk")
    return list(shown["guests"])


@pytest.mark.parametrize("role", STAFF)
def test_the_page_opens_and_only_the_office_may_change_the_order(served: Served, role: str) -> None:
    page = served.client(role).get("/kiosk/vip", headers=HTML)

    assert page.status_code == 200
    assert ('data-role="open-order"' in page.text) is (role != "vip_reception")


def test_the_room_needs_a_sign_in(served: Served) -> None:
    refused = [served.screen("/kiosk", "vip", role) for role in (None, "mc", "reception")]
    let_in = [served.screen("/kiosk", "vip", role) for role in STAFF]

    assert not any(screen.is_connected("/kiosk") for screen in refused)
    assert all(screen.is_connected("/kiosk") for screen in let_in)


def test_a_seat_that_was_given_anew_reaches_the_telephones(served: Served) -> None:
    (guest,) = receive(served, 1)

    def revision() -> int:
        with served.db.reading() as session:
            return revision_of(session, vip_room())

    before = revision()
    served.db.write(lambda s: keep_hall(s, one_block(2, 2), at=AT, by=BY))
    planned = revision()
    served.db.write(lambda s: assign_seats(s, [(guest, "A-01")], keep=False, at=AT, by=BY))

    assert before < planned < revision()


def test_the_proposal_gives_public_words_in_protocol_order(served: Served) -> None:
    proposal = served.client("admin").get("/kiosk/vip/proposal").json["guests"]

    with served.db.reading() as session:
        assert [one["id"] for one in proposal] == propose_guests(session)
    assert len(proposal) == 27
    assert set(proposal[0]) == {"id", "name", "position", "unit"}


def test_a_touch_reaches_every_telephone_with_what_becomes_of_the_badge(running: Served) -> None:
    ids = receive(running)
    screen = running.screen("/kiosk", "vip", "supervisor")
    screen.get_received("/kiosk")

    answer = touch(running, ids[1], "in_lounge")
    pictures: list[Any] = []

    def told() -> bool:
        pictures.extend(filter(None, [newest(screen, "/kiosk")]))
        return bool(pictures) and pictures[-1]["here"] == 1

    # A picture of the moment before may still be on its way.
    until(told)

    assert answer.json["done"] is True
    assert answer.json["badge"]["queued"] is True
    assert pictures[-1]["expected"] == 2
    states = [one["state"] for one in pictures[-1]["guests"]]
    assert states == ["expected", "in_lounge", "expected"]


def test_a_touch_is_undone_with_what_the_sender_saw(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[0], "arrived")

    stale = touch(served, ids[0], "expected", seen="in_hall")
    undone = touch(served, ids[0], "expected", seen="arrived")

    assert (stale.status_code, stale.json["error"]["code"]) == (409, "guest_moved_on")
    assert undone.json == {"done": True, "badge": None}
    assert guests(served)[0]["state"] == "expected"


def test_a_guest_whom_the_door_has_seen_keeps_the_entry(served: Served) -> None:
    ids = receive(served)
    touch(served, ids[0], "arrived")
    with served.db.reading() as session:
        assert honoured_ids(session) == ids
    by_hand = {"scan_id": str(uuid.uuid4()), "delegate_id": ids[0], "source": "name_search"}
    served.client("reception").post("/api/check-in/by-hand", json=by_hand | {"reason": ""})

    refused = touch(served, ids[0], "not_coming")

    assert (refused.status_code, refused.json["error"]["code"]) == (409, "guest_is_here")


def test_hour_note_and_ticks_are_shown_to_all(served: Served) -> None:
    (first, *_) = receive(served)
    client = served.client("vip_reception")

    client.post(f"/kiosk/vip/{first}/expected", json={"hour": "13:20", "note": "Xe 12A"})
    client.post(f"/kiosk/vip/{first}/ticks", json={"tick": "flower", "done": True})
    (shown, *_) = guests(served)
    client.post(f"/kiosk/vip/{first}/expected", json={"hour": None, "note": ""})

    begins = in_the_hall(served.clock()).replace(hour=13, minute=20, second=0, microsecond=0)
    assert shown["expected_ms"] == begins.timestamp() * 1000
    assert (shown["note"], shown["ticks"]) == ("Xe 12A", ["flower"])
    assert guests(served)[0]["expected_ms"] is None


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("1/state", {"touch_id": "x" * 12, "state": "asleep"}),
        ("1/state", {"touch_id": "no", "state": "arrived"}),
        ("1/expected", {"hour": "25:00"}),
        ("1/ticks", {"tick": "car", "done": True}),
        ("order", {"ids": [0], "seen": []}),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_as_malformed(
    served: Served, path: str, body: dict[str, Any]
) -> None:
    answer = served.client("admin").post(f"/kiosk/vip/{path}", json=body)

    assert answer.status_code == 422


def test_who_comes_instead_is_named_beside_the_guest(served: Served) -> None:
    (first, *_) = receive(served)
    touch(served, first, "sends_substitute")
    who = {"full_name": "Trần Thay", "position": "Phó phòng", "letter": "", "approver": "Giám đốc"}

    done = served.client("supervisor").post(f"/admin/delegates/{first}/substitute", json=who)
    (shown, *_) = guests(served)

    assert done.status_code == 200
    assert shown["substitute"]["name"] == "Trần Thay"
    assert (shown["state"], shown["listed"]) == ("sends_substitute", False)
