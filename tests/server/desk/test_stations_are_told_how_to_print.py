"""The office's page of stations: how each prints, and what the door does at once with it."""

from __future__ import annotations

import pytest

from tests.server.desk.conftest import Desk


def put(desk: Desk, role: str = "admin", **body: str):
    path = f"/admin/stations/{desk.station_id}/printing"
    return desk.office.send(path, {"printing": "always", "pool": "máy in sảnh"} | body, role)


def test_the_page_shows_how_each_station_prints(desk: Desk) -> None:
    put(desk)

    page = desk.office.page("/admin/stations")

    assert 'value="máy in sảnh"' in page
    assert '<option value="always" selected>' in page


def test_the_next_badge_comes_out_where_the_office_said(desk: Desk) -> None:
    tung = desk.id_of("Nguyễn Văn Tùng")
    desk.get("/kiosk/desk/recent")

    put(desk)

    assert desk.check_in(tung)["badge"] == {"queued": True, "pool": "máy in sảnh"}


def test_a_station_that_prints_nothing_queues_nothing(desk: Desk) -> None:
    put(desk, printing="off")

    assert desk.check_in(desk.id_of("Nguyễn Văn Tùng"))["badge"] is None


@pytest.mark.parametrize("body", [{"printing": "sometimes"}, {"pool": "x" * 61}])
def test_what_is_no_way_of_printing_is_malformed(desk: Desk, body: dict[str, str]) -> None:
    assert put(desk, **body).status_code == 422


def test_only_the_office_says_how_a_station_prints(desk: Desk) -> None:
    assert put(desk, "reception").status_code == 403
