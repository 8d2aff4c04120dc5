"""Deny by default: a route nobody declared is refused, and each role opens only its own doors."""

from __future__ import annotations

import pytest

from conference.operators import PUBLIC, Role, declared_roles
from tests.server.conftest import HTML, Served

PUBLIC_PAGES = {"/", "/kiosk", "/kiosk/pair", "/stage/hall", "/stage/lobby", "/sign-in"}
OPENS = {
    "/stage/control": {"admin", "stage"},
    "/stage/mc": {"admin", "stage", "mc", "backstage"},
    "/print/": {"admin", "print", "reception"},
    "/admin/": {"admin", "reception", "vip_reception"},
    "/admin/delegates": {"admin", "reception", "vip_reception"},
    "/admin/awards": {"admin", "print", "backstage"},
    "/admin/stations": {"admin"},
}
CHANGES = {
    "/stage/cues": {"admin", "stage"},
    "/stage/awards/cues": {"admin", "stage", "backstage"},
    "/stage/begin-soon": {"admin", "stage"},
    "/print/jobs/1/settle": {"admin", "print", "reception"},
    "/print/jobs/1/reprint": {"admin", "print", "reception"},
    "/print/spooler": {"admin", "print"},
    "/admin/recipients/1/certificate": {"admin", "print"},
    "/admin/batches/1/certificates": {"admin", "print"},
    "/admin/stations": {"admin"},
    "/admin/rehearsal": {"admin"},
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

    assert opened == PUBLIC_PAGES | {"/api/health"}


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
        rule.rule.replace("<int:job_id>", "1")
        .replace("<int:recipient_id>", "1")
        .replace("<int:batch_id>", "1")
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and PUBLIC not in (declared_roles(app.view_functions[rule.endpoint]) or ())
    }

    assert changing == set(CHANGES)
