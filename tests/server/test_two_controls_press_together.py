"""Two controls press at one instant, over and over: each time one step, and the slower is told."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask.testing import FlaskClient

from conference.agenda import Command, Cue
from conference.journal import broken_link
from tests.factories import all_rows, at_one_instant, new_id
from tests.fault_rounds import rounds
from tests.server.conftest import Served

PRESSES = rounds(60, 1000)
NAMES = {"stage": "Điều hành sân khấu", "admin": "Ban Tổ chức"}


def press(control: FlaskClient, body: dict[str, Any]) -> Any:
    return control.post("/stage/cues", json=body | {"cue_id": new_id()})


def command_of(nth: int) -> str:
    if nth == 0:
        return "start"
    return "hold" if nth % 2 else "resume"


def seen_by(control: FlaskClient) -> int:
    revision: int = control.get("/stage/cuts").json["rundown_revision"]
    return revision


def test_each_pair_of_presses_is_one_step_and_the_slower_is_told_who_was_faster(
    served: Served,
) -> None:
    """Two laptops of one operator in turn with two operators, to whom the buttons are free."""
    laptops = [("stage", served.client("stage")), ("stage", served.client("stage"))]
    operators = [laptops[0], ("admin", served.client("admin"))]
    revision, told = seen_by(laptops[0][1]), set()

    for nth in range(PRESSES):
        pair = laptops if nth % 2 else operators
        for _, control in operators:
            control.post("/stage/buttons/give-back")
        body = {"command": command_of(nth), "revision": revision}
        answers = at_one_instant([partial(press, control, body) for _, control in pair])

        (done,) = [n for n, one in enumerate(answers) if one.status_code == 200]
        slower = answers[1 - done]
        assert slower.status_code == 409
        assert NAMES[pair[done][0]] in slower.json["error"]["sentence"]
        told.add(slower.json["error"]["code"])
        assert answers[done].json["repeat"] is False
        revision = answers[done].json["revision"]

    assert [cue.command for cue in all_rows(served.db, Cue)] == [
        Command(command_of(nth)) for nth in range(PRESSES)
    ]
    assert told == {"stale_rundown", "buttons_held"}
    with served.db.reading() as session:
        assert broken_link(session) is None


def test_one_press_that_is_sent_again_while_it_is_on_its_way_is_one_step(served: Served) -> None:
    """A page that has no answer yet sends the same press once more, and once more."""
    revision = seen_by(served.client("stage"))
    times = PRESSES // 10

    for nth in range(times):
        body = {"command": command_of(nth), "revision": revision, "cue_id": new_id()}
        send = partial(served.client("stage").post, "/stage/cues", json=body)
        answers = [one.json for one in at_one_instant([send] * 3)]
        assert sorted(one["repeat"] for one in answers) == [False, True, True]
        revision = answers[0]["revision"]

    assert len(all_rows(served.db, Cue)) == times
