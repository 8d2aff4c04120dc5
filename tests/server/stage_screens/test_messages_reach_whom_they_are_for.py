"""Messages stand in the pictures of whom they are for, and the control sees who has read them."""

from __future__ import annotations

from typing import Any

from conference.clock import to_ms
from tests.server.conftest import Served
from tests.server.stage_screens.paired import new_screen, post, told
from tests.waiting import until


def picture(served: Served, room: str, role: str | None = None) -> dict[str, Any]:
    words: dict[str, Any] = told(served.screen("/stage", room, role), "snapshot")[-1]
    return words


def send(served: Served, words: str = "Còn 5 phút", to: str | None = "mc") -> int:
    number: int = post(served, "/messages", words=words, to=to).json["message_id"]
    return number


def read(client: Any, number: int, view: str = "mc") -> Any:
    return client.post("/stage/messages/read", json={"message_id": number, "view": view})


def test_a_message_appears_on_the_mcs_screen_without_being_asked_for(running: Served) -> None:
    page = running.screen("/stage", "mc", "mc")
    page.get_received("/stage")

    number = send(running)
    [snapshot, *_] = until(lambda: told(page, "snapshot"))

    assert snapshot["messages"] == [
        {
            "id": number,
            "to": "mc",
            "words": "Còn 5 phút",
            "sent_ms": to_ms(running.clock()),
            "by": "Điều hành sân khấu",
        }
    ]


def test_who_has_read_it_and_when_is_seen_on_the_control(served: Served) -> None:
    number = send(served)
    served.clock.forward(minutes=1)

    first = read(served.client("mc"), number).json
    again = read(served.client("admin"), number).json
    [message] = picture(served, "control", "stage")["messages"]

    assert (first["changed"], again["changed"]) == (True, False)
    assert message["state"] == "read"
    assert message["readings"] == [
        {"view": "mc", "at_ms": to_ms(served.clock()), "by": "Người dẫn chương trình"}
    ]
    assert picture(served, "mc", "mc")["messages"] == []


def test_at_a_screen_without_anybody_signed_in_the_screen_has_read_it(served: Served) -> None:
    device, number = new_screen(served, "Bục MC"), send(served)

    answer = read(device.browser, number)
    [message] = picture(served, "control", "stage")["messages"]

    assert answer.json == {"done": True, "changed": True}
    assert message["readings"][0]["by"] == "Bục MC"


def test_a_screen_reads_for_its_own_view_only(served: Served) -> None:
    device, number = new_screen(served, "Hậu trường", "backstage"), send(served, to=None)

    assert read(device.browser, number, "mc").status_code == 401
    assert read(device.browser, number, "backstage").status_code == 200
    assert read(served.client(), number).status_code == 401
    assert read(served.client("print"), number).status_code == 403


def test_whoever_does_not_see_a_view_takes_nothing_off_it(served: Served) -> None:
    for_mc, for_desk = send(served), send(served, to="cues")

    refused = [
        read(served.client("technician"), for_mc, "mc"),
        read(served.client("mc"), for_desk, "cues"),
        read(served.client("backstage"), for_desk, "cues"),
    ]

    assert [(one.status_code, one.json["error"]["code"]) for one in refused] == [
        (403, "role_may_not")
    ] * 3
    assert read(served.client("technician"), for_desk, "cues").json["changed"]


def test_what_is_for_all_stays_for_those_who_have_not_read_it(served: Served) -> None:
    number = send(served, to=None)

    read(served.client("backstage"), number, "backstage")

    assert [one["id"] for one in picture(served, "mc", "mc")["messages"]] == [number]


def test_a_message_that_is_not_for_the_mc_is_not_in_the_mcs_picture(served: Served) -> None:
    send(served, to="backstage")

    assert picture(served, "mc", "mc")["messages"] == []


def test_no_public_picture_ever_holds_a_message(served: Served) -> None:
    send(served, words="Bí mật của hậu trường", to=None)

    for room in ("hall", "lobby", "welcome"):
        assert "messages" not in picture(served, room)


def test_a_message_taken_back_stands_on_no_screen(served: Served) -> None:
    number = send(served)

    taken = post(served, "/messages/take-back", message_id=number).json
    [message] = picture(served, "control", "stage")["messages"]

    assert taken["changed"] is True
    assert message["state"] == "taken_back"
    assert picture(served, "mc", "mc")["messages"] == []


def test_they_are_read_in_turn_and_listed_newest_first(served: Served) -> None:
    numbers = [send(served, words=f"Lời {nth}") for nth in range(3)]

    assert [one["id"] for one in picture(served, "mc", "mc")["messages"]] == numbers
    assert [one["id"] for one in picture(served, "control", "stage")["messages"]] == numbers[::-1]


def test_of_what_is_settled_the_last_ten_stay_in_the_list_and_all_that_stand(
    served: Served,
) -> None:
    standing = send(served, words="Chưa đọc")
    settled = [send(served, words=f"Lời {nth}") for nth in range(12)]
    for number in settled:
        read(served.client("mc"), number)

    shown = [one["id"] for one in picture(served, "control", "stage")["messages"]]

    assert shown == [*settled[:1:-1], standing]


def test_yesterdays_messages_stand_nowhere(served: Served) -> None:
    send(served)

    served.clock.forward(days=1)

    assert picture(served, "mc", "mc")["messages"] == []
    assert picture(served, "control", "stage")["messages"] == []


def test_the_six_texts_are_changed_for_every_control(served: Served) -> None:
    before = picture(served, "control", "stage")["quick_texts"]

    post(served, "/messages/quick-texts", words=["Xin dừng", *before[1:]])

    assert picture(served, "control", "admin")["quick_texts"] == ["Xin dừng", *before[1:]]
    assert len(before) == 6


def test_what_cannot_be_sent_is_refused(served: Served) -> None:
    bodies = [(" ", "mc"), ("ă" * 301, "mc"), ("Chào", "hall"), ("Chào", "control")]

    answers = [post(served, "/messages", words=words, to=to) for words, to in bodies]

    assert [(one.status_code, one.json["error"]["code"]) for one in answers] == [
        (409, "message_words_missing"),
        (409, "message_too_long"),
        (422, "bad_request"),
        (422, "bad_request"),
    ]
