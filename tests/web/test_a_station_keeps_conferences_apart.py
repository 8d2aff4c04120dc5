"""A station outlives a rehearsal: nothing of it is told, counted or known again on the day."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from conference.attendance.carrying import carried
from conference.delegates import NewDelegate, add_delegates
from conference.identity import Conference
from kiosk.pack import make_pack
from tests.factories import AT, BY, GROUP, UNIT, all_rows, make_delegates

STATIC = Path(__file__).parents[2] / "kiosk" / "static"

PAGE = """
const page = new EventTarget();
globalThis.window = page;
globalThis.document = { body: { dataset: { conference: "101", rehearsal: "true" } } };
globalThis.navigator ??= {};
let answers = () => { throw new TypeError("no network"); };
globalThis.fetch = async (path, how) => answers(path, how);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const theDay = () => { document.body.dataset.rehearsal = "false"; };
const tell = (told) => { console.log(JSON.stringify(told)); process.exit(0); };
"""

WAITING = """
const { createArrivals } = await import(STATIC + "/arrivals.js");
let stands = {};
page.addEventListener("hoinghi:offline", ({ detail }) => { stands = detail; });
const nobody = () => {};
const arrivals = createArrivals({ onAnswer: nobody, onSilence: nobody, onGivenUp: nobody });
page.dispatchEvent(new Event("offline"));
arrivals.arriveByNumber("0003");
await pause(100);
const rehearsing = stands.waiting;
theDay();
page.dispatchEvent(new Event("online"));
page.dispatchEvent(new Event("offline"));
arrivals.arriveByNumber("0004");
await pause(100);
tell([rehearsing, stands.waiting]);
"""

OWN = """
const { carryPack } = await import(STATIC + "/offline/carried.js");
const { openStore, pagesConference } = await import(STATIC + "/offline/store.js");
const store = await openStore();
const told = {
  pack: "r1", server_ms: 1000, sitting_id: 1, station: "", last_sequence: 0, came_revision: "1",
  came: { places: [], people: [] },
};
const heading = {
  salt: "", sitting_id: 1, records: 0, numbers: 0, conference: "101", rehearsal: true,
};
const bytes = (text) => new TextEncoder().encode(text);
const top = bytes(JSON.stringify(heading));
const length = new Uint8Array(Uint32Array.of(top.length).buffer);
const pack = new Uint8Array([...bytes("HNP1"), ...length, ...top]);
answers = (path) => path.startsWith("/kiosk/pack/presence")
  ? Response.json(told) : new Response(pack, { headers: { "X-Hoinghi-Pack": "r1" } });
const carrying = carryPack({ store, onChange: () => {}, onHeard: () => {} });
await carrying.begin();
await store.letIn({ person: "p", scan_id: "s", sitting_id: 1, at_ms: 2000, ...pagesConference() });
const { own } = carrying.known();
const rehearsing = Boolean(await own("p"));
theDay();
tell([rehearsing, Boolean(await own("p"))]);
"""

REHEARSAL_OPENED = """
const { carryPack } = await import(STATIC + "/offline/carried.js");
const { openStore } = await import(STATIC + "/offline/store.js");
theDay();
const store = await openStore();
const bytes = (text) => new TextEncoder().encode(text);
function packOf(rehearsal) {
  const heading = { salt: "", sitting_id: 1, records: 0, numbers: 0, conference: "101", rehearsal };
  const top = bytes(JSON.stringify(heading));
  const length = new Uint8Array(Uint32Array.of(top.length).buffer);
  return new Uint8Array([...bytes("HNP1"), ...length, ...top]);
}
const toldBy = (pack, station, person) => ({
  pack, server_ms: Date.now(), sitting_id: 1, station, last_sequence: 0, came_revision: pack,
  came: { places: [station], people: [[person, 1000, 0, 0]] },
});
let open = { told: toldBy("day", "Q1", "p"), pack: packOf(false), status: 200 };
answers = (path) => {
  if (path.startsWith("/kiosk/pack/presence")) return Response.json(open.told);
  const headers = { "X-Hoinghi-Pack": open.told.pack };
  return open.status === 200
    ? new Response(open.pack, { headers }) : new Response("", { status: open.status });
};
const carrying = carryPack({ store, onChange: () => {}, onHeard: () => {} });
const seen = [];
async function look(next) {
  open = next;
  await carrying.refresh();
  const { came } = carrying.known();
  seen.push([carrying.stationName(), [...came.keys()], (await store.kept("told")).pack]);
}
await look(open);
await look({ told: toldBy("rehearsal", "Tập", "r"), pack: packOf(true), status: 200 });
await look({ told: toldBy("rehearsal", "Tập", "r"), pack: packOf(true), status: 503 });
await look({ told: toldBy("day again", "Q2", "q"), pack: packOf(false), status: 200 });
tell(seen);
"""

TAKEN = """
const { createSender } = await import(STATIC + "/offline/sending.js");
const { openStore, pagesConference } = await import(STATIC + "/offline/store.js");
const store = await openStore();
for (const scan_id of ["shown", "failed"]) {
  await store.add({ scan_id, code: "1", source: "scanner", shown: null, ...pagesConference() });
  await store.decided(scan_id, { shown: "undecided", shown_reason: "undecided" }, null);
}
let sent = [];
answers = (path, how) => {
  sent = JSON.parse(how.body).scans;
  const said = (one) => (one.scan_id === "shown" ? { decided_by: "station" } : {});
  return Response.json({ answers: sent.map((one) => ({ verdict: "undecided", ...said(one) })) });
};
const quiet = { isAsking: () => false, onAnswer: () => {}, onChange: () => {} };
const sender = createSender({ store, isOnline: () => true, ...quiet });
sender.nudge();
await pause(200);
tell([sent.map((one) => one.shown_reason), (await store.all()).map((one) => one.scan_id)]);
"""


def run(script: str) -> Any:
    """Run a station's scripts with a page that stands in the rehearsal of conference 101."""
    text = (PAGE + script).replace("STATIC", json.dumps(str(STATIC)))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", text], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_what_waits_of_the_rehearsal_is_not_counted_on_the_day() -> None:
    assert run(WAITING) == [1, 1]


def test_whom_a_station_let_in_in_the_rehearsal_has_not_come_on_the_day() -> None:
    assert run(OWN) == [True, False]


def test_who_came_stays_known_while_the_server_has_the_rehearsal_open() -> None:
    day, rehearsing, without_a_pack, again = run(REHEARSAL_OPENED)

    assert day == rehearsing == without_a_pack == ["Q1", ["p"], "day"]
    assert again == ["Q2", ["q"], "day again"]


def test_what_the_server_has_taken_in_as_undecided_leaves_the_queue() -> None:
    reasons, left = run(TAKEN)

    assert left == ["failed"]
    assert "undecided" in reasons


def test_nobody_is_called_alike_in_a_rehearsal(db) -> None:
    make_delegates(db, "Nguyễn Văn An")
    uninvited = [NewDelegate(full_name="Lê Văn Dũng", unit=UNIT, group=GROUP)]
    db.write(lambda s: add_delegates(s, uninvited, at=AT, by=BY))

    def persons() -> dict[int, str]:
        with db.reading() as session:
            return make_pack(carried(session, AT), salt=bytes(16), now_ms=0)[1]

    day = persons()
    (conference,) = all_rows(db, Conference)
    db.write(lambda s: setattr(s.get(Conference, conference.id), "rehearsal", True))
    rehearsal = persons()

    assert set(day) == set(rehearsal)
    assert not set(day.values()) & set(rehearsal.values())
