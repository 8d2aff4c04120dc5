"""The morning runs over though the afternoon's door is open: the stage looks at the morning."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, update

from conference import performers
from conference.agenda import AgendaItem
from conference.introductions import introduction
from conference.introductions.records import Introduced
from tests.factories import AT, BY, new_id
from tests.server.conftest import HTML, Served
from tests.server.test_a_snapshot_says_until_when_it_holds import add_sitting
from tests.server.test_screens_follow import cue, newest
from tests.server.vip.test_guests_reach_the_stage import hand_over
from tests.server.vip.test_vip_reception import receive, touch

DOOR_OF_THE_NEXT = {"hours": 3, "minutes": 5}
FREEZE = "/stage/introductions/freeze"


def shown(served: Served, room: str) -> dict[str, Any]:
    return newest(served.screen("/stage", room, "admin"), "/stage")


def pressed(served: Served, command: str) -> None:
    assert cue(served, command, shown(served, "control")["rundown_revision"]).status_code == 200


def perform(served: Served, item_id: int, *guest_ids: int) -> None:
    for one in guest_ids:
        served.db.write(
            lambda s, one=one: performers.link_performer(
                s, item_id=item_id, delegate_id=one, at=AT, by=BY
            )
        )


def present(words: dict[str, Any]) -> list[bool]:
    return [one["present"] for one in words["performers"][str(words["now_id"])]]


@pytest.fixture
def guests(served: Served) -> list[int]:
    """Two guests perform the first of two items, which runs when the next door opens; one is here.

    The programme of the whole day stands in the first sitting.
    """
    first, second, *_ = receive(served)
    touch(served, first, "in_hall")
    hand_over(served, [first])
    ids = [one["id"] for one in shown(served, "control")["items"]]
    out = update(AgendaItem).where(AgendaItem.id.in_(ids[2:])).values(removed=True)
    served.db.write(lambda s: s.execute(out))
    perform(served, ids[0], first, second)
    add_sitting(served, 2, served.clock() + dt.timedelta(hours=5))
    pressed(served, "start")
    served.clock.forward(**DOOR_OF_THE_NEXT)
    return [first, second]


@pytest.fixture
def guest(served: Served, guests: list[int]) -> int:
    """Who is here of them; the afternoon has an item of its own."""
    item = AgendaItem(sitting_id=2, ordinal=90, number="1", title="Thảo luận")
    served.db.write(lambda s: s.add(item))
    return guests[0]


def test_who_is_in_the_hall_is_there_until_the_last_item_ends(served: Served, guest: int) -> None:
    running = {room: shown(served, room) for room in ("control", "mc", "backstage")}
    page = served.client("admin").get("/admin/programme", headers=HTML).text
    pressed(served, "finish")
    pause = {room: shown(served, room) for room in ("control", "mc")}
    pressed(served, "start")
    pressed(served, "finish")
    afterwards = shown(served, "control")

    for room, words in running.items():
        assert present(words) == [True, False], room
        assert [one["delegate_id"] for one in words["missing_performers"]] != [guest], room
    for words in (running, pause):
        assert [one["id"] for one in words["control"]["guests"]["here"]] == [guest]
        assert [one["ids"] for one in words["mc"]["introduction"]["lines"]] == [[guest]]
        assert words["mc"]["sitting_id"] == 1
        assert words["control"]["opening"] is None
    assert page.count('data-role="missing"') == 1
    assert afterwards["guests"]["here"] == []
    assert afterwards["opening"]["sitting_id"] == 2


def test_who_comes_to_the_last_items_is_here_though_entered_for_the_next(
    served: Served, guests: list[int], guest: int
) -> None:
    touch(served, guests[1], "in_hall")
    listed = hand_over(served, [guests[1]]).json["delegate_ids"]
    words = {room: shown(served, room) for room in ("control", "mc", "backstage")}
    frozen = served.client("mc").post(FREEZE, json={}).json
    office = served.client("admin").get("/admin/scripts?sitting=1", headers=HTML).text

    assert guest in guests
    assert listed == guests
    assert [one["id"] for one in words["control"]["guests"]["here"]] == guests
    assert [one["ids"] for one in words["mc"]["introduction"]["lines"]] == [[one] for one in guests]
    for room in words.values():
        assert present(room) == [True, True]
        assert room["missing_performers"] == []
    assert (frozen["sitting_id"], frozen["number"]) == (1, 1)
    assert "Sẵn sàng giới thiệu: 2 dòng" in office


def test_where_the_first_sitting_holds_the_whole_programme_the_doors_sitting_counts(
    served: Served, guests: list[int]
) -> None:
    touch(served, guests[1], "in_hall")
    listed = hand_over(served, [guests[1]]).json["delegate_ids"]
    words = {room: shown(served, room) for room in ("control", "mc")}

    assert words["mc"]["sitting_id"] == 2
    assert present(words["control"]) == [False, True]
    assert listed == [guests[1]]
    assert [one["id"] for one in words["control"]["guests"]["here"]] == [guests[1]]
    assert [one["ids"] for one in words["mc"]["introduction"]["lines"]] == [[guests[1]]]


def test_a_mark_and_a_list_of_that_hour_are_of_the_sitting_that_runs(
    served: Served, guest: int
) -> None:
    pressed(served, "finish")
    listed = hand_over(served, []).json["delegate_ids"]
    client = served.client("mc")
    marked = client.post("/stage/introductions", json={"delegate_ids": [guest]})
    frozen = client.post(FREEZE, json={})

    assert listed == [guest]
    assert marked.json["delegate_ids"] == [guest]
    assert frozen.json["sitting_id"] == 1
    with served.db.reading() as session:
        assert set(session.scalars(select(Introduced.sitting_id))) == {1}


def test_a_freeze_sent_again_after_the_sitting_has_ended_is_the_list_that_was(
    served: Served, guest: int
) -> None:
    client, body = served.client("mc"), {"request_id": new_id()}
    first = client.post(FREEZE, json=body).json
    pressed(served, "finish")
    pressed(served, "start")
    pressed(served, "finish")

    again = client.post(FREEZE, json=body).json

    assert guest > 0
    assert again == first
    assert again["sitting_id"] == 1


def test_who_is_noted_in_the_hall_meanwhile_loses_no_line(served: Served, guest: int) -> None:
    touch(served, guest, "in_hall")

    with served.db.reading() as session:
        assert [one.ids for one in introduction(session, 1).lines] == [(guest,)]
    assert [one["state"] for one in shown(served, "control")["guests"]["here"]] == ["in_hall"]


def test_the_lobby_is_told_the_hour_of_the_sitting_that_its_rows_are_of(
    served: Served, guest: int
) -> None:
    running = shown(served, "lobby")
    pressed(served, "finish")
    pause = shown(served, "lobby")
    pressed(served, "start")
    pressed(served, "finish")
    before_the_next = shown(served, "lobby")

    assert guest > 0
    assert (running["opening"], pause["opening"]) == (None, None)
    assert before_the_next["opening"]["sitting_id"] == 2


def test_before_two_sittings_close_together_the_lobby_is_told_the_first_ones_hour(
    served: Served,
) -> None:
    add_sitting(served, 2, served.clock() + dt.timedelta(hours=1))
    item = AgendaItem(sitting_id=2, ordinal=90, number="1", title="Thảo luận")
    served.db.write(lambda s: s.add(item))

    assert shown(served, "lobby")["opening"]["sitting_id"] == 1


def test_after_the_last_item_the_lobby_is_told_no_hour(served: Served, guests: list[int]) -> None:
    for command in ("finish", "start", "finish"):
        pressed(served, command)

    assert guests
    assert shown(served, "lobby")["opening"] is None
