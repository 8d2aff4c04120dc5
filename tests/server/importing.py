"""Lists as files, brought to the office of a composed server."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import xlsxwriter

from admin.imports import BROUGHT, KIND
from admin.jobs import JobStatus
from server.work import list_file
from server.work.job import ASKED, Job
from tests.factories import new_id
from tests.server.conftest import Served

HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Thành phần"]
GROUP = "Điển hình tiên tiến"
UNIT = "Sở Nội vụ"


def xlsx(rows: Sequence[Sequence[Any]], name: str = "Danh sách") -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def a_list(*names: str, unit: str = UNIT, group: str = GROUP, position: str = "") -> bytes:
    """A file of people of one unit and group."""
    rows = [[n, name, position, unit, group] for n, name in enumerate(names, start=1)]
    return xlsx([HEADER, *rows])


def bring(served: Served, data: bytes, name: str = "Danh sách.xlsx", **params: Any) -> JobStatus:
    """Read a file as its job does, in this process; give the job with its preview."""
    jobs = served.server.jobs
    job_id = new_id().replace("-", "")
    folder = served.folder.jobs / job_id
    folder.mkdir(parents=True)
    (folder / BROUGHT).write_bytes(data)
    url = served.db.url
    assert url is not None
    asked = {
        "kind": KIND,
        "params": {"file_name": name} | params,
        "database_url": url.render_as_string(hide_password=False),
        "limits": {"memory_mb": 1024, "seconds": 60},
        "started_ms": 0,
    }
    (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")
    job = Job(folder)
    job.end(list_file.run(job))
    return jobs.status(job_id)


def send(served: Served, data: bytes, name: str = "Danh sách.xlsx") -> Any:
    """Send a file as the page does."""
    return served.client("admin").post(
        "/admin/import/",
        data=data,
        headers={"X-File-Name": quote(name), "Content-Type": "application/octet-stream"},
    )


def summary(served: Served, job: JobStatus) -> dict[str, Any]:
    found: dict[str, Any] = rows(served, job, "summary")
    return found


def rows(served: Served, job: JobStatus, section: str) -> Any:
    folder = served.server.jobs.folder(job.id)
    return json.loads((folder / f"{section}.json").read_text(encoding="utf-8"))


def page(served: Served, job: JobStatus, query: str = "") -> str:
    answer = served.client("admin").get(f"/admin/import/{job.id}{query}")
    assert answer.status_code == 200
    return str(answer.text)


def confirm(served: Served, job: JobStatus, **wishes: Any) -> Any:
    return served.client("admin").post(f"/admin/import/{job.id}/confirm", json=wishes)


def again(served: Served, job: JobStatus, **said: Any) -> JobStatus:
    """Correct what was understood, and read the file anew."""
    answer = served.client("admin").post(f"/admin/import/{job.id}/again", json=said)
    assert answer.status_code == 200, answer.json
    ended = served.server.jobs.wait(answer.json["id"])
    assert ended.state == "done", ended.fault
    return ended
