"""A page that is not there, for scripts tested without a browser: hooks, answers, timers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parents[2] / "kiosk" / "static"

PAGE = """
class Hook {
  constructor() {
    Object.assign(this, { dataset: {}, hidden: false, textContent: "", value: "", checked: false });
    this.hooks = new Map();
    this.rows = [];
    this.heard = new Map();
    this.attributes = new Map();
    this.open = false;
  }
  querySelector(wanted) {
    if (wanted.includes("[open]")) return null;
    if (!this.hooks.has(wanted)) this.hooks.set(wanted, new Hook());
    return this.hooks.get(wanted);
  }
  // Of hooks that a page has many of, none is here but what was put into a list.
  querySelectorAll(wanted) {
    if (!wanted.startsWith("input")) return [];
    return this.hook("people").rows.map((row) => row.querySelector("input"));
  }
  hook(name) { return this.querySelector(`[data-role="${name}"]`); }
  get content() { return { firstElementChild: this, querySelectorAll: () => [] }; }
  cloneNode() { return new Hook(); }
  replaceChildren(...rows) {
    this.rows = rows;
    if (rows.every((row) => typeof row === "string")) this.textContent = rows.join("");
  }
  append(...rows) { this.rows.push(...rows); }
  prepend(...rows) { this.rows.unshift(...rows); }
  addEventListener(what, hear) { this.heard.set(what, [...(this.heard.get(what) ?? []), hear]); }
  dispatch(what, more = {}) {
    for (const hear of this.heard.get(what) ?? []) hear({ preventDefault() {}, ...more });
  }
  click() { this.dispatch("click"); }
  setAttribute(name, value) { this.attributes.set(name, value); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  removeAttribute(name) { this.attributes.delete(name); }
  get children() { return this.rows; }
  closest() { return null; }
  contains() { return false; }
  reset() {}
  focus() {}
  select() {}
  remove() {}
  showModal() { this.open = true; }
  close() { this.open = false; this.dispatch("close"); this.onclose?.(); }
}
const { answers, texts, data } = JSON.parse(readFileSync(0, "utf8"));
const page = new Hook();
page.body = new Hook();
page.body.dataset = { texts: JSON.stringify(texts), ...data };
page.documentElement = new Hook();
page.createElement = () => new Hook();
const kept = new Map();
const storage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
  removeItem: (name) => kept.delete(name),
};
const windowHook = Object.assign(new Hook(), { location: { search: "" } });
Object.assign(globalThis, {
  document: page, window: windowHook, localStorage: storage, sessionStorage: storage,
  MutationObserver: class { observe() {} },
});
const timers = [];
globalThis.setTimeout = (act, ms) => timers.push({ act, ms });
globalThis.clearTimeout = (id) => { if (timers[id - 1]) timers[id - 1].act = () => {}; };
const hook = (name) => page.hook(name);
const sent = [];
/** Answers that a test holds back, by path. */
const held = new Map();
globalThis.fetch = async (path, { body } = {}) => {
  sent.push({ path, body: body ? JSON.parse(body) : null });
  if (held.has(path)) await held.get(path);
  const given = answers[path];
  const one = Array.isArray(given) ? given.shift() : given;
  if (one === undefined || one === null) throw new TypeError("silence");
  const { status = 200, body: words = one } = one;
  return { ok: status < 400, status, json: async () => words };
};
/** Let everything that waits for an answer go on. */
const settle = async () => { for (let turn = 0; turn < 60; turn += 1) await Promise.resolve(); };
const submit = async (form) => {
  form.onsubmit?.({ preventDefault() {} });
  form.dispatch("submit");
  await settle();
};
"""


def on_a_page(
    script: str,
    *,
    texts: dict[str, str],
    answers: dict[str, Any] | None = None,
    data: dict[str, str] | None = None,
) -> Any:
    """Run a script that may import what `kiosk/static` has (`STATIC`); give what it prints.

    `answers` are the server's by path, one or one after the other; None is silence.
    """
    whole = 'import { readFileSync } from "node:fs";\n' + PAGE + script
    done = subprocess.run(
        ["node", "--input-type=module", "-e", whole.replace("STATIC", STATIC.as_uri())],
        input=json.dumps({"answers": answers or {}, "texts": texts, "data": data or {}}),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
