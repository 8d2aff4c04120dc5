"""A running server makes a conference from each plan, opens it, and comes up with it again."""

from __future__ import annotations

import re

import requests

from seed.plan import load_plan, plan_names
from tests.running import RunningServer

MAKE_WITHIN_S = 60.0
HTML = {"Accept": "text/html"}


def signed_in(server: RunningServer) -> requests.Session:
    browser = requests.Session()
    form = browser.get(server.url + "/sign-in", headers=HTML).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert token is not None
    words = {"operator_name": "admin", "password": server.passwords()["admin"]}
    answer = browser.post(
        server.url + "/sign-in", data=words | {"csrf_token": token[1]}, headers=HTML
    )
    assert answer.url == server.url + "/admin/"
    return browser


def test_each_plan_becomes_a_conference_while_the_server_runs(day: RunningServer) -> None:
    for plan in plan_names():
        made = signed_in(day).post(
            day.url + "/admin/conferences",
            json={"plan": plan, "held_on": "2026-12-01", "name": f"{plan}-x"},
            timeout=MAKE_WITHIN_S,
        )
        assert made.json() == {"done": True}, made.text

        page = signed_in(day).get(day.url + "/admin/conference", headers=HTML)
        assert page.status_code == 200
        assert load_plan(plan).title_lines[-1] in page.text
    assert day.stop() == 0

    day.start()

    page = signed_in(day).get(day.url + "/admin/conference", headers=HTML)
    assert load_plan(plan_names()[-1]).title_lines[-1] in page.text


def test_a_copy_is_made_while_delegates_come(day: RunningServer) -> None:
    _, code = day.codes()[0]
    scan = {"scan_id": "0c8a7f2e-0000-4000-8000-000000000001", "code": code}
    came = requests.post(day.url + "/api/check-in", json=scan, timeout=10)

    copied = signed_in(day).post(
        day.url + "/admin/conferences/so-khcn-demo/copy",
        json={"name": "so-khcn-2027"},
        timeout=MAKE_WITHIN_S,
    )

    again = requests.post(day.url + "/api/check-in", json=scan, timeout=10)
    assert came.json()["verdict"] == "admitted"
    assert copied.json() == {"done": True, "name": "so-khcn-2027"}
    assert again.content == came.content
