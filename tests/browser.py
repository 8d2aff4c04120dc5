"""A demo conference in its own process, and a browser in front of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.made_once import made_once
from tests.running import RunningServer

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


@pytest.fixture(scope="session")
def todays_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo as `hoinghi demo` makes it, held today."""
    return made_once(tmp_path_factory, "today", lambda path: RunningServer(path).run("demo"))


@pytest.fixture
def fresh_day(tmp_path: Path, todays_demo: Path) -> RunningServer:
    """The demo in a folder of its own, not yet served."""
    shutil.copytree(todays_demo, tmp_path, dirs_exist_ok=True)
    return RunningServer(tmp_path)


@pytest.fixture
def day(fresh_day: RunningServer) -> Iterator[RunningServer]:
    """The demo served by a process of its own."""
    server = fresh_day
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, day: RunningServer) -> Iterator[Callable[..., Page]]:
    """Open a page of the running day, signed in with a role or not; complaints fail the test."""
    contexts: dict[str | None, BrowserContext] = {}
    complaints: list[str] = []

    def signed_in(role: str | None) -> BrowserContext:
        if role not in contexts:
            contexts[role] = browser.new_context(viewport={"width": 1366, "height": 768})
            if role is not None:
                page = contexts[role].new_page()
                page.goto(day.url + "/sign-in")
                page.fill("[name=operator_name]", role)
                page.fill("[name=password]", day.passwords()[role])
                page.press("[name=password]", "Enter")
                page.wait_for_url(lambda url: "/sign-in" not in url)
                page.close()
        return contexts[role]

    def open_one(path: str, role: str | None = None, size: tuple[int, int] = (1366, 768)) -> Page:
        page = signed_in(role).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.on("pageerror", lambda fault: complaints.append(f"{path}: {fault}"))
        page.on(
            "console",
            lambda line: (
                complaints.append(f"{path}: {line.text}")
                if "Content Security Policy" in line.text
                else None
            ),
        )
        page.goto(day.url + path)
        return page

    yield open_one
    for context in contexts.values():
        context.close()
    assert complaints == []
