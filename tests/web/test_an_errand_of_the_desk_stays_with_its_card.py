"""What was begun for one card is done for that card, though the next one lies at the desk."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.web.fake_page import on_a_page

TEXTS = {
    "undo_title": "Hoàn tác {name}?", "undone": "Đã hoàn tác {name}", "unknown": "Chưa rõ",
    "refused": "Chưa được", "let_title": "Cho {name} vào", "verdict_admitted": "Mời vào",
    "delegation_title": "{unit}", "delegation_do": "{n}", "delegation_inside": "trong",
    "seat_title": "Ghế của {name}", "free_seats_hint": "Gần", "no_free_seat": "Hết",
    "delegation_done": "{unit}: {n}.", "delegation_left_out": "Còn: {names}",
}  # fmt: skip

DESK = """
const { createErrands } = await import("STATIC/desk_errands.js");
const items = [1, 2, 3].map((id) => ({ id, due: true, handed_ms: null }));
const card = (id, name) => ({
  delegate: { id, name, unit_id: 7, entry_id: 70 + id, moves: 0, items }, scan: null, about: null,
});
const an = card(1, "An"), binh = card(2, "Bình");
let stands = an;
const opened = [], answered = [], asked = [];
const errands = createErrands({
  standing: () => stands, ruleOf: () => "capacity",
  onAnswer: (answer, delegate) => answered.push(delegate.id),
  onChanged() {}, onOpen: (id) => opened.push(id), onAsked: (gone) => asked.push(gone),
  sought: () => "", onFound() {},
  onClose() {}, onRecent() {},
});
errands.wire();
const why = hook("why"), form = why.hook("form");
why.hook("words").value = "Nhầm";
"""


DONE = {"done": True}
LEAVE = "/kiosk/leave"
DECIDE = "/kiosk/leave/5/decide"


def desk(script: str, answers: dict[str, Any]) -> Any:
    return on_a_page(DESK + script, texts=TEXTS, answers=answers, data={"decides": "true"})


def test_all_things_of_one_card_go_to_that_one() -> None:
    handed = desk(
        """
        let answer;
        held.set("/kiosk/desk/hand", new Promise((go) => { answer = go; }));
        const all = errands.handAll();
        await settle();
        stands = binh;
        answer();
        await all;
        console.log(JSON.stringify(sent.map(({ body }) => [body.delegate_id, body.item_id])));
        """,
        {"/kiosk/desk/hand": [DONE] * 3},
    )

    assert handed == [[1, 1], [1, 2], [1, 3]]


NEXT_WHILE_UNDOING = """
let answer;
held.set("/api/check-in/undo", new Promise((go) => { answer = go; }));
hook("open-undo").click();
await settle();
form.onsubmit({ preventDefault() {} });
await settle();
if (NEXT) { why.close(); stands = binh; }
answer();
await settle();
console.log(JSON.stringify({ opened, line: hook("result").textContent }));
"""


def test_who_is_scanned_while_an_entry_is_taken_back_keeps_the_desk() -> None:
    answers = {"/api/check-in/undo": DONE}

    alone = desk(NEXT_WHILE_UNDOING.replace("NEXT", "false"), answers)
    scanned = desk(NEXT_WHILE_UNDOING.replace("NEXT", "true"), answers)

    assert alone == {"opened": [1], "line": "Đã hoàn tác An"}
    assert scanned == {"opened": [], "line": "Đã hoàn tác An"}


def test_what_failed_behind_a_closed_sheet_is_told_with_its_name() -> None:
    refused = {"status": 409, "body": {"error": {"sentence": "Đã thay đổi."}}}

    told = desk(NEXT_WHILE_UNDOING.replace("NEXT", "true"), {"/api/check-in/undo": refused})

    assert told == {"opened": [], "line": "Hoàn tác An?: Đã thay đổi."}


@pytest.mark.parametrize("goes_on", [True, False])
@pytest.mark.parametrize(
    ("button", "path", "sheet", "answer"),
    [
        ("open-seat", "/kiosk/desk/delegates/1/seats", "seat-dialog", {"seats": []}),
        ("open-unit", "/kiosk/desk/delegations/7", "delegation", {"unit": "Sở", "people": []}),
    ],
)
def test_a_sheet_that_comes_late_does_not_open_over_the_next_card(
    button: str, path: str, sheet: str, answer: dict[str, Any], *, goes_on: bool
) -> None:
    is_open = desk(
        f"""
        let answer;
        held.set("{path}", new Promise((go) => {{ answer = go; }}));
        hook("{button}").click();
        await settle();
        if ({json.dumps(goes_on)}) stands = binh;
        answer();
        await settle();
        console.log(JSON.stringify(hook("{sheet}").open));
        """,
        {path: answer},
    )

    assert is_open is not goes_on


def test_an_answer_to_an_older_sheet_leaves_the_next_one_open() -> None:
    open_still = desk(
        """
        let answer;
        held.set("/api/check-in/undo", new Promise((go) => { answer = go; }));
        hook("open-undo").click();
        await settle();
        form.onsubmit({ preventDefault() {} });
        await settle();
        why.close();
        stands = binh;
        hook("open-undo").removeAttribute("aria-busy");
        hook("open-undo").click();
        await settle();
        answer();
        await settle();
        console.log(JSON.stringify(why.open));
        """,
        {"/api/check-in/undo": DONE},
    )

    assert open_still is True


LET_IN = """
errands.askLeave();
await submit(form);
if (NEXT) stands = binh;
await submit(form);
const ids = sent.filter(({ path }) => path === "/kiosk/leave").map(({ body }) => body.request_id);
console.log(JSON.stringify({
  one_leave: new Set(ids).size === 1, asked: ids.length, fault: why.hook("fault").textContent,
  answered, line: hook("result").textContent,
}));
"""


def test_leave_given_again_after_silence_is_the_same_leave() -> None:
    asked = {"done": True, "leave_id": 5}
    answers = {LEAVE: [asked, asked], DECIDE: [None, {"verdict": "admitted"}]}

    again = desk(LET_IN.replace("NEXT", "false"), answers)

    assert (again["one_leave"], again["asked"], again["answered"]) == (True, 2, [1])


def test_the_answer_to_leave_is_never_shown_on_the_next_card() -> None:
    asked = {"done": True, "leave_id": 5}
    answers = {LEAVE: [asked, asked], DECIDE: [None, {"verdict": "admitted"}]}

    moved = desk(LET_IN.replace("NEXT", "true"), answers)

    assert (moved["answered"], moved["line"]) == ([], "An: Mời vào")


def test_only_who_was_sent_and_is_not_inside_is_named_as_left_out() -> None:
    people = [
        {"id": nth, "name": name, "mark": "", "position": "", "card_number": "", "inside": False,
         "named": True}
        for nth, name in enumerate(["An", "Bình", "Cúc", "Dũng"], 1)
    ]  # fmt: skip
    answers = {"/kiosk/desk/delegations/7": {"people": people, "unit": "Sở"}}

    line = desk(
        """
        const theirs = globalThis.fetch;
        globalThis.fetch = async (path, asked) => {
          if (path !== "/api/check-in/delegation") return theirs(path, asked);
          const { scans } = JSON.parse(asked.body);
          const given = scans.map(({ scan_id, delegate_id: id }) => id === 2
            ? { scan_id, verdict: "refused", delegate: null }
            : { scan_id, verdict: "admitted", delegate: { id } });
          return { ok: true, status: 200, json: async () => ({ answers: given }) };
        };
        hook("open-delegation").click();
        await settle();
        // The last one is not of the party today.
        for (const row of hook("delegation").hook("people").rows.slice(0, 3)) {
          row.querySelector("input").checked = true;
        }
        await submit(hook("delegation").hook("form"));
        console.log(JSON.stringify(hook("result").textContent));
        """,
        answers,
    )

    assert line == "Sở: 2. Còn: Bình"


def test_a_card_is_the_same_by_its_scan_or_by_its_person() -> None:
    same = on_a_page(
        """
        const { isSameCard } = await import("STATIC/desk_standing.js");
        const scanned = (id, delegate = null) => ({ scan: { scan_id: id }, delegate });
        const found = (id) => ({ scan: null, delegate: { id } });
        const asking = { scan: null, delegate: null };
        console.log(JSON.stringify([
          [null, null], [scanned("a"), scanned("a", { id: 1 })], [found(1), found(1)],
          [found(1), null], [null, found(1)], [scanned("a"), scanned("b")], [found(1), found(2)],
          [asking, { ...asking }],
        ].map(([before, now]) => isSameCard(before, now))));
        """,
        texts={},
    )

    assert same == [True, True, True, False, False, False, False, False]
