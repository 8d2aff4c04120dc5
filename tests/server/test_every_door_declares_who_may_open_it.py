"""Deny by default: a route nobody declared is refused, and each role opens only its own doors."""

from __future__ import annotations

import re

import pytest

from conference.operators import PUBLIC, Role, declared_roles
from tests.server.conftest import HTML, Served

PUBLIC_PAGES = {
    "/",
    "/kiosk",
    "/kiosk/pair",
    "/stage/hall",
    "/stage/lobby",
    "/stage/welcome",
    "/stage/screen",
    "/sign-in",
}
INSTALLING = {"/kiosk/sw.js", "/kiosk/app.webmanifest"}
"""How the door's pages are kept on a tablet; no data in either."""

OFFICE = {"admin", "supervisor", "reception", "vip_reception"}
DESK = {"admin", "supervisor"}
DOOR_DESK = {"admin", "supervisor", "reception"}
RECEPTION = DESK | {"reception"}
READY = OFFICE | {"print", "stage", "backstage", "technician"}
NO_PAGES = {
    "/kiosk/desk/recent",
    "/kiosk/leave/asked",
    "/print/sheets/latest.png",
    "/admin/composition/moves",
}
VIP = {"admin", "supervisor", "vip_reception"}
OPENS = {
    "/kiosk/vip": VIP,
    "/kiosk/vip/proposal": DESK,
    "/api/search": DOOR_DESK,
    "/api/statistics": DOOR_DESK,
    "/api/history": DOOR_DESK,
    "/kiosk/desk": RECEPTION,
    "/kiosk/leave": DESK,
    "/kiosk/pin": DESK,
    "/kiosk/disputes": DESK,
    "/kiosk/places": OFFICE,
    "/kiosk/places/found": OFFICE,
    "/stage/control": {"admin", "stage"},
    "/stage/screens": {"admin", "stage"},
    "/stage/cuts": {"admin", "stage"},
    "/stage/mc": {"admin", "stage", "mc", "backstage"},
    "/stage/timer": {"admin", "stage", "mc", "backstage", "technician"},
    "/stage/cues": {"admin", "stage", "technician"},
    "/stage/backstage": {"admin", "stage", "mc", "backstage"},
    "/admin/cue-sheet": {"admin", "stage", "technician"},
    "/admin/hall-slides": {"admin", "stage", "technician"},
    "/admin/report": {"admin", "stage"},
    "/print/": {"admin", "print", "reception"},
    "/admin/": OFFICE,
    "/admin/delegates": OFFICE,
    "/admin/list": DESK,
    "/admin/import/": {"admin"},
    "/admin/composition": {"admin"},
    "/admin/nominees": {"admin"},
    "/admin/invitations": OFFICE,
    "/admin/seating": OFFICE,
    "/admin/seating/usher": OFFICE,
    "/admin/readiness": READY,
    "/admin/tasks": DESK,
    "/admin/conference": {"admin"},
    "/admin/conferences": {"admin"},
    "/admin/awards": {"admin", "print", "backstage"},
    "/admin/programme": {"admin", "stage"},
    "/admin/programme/people": {"admin", "stage"},
    "/admin/stations": {"admin"},
    "/admin/remotes": {"admin"},
    "/admin/opening": {"admin", "stage"},
    "/api/stage/state": set(),
    "/admin/arrivals": OFFICE | {"stage"},
    "/admin/door": {"admin"},
    "/admin/handing": DESK,
    "/admin/scripts": {"admin", "stage", "mc"},
    "/kiosk/paper": DESK | {"reception"},
}
CHANGES = {
    "/admin/door": {"admin"},
    "/admin/door/papers": DESK,
    "/admin/door/trays": {"admin"},
    "/admin/door/trays/clear": {"admin"},
    "/admin/door/trays/take-back": {"admin"},
    "/admin/handing/items": DESK,
    "/admin/handing/usual": DESK,
    "/admin/handing/1/signed": DESK,
    "/admin/handing/sheets": DESK,
    "/kiosk/desk/hand": OFFICE,
    "/kiosk/desk/hand/undo": OFFICE,
    "/kiosk/paper/tick": DESK | {"reception"},
    "/kiosk/paper/undo": DESK | {"reception"},
    "/kiosk/vip/1/expected": VIP,
    "/kiosk/vip/1/state": VIP,
    "/kiosk/vip/1/ticks": VIP,
    "/kiosk/vip/order": DESK,
    "/stage/guests": {"admin", "stage"},
    "/stage/buttons": {"admin", "stage"},
    "/stage/screens": {"admin", "stage"},
    "/stage/screens/1/code": {"admin", "stage"},
    "/stage/screens/1/name": {"admin", "stage"},
    "/stage/screens/1/forget": {"admin", "stage"},
    "/stage/screens/1/view": {"admin", "stage"},
    "/stage/screens/1/flash": {"admin", "stage"},
    "/stage/messages": {"admin", "stage"},
    "/stage/messages/take-back": {"admin", "stage"},
    "/stage/messages/quick-texts": {"admin", "stage"},
    "/stage/messages/read": {"admin", "stage", "mc", "backstage", "technician"},
    "/stage/hall": {"admin", "stage"},
    "/stage/hall/backdrop": {"admin", "stage"},
    "/stage/hall/backdrop/remove": {"admin", "stage"},
    "/stage/cue-sheet/state": {"admin", "stage", "technician"},
    "/stage/cue-sheet/stand-by": {"admin", "stage", "technician"},
    "/stage/cue-sheet/tried": {"admin", "stage", "technician"},
    "/admin/cue-sheet/items/1": {"admin", "stage", "technician"},
    "/admin/cue-sheet/propose": {"admin", "stage", "technician"},
    "/admin/cue-sheet/lines/1": {"admin", "stage", "technician"},
    "/admin/cue-sheet/lines/1/move": {"admin", "stage", "technician"},
    "/admin/cue-sheet/lines/1/remove": {"admin", "stage", "technician"},
    "/admin/cue-sheet/lines/1/restore": {"admin", "stage", "technician"},
    "/admin/hall-slides/files": {"admin", "stage", "technician"},
    "/admin/report/files": {"admin", "stage"},
    "/admin/report/rehearsed": {"admin", "stage"},
    "/stage/announcements": {"admin", "stage", "mc"},
    "/admin/opening": {"admin", "stage"},
    "/stage/introductions": {"admin", "stage", "mc"},
    "/stage/introductions/freeze": {"admin", "stage", "mc"},
    "/admin/scripts/items/1": {"admin", "stage"},
    "/admin/scripts/items/1/take-back": {"admin", "stage"},
    "/admin/scripts/sentences": {"admin", "stage"},
    "/admin/scripts/sentences/preview": {"admin", "stage", "mc"},
    "/admin/scripts/choices": {"admin", "stage"},
    "/admin/scripts/abbreviations": {"admin", "stage"},
    "/admin/scripts/guests/1": {"admin", "stage"},
    "/admin/scripts/papers": {"admin", "stage", "mc"},
    "/stage/buttons/give-back": {"admin", "stage"},
    "/stage/order": {"admin", "stage"},
    "/stage/notes": {"admin", "stage"},
    "/stage/edits/undo": {"admin", "stage"},
    "/stage/cuts": {"admin", "stage"},
    "/api/check-in/by-hand": DOOR_DESK,
    "/api/check-in/delegation": DOOR_DESK,
    "/api/check-in/undo": DOOR_DESK,
    "/api/leave": DOOR_DESK,
    "/api/return": DOOR_DESK,
    "/api/delegates/by-code": DOOR_DESK,
    "/admin/stations/1/printing": {"admin"},
    "/kiosk/desk/delegates/1/badge": RECEPTION,
    "/kiosk/desk/delegates/1/holder": RECEPTION,
    "/kiosk/desk/delegates/1/seat": RECEPTION,
    "/kiosk/desk/delegates/1/substitute": RECEPTION,
    "/kiosk/desk/walk-ins": RECEPTION,
    "/kiosk/leave": RECEPTION,
    "/kiosk/leave/1/decide": DESK,
    "/kiosk/leave/1/withdraw": RECEPTION,
    "/kiosk/leave/by-pin": RECEPTION,
    "/kiosk/pin": DESK,
    "/kiosk/disputes/1/settle": DESK,
    "/kiosk/places/1/decide": DESK | {"vip_reception"},
    "/kiosk/places/told/1": DESK | {"vip_reception"},
    "/stage/cues": {"admin", "stage"},
    "/admin/programme/items": {"admin", "stage"},
    "/admin/programme/items/1": {"admin", "stage"},
    "/admin/programme/items/1/move": {"admin", "stage"},
    "/admin/programme/items/1/remove": {"admin", "stage"},
    "/admin/programme/undo": {"admin", "stage"},
    "/admin/programme/performers": {"admin", "stage"},
    "/admin/programme/performers/pass-on": {"admin", "stage"},
    "/admin/programme/import/1": {"admin", "stage"},
    "/admin/programme/import/jobs/x/cancel": {"admin", "stage"},
    "/admin/programme/import/x/again": {"admin", "stage"},
    "/admin/programme/import/x/confirm": {"admin", "stage"},
    "/stage/awards/cues": {"admin", "stage", "backstage"},
    "/stage/clock": {"admin", "stage"},
    "/admin/remotes": {"admin"},
    "/admin/remotes/1/revoke": {"admin"},
    "/api/stage/step": set(),
    "/api/stage/undo": set(),
    "/api/stage/hold": set(),
    "/api/stage/resume": set(),
    "/api/stage/buttons": set(),
    "/api/stage/buttons/give-back": set(),
    "/api/stage/message": set(),
    "/api/stage/hall": set(),
    "/stage/begin-soon": {"admin", "stage"},
    "/print/jobs/1/settle": {"admin", "print", "reception"},
    "/print/jobs/1/reprint": {"admin", "print", "reception"},
    "/print/spooler": {"admin", "print"},
    "/admin/recipients/1/certificate": {"admin", "print"},
    "/admin/batches/1/certificates": {"admin", "print"},
    "/admin/stations": {"admin"},
    "/admin/rehearsal": {"admin"},
    "/admin/delegates": {"admin", "supervisor", "reception"},
    "/admin/delegates/1": {"admin"},
    "/admin/delegates/1/code": DESK,
    "/admin/delegates/1/duties": {"admin"},
    "/admin/delegates/1/holder": OFFICE,
    "/admin/delegates/1/substitute": DESK,
    "/admin/delegates/1/substitute/take-back": DESK,
    "/admin/delegates/approve": DESK,
    "/admin/delegates/take-back": DESK,
    "/admin/delegates/withdraw": DESK,
    "/admin/list/groups/1": {"admin"},
    "/admin/list/lock": {"admin"},
    "/admin/list/namesakes": {"admin"},
    "/admin/import/": {"admin"},
    "/admin/import/x/again": {"admin"},
    "/admin/import/x/confirm": {"admin"},
    "/admin/jobs/x/cancel": {"admin"},
    "/admin/jobs/x/resume": {"admin"},
    "/admin/papers": {"admin"},
    "/admin/composition/aliases": {"admin"},
    "/admin/composition/allotments": {"admin"},
    "/admin/composition/tolerances": {"admin"},
    "/admin/nominees": {"admin"},
    "/admin/nominees/1": {"admin"},
    "/admin/nominees/1/remove": {"admin"},
    "/admin/nominees/criteria": {"admin"},
    "/admin/invitations/1/reply": DESK,
    "/admin/invitations/codes": {"admin"},
    "/admin/invitations/documents": {"admin"},
    "/admin/invitations/sent": DESK,
    "/admin/invitations/sent/put-back": DESK,
    "/admin/invitations/words": {"admin"},
    "/admin/seating/areas": {"admin"},
    "/admin/seating/assign": {"admin"},
    "/admin/seating/clear": {"admin"},
    "/admin/seating/plan": {"admin"},
    "/admin/seating/preset": {"admin"},
    "/admin/seating/proposal": {"admin"},
    "/admin/seating/restore": {"admin"},
    "/admin/seating/seat": {"admin"},
    "/admin/seating/swap": {"admin"},
    "/admin/tasks": {"admin"},
    "/admin/tasks/1": {"admin"},
    "/admin/tasks/1/tick": READY,
    "/admin/conference": {"admin"},
    "/admin/conference/day": {"admin"},
    "/admin/conferences": {"admin"},
    "/admin/conferences/x/copy": {"admin"},
    "/admin/conferences/x/open": {"admin"},
    "/admin/conferences/x/remove": {"admin"},
    "/admin/sittings/1/hours": {"admin"},
}


