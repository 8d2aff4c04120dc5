"""The wheel alone is enough: screens, fonts, catalogues and the plan come with it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.running import RunningServer

TRUETYPE = b"\0\1\0\0"


@pytest.fixture(scope="module")
def server(
    installed: Path, bare_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """The installed server with the demo, far from the checkout and without Node."""
    empty = tmp_path_factory.mktemp("empty")
    with pytest.MonkeyPatch.context() as machine:
        machine.chdir(empty)
        machine.setenv("PATH", bare_path)
        machine.delenv("PYTHONPATH", raising=False)
        running = RunningServer(empty / "data", command=installed)
        running.run("demo")
        running.start()
    yield running
    running.kill()


def test_an_installed_wheel_holds_a_conference_in_an_empty_folder(server: RunningServer):
    health = requests.get(server.url + "/api/health", timeout=10).json()
    kiosk = requests.get(server.url + "/kiosk", timeout=10)

    assert (health["database"], health["spooler"]) == ("ok", "running")
    assert kiosk.ok
    assert "Traceback" not in server.log()


def test_an_installed_wheel_serves_its_own_scripts_and_fonts(server: RunningServer):
    page = requests.get(server.url + "/kiosk", timeout=10).text
    [script] = set(re.findall(r"/static/kiosk-\w+\.js", page))

    answer = requests.get(server.url + script, timeout=10)
    font = requests.get(server.url + "/static/fonts/BeVietnamPro_700Bold.ttf", timeout=10)

    assert answer.ok
    assert "javascript" in answer.headers["Content-Type"]
    assert font.ok
    assert font.content.startswith(TRUETYPE)


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
