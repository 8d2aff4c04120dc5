"""Paired stations in a browser: scanned at, cut off, and asked what they keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from conference.database import Database
from tests.factories import make_station
from tests.running import RunningServer
from tests.waiting import until

SCAN = """async (codes) => {
  const screen = document.querySelector('[data-role="screen"]');
  const press = (key, code) => {
    const how = { key, code, bubbles: true, cancelable: true };
    window.dispatchEvent(new KeyboardEvent("keydown", how));
  };
  const answered = () => new Promise((done) => {
    const began = performance.now();
    const look = () => {
      if (!screen.dataset.verdict) return;
      watch.disconnect();
      done({ verdict: screen.dataset.verdict, ms: performance.now() - began });
    };
    const watch = new MutationObserver(look);
    watch.observe(screen, { attributes: true });
    look();
  });
  const seen = [];
  for (const code of codes) {
    for (const digit of code) press(digit, `Digit${digit}`);
    press("Enter", "Enter");
    seen.push(await answered());
  }
  return seen;
}"""

LISTEN = (
    """window.addEventListener("hoinghi:offline", (told) => { window.stands = told.detail; });"""
)


@contextmanager
def records(server: RunningServer) -> Iterator[Database]:
    """The records of a server that does not run."""
    (file,) = (server.folder / "conferences").glob("*.db")
    db = Database()
    db.open(f"sqlite:///{file}")
    yield db
    db.close()


def make_stations(server: RunningServer, *names: str) -> list[str]:
    """Name stations; give their tokens."""
    with records(server) as db:
        return [make_station(db, name)[1] for name in names]


@dataclass
class StationPage:
    """A station's page, with what it keeps."""

    context: BrowserContext
    page: Page

    def scan(self, *codes: str) -> list[dict[str, Any]]:
        """Scan these one after the other; give what was shown of each and after how many ms."""
        seen: list[dict[str, Any]] = self.page.evaluate(SCAN, list(codes))
        return seen

    @property
    def stands(self) -> dict[str, Any]:
        """How the page says it stands without the network."""
        told: dict[str, Any] = self.page.evaluate("window.stands ?? {}")
        return told

    def wait_until(self, within_s: float = 20.0, **wanted: Any) -> None:
        until(
            lambda: wanted.items() <= self.stands.items(),
            within_s=within_s,
        )

    def open(self, url: str) -> None:
        """Open the kiosk and wait until it can do without the server."""
        self.page.goto(url + "/kiosk")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.wait_until(why="ready")

    def reload(self) -> None:
        self.page.reload()
        self.wait_until(why="ready")

    def cut_off(self) -> None:
        self.context.set_offline(True)
        self.wait_until(online=False)

    def connect(self) -> None:
        self.context.set_offline(False)
        self.wait_until(online=True)


def open_station(browser: Browser, server: RunningServer, token: str) -> StationPage:
    """Open the kiosk of a paired station in a browser of its own."""
    context = browser.new_context(viewport={"width": 1024, "height": 600})
    page = dress(context, server, token)
    page.open(server.url)
    return page


def dress(context: BrowserContext, server: RunningServer, token: str) -> StationPage:
    """Make a context this station's: its cookie, and an ear for what the page tells."""
    context.add_cookies([{"name": "hoinghi_station", "value": token, "url": server.url}])
    context.add_init_script(LISTEN)
    return StationPage(context, context.new_page())


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of these that so large a share is not above."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
