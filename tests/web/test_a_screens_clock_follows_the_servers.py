"""A screen's clock: nothing that is late moves it, and a server's clock that was moved does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

MODULE = Path(__file__).parents[2] / "server" / "static" / "server_clock.js"

SCREEN = """
globalThis.window = { addEventListener() {} };
globalThis.document = { addEventListener() {}, visibilityState: "visible" };
globalThis.setInterval = () => 0;
const { createServerClock } = await import(MODULE);
let serverMs = 1_000_000;
const socket = {
  connected: true,
  timeout: () => ({ emit: (_, answer) => answer(null, { server_ms: serverMs }) }),
};
const clock = createServerClock(socket);
const shown = [];
const look = () => shown.push(Math.round((clock.now() - 1_000_000) / 1000));
clock.guess(serverMs - 3000, 0); look();
await clock.measure(); look();
clock.guess(serverMs - 9000, 0); look();
serverMs += 3_600_000;
clock.guess(serverMs, 1); look();
await clock.measure(); look();
clock.guess(serverMs - 9000, 1); look();
console.log(JSON.stringify(shown));
"""


def test_a_late_message_moves_nothing_but_a_moved_clock_is_followed_at_once() -> None:
    script = SCREEN.replace("MODULE", json.dumps(MODULE.as_uri()))

    done = subprocess.run(
        ["node", "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )

    first_guess, measured, late, moved, measured_again, late_again = json.loads(done.stdout)
    assert (first_guess, measured, late) == (-3, 0, 0)
    assert (moved, measured_again, late_again) == (3600, 3600, 3600)


SLOW_WIFI = """
globalThis.window = { addEventListener() {} };
globalThis.document = { addEventListener() {}, visibilityState: "visible" };
globalThis.setInterval = () => 0;
let passedMs = 0;
Object.defineProperty(globalThis, "performance", { value: { now: () => passedMs } });
const { createServerClock } = await import(MODULE);
const NOON = 1_000_000;
let tookMs = 20;
let trips = 0;
const socket = {
  connected: true,
  timeout: () => ({
    emit(_, answer) {
      trips += 1;
      passedMs += tookMs;
      // All of a slow trip's time is spent on the way there.
      answer(null, { server_ms: NOON + passedMs + awayMs });
    },
  }),
};
let awayMs = 0;
const clock = createServerClock(socket);
const apart = () => Math.round(clock.now() - NOON - passedMs);
await clock.measure();
const quick = apart();
tookMs = 1600;
await clock.measure();
const slow = apart();
awayMs = 60_000;
await clock.measure();
const proven = apart() > 50_000;
trips = 0;
const lost = (_, answer) => {
  trips += 1;
  socket.connected = false;
  answer("lost");
};
socket.timeout = () => ({ emit: lost });
await clock.measure();
console.log(JSON.stringify([quick, slow, proven, trips]));
"""


def test_a_slow_way_moves_a_known_clock_only_by_what_it_proves() -> None:
    script = SLOW_WIFI.replace("MODULE", json.dumps(MODULE.as_uri()))

    done = subprocess.run(
        ["node", "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )

    quick, slow, proven, trips_of_a_lost_connection = json.loads(done.stdout)
    half_a_quick_trip_ms = 10
    assert (quick, slow) == (half_a_quick_trip_ms, half_a_quick_trip_ms)
    assert proven is True
    assert trips_of_a_lost_connection == 1
