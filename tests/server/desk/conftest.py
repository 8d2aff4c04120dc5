"""A reception desk on the small conference of the office's tests: paired, signed in, in a hall."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from conference.operators import find_operator, set_pin
from conference.seating import assign_seats, keep_hall
from conference.stations import BadgePrinting, set_printing
from kiosk.routes import STATION_COOKIE
from tests.conference.seating.halls import one_block
from tests.factories import AT, BY, make_station
from tests.server.roster.conftest import Office, office, open_office

__all__ = ["office", "open_office"]

PIN = "482615"
SUPERVISOR = "Lê Thị Sâm"
"""Whose PIN it is: by no other name than the desk's own can it be told whose leave it was."""


@dataclass
class Desk:
    """The desk under test: its office, its station, and requests from it."""

    office: Office
    station_id: int
    token: str

    def client(self, role: str = "reception") -> FlaskClient:
        client = self.office.client(role)
        client.set_cookie(STATION_COOKIE, self.token)
        return client

    def get(self, path: str, role: str = "reception") -> Any:
        answer = self.client(role).get(path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def send(self, path: str, body: dict[str, Any], role: str = "reception") -> Any:
        return self.client(role).post(path, json=body)

    def check_in(self, delegate_id: int) -> Any:
        body = {"scan_id": str(uuid.uuid4()), "delegate_id": delegate_id, "source": "name_search"}
        return self.send("/api/check-in/by-hand", body).json

    def id_of(self, name: str) -> int:
        return self.office.id_of(name)

    def give_supervisor_a_pin(self) -> None:
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

        def give(session: Any) -> None:
            supervisor = find_operator(session, "supervisor")
            supervisor.full_name = SUPERVISOR
            set_pin(session, supervisor.id, hasher.hash(PIN), at=AT, by=BY)

        self.office.db.write(give)

    def plan_hall(self, *pairs: tuple[int, str]) -> None:
        self.office.db.write(lambda s: keep_hall(s, one_block(4, 4), at=AT, by=BY))
        self.office.db.write(lambda s: assign_seats(s, pairs, keep=False, at=AT, by=BY))


@pytest.fixture
def desk(office: Office) -> Desk:
    station, token = make_station(office.db, "Bàn 2")
    assert station.id is not None
    office.db.write(
        lambda s: set_printing(
            s, station.id, printing=BadgePrinting.ONCE, pool="máy in bàn 2", at=AT, by=BY
        )
    )
    return Desk(office, station.id, token)
