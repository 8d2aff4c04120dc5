"""A picture that ends by the server's clock is asked for anew, and taken though nothing changed."""

from __future__ import annotations

from typing import Any

from tests.web.fake_page import on_a_page

# A socket that is not there takes the place of the library.
SOCKET = """
import { register } from "node:module";
const stub = "data:text/javascript,export const io = () => globalThis.socket;";
const hooks = `export async function resolve(wanted, context, next) {
  if (wanted === "socket.io-client") return { url: "${stub}", shortCircuit: true };
  return next(wanted, context);
}`;
register("data:text/javascript," + encodeURIComponent(hooks));

const heard = new Map();
const emitted = [];
globalThis.socket = {
  connected: true, active: true, io: { on() {}, engine: { readyState: "open", close() {} } },
  on: (name, hear) => heard.set(name, hear),
  emit: (name) => emitted.push(name),
  timeout: () => ({ emit: (name, answer) => answer(null, { server_ms: serverMs() }) }),
};
const tell = (name, words) => heard.get(name)(words);

let passedMs = 0;
Object.defineProperty(globalThis, "performance", { value: { now: () => passedMs } });
const NOON = 1_800_000_000_000;
const serverMs = () => NOON + passedMs;
const every = [];
globalThis.setInterval = (act) => every.push(act);
/** Let time pass while the server's beat is heard. */
const pass = (ms) => {
  passedMs += ms;
  tell("heartbeat", { revision: 7, server_ms: serverMs(), build: "1" });
  for (const act of every) act();
};
const asked = () => emitted.filter((name) => name === "refresh").length;

page.body.dataset.rehearsal = "false";
/** How far this screen spreads its asking: nothing, or nearly a second. */
Math.random = () => SPREAD;
const { follow } = await import("STATIC/../../server/static/live.js");
const pictures = [];
follow({ namespace: "/stage", room: "welcome", onSnapshot: ({ silent }) => pictures.push(silent) });
const picture = (silent, untilMs) => {
  const head = { revision: 7, server_ms: serverMs(), until_ms: untilMs, rehearsal: false };
  tell("snapshot", { ...head, silent });
};
"""


def follow(script: str, spread: float = 0) -> Any:
    return on_a_page(SOCKET.replace("SPREAD", str(spread)) + script, texts={})


def test_it_asks_at_that_moment_and_not_before_and_takes_the_same_revision() -> None:
    before, at, pictures, after = follow("""
        picture(true, NOON + 60_000);
        pass(59_000);
        const before = asked();
        pass(1_000);
        const at = asked();
        picture(false, null);
        pass(1_000);
        console.log(JSON.stringify([before, at, pictures, asked()]));
    """)

    assert (before, at) == (0, 1)
    assert pictures == [True, False]
    assert after == 1


def test_a_server_whose_clock_is_behind_is_asked_again_but_not_all_the_time() -> None:
    soon, later = follow("""
        picture(true, NOON + 60_000);
        pass(60_000);
        picture(true, NOON + 60_000);
        pass(500);
        const soon = asked();
        pass(1_500);
        console.log(JSON.stringify([soon, asked()]));
    """)

    assert (soon, later) == (1, 2)


def test_a_hall_full_of_screens_does_not_ask_in_the_same_moment() -> None:
    at, later = follow(
        """
        picture(true, NOON + 60_000);
        pass(60_000);
        const at = asked();
        pass(1_000);
        console.log(JSON.stringify([at, asked()]));
    """,
        spread=0.9,
    )

    assert (at, later) == (0, 1)


def test_without_a_connection_nothing_is_piled_up() -> None:
    times = follow("""
        picture(true, NOON + 60_000);
        socket.connected = false;
        pass(60_000);
        pass(60_000);
        console.log(JSON.stringify(asked()));
    """)

    assert times == 0


def test_a_picture_without_an_end_is_never_asked_for() -> None:
    times = follow("""
        picture(false, null);
        pass(3_600_000);
        console.log(JSON.stringify(asked()));
    """)

    assert times == 0
