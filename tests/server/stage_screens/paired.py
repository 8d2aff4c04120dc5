"""Screens of a test: named on the control, paired on their device, followed over a socket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from flask_socketio.test_client import SocketIOTestClient

from tests.server.conftest import Served


@dataclass
class Device:
    """A screen's machine: its browser, and the number under which the control knows it."""

    served: Served
    id: int
    browser: FlaskClient

    def follow(self, room: str, *, named: bool = True, build: str = "") -> SocketIOTestClient:
        """Open a page's socket."""
        auth = {"room": room, "screen": named, "build": build}
        return self.served.server.socketio.test_client(
            self.served.server.app,
            namespace="/stage",
            auth=auth,
            flask_test_client=self.browser,
        )

    def open(self, path: str) -> int:
        """Visit a page; give its status."""
        return self.browser.get(path, headers={"Accept": "text/html"}).status_code


def post(served: Served, path: str, role: str = "stage", **body: Any) -> Any:
    """Press something on the control page."""
    return served.client(role).post(f"/stage{path}", json=body)


def new_screen(served: Served, name: str = "Bục MC", view: str = "mc") -> Device:
    """Name a screen and pair its device."""
    offer = post(served, "/screens", name=name, view=view).json
    browser = served.client()
    paired = browser.post("/api/pair", json={"pairing_code": offer["pairing_code"]})
    assert paired.json["page"] == "/stage/screen"
    return Device(served, offer["id"], browser)


def listed(served: Served) -> dict[str, Any]:
    """Give the control's list."""
    words: dict[str, Any] = served.client("stage").get("/stage/screens").json
    return words


def told(socket: SocketIOTestClient, name: str) -> list[Any]:
    """Give what a socket was told under a name since the last look."""
    return [one["args"][0] for one in socket.get_received("/stage") if one["name"] == name]
