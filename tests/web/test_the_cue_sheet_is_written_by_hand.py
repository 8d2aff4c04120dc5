"""/admin/cue-sheet and its neighbours: one press is one command, nothing typed is lost."""

from __future__ import annotations

from typing import Any

from tests.web.fake_page import on_a_page

WAY = "STATIC/../../admin/static"
TEXTS = {
    "unknown": "Chưa rõ", "refused": "Chưa được", "add": "Thêm", "change": "Sửa", "moved": "Đã đổi",
    "saved": "Đã lưu", "removed": "Đã bỏ", "restored": "Đã lấy lại", "whole_item": "Cả",
    "unsaved": "Có chữ chưa lưu", "list_failed": "Cũ", "length_wrong": "Độ dài?",
    "left": "Chưa ghi", "first": "Có sẵn", "first_again": "Bấm lần nữa",
    "none": "Không có lời nhắc nào", "same": "", "revoked": "Đã thu hồi", "revoke": "Thu hồi",
}  # fmt: skip

# Nothing comes over the socket here; a page that is taken anew is told to have failed.
QUIET = """
import { register } from "node:module";
const SOCKET = "data:text/javascript,export const io = () => globalThis.socket;";
const INSTEAD = `export const resolve = (name, context, next) =>
  name === "socket.io-client" ? { url: "${SOCKET}", shortCircuit: true } : next(name, context);`;
register("data:text/javascript," + encodeURIComponent(INSTEAD));
const hears = new Map();
globalThis.socket = { on: (what, hear) => hears.set(what, hear), emit() {}, io: { on() {} } };
globalThis.setInterval = () => 0;
globalThis.Element = Hook;
globalThis.Option = class {};
window.location.pathname = "/admin/cue-sheet";
const focused = [];
const named = (name) => Object.assign(new Hook(), { focus: () => focused.push(name) });
const posts = () => sent.filter(({ body }) => body).map(({ path, body }) => [path, body]);
"""

SHEET = (
    QUIET
    + """
const fields = new Map();
const field = (name) => fields.get(name) ?? fields.set(name, new Hook()).get(name);
const form = hook("line-form"), dialog = hook("line-dialog");
form.elements = { namedItem: field };
form.reset = () => { for (const one of fields.values()) one.value = ""; };
document.getElementById = (id) => (id === "line-4" ? named(id) : null);
const line = { id: 4, place: 2, kind: "video", words: "Phim", file: "", length_s: null, part: "" };
const row = new Hook(), item = new Hook();
row.dataset.line = JSON.stringify(line);
row.closest = () => row;
row.nextElementSibling = new Hook();
row.nextElementSibling.closest = () => row.nextElementSibling;
row.nextElementSibling.dataset.line = JSON.stringify({ ...line, id: 5, place: 3 });
item.dataset = { item: "1", title: "Văn nghệ", parts: "[]" };
const press = async (role) => {
  const places = { button: () => button, '[data-role="line"]': () => row };
  const button = new Hook();
  button.dataset.role = role;
  button.closest = (wanted) => (places[wanted] ?? (() => item))();
  document.activeElement = { id: "line-4" };
  document.dispatch("click", { target: button });
  await settle();
};
await import("WAY/cue_sheet.js");
"""
)
MOVE = "/admin/cue-sheet/lines/4/move"


def page(script: str, answers: dict[str, Any] | None = None) -> Any:
    return on_a_page(script.replace("WAY", WAY), texts=TEXTS, answers=answers)


def test_a_key_that_is_held_moves_a_line_once_per_answer() -> None:
    sent = page(
        SHEET
        + f"""
        let go;
        held.set("{MOVE}", new Promise((come) => {{ go = come; }}));
        const key = {{ altKey: true, code: "ArrowDown", target: row }};
        for (let nth = 0; nth < 5; nth += 1) document.dispatch("keydown", key);
        await settle();
        const meanwhile = posts().length;
        go();
        await settle();
        document.dispatch("keydown", key);
        await settle();
        console.log(JSON.stringify([meanwhile, posts().length]));
        """,
        {MOVE: [{"done": True}] * 9},
    )

    assert sent == [1, 2]


def test_a_line_that_was_typed_goes_only_at_the_second_press() -> None:
    told = page(
        SHEET
        + """
        await press("line-open");
        await press("line-close");
        const untouched = dialog.open;
        await press("line-open");
        field("words").value = "Phim mới";
        dialog.dispatch("cancel");
        const warned = [dialog.open, hook("line-fault").rows];
        form.dispatch("input");
        await press("line-close");
        const again = dialog.open;
        await press("line-close");
        console.log(JSON.stringify([untouched, warned, again, dialog.open]));
        """
    )

    assert told == [False, [True, ["Có chữ chưa lưu"]], True, False]


