"""A reason takes its time: it is given over the rundown that was seen as the question was put."""

from __future__ import annotations

from typing import Any

from tests.web.fake_control import at_the_control

DESK = """
const { createCommands } = await import(`${STAGE}/control_step.js`);
const { createChosen } = await import(`${STAGE}/control_chosen.js`);
const box = hook("reason-dialog");
const told = [];
let snapshot = {
  phase: "held", rundown_revision: 7, now_id: 1, next_id: 2, details: { 2: { protected: false } },
  items: [
    { id: 1, state: "held", sitting_id: 1, entries: [], steps: [] },
    { id: 2, state: "planned", sitting_id: 1, title: "Tham luận", entries: [], steps: [] },
  ],
};
/** What the server says to a press over an older rundown than its own. */
let revisionNow = 7;
/** What happens to the next command whose answer is lost. */
let losing = null;
const cue = async (button, command, target = {}, { revision = snapshot.rundown_revision } = {}) => {
  const lost = losing;
  losing = null;
  if (lost) {
    told.push({ command, revision, ok: false, reason: target.reason });
    lost();
    return { ok: false, unknown: true };
  }
  const ok = revision === revisionNow;
  told.push({ command, revision, ok, reason: target.reason });
  hook("status").textContent = ok ? "Đã thực hiện" : "Chương trình vừa được cập nhật";
  return { ok, unknown: false };
};
const { createSecondPress } = await import(`${SERVER}/second_press.js`);
const said = [];
const desk = {
  snapshot: () => snapshot, cue, repaint() {}, tell: (words, kind) => said.push([words, kind]),
  twice: createSecondPress(() => {}),
};
const commands = createCommands(desk);
const acts = createChosen(desk, { move() {} }, () => null);
/** Somebody else acts while the dialog is open. */
const meanwhile = (change) => {
  revisionNow += 1;
  snapshot = { ...snapshot, ...change, rundown_revision: revisionNow };
};
const save = async (reason) => {
  if (reason) hook("reason-words").value = reason;
  box.returnValue = "yes";
  box.close();
  await settle();
};
"""
TEXTS = {"hold_why": "Ghi lý do", "save": "Lưu", "skip": "Bỏ qua", "skip_what": "{title}"} | {
    "cut_shorten": "{n} phút của {title}", "cut_do": "Cắt",
    "protected_again": "{title}: không được cắt; bấm lần nữa",
}  # fmt: skip


def desk(script: str) -> Any:
    return at_the_control(DESK + script, texts=TEXTS)


def test_a_reason_for_a_hold_that_is_over_holds_nothing() -> None:
    told, is_open = desk("""
        commands.sayWhyHeld();
        meanwhile({ phase: "running" });
        await save("Sự cố âm thanh");
        console.log(JSON.stringify([told, box.open]));
    """)

    assert told == [{"command": "hold", "revision": 7, "ok": False, "reason": "Sự cố âm thanh"}]
    assert is_open is False


def test_a_reason_that_is_refused_is_asked_again_with_what_was_typed() -> None:
    asked_again, told = desk("""
        commands.sayWhyHeld();
        meanwhile({});
        await save("Chờ đại biểu");
        const asked = [box.open, hook("reason-words").value, hook("reason-fault").textContent];
        await save();
        console.log(JSON.stringify([asked, told.map(({ revision, ok }) => [revision, ok])]));
    """)

    assert asked_again == [True, "Chờ đại biểu", "Chương trình vừa được cập nhật"]
    assert told == [[7, False], [8, True]]


def test_a_skip_is_of_the_item_as_it_was_seen() -> None:
    told, is_open = desk("""
        acts.choose(2);
        acts.skipOrRestore();
        meanwhile({ items: [snapshot.items[0], { ...snapshot.items[1], state: "live" }] });
        await save("Không đủ thời gian");
        console.log(JSON.stringify([told.map(({ revision, ok }) => [revision, ok]), box.open]));
    """)

    assert told == [[7, False]]
    assert is_open is False


def test_minutes_of_what_custom_does_not_cut_are_taken_when_somebody_has_agreed() -> None:
    free, asked, given, told = desk("""
        acts.choose(2);
        acts.add(-5);
        const free = told.length;
        snapshot.details[2].protected = true;
        acts.add(5);
        acts.add(-5);
        const asked = [box.open, told.length];
        hook("reason-agreed").value = "Đ/c Giám đốc Sở";
        await save("Thiếu giờ");
        const pressed = told.map(({ command }) => command);
        console.log(JSON.stringify([free, asked, hook("reason-asks").hidden, pressed]));
    """)

    assert (free, asked) == (1, [True, 2])
    assert given is False
    assert told == ["add", "add", "add"]


def test_a_reason_whose_answer_was_lost_is_given_again_over_the_rundown_of_then() -> None:
    told = desk("""
        commands.sayWhyHeld();
        // It was done, and the next picture has come: only its answer has not.
        losing = () => meanwhile({});
        await save("Sự cố âm thanh");
        await save();
        console.log(JSON.stringify(told.map(({ revision, reason }) => [revision, reason])));
    """)

    assert told == [[7, "Sự cố âm thanh"], [7, "Sự cố âm thanh"]]


def test_after_a_refusal_of_what_was_given_again_the_newest_rundown_counts() -> None:
    told = desk("""
        commands.sayWhyHeld();
        losing = () => meanwhile({});
        await save("Sự cố âm thanh");
        await save();
        await save();
        console.log(JSON.stringify(told.map(({ revision, ok }) => [revision, ok])));
    """)

    assert told == [[7, False], [7, False], [8, True]]


def test_the_start_is_held_at_once_and_why_is_asked_by_its_own_key() -> None:
    told, held_open, asked = desk("""
        snapshot = {
          ...snapshot, phase: "not_started", now_id: null, next_id: 2,
          items: [{ ...snapshot.items[1], started_ms: null }],
        };
        hook("hold").setAttribute("aria-disabled", "false");
        commands.hold();
        await settle();
        const heldOpen = box.open;
        snapshot.phase = "start_held";
        commands.sayWhyHeld();
        console.log(JSON.stringify([told.map(({ command }) => command), heldOpen, box.open]));
    """)

    assert told == ["hold"]
    assert (held_open, asked) == (False, True)


def test_five_minutes_of_a_live_item_that_custom_does_not_cut_are_asked_for_twice() -> None:
    free, asked, said, sure = desk("""
        snapshot = { ...snapshot, phase: "running", details: { 1: { protected: true } } };
        snapshot.items[0] = { ...snapshot.items[0], state: "live", title: "Bế mạc" };
        passedMs = 5000;
        commands.add(-1); commands.add(5);
        const free = told.length;
        commands.add(-5);
        passedMs += 300;
        commands.add(-5);
        const asked = told.length;
        passedMs += 900;
        commands.add(-5);
        console.log(JSON.stringify([free, asked, said, told.length]));
    """)

    assert (free, asked, sure) == (2, 2, 3)
    assert said == [["Bế mạc: không được cắt; bấm lần nữa", "asks"]] * 2
