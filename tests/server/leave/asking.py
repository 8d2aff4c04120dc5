"""What tests of leave ask for: a closed list, requests of a desk, a supervisor with a PIN."""

from __future__ import annotations

from typing import Any

from argon2 import PasswordHasher

from conference.delegates import Delegate
from conference.doors import change_door
from conference.operators import find_operator, set_pin
from tests.factories import AT, BY, all_rows, make_station, new_id
from tests.server.conftest import Served

PIN = "482915"
_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def close_the_list(served: Served) -> None:
    served.db.write(lambda s: change_door(s, {"closed": True}, at=AT, by=BY))


def person(served: Served, nth: int = 0) -> Delegate:
    found: Delegate = all_rows(served.db, Delegate)[nth]
    return found


def ask(served: Served, delegate_id: int, client: Any = None, **more: Any) -> Any:
    body = {
        "request_id": new_id(), "delegate_id": delegate_id, "rule": "list_closed",
        "words": "Xe đến muộn",
    } | more  # fmt: skip
    return (client or served.client("reception")).post("/kiosk/leave", json=body)


def decide(served: Served, leave_id: int, role: str = "supervisor", **more: Any) -> Any:
    body = {"granted": True, "words": "Đúng người được mời"} | more
    return served.client(role).post(f"/kiosk/leave/{leave_id}/decide", json=body)


def by_pin(
    served: Served, delegate_id: int, pin: str = PIN, client: Any = None, **more: Any
) -> Any:
    body = {
        "scan_id": new_id(), "delegate_id": delegate_id, "rule": "list_closed",
        "words": "Đã gặp trực tiếp", "pin": pin,
    } | more  # fmt: skip
    return (client or served.client("reception")).post("/kiosk/leave/by-pin", json=body)


def give_pin(served: Served, role: str = "supervisor", pin: str = PIN) -> str:
    """Give this role's operator a PIN, hashed cheaply; give how the journal names them."""

    def keep(session: Any) -> str:
        operator = find_operator(session, role)
        set_pin(session, operator.id, _CHEAP.hash(pin), at=AT, by=BY)
        return f"operator:{operator.id}"

    return served.db.write(keep)


def at_station(served: Served, name: str) -> Any:
    """A desk's browser, signed in as reception and paired as this station."""
    station, token = make_station(served.db, name)
    client = served.client("reception")
    client.set_cookie("hoinghi_station", token)
    return station, client