def test_a_line_is_taken_off_as_it_was_seen_and_comes_back_as_it_was() -> None:
    told = page(
        SHEET
        + """
        await press("line-open");
        await press("line-remove");
        await press("undo");
        console.log(JSON.stringify([posts(), focused.at(-1)]));
        """,
        {
            "/admin/cue-sheet/lines/4/remove": {"done": True, "changed": True},
            "/admin/cue-sheet/lines/4/restore": {"done": True, "changed": True},
        },
    )

    posts, focus = told
    assert posts[0][1]["seen"]["words"] == "Phim"
    assert [path for path, _ in posts] == [
        "/admin/cue-sheet/lines/4/remove", "/admin/cue-sheet/lines/4/restore",
    ]  # fmt: skip
    assert focus == "line-4"


ADD, CHANGE = "/admin/cue-sheet/items/1", "/admin/cue-sheet/lines/9"
TYPED = (
    SHEET
    + """
const type = async (words) => {
  Object.assign(field("kind"), { value: "sound" });
  field("words").value = words;
  await submit(form);
};
"""
)


def test_a_line_whose_answer_was_lost_is_one_and_what_was_put_right_is_a_change_of_it() -> None:
    ids, posts, is_open = page(
        TYPED
        + """
        await press("add");
        await type("Nhạc nen");
        await type("Nhạc nền");
        const ids = new Set(posts().slice(0, 2).map(([, { request_id: id }]) => id));
        console.log(JSON.stringify([ids.size, posts(), dialog.open]));
        """,
        {ADD: [None, {"done": True, "cue_id": 9, "repeat": True}], CHANGE: {"done": True}},
    )

    assert (ids, is_open) == (1, False)
    assert [path for path, _ in posts] == [ADD, ADD, CHANGE]
    told = posts[-1][1]
    assert (told["seen"]["words"], told["line"]["words"]) == ("Nhạc nen", "Nhạc nền")


def test_the_same_words_in_another_dialog_are_another_line() -> None:
    posts = page(
        TYPED
        + """
        for (const nth of [1, 2]) {
          await press("add");
          await type("Nhạc nền");
          if (nth === 1) { await press("line-close"); await press("line-close"); }
        }
        console.log(JSON.stringify(posts()));
        """,
        {ADD: [None, {"done": True, "cue_id": 9, "repeat": False}]},
    )

    assert [path for path, _ in posts] == [ADD, ADD]
    assert posts[0][1]["request_id"] != posts[1][1]["request_id"]


def test_a_refused_line_that_is_put_right_and_then_lost_is_not_changed_once_more() -> None:
    refused = {"status": 409, "body": {"error": {"code": "cue_words_missing", "sentence": "Lời?"}}}
    posts = page(
        TYPED
        + """
        await press("add");
        await type("Nhạc");
        await type("Nhạc nền");
        await type("Nhạc nền");
        console.log(JSON.stringify(posts()));
        """,
        {ADD: [refused, None, {"done": True, "cue_id": 9, "repeat": True}]},
    )

    assert [path for path, _ in posts] == [ADD] * 3


OPENING = (
    QUIET
    + """
const first = [{ minutes_before: 15, words: "Kính mời" }];
hook("opening-form").dataset = { seen: JSON.stringify(SEEN), first: JSON.stringify(first) };
hook("add-line").dataset.most = "12";
hook("add-line").focus = () => focused.push("add-line");
const lines = hook("lines"), made = [];
hook("line").cloneNode = () => {
  const line = new Hook();
  line.remove = () => { lines.rows = lines.rows.filter((one) => one !== line); };
  line.hook("line-remove").focus = () => focused.push("line-remove");
  made.push(line);
  return line;
};
await import("WAY/opening.js");
"""
)
SAVED = {"/admin/opening": [{"done": True, "changed": True}] * 2}


def test_the_hand_stays_in_the_list_and_no_announcement_may_be_saved() -> None:
    told = page(
        OPENING.replace("SEEN", '[{ minutes_before: 5, words: "Mời" }]')
        + """
        made[0].hook("line-remove").click();
        await submit(hook("opening-form"));
        const { announcements } = posts()[0][1];
        console.log(JSON.stringify([focused, announcements, hook("result").textContent]));
        """,
        SAVED,
    )

    assert told == [["add-line"], [], "Không có lời nhắc nào"]


