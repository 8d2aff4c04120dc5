"""One lane: from the scanner's last key to the verdict on the screen, in a real Chromium.

Compared, turn by turn, with the least that a page can do: fetch a small file and paint a word. The
keys are pressed inside the page, so that only what a delegate waits for is measured.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.figures import Figure, percentile, ratio, say, scaled
from benchmarks.serving import prepare, serving, workplace

ROUNDS = 5
SCANS = 20
"""Of a round, each beside one empty fetch and paint."""
WARM_UP = 5
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

SCAN = """async (digits) => {
  const card = document.querySelector('[data-role="answer"]');
  const painted = new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (card.hidden) return;
      watch.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    });
    watch.observe(card, { attributes: true, attributeFilter: ["hidden"] });
  });
  const press = (code, key) => window.dispatchEvent(
    new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
  [...digits].forEach((digit) => press(`Digit${digit}`, digit));
  const began = performance.now();
  press("Enter", "Enter");
  return { took_ms: (await painted) - began, verdict: card.dataset.verdict };
}"""
EMPTY = """async () => {
  const word = document.createElement("p");
  document.body.append(word);
  const file = document.querySelector('link[rel="icon"]').href;
  const began = performance.now();
  word.textContent = String((await (await fetch(file, { cache: "no-store" })).text()).length);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const took = performance.now() - began;
  word.remove();
  return took;
}"""
LANE = "single lane, last key to painted verdict"
BASE = "an empty fetch and paint in the same page"


@dataclass
class _Measured:
    """The waits of all rounds, and the medians of each."""

    scans_ms: list[float] = field(default_factory=list)
    empties_ms: list[float] = field(default_factory=list)
    scan_medians: list[float] = field(default_factory=list)
    empty_medians: list[float] = field(default_factory=list)


def measure(scale: float = 1.0) -> Iterator[Figure]:
    """Scan first entries at one kiosk, badge and drawing of the seat included."""
    if not CHROMIUM.exists():
        say(f"  no {CHROMIUM} here: nothing to paint with")
        return
    measured = _Measured()
    rounds, scans = scaled(ROUNDS, scale), scaled(SCANS, scale)
    with workplace() as place:
        prepared = prepare(place / "prepared", more_delegates=WARM_UP + rounds * scans)
        with serving(prepared.path) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(server.address + "/kiosk")
            page.evaluate("() => document.fonts.ready")
            codes = iter(prepared.codes)
            for _ in range(WARM_UP):
                _scan(page, next(codes))
            for nth in range(rounds):
                say(f"  round {nth + 1}")
                _round(page, [next(codes) for _ in range(scans)], measured)
            browser.close()
    yield from _figures(measured)


def _scan(page: Page, code: str) -> float:
    shown = page.evaluate(SCAN, code)
    if shown["verdict"] != "admitted":
        raise AssertionError(shown)
    return float(shown["took_ms"])


def _round(page: Page, codes: list[str], measured: _Measured) -> None:
    scans_ms, empties_ms = [], []
    for code in codes:
        scans_ms.append(_scan(page, code))
        empties_ms.append(float(page.evaluate(EMPTY)))
    measured.scans_ms += scans_ms
    measured.empties_ms += empties_ms
    measured.scan_medians.append(statistics.median(scans_ms))
    measured.empty_medians.append(statistics.median(empties_ms))


def _figures(measured: _Measured) -> Iterator[Figure]:
    for name, waits_ms in ((LANE, measured.scans_ms), (BASE, measured.empties_ms)):
        yield Figure(f"{name}, median", statistics.median(waits_ms), "ms")
        yield Figure(f"{name}, p95", percentile(waits_ms, 95), "ms")
    yield Figure(f"{LANE}, longest", max(measured.scans_ms), "ms")
    yield ratio(LANE, measured.scan_medians, against=measured.empty_medians, of=BASE)
