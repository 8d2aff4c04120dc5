"""A new build, or a title line that was put right, does not throw away what staff are writing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.fake_page import on_a_page

PAGE = """
import { register } from "node:module";
const stub = "data:text/javascript,export const io = () => globalThis.socket;";
const hooks = `export async function resolve(wanted, context, next) {
  if (wanted === "socket.io-client") return { url: "${stub}", shortCircuit: true };
  return next(wanted, context);
}`;
register("data:text/javascript," + encodeURIComponent(hooks));
globalThis.Element = Hook;
globalThis.setInterval = () => 0;
const heard = new Map();
globalThis.socket = {
  connected: true, active: true, io: { on() {}, engine: { readyState: "open", close() {} } },
  on: (name, hear) => heard.set(name, hear), emit() {}, timeout: () => ({ emit() {} }),
};
const tell = (name, words) => heard.get(name)(words);
let loads = 0;
const path = "/admin/opening";
Object.assign(window.location, { href: path, pathname: path, reload: () => { loads += 1; } });
/** What the server says to whoever asks for the page, and to a command. */
let status = 200;
globalThis.fetch = async () => ({ ok: status < 400, status, json: async () => ({ done: true }) });
/** What is in sight of the page, by selector. */
const sight = {};
const find = page.querySelector.bind(page);
page.querySelector = (wanted) => {
  if (wanted in sight) return sight[wanted];
  return wanted.startsWith("[data-role") ? find(wanted) : null;
};
sight['[data-role="new-page"]'] = null;
const build = (name) => tell("heartbeat", { revision: 1, server_ms: 0, build: name });
const snapshot = (line, number = "1") => tell("snapshot", {
  revision: revision += 1, server_ms: 0, rehearsal: false,
  conference: { number, title_lines: [line] },
});
let revision = 0;
/** Let all that waits for a timer go on. */
const later = async () => {
  for (const timer of timers.splice(0)) timer.act();
  await settle();
};
const seen = [];
page.body.dataset.conference = "1";
const { follow } = await import("STATIC/../../server/static/live.js");
const onSnapshot = ({ conference }) => seen.push(conference.title_lines[0]);
follow({ namespace: "/admin", room: "office", onSnapshot });
const field = new Hook();
Object.assign(field, { isConnected: true, offsetParent: {}, matches: () => true });
const write = (words) => {
  page.dispatch("focusin", { target: field });
  field.value = words;
  page.dispatch("input", { target: field });
};
const line = () => page.body.rows.some((row) => row.dataset.role === "new-page");
build("1");
snapshot("HỘI NGHỊ");
"""


def written_on(script: str) -> Any:
    texts = {"new_page": "Trang có bản mới", "load_anew": "Tải lại ngay"}
    return on_a_page(PAGE + script, texts=texts)


def test_a_new_build_waits_until_what_is_written_was_sent() -> None:
    waits, told, loaded = written_on("""
        write("Mời đại biểu vào hội trường");
        build("2");
        await later();
        const waits = loads === 0;
        const told = line();
        field.value = "";
        await later();
        console.log(JSON.stringify([waits, told, loads]));
    """)

    assert (waits, told, loaded) == (True, True, 1)


SEND = """
const { send } = await import("STATIC/../../server/static/commands.js");
const lineOf = (words) => ({ minutes_before: 5, words });
const save = (...words) => send("/admin/opening", { seen: [], announcements: words.map(lineOf) });
"""


def test_what_a_command_has_saved_is_written_no_more_and_the_page_loads() -> None:
    waits, loaded = written_on(
        SEND
        + """
        write("Mời đại biểu vào hội trường ");
        build("2");
        await later();
        const waits = loads === 0;
        await save("Mời đại biểu vào hội trường", "Xin mời an tọa");
        await later();
        console.log(JSON.stringify([waits, loads]));
    """
    )

    assert (waits, loaded) == (True, 1)


@pytest.mark.parametrize(
    "but",
    [
        'status = 409; await save("Mời đại biểu vào");',
        'await save("Xin mời an tọa");',
        'const going = save("Mời đại biểu vào"); write("Mời đại biểu vào phòng"); await going;',
        'await save("Mời đại biểu vào"); write("Mời đại biểu vào phòng họp");',
    ],
    ids=["refused", "of another field", "typed on meanwhile", "typed on afterwards"],
)
def test_what_no_command_has_saved_is_still_written(but: str) -> None:
    loaded = written_on(
        SEND
        + f"""
        write("Mời đại biểu vào");
        {but}
        status = 200;
        build("2");
        await later();
        console.log(JSON.stringify(loads));
    """
    )

    assert loaded == 0


def test_what_is_looked_for_waits_only_as_long_as_somebody_is_at_it() -> None:
    at_it, left = written_on("""
        field.type = "search";
        page.activeElement = field;
        write("Lan");
        build("2");
        await later();
        const atIt = loads;
        page.activeElement = null;
        await later();
        console.log(JSON.stringify([atIt, loads]));
    """)

    assert (at_it, left) == (0, 1)


def test_a_dialog_that_is_open_is_written_on_and_an_empty_page_is_not() -> None:
    with_dialog, without = written_on("""
        sight["dialog[open]"] = new Hook();
        build("2");
        await later();
        const withDialog = loads;
        delete sight["dialog[open]"];
        await later();
        console.log(JSON.stringify([withDialog, loads]));
    """)

    assert (with_dialog, without) == (0, 1)


def test_a_title_line_put_right_loads_only_pages_that_show_it() -> None:
    without, with_lines, seen = written_on("""
        snapshot("HỘI NGHỊ TUYÊN DƯƠNG");
        await later();
        const without = loads;
        sight[".title-line, .print-head"] = new Hook();
        snapshot("HỘI NGHỊ BIỂU DƯƠNG");
        await later();
        console.log(JSON.stringify([without, loads, seen]));
    """)

    assert (without, with_lines) == (0, 1)
    assert seen == ["HỘI NGHỊ", "HỘI NGHỊ TUYÊN DƯƠNG", "HỘI NGHỊ BIỂU DƯƠNG"]


def test_another_conference_is_loaded_at_once_whatever_is_written() -> None:
    loaded, seen = written_on("""
        write("Mời đại biểu vào hội trường");
        build("2");
        await later();
        snapshot("ĐẠI HỘI", "2");
        await later();
        console.log(JSON.stringify([loads, seen]));
    """)

    assert loaded == 1
    assert seen == ["HỘI NGHỊ"]


def test_another_conference_that_does_not_know_its_staff_asks_them_to_sign_in() -> None:
    away, at_the_sign_in = written_on("""
        status = 503;
        snapshot("ĐẠI HỘI", "2");
        await later();
        const away = loads;
        status = 401;
        await later();
        console.log(JSON.stringify([away, loads]));
    """)

    assert (away, at_the_sign_in) == (0, 1)


def test_a_page_that_would_become_the_sign_in_keeps_its_last_picture() -> None:
    loaded = written_on("""
        status = 401;
        build("2");
        await later();
        await later();
        console.log(JSON.stringify(loads));
    """)

    assert loaded == 0
