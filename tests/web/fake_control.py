"""The stage manager's page that is not there: its modules one by one, on a fake page."""

from __future__ import annotations

from typing import Any

from tests.web.fake_page import on_a_page

CONTROL = """
const STAGE = "STATIC/../../stage/static";
const SERVER = "STATIC/../../server/static";
globalThis.Element = Hook;
const every = [];
globalThis.setInterval = (act) => every.push(act);
let passedMs = 0;
Object.defineProperty(globalThis, "performance", { value: { now: () => passedMs } });
Object.assign(Hook.prototype, { matches: () => false, scrollIntoView() {}, blur() {} });
/** A key as the window hears it; gives whether the page kept it from the browser. */
const key = (press) => {
  let kept = false;
  const target = press.target ?? page.body;
  const hearers = [page, window].flatMap((one) => one.heard.get("keydown") ?? []);
  for (const hear of hearers) {
    hear({ key: press.code, repeat: false, target, preventDefault() { kept = true; }, ...press });
  }
  return kept;
};
/** A hook that is inside what a selector finds. */
const inside = (...found) => {
  const hook = new Hook();
  hook.closest = (wanted) => (found.some((one) => wanted.split(", ").includes(one)) ? hook : null);
  return hook;
};
/** Lists whose rows can be put somewhere and taken out, as a page's can. */
Object.assign(Hook.prototype, {
  insertBefore(row, before) {
    this.rows = this.rows.filter((one) => one !== row);
    const at = before ? this.rows.indexOf(before) : this.rows.length;
    this.rows.splice(at, 0, row);
    row.remove = () => { this.rows = this.rows.filter((one) => one !== row); };
  },
});
"""

TEXTS = {
    "hour_minute": "{h}h{m}",
    "keys_rest": "Bấm Esc để ra",
    "sending": "Đang gửi",
    "refused": "Không được",
    "unknown": "Chưa có trả lời",
}


def at_the_control(
    script: str,
    *,
    texts: dict[str, str] | None = None,
    answers: dict[str, Any] | None = None,
) -> Any:
    """Run a script that may import from STAGE and SERVER; give what it prints."""
    return on_a_page(CONTROL + script, texts=TEXTS | (texts or {}), answers=answers)
