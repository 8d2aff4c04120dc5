"""The speaker's clock is given what runs, what comes next and its messages; nothing else."""

from __future__ import annotations

import json

from conference.clock import to_ms
from tests.server.conftest import Served
from tests.server.test_screens_follow import cue, newest


def told(served: Served, role: str = "technician") -> dict:
    return newest(served.screen("/stage", "timer", role), "/stage")


def test_before_the_start_it_is_told_what_comes(served: Served) -> None:
    words = told(served)

    assert (words["phase"], words["now"], words["now_part"]) == ("not_started", None, None)
    assert words["next"]["title"] == "Văn nghệ chào mừng"


def test_once_an_item_runs_it_is_told_its_times_and_its_parts(served: Served) -> None:
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    cue(served, "start", control["rundown_revision"])

    words = told(served, "mc")

    assert words["now"]["title"] == "Văn nghệ chào mừng"
    assert words["now"]["started_ms"] is not None
    assert [one["kind"] for one in words["now"]["entries"]] == ["entry"] * 3
    assert words["next"]["title"] == "Tuyên bố lý do, giới thiệu đại biểu"


def test_a_start_that_is_held_is_told_by_its_moment_and_not_by_its_reason(served: Served) -> None:
    control = newest(served.screen("/stage", "control", "stage"), "/stage")
    cue(served, "hold", control["rundown_revision"])
    held_ms = to_ms(served.clock())
    served.clock.forward(minutes=2)

    assert told(served)["start_held"] == {"since_ms": held_ms}


def test_a_message_stands_on_it_until_somebody_there_has_read_it(served: Served) -> None:
    stage, technician = served.client("stage"), served.client("technician")
    sent = {"to": "timer", "words": "Xin kết thúc trong hai phút"}
    number = stage.post("/stage/messages", json=sent).get_json()["message_id"]
    stage.post("/stage/messages", json={"to": "mc", "words": "Chỉ cho người dẫn"})

    standing = told(served)["messages"]
    technician.post("/stage/messages/read", json={"message_id": number, "view": "timer"})

    assert [one["words"] for one in standing] == ["Xin kết thúc trong hai phút"]
    assert told(served)["messages"] == []


def test_it_holds_neither_awards_nor_who_pressed_nor_the_whole_programme(served: Served) -> None:
    words = told(served)

    assert set(words) == {
        "room", "revision", "server_ms", "clock_turn", "until_ms", "rehearsal", "conference",
        "phase", "now", "now_part", "next", "start_held", "messages",
    }  # fmt: skip
    assert len(json.dumps(words)) < 10_000
