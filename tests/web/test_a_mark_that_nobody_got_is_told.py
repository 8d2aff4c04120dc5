"""The MC's mark "đã giới thiệu": a paired screen keeps it for itself, staff are told the truth."""

from __future__ import annotations

from typing import Any

from tests.web.fake_control import at_the_control

MARK = """
window.location.search = SEARCH;
const { createMarks } = await import(`${STAGE}/mc_marks.js`);
const marks = createMarks();
const line = { key: "3", ids: [3], introduced: false, sittingId: 1 };
marks.set(line, true, () => {});
await settle();
console.log(JSON.stringify([marks.of(line), marks.fault()]));
"""


def marked(status: int, search: str = "") -> Any:
    words = {"error": {"code": "sign_in", "sentence": "Quý vị vui lòng đăng nhập."}}
    answers = {"/stage/introductions": {"status": status, "body": words}}
    return at_the_control(MARK.replace("SEARCH", repr(search)), answers=answers)


def test_a_sign_in_that_has_ended_takes_the_mark_back_and_says_why() -> None:
    assert marked(401) == [False, "Quý vị vui lòng đăng nhập."]


def test_a_paired_screen_and_one_that_may_not_keep_it_for_themselves() -> None:
    assert marked(401, "?screen") == [True, ""]
    assert marked(403) == [True, ""]


WAITS = """
const { createMarks } = await import(`${STAGE}/mc_marks.js`);
const marks = createMarks();
const line = { key: "3", ids: [3], introduced: false, sittingId: 1 };
marks.set(line, true, () => {});
await settle();
const next = { ...line, sittingId: 2 };
const sittings = sent.map(({ body }) => body.sitting_id);
console.log(JSON.stringify([sittings, marks.of(line), marks.of(next)]));
"""


def test_a_mark_that_waits_is_of_the_sitting_whose_list_it_was_pressed_on() -> None:
    assert at_the_control(WAITS, texts={"mark_waits": "Đang chờ"}) == [[1], True, False]
