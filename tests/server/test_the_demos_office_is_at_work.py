"""The demo as it is made has something on every page of the office, and its door still works."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server.conftest import HTML, Served


@pytest.fixture
def worked(tmp_path: Path, worked_demo_folder: Path, serve: Callable[..., Served]) -> Served:
    shutil.copytree(worked_demo_folder, tmp_path / "data")
    return serve()


def test_every_page_of_the_office_opens(worked: Served) -> None:
    client = worked.client("admin")
    paths = [
        rule.rule
        for rule in worked.server.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.rule.startswith("/admin/") and not rule.arguments
    ]

    answers = {path: client.get(path, headers=HTML, buffered=True).status_code for path in paths}

    assert {path: status for path, status in answers.items() if status != 200} == {}


def test_everybody_who_is_approved_has_one_code_and_is_let_in(worked: Served) -> None:
    verdicts = {worked.scan(code).json["verdict"] for code in worked.codes[::10]}

    assert len(worked.codes) == 150
    assert verdicts == {"admitted"}


def test_the_kiosk_can_lead_everybody_to_the_seat(worked: Served) -> None:
    seats = [worked.scan(code).json["delegate"]["seat"] for code in worked.codes[:12]]

    drawn = [worked.client().get(f"/kiosk/seat/{seat}.svg").status_code for seat in seats]

    assert drawn == [200] * 12
