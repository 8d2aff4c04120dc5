"""A socket stays open for hours: it ends with the sign-in that let it in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_socketio.test_client import SocketIOTestClient

from conference.operators import reset_password
from server.passwords import Passwords
from tests.factories import AT
from tests.server.conftest import Served


def screen_of(served: Served, client: FlaskClient, room: str = "mc") -> SocketIOTestClient:
    return served.server.socketio.test_client(
        served.server.app, namespace="/stage", auth={"room": room}, flask_test_client=client
    )


def signed_in(served: Served, name: str = "mc") -> FlaskClient:
    client = served.client()
    assert served.sign_in(client, name, served.passwords[name]).status_code == 302
    return client


def give_new_password(served: Served, name: str) -> None:
    hashed = Passwords(lambda work: work()).hash("another")
    served.db.write(
        lambda s: reset_password(s, sign_in_name=name, password_hash=hashed, at=AT, by="test")
    )


def test_a_new_password_ends_the_screens_opened_with_the_old_one(served: Served) -> None:
    client = served.client("mc")
    screen, other = screen_of(served, client), served.screen("/stage", "mc", "stage")

    give_new_password(served, "mc")
    served.server.screens.beat()

    assert not screen.is_connected("/stage")
    assert other.is_connected("/stage")
    assert served.server.screens.watching() == 1
    assert not screen_of(served, client).is_connected("/stage")


def test_a_sign_out_ends_the_screens_of_this_sign_in_and_no_others(served: Served) -> None:
    client, elsewhere = signed_in(served), signed_in(served)
    screen, other = screen_of(served, client), screen_of(served, elsewhere)

    client.post("/sign-out")
    served.server.screens.beat()

    assert not screen.is_connected("/stage")
    assert other.is_connected("/stage")


def test_a_cookie_kept_from_before_the_sign_out_opens_nothing(served: Served) -> None:
    client, thief = signed_in(served), served.client()
    with client.session_transaction() as cookie, thief.session_transaction() as kept:
        kept.update(cookie)
    opened = thief.get("/stage/mc").status_code

    client.post("/sign-out")

    assert opened == 200
    assert thief.get("/stage/mc").status_code == 401
    assert not screen_of(served, thief).is_connected("/stage")


def test_signing_in_as_somebody_else_ends_the_screens_of_before(served: Served) -> None:
    client = signed_in(served, "mc")
    screen = screen_of(served, client)

    served.sign_in(client, "stage", served.passwords["stage"])
    served.server.screens.beat()

    assert not screen.is_connected("/stage")
    assert screen_of(served, client, "control").is_connected("/stage")


def test_a_screen_of_a_public_room_stays_whoever_signs_out(served: Served) -> None:
    client = signed_in(served)
    hall = screen_of(served, client, "hall")

    client.post("/sign-out")
    served.server.screens.beat()

    assert hall.is_connected("/stage")


def test_the_same_connection_does_not_come_back_signed_in(served: Served) -> None:
    screen = served.screen("/stage", "mc", "mc")
    give_new_password(served, "mc")
    served.server.screens.beat()

    screen.connect("/stage", auth={"room": "mc"})

    assert not screen.is_connected("/stage")


def test_a_screen_that_was_put_out_is_told_nothing_more(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = served.screen("/stage", "mc", "mc")
    namespace = served.server.socketio.server.namespace_handlers["/stage"]
    (sid,) = namespace._room_of
    told: list[object] = []
    monkeypatch.setattr(namespace, "emit", lambda *words, **_: told.append(words))

    namespace.trigger_event("refresh", sid)
    give_new_password(served, "mc")
    served.server.screens.beat()
    namespace.trigger_event("refresh", sid)

    assert not screen.is_connected("/stage")
    assert len(told) == 1
