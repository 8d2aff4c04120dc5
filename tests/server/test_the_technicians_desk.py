"""Cue list, cue sheet and the wings: what technicians and backstage see and press."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from conference import agenda, awards
from conference.agenda import Command, Press, rundown
from conference.awards import AwardBlock, AwardCommand
from conference.cue_sheet import cue_sheet
from conference.delegates import Delegate
from conference.standing_in import PlaceFate, decide_place
from tests.factories import AT, BY, new_id
from tests.server.conftest import HTML, Served
from tests.server.stage_screens.paired import new_screen
from tests.server.test_screens_follow import newest
from tests.waiting import until

ROOMS = ("cues", "backstage", "control")


def post(served: Served, path: str, role: str = "technician", **body: Any) -> Any:
    return served.client(role).post(path, json=body)


def shown(served: Served, room: str = "cues", role: str = "technician") -> dict[str, Any]:
    return newest(served.screen("/stage", room, role), "/stage")


def items(served: Served) -> list[Any]:
    with served.db.reading() as session:
        return rundown(session).items


def cue(served: Served, command: Command, **more: Any) -> None:
    def press(session: Any) -> None:
        seen = agenda.rundown_revision(session)
        agenda.give_cue(
            session,
            Press(cue_id=new_id(), seen_revision=seen, command=command, **more),
            at=AT,
            by=BY,
        )

    served.db.write(press)


def row(served: Served, cue_id: int) -> Any:
    with served.db.reading() as session:
        return next((one for one in cue_sheet(session) if one.id == cue_id), None)


def add(served: Served, item_id: int, words: str = "Mở phóng sự", **more: Any) -> int:
    body = {"kind": "video", "words": words} | more
    answer = post(served, f"/admin/cue-sheet/items/{item_id}", **body)
    assert answer.status_code == 200, answer.json
    return int(answer.json["cue_id"])


# The list.


def test_the_list_shows_the_first_two_items_then_now_and_next(served: Served) -> None:
    first, second, third, *_ = [item.id for item in items(served)]
    assert [one["item_id"] for one in shown(served)["cues"]] == [first, second]

    cue(served, Command.START)
    cue(served, Command.NEXT)

    assert [one["item_id"] for one in shown(served)["cues"]] == [second, third]


def test_what_still_runs_stays_when_its_item_is_over(served: Served) -> None:
    first, second, *_ = [item.id for item in items(served)]
    music = add(served, first, "Nhạc nền", kind="sound")
    cue(served, Command.START)
    body = {"cue_id": music, "state": "running", "seen": "planned"}
    assert post(served, "/stage/cue-sheet/state", **body).json["changed"] is True
    cue(served, Command.NEXT)

    assert next(one["item_id"] for one in shown(served)["cues"]) == first

    post(served, "/stage/cue-sheet/state", cue_id=music, state="done", seen="running")
    assert next(one["item_id"] for one in shown(served)["cues"]) == second


def test_a_press_that_saw_an_older_state_is_refused_by_name(served: Served) -> None:
    film = add(served, items(served)[0].id)
    post(served, "/stage/cue-sheet/state", "stage", cue_id=film, state="running", seen="planned")

    late = post(served, "/stage/cue-sheet/state", cue_id=film, state="standby", seen="planned")

    assert late.status_code == 409
    assert late.json["error"]["code"] == "cue_state_changed"
    assert "Điều hành sân khấu" in late.json["error"]["sentence"]


def test_one_press_makes_a_whole_item_ready_and_the_control_is_told(served: Served) -> None:
    second = items(served)[1].id
    before = shown(served, "control", "stage")["technical"][str(second)]

    ready = post(served, "/stage/cue-sheet/stand-by", item_id=second).json["cue_ids"]

    assert before == {"ready": 0, "total": len(ready)}
    after = shown(served, "control", "stage")["technical"][str(second)]
    assert after == {"ready": len(ready), "total": len(ready)}


def test_a_line_sent_again_is_one_line_whatever_was_written_meanwhile(served: Served) -> None:
    first, request = items(served)[0].id, new_id()

    body = {"kind": "video", "words": "Mở phóng sự", "request_id": request}
    film = post(served, f"/admin/cue-sheet/items/{first}", **body).json
    add(served, first, "Hạ đèn", kind="light")
    again = post(served, f"/admin/cue-sheet/items/{first}", **body).json

    assert (again["cue_id"], film["repeat"], again["repeat"]) == (film["cue_id"], False, True)


def test_a_film_is_tried_on_the_list(served: Served) -> None:
    film = add(served, items(served)[0].id)

    assert post(served, "/stage/cue-sheet/tried", cue_id=film, tried=True).json["changed"] is True
    assert row(served, film).tried_by == "Kỹ thuật"


def test_a_press_tells_all_rooms_that_show_the_sheet(running: Served) -> None:
    second = items(running)[1].id
    before = {room: shown(running, room, "admin")["revision"] for room in ROOMS}

    post(running, "/stage/cue-sheet/stand-by", item_id=second)

    after = {room: shown(running, room, "admin")["revision"] for room in ROOMS}
    assert all(after[room] > before[room] for room in ROOMS)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/stage/cue-sheet/state", {"cue_id": 1, "state": "flying", "seen": "planned"}),
        ("/stage/cue-sheet/stand-by", {"item_id": 0}),
        ("/stage/cue-sheet/tried", {"cue_id": 999_999, "tried": True}),
    ],
)
def test_odd_presses_are_refused(served: Served, path: str, body: dict[str, Any]) -> None:
    assert 400 <= post(served, path, **body).status_code < 500


def test_the_lists_page_offers_its_buttons_to_whoever_is_signed_in(served: Served) -> None:
    page = served.client("technician").get("/stage/cues", headers=HTML).text

    assert 'data-acts="yes"' in page
    assert "/admin/cue-sheet" in page


def test_a_paired_screen_shows_the_list_and_presses_nothing(served: Served) -> None:
    browser = new_screen(served, view="cues").browser
    page = browser.get("/stage/cues", headers=HTML)
    press = browser.post("/stage/cue-sheet/stand-by", json={"item_id": 1})

    assert page.status_code == 200
    assert 'data-acts=""' in page.text
    assert "/admin/cue-sheet" not in page.text
    assert press.status_code == 401


# The sheet.


def test_lines_are_written_moved_taken_off_and_brought_back(served: Served) -> None:
    item = items(served)[3]
    film, light = add(served, item.id), add(served, item.id, "Tắt đèn", kind="light")
    part = ["entry", item.entries[0].id]
    line = {"kind": "video", "words": "Mở phim", "file": "a.mp4", "length_s": 90, "part": part}
    seen = {"kind": "video", "words": "Mở phóng sự"}
    path = f"/admin/cue-sheet/lines/{film}"

    assert post(served, path, line=line, seen=seen).json["changed"] is True
    stale = post(served, path, line=line | {"words": "Khác"}, seen=seen)
    moved = post(served, f"/admin/cue-sheet/lines/{light}/move", place=1).json["changed"]
    page = served.client("admin").get("/admin/cue-sheet", headers=HTML).text
    removed = post(served, f"{path}/remove").json["changed"]

    assert stale.json["error"]["code"] == "cue_sheet_changed"
    assert moved is True
    assert page.index("Tắt đèn") < page.index("Mở phim")
    assert "1:30" in page
    assert item.entries[0].title in page
    assert removed is True
    assert row(served, film) is None


def test_the_page_says_ahead_which_film_is_too_long(served: Served) -> None:
    ids = [item.id for item in items(served)]
    add(served, ids[1], length_s=12 * 60)
    for name in ("Một", "Hai"):
        add(served, ids[6], name, length_s=6 * 60)

    page = served.client("stage").get("/admin/cue-sheet", headers=HTML).text

    assert "Dài 12:00, chỉ có 10:00." in page
    assert "Các phim dài 12:00, nội dung có 10:00." in page
    assert "2 chỗ dài hơn thời gian dành cho nội dung." in page
    ready = served.client("technician").get("/admin/readiness", headers=HTML).text
    assert "Phim, nhạc đã chạy thử" in ready


def test_notes_of_the_programme_are_offered_and_become_lines(served: Served) -> None:
    item = items(served)[6]

    def note(session: Any) -> None:
        session.get_one(agenda.AgendaItem, item.id).cue_note = "Chiếu phóng sự minh họa"

    served.db.write(note)
    before = served.client("stage").get("/admin/cue-sheet", headers=HTML).text
    new = post(served, "/admin/cue-sheet/propose").json["new"]
    after = served.client("stage").get("/admin/cue-sheet", headers=HTML).text

    assert "Chương trình có 1 ghi chú" in before
    assert new == 1
    assert "ghi chú về âm thanh" not in after
    assert "Chiếu phóng sự minh họa" in after


def test_a_programme_without_hours_or_items_has_a_page(served: Served) -> None:
    def untime(session: Any) -> None:
        for nth, item in enumerate(rundown(session).items):
            row = session.get_one(agenda.AgendaItem, item.id)
            row.planned_start = row.planned_end = None
            row.length_min, row.removed = (15, False) if nth == 0 else (None, nth > 1)

    served.db.write(untime)
    assert "15&#39;" in served.client("stage").get("/admin/cue-sheet", headers=HTML).text


# The wings.


def test_the_wings_see_what_comes_and_what_is_carried_in(served: Served) -> None:
    ids = [item.id for item in items(served)]
    add(served, ids[0], "Micro không dây", kind="setting")
    wings = shown(served, "backstage", "backstage")

    assert wings["soon"] == ids[:3]
    words = [one["words"] for each in wings["settings"] for one in each["rows"]]
    assert "Micro không dây" in words
    assert {one["kind"] for each in wings["settings"] for one in each["rows"]} == {"setting"}
    assert len(wings["award"]["batches"]) == 1


def test_a_batch_that_gathers_stands_with_the_next_two_and_who_is_here(served: Served) -> None:
    with served.db.reading() as session:
        block = awards.all_blocks(session)[0]
        batches = [one.id for one in block.batches]

    def call(session: Any) -> None:
        awards.give_award_cue(
            session, cue_id=new_id(), command=AwardCommand.CALL, batch_id=batches[1],
            seen_revision=awards.awards_revision(session), at=AT, by=BY,
        )  # fmt: skip

    served.db.write(call)
    award = shown(served, "backstage", "backstage")["award"]

    assert [one["id"] for one in award["batches"]] == [batches[1], batches[0], batches[2]]
    assert award["batches"][0]["state"] == "gathering"
    assert award["batches_after"] == len(batches) - 3
    assert all(one["present"] is False for one in award["batches"][0]["recipients"])


def test_the_wings_without_awards_and_after_the_end(served: Served) -> None:
    def forget(session: Any) -> None:
        for block in awards.all_blocks(session):
            for batch in block.batches:
                for one in batch.recipients:
                    session.delete(one)
                session.delete(batch)
            session.delete(block)

    served.db.write(forget)
    cue(served, Command.START)
    for _ in items(served)[1:]:
        cue(served, Command.NEXT)
    cue(served, Command.FINISH)
    wings = shown(served, "backstage", "mc")

    assert wings["award"] is None
    assert (wings["soon"], wings["settings"], wings["phase"]) == ([], [], "finished")


def test_the_wings_page_opens(served: Served) -> None:
    assert "Hậu trường" in served.client("backstage").get("/stage/backstage", headers=HTML).text


def test_the_wings_are_told_at_once_who_hands_over_now(running: Served) -> None:
    with running.db.reading() as session:
        block = awards.all_blocks(session)[0]
        absent, deputy = session.scalars(select(Delegate).order_by(Delegate.id).limit(2))

    def plan(session: Any) -> None:
        session.get_one(AwardBlock, block.id).presenter = f"Đ/c {absent.full_name}"

    def decide(session: Any) -> None:
        place, fate = f"presenter:{block.id}", PlaceFate.GIVE_TO
        decide_place(session, absent.id, place, fate=fate, substitute_id=deputy.id, at=AT, by=BY)

    running.db.write(plan)
    wings = running.screen("/stage", "backstage", "backstage")
    wings.get_received("/stage")

    running.db.write(decide)
    award = until(lambda: newest(wings, "/stage"))["award"]

    assert award["presenter"].startswith(f"{deputy.address} {deputy.full_name}")
    assert award["presenter"].endswith(f"(thay {absent.full_name})")
