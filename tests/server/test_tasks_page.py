"""Công việc: the plan's work by unit, written, ticked, and shown with how late it is."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from typing import Any

import pytest

from conference.identity import the_conference
from conference.preparation import Task
from tests.factories import DAY, all_rows
from tests.server.conftest import HTML, Served

WORK = {
    "title": "Chuẩn bị hoa", "unit": "Đoàn Thanh niên Sở", "owner": "Nguyễn Thị Miền",
    "phone": "0912 345 678", "due_on": DAY.isoformat(), "bound": "before", "gate": None,
}  # fmt: skip


def page(served: Served, role: str = "admin") -> str:
    answer = served.client(role).get("/admin/tasks", headers=HTML)
    assert answer.status_code == 200
    return answer.text


def write(served: Served, task_id: int | None = None, role: str = "admin", **changes: Any) -> Any:
    path = "/admin/tasks" if task_id is None else f"/admin/tasks/{task_id}"
    return served.client(role).post(path, json=WORK | changes)


def row_of(text: str, task_id: int) -> str:
    [row] = [row for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL)
             if f'id="task-{task_id}"' in row]  # fmt: skip
    return row


def task(served: Served, task_id: int) -> Task:
    return next(one for one in all_rows(served.db, Task) if one.id == task_id)


def plan_words(served: Served, **words: Any) -> None:
    def change(session: Any) -> None:
        row = the_conference(session)
        row.plan_words = row.plan_words | words

    served.db.write(change)


def test_work_is_added_under_its_unit(served: Served) -> None:
    answer = write(served)

    text = page(served)
    row = row_of(text, answer.json["id"])
    assert "Chuẩn bị hoa" in row
    assert "Nguyễn Thị Miền" in row
    assert text.index('aria-label="Đoàn Thanh niên Sở"') < text.index("Chuẩn bị hoa")


def test_the_form_of_a_row_holds_what_the_task_says(served: Served) -> None:
    task_id = write(served, title='Bảng "Ghi công" & hoa').json["id"]

    row = row_of(page(served), task_id)
    [words] = re.findall(r'data-words="([^"]*)"', row)

    assert json.loads(html.unescape(words)) == WORK | {
        "title": 'Bảng "Ghi công" & hoa',
        "gate": "",
    }


def test_all_words_of_a_task_can_be_changed(served: Served) -> None:
    task_id = write(served).json["id"]

    changed = {
        "title": "Chuẩn bị hoa, quà", "unit": "Văn phòng Sở", "owner": "Lê Bình", "phone": "113",
        "due_on": None, "bound": "on_or_before", "gate": "hour_before",
    }  # fmt: skip
    answer = write(served, task_id, **changed)

    now = task(served, task_id)
    assert answer.json == {"done": True, "id": task_id}
    assert {name: getattr(now, name) for name in changed} == changed


@pytest.mark.parametrize(
    ("due_on", "bound", "words"),
    [
        (DAY, "before", "quá hạn 1 ngày"),
        (DAY, "on_or_before", "hết hôm nay"),
        (DAY + dt.timedelta(days=1), "before", "hết hôm nay"),
        (DAY + dt.timedelta(days=3), "on_or_before", "còn 3 ngày"),
        (DAY - dt.timedelta(days=5), "on_or_before", "quá hạn 5 ngày"),
    ],
)
def test_before_a_day_excludes_it_and_on_a_day_includes_it(
    served: Served, due_on: dt.date, bound: str, words: str
) -> None:
    task_id = write(served, due_on=due_on.isoformat(), bound=bound).json["id"]

    assert words in row_of(page(served), task_id)


def test_what_is_done_is_late_no_more_and_says_who_did_it(served: Served) -> None:
    task_id = write(served, due_on="2026-01-01").json["id"]

    served.client("supervisor").post(f"/admin/tasks/{task_id}/tick", json={"done": True})

    row = row_of(page(served), task_id)
    assert "quá hạn" not in row
    assert "xong lúc 13h42 20/11/2026, Phụ trách đón tiếp" in row


def test_the_supervisor_reads_and_ticks_but_does_not_write(served: Served) -> None:
    assert 'data-role="change"' not in page(served, "supervisor")
    assert write(served, role="supervisor").status_code == 403


def test_empty_work_and_work_that_is_gone_are_refused(served: Served) -> None:
    assert write(served, title="  ").json["error"]["code"] == "task_empty"
    assert write(served, 9999).json["error"]["code"] == "not_found"
    gone = served.client("admin").post("/admin/tasks/9999/tick", json={"done": True})
    assert gone.json["error"]["code"] == "not_found"


def test_the_plans_own_words_are_all_there(served: Served) -> None:
    plan_words(
        served,
        reports=[{
            "due": "2025-08-30", "bound": "before", "due_text": "trước ngày 30/8/2025",
            "unit": "Phòng Văn hóa", "to": "Hội đồng Thi đua", "via": "Ban Thi đua",
            "what": "Kết quả Hội nghị", "parts": ["Báo cáo tổng kết"],
        }],
        tiers=[{
            "level": "grassroots", "default_name": "Hội nghị biểu dương", "form": "",
            "period": "Quý I năm 2020", "units": ["xã", "phường"],
        }],
        pilots=[{"unit": "Sở Y tế", "level": "upper_grassroots", "period": "cuối Quý I"}],
        activities=["Tuyên truyền"], may_add=["Biểu diễn văn nghệ"], merged_with=["Tổng kết 2024"],
    )  # fmt: skip

    text = html.unescape(page(served))

    for words in (
        "Kết quả Hội nghị → Hội đồng Thi đua (qua Ban Thi đua), trước ngày 30/8/2025",
        "Báo cáo tổng kết", "<strong>Cấp cơ sở</strong>: Hội nghị biểu dương, Quý I năm 2020",
        "(xã; phường)", "Sở Y tế, cuối Quý I", "Tuyên truyền", "Biểu diễn văn nghệ",
        "Tổng kết 2024", "Nghị định số 152/2025/NĐ-CP", "trước ngày 25/8/2025",
    ):  # fmt: skip
        assert words in text


def test_a_late_day_and_hours_that_nobody_said_are_pointed_at(served: Served) -> None:
    plan_words(served, hours_assumed=[1])

    text = page(served)

    assert "đã quá thời hạn của kế hoạch (trước ngày 25/8/2025)" in text
    assert "Kế hoạch chưa ghi giờ của:" in text


def test_a_conference_without_work_says_so(served: Served) -> None:
    def clear(session: Any) -> None:
        for one in session.query(Task):
            session.delete(one)

    served.db.write(clear)

    assert "Kế hoạch chưa có công việc nào." in page(served)
