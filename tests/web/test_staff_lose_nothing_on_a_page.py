"""Small pages of the staff: a forgotten panel closes, what was typed stays, old data are told."""

from __future__ import annotations

from typing import Any

from tests.web.fake_page import on_a_page

SETTINGS = """
const { offerSettings, openSettings, settingsOpen } = await import("STATIC/kiosk_settings.js");
offerSettings({ onChange() {}, onTone() {}, onLamp() {}, onFullScreen() {} });
const waits = () => timers.filter(({ act, ms }) => ms === 45000 && String(act) !== "() => {}");
openSettings();
"""


def in_the_settings(script: str) -> Any:
    texts = {"test_none": "", "by_scanner": "Máy quét", "test_read": "{kind}", "kind_foreign": "mã"}
    return on_a_page(SETTINGS + script, texts=texts, data={"volume": "0.5"})


def test_a_forgotten_panel_of_the_station_closes_by_itself() -> None:
    was_open, is_open = in_the_settings("""
        const before = settingsOpen();
        for (const { act } of waits()) act();
        console.log(JSON.stringify([before, settingsOpen()]));
    """)

    assert (was_open, is_open) == (True, False)


def test_staff_at_the_panel_keep_it_open_and_a_queue_of_scans_does_not() -> None:
    after_touch, after_scans = in_the_settings("""
        const { showTest } = await import("STATIC/kiosk_settings.js");
        const first = waits()[0];
        hook("settings").dispatch("pointerdown");
        const touched = waits().length === 1 && waits()[0] !== first;
        const second = waits()[0];
        for (const source of ["scanner", "scanner"]) {
          hook("settings").dispatch("keydown", { key: "1" });
          showTest({ code: "1", foreign: true, source });
        }
        console.log(JSON.stringify([touched, waits().length === 1 && waits()[0] === second]));
    """)

    assert (after_touch, after_scans) == (True, True)


HOUR = """
const { askHour, offerHour } = await import("STATIC/vip_hour.js");
offerHour(async () => (ANSWER));
askHour({ id: 3, name: "An", expected_ms: null, note: "" });
hook("hour").value = "08:15";
hook("note").value = "Đón ở sảnh";
await submit(hook("hour-form"));
console.log(JSON.stringify({
  open: hook("hour-dialog").open, fault: hook("hour-fault").textContent,
  kept: [hook("hour").value, hook("note").value],
}));
"""


def hour_typed(answer: str) -> Any:
    texts = {"hour_save": "Lưu giờ", "refused": "Chưa được"}
    return on_a_page(HOUR.replace("ANSWER", answer), texts=texts)


def test_an_hour_that_was_refused_stays_typed_with_its_reason() -> None:
    said = hour_typed('{ ok: false, body: { error: { sentence: "Dài quá." } } }')
    silent = hour_typed("{ ok: false, body: {} }")

    assert (said["open"], said["fault"]) == (True, "Dài quá.")
    assert (silent["open"], silent["fault"]) == (True, "Chưa được")
    assert said["kept"] == ["08:15", "Đón ở sảnh"]


def test_an_hour_that_was_recorded_or_is_kept_to_be_sent_closes_its_sheet() -> None:
    for answer in ("{ ok: true, body: { done: true } }", "null"):
        assert hour_typed(answer)["open"] is False


OFFLINE = """
const { watchOffline } = await import("STATIC/desk_offline.js");
watchOffline();
const stands = [[true, 20], [true, 60], [true, 600], [false, 600], [true, null]];
const told = stands.map(([online, age]) => {
  window.dispatch("hoinghi:offline", { detail: { online, waiting: 0, pack_age_s: age } });
  const { textContent, dataset, hidden } = hook("pack-age");
  return [textContent, dataset.age, hidden, hook("offline").hidden, hook("offline").dataset.age];
});
console.log(JSON.stringify(told));
"""


def test_the_desk_tells_old_reserve_data_while_the_server_is_still_there() -> None:
    texts = {
        "stale": "cũ {age}", "age_s": "{n} giây", "age_min": "{n} phút", "offline_pack": "{age}",
        "offline_no_pack": "không có",
    }  # fmt: skip

    told = on_a_page(OFFLINE, texts=texts)

    assert told == [
        ["", "fresh", True, True, "fresh"],
        ["cũ 1 phút", "amber", False, True, "amber"],
        ["cũ 10 phút", "red", False, True, "red"],
        ["", "red", True, False, "red"],
        ["", "fresh", True, True, "fresh"],
    ]


VIP = """
import { register } from "node:module";
const SOCKET = "data:text/javascript,export const io = () => globalThis.socket;";
const INSTEAD = `export const resolve = (name, context, next) =>
  name === "socket.io-client" ? { url: "${SOCKET}", shortCircuit: true } : next(name, context);`;
register("data:text/javascript," + encodeURIComponent(INSTEAD));
const hears = new Map();
globalThis.socket = { on: (what, hear) => hears.set(what, hear), emit() {}, io: { on() {} } };
globalThis.setInterval = () => 0;
// The card of the one guest has the one button of this test.
const button = new Hook();
button.dataset.state = "in_hall";
Hook.prototype.querySelectorAll = (wanted) => (wanted === '[data-role="touch"]' ? [button] : []);
await import("STATIC/vip.js");
const guest = { id: 3, ordinal: 1, name: "An", state: "arrived", ticks: [], listed: true, LEFT };
const counts = { here: 0, expected: 0 };
hears.get("snapshot")({ revision: 1, server_ms: 0, rehearsal: false, guests: [guest], ...counts });
button.click();
await settle();
const { hidden } = hook("undo");
hook("undo").click();
await settle();
console.log(JSON.stringify({
  undo: !hidden, line: hook("result").textContent,
  states: sent.map(({ body }) => [body.state, body.seen]),
}));
"""


def touched(left: str) -> Any:
    texts = {
        "awaited_n": "{n}", "here_n": "{n}", "all_n": "{n}", "left": "Đã về lúc {t}",
        "since": "{state}", "arrived": "Đã đến", "in_hall": "Đã vào", "sending": "Đang ghi",
        "noted": "{name}: {what}", "undo": "{name}, {what}", "undone": "Đã hoàn tác: {name}",
        "hour_minute": "{h}h{m}", "back_again": "{name}: đã trở lại",
    }  # fmt: skip
    answers = {"/kiosk/vip/3/state": [{"done": True}, {"done": True}]}
    return on_a_page(VIP.replace("LEFT", left), texts=texts, answers=answers)


def test_a_touch_of_the_reception_is_undone() -> None:
    done = touched("left_ms: null")

    assert done["undo"] is True
    assert done["states"] == [["in_hall", None], ["arrived", "in_hall"]]
    assert done["line"] == "Đã hoàn tác: An"


def test_a_return_that_the_reception_cannot_undo_offers_no_undo() -> None:
    back = touched("left_ms: 1000")

    assert back["undo"] is False
    assert back["states"] == [["in_hall", None]]
    assert back["line"] == "An: đã trở lại"
