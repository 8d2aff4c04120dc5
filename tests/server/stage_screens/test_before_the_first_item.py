"""Before the first item: what is announced, who is waited for, what the public is told."""

from __future__ import annotations

import json
from typing import Any

from conference.agenda import AgendaItem, Manner
from tests.server.conftest import Served
from tests.server.test_screens_follow import cue, newest

LARGEST_JOIN = 10_000


def shown(served: Served, room: str = "control") -> dict[str, Any]:
    return newest(served.screen("/stage", room, "admin"), "/stage")


def announce(served: Served, opening: dict[str, Any], role: str = "mc", **changes: Any) -> Any:
    first = opening["announcements"][0]["minutes_before"]
    body = {"sitting_id": opening["sitting_id"], "minutes_before": first} | changes
    return served.client(role).post("/stage/announcements", json=body)


def test_control_and_mc_are_told_what_is_announced_and_who_is_missing(served: Served) -> None:
    control, mc = shown(served)["opening"], shown(served, "mc")["opening"]

    assert [one["minutes_before"] for one in control["announcements"]] == [15, 5, 2]
    to_come = [one for one in control["announcements"] if one["state"] in {"waiting", "due"}]
    fields = "minutes_before", "words", "due_ms"
    assert mc["announcements"] == [{key: one[key] for key in fields} for one in to_come[:2]]
    codes = [one["code"] for one in control["gate"]]
    assert codes == ["chairs", "guests", "performers", "count", "technical"]
    assert "gate" not in mc
    assert all(len(one["names"]) <= 6 for one in control["gate"])


def test_the_lobby_is_told_of_hours_and_nobody(served: Served) -> None:
    assert set(shown(served, "lobby")["opening"]) == {"sitting_id", "since_ms", "start_ms"}
    assert "opening" not in shown(served, "hall")


def test_the_lobby_is_told_again_when_what_it_counts_to_may_have_moved(served: Served) -> None:
    before = shown(served, "lobby")["revision"]

    announce(served, shown(served)["opening"])

    assert shown(served, "lobby")["revision"] > before


def test_one_press_of_the_mc_is_seen_by_the_control_by_name(served: Served) -> None:
    opening = shown(served)["opening"]

    answer = announce(served, opening)

    first = shown(served)["opening"]["announcements"][0]
    assert answer.get_json() == {"done": True, "changed": True}
    assert (first["state"], first["by"]) == ("made", "Người dẫn chương trình")
    assert announce(served, opening, made=False).get_json()["changed"] is True
    assert shown(served)["opening"]["announcements"][0]["made_ms"] is None


def test_who_does_not_announce_is_refused(served: Served) -> None:
    opening = shown(served)["opening"]

    assert announce(served, opening, role="reception").status_code == 403
    assert announce(served, opening, minutes_before=99).status_code == 404


def test_the_gate_keeps_nobody_from_beginning(served: Served) -> None:
    before = shown(served)
    assert False in {one["ok"] for one in before["opening"]["gate"]}

    begun = cue(served, "start", before["rundown_revision"])

    assert begun.status_code == 200
    for room in ("control", "mc", "lobby"):
        assert shown(served, room)["opening"] is None


def test_the_mcs_join_stays_small_before_the_start(served: Served) -> None:
    assert len(json.dumps(shown(served, "mc"), ensure_ascii=False).encode()) < LARGEST_JOIN


def test_the_office_words_the_announcements(served: Served) -> None:
    office = served.client("stage")
    seen = [
        {"minutes_before": one["minutes_before"], "words": one["words"]}
        for one in shown(served)["opening"]["announcements"]
    ]
    own = [{"minutes_before": 10, "words": "Kính mời quý vị đại biểu vào hội trường."}]

    page = office.get("/admin/opening")
    saved = office.post("/admin/opening", json={"announcements": own, "seen": seen})
    late = office.post("/admin/opening", json={"announcements": [], "seen": seen})

    assert "còn 15 phút" in page.get_data(as_text=True)
    assert saved.get_json() == {"done": True, "changed": True}
    assert late.get_json()["error"]["code"] == "announcements_changed"
    told = shown(served)["opening"]["announcements"]
    assert [one["words"] for one in told] == [own[0]["words"]]


def test_an_office_that_takes_all_announcements_away_gets_none(served: Served) -> None:
    office = served.client("stage")
    first = shown(served)["opening"]["announcements"]
    seen = [{"minutes_before": one["minutes_before"], "words": one["words"]} for one in first]

    saved = office.post("/admin/opening", json={"announcements": [], "seen": seen})
    opening = shown(served)["opening"]
    page = office.get("/admin/opening").get_data(as_text=True)
    back = office.post("/admin/opening", json={"announcements": seen, "seen": []})

    assert saved.get_json() == {"done": True, "changed": True}
    assert opening["announcements"] == []
    assert shown(served, "mc")["opening"]["announcements"][0]["words"] == first[0]["words"]
    assert 'data-seen="[]"' in page
    assert "còn 15 phút" in page
    assert back.get_json()["changed"] is True


def test_the_desk_is_silent_while_the_hall_stands_still(served: Served) -> None:
    def desk() -> bool:
        return bool(newest(served.screen("/kiosk", "desk", "reception"), "/kiosk")["still"])

    control = shown(served)
    first = control["items"][0]["id"]
    before = desk()
    served.db.write(lambda s: setattr(s.get_one(AgendaItem, first), "manner", Manner.ANTHEM))

    cue(served, "start", control["rundown_revision"])

    assert (before, desk()) == (False, True)
