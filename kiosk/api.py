"""The door's API under /api: every road by which somebody is found, admitted, or taken back.

Every verdict is HTTP 200; 4xx and 5xx mean "no verdict" (docs/developers/contracts.md). What comes
in and goes out are the models of `kiosk.contract`, of which the published contract is made.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from conference.clock import Clock
from conference.database import Database
from conference.operators import open_to_all
from kiosk.api_asking import add_finding, add_numbers
from kiosk.api_by_hand import add_by_hand, add_go_and_come
from kiosk.api_lent import ApiLent
from kiosk.api_scans import add_scans
from kiosk.contract_document import ROUTES, contract_document, kind_of


def create_blueprint(db: Database, clock: Clock, lent: ApiLent) -> Blueprint:
    """Make the API's routes."""
    api = Blueprint("api", __name__, url_prefix="/api", template_folder="templates")
    add_scans(api, db, clock, lent)
    add_by_hand(api, db, clock, lent)
    add_go_and_come(api, db, clock, lent)
    add_finding(api, db, clock, lent)
    add_numbers(api, db, clock, lent)
    _publish(api, lent)
    return api


def _publish(api: Blueprint, lent: ApiLent) -> None:
    """Add the contract, for programs and for people."""

    @api.get("/openapi.json")
    @open_to_all
    def contract() -> dict[str, Any]:
        return contract_document(lent.version, lent.more_routes)

    @api.get("/")
    @open_to_all
    def page() -> str:
        document = contract_document(lent.version, lent.more_routes)
        routes = ROUTES + lent.more_routes
        return render_template("kiosk/api.html", document=document, routes=routes, kind_of=kind_of)
