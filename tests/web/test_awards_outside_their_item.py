"""Outside its item a batch is called twice over, covers no script, and is not what U takes back."""

from __future__ import annotations

from typing import Any

from tests.web.fake_control import at_the_control

DESK = """
const { createAwardPresses, paintAwardStep } = await import(`${STAGE}/control_award.js`);
const { createCommands, paintCommands } = await import(`${STAGE}/control_step.js`);
const { createSecondPress } = await import(`${SERVER}/second_press.js`);
const line = { kind: "individual", recipients: [] };
const batch = (id, state) => ({ id, state, label: `Lượt ${id}/2`, ...line });
const parts = { entries: [], steps: [] };
let snapshot = {
  phase: "running", rundown_revision: 7, now_id: 1, next_id: 2, details: {},
  last_cue: { command: "next", at_ms: 1000, by: "Bà Hoa" }, step: { command: "next", item_id: 2 },
  items: [1, 2].map((id) => ({ id, state: "planned", title: "", sitting_id: 1, ...parts })),
  award: {
    item_id: 2, revision: 3, in_turn: false, pressed_ms: null, called_id: null, on_stage_id: null,
    next_id: 1, batches: [batch(1, "planned"), batch(2, "planned")],
  },
};
const told = [];
const twice = createSecondPress(() => {});
const cue = async (button, command, target, how) => told.push([command, how?.path ?? ""]);
const desk = { snapshot: () => snapshot, cue, twice, repaint() {} };
const awards = createAwardPresses(desk);
const commands = createCommands(desk);
const words = () => {
  paintAwardStep(snapshot, twice.waiting());
  return [hook("award-step-text").textContent, hook("batch-open").textContent];
};
const later = () => { passedMs += 900; };
passedMs = 5000;
"""
TEXTS = {
    "call": "Mời lên", "on_stage": "Lên", "award_done": "Xong", "batch_open": "{label} chưa xong",
    "press_again_outside": "Bấm lần nữa", "ok": "{what}", "undo": "Hoàn tác: {what}",
    "undo_older": "Cũ hơn: {what}", "undo_by": "", "did_next": "chuyển", "next": "Tiếp",
    "hold": "", "resume": "", "finish": "", "press_again_short": "", "leave_to": "",
    "award_did_call": "", "award_did_undo": "",
}  # fmt: skip
AWARDS = "/stage/awards/cues"


def desk(script: str) -> Any:
    return at_the_control(DESK + script, texts=TEXTS)


def test_a_batch_is_called_outside_its_item_by_a_second_press_only() -> None:
    first, asked, told = desk("""
        awards.step();
        const first = told.length;
        const asked = words()[0];
        later();
        awards.step();
        console.log(JSON.stringify([first, asked, told]));
    """)

    assert (first, asked) == (0, "Bấm lần nữa")
    assert told == [["call", AWARDS]]


def test_inside_its_item_one_press_calls_it() -> None:
    told = desk("""
        snapshot.now_id = 2;
        awards.step();
        snapshot.award.item_id = null;
        snapshot.now_id = 1;
        awards.step();
        console.log(JSON.stringify(told));
    """)

    assert told == [["call", AWARDS]] * 2


def test_a_batch_that_is_left_open_stands_beside_the_big_button() -> None:
    none, leaving, left, stays, nothing = desk("""
        const none = words()[1];
        snapshot.award.batches[0].state = "gathering";
        snapshot.award.called_id = 1;
        const left = words()[1];
        Object.assign(snapshot, { now_id: 2, award: { ...snapshot.award, in_turn: true } });
        const leaving = words()[1];
        snapshot.step = { command: "part", item_id: 2 };
        const stays = words()[1];
        snapshot.award = null;
        console.log(JSON.stringify([none, leaving, left, stays, words()[1]]));
    """)

    assert (none, stays, nothing) == ("", "", "")
    assert leaving == left == "Lượt 1/2 chưa xong"


def test_the_undo_asks_again_where_a_batch_was_pressed_since() -> None:
    first, asked, told = desk("""
        snapshot.award.pressed_ms = 2000;
        paintCommands(snapshot, null);
        commands.undo();
        const first = told.length;
        paintCommands(snapshot, twice.waiting());
        const asked = hook("undo-text").textContent;
        later();
        commands.undo();
        snapshot.award.pressed_ms = 500;
        commands.undo();
        console.log(JSON.stringify([first, asked, told]));
    """)

    assert (first, asked) == (0, "Cũ hơn: chuyển")
    assert told == [["undo", ""], ["undo", ""]]


def test_the_mc_has_the_script_while_a_batch_of_another_item_is_open() -> None:
    seen = desk("""
        const { batchInTurn, batchLeftOpen } = await import(`${STAGE}/award.js`);
        const { award } = snapshot;
        award.on_stage_id = 2;
        const ids = () => [batchInTurn(award)?.id ?? null, batchLeftOpen(award)?.id ?? null];
        const left = ids();
        award.in_turn = true;
        console.log(JSON.stringify([left, ids(), batchInTurn(null), batchLeftOpen(null)]));
    """)

    assert seen == [[None, 2], [2, None], None, None]
