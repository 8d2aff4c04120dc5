"""A page stays open while a rehearsal begins or ends: it may not act on what it does not show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from conference.identity import identity
from server.gate import CONFERENCE_HEADER, REHEARSAL_HEADER
from tests.factories import new_id
from tests.server.conftest import HTML, Served
from tests.server.test_rehearsal import rehearse
from tests.server.test_screens_follow import newest


def press_start(served: Served, *, page_of: str | None) -> Any:
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    body = {"cue_id": new_id(), "command": "start", "revision": control["rundown_revision"]}
    headers = {REHEARSAL_HEADER: page_of} if page_of else {}
    return served.client("stage").post("/stage/cues", json=body, headers=headers)


def phase(served: Served) -> str:
    shown: str = newest(served.screen("/stage", "hall"), "/stage")["phase"]
    return shown


def test_a_page_of_the_rehearsal_does_not_start_the_real_programme(served: Served) -> None:
    rehearse(served, "begin")
    rehearse(served, "end")

    answer = press_start(served, page_of="true")

    assert answer.status_code == 409
    assert answer.json["error"]["code"] == "other_conference_open"
    assert "hội nghị khác" in answer.json["error"]["sentence"]
    assert phase(served) == "not_started"


def test_a_page_of_the_real_conference_does_nothing_in_the_rehearsal(served: Served) -> None:
    rehearse(served, "begin")

    answer = press_start(served, page_of="false")

    assert answer.json["error"]["code"] == "other_conference_open"
    assert phase(served) == "not_started"


def test_a_page_of_another_conference_of_the_folder_does_nothing_in_this_one(
    served: Served,
) -> None:
    with served.db.reading() as session:
        number = identity(session).number
    other = "000" if number != "000" else "001"
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    body = {"cue_id": new_id(), "command": "start", "revision": control["rundown_revision"]}

    def press(page_of: str) -> Any:
        headers = {CONFERENCE_HEADER: page_of}
        return served.client("stage").post("/stage/cues", json=body, headers=headers)

    refused, taken = press(other), press(number)

    assert refused.json["error"]["code"] == "other_conference_open"
    assert taken.status_code == 200
    assert control["conference"]["number"] == number


@pytest.mark.parametrize("page_of", ["true", None])
def test_a_page_of_the_open_conference_and_a_program_without_the_header_go_on(
    served: Served, page_of: str | None
) -> None:
    rehearse(served, "begin")

    answer = press_start(served, page_of=page_of)

    assert answer.status_code == 200
    assert phase(served) == "running"


def test_whoever_is_not_signed_in_learns_only_that(served: Served) -> None:
    answer = served.client().post("/stage/cues", json={}, headers={REHEARSAL_HEADER: "true"})

    assert answer.status_code == 401


def test_the_door_answers_a_kiosk_of_the_other_conference_by_the_code_itself(
    served: Served,
) -> None:
    rehearse(served, "begin")

    answer = served.client().post(
        "/api/check-in",
        json={"scan_id": new_id(), "code": served.codes[0]},
        headers={REHEARSAL_HEADER: "false"},
    )

    assert answer.json["reason"] == "real_code_in_rehearsal"


def test_a_page_says_which_conference_it_is_of(served: Served) -> None:
    admin = served.client("admin")

    before = admin.get("/admin/", headers=HTML).text
    rehearse(served, "begin")
    during = admin.get("/admin/", headers=HTML).text

    assert 'data-rehearsal="false"' in before
    assert 'data-rehearsal="true"' in during


def test_every_script_that_posts_says_which_conference_its_page_is_of() -> None:
    root = Path(__file__).parents[2]
    scripts = [
        file
        for face in ("admin", "kiosk", "printers", "server", "stage")
        for file in (root / face / "static").glob("*.js")
        if 'method: "POST"' in file.read_text(encoding="utf-8")
    ]

    silent = [
        file.name
        for file in scripts
        if not {REHEARSAL_HEADER, CONFERENCE_HEADER}
        <= set(re.findall(r'"(X-Hoinghi-\w+)"', file.read_text(encoding="utf-8")))
    ]

    assert len(scripts) > 1
    assert silent == []
