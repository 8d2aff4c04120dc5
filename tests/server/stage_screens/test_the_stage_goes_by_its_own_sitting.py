"""The morning runs over though the afternoon's door is open: the stage looks at the morning."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from conference import performers
from conference.introductions import introduction
from conference.introductions.records import Introduced
from tests.factories import AT, BY
from tests.server.conftest import HTML, Served
from tests.server.test_a_snapshot_says_until_when_it_holds import add_sitting
from tests.server.test_screens_follow import cue, newest
from tests.server.vip.test_guests_reach_the_stage import hand_over
from tests.server.vip.test_vip_reception import receive, touch

DOOR_OF_THE_NEXT = {"hours": 3, "minutes": 5}


def shown(served: Served, room: str) -> dict[str, Any]:
    return newest(served.screen("/stage", room, "admin"), "/stage")


@pytest.fixture
def guest(served: Served) -> int:
    """A guest on the MC's list performs the item that still runs when the next door opens."""
    guest_id, *_ = receive(served)
    touch(served, guest_id, "in_hall")
    hand_over(served, [guest_id])
    control = shown(served, "control")
    served.db.write(
        lambda s: performers.link_performer(
            s, item_id=control["next_id"], delegate_id=guest_id, at=AT, by=BY
        )
    )
    add_sitting(served, 2, served.clock() + dt.timedelta(hours=5))
    cue(served, "start", shown(served, "control")["rundown_revision"])
    served.clock.forward(**DOOR_OF_THE_NEXT)
    return guest_id


def test_who_is_in_the_hall_is_there_until_the_last_item_ends(served: Served, guest: int) -> None:
    running = {room: shown(served, room) for room in ("control", "mc", "backstage")}
    page = served.client("admin").get("/admin/programme", headers=HTML).text
    cue(served, "finish", running["control"]["rundown_revision"])
    afterwards = shown(served, "control")

    live = str(running["control"]["now_id"])
    for room, words in running.items():
        assert [one["present"] for one in words["performers"][live]] == [True], room
        assert words["missing_performers"] == [], room
    assert [one["id"] for one in running["control"]["guests"]["here"]] == [guest]
    assert [one["ids"] for one in running["mc"]["introduction"]["lines"]] == [[guest]]
    assert running["mc"]["sitting_id"] == 1
    assert 'data-role="missing"' not in page
    assert afterwards["guests"]["here"] == []


def test_a_mark_and_a_list_of_that_hour_are_of_the_sitting_that_runs(
    served: Served, guest: int
) -> None:
    listed = hand_over(served, []).json["delegate_ids"]
    client = served.client("mc")
    marked = client.post("/stage/introductions", json={"delegate_ids": [guest]})
    frozen = client.post("/stage/introductions/freeze", json={})

    assert listed == [guest]
    assert marked.json["delegate_ids"] == [guest]
    assert frozen.json["sitting_id"] == 1
    with served.db.reading() as session:
        assert set(session.scalars(select(Introduced.sitting_id))) == {1}


def test_who_is_noted_in_the_hall_meanwhile_loses_no_line(served: Served, guest: int) -> None:
    touch(served, guest, "in_hall")

    with served.db.reading() as session:
        assert [one.ids for one in introduction(session, 1).lines] == [(guest,)]
    assert [one["state"] for one in shown(served, "control")["guests"]["here"]] == ["in_hall"]
