"""A page of the stage in a browser, shown what a test tells it, and measured."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, WebSocketRoute

OPENED = '0{"sid":"s","upgrades":[],"pingInterval":60000,"pingTimeout":60000,"maxPayload":1000000}'

# Every text that is seen: how high its letters are set, and whether all of it is on the screen.
MEASURE = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent.trim();
    const element = node.parentElement;
    if (!words || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest("template, script, .visually-hidden")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    let holder = element;
    while (holder && !holder.dataset.role) holder = holder.parentElement;
    const size = parseFloat(getComputedStyle(element).fontSize);
    const sides = [box.left, box.top, box.right, box.bottom];
    found.push({ words, size, role: holder?.dataset.role ?? "", box: sides });
  }
  const clipped = [...document.querySelectorAll("body *")].filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX === "visible" && overflowY === "visible") return false;
    // The drum behind the words is larger than the screen.
    const meant = "svg, .backdrop, .visually-hidden";
    if (!element.checkVisibility() || element.matches(meant)) return false;
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
    return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
  }).map((element) => element.dataset.role || element.className);
  return { found, clipped };
}"""


class StagePage:
    """One page: its files from the server, its snapshots from the test."""

    def __init__(self, browser: Browser, client: FlaskClient, room: str) -> None:
        self.room = room
        self._client = client
        self._revision = 0
        self._socket: WebSocketRoute | None = None
        self._last: dict[str, Any] = {}
        self._number = ""
        self._context = browser.new_context()
        self.complaints: list[str] = []
        self.page: Page = self._context.new_page()
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.route("**/*", self._answer)
        self.page.route_web_socket("**/socket.io/**", self._open)

    def open(self, path: str) -> None:
        """Open the page, and wait until it asks for its room."""
        self.page.goto(f"http://hall.test{path}")
        self.page.wait_for_function("document.fonts.status === 'loaded'")
        self._number = self.page.evaluate("document.body.dataset.conference")

    def show(self, size: tuple[int, int], **snapshot: Any) -> None:
        """Show a picture at a size, once the page has painted it."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self._revision += 1
        known = {"number": self._number, "title_lines": []}
        self._last = {
            "revision": self._revision,
            "rehearsal": False,
            "conference": known,
            **snapshot,
        }
        self._tell()
        # Two frames: boxes are fitted once they have their size.
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def measure(self) -> dict[str, Any]:
        """Give every text that is seen, and the boxes that hold more than they show."""
        measured: dict[str, Any] = self.page.evaluate(MEASURE)
        return measured

    def digits_height(self) -> float:
        """Give how high the timer's digits are drawn, in pixels; of two lines, both."""
        height: float = self.page.evaluate("""() => {
          const tops = ["minutes", "seconds"].map((name) => {
            const cell = document.querySelector(`[data-role="${name}"] .digit`);
            if (!cell || !cell.checkVisibility()) return null;
            const style = getComputedStyle(cell);
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = `${style.fontWeight} ${style.fontSize} "Be Vietnam Pro"`;
            const drawn = pen.measureText("0");
            return [cell.getBoundingClientRect().top, drawn.actualBoundingBoxAscent];
          }).filter(Boolean);
          const lines = new Map(tops.map(([top, height]) => [Math.round(top), height]));
          return [...lines.values()].reduce((total, height) => total + height, 0);
        }""")
        return height

    def close(self) -> None:
        """Close it; whatever it complained of fails the test."""
        self._context.close()
        assert self.complaints == []

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix("http://hall.test")
        answer = self._client.get(path, headers={"Accept": "text/html"}, buffered=True)
        route.fulfill(
            status=answer.status_code,
            body=answer.get_data(),
            headers={"Content-Type": answer.headers["Content-Type"]},
        )

    def _open(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        socket.on_message(self._hear)
        socket.send(OPENED)

    def _hear(self, message: str | bytes) -> None:
        if str(message).startswith("40/stage"):
            assert self._socket is not None
            self._socket.send('40/stage,{"sid":"s"}')
            if self._last:
                self._tell()

    def _tell(self) -> None:
        if self._socket is not None:
            self._socket.send("42/stage," + json.dumps(["snapshot", self._last]))


Size = tuple[int, int]

ON_A_TELEPHONE_PX = 12
"""A telephone is read from the hand."""


def smallest_px(size: Size, least: float) -> float:
    """Give how small letters may be: so many hundredths of the height.

    A screen that stands on its end keeps the letters that it has lying.
    """
    return ON_A_TELEPHONE_PX if size[0] <= 600 else least * min(size) / 100


def faults(
    page: StagePage, size: Size, least: dict[str, float], scrolls: Collection[str] = ()
) -> list[Any]:
    """What is clipped, off the screen, or smaller than it may be.

    `scrolls` are boxes that may hold more than they show; "page" the page itself.
    """
    width, height = size
    measured = page.measure()
    found: list[Any] = [("clipped", role) for role in measured["clipped"] if role not in scrolls]
    for text in measured["found"]:
        left, top, right, bottom = text["box"]
        below = bottom > height + 1 and "page" not in scrolls
        if min(left, top) < -1 or right > width + 1 or below:
            found.append(("off the screen", text["words"]))
        if text["size"] < smallest_px(size, least.get(text["role"], 3)) - 0.1:
            found.append((f"{text['size']} px", text["words"]))
    return found


def wrong_at(
    page: StagePage,
    pictures: dict[str, Any],
    sizes: Sequence[Size],
    least: dict[str, float],
    *,
    also: Callable[[str, Size], None] = lambda _name, _size: None,
    scrolls: Collection[str] = (),
) -> dict[Any, Any]:
    """What is wrong with each picture at each size; `also` looks at the same."""
    found = {}
    for name, snapshot in pictures.items():
        for size in sizes:
            page.show(size, **snapshot)
            also(name, size)
            if wrong := faults(page, size, least, scrolls):
                found[name, size] = wrong
    return found