def test_the_sentences_of_the_beginning_come_back_by_two_slow_presses() -> None:
    told = page(
        """
        let passedMs = 10_000;
        Object.defineProperty(globalThis, "performance", { value: { now: () => passedMs } });
        """
        + OPENING.replace("SEEN", "[]")
        + """
        window.location.reload = () => {};
        const press = async () => { hook("first-ones").click(); await settle(); };
        await press(); await press();
        const doubled = posts().length;
        passedMs += 1000;
        await press();
        console.log(JSON.stringify([doubled, posts().map(([, body]) => body.announcements)]));
        """,
        SAVED,
    )

    assert told == [0, [[{"minutes_before": 15, "words": "Kính mời"}]]]


SCRIPTS = (
    QUIET
    + """
document.querySelectorAll = () => [];
window.location.href = "/admin/scripts";
await import("WAY/scripts.js");
const snapshot = (revision, lines) => hears.get("snapshot")({
  revision, server_ms: 0, rehearsal: false, introduction: { lines }, guests: { present: 0 },
});
const taken = async () => {
  for (const { act } of timers.splice(0)) act();
  await settle();
  return sent.filter(({ path }) => path === "/admin/scripts").length;
};
"""
)


def test_the_page_of_introductions_is_taken_anew_when_the_hall_changes() -> None:
    told = page(
        SCRIPTS
        + """
        snapshot(1, []);
        const first = await taken();
        snapshot(2, []);
        const same = await taken();
        snapshot(3, [{ ids: [4], text: "Đồng chí A" }]);
        console.log(JSON.stringify([first, same, await taken()]));
        """
    )

    assert told == [0, 0, 1]


REMOTES = (
    QUIET
    + """
await import("WAY/remotes.js");
hook("remote-name").value = "Stream Deck";
await submit(hook("remote-form"));
await submit(hook("remote-form"));
const ids = posts().map(([, body]) => body.request_id);
console.log(JSON.stringify([ids, hook("token").textContent]));
"""
)


def test_a_token_whose_answer_was_lost_is_asked_for_by_the_same_errand() -> None:
    ids, token = page(
        REMOTES, {"/admin/remotes": [None, {"done": True, "remote_id": 1, "token": "abc"}]}
    )

    assert ids[0] is not None
    assert (ids, token) == ([ids[0]] * 2, "abc")


REVOKING = (
    QUIET
    + """
await import("WAY/remotes.js");
const row = new Hook(), button = new Hook();
Object.assign(row.dataset, { remote: "3", name: "Stream Deck" });
button.closest = (wanted) => (wanted.includes("revoke") ? button : row);
const press = async (ms) => {
  passedMs += ms;
  document.dispatch("click", { target: button });
  await settle();
};
const revoked = () => posts().filter(([path]) => path.endsWith("/revoke")).length;
"""
)


def test_a_list_that_came_anew_knows_of_no_first_press() -> None:
    told = page(
        """
        let passedMs = 10_000;
        Object.defineProperty(globalThis, "performance", { value: { now: () => passedMs } });
        """
        + REVOKING
        + """
        await press(1000);
        hook("remote-name").value = "Stream Deck 2";
        await submit(hook("remote-form"));
        await press(1000);
        const meanwhile = revoked();
        await press(1000);
        console.log(JSON.stringify([meanwhile, revoked()]));
        """,
        {
            "/admin/remotes": {"done": True, "remote_id": 4, "token": "abc"},
            "/admin/remotes/3/revoke": {"done": True},
        },
    )

    assert told == [0, 1]


PROGRAMME = (
    QUIET
    + """
document.querySelectorAll = () => [];
hook("programme").dataset.revision = "4";
const row = new Hook();
Object.assign(row, { draggable: true, closest: () => row });
const drag = { target: row, dataTransfer: { setData() {} } };
await import("WAY/programme.js");
const snapshot = (revision, names) => hears.get("snapshot")({
  revision, server_ms: 0, rehearsal: false, rundown_revision: 4, performers: names,
});
const taken = async () => {
  for (const { act } of timers.splice(0)) act();
  await settle();
  return sent.filter(({ path }) => path === "/admin/programme").length;
};
snapshot(1, []);
document.dispatch("dragstart", drag);
snapshot(2, ["An"]);
const before = await taken();
document.dispatch("dragend");
console.log(JSON.stringify([before, await taken()]));
"""
)


def test_what_changed_while_a_row_was_in_the_hand_is_shown_when_it_is_let_go() -> None:
    assert page(PROGRAMME) == [0, 1]
