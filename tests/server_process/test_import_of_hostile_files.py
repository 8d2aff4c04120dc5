"""A file that would unfold or lie harms nobody: a sentence for its sender, a door that goes on."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.running import RunningServer
from tests.seed.lists.test_hostile_files_are_refused import BOMBS, docx, encrypted_zip
from tests.seed.lists.workbooks import SMALL, lying_about_its_size, xlsx
from tests.waiting import until

MOST_GROWTH_MB = 20

FILES = {
    **{name: BOMBS[name] for name in (
        "a cell at the far corner", "49 MB in one cell", "many entries", "an entity bomb",
        "an external entity",
    )},
    "a lie about the size": lying_about_its_size(),
    "a password": encrypted_zip(),
    "a docx renamed": docx(),
    "random bytes": bytes(n * 73 % 256 for n in range(50_000)),
    "cut in the middle": SMALL[: len(SMALL) // 2],
    "no header of a list": xlsx([["a", 1, 2], [3, 4, 5]]),
    "nothing below the header": xlsx([["STT", "Họ và tên", "Chức vụ", "Đơn vị"]]),
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, todays_demo: Path) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(todays_demo, folder, dirs_exist_ok=True)
    one = RunningServer(folder)
    one.start()
    yield one
    one.stop()


@pytest.fixture(scope="module")
def office(server: RunningServer) -> requests.Session:
    browser = requests.Session()
    page = browser.get(server.url + "/sign-in", headers={"Accept": "text/html"}).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    form = {
        "operator_name": "admin",
        "password": server.passwords()["admin"],
        "csrf_token": token[1],
    }
    browser.post(server.url + "/sign-in", data=form)
    browser.headers["Accept"] = "application/json"
    return browser


def bring(server: RunningServer, office: requests.Session, data: bytes) -> requests.Response:
    return office.post(server.url + "/admin/import/", data=data, headers={"X-File-Name": "a.xlsx"})


def ended(server: RunningServer, office: requests.Session, data: bytes) -> dict:
    """Bring a file and scan at the door until its job has ended; give the job."""
    answer = bring(server, office, data)
    assert answer.status_code == 200, answer.text
    job: dict = {}

    def over() -> bool:
        scanned = {"scan_id": str(uuid.uuid4()), "code": "1" * 27}
        door = requests.post(server.url + "/api/check-in", json=scanned, timeout=5)
        assert door.status_code == 200
        job.update(office.get(f"{server.url}/admin/jobs/{answer.json()['id']}").json())
        return job["state"] not in {"waiting", "running"}

    until(over, within_s=90)
    return job


def memory_mb(server: RunningServer) -> float:
    assert server._process is not None
    status = Path(f"/proc/{server._process.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


@pytest.mark.long
def test_each_is_a_sentence_and_the_server_does_not_grow(
    server: RunningServer, office: requests.Session
) -> None:
    ended(server, office, SMALL)
    before_mb = memory_mb(server)

    jobs = {name: ended(server, office, data) for name, data in FILES.items()}

    for name, job in jobs.items():
        assert job["state"] == "failed", name
        assert "Danh sách hiện có không thay đổi" in job["fault"]["sentence"], name
        assert "Vui lòng" in job["fault"]["sentence"], name
    assert memory_mb(server) - before_mb < MOST_GROWTH_MB


@pytest.mark.parametrize(
    ("data", "refusal"),
    [(b"x" * (6 * 1024**2), (413, "list_too_large_to_send")), (b"", (409, "file_missing"))],
)
def test_what_is_too_large_or_nothing_is_refused_before_a_process_begins(
    server: RunningServer, office: requests.Session, data: bytes, refusal: tuple[int, str]
) -> None:
    answer = bring(server, office, data)

    assert (answer.status_code, answer.json()["error"]["code"]) == refusal
    assert "Vui lòng" in answer.json()["error"]["sentence"]
