"""A device that was just paired is led to the page on which a station of its kind works."""

from __future__ import annotations

import pytest

from tests.server.conftest import Served


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("kiosk", "/kiosk"),
        ("reception", "/kiosk/desk"),
        ("screen", "/stage/screen"),
        ("print", "/print/"),
    ],
)
def test_a_paired_device_opens_where_it_works(served: Served, kind: str, page: str) -> None:
    named = {"name": "Bàn đón tiếp 1", "kind": kind}
    offer = served.client("admin").post("/admin/stations", json=named).json

    paired = served.client().post("/api/pair", json={"pairing_code": offer["pairing_code"]})

    assert paired.json == {"station": "Bàn đón tiếp 1", "page": page}
