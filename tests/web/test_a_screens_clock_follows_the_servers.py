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
