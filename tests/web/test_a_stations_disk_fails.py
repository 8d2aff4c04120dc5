"""A station whose disk is full, lost or silent goes on, loses no entry, and says how it stands."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conference.attendance.carrying import carried
from conference.clock import to_ms
from kiosk.pack import make_pack
from tests.factories import AT, make_delegates

ROOT = Path(__file__).parents[2]

# As much of idb as the station uses; `fails` says what the disk does now.
DISK = """
const tables = (globalThis.TABLES = { scans: new Map(), own: new Map(), kept: new Map() });
const keyOf = { scans: "scan_id", own: "person" };
const fault = (name) => { throw new DOMException(name, name); };
function check(connection, writing) {
  if (globalThis.fails === "lost") { globalThis.fails = ""; connection.open = false; }
  if (!connection.open) fault("InvalidStateError");
  if (writing && globalThis.fails === "full") fault("QuotaExceededError");
}
export async function openDB() {
  if (globalThis.fails === "absent") fault("SecurityError");
  if (globalThis.fails === "silent") await new Promise(() => {});
  globalThis.OPENED = (globalThis.OPENED ?? 0) + 1;
  const connection = { open: true };
  const table = (name, writing = false) => ({
    get: async (key) => (check(connection), tables[name].get(key)),
    put: async (value, key) => {
      check(connection, true);
      tables[name].set(key ?? value[keyOf[name]], value);
    },
    delete: async (key) => (check(connection), tables[name].delete(key)),
    openCursor: async () => null,
  });
  return {
    close() { connection.open = false; },
    transaction(names, mode) {
      check(connection);
      if (mode === "readwrite" && globalThis.fails === "full" && Array.isArray(names)) {
        const done = Promise.reject(new DOMException("full", "QuotaExceededError"));
        done.catch(() => {});
        return { objectStore: (name) => ({ ...table(name), put: async () => {} }), done };
      }
      return { objectStore: table, store: table([names].flat()[0]), done: Promise.resolve() };
    },
    getAll: async (name) => (check(connection), [...tables[name].values()]),
    count: async (name, key) => (check(connection), Number(tables[name].has(key))),
    get: (name, key) => table(name).get(key),
    put: (name, value, key) => table(name).put(value, key),
    delete: (name, key) => table(name).delete(key),
  };
}
"""

# A page without a browser around the station's own scripts, and a server that can be taken away.
PAGE = """
import { readFileSync } from "node:fs";
const { pack, code, other, fails } = JSON.parse(readFileSync(0, "utf8"));
const buffer = Buffer.from(pack, "base64");
const bytes = () => buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length);
const top = 8 + new DataView(bytes()).getUint32(4, true);
const heading = JSON.parse(Buffer.from(bytes().slice(8, top)).toString());
const rest = (ms) => new Promise((done) => setTimeout(done, ms));
const unhandled = [];
process.on("unhandledRejection", (fault) => unhandled.push(String(fault)));
const dataset = { conference: heading.conference, rehearsal: String(heading.rehearsal) };
let state = null;
Object.assign(globalThis, {
  window: globalThis, fails, document: { body: { dataset } },
  addEventListener() {}, dispatchEvent: (told) => { state = told.detail; },
  CustomEvent: class extends Event {
    constructor(name, { detail }) { super(name); this.detail = detail; }
  },
});
const navigator = { onLine: true, storage: {} };
Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
let up = true;
let late = null;
const posts = [];
const json = (body) => new Response(JSON.stringify(body), { status: 200 });
globalThis.fetch = async (path, how = {}) => {
  if (!up) throw new TypeError("no network");
  if (path.startsWith("/kiosk/pack/presence")) {
    return json({
      pack: "r1", server_ms: Date.now(), sitting_id: heading.sitting_id, station: "Q1",
      last_sequence: 7, came_revision: "x", came: { places: [], people: [] },
    });
  }
  if (path.startsWith("/kiosk/pack")) {
    return new Response(bytes(), { headers: { "X-Hoinghi-Pack": "r1" } });
  }
  if (path.startsWith("/api/health")) return json({});
  const body = JSON.parse(how.body);
  posts.push({ path, body });
  if (path.endsWith("/batch")) {
    return json({ answers: body.scans.map(({ scan_id }) => ({ scan_id, verdict: "admitted" })) });
  }
  if (late) await rest(2000);
  return json({ scan_id: body.scan_id, verdict: late ?? "admitted", first: null });
};
const { createArrivals } = await import(ARRIVALS);
const shown = [];
const arrivals = createArrivals({
  onAnswer: (scan, answer) => shown.push([answer.verdict, Boolean(answer.provisional)]),
  onSilence: () => shown.push(["silent", false]),
  onGivenUp: () => shown.push(["given_up", false]),
});
const until = async (holds) => {
  for (let nth = 0; nth < 400; nth += 1) {
    if (holds()) return;
    await rest(25);
  }
  const seen = JSON.stringify({ state, shown, posts, unhandled });
  throw new Error(`in vain: ${holds} ${seen}`);
};
const scan = (what, foreign = false) => arrivals.arrive({ code: what, foreign });
const sent = () => posts.filter(({ path }) => path.endsWith("/batch"));
const batches = () => sent().map(({ body }) => body.scans);
await until(() => state?.why === "ready");
STEPS
const kept = { scans: [...TABLES.scans.values()], opened: globalThis.OPENED };
console.log(JSON.stringify({ shown, posts, state, unhandled, ...kept, batches: batches() }));
process.exit(0);
"""

OFFLINE_THEN_BACK = """
globalThis.fails = FAULT;
up = false;
await until(() => !state.online);
scan(code);
await until(() => shown.length === 1);
scan(code);
await until(() => shown.length === 2);
scan(other);
await until(() => shown.length === 3);
await until(() => state.waiting === 3);
const away = state;
up = true;
await until(() => state.online && state.waiting === 0);
state = { ...state, away };
"""


@pytest.fixture
def play(db, tmp_path: Path):
    """Play steps on a station's page; give what was shown, sent and kept."""
    static = tmp_path / "kiosk" / "static"
    shutil.copytree(ROOT / "kiosk" / "static" / "offline", static / "offline")
    shutil.copy(ROOT / "kiosk" / "static" / "arrivals.js", static)
    (tmp_path / "server" / "static").mkdir(parents=True)
    for module in ("commands.js", "unsaved.js"):
        shutil.copy(ROOT / "server" / "static" / module, tmp_path / "server" / "static")
    idb = tmp_path / "node_modules" / "idb"
    idb.mkdir(parents=True)
    (idb / "index.js").write_text(DISK)
    about = {"name": "idb", "type": "module", "main": "index.js"}
    (idb / "package.json").write_text(json.dumps(about))
    (tmp_path / "package.json").write_text('{"type": "module"}')
    an, binh = make_delegates(db, "Nguyễn Văn An", "Đỗ Thị Bình")
    with db.reading() as session:
        known = carried(session, AT)
    pack, _ = make_pack(known, salt=bytes(16), now_ms=to_ms(AT))

    def played(steps: str, *, fails: str = "") -> dict[str, Any]:
        arrivals = json.dumps((static / "arrivals.js").as_uri())
        page = PAGE.replace("ARRIVALS", arrivals).replace("STEPS", steps)
        told = {
            "pack": base64.b64encode(pack).decode(), "code": an.code, "other": binh.code,
            "fails": fails,
        }  # fmt: skip
        done = subprocess.run(
            ["node", "--input-type=module", "-e", page], input=json.dumps(told),
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        seen: dict[str, Any] = json.loads(done.stdout)
        assert seen["unhandled"] == []
        return seen

    return played


@pytest.mark.parametrize("fault", ["full", "absent"])
def test_a_disk_that_takes_nothing_loses_no_entry_and_says_so(play, fault: str) -> None:
    steps = OFFLINE_THEN_BACK.replace("FAULT", json.dumps(fault))

    seen = play(steps, fails=fault if fault == "absent" else "")

    assert seen["shown"][:3] == [["admitted", True], ["repeat", True], ["admitted", True]]
    assert (seen["state"]["away"]["durable"], seen["state"]["away"]["waiting"]) == (False, 3)
    sent = [one for batch in seen["batches"] for one in batch]
    assert [one["shown"] for one in sent] == ["admitted", "repeat", "admitted"]
    assert [one["sequence"] for one in sent] == [8, 9, 10]


def test_a_connection_that_was_lost_is_opened_anew(play) -> None:
    seen = play(OFFLINE_THEN_BACK.replace("FAULT", '"lost"'))

    assert seen["shown"][:3] == [["admitted", True], ["repeat", True], ["admitted", True]]
    assert seen["state"]["away"]["durable"] is True
    assert seen["opened"] == 2
    assert sum(map(len, seen["batches"])) == 3
    assert seen["scans"] == []


def test_a_disk_that_never_opens_holds_nobody_up(play) -> None:
    seen = play("scan(code); await until(() => shown.length === 1);", fails="silent")

    assert seen["shown"] == [["admitted", False]]


@pytest.mark.parametrize("late", ["repeat", "refused"])
def test_whom_the_station_let_in_the_queue_tells_although_the_server_said_otherwise(
    play, late: str
) -> None:
    steps = f"late = {json.dumps(late)}; scan(code); await until(() => batches().length === 1);"

    seen = play(steps + "await until(() => state.waiting === 0);")

    assert seen["shown"] == [["admitted", True], [late, False]]
    (asked, queued) = seen["posts"]
    (told,) = queued["body"]["scans"]
    assert told["scan_id"] == asked["body"]["scan_id"]
    assert (told["decided_by"], told["shown"]) == ("station", "admitted")
    assert seen["scans"] == []


def test_a_scan_that_no_disk_took_is_there_until_it_is_decided(play) -> None:
    steps = """
    globalThis.fails = "full";
    late = "repeat";
    scan(code);
    await rest(200);
    await arrivals.waiting();
    await until(() => batches().length === 1);
    """

    seen = play(steps)

    assert [one["shown"] for one in seen["batches"][0]] == ["admitted"]


def test_a_late_answer_that_agrees_is_the_last_word(play) -> None:
    steps = 'late = "admitted"; scan(code); await until(() => shown.length === 2); await rest(300);'

    seen = play(steps)

    assert seen["batches"] == []
    assert seen["scans"] == []


def test_scans_of_another_conference_are_not_this_pages_to_wait_for(play) -> None:
    steps = """
    const of = { conference: "999", rehearsal: "false" };
    TABLES.scans.set("old", { scan_id: "old", shown: "admitted", ...of });
    scan(code);
    await until(() => shown.length === 1);
    await rest(300);
    state = { ...state, listed: await arrivals.waiting() };
    """

    seen = play(steps)

    assert (seen["state"]["waiting"], seen["state"]["listed"]) == (0, [])
    assert [one["scan_id"] for one in seen["scans"]] == ["old"]
    assert seen["batches"] == []


def test_the_number_of_a_citizen_card_is_neither_kept_nor_sent(play) -> None:
    steps = """
    up = false;
    await until(() => !state.online);
    scan("030090001234|", true);
    await until(() => shown.length === 1 && TABLES.scans.size === 1);
    const onDisk = JSON.stringify([...TABLES.scans.values()]);
    up = true;
    await until(() => state.online && state.waiting === 0);
    state = { kept: onDisk };
    """

    seen = play(steps)

    assert seen["shown"][0] == ["refused", True]
    assert "000000000000|" in seen["state"]["kept"]
    assert "030090001234" not in seen["state"]["kept"] + json.dumps(seen["posts"])
