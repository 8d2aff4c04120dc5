"""A page answers heartbeats and goes where it is told only as a named screen; the clock is kept."""

from __future__ import annotations

from typing import Any

from tests.web.fake_page import on_a_page

# A socket that is not there takes the place of the library; time passes when the test says so.
SOCKET = """
import { register } from "node:module";
const stub = "data:text/javascript,export const io = (space, how) => globalThis.connect(how);";
const hooks = `export async function resolve(wanted, context, next) {
  if (wanted === "socket.io-client") return { url: "${stub}", shortCircuit: true };
  return next(wanted, context);
}`;
register("data:text/javascript," + encodeURIComponent(hooks));

const heard = new Map();
const emitted = [];
let introduced;
const socket = {
  connected: true, active: true, connects: 0,
  io: { on() {}, engine: { readyState: "open", close() {} } },
  on: (name, hear) => heard.set(name, [...(heard.get(name) ?? []), hear]),
  emit: (name) => emitted.push(name),
  connect() { this.connects += 1; },
  timeout: () => ({ emit: (name, answer) => { trips += 1; answer(null, { server_ms: NOON }); } }),
};
globalThis.connect = (how) => { introduced = how.auth; return socket; };
const tell = (name, words) => { for (const hear of heard.get(name) ?? []) hear(words); };

let trips = 0;
let passedMs = 0;
let deviceMs = 0;
const NOON = 1_800_000_000_000;
Object.defineProperty(globalThis, "performance", { value: { now: () => passedMs } });
Date.now = () => NOON + deviceMs;
const every = [];
globalThis.setInterval = (act, ms) => every.push({ act, ms });
const look = () => { for (const { act, ms } of every) if (ms <= 1000) act(); };
const beat = () => tell("heartbeat", { revision: 1, server_ms: NOON + passedMs, build: "1" });

const gone = [];
Object.assign(window.location, {
  search: SEARCH, pathname: "/stage/mc", replace: (path) => gone.push(path),
});
answers["/stage/hall"] = {};
answers["/stage/screen"] = {};
page.body.dataset.build = "0.1.0+now";
const { follow } = await import("STATIC/../../server/static/live.js");
const { now } = follow({ namespace: "/stage", room: "mc", onSnapshot() {} });
const you = (view) => tell("you", { screen: view && { id: 1, name: "Bục", view } });
"""


INTRODUCE = 'const { introduction } = await import("STATIC/../../server/static/named_screen.js");'


def on_screen(script: str, search: str = "?screen") -> Any:
    return on_a_page(SOCKET.replace("SEARCH", f'"{search}"') + script, texts={})


def test_a_public_page_says_nothing_and_a_watched_one_answers_each_beat() -> None:
    public, watched, after = on_screen("""
        beat();
        const before = emitted.filter((name) => name === "here").length;
        you("mc");
        beat(); beat();
        const asked = emitted.filter((name) => name === "here").length;
        tell("disconnect", "transport close");
        beat();
        console.log(JSON.stringify([before, asked, emitted.filter((n) => n === "here").length]));
    """)

    assert (public, watched, after) == (0, 2, 2)


def test_a_watched_page_that_is_closed_says_goodbye_and_a_public_one_nothing() -> None:
    public, watched = on_screen("""
        window.dispatch("pagehide");
        const before = emitted.filter((name) => name === "leaving").length;
        you("mc");
        window.dispatch("pagehide");
        const after = emitted.filter((name) => name === "leaving").length;
        console.log(JSON.stringify([before, after]));
    """)

    assert (public, watched) == (0, 1)


def test_it_introduces_itself_with_its_build_and_whether_it_follows() -> None:
    script = "console.log(JSON.stringify(introduced));"

    named, by_hand = on_screen(script), on_screen(script, search="")

    assert named == {"room": "mc", "screen": True, "office": False, "build": "0.1.0+now"}
    assert by_hand["screen"] is False


def test_a_page_of_the_office_says_that_nobody_waits_for_it() -> None:
    script = f"""
        {INTRODUCE} window.location.pathname = "/admin/cue-sheet";
        console.log(JSON.stringify([introduction().office, introduced.office]));
    """

    assert on_screen(script) == [True, False]


def test_a_screen_goes_to_its_view_once_and_only_if_it_shows_another() -> None:
    gone = on_screen("""
        you("mc"); await settle();
        you("hall"); you("hall"); await settle();
        console.log(JSON.stringify(gone));
    """)

    assert gone == ["/stage/hall?screen"]


def test_a_view_opened_by_hand_stays_whatever_the_screen_is_told() -> None:
    gone = on_screen(
        """
        you("hall"); tell("forgotten", {}); tell("connect_error", { message: "room" });
        await settle();
        console.log(JSON.stringify(gone));
    """,
        search="",
    )

    assert gone == []


def test_forgotten_or_refused_it_asks_for_the_digits_and_not_in_a_circle() -> None:
    forgotten, refused = (
        on_screen(f"""
        {script} await settle(); {script} await settle();
        console.log(JSON.stringify(gone));
    """)
        for script in (
            'tell("forgotten", {});',
            'tell("connect_error", { message: "room" });',
        )
    )

    assert forgotten == ["/stage/screen"]
    assert refused == ["/stage/screen"]


def test_while_the_server_is_away_the_last_picture_stays() -> None:
    gone, waiting_ms = on_screen("""
        answers["/stage/hall"] = null;
        you("hall"); await settle();
        console.log(JSON.stringify([gone, timers.at(-1).ms]));
    """)

    assert (gone, waiting_ms) == ([], 1000)


def test_a_view_that_would_become_the_sign_in_or_never_answers_is_not_gone_to() -> None:
    script = """
        const ways = {
          stranger: async () => ({ ok: false, status: 401 }),
          silent: (_, { signal }) =>
            new Promise((_, fail) => signal.addEventListener("abort", fail)),
        };
        globalThis.fetch = ways.WAY;
        you("hall"); await settle();
        for (const { act, ms } of timers) if (ms === 4000) act();
        await settle();
        console.log(JSON.stringify([gone, timers.at(-1).ms]));
    """

    stranger = on_screen(script.replace("WAY", "stranger"))
    silent = on_screen(script.replace("WAY", "silent"))

    assert stranger == [[], 1000]
    assert silent == [[], 1000]


def test_a_server_that_cannot_now_is_asked_again_in_a_second() -> None:
    not_now_ms, room_ms = on_screen("""
        socket.active = false;
        tell("connect_error", { message: "not_now" });
        const first = timers.at(-1).ms;
        tell("connect_error", { message: "room" });
        console.log(JSON.stringify([first, timers.at(-1).ms]));
    """)

    assert (not_now_ms, room_ms) == (1000, 5000)


def test_the_name_is_shown_and_goes_after_five_seconds() -> None:
    name, stays_ms = on_screen("""
        tell("flash", { name: "Bục MC" });
        console.log(JSON.stringify([page.body.rows.at(-1).textContent, timers.at(-1).ms]));
    """)

    assert (name, stays_ms) == ("Bục MC", 5000)


def test_a_machine_that_slept_measures_the_servers_clock_again() -> None:
    awake, slept, later = on_screen("""
        look(); look(); await settle();
        const awake = trips;
        deviceMs += 3_600_000;
        look(); await settle();
        const slept = trips;
        look(); await settle();
        console.log(JSON.stringify([awake, slept, trips]));
    """)

    assert (awake, slept, later) == (0, 5, 5)
