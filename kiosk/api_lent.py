"""What the server lends the door's API, and who may use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.attendance import AtStation
from conference.database import RunApart
from conference.operators import Role, Who
from kiosk.contract_document import Described
from kiosk.pins import Pins

API_ROLES = (Role.RECEPTION, Role.SUPERVISOR, Role.ADMIN)

SameConference = Callable[[Session], None]
"""Refuses, within a transaction, another conference than the page is of that sent the request."""


@dataclass(frozen=True)
class ApiLent:
    """What the server lends the API; `version` is the contract's.

    `same_conference` is asked while the request is at hand; what it gives runs with the command.
    """

    who: Callable[[], Who]
    station: Callable[[], AtStation]
    pins: Pins
    badges: Callable[[], bool]
    run_apart: RunApart
    version: str
    same_conference: Callable[[], SameConference]
    more_routes: tuple[Described, ...] = ()
    """Routes of other faces that stand in the same contract."""
