"""The wheel alone is enough: screens, fonts, catalogues and the plan come with it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.running import RunningServer


@pytest.fixture
def server(
    installed: Path, bare_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningServer]:
    """The installed server, far from the checkout and without Node."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", bare_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setattr("tests.running.HOINGHI", installed)
    running = RunningServer(tmp_path / "data")
    yield running
    running.kill()


def test_an_installed_wheel_holds_a_conference_in_an_empty_folder(server: RunningServer):
    server.run("demo")
    server.start()

    health = requests.get(server.url + "/api/health", timeout=10).json()
    kiosk = requests.get(server.url + "/kiosk", timeout=10)
    code = server.stop()

    assert (health["database"], health["spooler"]) == ("ok", "running")
    assert kiosk.ok
    assert code == 0
    assert "Traceback" not in server.log()


def test_an_installed_wheel_serves_its_own_scripts_and_fonts(server: RunningServer):
    server.run("demo")
    server.start()

    page = requests.get(server.url + "/kiosk", timeout=10).text
    [script] = {
        part
        for part in page.split('"')
        if part.startswith("/static/kiosk-") and part.endswith(".js")
    }
    answers = {
        path: requests.get(server.url + path, timeout=10)
        for path in (script, "/static/fonts/BeVietnamPro_700Bold.ttf")
    }

    assert all(answer.ok and len(answer.content) > 1000 for answer in answers.values()), answers
    assert answers["/static/fonts/BeVietnamPro_700Bold.ttf"].content[:4] == b"\0\1\0\0"


def test_the_wheel_carries_what_git_ignores(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        built = json.loads(archive.read("server/static/dist/manifest.json"))

    assert {
        f"server/locale/{language}/LC_MESSAGES/messages.mo" for language in ("vi", "en")
    } <= names
    assert {f"server/static/dist/{file}" for file in built.values()} <= names


def test_the_wheel_carries_nothing_of_the_workshop(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}

    assert not folders & {"tests", "tools", "benchmarks", "docs", "node_modules", "data"}
