"""Words for a message, a screen's name, quick texts: what is typed on is neither lost nor a key."""

from __future__ import annotations

from typing import Any

from tests.web.fake_control import at_the_control

MESSAGES = """
await import(`${STAGE}/control_messages.js`);
let focused = "";
for (const name of ["message-input", "edit-texts"]) hook(name).focus = () => { focused = name; };
hook("message-input").value = "Nhắc anh Hà";
let answered;
held.set("/stage/messages", new Promise((done) => { answered = done; }));
const sendIt = () => hook("message-form").dispatch("submit");
"""


def at_the_messages(script: str) -> Any:
    answers = {"/stage/messages": {"done": True}, "/stage/messages/quick-texts": {"done": True}}
    return at_the_control(MESSAGES + script, answers=answers)


def test_after_sending_the_hand_is_where_the_next_words_go() -> None:
    focused, value = at_the_messages("""
        sendIt();
        answered();
        await settle();
        console.log(JSON.stringify([focused, hook("message-input").value]));
    """)

    assert focused == "message-input"
    assert value == ""


def test_what_was_typed_while_the_message_was_on_its_way_stays() -> None:
    script = """
        sendIt();
        hook("message-input").value = VALUE;
        answered();
        await settle();
        console.log(JSON.stringify(hook("message-input").value));
    """
    typed_on = at_the_messages(script.replace("VALUE", '"Nhắc anh Hà nữa"'))
    written_anew = at_the_messages(script.replace("VALUE", '"Mời chị Lan"'))

    assert (typed_on, written_anew) == ("nữa", "Mời chị Lan")


def test_quick_texts_that_were_kept_leave_the_hand_at_their_button() -> None:
    focused = at_the_messages("""
        hook("texts-form").dispatch("submit");
        await settle();
        console.log(JSON.stringify(focused));
    """)

    assert focused == "edit-texts"


def test_a_letter_typed_on_a_button_of_the_drawer_is_told_and_does_nothing() -> None:
    inside, outside, told = at_the_control("""
        const { wireKeys } = await import(`${STAGE}/control_keys.js`);
        const done = [];
        const acts = { KeyN: () => done.push("n"), KeyL: () => done.push("l") };
        wireKeys(acts, { whileWriting: ["KeyL"] });
        for (const code of ["KeyN", "KeyL"]) key({ code, target: inside("[data-writing]") });
        const told = hook("status").textContent;
        key({ code: "KeyN", target: inside() });
        console.log(JSON.stringify([done.slice(0, -1), done.at(-1), told]));
    """)  # fmt: skip

    assert inside == ["l"]
    assert outside == "n"
    assert told == "Bấm Esc để ra"


def test_a_presenters_clicker_steps_wherever_the_hand_is_but_in_a_choice() -> None:
    stepped, stopped = at_the_control("""
        const { wireKeys } = await import(`${STAGE}/control_keys.js`);
        let stepped = 0;
        const step = () => { stepped += 1; };
        wireKeys({ PageDown: step, KeyN: step });
        const places = [["input", "[data-writing]"], ["[data-writing]"], ["select"], ["textarea"]];
        const stopped = places.map((found) => key({ code: "PageDown", target: inside(...found) }));
        key({ code: "KeyN", target: inside("input", "[data-writing]") });
        console.log(JSON.stringify([stepped, stopped]));
    """)

    assert stepped == 2
    assert stopped == [True, True, False, False]


PANEL = """
hook("rooms").dataset.words = JSON.stringify({ views: {}, rooms: {} });
globalThis.fetch = () => new Promise(() => {});
await import(`${STAGE}/control_screens.js`);
"""


def test_a_mouse_gives_the_keys_back_and_enter_keeps_the_hand_there() -> None:
    left = at_the_control(
        PANEL
        + """
        let left = 0;
        const button = inside("button", "[data-writing]");
        button.blur = () => { left += 1; };
        const lefts = [0, 1].map((detail) => {
          hook("rooms").dispatch("click", { target: button, detail });
          return left;
        });
        console.log(JSON.stringify(lefts));
    """
    )

    assert left == [0, 1]


def test_that_keys_rest_is_said_no_more_once_the_drawer_was_left() -> None:
    inside, outside = at_the_control(
        PANEL
        + """
        key({ code: "KeyT", target: inside("[data-writing]") });
        const leave = (relatedTarget) => {
          hook("rooms").dispatch("focusout", { relatedTarget });
          return hook("status").textContent;
        };
        console.log(JSON.stringify([leave(inside("[data-writing]")), leave(null)]));
    """
    )

    assert (inside, outside) == ("Bấm Esc để ra", "")


SCREENS = """
Hook.prototype.contains = () => false;
const { fillRows, wireScreens } = await import(`${STAGE}/control_screen_rows.js`);
const asked = [];
wireScreens(async () => {}, async (path, body) => {
  asked.push({ path, ...body });
  return { ok: true };
});
const shown = { view: "mc", shows: "mc", state: "unseen", old_build: false };
const screen = { id: 1, name: "Bục MC", ...shown };
fillRows([screen], 0);
const [row] = hook("screens").rows;
const field = row.hook("screen-title");
let focused = "";
row.hook("screen-flash").focus = () => { focused = "screen-flash"; };
"""


def test_escape_in_a_screens_name_saves_no_half_of_it() -> None:
    asked = at_the_control(
        SCREENS
        + """
        field.value = "Bục";
        field.dispatch("keydown", { key: "Escape" });
        field.dispatch("change");
        await settle();
        console.log(JSON.stringify(asked));
    """
    )

    assert asked == []


def test_after_a_new_name_the_hand_stays_among_the_screens() -> None:
    asked, focused = at_the_control(
        SCREENS
        + """
        field.value = "Bục trái";
        field.dispatch("keydown", { key: "Enter" });
        field.dispatch("change");
        await settle();
        console.log(JSON.stringify([asked, focused]));
    """
    )

    assert asked == [{"path": "/stage/screens/1/name", "name": "Bục trái"}]
    assert focused == "screen-flash"