def test_every_route_has_declared_its_roles(served: Served) -> None:
    views = served.server.app.view_functions

    undeclared = [name for name, view in views.items() if declared_roles(view) is None]

    assert undeclared == ["static"]


def test_a_route_that_nobody_declared_is_refused_even_to_the_organiser(served: Served) -> None:
    served.server.app.add_url_rule("/forgotten", view_func=lambda: "secret")

    answers = [served.client(role).get("/forgotten").status_code for role in ("admin", None)]

    assert answers == [403, 401]


def test_only_kiosk_hall_and_lobby_open_without_a_sign_in(served: Served) -> None:
    client, app = served.client(), served.server.app
    pages = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments
    }

    opened = {page for page in pages if client.get(page, headers=HTML).status_code == 200}

    assert opened == PUBLIC_PAGES | INSTALLING | {"/api/health", "/api/", "/api/openapi.json"}


def test_a_page_that_needs_a_sign_in_leads_there_and_back(served: Served) -> None:
    client = served.client()

    asked = client.get("/stage/mc", headers=HTML)
    back = served.sign_in(client, "mc", served.passwords["mc"], next="/stage/mc")

    assert asked.headers["Location"] == "/sign-in?next=/stage/mc"
    assert back.headers["Location"] == "/stage/mc"


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_a_role_opens_its_own_pages_and_no_others(served: Served, role: str) -> None:
    client = served.client(role)

    opened = {page for page in OPENS if client.get(page, headers=HTML).status_code == 200}

    assert opened == {page for page, roles in OPENS.items() if role in roles}


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_a_role_changes_only_what_is_its_own(served: Served, role: str) -> None:
    client = served.client(role)

    refused = {path for path in CHANGES if client.post(path, json={}).status_code == 403}

    assert refused == {path for path, roles in CHANGES.items() if role not in roles}


def test_nothing_is_changed_without_a_sign_in(served: Served) -> None:
    client = served.client()

    answers = {path: client.post(path, json={}).status_code for path in CHANGES}

    assert set(answers.values()) == {401}


def test_the_table_of_this_test_knows_every_changing_route(served: Served) -> None:
    app = served.server.app
    changing = {
        re.sub(r"<\w+>", "x", re.sub(r"<int:\w+>", "1", rule.rule))
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and PUBLIC not in (declared_roles(app.view_functions[rule.endpoint]) or ())
    }

    assert changing == set(CHANGES)


def test_the_table_of_this_test_knows_every_page(served: Served) -> None:
    app = served.server.app
    pages = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.arguments
        and PUBLIC not in (declared_roles(app.view_functions[rule.endpoint]) or ())
    }

    assert pages - set(OPENS) == NO_PAGES
