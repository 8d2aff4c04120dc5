"""The stage from outside: a token, the one big button, and what a key that bounces must not do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaEntry
from conference.remotes import make_remote, revoke_remote
from stage.remote_contract import ROUTES, RemoteState
from tests.factories import AT, BY, new_id
from tests.server.conftest import HTML, Served

DECK = "Điều khiển từ xa: Stream Deck"


class Remote:
    """A remote control that holds a token."""

    def __init__(self, served: Served, name: str = "Stream Deck") -> None:
        self.served = served
        self.offer = served.db.write(lambda s: make_remote(s, name=name, at=AT, by=BY))
        self.http: FlaskClient = served.client()

    def get(self, path: str = "state") -> Any:
        return self.http.get(f"/api/stage/{path}", headers=self.headers())

    def post(self, path: str, body: dict[str, Any] | None = None, key: str = "") -> Any:
        return self.http.post(
            f"/api/stage/{path}", json=body if body is not None else {}, headers=self.headers(key)
        )

    def headers(self, key: str = "") -> dict[str, str]:
        held = {"Authorization": f"Bearer {self.offer.token}"}
        return held | ({"Idempotency-Key": key} if key else {})

    @property
    def state(self) -> dict[str, Any]:
        shown: dict[str, Any] = self.get().json
        return shown

    def step(self, **body: Any) -> Any:
        """Press once, deliberately: not a bounce of the press before."""
        return self.post("step", body, key=new_id())


@pytest.fixture
def deck(served: Served, monkeypatch: pytest.MonkeyPatch) -> Remote:
    """A remote control in the hand of somebody who does not mind that tests are quick."""
    monkeypatch.setattr("stage.remote_presses.MOST_PER_S", 10_000)
    return Remote(served)


def code(answer: Any) -> str:
    return str(answer.json["error"]["code"])


def test_the_button_does_what_the_control_pages_button_would(deck: Remote) -> None:
    shown = deck.state
    assert (shown["phase"], shown["now"], shown["buttons"]) == ("not_started", None, "")
    assert shown["next"]["command"] == "start"

    answer = deck.step(revision=shown["revision"])

    now = deck.state
    assert answer.json == {
        "done": True, "repeat": False, "command": "start", "revision": now["revision"],
    }  # fmt: skip
    assert now["now"]["title"] == shown["next"]["title"]
    assert now["buttons"] == DECK
    RemoteState.model_validate(now)


def test_the_whole_programme_can_be_run_by_the_one_button(deck: Remote) -> None:
    commands = []
    for _ in range(60):
        upcoming = deck.state["next"]
        if upcoming is None:
            break
        answer = deck.step(sure=True)
        assert answer.json["command"] == upcoming["command"]
        commands.append(upcoming["command"])

    assert (commands[0], commands[-1]) == ("start", "finish")
    assert "part" in commands
    assert deck.state["phase"] == "finished"
    assert code(deck.step()) == "nothing_next"


def test_what_is_left_and_how_late_it_is_is_told_in_numbers_and_words(deck: Remote) -> None:
    deck.step()
    started = deck.state
    deck.served.clock.forward(minutes=2, seconds=10)

    later = deck.state

    assert started["now"]["left_ms"] - later["now"]["left_ms"] == 130_000
    assert re.fullmatch(r"\d+h\d\d", later["words"]["clock"])
    assert re.fullmatch(r"−?\d\d:\d\d", later["words"]["left"])
    assert later["words"]["drift"]
    assert later["expected_end_ms"] - later["planned_end_ms"] == later["drift_ms"]


def test_a_part_of_an_item_is_told_with_what_is_left_of_it(deck: Remote) -> None:
    def four_minutes_each(session: Session) -> None:
        for entry in session.scalars(select(AgendaEntry)):
            entry.length_min = 4

    deck.served.db.write(four_minutes_each)
    deck.step()
    while (deck.state["next"]["part"] or {"kind": None})["kind"] != "entry":
        deck.step()
    wanted = deck.state["next"]["part"]

    deck.step()
    deck.served.clock.forward(minutes=5)

    part = deck.state["now"]["part"]
    assert part == wanted | {"left_ms": -60_000}


def test_hold_resume_and_undo(deck: Remote) -> None:
    deck.step()
    first = deck.state

    assert deck.post("hold", {"reason": "Chờ đại biểu"}, key="hold-1").json["command"] == "hold"
    held = deck.state
    assert (held["phase"], held["next"]["command"]) == ("held", "resume")
    assert held["now"]["held_since_ms"] == held["server_ms"]
    assert deck.post("resume", key="resume-1").json["command"] == "resume"
    assert deck.post("undo", key="undo-1").json["command"] == "undo"
    assert deck.state["phase"] == "held"
    for nth in range(2, 4):
        deck.post("undo", key=f"undo-{nth}")

    assert deck.state["phase"] == "not_started"
    assert first["phase"] == "running"
    assert code(deck.post("undo", key="undo-9")) == "nothing_to_undo"


@pytest.mark.parametrize("how", ["cue_id", "header"])
def test_the_same_press_sent_again_is_one_step(deck: Remote, how: str) -> None:
    body, key = ({"cue_id": "press 7"}, "") if how == "cue_id" else ({}, "press 7")

    first, again = (deck.post("step", body, key=key).json for _ in range(2))

    assert (first["repeat"], again["repeat"]) == (False, True)
    assert (again["command"], again["revision"]) == (first["command"], first["revision"])


def test_the_same_key_on_another_button_is_another_press(deck: Remote) -> None:
    deck.post("step", key="press 7")

    assert deck.post("hold", key="press 7").json["repeat"] is False


def test_a_bouncing_key_without_any_id_is_one_step(deck: Remote) -> None:
    answers = [deck.http.post("/api/stage/step", headers=deck.headers()) for _ in range(3)]

    assert [one.json["repeat"] for one in answers] == [False, True, True]


def test_who_saw_an_older_rundown_is_told_who_was_faster(deck: Remote) -> None:
    seen = deck.state["revision"]
    deck.step()

    late = deck.step(revision=seen)

    assert (late.status_code, code(late)) == (409, "stale_rundown")
    assert DECK in late.json["error"]["sentence"]


def test_the_end_takes_two_presses(deck: Remote) -> None:
    while deck.state["next"]["command"] != "finish":
        deck.step()

    first, bounced = deck.step(), deck.step()

    assert [code(one) for one in (first, bounced)] == ["press_again"] * 2
    assert deck.state["phase"] == "running"
    assert deck.step(sure=True).json["command"] == "finish"


def test_a_question_after_a_restart_is_not_answered_by_a_remote_control(
    deck: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck.step()
    monkeypatch.setattr("stage.remote.agenda.next_step", lambda _: None)

    assert code(deck.step()) == "cue_not_possible"


def test_buttons_that_somebody_holds_are_taken_over_knowingly(deck: Remote) -> None:
    operator = deck.served.client("stage")
    operator.post("/stage/buttons")

    refused = deck.step()
    taken = deck.step(take_over=True)

    assert code(refused) == "buttons_held"
    assert taken.json["done"]
    assert deck.state["buttons"] == DECK
    cue = {"cue_id": new_id(), "command": "hold", "revision": deck.state["revision"]}
    told = operator.post("/stage/cues", json=cue)
    assert DECK in told.json["error"]["sentence"]


def test_a_key_takes_the_buttons_and_one_gives_them_back(deck: Remote) -> None:
    deck.served.client("stage").post("/stage/buttons")
    assert code(deck.step()) == "buttons_held"

    assert deck.post("buttons").json == {"done": True, "buttons": DECK}
    assert deck.step().json["command"] == "start"
    assert deck.post("buttons/give-back").json == {"done": True, "buttons": ""}

    assert deck.state["buttons"] == ""


def test_giving_back_takes_nothing_from_who_holds_the_buttons(deck: Remote) -> None:
    deck.served.client("stage").post("/stage/buttons")
    held = deck.state["buttons"]

    assert deck.post("buttons/give-back").json == {"done": True, "buttons": held}
    assert held


def test_words_go_to_a_view_and_to_no_public_screen(deck: Remote) -> None:
    sent = deck.post("message", {"to": "mc", "words": "Còn 5 phút"})

    assert sent.json["message_id"] > 0
    assert code(deck.post("message", {"words": " "})) == "message_words_missing"
    assert deck.post("message", {"to": "hall", "words": "Lời nhắn"}).status_code == 404


def test_the_wall_is_switched_and_goes_dark_by_two_presses(deck: Remote) -> None:
    title = [deck.post("hall", {"showing": "title"}).json for _ in range(2)]

    assert [one["changed"] for one in title] == [True, False]
    assert code(deck.post("hall", {"showing": "black"})) == "press_again"
    assert deck.post("hall", {"showing": "black", "sure": True}).json == {
        "done": True, "changed": True, "showing": "black",
    }  # fmt: skip


def test_nothing_opens_without_a_token(served: Served) -> None:
    nobody, admin = served.client(), served.client("admin")
    wrong = {"Authorization": "Bearer nobody-knows-it"}

    for route in ROUTES:
        ask = route.method
        refused = getattr(nobody, ask)(route.path, headers=wrong)
        assert getattr(nobody, ask)(route.path).status_code == 401
        assert getattr(admin, ask)(route.path).status_code == 403
        assert (refused.status_code, code(refused)) == (401, "remote_token_needed")
        assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_opens_nothing(deck: Remote) -> None:
    deck.served.db.write(lambda s: revoke_remote(s, deck.offer.remote_id, at=AT, by=BY))

    assert deck.get().status_code == 401


def test_a_token_opens_nothing_else(deck: Remote) -> None:
    for path in ("/stage/control", "/admin/remotes", "/api/statistics", "/stage/cuts"):
        assert deck.http.get(path, headers=deck.headers()).status_code == 401


def test_a_token_is_enough_whatever_page_the_request_comes_from(deck: Remote) -> None:
    foreign = {"Origin": "null", "Sec-Fetch-Site": "cross-site"}

    answer = deck.http.post("/api/stage/step", headers=deck.headers() | foreign)

    assert answer.json["done"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_bodies_that_make_no_sense_are_refused(deck: Remote) -> None:
    for body in ({"revision": -1}, {"take_over": "perhaps"}, {"cue_id": "x" * 256}):
        assert deck.post("step", body).status_code == 422
    assert deck.post("hall", {"showing": "fireworks"}).status_code == 422


def test_more_than_a_hand_could_press_has_to_wait(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One a second here: however slow the machine that tests, one of them comes too soon.
    monkeypatch.setattr("stage.remote_presses.MOST_PER_S", 1)
    deck = Remote(served)

    answers = [deck.get() for _ in range(10)]

    late = [one for one in answers if one.status_code == 429]
    assert late
    assert late[0].headers["Retry-After"] == "1"
    assert code(late[0]) == "remote_too_fast"
    assert Remote(deck.served, "Điện thoại").get().status_code == 200


# --- the office's page -------------------------------------------------------------------------


def test_the_office_makes_a_remote_control_and_revokes_it(served: Served) -> None:
    office = served.client("admin")

    made = office.post("/admin/remotes", json={"name": "Stream Deck"}).json
    page = office.get("/admin/remotes", headers=HTML).text
    headers = {"Authorization": f"Bearer {made['token']}"}
    before = served.client().get("/api/stage/state", headers=headers)
    revoked = office.post(f"/admin/remotes/{made['remote_id']}/revoke").json
    after = served.client().get("/api/stage/state", headers=headers)

    assert "Stream Deck" in page
    assert made["token"] not in page
    assert (before.status_code, after.status_code) == (200, 401)
    assert revoked == {"done": True, "changed": True}
    listed = office.get("/admin/remotes", headers=HTML).text
    assert "đã thu hồi" in listed
    assert listed.count(", 20/11/2026") == 2


def test_a_token_that_was_lost_on_its_way_is_asked_for_again(served: Served) -> None:
    office = served.client("admin")
    body = {"name": "Stream Deck", "request_id": new_id()}

    lost, made = (office.post("/admin/remotes", json=body) for _ in range(2))

    headers = {"Authorization": f"Bearer {made.json['token']}"}
    assert lost.json["remote_id"] == made.json["remote_id"]
    assert served.client().get("/api/stage/state", headers=headers).status_code == 200


def test_the_contract_says_that_these_routes_ask_for_a_token(served: Served) -> None:
    said = served.client().get("/api/openapi.json").json

    assert said["components"]["securitySchemes"]["remote"]["scheme"] == "bearer"
    for route in ROUTES:
        assert said["paths"][route.path][route.method]["security"] == [{"remote": []}]
    assert "security" not in said["paths"]["/api/check-in"]["post"]
