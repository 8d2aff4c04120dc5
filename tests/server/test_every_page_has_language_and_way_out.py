"""Whoever works at the door finds the language and the way out on the page they work on."""

from __future__ import annotations

import pytest

from tests.server.conftest import HTML, Served

PAGES = [
    ("/kiosk/desk", "reception"),
    ("/kiosk/vip", "vip_reception"),
    ("/kiosk/leave", "supervisor"),
    ("/kiosk/disputes", "supervisor"),
    ("/kiosk/places", "vip_reception"),
    ("/kiosk/pin", "supervisor"),
    ("/kiosk", "supervisor"),
]


@pytest.mark.parametrize(("path", "role"), PAGES)
def test_a_page_of_the_door_lets_one_choose_the_language_and_sign_out(
    served: Served, path: str, role: str
) -> None:
    client = served.client(role)

    page = client.get(path, headers=HTML).text

    assert page.count('action="/sign-out"') == 1
    assert page.count('action="/language"') == 1
    answer = client.post("/language", data={"language": "en", "next": path})
    assert answer.headers["Location"] == path
    assert '<html lang="en">' in client.get(path, headers=HTML).text


def test_a_kiosk_at_which_nobody_is_signed_in_offers_the_language_alone(served: Served) -> None:
    page = served.client().get("/kiosk", headers=HTML).text

    assert 'action="/language"' in page
    assert 'action="/sign-out"' not in page
