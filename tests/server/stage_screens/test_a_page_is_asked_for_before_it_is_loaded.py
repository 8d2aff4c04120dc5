"""A screen asks for a page before it loads it: what the server says to that (page_there.js)."""

from __future__ import annotations

import pytest

from tests.server.conftest import Served
from tests.server.stage_screens.paired import new_screen


@pytest.mark.parametrize("page", ["/stage/control", "/stage/mc", "/admin/opening", "/kiosk/desk"])
def test_of_a_staff_page_that_it_is_not_known_here_and_not_where_to_sign_in(
    served: Served, page: str
) -> None:
    known = served.client("admin").head(page)

    stranger = served.client().head(page, headers={"Accept": "*/*", "Sec-Fetch-Mode": "cors"})

    assert known.status_code == 200
    assert (stranger.status_code, stranger.headers.get("Location")) == (401, None)


def test_of_a_public_page_and_of_a_screens_own_that_they_are_there(served: Served) -> None:
    device = new_screen(served)

    hall, asked = (served.client().head(page) for page in ("/stage/hall", "/stage/screen"))
    led = device.browser.head("/stage/screen", follow_redirects=True)
    elsewhere = device.browser.head("/stage/cues")

    assert {one.status_code for one in (hall, asked, led)} == {200}
    assert led.request.path == "/stage/mc"
    assert elsewhere.status_code == 401
